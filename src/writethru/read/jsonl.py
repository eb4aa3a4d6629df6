"""JSON Lines: one piece a row, ``id``, ``source``, ``url``, ``headline``, ``text``, ``published``, ``language``.

Any field but ``id`` may be missing, empty or null; ``published`` may be a day alone. A row's headline and text are
joined to one text; ``row_start`` and ``row_end`` say where the row's own ``text`` stands in it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import msgspec

from writethru.errors import Unreadable
from writethru.model import Dateline, PartKind, Refused, Sent, SourceKind, Span, Take
from writethru.read.agencies import agency_named
from writethru.read.body import Body
from writethru.read.bylines import bylines, is_byline
from writethru.read.dateline import dateline
from writethru.read.document import Document, take_key
from writethru.read.lines import is_bullet, lines
from writethru.read.markers import pieced, split_marker
from writethru.read.notes import is_note, note_items
from writethru.read.orders import commanded, named

_GAP = "\n\n"
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})")
_ABOVE = 12  # lines that may stand above a dateline
_LONGEST = 50_000_000  # bytes of one row


class Row(msgspec.Struct):
    """One row; fields that are not here are not read."""

    id: str | int
    source: str | None = None
    url: str | None = None
    headline: str | None = None
    text: str | None = None
    published: str | None = None
    language: str | None = None


class JsonLines:
    """Reads JSON Lines."""

    name = "jsonl"

    def recognises(self, document: Document) -> float:
        """A first line that is an object with an ``id`` is a row."""
        first = document.data.lstrip(b"\xef\xbb\xbf \r\n\t")[:200_000].split(b"\n", 1)[0].strip()
        if not first.startswith(b"{"):
            return 0.0
        try:
            msgspec.json.decode(first, type=Row)
        except (msgspec.DecodeError, RecursionError):
            return 0.5 if document.name.removesuffix(".gz").endswith((".jsonl", ".ndjson")) else 0.0
        return 0.95

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read row by row; a bad row is refused by its line number and the rest goes on."""
        decoder = msgspec.json.Decoder(Row)
        for number, line in enumerate(document.data.split(b"\n"), 1):
            if not line.strip(b" \r\t\xef\xbb\xbf"):
                continue
            try:
                yield take_of(_row(decoder, line, number), document.sha256)
            except Unreadable as error:
                yield Refused(document.sha256, error.place, error.reason)


def _row(decoder: msgspec.json.Decoder[Row], line: bytes, number: int) -> Row:
    place = f"line {number}"
    if len(line) > _LONGEST:
        raise Unreadable(place, f"a row of {len(line):,} bytes; {_LONGEST:,} is the most")
    try:
        row = decoder.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Unreadable(place, f"not a row of JSON Lines ({error}); mend the line and add the file again") from error
    if row.id == "":
        raise Unreadable(place, "the row has an empty id; give it one and add the file again")
    return row


def take_of(row: Row, document: str) -> Take:
    """Make the take of one row; a ``published`` that is no time is left open, with a warning."""
    identity, headline, text = str(row.id), row.headline or "", row.text or ""
    agency = agency_named(row.source or "")
    marker, title = split_marker(" ".join(headline.split()), agency.name if agency else None)
    sent = moment(row.published) if row.published else None
    start = len(headline) + len(_GAP) if headline else 0
    whole = f"{headline}{_GAP}{text}" if headline else text
    body = Body(whole)
    if headline.strip():
        body.add(PartKind.HEADLINE, Span(0, len(headline)))
    day = sent.at.date() if sent else None
    line, at, people = _opening(body, start, day)
    body.add_copy(at, len(whole))
    marker = commanded(marker, body, title)
    note = tuple(item for p in body.parts if p.kind is PartKind.NOTE for item in note_items(whole, p.span))
    return Take(
        key=take_key(identity, "\x00".join([row.source or "", row.published or "", row.url or "", whole])),
        id=identity,
        document=document,
        format="jsonl",
        source=" ".join((row.source or "").split()),
        source_kind=SourceKind.PAGE if row.url else agency.kind if agency else SourceKind.UNKNOWN,
        text=whole,
        parts=tuple(body.parts),
        headline=headline,
        title=title,
        marker=pieced(marker, note),
        sent=sent,
        dateline=line,
        bylines=bylines(whole, people),
        note=note,
        pictures=tuple(body.pictures),
        notices=tuple(p.span for p in body.parts if p.kind is PartKind.RIGHTS),
        language=row.language or "",
        warnings=() if sent or not row.published else (f"published {row.published!r} is not an ISO 8601 time or day",),
        url=row.url or "",
        replaces=named(marker, body),
        row_start=start,
    )


def _opening(body: Body, start: int, day: date | None) -> tuple[Dateline | None, int, list[Span]]:
    """File what may stand above a dateline (a summary, a note, a byline); return it, the copy's start, and bylines."""
    people: list[Span] = []
    for line in lines(body.text, start)[:_ABOVE]:
        if found := dateline(body.text, line.span.start, sent=day):
            between = body.text[start : line.span.start]
            people = _above(body, start, line.span.start) if between.strip() else []
            body.add(PartKind.DATELINE, found.span)
            return found, found.span.end, people
        if not (is_bullet(line.words) or is_note(line.words) or is_byline(line.words)):
            break
    return None, start, people


def _above(body: Body, start: int, end: int) -> list[Span]:
    """File the lines above a dateline; return those that are bylines."""
    people: list[Span] = []
    for line in lines(body.text, start, end):
        if is_byline(line.words):
            people.append(line.span)
            body.add(PartKind.BYLINE, line.span)
        else:
            body.add_copy(line.span.start, line.span.end)
    return people


def moment(published: str) -> Sent | None:
    """Read an ISO 8601 time or day, or a day in figures that can only be read one way; None for anything else.

    Without a zone it is taken as UTC and said to be.
    """
    words = published.strip()
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        return _in_figures(words)
    day_only = len(words) <= len("2026-01-01")
    if at.tzinfo is None:
        return Sent(at.replace(tzinfo=UTC), day_only, zone_inferred=True, why="no zone given; taken as UTC")
    return Sent(at, day_only)


def _in_figures(words: str) -> Sent | None:
    """Read ``28/10/2018`` and ``10/28/18``: the figure above 12 is the day; with none or both it stays open."""
    match = _FIGURES.fullmatch(words)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if first > 12:
        first, second = second, first
    elif second <= 12 and first != second:
        return None
    try:
        at = datetime(year + 2000 if year < 100 else year, first, second, tzinfo=UTC)
    except ValueError:
        return None
    return Sent(
        at, day_only=True, zone_inferred=True, why=f"{words} can only be read as {at.date()}; zone taken as UTC"
    )


def reader() -> JsonLines:
    """Make the reader."""
    return JsonLines()
