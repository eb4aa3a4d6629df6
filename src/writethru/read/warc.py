"""Web archives (WARC 1.0 and 1.1), record by record: each page, feed or text is read by the reader that knows it.

What was answered with anything but 200, and what is no text (pictures, scripts, requests), is passed over and counted;
``revisit`` records say that nothing changed. The archive is never unpacked as a whole.
"""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING

from writethru.errors import Unreadable
from writethru.model import Refused, Sent, Take
from writethru.read import detect
from writethru.read.decode import as_claimed
from writethru.read.document import GZIP, Document

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_LARGEST = 32_000_000  # bytes of one record, unpacked
_BEGINS = b"WARC/1."
_TEXT = re.compile(
    r"text/(?!css|javascript|ecmascript|calendar|vcard)|application/(?:[\w.-]+\+)?(?:xml|json)\b|message/rfc822"
)
_GZIP_MEMBER = b"\x1f\x8b\x08"
_PEEK = 400  # packed bytes that unpack to a record's first words
_MOST_BROKEN = 1000
_OK = 200


class Warc:
    """Reads web archives, packed or not."""

    name = "warc"

    def recognises(self, document: Document) -> float:
        """The version line says it."""
        return 0.99 if document.data.startswith(_BEGINS) else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read record by record; a broken one is refused by its number. Memory: one record.

        Raises:
            Unreadable: there is no record with a text in it.
        """
        passed = Passed()
        held: Take | Refused | None = None
        for item in _items(document, passed):
            if held:
                yield held
            held = item
        if held is None:
            raise Unreadable(document.name, f"no page, feed or text in it {passed}")
        if isinstance(held, Take) and passed.reasons:
            held = replace(held, warnings=(*held.warnings, f"last of its archive {passed}"))
        yield held


@dataclass(slots=True)
class Passed:
    """What was passed over, by reason."""

    reasons: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        told = ", ".join(f"{count:,} {reason}" for reason, count in sorted(self.reasons.items()))
        return f"(passed over: {told or 'nothing'})"


def _items(document: Document, passed: Passed) -> Iterator[Take | Refused]:
    for number, record in _records(document.received):
        place = f"record {number}"
        if isinstance(record, str):
            yield Refused(document.sha256, place, record)
            continue
        uri = (record.headers.get("WARC-Target-URI") or place).strip("<>")
        try:
            payload = _payload(record, passed)
        except (OSError, ValueError) as error:
            reason = f"{uri}: what the server sent does not unpack ({' '.join(str(error).split())[:120]})"
            yield Refused(document.sha256, place, f"{reason}; capture it again")
            continue
        if payload is None:
            continue
        if len(payload) > _LARGEST:
            yield Refused(document.sha256, place, f"{uri}: more than {_LARGEST:,} bytes; add it by itself")
            continue
        for item in detect.read(Document(uri, payload)):
            if isinstance(item, Refused):
                where = place if item.place == uri else f"{place}, {item.place}"
                yield Refused(document.sha256, where, f"{uri}: {item.reason}")
            else:
                yield _captured(item, document, record, uri)


def _captured(take: Take, document: Document, record: "WarcRecord", uri: str) -> Take:
    """Say where a take was captured; a piece that gives no time was there by then."""
    sent = take.sent
    if sent is None:
        at = record.record_date
        why = "no time given; that of the capture (WARC-Date)"
        sent = Sent(at if at.tzinfo else at.replace(tzinfo=UTC), why=why)
    return replace(take, document=document.sha256, sent=sent, url=take.url or uri)


def _payload(record: "WarcRecord", passed: Passed) -> bytes | None:
    """Return what the record's server sent, or None when it is passed over.

    Raises:
        OSError, ValueError: it does not unpack, or is cut short.
    """
    from fastwarc.warc import WarcRecordType

    kind = record.record_type
    if kind == WarcRecordType.revisit:
        passed.reasons["seen before"] += 1
    if kind not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
        return None
    if kind != WarcRecordType.response:
        return _text(record, record.headers.get("Content-Type") or "", "", passed)
    if not record.is_http:
        passed.reasons["not of the web"] += 1
        return None
    record.parse_http(auto_decode="all", quirks_mode=True)
    if record.http_headers.status_code != _OK:
        passed.reasons[f"answered {record.http_headers.status_code}"] += 1
        return None
    return _text(record, record.http_content_type or "", record.http_charset or "", passed)


def _text(record: "WarcRecord", media: str, said: str, passed: Passed) -> bytes | None:
    """Return the record's bytes when it is a text; ``said`` is the charset that its server claims."""
    if not _TEXT.match(media.strip().lower() or "text/"):
        passed.reasons["no text"] += 1
        return None
    payload = record.reader.read(_LARGEST + 1)
    packed = record.is_http and any(record.http_headers.get(f"{what}-Encoding") for what in ("Content", "Transfer"))
    if not packed and len(payload) < min(record.content_length, _LARGEST):
        raise ValueError(f"{len(payload):,} of {record.content_length:,} bytes")
    return as_claimed(payload, said)


def _records(received: bytes) -> Iterator[tuple[int, "WarcRecord | str"]]:
    """Yield each record with its number, or why it cannot be read; after a broken one the next is looked for."""
    from fastwarc.warc import ArchiveIterator

    packed = received.startswith(GZIP)
    number, at, broken = 0, 0, 0
    while 0 <= at < len(received) and broken < _MOST_BROKEN:
        stream = io.BytesIO(received)
        stream.seek(at)
        last = at
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                number += 1
                last = at + record.stream_pos
                yield number, record
        except (OSError, ValueError) as error:
            broken += 1
            number += 1
            yield number, f"broken record ({' '.join(str(error).split())[:120]}); fetch the archive again"
            at = _next(received, last + 1, packed)
        else:  # a packed record cut short may swallow what follows it without a word
            at = _next(received, last + 1, packed) if packed else -1


def _next(received: bytes, after: int, packed: bool) -> int:
    """Return where the next record begins, or -1: a packed one is known by unpacking its first bytes."""
    if not packed:
        return received.find(b"\n" + _BEGINS, after)
    at = received.find(_GZIP_MEMBER, after)
    while at >= 0 and not _opens(received[at : at + _PEEK]):
        at = received.find(_GZIP_MEMBER, at + 1)
    return at


def _opens(member: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(member, 16).startswith(_BEGINS)
    except zlib.error:
        return False


def reader() -> Warc:
    """Make the reader."""
    return Warc()
