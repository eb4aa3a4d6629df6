"""IPTC 7901, the text format of teleprinters: a heading, keywords, header lines up to " =", copy, a date group.

dpa, ATS and others still send it. Its control characters may be lost on the way: then the heading line alone tells.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from writethru.errors import Unreadable
from writethru.model import PartKind, Refused, Take
from writethru.read.agencies import Agency, agency_named, names_pattern
from writethru.read.blocks import add_copy, without_repeats
from writethru.read.bylines import is_byline, is_initials
from writethru.read.dateline import dateline
from writethru.read.decode import decode
from writethru.read.document import Document
from writethru.read.frames import ETX, SOH, STX, Frame, bare, frames
from writethru.read.item import Item, take_of
from writethru.read.markers import split_marker
from writethru.read.markup import Block
from writethru.read.notepad import split_notepad
from writethru.read.times import date_group
from writethru.read.urgency import alert

_PEEK = 400
# Source and number, priority, category, count of words, then what the sender adds: "eca062 4 i 211 ccccb   dpa 061".
_HEADING = re.compile(
    r"^[\x00-\x09\x0b-\x1f\x7f ]*(?P<number>[A-Za-z]{3} ?\d{3,5}) +(?P<priority>[1-9]) +(?P<category>[A-Za-z]{1,4})"
    r" +(?P<count>\d{1,5})(?!\S)(?P<rest>[^\n]*)$",
    re.MULTILINE,
)
_GROUP = re.compile(r"^\d{6}\s+(?:[A-Z]{3,4}\s+)?[A-Za-z]{3,4}\.?\s+\d\d\s*$", re.MULTILINE)
_HEADER = 12  # lines within which the header must close
_DATELINE = 200  # code points in which one must end
_FLASH = "1"


class Iptc7901:
    """Reads IPTC 7901, one transmission or many."""

    name = "iptc7901"

    def recognises(self, document: Document) -> float:
        """The heading line is proof, more so behind its control character."""
        head = decode(document.data[:_PEEK]).text
        if not _HEADING.search(head):
            return 0.0
        return 0.98 if SOH in head else 0.9 if _HEADING.match(head.lstrip()) else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read transmission by transmission; one without a heading is refused by its place.

        Raises:
            Unreadable: no heading is in it.
        """
        found = list(_transmissions(decode(document.data).text))
        if not found:
            raise Unreadable(document.name, "no heading of IPTC 7901 in it, such as 'eca062 4 i 211'")
        for number, frame in enumerate(found, 1):
            heading = _HEADING.search(frame.heading)
            if heading is None:
                yield Refused(document.sha256, f"transmission {number}", "its heading is not one of IPTC 7901")
            else:
                yield take_of(_item(heading, frame), document.sha256)


def _transmissions(stream: str) -> Iterator[Frame]:
    if SOH in stream:
        yield from frames(stream)
        return
    starts = [found.start() for found in _HEADING.finditer(stream)]
    for start, end in pairwise([*starts, len(stream)]):
        heading, _, rest = stream[start:end].lstrip().partition("\n")
        groups = list(_GROUP.finditer(rest))
        cut = groups[-1].start() if groups else len(rest)
        yield Frame(heading, rest[:cut], rest[cut:], whole=bool(groups))


def _item(heading: re.Match[str], frame: Frame) -> Item:
    item = Item(format="iptc7901", sequence=heading["number"].replace(" ", ""))
    above = bare(frame.heading[heading.end() :]).strip()
    lines = bare(frame.text).replace(STX, "\n").replace(ETX, "\n").split("\n")
    if not above:  # without its control character, the keywords stand before the text
        above, lines = _keywords(lines)
    item.slug = " ".join(above.split()).strip("/ ")
    copy = _header(item, lines)
    agency = _agency(heading["rest"], copy)
    item.source = agency.name if agency else ""
    body, pad = split_notepad(copy)
    body, ending = _closed(body)
    add_copy(item, body)
    item.copy += pad
    item.copy += [Block(line, PartKind.SIGNOFF) for line in ending]
    item.sent = date_group(bare(frame.closing), agency)
    item.signal = alert(heading["priority"] == _FLASH, item.copy)
    if not frame.whole:
        item.warnings.append("cut short: the end of the transmission did not come")
    without_repeats(item)
    return item


def _keywords(lines: list[str]) -> tuple[str, list[str]]:
    """Take the keyword line, which ends with a slash, off the front."""
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip().endswith("/"):
        return lines[first], lines[first + 1 :]
    return "", lines


def _header(item: Item, lines: list[str]) -> str:
    """File the header lines, up to the one that ends with " ="; return the copy behind them."""
    lines = lines[next((n for n, line in enumerate(lines) if line.strip()), 0) :]
    top = lines[:_HEADER]
    stop = next((n for n, line in enumerate(top) if f" {line}".rstrip().endswith(" =")), None)
    if stop is None:
        stop = next((n for n, line in enumerate(top) if not line.strip()), 0) - 1
        if stop < 0 or any(dateline(line) for line in top[: stop + 1]):
            return "\n".join(lines)
    header = [words for line in lines[: stop + 1] if (words := " ".join(line.split()).removesuffix("=").strip())]
    titles = []
    for n, line in enumerate(header):
        if is_byline(line):
            item.bylines.append(line)
        elif _is_mark(line, last=n == len(header) - 1):
            item.header.append(line)
        else:
            titles.append(line)
    _title(item, titles)
    return "\n".join(lines[stop + 1 :])


def _is_mark(line: str, last: bool) -> bool:
    """Say whether a header line is a marker: a known one, or a short one in capitals above the headline."""
    marker, rest = split_marker(line, "dpa")
    if marker.raw and not rest:
        return True
    marker, rest = split_marker(line)
    return bool(marker.raw and not rest) or (not last and line.isupper() and len(line.split()) <= 3)


def _title(item: Item, titles: list[str]) -> None:
    """Join the lines of a headline; a lone word above them is the kind of piece, as ATS sends it."""
    if len(titles) > 1 and re.fullmatch(r"[^\W\d_]{4,20}", titles[0]):
        item.genre = titles[0]
        item.header.append(titles.pop(0))
    item.headline = " ".join(titles)


def _agency(rest: str, copy: str) -> Agency | None:
    """Return the sender that the heading names; else the one whose dateline opens the copy."""
    named = re.search(rf"\b(?:{names_pattern()})\b", rest)
    if named:
        return agency_named(named.group())
    line = dateline(copy.lstrip()[:_DATELINE])
    return agency_named(line.source) if line and line.source else None


def _closed(copy: str) -> tuple[str, list[str]]:
    """Split off the desk's marks that close the copy: ``dpa wsz jln``."""
    lines = copy.rstrip().split("\n")
    ending: list[str] = []
    while len(lines) > 1 and (not lines[-1].strip() or is_initials(lines[-1])):
        words = lines.pop().strip()
        ending += [words] if words else []
    return "\n".join(lines), ending[::-1]


def reader() -> Iptc7901:
    """Make the reader."""
    return Iptc7901()
