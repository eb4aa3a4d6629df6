"""Text saved off a web page: headline, standfirst, paragraphs, labelled pictures, teasers, and the page's furniture.

Nothing tells a page's parts but their words and their order, so this reader looks for what pages have in common, in
any language: a related list under its heading, labels of what AI made, a consent notice, buttons. It also reads
plain text that is nothing but headline and paragraphs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from writethru.model import Dateline, Part, PartKind, Picture, Refused, SourceKind, Span, Take
from writethru.read import times
from writethru.read.body import Body
from writethru.read.bylines import bylines, is_byline, names
from writethru.read.captions import is_caption
from writethru.read.chrome import declared_ai, is_consent, is_furniture, is_related, label, related_prefix
from writethru.read.dateline import dateline
from writethru.read.decode import decode, looks_binary
from writethru.read.document import Document, take_key
from writethru.read.lines import Line, closed, is_divider, is_prose, lines, size, unwrapped
from writethru.read.markers import merged, ordered, split_marker
from writethru.read.notices import is_notice, language
from writethru.read.outlet import outlet, page_address, titled
from writethru.read.plain import words
from writethru.read.teasers import Teasers, describes

_PEEK = 60_000
_TITLE = 220  # Latin letters' worth; no headline is longer
_WORDS = re.compile(r"[^\W_]{4,}|\d[\d.,]*")
_SUMMARY = 0.33  # share of its words that a standfirst has in common with the paragraph after it
_SIGNS = {"label": 0.6, "related": 0.45, "consent": 0.45, "furniture": 0.25, "address": 0.15, "notice": 0.1}
_PLAIN = 0.35  # plain text of which nothing else is known


class PageText:
    """Reads text saved off a page, and plain text."""

    name = "page-text"

    def recognises(self, document: Document) -> float:
        """Any text may be one; a page's furniture makes it sure."""
        head = document.data[:_PEEK]
        if looks_binary(head) or not head.strip() or _is_markup(head):
            return 0.0
        doubt = 1 - _PLAIN
        for sign in _signs(lines(decode(head).text if len(head) == len(document.data) else _cut(head))):
            doubt *= 1 - _SIGNS[sign]
        return round(1 - doubt, 3)

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read one page.

        Raises:
            Unreadable: there are no words.
        """
        yield take_of(words(document), document.sha256)


def _cut(head: bytes) -> str:
    return decode(head[: head.rfind(b"\n") + 1] or head).text


def _is_markup(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:400].lower()
    return bool(re.match(rb"<(?:!doctype|html|\?xml|doc>|\w+[ />])|[{\[]\s*[\"{\[]|%pdf", start))


def _signs(found: list[Line]) -> Iterator[str]:
    words = [line.words for line in found]
    tests = {
        "label": any(label(w) for w in words),
        "related": any(is_related(w) for w in words),
        "consent": any(is_consent(w) for w in words),
        "furniture": sum(is_furniture(w) for w in words) >= 2,
        "address": any(page_address(w) for w in words),
        "notice": any(is_notice(w) for w in words),
    }
    yield from (name for name, seen in tests.items() if seen)


@dataclass(slots=True)
class _Page:
    """A page while it is taken apart: its lines, and the kind that each was given."""

    text: str
    found: list[Line]
    kinds: dict[int, PartKind] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)
    related: range = range(0)
    clock: times.Clock | None = None
    ai_text: bool = False
    line: Dateline | None = None

    def free(self, start: int, end: int) -> Iterator[int]:
        """The lines of a stretch that have no kind yet."""
        return (n for n in range(start, end) if n not in self.kinds)

    def give(self, n: int, kind: PartKind, group: str = "") -> None:
        """Say what a line is."""
        self.kinds[n] = kind
        if group:
            self.groups[n] = group


def take_of(text: str, document: str) -> Take:
    """Make the take of one page. O(length)."""
    page = _Page(text, unwrapped(lines(text), _stands_alone))
    _furniture(page)
    end = _related(page)
    clocks = (page.found[n].words.lstrip("| ") for n in range(end) if page.kinds.get(n) is PartKind.TIME)
    page.clock = next(map(times.clock, clocks), None)
    _pictures(page, end)
    head = _headline(page, end)
    _copy(page, head, end)
    body = Body(text, pictures=page.pictures)
    teasers = _parts(page, body)
    key = take_key("", text)
    tail = page.found[end].span if end < len(page.found) else Span(len(text), len(text))
    headline = page.found[head].words if head is not None else ""
    marker, title = split_marker(headline)
    first = next((p.span.of(text) for p in body.parts if p.kind is PartKind.PARAGRAPH), "")
    title = titled(title)
    if order := ordered(title, first):
        marker = merged([marker, replace(marker, signal=order)])
    return Take(
        key=key,
        id=key,
        document=document,
        format="page-text",
        source_kind=SourceKind.PAGE if any(True for _ in _signs(page.found)) else SourceKind.UNKNOWN,
        text=text,
        parts=tuple(body.parts),
        headline=headline,
        title=title,
        marker=marker,
        dateline=page.line,
        bylines=bylines(text, [p.span for p in body.parts if p.kind is PartKind.BYLINE and p.span < tail]),
        pictures=(*page.pictures, *teasers.pictures),
        teasers=tuple(teasers.teasers),
        notices=tuple(p.span for p in body.parts if p.kind is PartKind.RIGHTS),
        ai_text=page.ai_text or declared_ai(text, body.parts),
        warnings=() if headline else ("no headline found",),
        **_origin(page, head),
    )


def _origin(page: _Page, head: int | None) -> dict[str, Any]:
    """Who sends it, from where and when, as far as the page says."""
    words = [line.words for line in page.found]
    url = next((found for w in words if (found := page_address(w))), "")
    tongue = next((found for w in words if is_notice(w) and (found := language(w))), "")
    return {
        "source": outlet(words, words[head] if head is not None else "", url),
        "url": url,
        "sent": times.sent(page.clock, None, tongue) if page.clock else None,
    }


def _stands_alone(words: str) -> bool:
    """Say whether a line is never part of a wrapped paragraph."""
    return bool(
        label(words)
        or is_related(words)
        or is_furniture(words)
        or is_notice(words)
        or is_byline(words)
        or is_caption(words)
        or page_address(words)
        or times.clock(words.lstrip("| "))
    )


def _furniture(page: _Page) -> None:
    """Tell the lines that are known by themselves: notices, times, addresses, buttons, the consent notice."""
    consents = [n for n, line in enumerate(page.found) if is_consent(line.words)]
    last_prose = max((n for n, line in enumerate(page.found) if is_prose(line.words) and n not in consents), default=-1)
    for n, line in enumerate(page.found):
        words = line.words
        if n in consents or page_address(words) or is_divider(words):
            page.give(n, PartKind.CHROME)
        elif is_notice(words):
            page.give(n, PartKind.RIGHTS)
        elif is_furniture(words) and not is_related(words):
            page.give(n, PartKind.CHROME)
        elif times.clock(words.lstrip("| ")):
            page.give(n, PartKind.TIME)
        elif is_byline(words) and n < len(page.found) - 1:
            page.give(n, PartKind.BYLINE)
    if consents and consents[-1] > last_prose:  # the notice ends the page: so does what stands around it
        first = next(n for n in consents if n > last_prose)
        for n in page.free(first, len(page.found)):
            page.give(n, PartKind.CHROME)
        if first - 1 > last_prose and not page.found[first].gap and first - 1 not in page.kinds:
            page.give(first - 1, PartKind.CHROME)


def _related(page: _Page) -> int:
    """Find the list of related pages; return where the page's own copy ends."""
    total = len(page.found)
    prose = (n for n in page.free(0, total) if is_prose(page.found[n].words) and not describes(page.found, n))
    first_prose = next(prose, total)
    end = total
    for n in page.free(0, total):
        if not is_related(page.found[n].words):
            continue
        page.give(n, PartKind.CHROME)
        if n > first_prose and end == total and _is_list(page, n, total):
            end = n
    page.related = range(end, total)
    return end


