"""Figures: what a piece counts and measures, with unit, qualifier, hedge and the statement each stands in.

The grammar of numbers is under ``writethru.enrich.numbers``, one data file a language. What an English figure
counts comes from the parse; in other languages it is the noun that follows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from writethru.enrich.numbers import noun
from writethru.enrich.numbers.english import Counted, Parsed
from writethru.enrich.numbers.grammar import Amount, Kind, amounts
from writethru.enrich.numbers.lexicon import Lexicon, lexicon
from writethru.enrich.piece import Passage, Piece
from writethru.model import DateType, Figure, Span, Statement


class Figures:
    """Fills ``piece.figures``."""

    name = "figures"
    engine = "numbers 1"
    after = ("syntax", "dates", "statements")

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        for piece in pieces:
            piece.figures = [_placed(figure, piece) for figure in self._read(piece) if not _in_date(figure, piece)]

    def _read(self, piece: Piece) -> Iterator[Figure]:
        for number, passage in enumerate(piece.passages):
            language = piece.languages[number] if number < len(piece.languages) else piece.language
            text, words = passage.span.of(piece.text), lexicon(language)
            found = amounts(text, words)
            if not found:
                continue
            doc = piece.docs.get(number)
            parsed = Parsed(doc, text, words) if doc is not None and "english" in words.data else None
            for amount in found:
                counted = parsed.counted(amount) if parsed else _plainly(amount, text, words)
                if counted:
                    yield _figure(amount, counted, passage, text)


def _plainly(amount: Amount, text: str, words: Lexicon) -> Counted | None:
    """Return what a figure counts without a parse: the noun that follows, and a hedge in its clause."""
    hedge = _hedge(amount, text, words)
    counted = noun.following(text, amount, words)
    if amount.kind not in (Kind.COUNT, Kind.PEOPLE):
        return Counted(amount.end, amount.unit, hedge=hedge)
    if counted is None:
        small = amount.spelled and not amount.qualifier and amount.kind is Kind.COUNT and amount.high < 13
        return None if small else Counted(amount.end, amount.unit, hedge=hedge)
    if amount.spelled and amount.high < 2 and amount.kind is Kind.COUNT:
        return None  # an article, mostly
    unit = amount.unit or counted.text
    end = counted.end if not amount.unit else amount.end
    return Counted(end, unit, counted.text, (counted.start, counted.end), hedge)


def _hedge(amount: Amount, text: str, words: Lexicon) -> str:
    """Return a hedging word in the same clause, or nothing."""
    stops = ".!?;。！？؛\n"
    start = max((text.rfind(stop, 0, amount.start) for stop in stops), default=-1) + 1
    ends = [found for stop in stops if (found := text.find(f"{stop} ", amount.end)) >= 0]
    clause = text[max(start, amount.start - 80) : min([*ends, len(text), amount.end + 80])].lower()
    hedges = words.data.get("hedges", {})
    return next((word for word in [*hedges.get("adverbs", []), *hedges.get("verbs", [])] if word in clause), "")


def _figure(amount: Amount, counted: Counted, passage: Passage, text: str) -> Figure:
    base, end = passage.span.start, min(max(counted.end, amount.end), len(text))
    single = amount.low == amount.high and not amount.change
    what = Span(base + counted.what_span[0], base + counted.what_span[1]) if counted.what_span else None
    return Figure(
        span=Span(base + amount.start, base + end),
        scope=passage.scope,
        value=amount.low if single else None,
        low=None if single else amount.low,
        high=None if single else amount.high,
        unit=counted.unit,
        what=" ".join(counted.what.split()),
        what_span=what,
        qualifier=amount.qualifier,
        hedge=counted.hedge,
        change=amount.change and not single,
        length=amount.kind is Kind.LENGTH or counted.length,
    )


def _in_date(figure: Figure, piece: Piece) -> bool:
    """Say whether a number is part of a date, a time of day or a repetition; a duration stays as a length."""
    return any(
        date.span.covers(figure.span) or (date.span.meets(figure.span) and not figure.length)
        for date in piece.dates
        if date.type is not DateType.DURATION
    )


def _placed(figure: Figure, piece: Piece) -> Figure:
    """Set what other layers know: a duration is a length, and the innermost statement that holds the figure."""
    durations = (date.span for date in piece.dates if date.type is DateType.DURATION)
    length = figure.length or any(span.covers(figure.span) for span in durations)
    return replace(figure, length=length, statement=_statement(figure.span, piece.statements))


def _statement(span: Span, statements: Sequence[Statement]) -> int | None:
    """Return the index of the innermost statement around a span whose speaker is named."""
    around = [
        (sum(part.end - part.start for part in statement.content), index)
        for index, statement in enumerate(statements)
        if (statement.entity is not None or statement.speaker)
        and any(part.covers(span) or part.meets(span) for part in statement.content)
    ]
    return min(around)[1] if around else None


def layer() -> Figures:
    """Make the layer."""
    return Figures()
