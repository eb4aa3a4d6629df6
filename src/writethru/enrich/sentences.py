"""Sentences of each passage, by rules for its language (``yasbd-lib``); wrapped lines are one sentence."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from writethru.enrich.piece import Passage, Piece
from writethru.model import PartKind, Sentence, Span

_NEAREST = {"nb": "da", "nn": "da", "und": "en"}  # a language without rules of its own uses its neighbour's
_STOP = re.compile(r"[.!?…。！？؟۔।]|^\s|\s$|^$")
_CLOSERS = "”’)]»"
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}\s*$")
_IN_BRACKETS = re.compile(r"\w\s\([A-Z][\w.-]*\.\)?\s*$")  # "the Harn (Vt.) Courier"
_LAST = re.compile(r"(?<![\w.])(?:[A-Z]-)?([A-Za-z][\w.]*\.)\s*$")
_ABBREVIATED = re.compile(r"(?<!\w)(\w[\w.]*\.)\s+(\w+)")
_HOUR = ("a.m.", "p.m.")
_OF_HOUR = re.compile(  # "10 a.m. Monday", "at 5 p.m. EDT", "2 a.m. Pacific time": the hour goes on
    r"\s+\(?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]{1,4}T\b|GMT\b|UTC\b|BST\b|CET\b"
    r"|(?:Eastern|Central|Mountain|Pacific|[Ll]ocal|[A-Z][a-z]+\s[Tt]ime)\b)"
)
_REVISION = 4  # of what is told here beside the package's rules
_WORD = re.compile(r"\w+")


class Sentences:
    """Fills ``piece.sentences``."""

    name = "sentences"
    after = ("language",)

    @property
    def engine(self) -> str:
        """The rules' package and version, and a revision of what is added to them."""
        return f"yasbd {version('yasbd-lib')}, {_REVISION}"

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        for piece in pieces:
            piece.sentences = [
                Sentence(
                    Span(passage.span.start + start, passage.span.start + end),
                    passage.scope,
                    number,
                    language,
                )
                for number, (passage, language) in enumerate(zip(piece.passages, piece.languages, strict=True))
                for start, end in _split(passage, passage.span.of(piece.text), language)
            ]


def _split(passage: Passage, text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a passage: a headline in which nothing stops is one."""
    if passage.kind is PartKind.HEADLINE and text and not _STOP.search(text):
        yield 0, len(text)
    else:
        yield from split(text, language)


def split(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence in ``text``, white space around it left out. O(length)."""
    last = 0
    for end in _ends(text, language):
        start, stop = last, end
        while start < stop and text[start].isspace():
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if start < stop:
            yield start, stop
        last = end


def abbreviated_titles() -> frozenset[str]:
    """Return the English titles before a name that are written with a full stop: "Sgt.", "Supt."."""
    return _lists()["titles"]


def _ends(text: str, language: str) -> list[int]:
    """Return where sentences end, rising; the last is the end of the text."""
    ends = set(_rules(language).detect(text))
    if language == "en":
        ends = {end for end in ends if not _goes_on(text, end)} | set(_missed(text))
    closed = {_behind_closers(text, end) for end in ends if end < len(text)}
    return [*sorted(closed - {len(text)}), len(text)]


def _goes_on(text: str, end: int) -> bool:
    """Say whether the full stop before ``end`` belongs to initials, an abbreviation or a clock within a sentence."""
    if text.endswith(_HOUR, 0, end) and _OF_HOUR.match(text, end):
        return True
    if _IN_BRACKETS.search(text, max(0, end - 24), end) and _WORD.search(text, end):
        return True
    after, lists = _WORD.search(text, end), _lists()
    last = _LAST.search(text, max(0, end - 16), end)
    if after is None or last is None:
        return False
    if last[1] in lists["titles"]:
        return True
    opens = after[0] in lists["starters"] or text[end : after.start()].strip()
    initials = bool(_INITIALS.search(text, max(0, end - 16), end))
    return not opens and (initials or last[1] in lists["joined"])


def _missed(text: str) -> Iterator[int]:
    """Yield the ends after an abbreviation that the next word shows to be one."""
    for found in _ABBREVIATED.finditer(text):
        if found[1] in _lists()["closing"] and found[2] in _lists()["starters"]:
            yield found.end(1)


def _behind_closers(text: str, end: int) -> int:
    """Move an end behind the closing quotes and brackets that stand directly at it."""
    while end < len(text) and text[end] in _CLOSERS:
        end += 1
    return end


@cache
def _lists() -> dict[str, frozenset[str]]:
    read = files("writethru.enrich").joinpath("sentences.toml").read_text("utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(read).items()}


@cache
def _rules(language: str) -> Any:  # noqa: ANN401 - the package publishes no protocol for it
    from yasbd import BoundaryDetector, UnsupportedLanguageError

    try:
        return BoundaryDetector(_NEAREST.get(language, language))
    except UnsupportedLanguageError:
        return BoundaryDetector("en")


def layer() -> Sentences:
    """Make the layer."""
    return Sentences()
