"""Values of days and times of days: dates, weekdays, today, holidays, clock times."""

import re
from dataclasses import replace
from datetime import date, timedelta

from writethru.enrich.timex import when
from writethru.enrich.timex.context import Context, Groups, clock_time, first, nearest_year
from writethru.enrich.timex.grammar import word_after, words_before
from writethru.enrich.timex.ranges import begun, weekday_after, year_behind
from writethru.enrich.timex.when import OPEN, When
from writethru.enrich.timex.words import cues, meaning, number, table
from writethru.model import DateType

_PAIR = re.compile(r"[^\W\d_]\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*(?:-|–|—|to|and|or|through|until)\s*$", re.IGNORECASE)
_ON_WEEKDAY = re.compile(r"\s*(?:\([^()]{3,24}\)\s*)?on\s+((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\w)")
_ANY = re.compile(r"\b(?:an?|any|every|each|except)\s+$", re.IGNORECASE)
_NO_NOUN = re.compile(r"\s*(?:[.,;:!?)]|$|\s(?:in|at|of|or|and|when|that|to)\b)")
_SLACK = 130  # days by which a date without a year may lie against the tense of its clause


def point(groups: Groups, ctx: Context) -> When | None:
    """``Friday, Nov. 28, 2031``, ``Nov. 28``, ``the 3rd of April``: a day of a month."""
    month = meaning("month", groups.get("month"))
    number_of_day = _day_number(groups)
    if month is None or not number_of_day:
        return None
    weekday = meaning("weekday", groups.get("weekday"))
    year = groups.get("year")
    if groups.get("that") and (spoken := ctx.spoken("year")):
        year = f"{spoken.year}"
    step = meaning("towards", groups.get("towards"))
    if step is not None and ctx.anchor and ctx.text[ctx.start : ctx.end].lower().endswith("year"):
        year = f"{ctx.anchor.year + int(step)}"
    return timed(day_of(int(month), number_of_day, year, weekday, ctx), groups)


def _day_number(groups: Groups) -> int:
    if spelled := meaning("nth", groups.get("nthday")):
        return int(spelled)
    digits = re.match(r"\d+", groups.get("day") or "")
    return int(digits.group()) if digits else 0


def day_of(month: int, day: int, year: str | int | None, weekday: int | None, ctx: Context) -> When | None:
    """A day of a month, of the year that is given, else of the one that weekday and clause fit best."""

    def in_year(number: int) -> When | None:
        try:
            at = date(number, month, day)
        except ValueError:
            return None
        return when.day(at)

    if year or (year := year_behind(ctx, month)):
        return in_year(int(year))
    if begin := begun(ctx):
        return next((w for n in range(2) if (w := in_year(begin.year + n)) and w.earliest and w.earliest > begin), None)
    if ctx.anchor is None:
        bound = ctx.year_of(month, day, weekday) if ctx.towards() < 0 else None
        return open_day(month, day, bound)
    found = nearest_year(ctx, in_year, _SLACK)
    if weekday and found and found.earliest and found.earliest.isoweekday() != weekday:
        near = sorted(range(-6, 7), key=abs)
        fits = (in_year(ctx.anchor.year + n) for n in near)
        found = next((w for w in fits if w and w.earliest and w.earliest.isoweekday() == weekday), found)
    return found


def of_month(groups: Groups, ctx: Context) -> When | None:
    """``the 21st of this month``."""
    if ctx.anchor is None:
        return None
    month = when.moved(ctx.anchor.replace(day=1), "month", int(meaning("towards", groups.get("towards")) or 0))
    return timed(when.day(month.replace(day=_day_number(groups))), groups)


def weeks_off(groups: Groups, ctx: Context) -> When | None:
    """``a week from Friday``, ``two weeks ago Tuesday``."""
    if ctx.anchor is None:
        return None
    weeks = int(number(groups["count"] or "1") if groups.get("count") else 1)
    ahead = (groups.get("way") or "").lower() == "from"
    if groups.get("daily"):
        base = ctx.anchor + timedelta(days=int(meaning("daily", groups.get("daily"))))
    else:
        days = (int(meaning("weekday", groups.get("weekday"))) - ctx.anchor.isoweekday()) % 7
        base = ctx.anchor + timedelta(days=days if ahead else days - 7)
    return when.day(base + timedelta(days=7 * weeks * (1 if ahead else -1)))


def second(groups: Groups, ctx: Context) -> When | None:
    """The 25 of ``April 24 and 25`` and ``Dec. 24-25``: in the month of the day just before."""
    left = _PAIR.search(ctx.text[max(0, ctx.start - 40) : ctx.start])
    last = ctx.last
    if not left or last is None or last.earliest is None or int(left[1]) != last.earliest.day:
        return None
    follows = word_after(ctx.text, ctx.end).lower()
    if follows and not groups.get("year") and follows not in cues("small_words"):
        return None
    number = _day_number(groups)
    year = int(groups["year"] or 0) if groups.get("year") else last.earliest.year
    if number <= last.earliest.day:
        return None
    return timed(when.day(date(year, last.earliest.month, number)), groups)


