"""Reads dates in other languages than English: days, months and weekdays by the CLDR's names.

Only what can be read safely in any language: full and partial dates in words and figures, weekdays, and the
words for today, yesterday and tomorrow. Values follow the same rules as in English.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from writethru.enrich.timex import when
from writethru.enrich.timex.context import Context
from writethru.enrich.timex.days import day_of, relative
from writethru.enrich.timex.periods import month_of
from writethru.enrich.timex.when import OPEN, When
from writethru.enrich.timex.words import data
from writethru.model import DateType

Reader = Callable[[Context, int, int], Iterator[tuple[int, int, When]]]

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_FIGURES = (
    rf"(?<![\w/.-])(?:{_YEAR}-(?P<month>0[1-9]|1[0-2])-{_DAY})(?![\w/-])",
    rf"(?<![\w/.-]){_DAY}(?P<mark>[./-])(?P<month>1[0-2]|0?[1-9])(?P=mark){_YEAR}(?![\w/-])",
)
_STEM = 4
# Languages that write year, month and day with a sign behind each number.
_SIGNS = {"ko": ("년", "월", "일"), "ja": ("年", "月", "日"), "zh": ("年", "月", "日")}
_CHINESE_DAYS = {day: number for number, day in enumerate("一二三四五六日", 1)} | {"天": 7}


@dataclass(frozen=True, slots=True)
class Names:
    """What one language calls months, weekdays and the days round today; ``patterns`` in order of trust."""

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    patterns: tuple[re.Pattern[str], ...] = ()
    months_near: Mapping[str, int] = field(default_factory=dict)


def reader(language: str) -> Reader:
    """Return what reads a language's dates; in one that the CLDR does not know, figures alone are read."""
    names = _names(language)

    def read(ctx: Context, start: int, end: int) -> Iterator[tuple[int, int, When]]:
        """Yield start, end and value of each date in ``ctx.text[start:end]``, in order. O(length)."""
        matches = [m for pattern in names.patterns for m in pattern.finditer(ctx.text, start, end)]
        done = start
        for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
            if match.start() < done:
                continue
            ctx.start, ctx.end = match.start(), match.end()
            if found := _value(match.groupdict(), names, ctx):
                done = match.end()
                ctx.remember(found)
                yield match.start(), match.end(), found

    return read


@cache
def _names(language: str) -> Names:
    own = data("languages.toml").get(language, {})
    patterns = [re.compile(pattern) for pattern in _FIGURES]
    if language in _SIGNS:
        read = (*patterns, *_signed(language, own))
        return Names({}, _sign_weekdays(language), own.get("days", {}), read, own.get("months_near", {}))
    months, weekdays = _cldr(language)
    if not months:
        return Names(patterns=tuple(patterns))
    months.update(own.get("months", {}))
    if own.get("endings"):  # a long name without its last letter is the stem that takes the endings
        months |= {name[:-1]: n for name, n in months.items() if len(name) > _STEM and name[:-1] not in months}
        weekdays |= {name[:-1]: n for name, n in weekdays.items() if len(name) > _STEM}
    return Names(months, weekdays, own.get("days", {}), (*patterns, *_worded(own, months, weekdays)))


def _cldr(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return the names of months and weekdays (Monday 1), in small letters, or nothing for an unknown language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}, {}
    months: dict[str, int] = {}
    for form, width in (("format", "abbreviated"), ("stand-alone", "wide"), ("format", "wide")):
        for number, name in locale.months[form][width].items():
            if not name.isdigit():
                months[name.lower()] = number
                months.setdefault(name.lower().rstrip("."), number)
    weekdays = {
        name.lower(): n + 1 for form in ("format", "stand-alone") for n, name in locale.days[form]["wide"].items()
    }
    return months, weekdays


def _worded(own: Mapping[str, Any], months: Mapping[str, int], weekdays: Mapping[str, int]) -> list[re.Pattern[str]]:
    ending = r"\w{0,4}" if own.get("endings") else ""
    month = rf"(?P<name>{_any(months)}){ending}(?!\w)"
    weekday = rf"(?P<weekday>{_any(weekdays)}){ending}(?!\w)"
    joins = rf"(?:(?:{_any(own['joins'])})\s+)?" if own.get("joins") else ""
    day = rf"(?<![\d.,]){_DAY}(?:\.|º|er|e)?(?!\d)"
    year = rf"(?:,?\s+{joins}{_YEAR}(?!\d))?"
    full = rf"(?:{weekday},?\s+(?:\w{{1,3}}\s+)?)?{day}\s+{joins}{month}{year}"
    if own.get("order") == "ymd":
        full = rf"(?:{_YEAR}\.?\s+)?{month}\s+{day}"
    written = [full, rf"(?<!\w){month}\s+{joins}{_YEAR}(?!\d)", rf"(?<!\w){weekday}"]
    if own.get("in_month"):
        lead = "|".join(rf"(?<=(?<!\w){re.escape(word)}\s)" for word in own["in_month"])
        written.append(rf"(?:{lead}){month}")
    if own.get("days"):
        written.append(rf"(?<!\w)(?P<near>{_any(own['days'])})(?!\w)")
    return [re.compile(pattern, re.IGNORECASE) for pattern in written]


