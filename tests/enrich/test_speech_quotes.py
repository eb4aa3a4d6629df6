"""Quotation marks paired by position and over paragraphs, insertions and own words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.enrich.piece import plain
from writethru.enrich.speech.quotes import insertions, own_words, pair
from writethru.model import Span


def paired(text: str) -> list[str]:
    """Pair the marks of a text that has a paragraph a line."""
    text = plain(text.replace("\n", "¶")).replace("¶", "\n")
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return ["|".join(s.of(text) for s in quote.spans) for quote in pair(text, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” he said. “Two.”", ["“One,”", "“Two.”"]),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("``One,'' he said.", ["“One,”"]),
        ("''One,'' he said.", ["“One,”"]),
        ("“He called it ‘a boat,’ and it is.”", ["“He called it ‘a boat,’ and it is.”"]),
        ("‘One,’ he said, at the workers’ club.", ["‘One,’"]),
        ("The workers' club and the '90s.", []),
        ("“Open\n“and closed.”", ["“Open|“and closed.”"]),
        ("“Open\nnothing.", ["“Open"]),
        ("“Open.", ["“Open."]),
        ("«En», sa hun.", ["«En»"]),
        ("„Eins“, sagte er.", ["„Eins“"]),
        ("「一」と述べた。『二』", ["「一」", "『二』"]),
        ('A 5" pipe, he said.', []),
        ("“One,“ she said.", ["“One,“"]),
        ("no marks at all", []),
    ],
)
def test_marks_pair(text, expected):
    assert paired(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“discriminatory” acts", False),
        ("“The ferry will return,” he said", True),
        ("“No,” he said", False),
        ("“It is what it is and no more”", True),
        ("“with the same resolve”", False),
    ],
)
def test_phrases_are_not_sentences(text, expected):
    (quote,) = pair(text, [Span(0, len(text))])

    assert quote.sentence_like(text) is expected


def test_insertions_are_taken_out_of_the_words():
    text = "First, (I told them) that it [the ferry] is safe."
    whole = Span(0, len(text))
    found = list(insertions(text, [whole]))

    assert [s.of(text) for s in found] == ["(I told them)", "[the ferry]"]
    assert [s.of(text) for s in own_words(text, [whole], found)] == ["First,", "that it", "is safe."]


@given(st.text(alphabet="ab .,“”\"'‘’«»„「」()\n", max_size=80))
def test_pairs_lie_within_their_paragraphs_in_order(text):
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    flat = [s for quote in pair(text, spans) for s in quote.spans]

    assert all(any(p.covers(s) and s.start < s.end for p in spans) for s in flat)
    assert all(a.end <= b.start for a, b in pairwise(flat))
