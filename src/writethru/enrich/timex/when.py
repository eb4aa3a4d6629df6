"""Calendar values of TIMEX3 and the days they span: pure arithmetic, no words."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from writethru.model import DateType

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # each begins with the first of this month and lasts three
OPEN = "XXXX"  # a year that nothing gives
UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "quarter": "Q"}  # letters of ISO 8601


@dataclass(frozen=True, slots=True)
class When:
    """One value: TIMEX3 type and value, the days it spans (None when open) and its precision.

    ``inferred`` when a year or day in it rests on evidence and not on the words or a given anchor.
    """

    type: DateType
    value: str
    earliest: date | None = None
    latest: date | None = None
    precision: str = "day"
    inferred: bool = False


def _date(value: str, earliest: date, latest: date, precision: str) -> When:
    return When(DateType.DATE, value, earliest, latest, precision)


def day(at: date) -> When:
    """One day."""
    return _date(at.isoformat(), at, at, "day")


def month(year: int, number: int) -> When:
    """One month of a year."""
    last = calendar.monthrange(year, number)[1]
    return _date(f"{year:04}-{number:02}", date(year, number, 1), date(year, number, last), "month")


def span_of_months(value: str, year: int, first: int, count: int, precision: str) -> When:
    """``count`` months from month ``first`` of ``year`` on, under a value of its own."""
    end = year * 12 + first - 1 + count - 1
    latest = month(end // 12, end % 12 + 1).latest if end // 12 <= date.max.year else date.max
    return When(DateType.DATE, value, date(year, first, 1), latest, precision)


def quarter(year: int, number: int) -> When:
    """A quarter of a year, 1 to 4."""
    return span_of_months(f"{year:04}-Q{number}", year, number * 3 - 2, 3, "quarter")


def half(year: int, number: int) -> When:
    """A half of a year, 1 or 2."""
    return span_of_months(f"{year:04}-H{number}", year, number * 6 - 5, 6, "quarter")


def season(year: int, name: str) -> When:
    """A season (SP, SU, FA, WI) by meteorological months; the winter of a year begins in its December."""
    return span_of_months(f"{year:04}-{name}", year, SEASONS[name], 3, "season")


def year(number: int) -> When:
    """One calendar year."""
    return _date(f"{number:04}", date(number, 1, 1), date(number, 12, 31), "year")


def decade(first: int) -> When:
    """The ten years from ``first`` on, which ends in 0."""
    return _date(f"{first // 10:03}X", date(first, 1, 1), date(first + 9, 12, 31), "decade")


def century(number: int) -> When:
    """The years that begin with these two digits: 19 for the 20th century, as TIMEX3 writes it."""
    return _date(f"{number:02}", date(max(number * 100, 1), 1, 1), date(number * 100 + 99, 12, 31), "century")


def week(at: date) -> When:
    """The ISO week that a day stands in."""
    number = at.isocalendar()
    monday = at - timedelta(days=at.weekday())
    sunday = monday + timedelta(days=6) if monday <= date.max - timedelta(days=6) else date.max
    return _date(f"{number.year:04}-W{number.week:02}", monday, sunday, "week")


def weekend(at: date) -> When:
    """Saturday and Sunday of the ISO week that a day stands in."""
    whole = week(at)
    saturday = at + timedelta(days=5 - at.weekday())
    return replace(whole, value=f"{whole.value}-WE", earliest=saturday, latest=whole.latest, precision="day")


def at_time(on: When, part: str, precision: str = "day") -> When:
    """A time of a day: ``part`` is ``MO`` and the like or a clock time ``09:30``."""
    return replace(on, type=DateType.TIME, value=f"{on.value}T{part}", precision=precision)


def vague(reference: str) -> When:
    """``PAST_REF``, ``PRESENT_REF`` or ``FUTURE_REF``."""
    return When(DateType.DATE, reference, precision="vague")


def moved(at: date, unit: str, count: int) -> date:
    """Return a day moved by whole units (day, week, month, quarter, year, decade, century).

    A day that its month lacks becomes the month's last.

    Raises:
        ValueError: the day falls outside the calendar's years 1 to 9999.
    """
    days = {"day": 1, "week": 7, "weekend": 7}.get(unit)
    try:
        if days:
            return at + timedelta(days=days * count)
        months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
        total = at.year * 12 + at.month - 1 + months * count
        if not 12 <= total < 120000:
            raise ValueError(f"{count} {unit}s from {at} is outside the calendar")
        last = calendar.monthrange(total // 12, total % 12 + 1)[1]
        return date(total // 12, total % 12 + 1, min(at.day, last))
    except OverflowError as error:
        raise ValueError(f"{count} {unit}s from {at} is outside the calendar") from error


def unit_at(at: date, unit: str) -> When:
    """Return the calendar unit that a day stands in."""
    match unit:
        case "day":
            return day(at)
        case "week":
            return week(at)
        case "weekend":
            return weekend(at)
        case "month":
            return month(at.year, at.month)
        case "quarter":
            return quarter(at.year, (at.month + 2) // 3)
        case "half":
            return half(at.year, (at.month + 5) // 6)
        case "year":
            return year(at.year)
        case "decade":
            return decade(at.year // 10 * 10)
        case _:
            return century(at.year // 100)


# A part of a longer time: (first, last) of its years, months or days, counted from 0.
_DECADE = {"START": (0, 3), "MID": (4, 6), "END": (6, 9)}
_YEAR = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}


def narrowed(whole: When, part: str) -> When:
    """Narrow the days of a value to its ``START``, ``MID`` or ``END``, or its ``FIRST`` or ``LAST`` half.

    The value stays as it is.
    """
    first, last = whole.earliest, whole.latest
    if first is None or last is None or first == last:
        return whole
    if part in ("FIRST", "LAST"):
        middle = first + (last - first) // 2
        return replace(whole, latest=middle) if part == "FIRST" else replace(whole, earliest=middle + timedelta(days=1))
    if part not in _DECADE:
        return whole
    if whole.precision == "decade":
        low, high = _DECADE[part]
        return replace(whole, earliest=date(first.year + low, 1, 1), latest=date(first.year + high, 12, 31))
    if whole.precision == "year":
        low, high = _YEAR[part]
        return replace(whole, earliest=date(first.year, low, 1), latest=month(first.year, high).latest)
    third = ((last - first).days + 1) / 3
    place = ("START", "MID", "END").index(part)
    start = first + timedelta(days=round(third * place))
    stop = last if part == "END" else first + timedelta(days=round(third * (place + 1)) - 1)
    return replace(whole, earliest=start, latest=max(start, stop))


def easter(in_year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm, Nature 1876)."""
    a, (b, c) = in_year % 19, divmod(in_year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    number, rest = divmod(h + m - 7 * n + 114, 31)
    return date(in_year, number, rest + 1)


_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>[1-4])"
    r"|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?|(?P<decade>\d{3})X|(?P<century>\d\d)"
)


def parse(value: str) -> When | None:
    """Read a calendar value back, any time of day left out; None for a value that names no days.

    Raises nothing: a value that looks like a date and is none gives None.
    """
    found = _VALUE.fullmatch(value.split("T", 1)[0])
    if not found:
        return None
    part = {name: text for name, text in found.groupdict().items() if text}
    try:
        return _parsed(part)
    except ValueError:
        return None


def _parsed(part: dict[str, str]) -> When:
    if "decade" in part:
        return decade(int(part["decade"]) * 10)
    if "century" in part:
        return century(int(part["century"]))
    number = int(part["year"])
    if "day" in part:
        return day(date(number, int(part["month"]), int(part["day"])))
    if "month" in part:
        return month(number, int(part["month"]))
    if "week" in part:
        monday = date.fromisocalendar(number, int(part["week"]), 1)
        return weekend(monday) if "end" in part else week(monday)
    if "quarter" in part:
        return quarter(number, int(part["quarter"]))
    if "half" in part:
        return half(number, int(part["half"]))
    return season(number, part["season"]) if "season" in part else year(number)
