"""Words that point at time, with their TIMEX3 values: the layer.

English by an own grammar (``timex/data/rules.toml``); other languages by month and day names of the CLDR.
Relative expressions count from the take's day, or from a day inferred from the page itself.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from writethru.enrich.laid import Laid
from writethru.enrich.piece import Passage, Piece
from writethru.enrich.timex import english, foreign
from writethru.enrich.timex.anchor import Bounds, bounds, dates_news, why
from writethru.enrich.timex.context import Context
from writethru.enrich.timex.tense import pointing
from writethru.enrich.timex.when import OPEN, When
from writethru.model import COPY, Anchor, DateExpression, DateType, PartKind, Sentence, Span

VERSION = "4"
_NO_YEAR = "the page gives no year"
_LEAD = 3  # passages of copy at the top that date its news: standfirst, lead, and one more
_OWN = ("copy", "headline")
_NOWHERE = Bounds(None, None)


class Dates:
    """Fills ``piece.anchor`` and ``piece.dates``."""

    name = "dates"
    engine = f"writethru timex {VERSION}"
    after = ("sentences", "syntax")

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        for piece in pieces:
            day = piece.take.day
            if day is not None:
                piece.anchor = Anchor(day, given=True)
                piece.dates = list(read(piece))
            else:
                _without_day(piece)


def _without_day(piece: Piece) -> None:
    """Read a page that gives no day: first what it says by itself, then again from the day that follows."""
    piece.anchor = Anchor(None, given=False)
    bound = bounds(piece.take.text, read(piece))
    dated = _alike(list(read(piece, bound)))
    piece.anchor = _inferred(piece, dated, bound)
    piece.dates = [_settled(piece.anchor, by) for by in read(piece, bound)] if piece.anchor.day else dated
    alone = {fact.span: fact for fact in dated if fact.earliest}
    piece.dates = [alone.get(fact.span, fact) for fact in piece.dates]


def _alike(dated: Sequence[DateExpression]) -> list[DateExpression]:
    """Give a bare day of the copy the year that the same day has elsewhere in the copy."""
    known = {fact.value[4:]: fact for fact in reversed(dated) if fact.inferred and fact.scope in _OWN}
    out = []
    for fact in dated:
        same = known.get(fact.value[4:]) if fact.why == _NO_YEAR and fact.scope in _OWN else None
        out.append(replace(same, span=fact.span, scope=fact.scope) if same else fact)
    return out


def _settled(anchor: Anchor, fact: DateExpression) -> DateExpression:
    """Say of a fact that needed the inferred day that it rests on it."""
    if fact.earliest is None or fact.inferred or fact.scope not in _OWN:
        return fact
    return replace(fact, inferred=True, evidence=anchor.evidence, why=anchor.why)


def _inferred(piece: Piece, dated: Sequence[DateExpression], bound: Bounds) -> Anchor:
    """Take the first day in the standfirst or lead as the day the piece counts from, where it has a year.

    A day still ahead, or older than another that the page tells as past, is not the day of its news.
    """
    own = [p.span for p in piece.passages if p.kind in COPY and p.scope == "copy"][:_LEAD]
    sentences = Laid((sentence.span, sentence.span) for sentence in piece.sentences)
    for found in dated:
        if found.precision == "day" and any(span.covers(found.span) for span in own):
            sentence = next((s for s in sentences.meeting(found.span) if s.covers(found.span)), found.span)
            if found.earliest is None or found.earliest != found.latest:
                continue
            if not dates_news(piece.take.text, sentence, found):
                continue
            if bound.after and found.earliest < bound.after:
                continue
            words = " ".join(found.span.of(piece.text).split())
            reason = f"the piece dates its news by {words}" + (f": {found.why}" if found.why else "")
            return Anchor(found.earliest, given=False, evidence=(found.span, *found.evidence), why=reason)
    return Anchor(None, given=False)


def read(piece: Piece, bound: Bounds = _NOWHERE) -> Iterator[DateExpression]:
    """Yield the date expressions of a piece, in the order of its passages.

    ``bound`` gives the year to days without one where the take has no day.
    """
    yield from _dateline(piece)
    contexts: dict[str, Context] = {}
    for number, passage in enumerate(piece.passages):
        ctx = contexts.setdefault(passage.scope, _context(piece, passage, bound))
        ctx.paragraph = number
        language = piece.languages[number] if number < len(piece.languages) else piece.language
        ctx.pointing = _pointing(piece, number, piece.sentences_of(number)) if language == "en" else _unsaid
        reader = english.read if language == "en" else foreign.reader(language)
        for start, end, found in reader(ctx, passage.span.start, passage.span.end):
            yield _expression(piece, passage.scope, Span(start, end), found, bound)


def _dateline(piece: Piece) -> Iterator[DateExpression]:
    """Yield the day that the dateline itself names, in the scope ``dateline``."""
    reader = english.read if piece.language == "en" else foreign.reader(piece.language)
    for span in piece.take.spans(PartKind.DATELINE):
        for start, end, found in reader(Context(piece.text, piece.anchor.day, _unsaid), span.start, span.end):
            if (
                found.type is DateType.DATE
                and found.precision == "day"
                and any(map(str.isdigit, piece.text[start:end]))
            ):
                yield _expression(piece, "dateline", Span(start, end), found, _NOWHERE)


def _unsaid(_start: int, _end: int) -> int:
    return 0


def _context(piece: Piece, passage: Passage, bound: Bounds) -> Context:
    """Start a scope. What a page tells of other pages does not count from the day inferred for its own copy."""
    anchor = piece.anchor
    day: date | None = anchor.day if anchor.given or passage.scope in _OWN else None
    return Context(piece.text, day, _unsaid, bound.year_of)


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


def _expression(piece: Piece, scope: str, span: Span, found: When, bound: Bounds) -> DateExpression:
    """Make the fact of one expression, with what its year rests on."""
    fact = DateExpression(span, scope, found.type, found.value, found.earliest, found.latest, found.precision)
    if found.inferred:
        return replace(fact, inferred=True, evidence=bound.ahead, why=why(bound, piece.text))
    if found.type is not DateType.SET and found.value.startswith(OPEN) and found.value[5:7].isdigit():
        return replace(fact, why=_NO_YEAR)
    return fact


def layer() -> Dates:
    """Make the layer."""
    return Dates()
