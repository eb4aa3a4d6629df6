"""Agency copy as plain text: headline, marker, slug, note, byline, dateline, body, signoff, end mark, rights line.

The header may stand in any order and say things twice, as on a redistributor's page; what comes after the end mark
is the redistributor's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from writethru.model import Dateline, Marker, PartKind, Refused, Sent, Signal, SourceKind, Span, Take
from writethru.read import times
from writethru.read.agencies import Agency, agency_named, known
from writethru.read.body import Body
from writethru.read.bylines import bylines, hangul_name, is_after, is_byline, is_signoff
from writethru.read.captions import is_caption
from writethru.read.chrome import declared_ai, is_consent, is_furniture, is_related, label
from writethru.read.dateline import dateline, day_of, with_year
from writethru.read.decode import decode, looks_binary
from writethru.read.document import Document, take_key
from writethru.read.embargo import is_embargo, with_embargo
from writethru.read.lines import Line, closed, is_divider, is_end, is_prose, lines, unwrapped
from writethru.read.markers import is_slug_line, merged, pieced, slug_line, split_marker, style
from writethru.read.notes import is_note, note_end, note_items, opens_note
from writethru.read.notices import is_notice, language
from writethru.read.orders import commanded, named
from writethru.read.plain import words
from writethru.read.several import pieces

_HEADER = 40  # lines within which the dateline must come
_BEFORE = 1  # paragraphs that may stand before the dateline: a summary
_FULL = 45  # a wrapped line is at least that long
_PEEK = 20_000
_SOURCE_LINE = re.compile(r"(?:Source|Editor|Quelle|Kilde|来源|编辑|責編)\s?[:：]\s?(.{2,40})$")
_BRACKETED = re.compile(r"[\[【(][^\[\]【】()]*[\]】)]\s*\w")  # what follows the bracket is the headline
_REPORTER = re.compile(r"[가-힣]{2,4} (?:기자|특파원|통신원)")  # stands in a Korean dateline
_SLUG = re.compile(r"[^\s-][^-]{0,24}(?:--?[^\s-][^-]{0,24}){1,6}/?")
_SEEN = {
    "dateline": 0.6,
    "note": 0.55,
    "disclaimer": 0.5,
    "marker": 0.4,
    "end": 0.3,
    "signoff": 0.25,
    "twice": 0.15,
    "slug": 0.15,
    "byline": 0.05,
}


class Wire:
    """Reads agency copy."""

    name = "wire"

    def recognises(self, document: Document) -> float:
        """Weigh what only agency copy has; a page's furniture around it counts against."""
        head = document.data[:_PEEK]
        if looks_binary(head) or head.lstrip()[:1] in (b"<", b"{"):
            return 0.0
        found = lines(decode(_whole_lines(head, document.data)).text)
        doubt = 1.0
        for mark in _marks(found):
            doubt *= 1 - _SEEN[mark]
        furniture = sum(is_related(line.words) or is_consent(line.words) for line in found)
        return round((1 - doubt) * (0.5 if furniture and doubt > 0.25 else 1.0), 3)

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read the piece, or each of several that stand one behind the other.

        Raises:
            Unreadable: there are no words.
        """
        text = words(document)
        for place in pieces(text):
            yield take_of(place.of(text), document.sha256)


def _whole_lines(head: bytes, data: bytes) -> bytes:
    return head if len(head) == len(data) else head[: head.rfind(b"\n") + 1] or head


def _marks(found: list[Line]) -> Iterator[str]:
    top = found[:_HEADER]
    words = [line.words for line in top]
    line = _body_at(found)[1]
    tests = {
        "dateline": line is not None and known(line.source),
        "note": any(opens_note(w) or (w.startswith("(") and is_note(w)) for w in words),
        "marker": any(split_marker(w, "AP" if is_slug_line(w) else None)[0].raw for w in words[:4] if len(w) < 200),
        "disclaimer": any(line.words.startswith("***") and label(line.words) for line in found),
        "end": any(is_end(line.words) for line in found[1:]),
        "signoff": any(is_signoff(line.words) for line in found[-12:]),
        "twice": len({w for w in words if len(w) < 200}) < len([w for w in words if len(w) < 200]),
        "slug": any(is_slug(split_marker(w)[1]) for w in words[:8]),
        "byline": any(is_byline(w) for w in words[:12]),
    }
    yield from (name for name, seen in tests.items() if seen)


def is_slug(words: str) -> bool:
    """Say whether a line could be a slug: few short words tied by hyphens, and no sentence."""
    if len(words) > 60 or not _SLUG.fullmatch(words) or words.endswith((".", "?", "!")):
        return False
    return len(words.split()) <= 4 and max(len(p.split()) for p in words.split("-")) <= 3


@dataclass(slots=True)
class _Header:
    """What the lines before the dateline say, each part in order."""

    body: Body
    titles: list[Span]
    bylines: list[Span]
    notes: list[Span]
    clock: times.Clock | None = None
    source: Agency | None = None


def take_of(text: str, document: str, stretches: Sequence[Span] = (), by: Sent | None = None) -> Take:
    """Make the take of one piece of agency copy. O(length).

    Args:
        text: the whole text as received.
        document: the hash of the document that it came in.
        stretches: where in the text the piece stands, in order, the last with its copy; by default all of it.
        by: when it had been sent, for a piece that says nothing of it.
    """
    parts = stretches or (Span(0, len(text)),)
    every = unwrapped([line for part in parts for line in lines(text, part.start, part.end)], _stands_alone)
    at, line = _body_at(every)
    head = _header(text, every[:at])
    agency = agency_named(line.source) if line and line.source else head.source or _styled(text, head)
    sent = _sent(text, head, every, agency) or by
    if line is not None and at < len(every):
        line = dateline(text, every[at].span.start, sent=sent.at.date() if sent else None)
    body = head.body
    headline, marker, slug, replaces = _titles(text, body, head.titles, agency)
    if at < len(every):
        _copy(body, every, at, line)
    if line and not line.day and (found := day_of(line, text)):
        line = with_year(line, found, (p.day for p in body.pictures if p.day))
    if line and (reporter := _REPORTER.search(line.span.of(text))):
        head.bylines.append(Span(line.span.start + reporter.start(), line.span.start + reporter.end()))
    title = split_marker(headline, agency.name if agency else None)[1]
    marker = commanded(marker, body, title)
    note = tuple(item for p in body.parts if p.kind is PartKind.NOTE for item in note_items(text, p.span))
    key = take_key("", text)
    take = Take(
        key=key,
        id=key,
        document=document,
        format="wire",
        source=agency.name if agency else line.source if line else "",
        source_kind=agency.kind if agency else SourceKind.AGENCY if marker.raw else SourceKind.UNKNOWN,
        text=text,
        parts=tuple(body.parts),
        headline=headline,
        title=title,
        marker=pieced(marker, note),
        slug=slug,
        sent=sent,
        dateline=line,
        bylines=bylines(text, head.bylines),
        note=note,
        pictures=tuple(body.pictures),
        notices=tuple(p.span for p in body.parts if p.kind is PartKind.RIGHTS),
        replaces=replaces or named(marker, body),
        ai_text=declared_ai(text, body.parts),
        warnings=_warnings(body, headline, marker),
    )
    return with_embargo(take)


def _warnings(body: Body, headline: str, marker: Marker) -> tuple[str, ...]:
    if headline or marker.signal in (Signal.KILL, Signal.HOLD):
        return ()
    return ("no headline found",) if body.parts else ("no parts found",)


def _styled(text: str, head: _Header) -> Agency | None:
    """Return the agency whose way of marking the header lines have."""
    marked = [span.of(text) for span in head.titles]
    marked += [p.span.of(text) for p in head.body.parts if p.kind is PartKind.MARKUP]
    return next((found for words in marked if (name := style(words)) and (found := agency_named(name))), None)


def _body_at(every: list[Line]) -> tuple[int, Dateline | None]:
    """Return the line that the body begins with: the dateline's, else the first of running text."""
    prose = 0
    for n, line in enumerate(every[:_HEADER]):
        found = None if is_caption(line.words) else dateline(line.words)
        if found and (n or is_prose(line.words) or known(found.source)):
            return n, found
        prose += is_prose(line.words) and not _is_furnished(line.words)
        if prose > _BEFORE:  # running text has begun: a dateline further on is another piece's
            break
    titled = False
    for n, line in enumerate(every):
        if _is_furnished(line.words):
            continue
        if titled and is_prose(line.words):
            return n, None
        titled = True
    first = next((n for n, line in enumerate(every) if not _is_furnished(line.words)), len(every))
    return (first, None) if first < len(every) and is_prose(every[first].words) else (len(every), None)