def _is_list(page: _Page, n: int, total: int) -> bool:
    """A heading is one when what follows does not go on as the copy did: it comes late, or titles and labels follow."""
    headings = [m for m in range(n + 1, total) if is_related(page.found[m].words)]
    if headings and headings[0] + 1 < total:  # another list follows: what stands between may be the copy going on
        between = [page.found[m].words for m in page.free(n + 1, headings[0])]
        if between and all(closed(w) and not label(w) for w in between):
            return False
    after = [page.found[m].words for m in page.free(n + 1, total)]
    prose = [w for w in after if is_prose(w)]
    before = [m for m in page.free(0, n) if is_prose(page.found[m].words)]
    others = len(after) - len(prose)
    return len(prose) <= 2 or others > 0 or len(before) >= len(prose)


def _pictures(page: _Page, end: int) -> None:
    """File descriptions with the labels under them; a label that recurs belongs to the picture before it."""
    titles = [n for n in page.free(0, end) if _could_title(page, n) and not describes(page.found, n)]
    for n in list(page.free(0, end)):
        made = label(page.found[n].words)
        if describes(page.found, n) and (titles or not _could_title(page, n)):
            group = f"picture-{len(page.pictures) + 1}"
            page.pictures.append(Picture(group, description=page.found[n].span))
            page.give(n, PartKind.DESCRIPTION, group)
        elif made:
            page.ai_text |= made.text
            group = _labelled(page) if made.picture else ""
            page.give(n, PartKind.LABEL, "" if made.text else group)


