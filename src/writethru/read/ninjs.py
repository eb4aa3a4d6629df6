"""ninjs 1.x, 2.x and 3.x and its dialects: Superdesk, AP's Media API, TT, BBC; one item, a list, a feed or lines.

Loose on the way in: names are those of any version (``data/ninjs.toml``), and a field of the wrong type is left out
with a warning. Events and planning are refused: they are no copy.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from writethru.errors import Unreadable
from writethru.model import Refused, Take
from writethru.read.decode import decode
from writethru.read.document import Document
from writethru.read.fields import Fields
from writethru.read.item import take_of
from writethru.read.json_items import items
from writethru.read.lists import table
from writethru.read.ninjs_copy import bodies
from writethru.read.ninjs_item import item_of

_HEAD = 60_000  # bytes looked at to tell the format


class Ninjs:
    """Reads ninjs."""

    name = "ninjs"

    def recognises(self, document: Document) -> float:
        """Two names that only ninjs has, or the envelope of AP's API; planning is known so that it can be refused."""
        head = document.data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
        if not head.startswith((b"{", b"[")) or _mark("other").search(words := decode(head).text):
            return 0.0
        if _mark("envelope").search(words) or len(set(_mark("item").findall(words))) > 1:
            return 0.97
        return 0.3 if _mark("item").search(words) or _mark("planning").search(words) else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read item by item."""
        for found in items(document):
            if isinstance(found, Refused):
                yield found
                continue
            place, value = found
            fields = Fields(value, spellings())
            try:
                yield _take(fields, document.sha256)
            except Unreadable as error:
                yield Refused(document.sha256, _named(place, fields), error.reason)


def _take(fields: Fields, document: str) -> Take:
    if reason := _no_copy(fields):
        raise Unreadable("", reason)
    return take_of(item_of(fields), document)


def _no_copy(fields: Fields) -> str:
    """Return why an object is no piece of copy, or nothing."""
    kind = fields.words("type").lower()
    copy = bool(bodies(fields))
    if kind in table("ninjs")["types"]["planning"] or (fields.has("events") and not copy):
        return "it is an event in a calendar, planning and no copy; only pieces and pictures are read"
    if copy or any(fields.has(name) for name in ("headline", "headlines", "title", "renditions", "status")):
        return ""
    return "neither headline, text, picture nor status: nothing of a news item is in it"


def _named(place: str, fields: Fields) -> str:
    name = next((fields.words(key) for key in ("uri", "guid") if fields.has(key)), "")
    return f"{place} ({name})" if name else place


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """Return by our name all names that a field has in ninjs and its dialects."""
    return {name: tuple(dict.fromkeys(_columns(row))) for name, row in table("ninjs")["fields"].items()}


def _columns(row: dict[str, Any]) -> Iterator[str]:
    yield from (row[version] for version in ("v3", "v2", "v1") if version in row)
    yield from row.get("also", ())


@cache
def _mark(name: str) -> re.Pattern[str]:
    return re.compile(table("ninjs")["marks"][name], re.DOTALL)


def reader() -> Ninjs:
    """Make the reader."""
    return Ninjs()