def _is_furnished(words: str) -> bool:
    return bool(
        opens_note(words)
        or is_byline(words)
        or is_caption(words)
        or is_notice(words)
        or times.clock(words.lstrip("| "))
        or (words.startswith("(") and is_note(words))
    )


def _stands_alone(words: str) -> bool:
    """Say whether a line is never part of a wrapped paragraph."""
    return _is_furnished(words) or is_end(words) or bool(len(words) < 200 and split_marker(words)[0].raw)


def _header(text: str, found: list[Line]) -> _Header:
    """Tell the header lines apart; titles are left to ``_titles``, in their places."""
    head = _Header(Body(text), [], [], [])
    spans = [line.span for line in found]
    n = 0
    while n < len(found):
        line, stop = found[n], n + 1
        if opens_note(line.words):
            stop = _note_end(text, spans, found, n)
            head.body.add(PartKind.NOTE, Span(line.span.start, found[stop - 1].span.end))
        elif line.words.startswith("(") and is_note(line.words):
            head.body.add(PartKind.NOTE, line.span)
        elif is_caption(line.words):
            head.body.add_caption(line.span)
        elif _byline_at(found, n):
            head.bylines.append(line.span)
            head.body.add(PartKind.BYLINE, line.span)
        elif read := times.clock(line.words.lstrip("| ")):
            head.clock = head.clock or read
            head.body.add(PartKind.TIME, line.span)
        else:
            _other(head, line)
        n = stop
    return head


