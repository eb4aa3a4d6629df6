"""Times as machine formats write them: ISO 8601, extended or basic, with the slips that agencies make."""

import re
from datetime import date, time, timedelta, timezone, tzinfo

from writethru.model import Sent
from writethru.read.agencies import Agency
from writethru.read.lists import table
from writethru.read.times import Clock, sent

_STAMP = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ]\s?(?P<h>\d\d):?(?P<m>\d\d)(?::?(?P<s>\d\d)(?:[.,]\d+)?)?\s?"
    r"(?P<zone>[A-Z]{1,4}|[+-]\d\d(?::?\d\d)?)?)?"
)


def stamp(words: str, agency: Agency | None = None, language: str = "") -> Sent | None:
    """Return the moment that a field gives; None when it is no time.

    Offsets may lack their colon. A clock without a zone hangs where the agency is at home, or the language, and is
    then said to be inferred.

    >>> stamp("20190121T102708+0100").at.isoformat()
    '2019-01-21T10:27:08+01:00'
    """
    match = _STAMP.fullmatch(" ".join(words.split()))
    if not match:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        at = time(int(match["h"]), int(match["m"]), int(match["s"] or 0)) if match["h"] else None
        return sent(Clock(day, at, _zone(match["zone"] or "")), agency, language)
    except (ValueError, OverflowError):
        return None


def _zone(words: str) -> tzinfo | None:
    if words[:1] in ("+", "-"):
        sign = -1 if words[0] == "-" else 1
        digits = words[1:].replace(":", "").ljust(4, "0")
        return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
    minutes = table("times")["zones"].get(words)
    return timezone(timedelta(minutes=minutes)) if minutes is not None else None
