"""Reads dates in other languages than English: days, months and weekdays by the CLDR's names.

Only what can be read safely in any language: full and partial dates in words and figures, weekdays, and the
words for today, yesterday and tomorrow. Values follow the same rules as in English.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from writethru.enrich.timex import cldr, when
from writethru.enrich.timex.context import Context
from writethru.enrich.timex.days import day_of, relative
from writethru.enrich.timex.periods import month_of
from writethru.enrich.timex.when import OPEN, When
from writethru.enrich.timex.words import data
from writethru.model import DateType

Reader = Callable[[Context, int, int], Iterator[tuple[int, int, When]]]

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_MARK, _GAP = r"[\u200e\u200f]?", r"[\u200e\u200f]?\s?"
_FIGURES = (
    rf"(?<![\w/.-])(?:{_YEAR}-(?P<month>0[1-9]|1[0-2])-{_DAY})(?![\w/-])",
    rf"(?<![\w/.-]){_DAY}{_MARK}(?P<mark>[./-]){_GAP}(?P<month>1[0-2]|0?[1-9]){_MARK}(?P=mark){_GAP}{_YEAR}(?![\w/-])",
    rf"(?<![\w/.-]){_YEAR}(?P<mark>[./])\s?(?P<month>1[0-2]|0?[1-9])(?P=mark)\s?{_DAY}(?![\w/-])",
)
_CLAUSE = re.compile(  # what ends a clause: a mark, or the word that opens what is said
    r"[,;:.!?\"“”„«»—()、，。；：！？「」\n]|(?<!\w)(?:dass|daß|que|qu['’]|che|dat|att|at|że|что)(?!\w)",
    re.IGNORECASE,
)
_WIDE = 120  # characters on either side in which a clause's cue may stand
_STEM = 4
_BUDDHA = 543
_ROUND = 36  # code points round a month's name within which its date is written
_UNSPACED = frozenset({"th", "lo", "km", "my", "bo", "dz"})  # no blanks between words
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
# Languages that write year, month and day with a sign behind each number.
_SIGNS = {"ko": ("년", "월", "일"), "ja": ("年", "月", "日"), "zh": ("年", "月", "日"), "yue": ("年", "月", "日")}
# The sign of a weekday behind a week's name: the five of "next week five".
_CHINESE_SIGN = r"(?P<sign>[一二三四五六日天])(?!些)"
_SIGN = {
    "ko": r"(?P<sign>[월화수목금토일])요일",
    "ja": r"(?P<sign>[月火水木金土日])曜日?",
    "zh": _CHINESE_SIGN,
    "yue": _CHINESE_SIGN,
}
_CHINESE_DAYS = {day: number for number, day in enumerate("一二三四五六日", 1)} | {"天": 7}


@dataclass(frozen=True, slots=True)
class Names:
    """What one language calls months, weekdays and the days round today; ``patterns`` in order of trust.

    ``ways`` are the words beside a day that say which it is (1 the next); ``ahead`` finds what makes a clause look
    ahead; ``forms`` are the ways of the CLDR to write a date: tried only round a ``month``'s name.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    patterns: tuple[re.Pattern[str], ...] = ()
    months_near: Mapping[str, int] = field(default_factory=dict)
    near: Mapping[str, str] = field(default_factory=dict)
    ways: Mapping[str, int] = field(default_factory=dict)
    ahead: re.Pattern[str] | None = None
    month: re.Pattern[str] | None = None
    forms: tuple[re.Pattern[str], ...] = ()

    def matches(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield every pattern's matches in ``text[start:end]``."""
        for pattern in self.patterns:
            yield from pattern.finditer(text, start, end)
        for first, last in self._round_months(text, start, end):
            for form in self.forms:
                yield from form.finditer(text, first, last)

    def _round_months(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches round the names of months, those that overlap as one."""
        found: list[tuple[int, int]] = []
        for named in self.month.finditer(text, start, end) if self.month else ():
            first, last = max(start, named.start() - _ROUND), min(end, named.end() + _ROUND)
            while last < end and text[last].isalnum():
                last += 1
            if found and first <= found[-1][1]:
                first = found.pop()[0]
            found.append((first, last))
        return found


def reader(language: str) -> Reader:
    """Return what reads a language's dates; in one that the CLDR does not know, figures alone are read."""
    names = _names(language)

    def read(ctx: Context, start: int, end: int) -> Iterator[tuple[int, int, When]]:
        """Yield start, end and value of each date in ``ctx.text[start:end]``, in order. O(length)."""
        if _OTHER_DIGIT.search(ctx.text, start, end):
            ctx.text = _OTHER_DIGIT.sub(lambda digit: str(int(digit.group())), ctx.text)  # as long as before
        matches = names.matches(ctx.text, start, end)
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
        return Names(
            weekdays=_sign_weekdays(language),
            days=own.get("days", {}),
            patterns=read,
            months_near=own.get("months_near", {}),
            near=own.get("near", {}),
            ways=own.get("ways", {}),
            ahead=_looks_ahead(own),
        )
    months, weekdays = cldr.month_names(language), cldr.weekday_names(language)
    if not months:
        return Names(patterns=tuple(patterns))
    months.update(own.get("months", {}))
    if own.get("endings"):  # a long name without its last letter is the stem that takes the endings
        months |= {name[:-1]: n for name, n in months.items() if len(name) > _STEM and name[:-1] not in months}
        weekdays |= {name[:-1]: n for name, n in weekdays.items() if len(name) > _STEM}
    month = rf"(?P<name>{_any(months)})" + (r"\w{0,4}" if own.get("endings") else "")
    month += "" if language in _UNSPACED else cldr.WORD_ENDS
    weekday = rf"(?P<weekday>{_any(weekdays)})" + (r"\w{0,4}" if own.get("endings") else "") + r"(?!\w)"
    return Names(
        months,
        weekdays,
        own.get("days", {}),
        (*patterns, *_worded(own, month, weekday)),
        near=own.get("near", {}),
        ways=own.get("ways", {}),
        ahead=_looks_ahead(own),
        month=re.compile(_any(months), re.IGNORECASE),
        forms=tuple(_forms(language, month)),
    )


def _forms(language: str, month: str) -> list[re.Pattern[str]]:
    parts = {"name": month, "day": rf"(?<!\d){_DAY}(?!\d)", "year": rf"(?<!\d){_YEAR}(?!\d)"}
    parts["month"] = r"(?P<month>1[0-2]|0?[1-9])(?!\d)"
    forms = (rf"(?<![\d.,]){form}" for form in cldr.written(language, parts))
    return [re.compile(form, re.IGNORECASE) for form in forms]


def _looks_ahead(own: Mapping[str, Any]) -> re.Pattern[str] | None:
    """Find in a clause, its day written as a null, what puts the day ahead: "bis 0", "d'ici 0", "wird"."""
    parts = [rf"(?<!\w)(?:{_any(own['until'])})\s*(?:\w{{1,3}}\s+)?\0"] if own.get("until") else []
    parts += [rf"\0\s?(?:{_any(own['till'])})"] if own.get("till") else []
    if own.get("future"):
        edge = ("", "") if own.get("unspaced") else (r"(?<!\w)", r"(?!\w)")
        parts.append(rf"{edge[0]}(?:{_any(own['future'])}){edge[1]}")
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _worded(own: Mapping[str, Any], month: str, weekday: str) -> list[re.Pattern[str]]:
    before, after = _beside(own)
    joins = rf"(?:(?:{_any(own['joins'])})\s+)?" if own.get("joins") else ""
    day = rf"(?<![\d.,]){_DAY}(?:\.|º|er|e)?(?!\d)"
    year = rf"(?:,?\s+{joins}{_YEAR}(?!\d))?"
    full = rf"(?:{weekday},?\s+(?:\w{{1,3}}\s+)?)?{day}\s+{joins}{month}{year}"
    if own.get("order") == "ymd":
        full = rf"(?:{_YEAR}\.?\s+)?{month}\s+{day}"
    written = [
        rf"(?<!\w){before}{full}{after}",
        rf"(?<!\w){month}\s+{joins}{_YEAR}(?!\d)",
        rf"(?<!\w){before}{weekday}{after}",
    ]
    if own.get("in_month"):
        lead = "|".join(rf"(?<=(?<!\w){re.escape(word)}\s)" for word in own["in_month"])
        written.append(rf"(?:{lead}){month}")
    if own.get("days"):
        written.append(rf"(?<!\w)(?P<near>{_any(own['days'])})(?!\w)")
    if own.get("buddhist"):  # 543 years ahead, and only where the era is named
        written.insert(0, rf"{day}\s+{month}\s+(?:{_any(own['buddhist'])})\s*(?P<buddhist>2[45]\d\d)(?!\d)")
    if own.get("near"):
        written.append(rf"(?<!\w)(?P<unit>{_any(own['near'])})(?!\w)")
    return [re.compile(pattern, re.IGNORECASE) for pattern in written]


def _beside(own: Mapping[str, Any]) -> tuple[str, str]:
    """Write what finds a word beside a day that says which one it is, before it and after it."""
    if not own.get("ways"):
        return "", ""
    words = _any(own["ways"])
    return rf"(?:(?P<way>{words})\s+)?", rf"(?:\s+(?P<way2>{words})(?!\w))?"


def _signed(language: str, own: Mapping[str, Any]) -> list[re.Pattern[str]]:
    year, month, day = _SIGNS[language]
    number = r"(?P<month>1[0-2]|0?[1-9])"
    sign = ("" if language in ("ko", "ja") else "(?:星期|周|週|礼拜|禮拜)") + _SIGN[language]
    weeks = _any([word for word, code in own.get("near", {}).items() if code[0] == "W"])
    way = rf"(?:(?P<way>{_any(own['ways'])})[\sの]*)?" if own.get("ways") else ""
    near = rf"(?P<step>{_any(own['months_near'])})"
    written = [
        rf"{near}\s?{_DAY}{day}",
        near,
        rf"{way}(?:{_YEAR}{year}\s?)?{number}{month}\s?{_DAY}{day}",
        rf"(?<!\d){_YEAR}{year}\s?{number}{month}(?!\d)",
        rf"(?<!\d){_YEAR}{year}(?!\d)",
        rf"(?<!\d){number}{month}(?![\d간間份])",
        rf"{way}(?<![\d.,]){_DAY}{day}(?![간間])",
        *([rf"(?P<unit>{weeks})[\sの的]*{_SIGN[language]}"] if weeks else []),
        way + sign,
        rf"(?P<near>{_any(own['days'])})",
        *([rf"(?P<unit>{_any(own['near'])})"] if own.get("near") else []),
    ]
    return [re.compile(pattern) for pattern in written]


def _sign_weekdays(language: str) -> dict[str, int]:
    if language in ("zh", "yue"):
        return _CHINESE_DAYS
    return {sign: n for n, sign in enumerate("월화수목금토일" if language == "ko" else "月火水木金土日", 1)}


def _any(words: Mapping[str, int] | list[str]) -> str:
    return "|".join(
        re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in sorted(words, key=lambda w: (-len(w), w))
    )


def _value(groups: Mapping[str, str | None], names: Names, ctx: Context) -> When | None:
    try:
        return _read(groups, names, ctx)
    except (ValueError, OverflowError):  # a day outside the calendar is no date
        return None


def _read(groups: Mapping[str, str | None], names: Names, ctx: Context) -> When | None:
    if near := groups.get("near"):
        return _near(names.days[" ".join(near.lower().split())], ctx)
    number = names.weekdays.get(cldr.spaced(groups.get("weekday") or groups.get("sign") or ""))
    if unit := groups.get("unit"):
        return _unit_near(names.near[cldr.spaced(unit)], ctx, number)
    if step := groups.get("step"):
        return _month_near(names.months_near[" ".join(step.split())], int(groups.get("day") or 0), ctx)
    way = names.ways.get(cldr.spaced(groups.get("way") or groups.get("way2") or ""))
    month = names.months.get(cldr.spaced(groups.get("name") or "")) or int(groups.get("month") or 0)
    day, year = int(groups.get("day") or 0), groups.get("year")
    if groups.get("buddhist"):
        year = f"{int(groups['buddhist'] or 0) - _BUDDHA}"
    if day and month:
        return day_of(month, day, year, number, replace(ctx, pointing=lambda _start, _end: 2 * (way or 0)))
    if month:
        return when.month(int(year), month) if year else month_of(month, None, ctx)
    if day:
        return _day_alone(day, ctx, ahead=way == 1)
    if number:
        return _weekday(number, way, ctx, ahead=_is_ahead(names, ctx))
    return when.year(int(year)) if year else None


def _near(step: int, ctx: Context) -> When:
    return when.day(ctx.anchor + timedelta(days=step)) if ctx.anchor else relative(step)


def _unit_near(code: str, ctx: Context, weekday: int | None = None) -> When:
    """A week, month or year counted from the anchor's: ``W-1`` is last week; or a weekday in such a week."""
    unit, step = {"W": "week", "M": "month", "Y": "year"}[code[0]], int(code[1:])
    if weekday and ctx.anchor:
        return when.day(ctx.anchor + timedelta(days=7 * step + weekday - ctx.anchor.isoweekday()))
    return when.unit_at(when.moved(ctx.anchor, unit, step), unit) if ctx.anchor else relative(step)


def _month_near(step: int, day: int, ctx: Context) -> When | None:
    """A month counted from the anchor's, or a day in it: "the 7th of next month"."""
    if ctx.anchor is None:
        return None
    month = when.moved(ctx.anchor.replace(day=1), "month", step)
    return when.day(month.replace(day=day)) if day else when.month(month.year, month.month)


def _is_ahead(names: Names, ctx: Context) -> bool:
    """Say whether the clause round the match looks ahead, as far as plain words of the language tell."""
    if names.ahead is None:
        return False
    low = max((found.end() for found in _CLAUSE.finditer(ctx.text, max(0, ctx.start - _WIDE), ctx.start)), default=0)
    edge = _CLAUSE.search(ctx.text, ctx.end, ctx.end + _WIDE)
    high = edge.start() if edge else ctx.end + _WIDE
    clause = f"{ctx.text[max(low, ctx.start - _WIDE) : ctx.start]}\0{ctx.text[ctx.end : high]}"
    return bool(names.ahead.search(clause))


def _weekday(number: int, way: int | None, ctx: Context, *, ahead: bool) -> When:
    """The next (1), this (0) or last (-1) such day; where no word says, the last up to the anchor, or one ahead."""
    if ctx.anchor is None:
        return When(DateType.DATE, f"{OPEN}-WXX-{number}")
    back = (ctx.anchor.isoweekday() - number) % 7
    if way == 1:
        return when.day(ctx.anchor + timedelta(days=7 - back))
    if way == -1:
        return when.day(ctx.anchor - timedelta(days=back or 7))
    if back and (ahead or (way == 0 and back > 1 and number > ctx.anchor.isoweekday())):
        return when.day(ctx.anchor + timedelta(days=7 - back))
    return when.day(ctx.anchor - timedelta(days=back))


def _day_alone(number: int, ctx: Context, *, ahead: bool) -> When | None:
    """A bare day of the month, as Korean, Japanese and Chinese copy dates its news: the last up to the anchor.

    The next behind it where a word says so ("the coming 28th").
    """
    if ctx.anchor is None:
        return When(DateType.DATE, f"{OPEN}-XX-{number:02}")
    for away in range(12):
        month = when.moved(ctx.anchor.replace(day=1), "month", away if ahead else -away)
        try:
            at = date(month.year, month.month, number)
        except ValueError:
            continue
        if (at > ctx.anchor) if ahead else (at <= ctx.anchor):
            return when.day(at)
    return None
