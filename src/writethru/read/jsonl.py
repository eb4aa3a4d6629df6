"""JSON Lines: one piece a row, ``id``, ``source``, ``url``, ``headline``, ``text``, ``published``, ``language``.

Any field but ``id`` may be missing, empty or null; ``published`` may be a day alone. A row's headline and text are
joined to one text; ``row_start`` and ``row_end`` say where the row's own ``text`` stands in it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from writethru.errors import Unreadable
from writethru.model import Part, PartKind, Refused, Sent, SourceKind, Span, Take
from writethru.read.document import Document, take_key
from writethru.read.paragraphs import paragraphs

_GAP = "\n\n"
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
        except msgspec.DecodeError:
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
    """Make the take of one row.

    Raises:
        Unreadable: ``published`` is not a time.
    """
    identity, headline, text = str(row.id), row.headline or "", row.text or ""
    start = len(headline) + len(_GAP) if headline else 0
    whole = f"{headline}{_GAP}{text}" if headline else text
    parts = [Part(PartKind.HEADLINE, Span(0, len(headline)))] if headline.strip() else []
    parts += [Part(PartKind.PARAGRAPH, span) for span in paragraphs(whole, start)]
    return Take(
        key=take_key(identity, "\x00".join([row.source or "", row.published or "", row.url or "", whole])),
        id=identity,
        document=document,
        format="jsonl",
        source=row.source or "",
        source_kind=SourceKind.PAGE if row.url else SourceKind.UNKNOWN,
        text=whole,
        parts=tuple(parts),
        headline=headline,
        title=" ".join(headline.split()),
        sent=moment(row.published, f"row {identity}") if row.published else None,
        language=row.language or "",
        url=row.url or "",
        row_start=start,
    )


def moment(published: str, place: str) -> Sent:
    """Read an ISO 8601 time or day; without a zone it is taken as UTC and said to be.

    Raises:
        Unreadable: it is neither.
    """
    try:
        at = datetime.fromisoformat(published.strip())
    except ValueError as error:
        raise Unreadable(
            place, f"published {published!r} is not an ISO 8601 time or day; mend it and add the file again"
        ) from error
    day_only = len(published.strip()) <= len("2026-01-01")
    if at.tzinfo is None:
        return Sent(at.replace(tzinfo=UTC), day_only, zone_inferred=True, why="no zone given; taken as UTC")
    return Sent(at, day_only)


def reader() -> JsonLines:
    """Make the reader."""
    return JsonLines()
