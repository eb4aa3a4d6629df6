"""Words that point at time, with their TIMEX3 values: the layer.

English by an own grammar (``timex/data/rules.toml``); other languages by month and day names of the CLDR.
Relative expressions count from the take's day, or from a day inferred from the page itself.
"""

from collections.abc import Iterator, Sequence

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
    for sentence in piece.sentences:
        ctx = contexts.setdefault(sentence.scope, _context(piece))
        ctx.paragraph = sentence.paragraph
        bounds = (sentence.span.start, sentence.span.end)
        ctx.pointing = lambda start, end, b=bounds: pointing(piece.text, b, start, end)
        for start, end, found in english.read(ctx, *bounds):
            yield expression(sentence, start, end, found)


def _context(piece: Piece) -> Context:
    return Context(piece.text, piece.anchor.day, lambda _start, _end: 0)


def expression(sentence: Sentence, start: int, end: int, found: When) -> DateExpression:
    """Make the fact of one expression."""
    return DateExpression(
        Span(start, end), sentence.scope, found.type, found.value, found.earliest, found.latest, found.precision
    )


def layer() -> Dates:
    """Make the layer."""
    return Dates()
