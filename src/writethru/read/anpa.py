"""ANPA 1312, the wire format of American newspapers, as AP and Kyodo sent it.

A heading with service level, number, priority and category; the keyword line; header lines between ``^`` and ``<``
or ``=``; copy; AP's time. DC2 in the heading says that the text is set in columns, and is never wrapped again.
"""

import re
from collections.abc import Iterator
from datetime import date, time

from writethru.errors import Unreadable
from writethru.model import PartKind, Refused, Sent, Signal, Take
from writethru.read.agencies import Agency, agency_named
from writethru.read.anpa_copy import fill_in
from writethru.read.casing import cased
from writethru.read.dateline import dateline, day_of
from writethru.read.decode import decode
from writethru.read.document import Document
from writethru.read.frames import SOH, Frame, bare, frames
from writethru.read.item import Item, take_of
from writethru.read.markers import slug_line
from writethru.read.times import Clock, century, file_time, sent
from writethru.read.urgency import alert

_PEEK = 400
# Service and number, where it comes from and goes to, then priority, category, format, keyword, version, day, count.
_HEADING = re.compile(
    r"(?P<service>[A-Za-z])(?P<number>\d{4})(?P<sender>[A-Z]*)\x1f(?P<routing>[^\n]*)\n"
    r"(?P<priority>[a-z]) (?P<category>[a-z])[\x13\x14]?(?P<format>[\x11\x12]?) ?(?P<keyword>[^\n]*)"
)
_KEYWORD = re.compile(r"\s+\d\d-\d\d(?:\s+\d{1,5})?\s*$|\s{2,}.*$")
_CLOSING_SENDER = re.compile(r"^\s*([A-Z]{2,4})-[A-Z]{2}-")
_CLOSING_TIME = re.compile(r"(?P<h>\d\d):(?P<m>\d\d)-(?P<a>\d\d)-(?P<b>\d\d)-(?P<year>\d\d)")
_URGENT = frozenset("fb")  # flash and bulletin
_ADVISORY = "v"
_COLUMNS = "\x12"


class Anpa:
    """Reads ANPA 1312, one transmission or many."""

    name = "anpa"

    def recognises(self, document: Document) -> float:
        """The heading behind its control character is proof."""
        head = decode(document.data[:_PEEK]).text
        begun = head.find(SOH)
        return 0.99 if begun >= 0 and _HEADING.match(head, begun + 1) else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read transmission by transmission; one without a heading is refused by its place.

        Raises:
            Unreadable: no start of a heading is in it.
        """
        found = list(frames(decode(document.data).text))
        if not found:
            raise Unreadable(document.name, "no start of heading (0x01) in it; this reader wants ANPA 1312")
        for number, frame in enumerate(found, 1):
            heading = _HEADING.match(frame.heading)
            if heading is None:
                yield Refused(document.sha256, f"transmission {number}", "its heading is not one of ANPA 1312")
            else:
                yield take_of(_item(heading, frame), document.sha256)


def _item(heading: re.Match[str], frame: Frame) -> Item:
    item = Item(format="anpa", sequence=f"{heading['service']}{heading['number']}".lower())
    agency = _agency(heading, frame)
    item.source = agency.name if agency else ""
    fill_in(item, frame.text, columns=heading["format"] == _COLUMNS)
    if not item.slug:  # the heading cuts its keyword to the width of its field
        item.slug = " ".join(_KEYWORD.sub("", bare(heading["keyword"])).split())
    item.replaces = slug_line(item.slug)[2]
    item.sent = _sent(frame.closing, item, agency)
    if heading["category"] == _ADVISORY:
        item.signal = Signal.ADVISORY
    else:
        item.signal = alert(heading["priority"] in _URGENT, item.copy)
    if not frame.whole:
        item.warnings.append("cut short: the end of the transmission did not come")
    return item


def _agency(heading: re.Match[str], frame: Frame) -> Agency | None:
    """Return the sender that the heading or the closing line names."""
    closing = _CLOSING_SENDER.match(frame.closing)
    given = [heading["sender"], cased(heading["sender"]), closing[1] if closing else ""]
    return next((agency for name in given if name and (agency := agency_named(name))), None)


def _sent(closing: str, item: Item, agency: Agency | None) -> Sent | None:
    """Read ``AP-WF-11-13-13 1509GMT``, or Kyodo's ``KWS-21:37-09-12-18``."""
    if at := file_time(bare(closing)):
        return at
    match = _CLOSING_TIME.search(closing)
    if match is None:
        return None
    first = next((block.text for block in item.copy if block.kind is PartKind.PARAGRAPH), "")
    for month, day in _orders(match, first):
        try:
            on = date(century(int(match["year"])), month, day)
            return sent(Clock(on, time(int(match["h"]), int(match["m"])), None), agency)
        except ValueError:
            continue
    return None


def _orders(match: re.Match[str], copy: str) -> list[tuple[int, int]]:
    """Return the two numbers as month and day, in the order that the dateline of the copy bears out; day first."""
    a, b = int(match["a"]), int(match["b"])
    line = dateline(copy)
    written = day_of(line, copy) if line else None
    return [(a, b), (b, a)] if written and (written.month, written.day) == (a, b) else [(b, a), (a, b)]


def reader() -> Anpa:
    """Make the reader."""
    return Anpa()
