"""The gold of figures is well-formed: its words stand in its sentences, both halves hold 75 and the same mixture."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "bench" / "figures"
FILES = ("develop", "held")
WORDS = ("words", "qualifier", "per", "of", "place", "day", "by")


def rows(name):
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


EVERY = [row for name in FILES for row in rows(name)]


def test_150_sentences_half_and_half_in_ten_languages_or_more():
    assert [len(rows(name)) for name in FILES] == [75, 75]
    assert len({row["id"] for row in EVERY}) == len({row["text"] for row in EVERY}) == 150
    assert all(len({row["language"] for row in rows(name)}) >= 10 for name in FILES)
    assert sum(row["language"] == "en" for row in EVERY) >= 50


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row["id"])
def test_words_stand_in_their_sentence(row):
    for figure in row["figures"]:
        assert all(figure[name] in row["text"] for name in WORDS if name in figure)
        assert all(answer.count("*") == 2 for answer in figure.get("what", ()))
        assert figure.get("part_of", 0) in range(len(row["figures"]))


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row["id"])
def test_a_figure_is_one_sort_of_number(row):
    for figure in row["figures"]:
        assert ("value" in figure) + ("ordinal" in figure) + ("low" in figure) == 1
        assert ("high" in figure) == ("low" in figure and not figure.get("vague"))
