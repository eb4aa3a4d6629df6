"""Words that point at time, with their TIMEX3 values: the layer.

English by an own grammar (``timex/data/rules.toml``); other languages by month and day names of the CLDR.
Relative expressions count from the take's day, or from a day inferred from the page itself.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from writethru.enrich.piece import Piece
from writethru.enrich.timex import english
from writethru.enrich.timex.context import Context
from writethru.enrich.timex.tense import pointing
from writethru.enrich.timex.when import When
from writethru.model import Anchor, DateExpression, Sentence, Span

VERSION = "1"


class Dates:
    """Fills ``piece.anchor`` and ``piece.dates``."""

    name = "dates"
    engine = f"writethru timex {VERSION}"
    after = ("sentences", "syntax")

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        for piece in pieces:
            day = piece.take.day
            piece.anchor = Anchor(day, given=day is not None)
            piece.dates = list(read(piece))


def read(piece: Piece) -> Iterator[DateExpression]:
    """Yield the date expressions of a piece in the order of its text."""
    contexts: dict[str, Context] = {}
    sentences: dict[int, list[Sentence]] = {}
    for sentence in piece.sentences:
        sentences.setdefault(sentence.paragraph, []).append(sentence)
    for number, passage in enumerate(piece.passages):
        ctx = contexts.setdefault(passage.scope, _context(piece))
        ctx.paragraph = number
        ctx.pointing = _pointing(piece, number, sentences.get(number, []))
        for start, end, found in english.read(ctx, passage.span.start, passage.span.end):
            yield expression(passage.scope, start, end, found)


def _pointing(piece: Piece, number: int, sentences: Sequence[Sentence]) -> Callable[[int, int], int]:
    """Make the question which way the clause round a span points, for the sentences of one passage."""
    doc, at = piece.docs.get(number), piece.passages[number].span.start
    starts = [sentence.span.start for sentence in sentences]

    def way(start: int, end: int) -> int:
        place = bisect_right(starts, start) - 1
        if place < 0:
            return 0
        span = sentences[place].span
        return pointing(piece.text, (span.start, max(span.end, end)), start, end, doc, at)

    return way


def _context(piece: Piece) -> Context:
    return Context(piece.text, piece.anchor.day, lambda _start, _end: 0)


def expression(scope: str, start: int, end: int, found: When) -> DateExpression:
    """Make the fact of one expression."""
    return DateExpression(
        Span(start, end), scope, found.type, found.value, found.earliest, found.latest, found.precision
    )


def layer() -> Dates:
    """Make the layer."""
    return Dates()
