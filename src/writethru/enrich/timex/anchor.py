"""The day of a page that gives none: bounded by the days that its words call ahead, or left open.

A page that says "the visit planned for April 2031" was written before April 2031 was over; what it dates by a bare
"November 28" is then the last such day before that. Nothing here is guessed: without a bound there is no year.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from writethru.enrich.timex import when
from writethru.enrich.timex.words import cues
from writethru.model import DateExpression, DateType, Span

_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 5  # words before an expression, and after it, in which a cue must stand
_WHOLE_YEAR = frozenset({"day", "month", "season", "quarter"})
_BREAK = re.compile(r"[.;:?!]\s|[“”\"—\n]")


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
        if is_ahead(text, at.span):
            ahead.append(at)
        elif at.precision in _WHOLE_YEAR:
            past.append(at.latest)
    if not ahead:
        return Bounds(None, max(past, default=None))
    first = min(_limit(at) for at in ahead)
    saying = tuple(at.span for at in ahead if _limit(at) == first)
    return Bounds(first, max((day for day in past if day < first), default=None), saying)


def _limit(ahead: DateExpression) -> date:
    """The day by which a page was written that calls this ahead; a whole year may have begun already."""
    limit = ahead.earliest if ahead.precision in _WHOLE_YEAR else ahead.latest
    return limit or date.max


def is_ahead(text: str, span: Span) -> bool:
    """Say whether the words right round a date call it still to come ("planned", "will", "upcoming")."""
    left = _clause(text[max(0, span.start - 90) : span.start], -1)
    right = _clause(text[span.end : span.end + 60], 0)
    before = [w.lower() for w in _WORD.findall(left)][-_NEAR * 2 :]
    after = [w.lower() for w in _WORD.findall(right)][:_NEAR]
    return _calls_ahead(before[-_NEAR:], before) or _calls_ahead(after[:_NEAR], after, verbs=False)


def _clause(text: str, which: int) -> str:
    return _BREAK.split(text)[which]


def _calls_ahead(words: Sequence[str], known: Sequence[str], *, verbs: bool = True) -> bool:
    offset = len(known) - len(words) if verbs else 0
    for place, word in enumerate(words):
        if word not in cues("surely" if verbs else "surely_after"):
            continue
        left = known[offset + place - 1] if offset + place > 0 else ""
        if left not in cues("then"):
            return True
    return False


def why(bound: Bounds, text: str) -> str:
    """Say in one line what the year of a bare day rests on."""
    words = " ".join(bound.ahead[0].of(text).split()) if bound.ahead else ""
    return f"the last such day before {words}, which the page calls ahead"
