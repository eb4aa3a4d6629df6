"""Values longer than a day: months, seasons, quarters, years, decades, centuries, and moves by them."""

import re
from dataclasses import replace
from datetime import date

from writethru.enrich.timex import when
from writethru.enrich.timex.context import Context, Groups, first, nearest_year, staged
from writethru.enrich.timex.days import relative
from writethru.enrich.timex.grammar import word_after, words_before
from writethru.enrich.timex.lengths import lasting, period
from writethru.enrich.timex.ranges import begun, year_behind
from writethru.enrich.timex.when import OPEN, When
from writethru.enrich.timex.words import cues, meaning, number, spelled_year
from writethru.model import DateType

_DECADE_FROM = 2000  # "the 1800s" are a century, "the 2000s" mostly ten years
_WAYS = {"ago": -1, "earlier": -1, "before": -1, "later": 1, "after": 1, "from now": 1, "from today": 1, "hence": 1}
_LONG = {"10Y": "decade", "100Y": "century"}
_CAPITAL = re.compile(r"[A-Z][\w'’.-]*\s+$")
_HALVES = {"1": "FIRST", "2": "LAST"}
_FINER = {"minute": "day", "hour": "day", "night": "day", "fortnight": "week", "millennium": "century"}


def _narrowed(found: When | None, groups: Groups) -> When | None:
    part = meaning("narrow", groups.get("narrow")) or _HALVES.get(meaning("portion", groups.get("portion")))
    return when.narrowed(found, part) if found and part else found


def _year_in(groups: Groups, ctx: Context) -> int | None:
    """Return the year that stands with a month or season: in figures, in words, or as ``last year``."""
    if text := first(groups, "year", "year2"):
        return int(text)
    if text := first(groups, "yearword", "yearword2"):
        return spelled_year(text)
    if groups.get("that"):
        spoken = ctx.spoken("year")
        return spoken.year if spoken else None
    step = meaning("towards", first(groups, "towards2", "towards3"))
    return ctx.anchor.year + int(step) if step is not None and ctx.anchor else None


def month(groups: Groups, ctx: Context) -> When | None:
    """``April``, ``early April 2031``, ``April of last year``, ``last April``."""
    name = groups.get("month") or ""
    number_of_month = int(meaning("month", name))
    whole = ctx.text[ctx.start : ctx.end].lower()
    of_year = bool(re.search(r"year$", whole))
    groups = {**groups, "narrow": first(groups, "narrow", "narrow2", "narrow3")}
    year = _year_in({**groups, "towards2": groups.get("towards")} if of_year else groups, ctx)
    if year is None and of_year:
        return When(DateType.DATE, f"{OPEN}-{number_of_month:02}", precision="month")
    if year:
        return _narrowed(when.month(year, number_of_month), groups) if year > 0 else None
    if not first(groups, "towards", "thence", "narrow") and not _is_month(name, ctx):
        return None
    return _narrowed(_month_alone(number_of_month, groups, ctx), groups)


def _is_month(name: str, ctx: Context) -> bool:
    """Say whether the name of a month is one here: a given name, a verb or a short form needs a reason."""
    if len(name) <= 4 and name.lower() not in ("may", "june", "july") and not name.endswith("."):
        return False
    if name.lower() not in cues("name_months"):
        return True
    before = words_before(ctx.text, ctx.start, 1)
    after = word_after(ctx.text, ctx.end)
    follows = after.lower()
    if follows == "of" and word_after(ctx.text, ctx.end + len(" of")).lower() == "the":
        return False  # "the March of the Widows"
    within = re.search(r"[a-z0-9]\s+$", ctx.text[max(0, ctx.start - 8) : ctx.start])
    if (
        name != "May"
        and within
        and not _CAPITAL.search(ctx.text[max(0, ctx.start - 24) : ctx.start])
        and after[:1].islower()
    ):
        return True  # "weak March results": a capital inside a sentence, and no name on either side
    if re.search(r"\w['’]s\s+$", ctx.text[max(0, ctx.start - 8) : ctx.start]):
        return True
    known = bool(before) and (before[0] in cues("month_after") or meaning("month", before[0]) is not None)
    return known and not (before[0] == "the" and follows in ("on", "for"))


def _month_alone(number_of_month: int, groups: Groups, ctx: Context) -> When | None:
    step = meaning("towards", groups.get("towards"))
    if step is None:
        step = meaning("thence", groups.get("thence"))
    return month_of(number_of_month, step, ctx)


def month_of(number_of_month: int, step: int | None, ctx: Context) -> When | None:
    """A month without a year: the last (-1), this year's (0), the next (1), or as the clause points (None)."""
    if year := year_behind(ctx, number_of_month):
        return when.month(year, number_of_month)
    if step is None and (begin := begun(ctx)):
        return when.month(begin.year + (number_of_month <= begin.month), number_of_month)
    if ctx.anchor is None:
        year = ctx.year_of(number_of_month, None, None) if ctx.towards() < 0 else None
        if year:
            return replace(when.month(year, number_of_month), inferred=True)
        return When(DateType.DATE, f"{OPEN}-{number_of_month:02}", precision="month")
    if step is None:
        return nearest_year(ctx, lambda year: when.month(year, number_of_month))
    return when.month(ctx.anchor.year + _years_off(ctx.anchor.month, number_of_month, int(step)), number_of_month)


