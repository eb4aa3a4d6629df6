"""Figures: what a piece counts and measures, with unit, qualifier, hedge and the statement each stands in.

The grammar of numbers is under ``writethru.enrich.numbers``, one data file a language. What an English figure
counts comes from the parse; in other languages, and in a headline alone, it is the noun that follows.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from writethru.enrich.laid import Laid
from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.context import settled
from writethru.enrich.numbers.counted import Counted
from writethru.enrich.numbers.english import Parsed
from writethru.enrich.numbers.grammar import amounts, named
from writethru.enrich.numbers.headlines import Headline, numbered
from writethru.enrich.numbers.lexicon import Lexicon, lexicon
from writethru.enrich.numbers.plain import Plain
from writethru.enrich.piece import Passage, Piece
from writethru.model import DateExpression, DateType, Figure, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Figures:
    """Fills ``piece.figures``."""

    name = "figures"
    engine = "numbers 4"
    after = ("syntax", "dates", "statements")

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        for piece in pieces:
            dates = Laid((date.span, date) for date in piece.dates)
            voices = Laid((part, n) for n, one in enumerate(piece.statements) if _voiced(one) for part in one.content)
            found = [_placed(figure, dates, voices, piece.statements) for figure in self._read(piece, dates)]
            piece.figures = settled(found, piece)

    def _read(self, piece: Piece, dates: Laid[DateExpression]) -> Iterator[Figure]:
        for number, passage in enumerate(piece.passages):
            language = piece.languages[number] if number < len(piece.languages) else piece.language
            text, words = passage.span.of(piece.text), lexicon(language)
            short = piece.is_headline and language == "en"
            found = amounts(text, words) if not short or numbered(text) else ()
            if not found:
                continue
            ask, rated = _asked(piece.docs.get(number), text, words, found), 0
            for place, amount in enumerate(found):
                if amount.first < rated or _in_date(amount, passage, dates):
                    continue
                counted = ask(place)
                if counted:
                    whole, counted = _rated(amount, counted, text, words)
                    rated = counted.end if whole.per else 0  # "6 reports per 1,000 passengers" is one figure
                    yield _figure(whole, counted, passage, text)


def _asked(doc: "Doc | None", text: str, words: Lexicon, found: Sequence[Amount]) -> Callable[[int], Counted | None]:
    """Return what tells of the amount at a place what it counts: the parse, the words beside it where there is none."""
    if "english" not in words.data:
        return Plain(text, words, found).counted
    english = Headline(text, words) if doc is None else Parsed(doc, text, words)
    return lambda place: english.counted(found[place])


def _rated(amount: Amount, counted: Counted, text: str, words: Lexicon) -> tuple[Amount, Counted]:
    """Take in what stands behind the noun of a count: "25 sites a year"."""
    if amount.per or amount.kind not in (Kind.COUNT, Kind.PEOPLE, Kind.MEASURE):
        return amount, counted
    ends = [counted.end, *(counted.what_span[1:] if counted.what_span and counted.what_span[0] > amount.last else ())]
    after = next((match for end in ends if (match := words.per.match(text, end))), None)
    return (replace(amount, per=named(after)), replace(counted, end=after.end())) if after else (amount, counted)


def _figure(amount: Amount, counted: Counted, passage: Passage, text: str) -> Figure:
    base, end = passage.span.start, min(max(counted.end, amount.end), len(text))
    single = amount.low == amount.high and not amount.change
    apart = amount.vague or amount.kind is Kind.ORDINAL
    what = Span(base + counted.what_span[0], base + counted.what_span[1]) if counted.what_span else None
    return Figure(
        span=Span(base + amount.start, base + end),
        scope=passage.scope,
        value=amount.low if single and not apart else None,
        low=amount.low if amount.vague or not single else None,
        high=None if single or amount.vague else amount.high,
        unit=counted.unit,
        what=" ".join(counted.what.split()),
        what_span=what,
        qualifier=amount.qualifier,
        hedge=counted.hedge,
        change=amount.change and not single,
        length=amount.kind is Kind.LENGTH or counted.length,
        vague=amount.vague,
        ordinal=int(amount.low) if amount.kind is Kind.ORDINAL else None,
        per=amount.per,
        of=Span(base + counted.of[0], base + counted.of[1]) if counted.of else None,
    )


def _in_date(amount: Amount, passage: Passage, dates: Laid[DateExpression]) -> bool:
    """Say whether a number is part of a date, a time of day or a repetition; a duration stays as a length."""
    base = passage.span.start
    number, whole = Span(base + amount.first, base + amount.last), Span(base + amount.start, base + amount.end)
    return any(
        date.span.covers(whole) or (date.span.meets(number) and amount.kind is not Kind.LENGTH)
        for date in dates.meeting(whole)
        if date.type is not DateType.DURATION
    )


def _voiced(statement: Statement) -> bool:
    return statement.entity is not None or bool(statement.speaker)


def _placed(figure: Figure, dates: Laid[DateExpression], voices: Laid[int], statements: Sequence[Statement]) -> Figure:
    """Set what other layers know: a duration is a length, and the innermost statement that holds the figure.

    ``voices``: where each statement stands whose speaker is named, by its place among ``statements``.
    """
    durations = (date.span for date in dates.meeting(figure.span) if date.type is DateType.DURATION)
    length = figure.length or any(span.covers(figure.span) for span in durations)
    around = [(sum(part.end - part.start for part in statements[n].content), n) for n in voices.meeting(figure.span)]
    return replace(figure, length=length, statement=min(around)[1] if around else None)


def layer() -> Figures:
    """Make the layer."""
    return Figures()
