"""Lines that say when a piece was sent, and where a clock without a zone most likely hangs."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from writethru.model import Sent, Take
from writethru.read.agencies import Agency
from writethru.read.days import day_in, months
from writethru.read.lists import any_of, table

_LONGEST = 90
_CLOCK = re.compile(
    r"(?P<half>오전|오후|午前|午後)?\s?(?P<h>[01]?\d|2[0-3])(?:[:.]|[시時]\s?)(?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?(?:\.\d+)?\s?분?"
    r"\s?(?P<ampm>[AaPp]\.?[Mm]\b\.?)?"
    r"\s?(?P<offset>[+-](?:0\d|1[0-4]):?(?:00|15|30|45))?"
)
_FILE_TIME = re.compile(r"\b[A-Z]{2,4}-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)([A-Z]{3})\b")
_DATE_GROUP = re.compile(
    r"\b(?P<day>\d\d)(?P<h>\d\d)(?P<m>\d\d)\s*(?P<zone>[A-Z]{1,4})?\s+(?P<month>[^\W\d_]{3,9})\.?\s+(?P<year>\d\d)\b"
)
_FIRST_YEAR, _LAST_YEAR = 1605, 2499  # from the first newspaper to well beyond any embargo
_RELATIVE = 3  # letters that may be left over in a line that is nothing but a time


@dataclass(frozen=True, slots=True)
class Clock:
    """What a time line says: the day, the time of day when given, and the zone when given."""

    day: date
    at: time | None
    zone: tzinfo | None


@cache
def _zone_words() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(table('times')['zones'], key=len, reverse=True))})\b")


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[|·•,;/(]))\s*(?:{any_of(table('times')['labels']).pattern})\s?[:：]?\s?", re.IGNORECASE
    )


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(table('times')['between']).pattern})(?!\w)\.?", re.IGNORECASE)


@cache
def _weekdays() -> re.Pattern[str]:
    return re.compile(table("times")["weekdays"])


def clock(line: str) -> Clock | None:
    """Read a line that is nothing but a time of sending, with its label; None when it is anything else."""
    words = line.strip()
    if not words or len(words) > _LONGEST:
        return None
    found = day_in(words)
    day = found.date if found else None
    if found is None or day is None:
        return None
    rest = words[: found.start] + " " + re.sub(r"^T(?=\d)", " ", words[found.end :])
    hand = _CLOCK.search(rest)
    at = _time(hand) if hand else None
    if hand:
        rest = rest[: hand.start()] + " " + rest[hand.end() :]
    named = _zone_words().search(rest)
    rest = _zone_words().sub(" ", rest)
    left = _between().sub(" ", _weekdays().sub(" ", _labels().sub(" ", rest)))
    if hand and re.search(r"[|·•]", left):  # "published | updated": a second time may follow
        left = re.split(r"[|·•]", left)[0]
    if sum(c.isalpha() for c in left) > _RELATIVE or sum(c.isdigit() for c in left) > 12:
        return None
    return Clock(day, at, _zone(hand, named[1] if named else ""))


_SPOKEN = re.compile(r"(?<![\d:.])(?P<h>[01]?\d|2[0-3])(?:[:.]?(?P<m>[0-5]\d))?\s?(?P<ampm>[AaPp]\.?[Mm]\b\.?)")
_MILITARY = re.compile(
    r"(?i)(?:\b(?:until|till|to|at|by|before|um|bis|à|til|kl\.?)\s+(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?![\d:.,-])"
    r"|(?<![\d:.,-])(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d)(?=\s?(?:[A-Z]{3,4}\b|hrs?\b|hours?\b|h\b)))"
)
_BY_HOUR = re.compile(
    r"(?P<ampm>오전|오후|午前|午後|上午|下午)?\s?(?<![\d:.])(?P<h>[01]?\d|2[0-3])\s?"
    r"(?:[hH](?P<m>[0-5]\d)?\b|Uhr|UHR|heures?|HEURES?|[hH]oras?|HORAS?|ore|uur|시|時|时|点|點)"
    r"|\b(?i:ore|klo|kl\.?)\s?(?P<h2>[01]?\d|2[0-3])\b(?![.:]\d)"
)
_AFTER_NOON = frozenset({"pm", "오후", "午後", "下午"})


def clock_in(words: str) -> tuple[time | None, tzinfo | None]:
    """Return the first time of day in the words and its zone, each None when it is not given.

    >>> clock_in("until 6 p.m. EDT Sunday")[0], clock_in("to 0001 Friday")[0], clock_in("bis 23. Januar")[0]
    (datetime.time(18, 0), datetime.time(0, 1), None)
    """
    named = _zone_words().search(words)
    hand = _CLOCK.search(words)
    at = _time(hand) if hand else None
    if at is None and (spoken := _SPOKEN.search(words) or _MILITARY.search(words) or _BY_HOUR.search(words)):
        got = spoken.groupdict()
        half = (got.get("ampm") or "").lower().replace(".", "")
        hour = int(got.get("h") or got["h2"])
        at = time(hour % 12 + 12 * (half in _AFTER_NOON) if half else hour, int(got.get("m") or got.get("m2") or 0))
    return at, _zone(hand, named[1] if named else "")


def _time(hand: re.Match[str]) -> time:
    hour = int(hand["h"])
    half = (hand["ampm"] or hand["half"] or "").lower().replace(".", "")
    if half in _AFTER_NOON and hour < 12:
        hour += 12
    if half in ("am", "오전", "午前") and hour == 12:
        hour = 0
    return time(hour, int(hand["m"]), int(hand["s"] or 0))


def _zone(hand: re.Match[str] | None, named: str) -> tzinfo | None:
    if hand and hand["offset"]:
        sign = -1 if hand["offset"][0] == "-" else 1
        digits = hand["offset"][1:].replace(":", "")
        return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
    if named:
        return timezone(timedelta(minutes=table("times")["zones"][named]))
    return None


def sent(read: Clock, agency: Agency | None = None, language: str = "") -> Sent:
    """Give a time line its zone: its own, the agency's home, that of the language around it, or UTC."""
    if read.at is None:
        return Sent(
            datetime.combine(read.day, time(), UTC), day_only=True, zone_inferred=True, why="only the day is given"
        )
    zone, why = read.zone, ""
    if zone is None:
        zone, why = home(agency, language)
    moment = datetime.combine(read.day, read.at, zone)
    fixed = moment.utcoffset() or timedelta()
    return Sent(moment.replace(tzinfo=timezone(fixed)), zone_inferred=bool(why), why=why)