def _years_off(now: int, wanted: int, step: int) -> int:
    """Years from now to the last (-1), this year's (0) or the next (1) month of that number."""
    if step < 0:
        return 0 if wanted < now else -1
    return 1 if step > 0 and wanted <= now else 0


def season(groups: Groups, ctx: Context) -> When | None:
    """``summer``, ``last fall``, ``the winter of 1994``."""
    name = meaning("season", groups.get("season"))
    year = _year_in(groups, ctx)
    if year:
        return _narrowed(when.season(year, name), groups)
    before = words_before(ctx.text, ctx.start, 1)
    bare = not first(groups, "towards", "narrow") and ctx.text[ctx.start : ctx.start + 4].lower() != "the "
    if bare and not (before and before[0] in ("in", "since", "until", "by", "during", "through", "of", "from", "for")):
        return None
    if groups.get("season", "") in ("spring", "fall", "Spring", "Fall") and word_after(ctx.text, ctx.end) == "of":
        return None
    if ctx.anchor is None:
        return When(DateType.DATE, f"{OPEN}-{name}", precision="season")
    step = meaning("towards", groups.get("towards"))
    if step is None:
        return _narrowed(nearest_year(ctx, lambda y: when.season(y, name)), groups)
    near = [when.season(ctx.anchor.year + n, name) for n in (-2, -1, 0, 1) if 1 <= ctx.anchor.year + n <= date.max.year]
    if "past" in (groups.get("towards") or "").lower() or step < 0:
        near = [one for one in near if one.latest and one.latest < ctx.anchor][-1:]
    elif step > 0:
        near = [one for one in near if one.earliest and one.earliest > ctx.anchor][:1]
    else:  # this winter, in January, is the one that began in December
        near = [
            one
            for one in near
            if one.latest and one.latest.year == ctx.anchor.year + (ctx.anchor.month == 12 and name == "WI")
        ]
    return _narrowed(near[0], groups) if near else None


def fiscal(groups: Groups, _ctx: Context) -> When | None:
    """``fiscal 1990``: called by its number; its days are the calendar year's for want of better."""
    return _narrowed(when.year(int(groups["year"] or 0)), groups)


