"""WordPress exports (WXR): each published post a piece, each attachment a picture of the post that it belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from writethru.errors import Unreadable
from writethru.model import Refused, Sent, SourceKind, Take
from writethru.read import entry
from writethru.read.document import Document
from writethru.read.feed_names import children, first
from writethru.read.item import Item, Photo, take_of
from writethru.read.lists import any_of, table
from writethru.read.markup import of_html
from writethru.read.mended import mended
from writethru.read.outlet import of_feed
from writethru.read.stamps import latest, stamp
from writethru.read.tree import root_name

_PEEK = 16_000  # the export's own comments come first
# What WordPress keeps as posts and is no text of anybody's.
_NO_PIECE = frozenset(
    [
        "attachment",
        "custom_css",
        "customize_changeset",
        "nav_menu_item",
        "oembed_cache",
        "revision",
        "user_request",
        "wp_block",
        "wp_font_face",
        "wp_font_family",
        "wp_global_styles",
        "wp_navigation",
        "wp_template",
        "wp_template_part",
    ]
)
_WHY = {
    "draft": "a draft",
    "auto-draft": "a draft",
    "pending": "waiting for review",
    "private": "private",
    "trash": "in the bin",
    "future": "scheduled",
    "inherit": "part of another post",
}
_CAPTION = re.compile(r"\[caption[^\]]*\](.*?)\[/caption\]", re.DOTALL)
_CAPTIONED = re.compile(r"((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)(.*)", re.DOTALL)
_BLOCK_MARK = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
_NEVER = ("", "0000-00-00 00:00:00")


class Wxr:
    """Reads WordPress exports."""

    name = "wxr"

    def recognises(self, document: Document) -> float:
        """An RSS root with the namespace of WordPress exports."""
        named = b"wordpress.org/export/" in document.data[:_PEEK]
        return 0.99 if named and root_name(document) == "rss" else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read post by post; what is not published is refused with its state.

        Raises:
            Unreadable: it is no XML, or has no channel.
        """
        found = mended(document)
        channel = next(iter(children(found.root, "channel")), None)
        if channel is None:
            raise Unreadable(document.name, "no channel in it; export the site again")
        site = _site(channel)
        items = [e for e in channel.iter() if e.tag == "item"]
        for number, element in enumerate(items, 1):
            kind, place = first(element, "wp:post_type"), f"item {number} (post {first(element, 'wp:post_id') or '?'})"
            if found.cut and number == len(items):
                yield Refused(document.sha256, place, f"the export breaks off in it ({found.trouble}); export it again")
            elif kind not in _NO_PIECE:
                why = _withheld(element)
                yield Refused(document.sha256, place, why) if why else take_of(_item(element, site), document.sha256)


@dataclass(slots=True)
class _Site:
    """What holds for every post: outlet, language, address, authors by login, attachments by their own id."""

    outlet: str
    language: str
    base: str
    authors: dict[str, str] = field(default_factory=dict)
    attached: dict[str, Photo] = field(default_factory=dict)
    of_post: dict[str, list[Photo]] = field(default_factory=dict)


def _site(channel: etree._Element) -> _Site:
    base = entry.address("", first(channel, "link", "wp:base_blog_url"))
    site = _Site(of_feed(entry.title(first(channel, "title")), base), entry.tag(first(channel, "language")), base)
    for author in children(channel, "wp:author"):
        site.authors[first(author, "wp:author_login")] = first(author, "wp:author_display_name")
    for element in channel.iter("item"):
        if first(element, "wp:post_type") == "attachment":
            url = entry.address(base, first(element, "wp:attachment_url"))
            if not entry.is_picture("", url):
                continue
            words = entry.title(first(element, "excerpt:encoded"))
            photo = Photo(caption=words, description=_meta(element, "_wp_attachment_image_alt"), url=url)
            site.attached[first(element, "wp:post_id")] = photo
            site.of_post.setdefault(first(element, "wp:post_parent"), []).append(photo)
    return site


def _withheld(element: etree._Element) -> str:
    """Say why a post is not to be read, or nothing."""
    status = first(element, "wp:status")
    if status not in ("", "publish"):
        return f"not published: {_WHY.get(status, f'its status is {status[:40]!r}')}; publish it and export again"
    if first(element, "wp:post_password"):
        return "behind a password: export it without one"
    if not (first(element, "title") or first(element, "content:encoded")):
        return "it has neither title nor text"
    return ""


def _item(element: etree._Element, site: _Site) -> Item:
    headline = entry.title(first(element, "title"))
    marked = _paragraphs(first(element, "content:encoded"))
    standfirst, copy = entry.told(headline, of_html(marked), of_html(first(element, "excerpt:encoded", "description")))
    warnings: list[str] = []
    post = first(element, "wp:post_id")
    thumbnail = site.attached.get(_meta(element, "_thumbnail_id"))
    attached = [*([thumbnail] if thumbnail else []), *site.of_post.get(post, [])]
    login = first(element, "dc:creator")
    url = entry.address(site.base, first(element, "link"))
    return Item(
        format="wxr",
        guid=first(element, "guid") or url or post,
        source=site.outlet,
        source_kind=SourceKind.PAGE,
        headline=headline,
        standfirst=standfirst,
        bylines=entry.bylines([site.authors.get(login) or login], site.outlet),
        copy=copy,
        pictures=entry.together(map(_own, attached), entry.shown(marked, site.base)),
        sent=latest(_time(element, "post_date", warnings), _time(element, "post_modified", warnings)),
        language=site.language,
        url=url,
        warnings=warnings,
    )


def _own(photo: Photo) -> Photo:
    """Return a copy: one attachment may be shown by several posts, each with words of its own."""
    return Photo(photo.caption, photo.description, url=photo.url)


def _time(element: etree._Element, name: str, warnings: list[str]) -> Sent | None:
    """Return a post's time: in UTC, else by the blog's own clock, which the export does not give the zone of."""
    if (words := first(element, f"wp:{name}_gmt")) not in _NEVER:
        return stamp(f"{words}+00:00")
    given = first(element, "pubDate") if name == "post_date" else first(element, f"wp:{name}")
    return entry.time("" if given in _NEVER else given, "", warnings)


def _meta(element: etree._Element, key: str) -> str:
    for meta in children(element, "wp:postmeta"):
        if first(meta, "wp:meta_key") == key:
            return first(meta, "wp:meta_value")
    return ""


def _paragraphs(marked: str) -> str:
    """Return a post as the site would show it: its lines as paragraphs, its shortcodes resolved or left out."""
    marked = _BLOCK_MARK.sub("", marked)
    marked = _CAPTION.sub(lambda m: _figure(m[1]), marked)
    marked = _shortcodes().sub("", marked)
    pieces = re.split(r"(<pre\b.*?</pre>|<table\b.*?</table>)", marked.replace("\r\n", "\n"), flags=re.DOTALL)
    return "".join(piece if n % 2 else re.sub(r"\s*\n\s*", "<br/><br/>", piece) for n, piece in enumerate(pieces))


def _figure(inside: str) -> str:
    found = _CAPTIONED.match(inside.strip())
    return f"<figure>{found[1]}<figcaption>{found[2]}</figcaption></figure>" if found else inside


@cache
def _shortcodes() -> re.Pattern[str]:
    names = any_of(table("feed")["shortcodes"]).pattern
    return re.compile(rf"\[/?(?:{names})(?:\s[^\[\]<>]{{0,2000}})?/?\]")


def reader() -> Wxr:
    """Make the reader."""
    return Wxr()
