"""A timeline as a calendar, by RFC 5545: one all-day event for each happening that has a day, a week or a month.

What is known no closer than a season, quarter, year or decade has no place in a calendar and is left out; how many
those are is told. The same timeline gives the same calendar: its stamps are those of the takes, never the clock's.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from writethru.model import Happening, Timeline
from writethru.publish.footnotes import cited_words, take_words
from writethru.publish.when import no_news
from writethru.tell.display import shown
from writethru.tell.dossier import Dossier

_CLOSE = frozenset({"minute", "day", "week", "month"})  # precisions that a calendar can show
_LINE = 75  # octets a line may have, RFC 5545 3.1
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar's text, lines ending in CR LF, and how many happenings are too vague for one."""

    text: str
    left_out: int


def calendar(found: Timeline, dossier: Dossier, name: str) -> Calendar:
    """Write a timeline as a calendar of that name. O(happenings and their sources)."""
    eras = (("Past", found.past), ("Now", found.now), ("Overdue", found.overdue), ("Ahead", found.ahead))
    every = [(era, one) for era, some in eras for one in some]
    dated = [(era, one) for era, one in every if one.precision in _CLOSE and one.earliest and one.latest]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Writethru//Timeline//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(shown(name))}")
    for era, one in dated:
        lines += _event(one, era, dossier)
    lines.append("END:VCALENDAR")
    return Calendar("".join(_folded(line) for line in lines), len(every) - len(dated))


def _event(one: Happening, era: str, dossier: Dossier) -> Iterator[str]:
    first, last = one.earliest or date.min, one.latest or date.min
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(one)}"
    yield f"DTSTAMP:{_stamp(one, dossier):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"  # the day after the last, RFC 5545 3.6.1
    yield f"SUMMARY:{_escaped(shown(one.glossed))}"
    if one.places:
        yield f"LOCATION:{_escaped(', '.join(one.places))}"
    yield f"DESCRIPTION:{_escaped(_description(one, dossier))}"
    yield f"CATEGORIES:{era.upper()}"
    yield f"STATUS:{'TENTATIVE' if one.planned else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(one: Happening) -> str:
    """Name an event by what it says and when, so that it stays itself when the calendar is written again."""
    what = "\n".join((one.value, one.text, *one.places))
    return f"{hashlib.sha256(what.encode()).hexdigest()[:32]}@writethru"


def _stamp(one: Happening, dossier: Dossier) -> datetime:
    """Return when the newest of its sources was sent; its day where the sent time is not known."""
    moments = []
    for citation in one.citations:
        sent, day = dossier.takes[citation.take].sent, dossier.day(citation.take)
        if sent:
            moments.append((sent.at if sent.at.tzinfo else sent.at.replace(tzinfo=UTC)).astimezone(UTC))
        elif day:
            moments.append(datetime(day.year, day.month, day.day, tzinfo=UTC))
    return max(moments, default=_EPOCH)


def _description(one: Happening, dossier: Dossier) -> str:
    """Return what must be known before it is used, then each source with its words."""
    known = [f"The day is inferred: {one.why or 'the piece does not say'}."] if one.inferred else []
    if one.last_told:
        known.append(f"Overdue: {no_news(one)}.")
    sources = (f"{take_words(dossier, c.take)} ({c.take}): {cited_words(dossier, c)}" for c in one.citations)
    return "\n".join([*known, *sources])


def _day(at: date) -> str:
    return f"{at.year:04}{at.month:02}{at.day:02}"


def _escaped(words: str) -> str:
    """Escape a text, RFC 5545 3.3.11; what no text may hold is left out."""
    words = _CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))
    for char in "\\;,":
        words = words.replace(char, f"\\{char}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a content line to at most 75 octets, never inside a character, and end it."""
    out, room = [], _LINE
    for char in line:
        size = len(char.encode())
        if size > room:
            out.append("\r\n ")
            room = _LINE - 1  # the blank that a continued line begins with counts
        out.append(char)
        room -= size
    return "".join([*out, "\r\n"])
