"""What an HTML page says of itself: JSON-LD, Open Graph and other meta elements, and trafilatura's article text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from writethru.errors import Unreadable
from writethru.model import Sent
from writethru.read.chrome import label
from writethru.read.notices import is_notice

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?i)(?:news|blog|report|analysis|opinion|background|review|tech|scholarly|live)?\w*(?:article|posting)$"
)
_STANDFIRST = re.compile(
    r"(?i)(?:^|[\s_-])(?:standfirst|dek|ingress|chapeau|subheadline|sub-title|subtitle|lead-?text|article-?summary)"
    r"(?:$|[\s_-])"
)
_SPACE = re.compile(r"\s+")
_TITLE_TAIL = re.compile(r"\s+[|–—·-]\s+([^|–—·]{2,40})$")
_AI_SOURCE = ("trainedalgorithmicmedia", "compositewithtrainedalgorithmicmedia", "compositesynthetic")
_MOST_DATA = 400_000  # characters of one JSON-LD block
_LATEST = "2100-01-01"  # htmldate's own bound is the clock


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture as the page declares it."""

    url: str = ""
    caption: str = ""
    credit: str = ""
    description: str = ""
    ai_made: bool = False


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page's article and what the page says about it; what it does not say is empty."""

    headline: str
    standfirst: str
    paragraphs: tuple[str, ...]
    site: str
    authors: tuple[str, ...]
    sent: Sent | None
    url: str
    language: str
    pictures: tuple[PagePicture, ...]
    notices: tuple[str, ...]
    ai_text: bool

    @property
    def copy(self) -> tuple[str, ...]:
        """Standfirst and paragraphs, each once, without the headline."""
        rest = tuple(p for p in self.paragraphs if p != self.headline)
        known = any(p.startswith(self.standfirst[:60]) for p in rest)
        return rest if known or not self.standfirst else (self.standfirst, *rest)


