"""Two ends of one time that share what only one of them says: "March to May 2019", "from Thursday to Monday"."""

import re
from datetime import date, timedelta
from functools import cache

from writethru.enrich.timex.context import Context
from writethru.enrich.timex.words import table

_TO = re.compile(r"\s*(?:-|–|—|to|through|thru|until|till)\s*(?:(?:early|mid|late)[\s-])?", re.IGNORECASE)


@cache
def _shared() -> re.Pattern[str]:
    month = "|".join(re.escape(name) for name in sorted(table("month"), key=len, reverse=True))
    join = r"(?:-|–|—|,|to|through|until|and|or)"
    listed = rf"(?:,\s*(?:{month}))*"
    behind = rf"(?P<join>{join})\s*(?:(?:early|mid|late)[\s-])?(?P<month>{month})(?:\s+\d{{1,2}},?)?"
    return re.compile(rf"{listed}\s*{behind}\s+(?P<year>(?:1[5-9]|20)\d\d)(?!\w)", re.IGNORECASE)


def year_behind(ctx: Context, month: int) -> int | None:
    """Return the year that stands with a later month and holds for this one too: the March of "March to May 2019"."""
    found = _shared().match(ctx.text, ctx.end)
    if found is None:
        return None
    last = int(table("month")[found["month"].lower()])
    return int(found["year"]) - (month > last)


def begun(ctx: Context) -> date | None:
    """Return the day from which this match is the far end: the Thursday of "Thursday to Monday", else None."""
    if ctx.last is None or ctx.last_end > ctx.start or not _TO.fullmatch(ctx.text, ctx.last_end, ctx.start):
        return None
    return ctx.last.earliest


def weekday_after(begin: date, wanted: int) -> date:
    """Return the first such weekday (Monday 1) after a day."""
    return begin + timedelta(days=(wanted - begin.isoweekday() - 1) % 7 + 1)
