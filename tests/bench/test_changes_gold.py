"""The gold of what changed between two takes is well-formed: its words stand in its takes, its kinds are known."""

import json
from collections import Counter
from pathlib import Path

import pytest

from writethru.model import ChangeKind

FOLDER = Path(__file__).parents[2] / "bench" / "changes"
FILES = ("develop", "held")
KINDS = {*map(str, ChangeKind), "statement reworded"}
NEVER_COSMETIC = {"figure", "name", "date", "statement added", "statement dropped", "statement reworded"}


def pairs(name):
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


EVERY = [pair for name in FILES for pair in pairs(name)]
by_id = pytest.mark.parametrize("pair", EVERY, ids=lambda pair: pair["pair"])


def words_of(row, kind):
    return row["headline"] if kind == "headline" else f"{row['headline']}\n\n{row['text']}"


def test_150_pairs_half_and_half():
    assert [len(pairs(name)) for name in FILES] == [75, 75]


def test_ids_are_unique():
    rows = [pair[side]["id"] for pair in EVERY for side in ("before", "after")]

    assert len({pair["pair"] for pair in EVERY}) == 150
    assert len(set(rows)) == 300


def test_no_copy_is_told_twice():
    assert len({pair["before"]["text"] for pair in EVERY}) == 150


@pytest.mark.parametrize("name", FILES)
def test_every_kind_is_covered(name):
    assert {change["kind"] for pair in pairs(name) for change in pair["changes"]} == KINDS


@pytest.mark.parametrize("name", FILES)
def test_some_pairs_have_no_changes(name):
    assert sum(not pair["changes"] for pair in pairs(name)) >= 6


def test_languages_are_the_same_in_both():
    assert Counter(p["language"] for p in pairs("develop")) == Counter(p["language"] for p in pairs("held"))


@by_id
def test_words_stand_in_their_take(pair):
    for change in pair["changes"]:
        for side in ("before", "after"):
            assert change[side] is None or change[side] in words_of(pair[side], change["kind"])
        assert change["before"] or change["after"]


@by_id
def test_what_is_never_cosmetic_is_material(pair):
    for change in pair["changes"]:
        assert change["kind"] != "spelling" or not change["material"]
        assert change["kind"] not in NEVER_COSMETIC or change["material"]


@by_id
def test_a_pair_without_changes_differs_in_spaces_alone(pair):
    before, after = (f"{pair[side]['headline']} {pair[side]['text']}".split() for side in ("before", "after"))

    assert pair["changes"] or before == after