def _signed(language: str, own: Mapping[str, Any]) -> list[re.Pattern[str]]:
    year, month, day = _SIGNS[language]
    number = r"(?P<month>1[0-2]|0?[1-9])"
    weekdays = {
        "ko": "(?P<sign>[월화수목금토일])요일",
        "ja": "(?P<sign>[月火水木金土日])曜日?",
        "zh": "(?:星期|周|週|礼拜)(?P<sign>[一二三四五六日天])",
    }
    near = rf"(?P<step>{_any(own['months_near'])})"
    written = [
        rf"{near}\s?{_DAY}{day}",
        near,
        rf"(?:{_YEAR}{year}\s?)?{number}{month}\s?{_DAY}{day}",
        rf"(?<!\d){_YEAR}{year}\s?{number}{month}(?!\d)",
        rf"(?<!\d){_YEAR}{year}(?!\d)",
        rf"(?<!\d){number}{month}(?![\d간間份])",
        rf"(?<![\d.,]){_DAY}{day}(?![간間])",
        weekdays[language],
        rf"(?P<near>{_any(own['days'])})",
    ]
    return [re.compile(pattern) for pattern in written]


def _sign_weekdays(language: str) -> dict[str, int]:
    if language == "zh":
        return _CHINESE_DAYS
    return {sign: n for n, sign in enumerate("월화수목금토일" if language == "ko" else "月火水木金土日", 1)}


def _any(words: Mapping[str, int] | list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


def _value(groups: Mapping[str, str | None], names: Names, ctx: Context) -> When | None:
    try:
        return _read(groups, names, ctx)
    except (ValueError, OverflowError):  # a day outside the calendar is no date
        return None


def _read(groups: Mapping[str, str | None], names: Names, ctx: Context) -> When | None:
    if near := groups.get("near"):
        return _near(names.days[" ".join(near.lower().split())], ctx)
    if step := groups.get("step"):
        return _month_near(names.months_near[" ".join(step.split())], int(groups.get("day") or 0), ctx)
    weekday = names.weekdays.get((groups.get("weekday") or groups.get("sign") or "").lower())
    month = names.months.get((groups.get("name") or "").lower()) or int(groups.get("month") or 0)
    day, year = int(groups.get("day") or 0), groups.get("year")
    if day and month:
        return day_of(month, day, year, weekday, ctx)
    if month:
        return when.month(int(year), month) if year else month_of(month, None, ctx)
    if day:
        return _day_alone(day, ctx)
    if weekday:
        return _weekday(weekday, ctx)
    return when.year(int(year)) if year else None


def _near(step: int, ctx: Context) -> When:
    return when.day(ctx.anchor + timedelta(days=step)) if ctx.anchor else relative(step)


def _month_near(step: int, day: int, ctx: Context) -> When | None:
    """A month counted from the anchor's, or a day in it: "the 7th of next month"."""
    if ctx.anchor is None:
        return None
    month = when.moved(ctx.anchor.replace(day=1), "month", step)
    return when.day(month.replace(day=day)) if day else when.month(month.year, month.month)


def _weekday(number: int, ctx: Context) -> When:
    """The last such day up to the anchor."""
    if ctx.anchor is None:
        return When(DateType.DATE, f"{OPEN}-WXX-{number}")
    return when.day(ctx.anchor - timedelta(days=(ctx.anchor.isoweekday() - number) % 7))


def _day_alone(number: int, ctx: Context) -> When | None:
    """A bare day of the month, as Korean, Japanese and Chinese copy dates its news: the last up to the anchor."""
    if ctx.anchor is None:
        return When(DateType.DATE, f"{OPEN}-XX-{number:02}")
    for back in range(12):
        month = when.moved(ctx.anchor.replace(day=1), "month", -back)
        try:
            at = date(month.year, month.month, number)
        except ValueError:
            continue
        if at <= ctx.anchor:
            return when.day(at)
    return None
