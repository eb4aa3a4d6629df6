"""How the scorer of ``bench/changes`` matches what was found with the gold."""

import importlib.util
from pathlib import Path

from writethru.model import Change, ChangeKind, Span
from writethru.read.jsonl import Row, take_of

_SPEC = importlib.util.spec_from_file_location("changes_gold", Path(__file__).parents[2] / "bench" / "changes_gold.py")
scorer = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(scorer)

TAKES = tuple(
    take_of(Row(id=name, headline=f"{n} hurt in Asp", text=f"A tram hit a cart.\n\n{n} people were hurt."), name)
    for name, n in (("one", "Four"), ("two", "Five"))
)


def gold(kind, before, after):
    return {"kind": kind, "material": True, "before": before, "after": after, "why": ""}


def found(kind, before, after, nth=1):
    """A change whose words are the nth place in each take; None for a side without words."""
    spans = []
    for words, take in zip((before, after), TAKES, strict=True):
        at = -1
        for _ in range(nth if words else 0):
            at = take.text.index(words, at + 1)
        spans.append((Span(at, at + len(words)),) if words else ())
    return Change("two", "one", kind, material=True, before=spans[0], after=spans[1])


FIGURE = gold("figure", "Four people", "Five people")


def test_words_that_meet_match():
    assert scorer.match([FIGURE], [found(ChangeKind.FIGURE, "Four", "Five", nth=2)], TAKES) == [(0, 0)]


def test_other_kind_does_not_match():
    assert scorer.match([FIGURE], [found(ChangeKind.REWORDED, "Four people", "Five people")], TAKES) == []


def test_words_elsewhere_do_not_match():
    in_headline = found(ChangeKind.FIGURE, "Four", "Five")
    one_side_apart = found(ChangeKind.FIGURE, "Four people", "cart")

    assert scorer.match([FIGURE], [in_headline, one_side_apart], TAKES) == []


def test_a_gold_change_is_matched_once_and_by_the_best():
    wide = found(ChangeKind.FIGURE, "Four people were hurt", "Five people were hurt")
    close = found(ChangeKind.FIGURE, "Four people", "Five people")

    assert scorer.match([FIGURE], [wide, close], TAKES) == [(0, 1)]


def test_only_the_sides_that_both_give_are_compared():
    added = gold("paragraph added", None, "A tram hit a cart.")

    assert scorer.match([added], [found(ChangeKind.ADDED, None, "A tram hit a cart.")], TAKES) == [(0, 0)]
    assert scorer.match([added], [found(ChangeKind.ADDED, "A tram hit a cart.", None)], TAKES) == []


def test_f1_counts_over_all_pairs():
    result = scorer.Score()
    result.gold.update({"figure": 4})
    result.said.update({"figure": 2, "lead": 3})
    result.right.update({"figure": 2})

    assert result.f1() == (2 / 5, 2 / 4, 4 / 9)
    assert result.f1("figure") == (1.0, 0.5, 4 / 6)
