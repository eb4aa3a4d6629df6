"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, whole or broken, with Media RSS and tombstones.

One version of one item is one take. Its guid names the piece; its words, not its times, make it another version. It
was sent when it was updated, where a feed says so, else when it was published.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from writethru.errors import Unreadable
from writethru.model import Refused, Signal, SourceKind, Take
from writethru.read import entry
from writethru.read.decode import looks_binary
from writethru.read.document import Document
from writethru.read.feed_names import attribute, base_of, children, first, language_of, name_of, text_of
from writethru.read.item import Item, Photo, take_of
from writethru.read.markup import Block, of_element, of_html, of_text
from writethru.read.media_rss import photos
from writethru.read.mended import mended
from writethru.read.outlet import of_feed
from writethru.read.stamps import latest, stamp
from writethru.read.tree import root_name

_LISTS = {"urlset": "addresses (a sitemap)", "sitemapindex": "sitemaps", "opml": "feeds (OPML)"}
_FEEDS = frozenset({"rss", "feed", "rdf", "channel"})
_LOOSE = re.compile(
    rb"<(?:rss\b[^>]*\bversion|feed\b[^>]*(?:w3\.org/2005/Atom|purl\.org/atom)|rdf:RDF\b[^>]*purl\.org/rss)"
)
_RDF = (b"purl.org/rss", b"netscape.com/rdf")
_PEEK = 4000
_PUBLISHED = ("published", "pubDate", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created", "pubdate")
_UPDATED = ("updated", "atom:updated", "dcterms:modified", "modified", "atom:modified")
_CONTENT = ("content:encoded", "content", "atom:content", "xhtml:body", "body")
_SUMMARY = ("summary", "description", "atom:summary", "dc:description", "subtitle")


class Feed:
    """Reads feeds of XML."""

    name = "feed"

    def recognises(self, document: Document) -> float:
        """The root element says it, or the feed's tag where something stands before the XML."""
        head = document.data[:_PEEK]
        if looks_binary(head):
            return 0.0
        root = root_name(document).lower()
        if root in _LISTS or (root in _FEEDS and (root != "rdf" or any(mark in head for mark in _RDF))):
            return 0.98
        return 0.9 if b"<html" not in head.lower() and _LOOSE.search(head) else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read item by item; one without words, or cut off, is refused by its number.

        Raises:
            Unreadable: it is no feed, or nothing can be made of it as XML.
        """
        found = mended(document)
        feed = _feed(found.root, document.name)
        entries = _entries(found.root)
        if not entries and found.trouble:
            raise Unreadable(document.name, f"no whole item in it ({found.trouble}); fetch it again")
        for number, element in enumerate(entries, 1):
            place = f"item {number}"
            if found.cut and number == len(entries):
                reason = f"the feed breaks off in it ({found.trouble}); fetch it again"
                yield Refused(document.sha256, place, reason)
                continue
            item = _deleted(element, feed) if name_of(element) == "at:deleted-entry" else _item(element, feed)
            if not (item.headline or item.copy or item.standfirst or item.signal):
                yield Refused(document.sha256, place, "it has neither title nor text; look at the feed's source")
                continue
            yield take_of(item, document.sha256)


@dataclass(frozen=True, slots=True)
class _Feed:
    """What holds for every entry: outlet, language, and the address that others are relative to."""

    outlet: str
    language: str
    base: str


def _feed(root: etree._Element, name: str) -> _Feed:
    tag = name_of(root).rpartition(":")[2].lower()
    if tag in _LISTS:
        raise Unreadable(name, f"a list of {_LISTS[tag]}, not of pieces; add the feed or the pages themselves")
    if tag not in _FEEDS:
        raise Unreadable(name, f"its root element is {tag[:40]!r}, which is no feed's; see if another reader knows it")
    about = next(iter(children(root, "channel")), root)
    here = entry.address("", name)
    home = _link(about, here)
    title = entry.title(first(about, "title", "dc:title"))
    language = language_of(about) or first(about, "language", "dc:language")
    return _Feed(of_feed(title, home or name), entry.tag(language), here or home)


def _entries(root: etree._Element) -> list[etree._Element]:
    names = {"item", "entry", "at:deleted-entry"}
    return [found for found in root.iter() if name_of(found) in names]


def _deleted(element: etree._Element, feed: _Feed) -> Item:
    """Read a tombstone (RFC 6721): the piece of this guid is withdrawn."""
    return Item(
        format="feed",
        guid=attribute(element, "ref"),
        source=feed.outlet,
        source_kind=SourceKind.FEED,
        notes=[note] if (note := first(element, "at:comment")) else [],
        sent=stamp(attribute(element, "when")),
        signal=Signal.KILL,
        status="deleted",
    )


def _item(element: etree._Element, feed: _Feed) -> Item:
    language = entry.tag(language_of(element) or first(element, "dc:language", "language")) or feed.language
    base = base_of(element, feed.base)
    link = _link(element, base)
    guid = first(element, "guid", "id") or attribute(element, "about")
    outlet, headline = _outlet(element, feed, entry.title(_plain(element)))
    content, summary = _blocks(element, *_CONTENT), _blocks(element, *_SUMMARY)
    standfirst, copy = entry.told(headline, content, summary)
    warnings: list[str] = []
    published = entry.time(first(element, *_PUBLISHED), language, warnings)
    updated = entry.time(first(element, *_UPDATED), language, warnings)
    return Item(
        format="feed",
        id="" if guid else link,
        guid=guid,
        source=outlet,
        source_kind=SourceKind.FEED,
        headline=headline,
        standfirst=standfirst,
        bylines=entry.bylines(_authors(element), outlet),
        copy=copy,
        pictures=entry.together(photos(element, base), _enclosed(element, base), _inside(element, base)),
        rights=_rights(element),
        sent=latest(published, updated),
        language=language,
        url=link or entry.address("", guid),
        ai_text=_made_by_ai(element),
        warnings=warnings,
    )


def _plain(element: etree._Element) -> str:
    """Return the title; Atom says itself when one is marked up."""
    found = next(iter(children(element, "title", "atom:title", "dc:title", "media:title")), None)
    if found is None:
        return ""
    if (found.get("type") or "").lower() in ("html", "text/html", "xhtml") or found.get("mode") == "escaped":
        return " ".join(block.text for block in _of(found))
    return text_of(found)


def _outlet(element: etree._Element, feed: _Feed, headline: str) -> tuple[str, str]:
    """Return whose piece it is, and its headline without the outlet that an aggregator writes behind it."""
    for source in children(element, "source", "dc:source"):
        name = entry.title(first(source, "title") or ("" if len(source) else text_of(source)))
        if name and not entry.address("", name):
            return of_feed(name, source.get("url") or ""), headline.removesuffix(f" - {name}")
    return feed.outlet, headline


def _link(element: etree._Element, base: str) -> str:
    """Return the address of the page; Atom's ``alternate`` before others, RSS's own before Atom's."""
    links = [e for e in children(element, "link", "atom:link") if e.get("rel", "alternate") == "alternate"]
    given = [text_of(e) or e.get("href") or "" for e in links]
    given += [entry.address("", text_of(e)) for e in children(element, "guid") if e.get("isPermaLink") != "false"]
    return next((url for one in given if one and (url := entry.address(base, one))), "")


def _blocks(element: etree._Element, *names: str) -> list[Block]:
    """Return the paragraphs of the first of these fields that has any."""
    for found in children(element, *names):
        if not found.get("src") and (blocks := _of(found)):
            return blocks
    return []


def _of(field: etree._Element) -> list[Block]:
    if len(field):  # XHTML, or HTML that nobody escaped
        return of_element(field)
    words = text_of(field)
    plain = (field.get("type") or "").lower() in ("text", "text/plain") or not entry.is_marked_up(words)
    return of_text(words) if plain else of_html(words)


def _inside(element: etree._Element, base: str) -> list[Photo]:
    fields = children(element, *_CONTENT, *_SUMMARY)
    marked = [etree.tostring(f, encoding="unicode", with_tail=False) if len(f) else text_of(f) for f in fields]
    return [photo for words in marked for photo in entry.shown(words, base)]


def _enclosed(element: etree._Element, base: str) -> Iterator[Photo]:
    for found in children(element, "enclosure", "link", "atom:link"):
        url = found.get("url") or found.get("href") or ""
        if name_of(found) != "enclosure" and found.get("rel") != "enclosure":
            continue
        if url and entry.is_picture(found.get("type") or "", url):
            yield Photo(caption=found.get("title") or "", url=entry.address(base, url))


def _authors(element: etree._Element) -> Iterator[str]:
    for found in children(element, "dc:creator", "author", "atom:author", "dc:author"):
        yield first(found, "name", "atom:name") if len(found) else text_of(found)


def _rights(element: etree._Element) -> list[str]:
    """Return what an item says of its own rights; the feed's line is about the feed."""
    said = [entry.title(text_of(e)) for e in children(element, "rights", "dc:rights", "dcterms:rights", "copyright")]
    licences = [e for e in children(element, "link", "atom:link") if e.get("rel") == "license"]
    licences += children(element, "cc:license", "dcterms:license")
    said += [f"License: {e.get('href') or attribute(e, 'resource') or text_of(e)}" for e in licences]
    return list(dict.fromkeys(words for words in said if words))


def _made_by_ai(element: etree._Element) -> bool:
    for under in element:
        if name_of(under).rpartition(":")[2].lower() == "digitalsourcetype":
            return any(entry.is_ai(said) for said in (text_of(under), *map(str, under.attrib.values())))
    return False


def reader() -> Feed:
    """Make the reader."""
    return Feed()
