"""Which reader a document is for, by looking; and reading it so that a failure is a value."""

from collections.abc import Iterator
from typing import cast

from writethru.errors import UnknownFormat, Unreadable
from writethru.model import Refused, Take
from writethru.plugins import READERS, make, make_all, names
from writethru.read.decode import looks_binary
from writethru.read.document import HEAD, Document, Reader
from writethru.read.embargo import with_embargo
from writethru.read.terms import with_terms

_LEAST = 0.05
_PEEK = 2000
_NOTHING = (b"[]", b"{}", b"null", b"[{}]")
_BINARY = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF media file"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
_LOOKS = (
    *_BINARY,
    (b"<?xml", "XML of a kind that has no reader yet"),
    (b"{", "JSON of a kind that has no reader yet"),
    (b"[", "JSON of a kind that has no reader yet"),
    (b"<", "markup of a kind that has no reader yet"),
)


def choose(document: Document, as_name: str | None = None) -> Reader:
    """Return the reader that is surest of the document, or the one named.

    Raises:
        UnknownFormat: no reader knows it, or none has that name.
        Unreadable: the bytes cannot be unpacked, or there are none.
    """
    if as_name is not None:
        if as_name not in names(READERS):
            raise UnknownFormat(f"no reader is named {as_name!r}; there are: {_readers()}")
        return cast("Reader", make(READERS, as_name))
    head = Document(document.name, document.head)
    if not head.data.strip() and len(head.data) < HEAD:
        raise Unreadable(document.name, "it is empty; fetch it again")
    if len(head.data) < _PEEK and b"".join(head.data.split()) in _NOTHING:
        raise Unreadable(document.name, "there is no piece in it: empty JSON; ask its sender again")
    if head.data.startswith(tuple(start for start, _ in _BINARY)):
        raise UnknownFormat(_unknown(head))
    ranked = [(reader.recognises(head), reader) for reader in make_all(READERS)]
    sure, reader = max(ranked, key=lambda pair: (pair[0], pair[1].name))
    if sure < _LEAST:
        raise UnknownFormat(_unknown(head))
    return cast("Reader", reader)


def _unknown(document: Document) -> str:
    return f"{document.name}: {looks_like(document.data)}; tell with --as which of these reads it: {_readers()}"


def looks_like(data: bytes) -> str:
    """Say in a few words what bytes look like that no reader knows."""
    head = data[:_PEEK].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"{") and b'"$schema"' in head:
        return "is a JSON Schema, which describes pieces and holds none"
    for start, words in _LOOKS:
        if head.startswith(start):
            return f"looks like {words}"
    return "looks like binary data" if looks_binary(data) else "no reader knows it"


def read(document: Document, as_name: str | None = None) -> Iterator[Take | Refused]:
    """Yield the document's takes; what cannot be read, one piece or all of it, is a ``Refused``.

    Raises:
        UnknownFormat: ``as_name`` names no reader: that is a mistake in the command, not in the document.
    """
    try:
        reader = choose(document, as_name)
    except UnknownFormat as error:
        if as_name is not None:
            raise
        yield Refused(document.sha256, document.name, str(error).removeprefix(f"{document.name}: "))
        return
    except Unreadable as error:
        yield Refused(document.sha256, error.place, error.reason)
        return
    try:
        yield from (_whole(item) if isinstance(item, Take) else item for item in reader.read(document))
    except Unreadable as error:
        yield Refused(document.sha256, error.place, error.reason)
    except (RecursionError, MemoryError) as error:  # hostile nesting or size: the next document can be read
        reason = f"too deep or too large to read as {reader.name} ({type(error).__name__})"
        yield Refused(document.sha256, document.name, reason)
    except Exception as error:  # noqa: BLE001 - a fault of a reader costs its document, not the others
        reason = f"the reader {reader.name} failed ({type(error).__name__}: {error}); report it, or try another by --as"
        yield Refused(document.sha256, document.name, " ".join(reason.split()))


def _whole(take: Take) -> Take:
    """Add what the words of any piece may say, whatever its format: terms of use, and an embargo where none is read."""
    return with_terms(take if take.embargo else with_embargo(take))


def _readers() -> str:
    return ", ".join(names(READERS))
