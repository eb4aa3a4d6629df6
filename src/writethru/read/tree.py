"""XML and JSON of machine formats as trees, with limits: nothing is fetched, expanded or followed."""

import html
import re
from typing import Any

import msgspec
from lxml import etree

from writethru.errors import Unreadable
from writethru.read.decode import decode
from writethru.read.document import Document

LARGEST = 32_000_000  # bytes of one document of a machine format
DEEPEST = 200  # elements or objects inside one another
_PEEK = 4000
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DECLARED = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']""")
_NAMED = re.compile(r"&([A-Za-z]\w{1,30});")
_OPEN_OR_CLOSE = re.compile(rb"[\[{]|[\]}]|\"(?:[^\"\\]|\\.)*\"")
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENTITIES = re.compile(r"<!ENTITY\s+(?!%)(\S+)\s+(?:\"[^\"]*\"|'[^']*'|SYSTEM|PUBLIC)")


def root_name(document: Document) -> str:
    """Return the local name of an XML document's root element, from its first bytes; empty when it is no XML.

    Costs the same for any size, and never raises.
    """
    head = decode(document.data[:_PEEK]).text
    bare = re.sub(r"<\?.*?\?>|<!--.*?(?:-->|\Z)|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", "", head, flags=re.DOTALL)
    found = re.match(r"\s*<(?:[\w.-]+:)?([\w.-]+)", bare.lstrip("\ufeff"))
    return found[1] if found else ""


def xml(document: Document) -> etree._Element:
    """Return the root of an XML document. O(bytes).

    The charset is judged by the bytes, not believed (see ``decode``). DTDs are not loaded. The named characters of
    HTML, which formats take from DTDs, are put in; any other entity is refused, declared or not.

    Raises:
        Unreadable: too large, nested too deep, not well-formed, or with entities of its own.
    """
    _small_enough(document)
    declared = _DECLARED.search(document.data[:_PEEK])
    text = decode(document.data, declared[1].decode("ascii") if declared else "").text
    if own := _ENTITIES.search(text, 0, _PEEK):
        raise Unreadable(document.name, f"it declares the entity {own[1][:40]!r}, which is not read; send it expanded")
    text = _NAMED.sub(_character, _DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(document.name, f"not well-formed XML ({error}); fetch it again") from error
    _shallow(root, document.name)
    return root


def _character(match: re.Match[str]) -> str:
    name = match[1]
    found = html.unescape(match.group())
    return match.group() if name in _XML_OWN or found == match.group() else found


def _shallow(root: etree._Element, name: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise Unreadable(name, f"elements are nested more than {DEEPEST} deep; send it flatter")


def json(document: Document) -> Any:  # noqa: ANN401 - whatever the document holds
    """Return what a JSON document holds, its charset judged by the bytes. O(bytes).

    Raises:
        Unreadable: too large, nested too deep, or not JSON.
    """
    _small_enough(document)
    data = document.data
    depth = 0
    for mark in _OPEN_OR_CLOSE.finditer(data):
        first = mark.group()[:1]
        depth += 1 if first in b"[{" else -1 if first in b"]}" else 0
        if depth > DEEPEST:
            raise Unreadable(document.name, f"objects are nested more than {DEEPEST} deep; send it flatter")
    try:
        return msgspec.json.decode(decode(data).text.encode())
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(document.name, f"not JSON ({error}); fetch it again") from error


def _small_enough(document: Document) -> None:
    if len(document.data) > LARGEST:
        size = len(document.data)
        raise Unreadable(document.name, f"{size:,} bytes are too many for one document; {LARGEST:,} is the most")


def local(element: etree._Element) -> str:
    """Return an element's name without namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """Return the first descendant along a path of local names, or None."""
    here: etree._Element | None = element
    for name in path:
        if here is None:
            return None
        here = next((c for c in here if local(c) == name), None)
    return here


def every(element: etree._Element, name: str) -> list[etree._Element]:
    """Return all descendants of a local name, in order."""
    return [found for found in element.iter() if local(found) == name]


def words(element: etree._Element | None) -> str:
    """Return an element's text with white space folded; empty for None."""
    return " ".join("".join(str(t) for t in element.itertext()).split()) if element is not None else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its local name, with white space folded; empty when it is absent."""
    return next((" ".join(str(v).split()) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")