def _labelled(page: _Page) -> str:
    if not page.pictures:
        page.pictures.append(Picture("picture-1"))
    page.pictures[-1] = replace(page.pictures[-1], ai_made=True)
    return page.pictures[-1].group


def _could_title(page: _Page, n: int) -> bool:
    words = page.found[n].words
    return not label(words) and size(words) <= _TITLE and not (is_prose(words) and words.endswith((".", "。")))


def _headline(page: _Page, end: int) -> int | None:
    """Choose the headline: the first title of some length before the running text, a repeated one first of all."""
    free = list(page.free(0, end))
    stop = next((n for n in free if is_prose(page.found[n].words) and not _could_title(page, n)), end)
    titles = [n for n in free if n < stop and _could_title(page, n)]
    if not titles:
        return None
    words = [page.found[n].words for n in titles]
    for n, w in zip(titles, words, strict=True):  # the window's title: "headline | outlet"
        if any(other != w and w.startswith(other) and titled(w) == other for other in words):
            page.give(n, PartKind.CHROME)
            return _headline(page, end)
    said_twice = [n for n, w in zip(titles, words, strict=True) if words.count(w) > 1 and _is_long(w)]
    longer = [n for n, w in zip(titles, words, strict=True) if _is_long(w)]
    best = said_twice or longer or [max(titles, key=lambda n: (size(page.found[n].words), -n))]
    page.give(best[0], PartKind.HEADLINE)
    return best[0]


def _is_long(words: str) -> bool:
    return len(words.split()) >= 4 or (size(words) >= 20 and size(words) > 1.5 * len(words))


def _copy(page: _Page, head: int | None, end: int) -> None:
    """Tell standfirst, paragraphs, captions and what is left of the furniture apart."""
    start = head + 1 if head is not None else 0
    headline = page.found[head].words if head is not None else ""
    free = list(page.free(0, end))
    prose = [n for n in free if n >= start and is_prose(page.found[n].words)]
    last = prose[-1] if prose else end
    for n in free:
        words = page.found[n].words
        if is_caption(words):
            page.give(n, PartKind.CAPTION)
        elif n < start or words == headline:
            page.give(n, PartKind.HEADLINE if words == headline else PartKind.CHROME)
        elif prose and n < prose[0]:
            kind = PartKind.PARAGRAPH if closed(words) and not _apart(page, n, prose[0]) else PartKind.STANDFIRST
            page.give(n, kind if _is_long(words) else PartKind.BYLINE if _signed(page, n) else PartKind.CHROME)
        elif n > last and not is_prose(words) and not page.found[n].words.endswith((".", "!", "?", "”", '"', "。")):
            page.give(n, PartKind.TEASER_HEADLINE if _is_long(words) else PartKind.CHROME)
        elif _is_long(words) or is_prose(words) or not prose or words.endswith((".", "!", "?", '"', "”", "。")):
            page.give(n, PartKind.PARAGRAPH)
        else:
            page.give(n, PartKind.CHROME)
    _standfirst(page, prose)


