"""JSON Feed 1.0 and 1.1: the fields of its items; extensions (``_name``) are not read."""

from collections.abc import Iterator
from typing import Any

from writethru.errors import Unreadable
from writethru.model import Refused, SourceKind, Take
from writethru.read import entry
from writethru.read.document import Document
from writethru.read.item import Item, Photo, take_of
from writethru.read.markup import of_html, of_text
from writethru.read.outlet import of_feed
from writethru.read.stamps import latest
from writethru.read.tree import json

_VERSION = b"jsonfeed.org/version/"
_PEEK = 4000


class JsonFeed:
    """Reads JSON Feed."""

    name = "json-feed"

    def recognises(self, document: Document) -> float:
        """An object that names the version of JSON Feed; it may stand after the items."""
        data = document.data
        if not data[:_PEEK].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
            return 0.0
        return 0.98 if _VERSION in (head := data.replace(b"\\/", b"/"))[:_PEEK] else 0.9 * (_VERSION in head)

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read item by item; one without words is refused by its number.

        Raises:
            Unreadable: it is not JSON, or has no list of items.
        """
        feed = json(document)
        items = feed.get("items") if isinstance(feed, dict) else None
        if not isinstance(items, list):
            raise Unreadable(document.name, "no list of items in it; a JSON Feed has one under 'items'")
        base = entry.address(document.name, _words(feed, "feed_url", "home_page_url")) or entry.address(
            "", document.name
        )
        outlet = of_feed(_words(feed, "title"), _words(feed, "home_page_url") or base)
        for number, given in enumerate(items, 1):
            if not isinstance(given, dict):
                yield Refused(document.sha256, f"item {number}", "it is no object; look at the feed's source")
                continue
            item = _item(given, feed, outlet, base)
            if item.headline or item.copy or item.standfirst:
                yield take_of(item, document.sha256)
            else:
                yield Refused(
                    document.sha256, f"item {number}", "it has neither title nor text; look at the feed's source"
                )


def _item(given: dict[str, Any], feed: dict[str, Any], outlet: str, base: str) -> Item:
    language = entry.tag(_words(given, "language") or _words(feed, "language"))
    headline = " ".join(_words(given, "title").split())
    html = _words(given, "content_html")
    content = of_html(html) if html else of_text(_words(given, "content_text"))
    standfirst, copy = entry.told(headline, content, of_text(_words(given, "summary")))
    warnings: list[str] = []
    published = entry.time(_words(given, "date_published"), language, warnings)
    updated = entry.time(_words(given, "date_modified"), language, warnings)
    url = entry.address(base, _words(given, "url") or _words(given, "external_url"))
    guid = _words(given, "id")
    return Item(
        format="json-feed",
        id="" if guid else url,
        guid=guid,
        source=outlet,
        source_kind=SourceKind.FEED,
        headline=headline,
        standfirst=standfirst,
        bylines=entry.bylines(_authors(given) or _authors(feed), outlet),
        copy=copy,
        pictures=entry.together(_pictures(given, base), entry.shown(html, base)),
        sent=latest(published, updated),
        language=language,
        url=url or entry.address("", guid),
        warnings=warnings,
    )


def _words(given: dict[str, Any], *names: str) -> str:
    """Return the first of these fields that has words; an id may be a number."""
    for name in names:
        value = given.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _authors(given: dict[str, Any]) -> list[str]:
    """Return the names of 1.1's list, or of 1.0's one author."""
    people = given.get("authors") or [given.get("author")]
    return [_words(one, "name") for one in people if isinstance(one, dict)] if isinstance(people, list) else []


def _pictures(given: dict[str, Any], base: str) -> Iterator[Photo]:
    for name in ("image", "banner_image"):
        if url := entry.address(base, _words(given, name)):
            yield Photo(url=url)
    attachments = given.get("attachments")
    for one in attachments if isinstance(attachments, list) else []:
        if isinstance(one, dict) and entry.is_picture(_words(one, "mime_type"), _words(one, "url")):
            yield Photo(caption=_words(one, "title"), url=entry.address(base, _words(one, "url")))


def reader() -> JsonFeed:
    """Make the reader."""
    return JsonFeed()
