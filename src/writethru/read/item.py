"""What a machine format says of one piece, field by field, and the take made of it.

Readers of NewsML, NITF, ninjs, feeds and the like fill in an ``Item``; ``take_of`` is the one way from there. The
take's text is the fields joined by blank lines, in the order in which a desk would print them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from writethru.model import (
    Dateline,
    Marker,
    NoteItem,
    PartKind,
    Picture,
    Rule,
    Sent,
    Signal,
    SourceKind,
    Span,
    Take,
)
from writethru.read.agencies import agency_named
from writethru.read.body import Body
from writethru.read.bylines import bylines
from writethru.read.captions import field_terms, picture
from writethru.read.dateline import dateline
from writethru.read.document import take_key
from writethru.read.embargo import with_embargo
from writethru.read.markers import merged, ordered, split_marker
from writethru.read.markup import Block
from writethru.read.notes import note_items
from writethru.read.terms import with_terms

_GAP = "\n\n"
_NO_HEADLINE = frozenset({Signal.KILL, Signal.HOLD, Signal.ADVISORY})


@dataclass(slots=True)
class Photo:
    """A picture as its format gives it; ``rights`` are phrases that bind it alone."""

    caption: str = ""
    description: str = ""
    credit: str = ""
    rights: list[str] = field(default_factory=list)
    url: str = ""
    ai_made: bool = False


@dataclass(slots=True)
class Item:
    """The fields of one piece, as received; what is empty was not given.

    Attributes:
        id: the item's own id, unique over versions where the format has such a one.
        guid, version, sequence, replaces, status: as in ``Take``.
        embargo: the embargo field verbatim; empty when the field is there without a time, None when it is absent.
        signal: what a status or signal field says; outranked by a stronger one in the words.
        notes: editors' notes, never published.
        rights: usage terms and copyright lines that bind the text.
        warnings: what was not understood, naming the field.
    """

    format: str
    id: str = ""
    guid: str = ""
    version: str = ""
    sequence: str = ""
    replaces: str = ""
    source: str = ""
    source_kind: SourceKind | None = None
    headline: str = ""
    slug: str = ""
    standfirst: str = ""
    bylines: list[str] = field(default_factory=list)
    dateline: str = ""
    notes: list[str] = field(default_factory=list)
    copy: list[Block] = field(default_factory=list)
    pictures: list[Photo] = field(default_factory=list)
    rights: list[str] = field(default_factory=list)
    sent: Sent | None = None
    embargo: str | None = None
    status: str = ""
    signal: Signal | None = None
    genre: str = ""
    language: str = ""
    url: str = ""
    ai_text: bool = False
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """The text as it grows, with each field's place."""

    words: list[str] = field(default_factory=list)
    fields: list[tuple[PartKind, Span, str]] = field(default_factory=list)
    end: int = 0

    def put(self, kind: PartKind, words: str, group: str = "") -> Span | None:
        words = words.strip("\n") if kind is PartKind.TABLE else " ".join(words.split())
        if not words.strip():
            return None
        start = self.end + len(_GAP) if self.words else 0
        self.end = start + len(words)
        self.words.append(words)
        span = Span(start, self.end)
        self.fields.append((kind, span, group))
        return span


def take_of(item: Item, document: str) -> Take:
    """Make the take of one item that came in the document of this hash. O(length)."""
    sheet = _Sheet()
    pictures = _lay_out(item, sheet)
    text = _GAP.join(sheet.words)
    body = Body(text, pictures=[_with_terms(text, p, sheet) for p in pictures])
    line = _parts(item, sheet, body)
    agency = agency_named(item.source) or (agency_named(line.source) if line and line.source else None)
    name = agency.name if agency else None
    headline = " ".join(item.headline.split())
    title_marker, title = split_marker(headline, name)
    slug_marker, slug = split_marker(" ".join(item.slug.split()), name)
    marker = merged([title_marker, slug_marker, *_signals(item, body, title)])
    identity = item.id or item.guid
    key = take_key(identity, "\x00".join([item.source, item.version, item.status, item.embargo or "", text]))
    take = Take(
        key=key,
        id=identity or key,
        document=document,
        format=item.format,
        source=item.source or (agency.name if agency else ""),
        source_kind=item.source_kind or (agency.kind if agency else SourceKind.UNKNOWN),
        text=text,
        parts=tuple(body.parts),
        headline=headline,
        title=title,
        marker=replace(marker, genre=marker.genre or item.genre),
        slug=slug,
        sent=item.sent,
        dateline=line,
        bylines=bylines(text, list(_spans(body, PartKind.BYLINE))),
        note=_promised(text, body),
        pictures=tuple(body.pictures),
        notices=tuple(_spans(body, PartKind.RIGHTS)),
        language=item.language,
        url=item.url,
        guid=item.guid,
        version=item.version,
        status=item.status,
        sequence=item.sequence,
        replaces=item.replaces,
        ai_text=item.ai_text,
        warnings=(*item.warnings, *_missing(title, marker.signal, body)),
    )
    return with_terms(with_embargo(take, item.embargo), item.rights)


