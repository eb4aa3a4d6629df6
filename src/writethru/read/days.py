"""Days as datelines, captions and pages write them: months by the names of the CLDR and ``data/months.toml``."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from writethru.read.lists import table

_NEXT_DAY = timedelta(days=1)  # a dateline may be a day ahead of the sender's clock


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day in words; ``year`` is None where the words do not give it. ``start`` and ``end`` count in the words."""

    start: int
    end: int
    month: int
    day: int
    year: int | None

    @property
    def date(self) -> date | None:
        """The day when its year is given."""
        return _day(self.year, self.month, self.day) if self.year else None


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its name or abbreviation, in lower case without a final point."""
    from writethru.cldr import Locale

    found: dict[str, int] = dict(table("months")["more"])
    for language in table("months")["languages"]:
        locale = Locale(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    if not name[:1].isdigit():
                        found.setdefault(name.lower().rstrip("."), number)
    return found


@cache
def month_pattern() -> str:
    """Return a regular expression for the name of a month, the longest first."""
    return "|".join(re.escape(name) for name in sorted(months(), key=lambda n: (-len(n), n)))


@cache
def day_pattern() -> re.Pattern[str]:
    """Match month and day in either order, with a year or without; also ISO and East Asian forms."""
    m = month_pattern()
    return re.compile(
        rf"\b(?P<m1>{m})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:\d|[.,]\d)(?:,?\s+(?P<y1>(?:19|20)\d\d)\b)?"
        rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?(?P<m2>{m})\b\.?(?:,?\s+(?:de\s+)?(?P<y2>(?:19|20)\d\d)\b)?"
        r"|\b(?P<y3>(?:19|20)\d\d)[-./](?P<m3>\d{1,2})[-./](?P<d3>\d{1,2})(?!\d)"
        r"|(?P<y4>(?:19|20)\d\d)\s?[년年]\s?(?P<m4>\d{1,2})\s?[월月]\s?(?P<d4>\d{1,2})\s?[일日]"
        r"|\b(?P<d5>\d{1,2})\.\s?(?P<m5>\d{1,2})\.\s?(?P<y5>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )


def day_in(words: str) -> DayFound | None:
    """Return the first day in the words, or None."""
    for match in day_pattern().finditer(words):
        got = match.groupdict()
        for n in "12345":
            month, day, year = got[f"m{n}"], got[f"d{n}"], got[f"y{n}"]
            if month is None or day is None:
                continue
            number = int(month) if month.isdecimal() else months()[month.lower()]
            if _day(2000, number, int(day)):
                return DayFound(match.start(), match.end(), number, int(day), int(year) if year else None)
    return None


def nearest(month: int, day: int, sent: date) -> date | None:
    """Return the latest such day not later than the day after ``sent``: 31 Dec. sent on 1 Jan. is last year's."""
    for year in (sent.year + 1, sent.year, sent.year - 1, *range(sent.year - 2, sent.year - 5, -1)):
        found = _day(year, month, day)
        if found and found <= sent + _NEXT_DAY:
            return found
    return None


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 0, month, day)
    except ValueError:
        return None
