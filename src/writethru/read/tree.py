"""XML and JSON of machine formats as trees, with limits: nothing is fetched, expanded or followed."""

import re
from html.entities import html5
from itertools import accumulate
from typing import Any

import msgspec
from lxml import etree

from writethru.errors import Unreadable
from writethru.read.decode import decode
from writethru.read.document import Document

LARGEST = 32_000_000  # bytes of one document of a machine format
DEEPEST = 200  # elements or objects inside one another
_MOST_BRACKETS = 4_000_000  # in one JSON document: each pair takes some hundred bytes of memory
_PEEK = 20_000  # bytes; a licence may stand before the root
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DECLARED = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']""")
_NAMED = re.compile(r"&([A-Za-z]\w{1,30});")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # closed or not, so that no text is looked at twice
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKET = bytes(n for n in range(256) if n not in _STEP)
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
    small_enough(document)
    declared = _DECLARED.search(document.data[:_PEEK])
    text = decode(document.data, declared[1].decode("ascii") if declared else "").text
    if own := _ENTITIES.search(text, 0, _PEEK):
        raise Unreadable(document.name, f"it declares the entity {own[1][:40]!r}, which is not read; send it expanded")
    text = named_characters(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "Excessive depth" in str(error):
            raise Unreadable(document.name, f"elements are nested more than {DEEPEST} deep; send it flatter") from error
        raise Unreadable(document.name, f"not well-formed XML ({error}); fetch it again") from error
    shallow(root, document.name)
    return root


def named_characters(text: str) -> str:
    """Put in the characters that HTML has names for; XML's own five stay as they are."""
    return _NAMED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    lower = match[1].lower()  # "&AMP;" is in HTML's list too
    return f"&{lower};" if lower in _XML_OWN else html5.get(f"{match[1]};", match.group())


def shallow(root: etree._Element, name: str) -> None:
    """See that nothing is nested too deep to be walked.

    Raises:
        Unreadable: elements are nested more than ``DEEPEST`` deep; ``name`` is the document's.
    """
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
    small_enough(document)
    brackets = _STRING.sub(b"", document.data).translate(None, _NO_BRACKET)
    if len(brackets) > _MOST_BRACKETS:
        raise Unreadable(document.name, f"more than {_MOST_BRACKETS // 2:,} objects and lists; split it")
    if max(accumulate(_STEP[b] for b in brackets), default=0) > DEEPEST:
        raise Unreadable(document.name, f"objects are nested more than {DEEPEST} deep; send it flatter")
    try:
        return msgspec.json.decode(decode(document.data).text.lstrip("\ufeff").encode())
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise Unreadable(document.name, f"not JSON ({error}); fetch it again") from error


def small_enough(document: Document) -> None:
    """See that a document is of a size that one can be.

    Raises:
        Unreadable: it has more than ``LARGEST`` bytes.
    """
    if document.is_larger(LARGEST):
        raise Unreadable(document.name, f"too many bytes for one document (more than {LARGEST:,}); split it")


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