def _lay_out(item: Item, sheet: _Sheet) -> list[Picture]:
    sheet.put(PartKind.HEADLINE, item.headline)
    sheet.put(PartKind.SLUG, item.slug)
    for note in item.notes:
        sheet.put(PartKind.NOTE, note)
    for byline in item.bylines:
        sheet.put(PartKind.BYLINE, byline)
    sheet.put(PartKind.STANDFIRST, item.standfirst)
    sheet.put(PartKind.DATELINE, item.dateline)
    for block in item.copy:
        sheet.put(block.kind, block.text)
    pictures = []
    for number, photo in enumerate(item.pictures, 1):
        group = f"picture-{number}"
        caption = sheet.put(PartKind.CAPTION, photo.caption, group)
        description = sheet.put(PartKind.DESCRIPTION, photo.description, group)
        for phrase in photo.rights:
            sheet.put(PartKind.RIGHTS, phrase, group)
        pictures.append(Picture(group, caption, description, photo.credit, ai_made=photo.ai_made, url=photo.url))
    for line in item.rights:
        sheet.put(PartKind.RIGHTS, line)
    return pictures


def _with_terms(text: str, given: Picture, sheet: _Sheet) -> Picture:
    """Add what the caption and the picture's own rights fields say to what the format declares."""
    read = picture(text, given.caption, given.group) if given.caption else given
    own = [s for kind, s, group in sheet.fields if kind is PartKind.RIGHTS and group == given.group]
    terms = (*read.terms, *(term for span in own for term in field_terms(text, span)))
    return replace(
        read,
        description=given.description,
        credit=given.credit or read.credit,
        ai_made=given.ai_made,
        url=given.url,
        terms=terms,
        handout=read.handout or any(term.rule is Rule.HANDOUT for term in terms),
    )


def _parts(item: Item, sheet: _Sheet, body: Body) -> Dateline | None:
    """Turn fields into parts; the first paragraph may hold the dateline, any of them a note or a rights line."""
    sent = item.sent.at.date() if item.sent else None
    line = given = None
    first = True
    for kind, span, group in sheet.fields:
        start = span.start
        if kind is PartKind.DATELINE:
            given = dateline(body.text, span.start, span.end, sent) or _place(body.text, span)
        if kind is not PartKind.PARAGRAPH:
            body.add(kind, span, group)
            continue
        if first and (line := dateline(body.text, span.start, span.end, sent)):
            body.add(PartKind.DATELINE, line.span)
            start = line.span.end
        first = False
        body.add_copy(start, span.end)
    return line or given


def _place(text: str, span: Span) -> Dateline | None:
    place = span.of(text).strip(" -–—_:")
    return Dateline((place,), None, day_inferred=False, source="", span=span) if place else None


def _signals(item: Item, body: Body, title: str) -> Iterable[Marker]:
    """What the format's own fields say, and what the words order."""
    if item.signal:
        yield Marker((), item.signal)
    first = next((span.of(body.text) for span in _spans(body, PartKind.PARAGRAPH)), "")
    if order := ordered(title, first):
        yield Marker((), order)


def _spans(body: Body, kind: PartKind) -> Iterable[Span]:
    return (part.span for part in body.parts if part.kind is kind and not part.group)


def _promised(text: str, body: Body) -> tuple[NoteItem, ...]:
    return tuple(found for span in _spans(body, PartKind.NOTE) for found in note_items(text, span))


def _missing(title: str, signal: Signal, body: Body) -> list[str]:
    if signal in _NO_HEADLINE:
        return []
    found = [] if title else ["no headline found"]
    return found if any(p.kind in (PartKind.PARAGRAPH, PartKind.TABLE) for p in body.parts) else [*found, "no body"]
