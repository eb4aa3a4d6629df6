"""The site's feeds in their formats: Atom (RFC 4287) with tombstones (RFC 6721), RSS 2.0, JSON Feed 1.1; and a sitemap.

Atom can stand anywhere: names are URNs and its links are relative. The others ask for whole addresses, so they are
written where the settings name the site's. RSS and JSON Feed know no deletion: a story that is gone stays there under
its name, with nothing but the notice, so that readers put that in its place.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any, cast

from lxml import etree

from writethru.publish.atom import ATOM, SOURCE_TYPES, TOMBSTONE
from writethru.publish.feeds import Feed, Gone, Item
from writethru.wording import _, noted, sentences

_XML = "http://www.w3.org/XML/1998/namespace"
_DC = "http://purl.org/dc/elements/1.1/"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_AI = "trainedAlgorithmicMedia"
_CORRECTION = "correction"
_GONE = noted("Withdrawn")
_WITHDRAWN = "withdrawn"


def written(found: Feed) -> dict[str, bytes]:
    """Return the feeds by path: Atom always, the others where the site's address is known."""
    formats: Mapping[str, Callable[[Feed], bytes]] = {"feed.atom": atom, "feed.rss": rss, "feed.json": json_feed}
    return {path: write(found) for path, write in formats.items() if found.address or path == "feed.atom"}


def atom(found: Feed) -> bytes:
    """Return the feed as Atom; what is gone has a tombstone."""
    names = cast("dict[str, str]", {None: ATOM, "at": TOMBSTONE})  # None is the default namespace
    top = etree.Element(f"{{{ATOM}}}feed", nsmap=names)
    top.set(f"{{{_XML}}}lang", found.language)
    _add(top, "id", f"{found.address}feed.atom" if found.address else "urn:writethru:site")
    _add(top, "title", found.title)
    _add(top, "updated", found.updated.isoformat())
    _add(_add(top, "author"), "name", found.title)
    _add(top, "generator", "Writethru")
    _add(top, "link", rel="self", type="application/atom+xml", href=f"{found.address}feed.atom")
    _add(top, "link", rel="alternate", type="text/html", href=f"{found.address}index.html")
    for one in found.gone:
        gone = etree.SubElement(top, f"{{{TOMBSTONE}}}deleted-entry", ref=one.uri, when=one.since.isoformat())
        etree.SubElement(gone, f"{{{TOMBSTONE}}}comment").text = _clean(one.why)
    for item in found.items:
        _entry(top, item, found)
    return _bytes(top)


def _entry(top: etree._Element, item: Item, found: Feed) -> None:
    entry = _add(top, "entry")
    if item.language:
        entry.set(f"{{{_XML}}}lang", item.language)
    _add(entry, "id", item.uri)
    _add(entry, "title", item.title)
    _add(entry, "published", item.first.isoformat())
    _add(entry, "updated", item.changed.isoformat())
    _add(entry, "link", rel="alternate", type="text/html", href=f"{found.address}{item.path}")
    if item.corrections:
        _add(entry, "category", scheme="urn:writethru:signal", term=_CORRECTION)
    if item.ai_made:
        _add(entry, "category", scheme=SOURCE_TYPES, term=_AI)
    if item.summary:
        _add(entry, "summary", item.summary)
    if item.body:
        _add(entry, "content", item.body, type="html").set(f"{{{_XML}}}lang", found.language)


def rss(found: Feed) -> bytes:
    """Return the feed as RSS 2.0."""
    top = etree.Element("rss", version="2.0", nsmap={"dc": _DC, "atom": ATOM})
    channel = etree.SubElement(top, "channel")
    for name, words in (("title", found.title), ("link", found.address), ("description", found.title)):
        etree.SubElement(channel, name).text = _clean(words)
    etree.SubElement(channel, "language").text = found.language
    etree.SubElement(channel, "lastBuildDate").text = _rfc822(found.updated)
    etree.SubElement(channel, "generator").text = "Writethru"
    etree.SubElement(
        channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=f"{found.address}feed.rss"
    )
    for one in found.gone:
        why = _("{words}.", words=one.why)
        _rss_item(channel, one, found.address, one.title, f"<p>{escape(why)}</p>", one.since, [_WITHDRAWN])
    for item in found.items:
        kinds = [*([_CORRECTION] if item.corrections else []), *([_AI] if item.ai_made else [])]
        made = _rss_item(channel, item, found.address, item.title, item.body, item.changed, kinds)
        if item.language:
            etree.SubElement(made, f"{{{_DC}}}language").text = item.language
    return _bytes(top)


