"""The items of a JSON document: one object, a list, JSON Lines, or what an API wraps round them."""

import json as strict
from collections.abc import Iterator, Mapping
from typing import Any

from writethru.errors import Unreadable
from writethru.model import Refused
from writethru.read.document import Document
from writethru.read.tree import json

Object = Mapping[str, Any]
_WRAPPERS = ("data", "items", "item", "_items", "entries")
_OWN = ("uri", "guid", "urn", "headline", "headlines")
_DEEPEST = 5  # wrappers, or objects of an item, inside one another
_LONGEST = 4_000_000  # characters of one field


def items(document: Document) -> Iterator[tuple[str, Object] | Refused]:
    """Yield each item with its place in words; what is no object is refused, and the rest goes on.

    Raises:
        Unreadable: the document is not JSON, too large or nested too deep.
    """
    if not _lines(document):
        yield from _placed(json(document), document, document.name)
        return
    for number, line in enumerate(document.data.split(b"\n"), 1):
        if line.strip():
            try:
                yield from _placed(json(Document(f"line {number}", line)), document, f"line {number}")
            except Unreadable as error:
                yield Refused(document.sha256, error.place, error.reason)


def _lines(document: Document) -> bool:
    """Say whether a document is JSON Lines: its first line is a whole object and is not the only one."""
    end = document.data.find(b"\n")
    first = document.data[:end].strip(b"\xef\xbb\xbf \r\t") if end > 0 else b""
    if not (first.startswith(b"{") and first.endswith(b"}")) or not document.data[end:].strip():
        return False
    try:
        json(Document(document.name, first))
    except Unreadable:
        return False
    return True


def _placed(value: object, document: Document, place: str) -> Iterator[tuple[str, Object] | Refused]:
    found = list(_unwrapped(value))
    for number, each in enumerate(found, 1):
        where = place if len(found) == 1 else f"{place}, item {number}"
        if isinstance(each, dict) and _oversized(each):
            yield Refused(document.sha256, where, f"a field of more than {_LONGEST:,} characters; no copy is so long")
        elif isinstance(each, dict):
            yield where, each
        else:
            yield Refused(document.sha256, where, f"{strict.dumps(each)[:40]} is no object; an item is one")


def _oversized(value: object, depth: int = 0) -> bool:
    """Say whether a text in an item, or in what lies inside it, is too long to be marked-up copy."""
    if isinstance(value, str):
        return len(value) > _LONGEST
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return depth < _DEEPEST and any(_oversized(each, depth + 1) for each in inner)


def _unwrapped(value: object, depth: int = 0) -> Iterator[object]:
    if isinstance(value, list) and depth < _DEEPEST:
        for each in value:
            yield from _unwrapped(each, depth + 1)
        return
    inner = _inner(value) if isinstance(value, dict) and depth < _DEEPEST else None
    if inner is None:
        yield value
        return
    for each in _unwrapped(inner, depth + 1):
        yield _with_text(each, value)


def _inner(value: Object) -> object | None:
    if any(key in value for key in _OWN):
        return None
    return next((value[key] for key in _WRAPPERS if isinstance(value.get(key), dict | list)), None)


def _with_text(item: object, wrapper: object) -> object:
    """Give an AP item the text that was fetched for it: its NITF, set beside it by the receiving system."""
    nitf = wrapper.get("nitf") if isinstance(wrapper, dict) else None
    if not isinstance(nitf, dict) or not isinstance(item, dict):
        return item
    return {**item, **{key: value for key, value in nitf.items() if key.startswith("body_")}}
