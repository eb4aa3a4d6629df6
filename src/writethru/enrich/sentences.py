"""Sentences of each passage, by rules for its language (``yasbd-lib``); wrapped lines are one sentence."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

from writethru.enrich.piece import Piece
from writethru.model import Sentence, Span

_NEAREST = {"nb": "da", "nn": "da", "und": "en"}  # a language without rules of its own uses its neighbour's
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}\s*$")
_NEXT_WORD = re.compile(r"\s*([A-Z][\w’'-]*)")
_OPENER = re.compile(
    r"(?:A|After|All|Also|An|And|As|At|Before|Both|But|By|During|For|From|He|Her|His|However|I|If|In|It|Its|Last|Later"
    r"|Many|Meanwhile|Most|My|No|On|One|Others|Our|She|Since|So|Some|That|The|Their|Then|There|These|They|This|Those"
    r"|Two|Under|Until|We|What|When|While|With|You)$"
)
_CLOSERS = re.compile(r"[\s”’\"')\]]+")


class Sentences:
    """Fills ``piece.sentences``."""

    name = "sentences"
    after = ("language",)

    @property
    def engine(self) -> str:
        """The rules' package and version."""
        return f"yasbd {version('yasbd-lib')}"

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
                for start, end in split(passage.span.of(piece.text), language)
            ]


def split(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence in ``text``, white space around it left out. O(length)."""
    last = 0
    for end in [*(e for e in _rules(language).detect(text) if not _initials(text, e)), len(text)]:
        # A closing quote that the rules leave to the next sentence belongs to this one.
        after = _CLOSERS.match(text, end)
        if after and not text[end - 1 : end].isspace() and text[end : after.end()].strip():
            closers = text[end : after.end()].split(" ")[0] if text[end] != " " else ""
            end += len(closers)  # noqa: PLW2901 - the boundary moves
        start, stop = last, max(last, end)
        while start < stop and text[start].isspace():
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if start < stop:
            yield start, stop
        last = max(last, end)


def _initials(text: str, end: int) -> bool:
    """Say whether a boundary falls inside a name ("U.S. Senate"): after initials, unless the next word opens one."""
    after = _NEXT_WORD.match(text, end)
    inside = after is not None and not _OPENER.match(after.group(1))
    return inside and bool(_INITIALS.search(text[max(0, end - 12) : end]))


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
