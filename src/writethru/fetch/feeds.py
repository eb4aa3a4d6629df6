"""Feeds: what looks like one, and where a page has its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import httpx
from lxml import etree, html

from writethru.errors import NotFetched
from writethru.fetch.addresses import parse, public
from writethru.fetch.exchange import Response, phrase
from writethru.fetch.fetcher import Fetcher

_HEAD = 4096  # bytes in which a root element or a JSON Feed's version stands
# What may stand before a root element, then the element's name; atomic, so that no input makes it try twice.
_ROOT = re.compile(
    rb"(?>\s*(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?[^>]*>))*+\s*<(?:[\w.-]+:)?([\w.-]+)",
    re.IGNORECASE | re.DOTALL,
)
_KINDS = {b"rss": "RSS", b"rdf": "RSS", b"feed": "Atom"}
_OF_PAGES = frozenset(b"html head body meta title link script style div p h1 table main".split())
_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml"}
)
_LIKE_FEED = re.compile(r"\b(?:rss|atom|feeds?)\b|\.(?:rss|atom|rdf)$", re.IGNORECASE)
_COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)
_USUAL = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")
_MOST = 10  # addresses that are tried
_OK = 200


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was found.

    Attributes:
        address: where it is.
        kind: ``RSS``, ``Atom``, ``JSON Feed``, ``XML`` or ``JSON``.
        others: other feeds that the page names, which were not looked at.
    """

    address: str
    kind: str
    others: tuple[str, ...] = ()


def kind_of(body: bytes) -> str:
    """Say what kind of feed bytes look like, by their beginning; empty for a web page and for what is no feed.

    XML and JSON of other kinds count: agencies send NewsML and ninjs by address, too.
    """
    text = _head(body)
    if text.startswith((b"{", b"[")):
        return "JSON Feed" if b"jsonfeed.org" in text else "JSON"
    root = _root(text)
    if root in _KINDS:
        return _KINDS[root]
    return "XML" if text.startswith(b"<?xml") and root not in _OF_PAGES else ""


def is_page(body: bytes) -> bool:
    """Say whether bytes look like a web page."""
    return _root(_head(body)) in _OF_PAGES


def _head(body: bytes) -> bytes:
    """Return the beginning without byte order mark; UTF-16 reads well enough without its zeros."""
    return body[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")


def _root(text: bytes) -> bytes:
    found = _ROOT.match(text)
    return found[1].lower() if found else b""


def find(fetcher: Fetcher, address: str) -> Feed:
    """Find the feed that an address is or that the page there has.

    A page's own ``link rel=alternate`` goes first, then links on it that look like a feed, then the usual places;
    feeds of comments go last. The first that is a feed indeed is taken.

    Raises:
        NotFetched: the address cannot be had, or there is no feed.
    """
    response = _got(fetcher, address)
    where = response.moved or str(parse(address))
    if kind := kind_of(response.body):
        return Feed(where, kind)
    named = list(dict.fromkeys(_named(response)))
    named.sort(key=lambda one: bool(_COMMENTS.search(one)))
    usual = [str(response.url.join(f"/{place}")) for place in _USUAL]
    for candidate in islice(dict.fromkeys([*named, *usual]), _MOST):
        try:
            kind = kind_of(_got(fetcher, candidate, where).body)
        except NotFetched:
            continue
        if kind:
            return Feed(candidate, kind, tuple(one for one in named if one != candidate))
    raise NotFetched(f"{public(where)}: no feed there; give the address of the feed itself", final=True)


def _got(fetcher: Fetcher, address: str, led_from: str = "") -> Response:
    response = fetcher.get(address, led_from=led_from)
    if response.status != _OK:
        raise NotFetched(f"{public(parse(address))}: answered {phrase(response.status)}", response.status)
    return response


def _named(response: Response) -> Iterator[str]:
    """Yield the addresses of feeds that a page names, the surest first."""
    try:
        page = html.document_fromstring(response.body)
    except (etree.LxmlError, ValueError):
        return
    base = next((b.get("href") for b in page.iter("base")), None)
    root = _joined(response.url, base) or response.url
    for link in page.iter("link"):
        kinds = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in (link.get("rel") or "").lower().split() and kinds in _TYPES:
            yield from _address(root, link.get("href"))
    for link in page.iter("a"):
        href = link.get("href") or ""
        if _LIKE_FEED.search(href) or _LIKE_FEED.search(str(link.xpath("string()"))[:100]):
            yield from _address(root, href)


def _address(root: httpx.URL, href: str | None) -> Iterator[str]:
    if (url := _joined(root, href)) and url.scheme in ("http", "https"):
        yield public(url)


def _joined(root: httpx.URL, href: str | None) -> httpx.URL | None:
    if not href or not href.strip():
        return None
    try:
        return root.join(href.strip())
    except httpx.InvalidURL:
        return None