def _rss_item(
    channel: etree._Element, one: Item | Gone, address: str, title: str, body: str, at: datetime, kinds: Iterable[str]
) -> etree._Element:
    item = etree.SubElement(channel, "item")
    etree.SubElement(item, "title").text = _clean(title)
    etree.SubElement(item, "link").text = f"{address}{one.path}"
    etree.SubElement(item, "guid", isPermaLink="false").text = one.uri
    etree.SubElement(item, "pubDate").text = _rfc822(at)
    for kind in kinds:
        etree.SubElement(item, "category").text = kind
    etree.SubElement(item, "description").text = _clean(body)
    return item


def json_feed(found: Feed) -> bytes:
    """Return the feed as JSON Feed 1.1; what it has no field for stands under ``_writethru``."""
    items: list[dict[str, Any]] = [
        {
            "id": one.uri,
            "url": f"{found.address}{one.path}",
            "title": one.title,
            "content_text": _("{words}.", words=one.why),
            "date_modified": one.since.isoformat(),
            "_writethru": {"withdrawn": True},
        }
        for one in found.gone
    ]
    items += [_json_item(item, found.address) for item in found.items]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": found.title,
        "language": found.language,
        "home_page_url": found.address,
        "feed_url": f"{found.address}feed.json",
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _json_item(item: Item, address: str) -> dict[str, Any]:
    own = {"corrections": list(item.corrections), "digital_source_type": f"{SOURCE_TYPES}{_AI}" if item.ai_made else ""}
    made = {
        "id": item.uri,
        "url": f"{address}{item.path}",
        "title": item.title,
        "summary": item.summary,
        "content_html": item.body,
        "date_published": item.first.isoformat(),
        "date_modified": item.changed.isoformat(),
        "language": item.language,
        "tags": [_CORRECTION] if item.corrections else [],
        "_writethru": {key: value for key, value in own.items() if value},
    }
    return {key: value for key, value in made.items() if value or key == "content_html"}


def emptied(path: str, title: str, lines: Iterable[str]) -> bytes:
    """Return a feed that tells nothing but a notice: it stands at once in the place of one with killed words."""
    told = sentences(lines)
    if path.endswith(".json"):
        item = {"id": "urn:writethru:notice", "title": _(_GONE), "content_text": told}
        whole = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": [item]}
        return json.dumps(whole, ensure_ascii=False).encode()
    if path.endswith(".rss"):
        top = etree.Element("rss", version="2.0")
        channel = etree.SubElement(top, "channel")
        for name, words in (("title", title), ("link", ""), ("description", told)):
            etree.SubElement(channel, name).text = _clean(words)
        return _bytes(top)
    top = etree.Element(f"{{{ATOM}}}feed", nsmap=cast("dict[str, str]", {None: ATOM}))
    for name, words in (("id", "urn:writethru:site"), ("title", title), ("subtitle", told)):
        _add(top, name, words)
    _add(top, "updated", "1970-01-01T00:00:00+00:00")
    _add(_add(top, "author"), "name", title)
    return _bytes(top)


def sitemap(address: str, pages: Mapping[str, str]) -> bytes:
    """Return a sitemap (sitemaps.org 0.9): each page's path, and when it changed, in ISO 8601 or empty."""
    top = etree.Element(f"{{{_MAP}}}urlset", nsmap=cast("dict[str, str]", {None: _MAP}))
    for path, changed in sorted(pages.items()):
        url = etree.SubElement(top, f"{{{_MAP}}}url")
        etree.SubElement(url, f"{{{_MAP}}}loc").text = f"{address}{'' if path == 'index.html' else path}"
        if changed:
            etree.SubElement(url, f"{{{_MAP}}}lastmod").text = changed
    return _bytes(top)


def _add(parent: etree._Element, name: str, words: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = None if words is None else _clean(words)
    return made


def _clean(words: str) -> str:
    """Return words without what XML cannot hold."""
    return words.translate(_CONTROLS)


_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)))


def _rfc822(at: datetime) -> str:
    return format_datetime(at)


def _bytes(top: etree._Element) -> bytes:
    return etree.tostring(top, xml_declaration=True, encoding="utf-8", pretty_print=True)