def _note_end(text: str, spans: list[Span], found: list[Line], n: int) -> int:
    """A note in brackets ends with its bracket; another one with its sentence, when its lines are wrapped."""
    stop = note_end(text, spans, n)
    if found[n].words.startswith("("):
        return stop
    while stop < len(found) and not found[stop].gap and len(found[stop - 1].words) >= _FULL:
        if closed(found[stop - 1].words) or _stands_alone(found[stop].words) or is_slug(found[stop].words):
            break
        stop += 1
    return stop


def _byline_at(found: list[Line], n: int) -> bool:
    words = found[n].words
    if hangul_name(words) and not n:
        return False  # a title of one word comes first
    return is_byline(words) or (is_after(words) and n > 0 and is_byline(found[n - 1].words))


def _other(head: _Header, line: Line) -> None:
    marker, rest = split_marker(line.words)
    if is_notice(line.words):
        head.body.add(PartKind.RIGHTS, line.span)
    elif is_embargo(line.words) and not _BRACKETED.match(line.words):
        head.body.add(PartKind.NOTE, line.span)
    elif label(line.words):
        head.body.add(PartKind.LABEL, line.span)
    elif found := _SOURCE_LINE.match(line.words):
        head.source = head.source or agency_named(found[1])
        head.body.add(PartKind.MARKUP, line.span)
    elif known(line.words) or (marker.raw and not rest) or is_divider(line.words):
        head.source = head.source or agency_named(line.words)
        head.body.add(PartKind.MARKUP, line.span)
    elif is_furniture(line.words):
        head.body.add(PartKind.CHROME, line.span)
    else:
        head.titles.append(line.span)
        head.body.add(PartKind.HEADLINE, line.span)


