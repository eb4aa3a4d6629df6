"""Statements: who said what, to whom, in whose words, and what is nested in what.

English is read off the parses; other languages by their quotation marks and verbs of saying.
"""

from collections.abc import Iterator, Sequence

from writethru.enrich.piece import Piece
from writethru.enrich.speech.direct import direct
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.groups import name_groups
from writethru.enrich.speech.headlines import headline
from writethru.enrich.speech.indirect import indirect
from writethru.enrich.speech.nested import tidy
from writethru.enrich.speech.nominal import nominal
from writethru.enrich.speech.other_languages import foreign
from writethru.enrich.speech.parenthetical import parentheticals
from writethru.enrich.speech.quotes import Quotation, pair
from writethru.enrich.speech.reading import Reading
from writethru.enrich.speech.voices import statements
from writethru.model import PartKind

_HEADLINES = frozenset({PartKind.HEADLINE, PartKind.TEASER_HEADLINE})


class Statements:
    """Fills ``piece.statements``. O(tokens), and O(n²) in the statements of one piece."""

    name = "statements"
    engine = "cues 4"
    after = ("names", "syntax")

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        for piece in pieces:
            drafts: list[Draft] = []
            for run in _runs(piece):
                quotes = pair(piece.text, [piece.passages[i].span for i in run])
                drafts += _english(piece, run, quotes)
                drafts += foreign(piece, run, quotes)
            kept = tidy(drafts)
            name_groups(piece, kept)
            piece.statements = statements(piece, kept)


def _runs(piece: Piece) -> Iterator[list[int]]:
    """Yield the passages that follow one another in one scope: quotations go on only there."""
    run: list[int] = []
    for number, passage in enumerate(piece.passages):
        before = piece.passages[run[-1]] if run else None
        if before and (before.scope, before.kind) != (passage.scope, passage.kind):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _english(piece: Piece, run: Sequence[int], quotes: Sequence[Quotation]) -> list[Draft]:
    readings = []
    for number in run:
        if number in piece.docs:
            passage = piece.passages[number]
            here = [q for q in quotes if any(s.meets(passage.span) for s in q.spans)]
            marker = _marker(piece, number)
            readings.append(Reading(number, passage.scope, piece.docs[number], passage.span.start, here, marker))
    drafts: list[Draft] = []
    for reading in readings:
        drafts += headline(reading, piece)
        told = list(indirect(reading))
        drafts += told
        drafts += parentheticals(reading, {d.verb for d in told})
        drafts += nominal(reading)
    direct(readings, drafts, piece.text)
    return drafts


def _marker(piece: Piece, number: int) -> int:
    """Return how long the agency's marker is that a headline starts with."""
    passage = piece.passages[number]
    words = passage.span.of(piece.text)
    marks = [raw for raw in piece.take.marker.raw if words.startswith(raw)]
    return max(map(len, marks), default=0) if passage.kind in _HEADLINES else 0


def layer() -> Statements:
    """Make the layer."""
    return Statements()
