"""Days and moments as the site writes them: day before month, the zone given, what was inferred said to be."""

from datetime import date

from writethru import formats
from writethru.model import Happening, Sent, Step, When
from writethru.wording import _

_PART = 5  # years between first and last of a part of a decade, at the most


def moment(sent: Sent | None) -> str:
    """Return when something was sent, such as ``12 Mar. 2031, 21:30 UTC+01:00``."""
    if sent is None:
        return _("time not given")
    return formats.day(sent.at.date()) if sent.day_only else formats.moment(sent.at)


def no_news(happening: Happening) -> str:
    """Return what is to be said of something due that there is no news of; empty for all else.

    "Last spoken of" is the day of the newest piece that names it.
    """
    return _("no news since {day}", day=formats.day(happening.last_told)) if happening.last_told else ""


def when(happening: Happening | When) -> str:
    """Return when something happened or is due, no finer than its sources say."""
    first, last = happening.earliest, happening.latest
    if first is None:
        return _("no day given") if happening.value.startswith("X") or not happening.value else happening.value
    if happening.precision in ("day", "minute") or first == last:
        return formats.day(first)
    if happening.precision == "month":
        return formats.month(first)
    if happening.precision == "year":
        return formats.year(first)
    if happening.precision == "decade":
        return _decade(first, last)
    if happening.precision == "century":
        return _("{year}s", year=first.year // 100 * 100)
    return formats.day(first) if last is None else formats.span(first, last)


def when_told(step: Step) -> str:
    """Return when a step was taken, or else when its piece told of it: ``told 12 Mar. 2031``."""
    if step.day:
        return _("{when} (inferred)", when=when(step.day)) if step.day.inferred else when(step.day)
    if not step.told:
        return _("no day given")
    day = formats.day(step.told)
    return _("told {day}", day=day)


def _decade(first: date, last: date | None) -> str:
    """Return the decade of two days, or which part of it they span: early, mid or late."""
    decade = first.year // 10 * 10
    if last is None or last.year - first.year > _PART:
        return _("{year}s", year=decade)
    if first.year % 10 == 0:
        return _("early {year}s", year=decade)
    return _("late {year}s", year=decade) if last.year % 10 == 9 else _("mid-{year}s", year=decade)