def _titles(text: str, body: Body, titles: list[Span], agency: Agency | None) -> tuple[str, Marker, str, str]:
    """Tell headline, slug and summary lines apart; return headline as received, marker, slug and replaced number."""
    name = agency.name if agency else None
    bare = {s: split_marker(s.of(text), name or ("AP" if is_slug_line(s.of(text)) else None)) for s in titles}
    slugs = [s for s in titles if is_slug(bare[s][1]) or is_slug_line(s.of(text))]
    others = [s for s in titles if s not in slugs]
    if not others and slugs and len(bare[slugs[0]][1].split()) > 2 and not is_slug_line(slugs[0].of(text)):
        slugs, others = slugs[1:], slugs[:1]  # a headline with hyphens, and no slug
    headline = others[0].of(text) if others else ""
    same = bare[others[0]][1].casefold() if others else ""
    for n, part in enumerate(body.parts):
        if part.kind is PartKind.HEADLINE and part.span in slugs:
            body.parts[n] = replace(part, kind=PartKind.SLUG)
        elif part.kind is PartKind.HEADLINE and bare[part.span][1].casefold() != same:
            body.parts[n] = replace(part, kind=PartKind.STANDFIRST)
    header_lines = [split_marker(p.span.of(text), name)[0] for p in body.parts if p.kind is PartKind.MARKUP]
    marked = [bare[s][0] for s in titles if s in slugs or bare[s][1].casefold() == same]
    marker = merged([*marked, *header_lines])
    if not slugs:
        return headline, marker, "", ""
    first = slugs[0].of(text)
    return (headline, marker, *(slug_line(first)[1:] if is_slug_line(first) else (bare[slugs[0]][1], "")))


def _sent(text: str, head: _Header, every: list[Line], agency: Agency | None) -> Sent | None:
    read = head.clock or next((c for line in every[-6:] if (c := times.clock(line.words.lstrip("| ")))), None)
    if read is None:
        return next((at for last in every[-6:] if (at := times.file_time(last.words))), None)
    tongue = next((found for line in every if is_notice(line.words) and (found := language(line.words))), "")
    if not tongue and any(hangul_name(span.of(text)) for span in head.bylines):
        tongue = "ko"
    return times.sent(read, agency, tongue)


def _copy(body: Body, every: list[Line], at: int, line: Dateline | None) -> None:
    """Read the dateline and the copy up to the end mark; the rest is the redistributor's."""
    start = every[at].span.start
    if line:
        body.add(PartKind.DATELINE, line.span)
        start = line.span.end
    stop = next((n for n in range(at, len(every)) if is_end(every[n].words) or _tail(every, n)), len(every))
    body.add_copy(start, every[stop].span.start if stop < len(every) else every[-1].span.end)
    for after in every[stop:]:
        if is_end(after.words):
            body.add(PartKind.END, after.span)
        else:
            body.add(*_after_end(after))


def _tail(every: list[Line], n: int) -> bool:
    """Furniture of the page that the copy was saved off, with no running text after it."""
    if not (is_related(every[n].words) or is_consent(every[n].words)):
        return False
    return not any(is_prose(line.words) and not is_consent(line.words) for line in every[n + 1 :])


def _after_end(line: Line) -> tuple[PartKind, Span]:
    if is_notice(line.words):
        return PartKind.RIGHTS, line.span
    if times.clock(line.words.lstrip("| ")):
        return PartKind.TIME, line.span
    return (PartKind.SIGNOFF if is_signoff(line.words) else PartKind.CHROME), line.span


def reader() -> Wire:
    """Make the reader."""
    return Wire()
