"""Times as machine formats, feeds and mails stamp them: ISO 8601, RFC 822 and what passes for either."""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from writethru.model import Sent
from writethru.read import times
from writethru.read.agencies import Agency
from writethru.read.lists import table

_LONGEST = 80
_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ]+(?P<h>\d\d):?(?P<m>\d\d)(?::?(?P<s>\d\d)(?:[.,](?P<part>\d+))?)?\s?"
    r"(?P<zone>[A-Z]{1,4}|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_NO_HOUR = re.compile(r"(\d{8})000000(?:Z|[+-]\d{4})?")  # NITF, where only the day is known
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RFC822 = re.compile(
    rf"(?:[^\W\d_]+\.?,? )?(\d{{1,2}})[ -]({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?,?[ -](\d{{4}}|\d\d),? "
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?(AM|PM))?"
    r"(?: ?(?:GMT|UTC)?([+-])(\d\d):?(\d\d)| ([A-Za-z]{1,5}))?(?: \([^()]*\))?",
    re.IGNORECASE,
)
_NAUGHT = {"GMT": 0, "UT": 0, "UTC": 0, "Z": 0}


def stamp(words: str, language: str = "") -> Sent | None:
    """Read a time stamp; None when it is none.

    A stamp without zone is taken for the clock of the language's home (``language`` is a BCP 47 tag), or UTC, and
    is said to be. "-0000" is UTC, as RFC 5322 says.

    >>> stamp("Tue, 04 Feb 2031 18:22:07 +0900").at.isoformat()
    '2031-02-04T18:22:07+09:00'
    """
    words = " ".join(words.split())
    if not words or len(words) > _LONGEST:
        return None
    return iso(words, None, language) or _mail(words, language) or _written(words, language)


def latest(published: Sent | None, updated: Sent | None) -> Sent | None:
    """Return when this version was sent: the update where it is later than the first publication."""
    if published is None or updated is None:
        return updated or published
    return updated if updated.at > published.at and not updated.day_only else published


def iso(words: str, agency: Agency | None = None, language: str = "") -> Sent | None:
    """Read ISO 8601, extended or basic, with the slips that agencies make; None when it is no time.

    Offsets may lack their colon. A clock without a zone hangs where the agency is at home, or the language, else
    it is UTC; which it is, is said.

    >>> iso("20190121T102708+0100").at.isoformat()
    '2019-01-21T10:27:08+01:00'
    """
    match = _ISO.fullmatch(_NO_HOUR.sub(r"\1", " ".join(words.split())))
    if not match:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        parts = int((match["part"] or "0")[:6].ljust(6, "0"))  # microseconds
        at = time(int(match["h"]), int(match["m"]), int(match["s"] or 0), parts) if match["h"] else None
        return times.sent(times.Clock(day, at, _zone(match["zone"] or "")), agency, language.split("-")[0].lower())
    except (ValueError, OverflowError):
        return None


def _zone(words: str) -> tzinfo | None:
    if words[:1] in ("+", "-"):
        sign = -1 if words[0] == "-" else 1
        digits = words[1:].replace(":", "").ljust(4, "0")
        return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
    minutes = table("times")["zones"].get(words.upper())
    return timezone(timedelta(minutes=minutes)) if minutes is not None else None


def _mail(words: str, language: str) -> Sent | None:
    match = _RFC822.fullmatch(words)
    if match is None:
        return None
    day, month, year = int(match[1]), _MONTHS.index(match[2].lower()) + 1, int(match[3])
    if year < 100:
        year += 2000 if year < 70 else 1900  # RFC 5322, 4.3, with a later turn of the century
    hour = int(match[4]) % 12 + (12 if match[7].lower() == "pm" else 0) if match[7] else int(match[4])
    try:
        at = datetime(year, month, day, hour, int(match[5]), min(int(match[6] or 0), 59))  # noqa: DTZ001 - zoned below
    except ValueError:
        return None
    letters = (match[11] or "").upper()
    if match[8]:
        minutes = (1 if match[8] == "+" else -1) * (60 * int(match[9]) + int(match[10]))
    else:
        minutes = _NAUGHT.get(letters, table("times")["zones"].get(letters))
    if minutes is None or abs(minutes) >= 24 * 60:
        return _zoned(at, language)
    return Sent(at.replace(tzinfo=timezone(timedelta(minutes=minutes))))


def _written(words: str, language: str) -> Sent | None:
    """Read a day as people write it, in any language whose months are known."""
    read = times.clock(words)
    return times.sent(read, None, language.split("-")[0].lower()) if read else None


def _zoned(at: datetime, language: str) -> Sent:
    return times.sent(times.Clock(at.date(), at.time(), None), None, language.split("-")[0].lower())