def _standfirst(page: _Page, prose: list[int]) -> None:
    """A first paragraph that is set apart, or that the second one tells anew, is the standfirst."""
    if len(prose) < 3 or PartKind.STANDFIRST in page.kinds.values():
        return
    first, second = prose[0], prose[1]
    apart = _apart(page, first, second)
    words, again = (_content(page.found[n].words) for n in (first, second))
    if apart or (len(words) > 8 and len(words & again) >= _SUMMARY * len(words)):
        page.give(first, PartKind.STANDFIRST)


def _signed(page: _Page, n: int) -> bool:
    """Say whether a bare name stands beside the time: a byline without its "By"."""
    beside = (page.kinds.get(n - 1), page.kinds.get(n + 1))
    return PartKind.TIME in beside and len(names(page.found[n].words)) == 1


def _apart(page: _Page, first: int, second: int) -> bool:
    """Say whether a byline or a time stands between two lines."""
    return any(page.kinds.get(n) in (PartKind.BYLINE, PartKind.TIME) for n in range(first + 1, second))


def _content(words: str) -> frozenset[str]:
    return frozenset(w.lower() for w in _WORDS.findall(words))


def _parts(page: _Page, body: Body) -> Teasers:
    """Lay out all parts in order: the page's own, then its teasers."""
    inline = Teasers(len(page.pictures) + 1)
    run: list[int] = []
    for n in range(page.related.start):
        kind, line = page.kinds.get(n, PartKind.CHROME), page.found[n]
        if kind is PartKind.PARAGRAPH and (at := related_prefix(line.words)):
            _flush(page, body, run)
            span = Span(line.span.start + at, line.span.end)
            inline.headline(span)
            body.add(PartKind.TEASER_HEADLINE, span, inline.teasers[-1].group)
        elif kind is PartKind.PARAGRAPH:
            run.append(n)
        elif kind is PartKind.TEASER_HEADLINE:
            _flush(page, body, run)
            inline.headline(line.span)
            body.add(kind, line.span, inline.teasers[-1].group)
        elif kind is PartKind.CAPTION:
            _flush(page, body, run)
            body.add_caption(line.span)
        else:
            _flush(page, body, run)
            body.add(kind, line.span, page.groups.get(n, ""))
    _flush(page, body, run)
    rest = list(page.free(page.related.start, page.related.stop))
    before = len(inline.parts)
    inline.first_picture = len(page.pictures) + 1
    inline.read([page.found[n] for n in rest])
    known = [Part(kind, page.found[n].span) for n, kind in page.kinds.items() if n in page.related]
    body.parts.extend(sorted([*inline.parts[before:], *known], key=lambda part: part.span))
    return inline


def _flush(page: _Page, body: Body, run: list[int]) -> None:
    """Read a stretch of paragraphs, the dateline before the first of them."""
    if not run:
        return
    start, end = page.found[run[0]].span.start, page.found[run[-1]].span.end
    if not any(part.kind is PartKind.PARAGRAPH for part in body.parts):
        sent = page.clock.day if page.clock else None
        page.line = dateline(page.text, start, end, sent)
        if page.line:
            body.add(PartKind.DATELINE, page.line.span)
            start = page.line.span.end
    body.add_copy(start, end)
    run.clear()


def reader() -> PageText:
    """Make the reader."""
    return PageText()
