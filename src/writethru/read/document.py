"""What comes in: bytes with a name, and the reader that makes takes of them."""

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from writethru.errors import Unreadable
from writethru.model import Refused, Take

GZIP = b"\x1f\x8b"
HEAD = 1_000_000  # bytes that a reader is told by
_LARGEST = 1_000_000_000  # bytes, unpacked
_WIDE = (  # the longer mark first: the one of UTF-16 is its beginning
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Document:
    """Bytes as received, under the name they came by; ``name`` is evidence, never identity.

    Attributes:
        name: a file's name, or the address of what was fetched.
        received: the bytes.
        charset: what was declared beside the bytes, as by HTTP; empty when nothing was. What the bytes themselves
            declare goes before it.
    """

    name: str
    received: bytes
    charset: str = ""

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes as received: the document's identity."""
        return hashlib.sha256(self.received).hexdigest()

    @cached_property
    def data(self) -> bytes:
        """The bytes as every reader takes them, unpacked where they came gzipped.

        Byte order marks are gone: what came in UTF-16 or UTF-32 by its mark is UTF-8 here. A text whose lines all end
        as on old Macs has line feeds. Anything else is as received.

        Raises:
            Unreadable: the gzip stream is broken, cut short, or has another in it.
        """
        if not self.received.startswith(GZIP):
            return _plain(self.received)
        data = self._unpacked(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise Unreadable(self.name, f"more than {_LARGEST:,} bytes when unpacked; split it and add the parts")
        return _plain(data)

    @cached_property
    def head(self) -> bytes:
        """The first million bytes of ``data``, without unpacking the rest.

        Raises:
            Unreadable: the gzip stream is broken or cut short in them.
        """
        return _plain(self._unpacked(HEAD))

    def is_larger(self, most: int) -> bool:
        """Say whether there are more than so many bytes in it, without unpacking more than these.

        Raises:
            Unreadable: the gzip stream is broken or cut short in them.
        """
        return len(self._unpacked(most + 1)) > most

    def _unpacked(self, most: int) -> bytes:
        if not self.received.startswith(GZIP):
            return self.received[:most] if len(self.received) > most else self.received
        try:
            with gzip.open(io.BytesIO(self.received)) as packed:
                data = packed.read(most)
        except (OSError, EOFError, zlib.error) as error:
            raise Unreadable(self.name, f"broken gzip ({error}); fetch the file again") from error
        if data.startswith(GZIP):
            raise Unreadable(self.name, "it is gzipped twice; unpack it once and add that")
        return data


def _plain(data: bytes) -> bytes:
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            data = data[len(mark) :].decode(encoding, "replace").encode("utf-8", "replace")
            break
    data = data.removeprefix(codecs.BOM_UTF8)
    return data if b"\n" in data else data.replace(b"\r", b"\n")


class Reader(Protocol):
    """Makes takes out of one format.

    ``read`` yields a ``Take`` for each piece and a ``Refused`` for each that cannot be read, in the order of the
    document; it raises ``Unreadable`` only when nothing at all can be made of the document. It keeps no state.
    """

    name: str

    def recognises(self, document: Document) -> float:
        """Say how sure this reader is, 0 to 1, from the name and the first bytes; never raises.

        It is shown at most the first million bytes of a document (``Document.head``).
        """
        ...

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read the document's pieces, in order."""
        ...


def take_key(identity: str, content: str) -> str:
    """Return the 16 hex digits that name a take: the same id with the same content is the same take."""
    return hashlib.blake2b(f"{identity}\x00{content}".encode(), digest_size=8).hexdigest()
