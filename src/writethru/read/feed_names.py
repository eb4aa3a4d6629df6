"""The names of a feed's elements: whatever prefix or namespace a feed writes, one name for one thing.

What belongs to the feed's own format (RSS in any version, Atom 0.3 and 1.0) has its bare name, the rest the usual
prefix: ``dc:creator``, ``media:content``; Atom's elements inside RSS are ``atom:…``.
"""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urljoin

from lxml import etree

ATOM = "atom"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# Without scheme, "www." and what closes them, since feeds write these in any way.
_PREFIXES = {
    "w3.org/2005/atom": ATOM,
    "purl.org/atom/ns": ATOM,
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "channel.netscape.com/rdf/simple/0.9": "",
    "my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "backend.userland.com/rss": "",
    "backend.userland.com/rss2": "",
    "blogs.law.harvard.edu/tech/rss": "",
    "cyber.law.harvard.edu/rss/rss.html": "",
    "purl.org/net/rss1.1": "",
    "w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/elements/1.0": "dc",
    "purl.org/dc/terms": "dcterms",
    "search.yahoo.com/mrss": "media",
    "rssboard.org/media-rss": "media",
    "purl.org/atompub/tombstones/1.0": "at",
    "backend.userland.com/creativecommonsrssmodule": "cc",
    "cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "cc",
    "creativecommons.org/ns": "cc",
    "web.resource.org/cc": "cc",
    "w3.org/1999/xhtml": "xhtml",
    "wordpress.org/export": "wp",
    "wordpress.org/export/excerpt": "excerpt",
}


def name_of(element: etree._Element) -> str:
    """Return the one name of an element; empty for comments and instructions."""
    tag = element.tag
    return _name(tag, ATOM if _is_atom(element) else "") if isinstance(tag, str) else ""


def _is_atom(element: etree._Element) -> bool:
    root = element.getroottree().getroot()
    return isinstance(root.tag, str) and root.tag.rpartition("}")[2].lower() == "feed"


@lru_cache(maxsize=4096)
def _name(tag: str, own: str) -> str:
    space, _, local = tag.rpartition("}")
    if not space:  # no namespace, or a prefix that nobody declared
        prefix, _, local = local.rpartition(":")
    else:
        folded = space[1:].lower().partition("://")[2].removeprefix("www.").rstrip("/#")
        if folded.startswith("wordpress.org/export/"):  # the version stands in between
            folded = "wordpress.org/export/excerpt" if folded.endswith("excerpt") else "wordpress.org/export"
        prefix = _PREFIXES.get(folded, space)
    return local if prefix in ("", own) else f"{prefix}:{local}"


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """Return the direct children of any of these names, in order of the names."""
    found: dict[str, list[etree._Element]] = {}
    for under in element:
        found.setdefault(name_of(under), []).append(under)
    return [under for name in names for under in found.get(name, ())]


def first(element: etree._Element, *names: str) -> str:
    """Return the words of the first of these fields that has any, in order of the names."""
    return next((words for found in children(element, *names) if (words := text_of(found))), "")


def text_of(element: etree._Element) -> str:
    """Return an element's text with what stands in its children, as it is written."""
    return "".join(str(t) for t in element.itertext()).strip()


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its local name; empty when there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def language_of(element: etree._Element) -> str:
    """Return the ``xml:lang`` that holds for an element."""
    return next((lang for up in _upward(element) if (lang := up.get(f"{_XML}lang") or up.get("xml:lang"))), "")


def base_of(element: etree._Element, document: str) -> str:
    """Return the address that relative ones in an element are resolved against: ``xml:base``, else the document's."""
    base = document
    for up in reversed(list(_upward(element))):
        if given := up.get(f"{_XML}base"):
            try:
                base = urljoin(base, given)
            except ValueError:
                continue
    return base


def _upward(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()