def charset(data: bytes) -> str:
    """Return the charset that the page declares for itself, or an empty string."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def page_facts(page: str, name: str) -> PageFacts:
    """Read a page.

    Raises:
        Unreadable: it does not parse at all.
    """
    from lxml import etree, html

    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page).replace("\x00", ""))
        body = _article(page)
    except (etree.LxmlError, ValueError, RecursionError, AssertionError, MemoryError) as error:
        raise Unreadable(name, f"this page does not parse ({error or type(error).__name__}); save it again") from error
    meta = _meta(tree)
    data = _article_data(tree)
    headline = _clean(data.get("headline")) or _clean(meta.get("og:title")) or (body.title if body else "")
    site = _named(data.get("publisher")) or meta.get("og:site_name", "") or (body.sitename if body else "")
    paragraphs = tuple(filter(None, map(_clean, body.text.split("\n")))) if body else ()
    labels = [words for e in tree.iter("figcaption", "p", "span", "div") if (words := _own(e)) and label(words)]
    pictures = tuple(_pictures(data, meta, any((seen := label(w)) and seen.picture for w in labels)))
    return PageFacts(
        headline=_without_site(headline, site),
        standfirst=_standfirst(tree, headline),
        paragraphs=paragraphs,
        site=site,
        authors=tuple(_authors(data, meta, body.author if body else "")),
        sent=_sent(data, meta, body.date if body else ""),
        url=_address(tree, meta, data),
        language=_language(tree, data, meta),
        pictures=pictures,
        notices=tuple(_notices(tree, data, meta)),
        ai_text=_is_ai(data) or any((seen := label(w)) and seen.text for w in labels),
    )


@dataclass(frozen=True, slots=True)
class _Article:
    title: str
    text: str
    sitename: str
    author: str
    date: str


def _article(page: str) -> _Article | None:
    """Let trafilatura find the article; None when it sees none."""
    from trafilatura import bare_extraction

    dates = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d", "max_date": _LATEST}
    found = bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dates
    )
    if found is None or isinstance(found, dict):
        return None
    return _Article(
        _clean(found.title), found.text or "", _clean(found.sitename), _clean(found.author), _clean(found.date)
    )


def _clean(words: Any) -> str:  # noqa: ANN401 - whatever a page's JSON holds
    return _SPACE.sub(" ", words).strip() if isinstance(words, str) else ""


def _own(element: Any) -> str:  # noqa: ANN401 - lxml's element
    """The words of an element that has few and no further blocks."""
    words = _clean(element.text) if len(element) == 0 else ""
    return words if len(words) < 300 else ""


def _meta(tree: Any) -> dict[str, str]:  # noqa: ANN401
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = _clean(element.get("content"))
        if key and value:
            found.setdefault(key.lower(), value)
    return found


def _article_data(tree: Any) -> dict[str, Any]:  # noqa: ANN401
    """The first JSON-LD object that is an article; a broken block spoils itself alone."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _MOST_DATA:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type", "")
            if any(isinstance(k, str) and _ARTICLE.match(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
                return item
    return {}


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(data.get(key), depth + 1)


def _named(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, list):
        value = value[0] if value else ""
    return _clean(value.get("name") if isinstance(value, dict) else value)


def _without_site(headline: str, site: str) -> str:
    tail = _TITLE_TAIL.search(headline)
    return headline[: tail.start()] if tail and site and tail[1].casefold() in site.casefold() else headline


def _standfirst(tree: Any, headline: str) -> str:  # noqa: ANN401
    """A paragraph that the page itself marks as standfirst."""
    for element in tree.iter("p", "h2", "div"):
        if _STANDFIRST.search(element.get("class") or ""):
            words = _clean(element.text_content())
            if 30 < len(words) < 700 and words != headline:
                return words
    return ""


def _authors(data: dict[str, Any], meta: dict[str, str], found: str) -> Iterator[str]:
    people = data.get("author")
    names = [_named(p) for p in (people if isinstance(people, list) else [people])] if people else []
    names = [n for n in names if n] or [w.strip() for w in (found or meta.get("author", "")).split(";")]
    for name in dict.fromkeys(n for n in names if n and "://" not in n and len(n) < 80):
        yield name if re.match(r"(?i)(?:by|von|av|af|par|por|di|door)\s", name) else f"By {name}"


def _sent(data: dict[str, Any], meta: dict[str, str], found: str) -> Sent | None:
    """The first time that the page gives for its publication; htmldate's day when there is none."""
    keys = (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "dc.date.issued",
        "date",
    )
    for given in (_clean(data.get("datePublished")), *(meta.get(key, "") for key in keys), found):
        try:
            at = datetime.fromisoformat(given)
        except ValueError:
            continue
        if len(given) <= len("2026-01-01"):
            return Sent(
                datetime.combine(at.date(), time(), UTC), day_only=True, zone_inferred=True, why="only the day is given"
            )
        if at.tzinfo is None:
            return Sent(at.replace(tzinfo=UTC), zone_inferred=True, why="the page gives no zone; taken as UTC")
        return Sent(at)
    return None


def _address(tree: Any, meta: dict[str, str], data: dict[str, Any]) -> str:  # noqa: ANN401
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href")).strip()
    given = meta.get("og:url") or _clean(data.get("url"))
    return given if given.startswith("http") else ""


def _language(tree: Any, data: dict[str, Any], meta: dict[str, str]) -> str:  # noqa: ANN401
    """The article's language before the page's: the chrome may be in another."""
    for element in tree.iter("article"):
        if element.get("lang"):
            return _clean(element.get("lang"))
    given = _clean(data.get("inLanguage")) or _clean(tree.get("lang")) or meta.get("og:locale", "")
    return given.replace("_", "-")


def _is_ai(data: dict[str, Any]) -> bool:
    kind = _clean(data.get("digitalSourceType")).rsplit("/", 1)[-1].lower()
    return kind.removesuffix("digitalsource") in _AI_SOURCE


def _pictures(data: dict[str, Any], meta: dict[str, str], labelled: bool) -> Iterator[PagePicture]:
    """The pictures of JSON-LD, else Open Graph's; a label on the page counts for the first."""
    images = data.get("image") or []
    for n, image in enumerate((images if isinstance(images, list) else [images])[:12]):
        if isinstance(image, dict):
            yield PagePicture(
                url=_clean(image.get("url") or image.get("contentUrl")),
                caption=_clean(image.get("caption")),
                credit=_clean(image.get("creditText")) or _named(image.get("creator")) or _named(image.get("author")),
                description=_clean(image.get("description")),
                ai_made=_is_ai(image) or (labelled and n == 0),
            )
        elif isinstance(image, str) and n == 0:
            yield PagePicture(url=image.strip(), description=meta.get("og:image:alt", ""), ai_made=labelled)
    if not images and meta.get("og:image"):
        yield PagePicture(url=meta["og:image"], description=meta.get("og:image:alt", ""), ai_made=labelled)


def _notices(tree: Any, data: dict[str, Any], meta: dict[str, str]) -> Iterator[str]:  # noqa: ANN401
    """Reservations: the copyright notice, mining reservations, rights lines on the page; at most six."""
    given = [_clean(data.get("copyrightNotice")), meta.get("copyright", ""), meta.get("dcterms.rights", "")]
    if meta.get("tdm-reservation") == "1":
        given.append(f"tdm-reservation: 1 {meta.get('tdm-policy', '')}".strip())
    if "noai" in meta.get("robots", "").lower():
        given.append(f"robots: {meta['robots']}")
    for element in tree.iter("p", "span", "div", "small", "footer", "li"):
        if len(given) > 12:
            break
        if (words := _own(element)) and is_notice(words):
            given.append(words)
    yield from list(dict.fromkeys(filter(None, given)))[:6]
