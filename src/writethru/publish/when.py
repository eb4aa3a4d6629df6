"""Days and moments as the site writes them: day before month, the zone given, what was inferred said to be."""

from datetime import date

from writethru.model import Happening, Sent, Step, When
from writethru.tell.display import day_words, month_words

_PART = 5  # years between first and last of a part of a decade, at the most


def moment(sent: Sent | None) -> str:
    """Return when something was sent, such as ``12 Mar. 2031, 21:30 UTC+01:00``."""
    if sent is None:
        return "time not given"
    day = day_words(sent.at.date(), year=True)
    if sent.day_only:
        return day
    offset = sent.at.strftime("%z")
    return f"{day}, {sent.at:%H:%M} UTC{f'{offset[:3]}:{offset[3:5]}' if offset.strip('+-0') else ''}"


def no_news(happening: Happening) -> str:
    """Return what is to be said of something due that there is no news of; empty for all else.

    "Last spoken of" is the day of the newest piece that names it.
    """
    return f"no news since {day_words(happening.last_told, year=True)}" if happening.last_told else ""


def when(happening: Happening | When) -> str:
    """Return when something happened or is due, no finer than its sources say."""
    first, last = happening.earliest, happening.latest
    if first is None:
        return "no day given" if happening.value.startswith("X") or not happening.value else happening.value
    if happening.precision in ("day", "minute") or first == last:
        return day_words(first, year=True)
    if happening.precision == "month":
        return month_words(first)
    if happening.precision == "year":
        return str(first.year)
    if happening.precision == "decade":
        return f"{_part(first, last)}{first.year // 10 * 10}s"
    if happening.precision == "century":
        return f"{first.year // 100 * 100}s"
    if last is None:
        return day_words(first, year=True)
    return f"{day_words(first, year=first.year != last.year)} to {day_words(last, year=True)}"


def when_told(step: Step) -> str:
    """Return when a step was taken, or else when its piece told of it: ``told 12 Mar. 2031``."""
    if step.day:
        return f"{when(step.day)}{' (inferred)' if step.day.inferred else ''}"
    return f"told {day_words(step.told, year=True)}" if step.told else "no day given"


def _part(first: date, last: date | None) -> str:
    """Return which part of a decade two days span: early, mid or late, or nothing when it is the whole."""
    if last is None or last.year - first.year > _PART:
        return ""
    return "early " if first.year % 10 == 0 else "late " if last.year % 10 == 9 else "mid-"
