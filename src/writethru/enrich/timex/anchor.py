"""The day of a page that gives none: bounded by the days that its words call ahead, or left open.

A page that says "the visit planned for April 2031" was written before April 2031 was over; what it dates by a bare
"November 28" is then the last such day before that. Nothing here is guessed: without a bound there is no year.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from writethru.enrich.timex import when
from writethru.enrich.timex.words import cues
from writethru.model import DateExpression, DateType, Span

_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 5  # words before an expression in which a cue must stand
_FINE = frozenset({"day", "month", "season", "quarter"})
_BREAK = re.compile(r"[.;:?!]+(?:\s|(?=[A-Z]))|[“”\"—()]|\n\s*\n")
_NAMED = re.compile(r"[^\W\d_]{3,}.*\d|\d.*[^\W\d_]{3,}", re.DOTALL)  # a month's name and a number


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which days a page was written, by its own words.

    Attributes:
        before: the page is older than this day, or None; ``ahead`` are the words that say so.
        after: the page is younger than this day, or None.
    """

    before: date | None
    after: date | None
    ahead: tuple[Span, ...] = ()

    def year_of(self, month: int, day: int | None, weekday: int | None = None) -> int | None:
        """Return the year of the last such day (or month) before the page's bound.

        None where no bound is known, or where that day would lie before what the page tells as past and whole.
        A weekday, 1 to 7, must fit.
        """
        if self.before is None:
            return None
        for year in range(self.before.year, self.before.year - 12, -1):
            try:
                at = date(year, month, day or 1)
            except ValueError:
                continue
            if at < self.before and (weekday is None or at.isoweekday() == weekday):
                last = at if day else when.month(year, month).latest or at
                return year if self.after is None or last > self.after else None
        return None


def bounds(text: str, found: Iterable[DateExpression]) -> Bounds:
    """Read the bounds of a page's day from its dates with a year of their own. O(dates)."""
    ahead: list[DateExpression] = []
    past: list[date] = []
    for at in found:
        if at.type is not DateType.DATE or at.earliest is None or at.latest is None or at.inferred:
            continue
        if at.precision not in _FINE:  # a year that is ahead may have begun: it does not say which November
            continue
        if is_ahead(text, at.span):
            ahead.append(at)
        else:
            past.append(at.latest)
    if not ahead:
        return Bounds(None, max(past, default=None))
    first = min(at.earliest for at in ahead if at.earliest)
    saying = tuple(at.span for at in ahead if at.earliest == first)
    return Bounds(first, max((day for day in past if day < first), default=None), saying)


def dates_news(text: str, sentence: Span, found: DateExpression) -> bool:
    """Say whether a day dates what the piece reports: "said on November 28", "On November 28, she said".

    The day of an old picture or of a history in the lead is not the day of the news.
    """
    if not _NAMED.search(found.span.of(text)) or is_ahead(text, found.span):
        return False
    before = [word.lower() for word in _WORD.findall(text[sentence.start : found.span.start])]
    if before in ([], ["on"]):  # "On November 28, she said ..."
        return any(word.lower() in cues("reports") for word in _WORD.findall(text[found.span.end : sentence.end]))
    told = before[-2:-1] if before[-1] == "on" else before[-1:]
    return bool(told) and told[0] in cues("reports")


def is_ahead(text: str, span: Span) -> bool:
    """Say whether the words right before a date call it still to come: "will", "planned for", "the upcoming".

    A plan of the past ("was planned for", "had hoped to") is not ahead.
    """
    left = _BREAK.split(text[max(0, span.start - 90) : span.start])[-1]
    words = [word.lower() for word in _WORD.findall(left)]
    if words and words[-1] in cues("far"):
        return False
    for place in range(max(0, len(words) - _NEAR), len(words)):
        outer = words[place - 1] if place else ""
        inner = words[place + 1] if place + 1 < len(words) else ""
        if outer not in cues("then") and _calls_ahead(words[place], outer, inner):
            return True
    return False


def _calls_ahead(word: str, outer: str, inner: str) -> bool:
    """Say it of one word; ``outer`` stands before it and ``inner`` after it, empty where the date does."""
    if word in cues("surely"):
        return True
    if word in cues("surely_to"):
        return inner == "to"
    if word not in cues("surely_planned"):
        return False
    return not inner or inner in ("for", "early", "late") or outer in cues("still")


def why(bound: Bounds, text: str) -> str:
    """Say in one line what the year of a bare day rests on."""
    words = " ".join(bound.ahead[0].of(text).split()) if bound.ahead else ""
    return f"the last such day before {words}, which the page calls ahead"
