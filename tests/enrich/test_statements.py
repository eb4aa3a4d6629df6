"""Who said what, in invented copy: each family of attribution, and what holds for any text."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statements_reading import read, told

from writethru.enrich.piece import Piece
from writethru.enrich.statements import layer

PROBES = tomllib.loads((Path(__file__).parent / "statements_probes.toml").read_text(encoding="utf-8"))["probe"]


@pytest.mark.parametrize("probe", PROBES, ids=[probe["name"] for probe in PROBES])
def test_who_said_what(probe):
    piece = read(probe["text"], probe.get("entities"))
    found = [told(piece, number) for number in range(len(piece.statements))]

    for expected in probe["says"]:
        assert any(expected == {key: f[key] for key in expected} for f in found), (expected, found)
    assert len(found) == probe.get("count", len(found)), found


def sound(piece: Piece) -> None:
    """Assert what holds for every piece."""
    spans = [p.span for p in piece.passages]
    for number, s in enumerate(piece.statements):
        assert s.content
        for span in (*s.content, *s.speaker, *s.cue, *s.words, *s.insertions):
            assert span.start < span.end
            assert any(passage.covers(span) for passage in spans)
        everything = sorted((*s.content, *s.speaker, *s.cue))
        assert all(a.end <= b.start for a, b in pairwise(everything)), everything
        for words in (*s.words, *s.insertions):
            assert any(c.covers(words) for c in s.content)
        assert not any(w.meets(i) for w in s.words for i in s.insertions)
        assert s.inside is None or (0 <= s.inside < len(piece.statements) and s.inside != number)
        assert s.rejects is None or (0 <= s.rejects < len(piece.statements) and s.rejects != number)
        assert not s.reported_by_another or s.inside is not None
        assert 0 <= s.confidence <= 1
        assert s.speaker or not s.shown


MARKS = "“ ” \" `` '' ‘ ’ , . : ( ) [ — ?"
PLAIN = """Moor said that he she they claimed urged according to told the council ferry will return called believed was
rejected claim and adding her warning accused of who what"""
WORDS = st.sampled_from([*MARKS.split(), *PLAIN.split(), "\n"])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(WORDS, max_size=45).map(" ".join))
def test_any_order_of_words_gives_sound_statements(text):
    sound(read(text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.text(max_size=200), st.sampled_from(["en", "ko", "ja", "zh", "nb", "ru", "ar", "und"]))
def test_any_text_in_any_language_gives_sound_statements(text, language):
    sound(read(text, language=language))


@pytest.mark.parametrize("probe", PROBES, ids=[probe["name"] for probe in PROBES])
def test_what_is_read_is_sound(probe):
    sound(read(probe["text"], probe.get("entities")))


def test_the_same_piece_gives_the_same_statements_in_any_batch():
    texts = [probe["text"] for probe in PROBES[:6]]
    alone = [read(text).statements for text in texts]
    pieces = [read(text) for text in texts]
    layer()(pieces[::-1])

    assert alone == [piece.statements for piece in pieces]


def test_names_may_be_missing():
    piece = read("Moor said the yard was safe.")

    assert [s.entity for s in piece.statements] == [None]
    assert piece.statements[0].shown