def open_day(month: int, day: int, year: int | None) -> When | None:
    """A day without a year of its own: of the year that was inferred for it, or open."""
    try:
        date(2000, month, day)
        if year:
            return replace(when.day(date(year, month, day)), inferred=True)
    except ValueError:
        return None
    return When(DateType.DATE, f"{OPEN}-{month:02}-{day:02}", precision="day")


def numbers(groups: Groups, _ctx: Context) -> When | None:
    """``2031-11-28``, ``28.11.2031`` and ``11/28/2031`` (month first, or day first where that alone can be)."""
    try:
        if groups.get("n1"):
            return timed(when.day(date(int(groups["n1"] or 0), int(groups["n2"] or 0), int(groups["n3"] or 0))), groups)
        if groups.get("e1"):
            return timed(when.day(date(int(groups["e3"] or 0), int(groups["e2"] or 0), int(groups["e1"] or 0))), groups)
        month, day, year = (int(groups[name] or 0) for name in ("u1", "u2", "u3"))
        if month > 12:
            month, day = day, month
        if year < 100:
            year += 1900 if year > 50 else 2000
        return timed(when.day(date(year, month, day)), groups)
    except ValueError:
        return None


def weekday(groups: Groups, ctx: Context) -> When | None:
    """``Friday``, ``last Friday``, ``the previous Friday``, ``Friday of last week``."""
    number_of_day = int(meaning("weekday", groups.get("weekday")))
    if thence := first(groups, "thence2"):
        base, step = ctx.spoken("day"), int(meaning("thence", thence))
    else:
        base, step = ctx.anchor, meaning("towards", groups.get("towards"))
    if _is_any(groups, ctx):
        base = None
    if step is None and (begin := begun(ctx)) and "day" in ctx.text[max(0, ctx.last_end - 14) : ctx.last_end].lower():
        return timed(when.day(weekday_after(begin, number_of_day)), groups)
    if base is None:
        return timed(When(DateType.DATE, f"{OPEN}-WXX-{number_of_day}", precision="day"), groups)
    try:
        if "week" in ctx.text[ctx.start : ctx.end].lower().split()[-1:]:
            monday = base + timedelta(days=7 * int(step or 0) - base.weekday())
            at = monday + timedelta(days=number_of_day - 1)
        else:
            at = _weekday_from(base, number_of_day, step, (groups.get("towards") or "").lower(), ctx)
    except OverflowError:
        return None
    return timed(when.day(at), groups)


def _is_any(groups: Groups, ctx: Context) -> bool:
    """Say whether a weekday is any of its name: "on a Friday in March", "daily except Monday"."""
    before = _ANY.search(ctx.text[max(0, ctx.start - 8) : ctx.start])
    words = ctx.text[ctx.start : ctx.end].lower()
    return bool(before and words == (groups.get("weekday") or "").lower() and _NO_NOUN.match(ctx.text, ctx.end))


def _weekday_from(base: date, wanted: int, step: int | None, words: str, ctx: Context) -> date:
    ahead = timedelta(days=(wanted - base.isoweekday()) % 7)
    back = timedelta(days=(base.isoweekday() - wanted) % 7)
    if step is None:
        return base + ahead if ctx.towards() > 0 else base - back
    if step < 0:
        return base - (back or timedelta(days=7))
    if step > 0:  # tomorrow is not called "next Friday"; "this coming Friday" it may be
        soon = "next" in words and ahead.days == 1
        return base + (timedelta(days=8) if soon else ahead or timedelta(days=7))
    return base - back if "past" in words or (ctx.towards() < 0 and back.days < 4) else base + ahead


def today(groups: Groups, ctx: Context) -> When | None:
    """``today``, ``yesterday``, ``tomorrow``, ``tonight``, with a part or time of the day."""
    words = (groups.get("daily") or "").lower()
    move = int(meaning("daily", words))
    if _is_named(words, ctx):
        return None
    if ctx.anchor is None:
        return relative(move)
    try:
        found = when.day(ctx.anchor + timedelta(days=move))
    except OverflowError:
        return None
    if words == "tonight" and not first(groups, "clock", "clock2"):
        return when.at_time(found, "NI")
    return timed(found, groups)


def _is_named(words: str, ctx: Context) -> bool:
    """Say whether ``today`` is a paper's name, or an age: "today's youth"."""
    follows = ctx.text[ctx.end :][:2] in ("'s", "’s") and word_after(ctx.text, ctx.end + 2).lower()
    before = words_before(ctx.text, ctx.start, 1)
    return words == "today" and (follows in cues("ages") or bool(cues("title_before").intersection(before)))


def relative(step: int) -> When:
    """What is left of a relative expression where no day is known to count from."""
    return when.vague(("PAST_REF", "PRESENT_REF", "FUTURE_REF")[(step > 0) - (step < 0) + 1])