def decade(groups: Groups, ctx: Context) -> When | None:
    """``the early 1990s``, ``the '80s``, ``the nineties``."""
    if text := groups.get("decadeyear"):
        start = int(text)
        if start % 100 == 0 and start < _DECADE_FROM:
            return _narrowed(when.century(start // 100), groups)
    else:
        tens = meaning("decades", groups.get("decades"))
        if tens is not None and words_before(ctx.text, ctx.start, 1)[:1] != ["the"] and not _has_the(ctx):
            return None
        if tens is not None and words_before(ctx.text, ctx.start + 4, 2)[-1:] in (["his"], ["her"], ["their"]):
            return None
        start = 1900 + int(tens if tens is not None else groups.get("decadetwo") or 0)
        if start == 1900 or (ctx.anchor and start > ctx.anchor.year):
            start += 100 if start == 1900 else 0
    return _narrowed(when.decade(start), groups)


def _has_the(ctx: Context) -> bool:
    return ctx.text[ctx.start : ctx.start + 4].lower() == "the "


def century(groups: Groups, ctx: Context) -> When | None:
    """``the 20th century``: 19 as TIMEX3 writes it."""
    name = ctx.text[ctx.start : ctx.end].split()[-1]
    if name[:1].isupper() and word_after(ctx.text, ctx.end)[:1].isupper():
        return None  # "21st Century Marine"
    words = (groups.get("nth") or "").lower()
    place = meaning("nth", words) or int("0" + words.rstrip("dhnrst"))
    return _narrowed(when.century(place - 1), groups) if 1 <= place <= 22 else None


def shift(groups: Groups, ctx: Context) -> When | None:
    """``last week``, ``the following year``, ``late next month``, ``that day``."""
    unit = (first(groups, "unit") or "").lower()
    unit = _FINER.get(unit, unit)
    if groups.get("thence") or groups.get("that"):
        step, base = meaning("thence", groups.get("thence")) or 0, ctx.spoken(unit)
    else:
        step, base = meaning("towards", groups.get("towards")), ctx.anchor
    if base is None:
        return relative(int(step))
    whole = ctx.text[ctx.start : ctx.end].lower()
    if unit in ("decade", "century") and ("past" in whole or (whole.startswith("the ") and step)):
        return lasting("P10Y" if unit == "decade" else "P100Y")  # "over the next decade": ten years from now on
    try:
        found = when.unit_at(when.moved(base, unit, int(step)), unit)
    except ValueError:
        return None
    return staged(_narrowed(found, groups) or found, groups.get("stage"), ctx.anchor)


def the_unit(groups: Groups, ctx: Context) -> When | None:
    """``the year``, ``the end of the month``: that of the copy, or a length before "ended"."""
    unit = (groups.get("unit") or "").lower()
    if word_after(ctx.text, ctx.end).lower() in ("ended", "ending", "to"):
        return When(DateType.DURATION, {"year": "P1Y", "month": "P1M", "week": "P1W"}[unit], precision=unit)
    before = words_before(ctx.text, ctx.start, 1)
    if before == ["of"] and re.search(r" [YMW][a-z]+$", ctx.text[ctx.start : ctx.end]):
        return None  # "Teacher of the Year"
    inside = bool(groups.get("narrow") or groups.get("stage"))
    owns = ctx.text[ctx.end : ctx.end + 2] in ("'s", "’s")
    if not inside and not (before and before[0] in cues("unit_after")) and not owns:
        return None
    if not inside and word_after(ctx.text, ctx.end).lower() in cues("not_unit_before"):
        return None
    if ctx.anchor is None:
        return relative(0)
    return staged(
        _narrowed(when.unit_at(ctx.anchor, unit), groups) or when.unit_at(ctx.anchor, unit),
        groups.get("stage"),
        ctx.anchor,
    )


def year_end(groups: Groups, ctx: Context) -> When | None:
    """``year-end``, ``the year's end``: the end of the year."""
    if ctx.anchor is None:
        return relative(0)
    step = meaning("towards", groups.get("towards"))
    if step is not None:
        return when.narrowed(when.year(ctx.anchor.year + int(step)), "END")
    last_day = nearest_year(ctx, lambda year: when.day(date(year, 12, 31)), 60)
    return when.narrowed(when.unit_at(last_day.earliest, "year"), "END") if last_day and last_day.earliest else None


def weekend(groups: Groups, ctx: Context) -> When | None:
    """``the weekend``, ``last weekend``: Saturday and Sunday of a week."""
    if ctx.anchor is None:
        return relative(int(meaning("towards", groups.get("towards")) or 0))
    step = meaning("towards", groups.get("towards"))
    if step is None or step == 0:
        step = 0 if ctx.towards() > 0 or ctx.anchor.isoweekday() >= 6 else -1
        if "this" in (groups.get("towards") or "").lower() and ctx.towards() >= 0:
            step = 0
    elif step < 0 and ctx.anchor.isoweekday() < 6:
        step = -1
    try:
        return when.weekend(when.moved(ctx.anchor, "week", int(step)))
    except ValueError:
        return None


def ago(groups: Groups, ctx: Context) -> When | None:
    """``two years ago``, ``a day earlier``, ``three weeks from now``, ``the year before``."""
    words = re.sub(r"\s+", " ", (groups.get("way") or "").lower())
    way = _WAYS[words]
    units = (first(groups, "units", "unit", "bare") or "").lower()
    some = meaning("some", groups.get("some"))
    from_anchor = words in ("ago", "from now", "from today", "hence")
    if groups.get("bare") or (some and not some.isdigit()):
        return relative(way) if from_anchor else lasting(period(str(meaning("unit", units)), "X"))
    count = number(groups["count"] or "1") if groups.get("count") else float(some or 1)
    code = str(meaning("unit", units))
    if code in _LONG:
        return _moved(ctx, _LONG[code], way * int(count), from_anchor)
    unit = {letter: name for name, letter in when.UNITS.items()}.get(code[-1], "year")
    count *= int(code.rstrip("DMQTWYHS") or 1)
    if code.startswith("T"):
        if not from_anchor:
            return lasting(period(code, count))  # "an hour later": of a time that the words do not give
        unit, count = "day", 0
    return _moved(ctx, unit, way * int(count), from_anchor)


def _moved(ctx: Context, unit: str, count: int, from_anchor: bool) -> When | None:
    near = ctx.near_quarter()
    if unit == "year" and abs(count) == 1 and near and near.earliest:
        return when.unit_at(when.moved(near.earliest, "year", count), "quarter")
    base = ctx.anchor if from_anchor else ctx.spoken(unit)
    if base == ctx.anchor and not from_anchor and count > 0 and ctx.towards() <= 0:
        base = None  # "two weeks later he was dead": not counted from the day of writing
    if base is None:
        years = {"decade": 10, "century": 100}.get(unit, 1)
        return relative(count) if from_anchor else lasting(f"P{abs(count) * years}{when.UNITS.get(unit, 'Y')}")
    try:
        return when.unit_at(when.moved(base, unit, count), unit)
    except ValueError:
        return None


KINDS = {
    "month": month,
    "season": season,
    "fiscal": fiscal,
    "decade": decade,
    "century": century,
    "shift": shift,
    "the_unit": the_unit,
    "yearend": year_end,
    "weekend": weekend,
    "ago": ago,
}
