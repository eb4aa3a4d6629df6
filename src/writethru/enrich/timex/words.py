"""The word lists and cues of the grammar, read once from the data files."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

SPACES = re.compile(r"\s+")


@cache
def data(name: str) -> Mapping[str, Any]:
    """Return a data file of this package, parsed."""
    return tomllib.loads(files("writethru.enrich.timex").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a word list of English: what each word (small letters) stands for."""
    return {word.lower(): meaning for word, meaning in data("english.toml")[name].items()}


@cache
def cues(name: str) -> frozenset[str]:
    """Return a list of cue words."""
    return frozenset(data("cues.toml")[name])


def meaning(of_table: str, words: str | None) -> Any:  # noqa: ANN401 - numbers, letters or lists, as the table has
    """Return what words stand for in a table, or None when they are absent or unknown."""
    return None if words is None else table(of_table).get(SPACES.sub(" ", words.lower()))


def number(words: str) -> float:
    """Read a counted number in figures or words: ``5 1/2``, ``forty-two``, ``a hundred``.

    Raises:
        ValueError: the words are no number.
    """
    text = SPACES.sub(" ", words.lower()).replace(",", "")
    whole, _, fraction = text.partition(" ")
    if "/" in fraction:
        over, under = fraction.split("/")
        return float(whole) + int(over) / (int(under) or 1)
    if text[:1].isdigit():
        return float(text)
    if "dozen" in text:
        return 12 if text == "a dozen" else 6
    return _spelled(text)


def _spelled(text: str) -> float:
    total = 0
    for word in re.split(r"[ -]", text):
        if word in table("digit"):
            total += table("digit")[word]
        elif word in table("ten"):
            total += table("ten")[word]
        elif word in ("hundred", "thousand"):
            total = (total or 1) * (100 if word == "hundred" else 1000)
        else:
            raise ValueError(f"{text!r} is no number")
    return total


def spelled_year(words: str) -> int | None:
    """Read a spoken year: ``nineteen ninety-six``, ``two thousand and four``; None when it is none."""
    parts = [w for w in re.split(r"[ -]+", SPACES.sub(" ", words.lower())) if w not in ("and", "oh", "o")]
    try:
        if parts[:2] == ["two", "thousand"]:
            return 2000 + int(_spelled(" ".join(parts[2:]))) if parts[2:] else 2000
        first = int(_spelled(parts[0])) * 100
        rest = [] if parts[1:] == ["hundred"] else parts[1:]
        return first + (int(_spelled(" ".join(rest))) if rest else 0)
    except (ValueError, IndexError):
        return None
