"""HTML pages: the article's words by trafilatura, what the page says of itself by JSON-LD and meta elements."""

import re
from collections.abc import Iterator
from dataclasses import replace

from writethru.errors import Unreadable
from writethru.model import Dateline, PartKind, Picture, Refused, SourceKind, Span, Take
from writethru.read.body import Body
from writethru.read.bylines import bylines
from writethru.read.captions import picture
from writethru.read.chrome import is_consent, is_furniture, is_related, label
from writethru.read.dateline import dateline
from writethru.read.decode import decode, looks_binary
from writethru.read.document import Document, take_key
from writethru.read.markers import split_marker
from writethru.read.notices import is_notice
from writethru.read.page_facts import PageFacts, charset, page_facts

_LARGEST = 5_000_000  # bytes of one page
_DEEPEST = 1_500  # elements within one another; browsers stop at 512
_MOST_TAGS = 60_000
_GAP = "\n\n"
_CLOSED = re.compile(
    r"<(/?)(?:div|span|section|article|b|i|em|strong|font|a|ul|ol|table|blockquote|center|svg|g)\b", re.IGNORECASE
)
_SHORT = 90
_CREDIT = 4  # words of a line that is a credit and no paragraph


class Html:
    """Reads HTML pages."""

    name = "html"

    def recognises(self, document: Document) -> float:
        """A doctype or an ``html`` element at the start; else tags under a name that says HTML."""
        head = document.data[:4000].lower()
        if looks_binary(head):
            return 0.0
        start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
        if start.startswith(b"<!doctype html") or b"<html" in head:
            return 0.97
        tags = sum(tag in head for tag in (b"<head", b"<body", b"<div", b"<p>", b"<article", b"<meta"))
        named = document.name.lower().removesuffix(".gz").endswith((".html", ".htm", ".xhtml"))
        return 0.9 if named and tags else 0.8 if start.startswith(b"<") and tags >= 2 else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read one page.

        Raises:
            Unreadable: it is too large, nested too deep, or holds no article.
        """
        data = document.data
        if len(data) > _LARGEST:
            raise Unreadable(document.name, f"a page of {len(data):,} bytes; {_LARGEST:,} is the most")
        page = decode(data, charset(data)).text
        if (tags := page.count("<")) > _MOST_TAGS:
            raise Unreadable(document.name, f"{tags:,} tags in one page; {_MOST_TAGS:,} is the most")
        if (depth := _depth(page)) > _DEEPEST:
            raise Unreadable(document.name, f"elements are nested {depth:,} deep; {_DEEPEST:,} is the most")
        yield take_of(page, document)


def _depth(page: str) -> int:
    """Return how deep elements of the kinds that must be closed are nested. O(length)."""
    deepest = depth = 0
    for tag in _CLOSED.finditer(page):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def take_of(page: str, document: Document) -> Take:
    """Make the take of one page.

    Raises:
        Unreadable: there is no article in it.
    """
    facts = page_facts(page, document.name)
    if not facts.copy and not facts.headline:
        raise Unreadable(
            document.name, "no article text in it; save the page again, or add its text with --as page-text"
        )
    layout, pictures = _laid_out(facts)
    body = Body(layout.text, pictures=[_with_terms(layout.text, p) for p in pictures])
    line = _read_copy(body, layout, facts)
    labels = (label(p.span.of(body.text)) for p in body.parts if p.kind is PartKind.LABEL)
    marker, title = split_marker(facts.headline)
    url = facts.url or (document.name if document.name.startswith(("http://", "https://")) else "")
    key = take_key(url, body.text)
    return Take(
        key=key,
        id=key,
        document=document.sha256,
        format="html",
        source=facts.site,
        source_kind=SourceKind.PAGE,
        text=body.text,
        parts=tuple(body.parts),
        headline=facts.headline,
        title=title,
        marker=marker,
        sent=facts.sent,
        dateline=line,
        bylines=bylines(body.text, [p.span for p in body.parts if p.kind is PartKind.BYLINE]),
        pictures=tuple(body.pictures),
        notices=tuple(p.span for p in body.parts if p.kind is PartKind.RIGHTS),
        language=facts.language,
        url=url,
        ai_text=facts.ai_text or any(seen.text for seen in labels if seen),
        warnings=() if facts.headline else ("no headline found",),
    )


class _Layout:
    """The text of a page as it grows: fields joined by blank lines, each with what it is."""

    def __init__(self) -> None:
        self.fields: list[tuple[PartKind, Span, str]] = []
        self._words: list[str] = []
        self._end = 0

    @property
    def text(self) -> str:
        """All fields, joined."""
        return _GAP.join(self._words)

    def put(self, kind: PartKind, words: str, group: str = "") -> Span:
        """Add a field and return where it stands."""
        start = self._end + len(_GAP) if self._words else 0
        self._end = start + len(words)
        self._words.append(words)
        span = Span(start, self._end)
        self.fields.append((kind, span, group))
        return span


def _kind(words: str) -> PartKind:
    if label(words):
        return PartKind.LABEL
    if is_consent(words) or (len(words) < _SHORT and (is_furniture(words) or is_related(words))):
        return PartKind.CHROME
    return PartKind.RIGHTS if is_notice(words) else PartKind.PARAGRAPH


def _laid_out(facts: PageFacts) -> tuple[_Layout, list[Picture]]:
    """Put the page's fields in order, and read its pictures."""
    layout = _Layout()
    pictures: list[Picture] = []
    if facts.headline:
        layout.put(PartKind.HEADLINE, facts.headline)
    for words in facts.copy:
        layout.put(PartKind.STANDFIRST if words == facts.standfirst else _kind(words), words)
    for found in facts.pictures:
        group = f"picture-{len(pictures) + 1}"
        caption = layout.put(PartKind.CAPTION, found.caption, group) if found.caption else None
        description = layout.put(PartKind.DESCRIPTION, found.description, group) if found.description else None
        pictures.append(Picture(group, caption, description, found.credit, ai_made=found.ai_made, url=found.url))
    for author in facts.authors:
        layout.put(PartKind.BYLINE, author)
    for notice in facts.notices:
        layout.put(PartKind.RIGHTS, notice)
    return layout, pictures


def _with_terms(text: str, given: Picture) -> Picture:
    """Add what the caption's words say to what the page declares."""
    if given.caption is None:
        return given
    read = picture(text, given.caption, given.group)
    return replace(
        read, description=given.description, credit=given.credit or read.credit, ai_made=given.ai_made, url=given.url
    )


def _read_copy(body: Body, layout: _Layout, facts: PageFacts) -> Dateline | None:
    """Turn fields into parts; a paragraph may hold a dateline, a note, a rights line."""
    line: Dateline | None = None
    first = True
    for kind, span, group in layout.fields:
        start = span.start
        if kind is not PartKind.PARAGRAPH:
            body.add(kind, span, group)
            continue
        if first and _is_credit(span.of(body.text)):
            body.add(PartKind.BYLINE, span)
            continue
        if first:
            line = dateline(body.text, span.start, span.end, facts.sent.at.date() if facts.sent else None)
        if first and line:
            body.add(PartKind.DATELINE, line.span)
            start = line.span.end
        first = False
        body.add_copy(start, span.end)
    return line


def _is_credit(words: str) -> bool:
    """Say whether a line before the first paragraph is but a name: the agency's or the writer's."""
    return len(words.split()) <= _CREDIT and words[-1:].isalnum() and words[:1].isupper()


def reader() -> Html:
    """Make the reader."""
    return Html()