def file_time(words: str) -> Sent | None:
    """Read AP's own time: ``AP-NR-01-03-89 2334EST`` is month, day, year, clock and zone; None for anything else."""
    match = _FILE_TIME.search(words) if len(words) < _LONGEST else None
    if not match:
        return None
    month, day, year, hour, minute = (int(match[n]) for n in range(1, 6))
    offsets = table("times")["zones"]
    known = match[6] in offsets
    zone = timezone(timedelta(minutes=offsets[match[6]])) if known else UTC
    try:
        at = datetime(century(year), month, day, hour, minute, tzinfo=zone)
    except ValueError:
        return None
    return Sent(at, zone_inferred=not known, why="" if known else f"zone {match[6]} is not known; taken as UTC")


def date_group(words: str, agency: Agency | None = None) -> Sent | None:
    """Read the date group that closes a transmission: ``131137 GMT Nov 13`` is day, clock, zone, month, year."""
    match = _DATE_GROUP.search(words)
    month = _month(match["month"].lower()) if match else None
    if match is None or month is None:
        return None
    offset = table("times")["zones"].get(match["zone"])
    zone = timezone(timedelta(minutes=offset)) if offset is not None else None
    try:
        day = date(century(int(match["year"])), month, int(match["day"]))
        at = time(int(match["h"]), int(match["m"]))
    except ValueError:
        return None
    return sent(Clock(day, at, zone), agency)


def century(year: int) -> int:
    """Return the whole of a year that a wire gives with two digits: none has sent before 1970 what is read here."""
    return 1900 + year if year >= 70 else 2000 + year


def _month(word: str) -> int | None:
    """Return a month by its name, or by as much of it as no other month begins with (``fév``)."""
    begun = {number for name, number in months().items() if name.startswith(word)}
    return months().get(word) or (begun.pop() if len(begun) == 1 else None)


def home(agency: Agency | None, language: str) -> tuple[tzinfo, str]:
    """Return the zone that a clock without one most likely shows, and the evidence in one line."""
    if agency:
        zone, reason = agency.zone, f"no zone given; taken as {agency.name}'s home, {agency.zone}"
    elif language in table("agencies")["zones"]:
        zone = table("agencies")["zones"][language]
        reason = f"no zone given; taken as {zone} after the language around it ({language})"
    else:
        return UTC, "no zone given and none to be seen; taken as UTC"
    try:
        return ZoneInfo(zone), reason
    except (ZoneInfoNotFoundError, ValueError):
        return UTC, f"{reason}, which this machine does not know; taken as UTC"


def believed(take: Take) -> Take:
    """Return a take without a time that no news can have: years that far off are mistakes, or stand for "never"."""
    line, sent = take.dateline, take.sent
    if line and line.day and not _FIRST_YEAR <= line.day.year <= _LAST_YEAR:
        line = replace(line, day=None, day_inferred=False)
    if sent is None or _FIRST_YEAR <= sent.at.year <= _LAST_YEAR:
        return take if line == take.dateline else replace(take, dateline=line)
    warning = f"sent in the year {sent.at.year}, which no news is: its time is left open"
    return replace(take, sent=None, dateline=line, warnings=(*take.warnings, warning))
