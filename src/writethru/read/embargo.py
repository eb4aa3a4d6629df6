"""Until when a piece must not leave: the format's field, the words of its notes, and of the two the later.

A field that is there and empty holds the piece with no date. Where field and words disagree a person decides (IPTC's
own first listing of NewsML-G2 disagrees with itself). The forms are in ``data/embargo.toml``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache

from writethru.model import Embargo, Marker, Part, PartKind, Sent, Signal, Span, Take
from writethru.read.agencies import agency_named
from writethru.read.days import day_in
from writethru.read.lists import table
from writethru.read.times import clock_in, home

_LOOKED_AT = 220  # code points behind the words that open an embargo
_HEAD = 3  # paragraphs at the head of the copy in which one may stand
_SAME = timedelta(minutes=1)
_EDGES = " ([【*-–_"
_TITLES = frozenset({PartKind.HEADLINE, PartKind.STANDFIRST})
_NOTES = frozenset({PartKind.NOTE, PartKind.MARKUP, PartKind.SLUG, PartKind.RIGHTS})


def with_embargo(take: Take, given: str | None = None) -> Take:
    """Return the take with its embargo, if it has one.

    ``given``: the format's own embargo field verbatim; empty when it is there without a time, None when it is absent.
    """
    zone, _ = home(agency_named(take.source), take.language)
    field = None if given is None else _of_field(given, zone)
    written = max(_written(take, zone), key=_until, default=None)
    found = _later(field, written) if field and written else field or written
    marker = _let_go(take.marker)
    return take if found == take.embargo and marker == take.marker else replace(take, embargo=found, marker=marker)


def _let_go(marker: Marker) -> Marker:
    """An advance is held until its day and no longer: the embargo says so, the marker need not."""
    if marker.signal is not Signal.HOLD or not any(raw.lower().startswith("adv") for raw in marker.raw):
        return marker
    return replace(marker, signal=Signal.UPDATE if marker.rank > 1 else Signal.NEW)


def _of_field(given: str, zone: tzinfo) -> Embargo:
    words = given.strip()
    if not words:
        return Embargo(None, "the embargo field is empty: held with no date")
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        return Embargo(None, f"the embargo field says {words[:60]!r}, which is no time: held with no date")
    return Embargo(at if at.tzinfo else at.replace(tzinfo=zone), "by the embargo field")


def _until(embargo: Embargo) -> tuple[bool, datetime]:
    return embargo.until is None, embargo.until or datetime.max.replace(tzinfo=UTC)


def _later(field: Embargo, written: Embargo) -> Embargo:
    """The later of two readings; no date at all is later than any."""
    last = max((field, written), key=_until)
    if field.until and written.until and _agree(field.until, written):
        return replace(field, spans=written.spans)
    why = (
        f"the embargo field says {_said(field)}, the text says {_said(written)}: the later holds until a person decides"
    )
    return replace(last, why=why, spans=written.spans, conflict=True)


def _agree(field: datetime, written: Embargo) -> bool:
    assert written.until is not None, "only dated embargoes are compared"
    if abs(field - written.until) <= _SAME:
        return True
    return "only the day" in written.why and field.astimezone(written.until.tzinfo).date() == written.until.date()


def _said(embargo: Embargo) -> str:
    return embargo.until.isoformat(timespec="minutes") if embargo.until else "no time"


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(f"(?i){'|'.join(f'(?:{form})' for form in table('embargo')['opens'])}")


@cache
def _free() -> re.Pattern[str]:
    return re.compile(f"(?i){'|'.join(table('embargo')['free'])}")


@cache
def _advance() -> re.Pattern[str]:
    return re.compile(table("embargo")["advance"])


@cache
def _weekday() -> re.Pattern[str]:
    words = "|".join(word for words in table("embargo")["weekdays"].values() for word in words)
    return re.compile(rf"(?i)(?<!\w)({words})(?!\w)")


def _written(take: Take, zone: tzinfo) -> Iterator[Embargo]:
    """Read every line that may set an embargo: notes anywhere, the head of the copy where it begins with the words."""
    sent = take.sent or (Sent(datetime.combine(take.day, time(), zone)) if take.day else None)
    for part in _lines(take.parts):
        words = part.span.of(take.text)
        if part.kind in _NOTES and (mark := _advance().search(words)):
            yield from _advanced(int(mark["day"]), sent, zone, part.span)
        if part.kind in _TITLES and not is_embargo(words):
            continue
        opened = _opens().search(words) if part.kind in _NOTES else _opens().match(words.lstrip(_EDGES))
        if opened and not _free().search(words):
            yield _read(words[opened.start() : opened.end() + _LOOKED_AT], sent, zone, part.span)
    if is_embargo(take.headline):  # it may be a field of its own, and no part of the text
        yield _read(take.headline, sent, zone)


def is_embargo(words: str) -> bool:
    """Say whether a line above the copy sets an embargo: it begins so, and goes on with a time or is in capitals.

    >>> is_embargo("EMBARGOED UNTIL 1800 GMT MARCH 3"), is_embargo("Embargo to hit Vell fishermen")
    (True, False)
    """
    bare = words.lstrip(_EDGES)
    opened = _opens().match(bare)
    if not opened or _free().search(words):
        return False
    rest = bare[opened.start() : opened.end() + _LOOKED_AT]
    return rest.isupper() or bool(_hour(rest)[0] or day_in(rest) or _weekday().search(rest[opened.end() :]))


def _lines(parts: Iterable[Part]) -> Iterator[Part]:
    copy = 0
    for part in parts:
        copy += part.kind is PartKind.PARAGRAPH
        if not part.group and (part.kind in _NOTES | _TITLES or (part.kind is PartKind.PARAGRAPH and copy <= _HEAD)):
            yield part


def _advanced(day: int, sent: Sent | None, zone: tzinfo, span: Span) -> Iterator[Embargo]:
    """AP's ``Adv08``: for the 8th, the first one not before the day it was sent. ``Adv00`` may be used at once."""
    if sent is None or not day:
        return
    first = sent.at.date()
    found = next((d for n in range(40) if (d := first + timedelta(n)).day == day), None)
    if found:
        yield Embargo(datetime.combine(found, time(), zone), f"an advance for {found}; only the day is given", (span,))