def holiday(groups: Groups, ctx: Context) -> When | None:
    """``Christmas``, ``Thanksgiving``, ``Easter 2031``: a feast's day."""
    rule = meaning("holiday", groups.get("holiday"))
    if rule is None:
        return None

    def in_year(number_of_year: int) -> When | None:
        return when.day(feast(rule, number_of_year))

    if groups.get("year"):
        return timed(in_year(int(groups["year"] or 0)), groups)
    if ctx.anchor is None:
        open_value = f"{OPEN}-{rule[0]:02}-{rule[1]:02}" if len(rule) == 2 and rule[0] != "easter" else OPEN
        return timed(When(DateType.DATE, open_value, precision="day"), groups)
    step = meaning("towards", groups.get("towards"))
    if not step:
        return timed(nearest_year(ctx, in_year, _SLACK), groups)
    years = range(ctx.anchor.year - 1, ctx.anchor.year + 2)
    dated = [d for y in years if 1 <= y <= date.max.year and (w := in_year(y)) and (d := w.earliest)]
    fits = [d for d in dated if (d < ctx.anchor if step < 0 else d > ctx.anchor)]
    return timed(when.day(fits[-1] if step < 0 else fits[0]), groups) if fits else None


def feast(rule: list[int | str], year: int) -> date:
    """Return the day of a feast: month and day, days from Easter, or the nth weekday of a month.

    A fourth number counts days on from that weekday (the Tuesday after the first Monday).
    """
    if rule[0] == "easter":
        return when.easter(year) + timedelta(days=int(rule[1]))
    month, place = int(rule[0]), int(rule[1])
    if len(rule) == 2:
        return date(year, month, place)
    wanted = int(rule[2])
    if place < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.isoweekday() - wanted) % 7)
    begin = date(year, month, 1)
    found = begin + timedelta(days=(wanted - begin.isoweekday()) % 7 + 7 * (place - 1))
    return found + timedelta(days=int(rule[3]) if len(rule) > 3 else 0)


def beyond(groups: Groups, ctx: Context) -> When | None:
    """``the day before yesterday``, ``the day after last Tuesday``."""
    step = -1 if (groups.get("side") or "").lower() == "before" else 1
    if groups.get("daily"):
        inner = today(groups, ctx)
    elif groups.get("month"):
        inner = point(groups, ctx)
    else:
        inner = weekday({**groups, "weekday": first(groups, "weekday", "weekday2")}, ctx)
    if inner is None or inner.earliest is None:
        return inner
    try:
        return when.day(inner.earliest + timedelta(days=step))
    except OverflowError:
        return None


def clock(groups: Groups, ctx: Context) -> When | None:
    """A clock time alone: of the day spoken of last in its paragraph, else of the anchor."""
    on = ctx.spoken("day") if ctx.last_at == ctx.paragraph else ctx.anchor
    if named := _ON_WEEKDAY.match(ctx.text, ctx.end):  # "at 3 p.m. (1400 GMT) on Monday"
        return timed(weekday({"weekday": named[1]}, ctx), groups)
    found = when.day(on) if on else When(DateType.DATE, f"{OPEN}-XX-XX", precision="minute")
    return timed(found, groups)


def part(groups: Groups, ctx: Context) -> When | None:
    """``this morning``, ``last night``, ``the next evening``, ``in the morning``."""
    which = (groups.get("which") or "").lower()
    if which == "the" and words_before(ctx.text, ctx.start, 1)[:1] not in (["in"], ["during"], ["by"]):
        return None  # "the morning after", "the evening news"
    which = which.removeprefix("the ")
    base = ctx.anchor if which in ("this", "last") else ctx.spoken("day")
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which, 0)
    if base is None:
        return relative(step)
    try:
        return timed(when.day(base + timedelta(days=step)), groups)
    except OverflowError:
        return None


def overnight(_groups: Groups, ctx: Context) -> When | None:
    """``overnight``: the night that ends on the anchor day, or begins on it where the clause looks ahead."""
    if ctx.anchor is None:
        return When(DateType.TIME, f"{OPEN}-XX-XXTNI", precision="vague")
    way = ctx.towards()
    day = ctx.anchor if way > 0 else ctx.spoken("day") or ctx.anchor  # the night before the day that is told of
    night = day if way > 0 or day == date.min else day - timedelta(days=1)
    return when.at_time(when.day(night), "NI")


def timed(found: When | None, groups: Groups) -> When | None:
    """Put the clock time or part of the day that stands with a day on its value."""
    if found is None:
        return None
    if words := first(groups, "clock", "clock2"):
        at = clock_time(words, table("fixed"))
        return when.at_time(found, at, "minute") if at else None
    if name := meaning("part", first(groups, "part", "part2")):
        return when.at_time(found, name)
    return found


def week_of(groups: Groups, ctx: Context) -> When | None:
    """``the week of March 6``."""
    inner = point(groups, ctx)
    if inner is None or inner.earliest is None:
        return inner
    return replace(when.unit_at(inner.earliest, (groups.get("whole") or "week").lower()), inferred=inner.inferred)


KINDS = {
    "point": point,
    "second": second,
    "of_month": of_month,
    "weeks_off": weeks_off,
    "numbers": numbers,
    "weekday": weekday,
    "today": today,
    "holiday": holiday,
    "beyond": beyond,
    "clock": clock,
    "part": part,
    "overnight": overnight,
    "weekof": week_of,
}
