"""From when to when somebody holds an office: "since March", "from 1988 to 1990", "until last month"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from writethru.enrich.entities.parsed import Line
from writethru.model import DateExpression, DateType, Span

_FROM = frozenset({"since", "from", "between"})
_TO = frozenset({"until", "till", "to", "through", "and", "-", "–"})
_NEAR = 3  # tokens between a title and the words for its term, and between those words and the date


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office: TIMEX3 values, empty where it is open, and the words for it."""

    since: str = ""
    until: str = ""
    span: Span | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of a piece, and the day of the piece."""

    dates: Sequence[DateExpression]
    day: date | None

    def at(self, line: Line, token: int) -> DateExpression | None:
        """Return the date that begins at a token or up to two after it ("since last March")."""
        if token >= len(line):
            return None
        last = min(len(line), token + _NEAR) - 1
        begin, end = line.start + line.at[token], line.start + line.at[last]
        return next((d for d in self.dates if d.type is DateType.DATE and begin <= d.span.start <= end), None)


def term(line: Line, end: int, calendar: Calendar) -> Term:
    """Return the term that is told behind a title which ends before token ``end``; an empty one where none is."""
    for i in range(end, min(len(line), end + _NEAR)):
        word = line.lower[i]
        if word in _FROM:
            return _between(line, i, calendar)
        if word in ("until", "till"):
            return _up_to(line, i, i, calendar, "")
        if line.pos[i] == "PUNCT" or line.pos[i] == "VERB":
            break
    return Term()


def _between(line: Line, start: int, calendar: Calendar) -> Term:
    """Read "since A", "from A to B", "between A and B"."""
    first = calendar.at(line, start + 1)
    if first is None:
        return Term()
    if line.lower[start] != "since":
        after = next((i for i in range(start, len(line)) if line.start + line.at[i] >= first.span.end), len(line))
        if after < len(line) and line.lower[after] in _TO:
            return _up_to(line, start, after, calendar, first.value)
    return Term(first.value, "", Span(line.start + line.at[start], first.span.end))


def _up_to(line: Line, start: int, word: int, calendar: Calendar, since: str) -> Term:
    """Read "until B" with what went before it."""
    last = calendar.at(line, word + 1)
    if last is None:
        return Term()
    over = last.value == "PAST_REF" or bool(last.latest and calendar.day and last.latest < calendar.day)
    return Term(since, last.value, Span(line.start + line.at[start], last.span.end), over)