def _read(words: str, sent: Sent | None, zone: tzinfo, *spans: Span) -> Embargo:
    hour, given = _hour(words)
    day = _day(words, sent.at.astimezone(given or zone).date() if sent else None)
    if day is None and hour and sent and not sent.day_only:
        day = _next(hour, sent.at.astimezone(given or zone))
    if day is None:
        return Embargo(None, "the text sets an embargo, and no day can be read from it: held with no date", spans)
    why = "by the words of the text" if hour else "by the words of the text; only the day is given"
    return Embargo(datetime.combine(day, hour or time(), given or zone), why, spans)


def _next(hour: time, sent: datetime) -> date:
    """The day of a clock time that stands alone ("for release at 6:30 p.m."): the first after the piece was sent."""
    return sent.date() if hour >= sent.time() else sent.date() + timedelta(1)


def _hour(words: str) -> tuple[time | None, tzinfo | None]:
    hour, zone = clock_in(words)
    if hour is None:
        named = next((at for word, at in table("embargo")["clocks"].items() if word in words.lower()), None)
        hour = time(*named) if named else None
    return hour, zone


def _day(words: str, sent: date | None) -> date | None:
    """A day in full; or one without a year, the nearest to the day of sending; or a weekday, the next one."""
    if found := day_in(words):
        if found.date:
            return found.date
        if sent:
            years = (date(y, found.month, found.day) for y in _years(found.month, found.day, sent))
            return min(years, key=lambda d: abs(d - sent), default=None)
    named = _weekday().search(words)
    if named is None or sent is None:
        return None
    number = next(int(n) for n, forms in table("embargo")["weekdays"].items() if named[1].lower() in forms)
    return sent + timedelta((number - sent.weekday()) % 7)


def _years(month: int, day: int, sent: date) -> list[int]:
    leap = (month, day) == (2, 29)
    return [y for y in range(sent.year - 1, sent.year + 2) if not leap or (y % 4 == 0 and y % 100 != 0) or y % 400 == 0]
