"""What a machine format says of one piece, field by field, and the take made of it.

Readers of NewsML, NITF, ninjs, feeds and the like fill in an ``Item``; ``take_of`` is the one way from there. The
take's text is the fields joined by blank lines, in the order in which a desk would print them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from writethru.errors import Unreadable
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
from writethru.read.agencies import Agency, agency_named
from writethru.read.body import Body
from writethru.read.bylines import bylines, is_byline
from writethru.read.captions import aside_terms, field_terms, picture
from writethru.read.chrome import declared_ai
from writethru.read.dateline import dateline
from writethru.read.document import take_key
from writethru.read.embargo import with_embargo
from writethru.read.lines import is_bullet
from writethru.read.markers import merged, pieced, split_marker
from writethru.read.markup import Block
from writethru.read.notes import is_note, note_items
from writethru.read.orders import named, order_of
from writethru.read.terms import with_terms

BEFORE_DATELINE = 3  # paragraphs within which the dateline must come: a bar, a note or a summary may stand first
_GAP = "\n\n"
_MOST_BLOCKS, MOST_PICTURES = 20_000, 1_000  # of one piece; the longest transcripts have some thousand paragraphs
_NO_HEADLINE = frozenset({Signal.KILL, Signal.HOLD, Signal.ADVISORY})


@dataclass(slots=True)
class Photo:
    """A picture, video or sound as its format gives it.

    Attributes:
        rights: phrases that bind it alone; one that is not understood withholds it.
        owner: the line that says whose it is; it binds where it says more than that.
        notes: what is said of it to editors; it binds where it speaks of restriction.
    """

    caption: str = ""
    description: str = ""
    credit: str = ""
    rights: list[str] = field(default_factory=list)
    owner: str = ""
    notes: list[str] = field(default_factory=list)
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
        header: lines above the headline that are nothing but markers (dpa's ``2ND LEAD``).
        dateline: the place or the line as a field gives it; ``day`` is its day where a field gives that as a date.
        notes: editors' notes, never published.
        rights: usage terms and copyright lines that bind the text.
        media: it is a picture, graphic, film or sound sent by itself, and has no copy to miss.
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
    header: list[str] = field(default_factory=list)
    headline: str = ""
    slug: str = ""
    standfirst: str = ""
    bylines: list[str] = field(default_factory=list)
    dateline: str = ""
    day: date | None = None
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
    media: bool = False
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """The text as it grows, with each field's place; ``asides`` are those that bind only where they restrict."""

    words: list[str] = field(default_factory=list)
    fields: list[tuple[PartKind, Span, str]] = field(default_factory=list)
    asides: list[tuple[Span, str]] = field(default_factory=list)
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

    def aside(self, kind: PartKind, words: str, group: str) -> None:
        if span := self.put(kind, words, group):
            self.asides.append((span, group))


def take_of(item: Item, document: str) -> Take:
    """Make the take of one item that came in the document of this hash. O(length).

    Raises:
        Unreadable: it has more paragraphs or pictures than any piece of news.
    """
    if len(item.copy) > _MOST_BLOCKS or len(item.pictures) > MOST_PICTURES:
        reason = f"more than {_MOST_BLOCKS:,} paragraphs or {MOST_PICTURES:,} pictures in one piece; split it"
        raise Unreadable(item.guid or item.id, reason)
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
    header = [split_marker(line, name)[0] for line in item.header]
    marker = merged([*header, title_marker, slug_marker, *_signals(item, body, title)])
    identity = item.id or item.guid
    note = _promised(text, body)
    key = take_key(identity, "\x00".join([item.source, item.version, item.status, item.embargo or "", text]))
    take = Take(
        key=key,
        id=identity or key,
        document=document,
        format=item.format,
        source=item.source or (agency.name if agency else ""),
        source_kind=item.source_kind or _kind(agency, line),
        text=text,
        parts=tuple(body.parts),
        headline=headline,
        title=title,
        marker=pieced(replace(marker, genre=marker.genre or item.genre), note),
        slug=slug,
        sent=item.sent,
        dateline=line,
        bylines=bylines(text, list(_spans(body, PartKind.BYLINE))),
        note=note,
        pictures=tuple(body.pictures),
        notices=tuple(_spans(body, PartKind.RIGHTS)),
        language=item.language,
        url=item.url,
        guid=item.guid.strip(),  # a space that slipped in would part a kill from its piece
        version=item.version,
        status=item.status,
        sequence=item.sequence,
        replaces=item.replaces or named(marker, body),
        ai_text=item.ai_text or declared_ai(text, body.parts),
        warnings=(*item.warnings, *_missing(item, title, marker.signal, body)),
    )
    return with_terms(with_embargo(take, item.embargo), item.rights)


def _kind(agency: Agency | None, line: Dateline | None) -> SourceKind:
    """An agency that passes on a press release, as the dateline tells, sends a release."""
    origin = agency_named(line.source) if line and line.source else None
    if origin and origin.release:
        return SourceKind.RELEASE
    return agency.kind if agency else SourceKind.UNKNOWN


def _lay_out(item: Item, sheet: _Sheet) -> list[Picture]:
    for mark in item.header:
        sheet.put(PartKind.MARKUP, mark)
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
        sheet.aside(PartKind.RIGHTS, photo.owner, group)
        for note in photo.notes:
            sheet.aside(PartKind.NOTE, note, group)
        pictures.append(Picture(group, caption, description, photo.credit, ai_made=photo.ai_made, url=photo.url))
    for line in item.rights:
        sheet.put(PartKind.RIGHTS, line)
    return pictures


def _with_terms(text: str, given: Picture, sheet: _Sheet) -> Picture:
    """Add what the caption and the picture's own rights fields say to what the format declares."""
    read = picture(text, given.caption, given.group) if given.caption else given
    own = [s for kind, s, group in sheet.fields if kind is PartKind.RIGHTS and group == given.group]
    asides = [s for s, group in sheet.asides if group == given.group]
    terms = (
        *read.terms,
        *(term for span in own if (span, given.group) not in sheet.asides for term in field_terms(text, span)),
        *(term for span in asides for term in aside_terms(text, span)),
    )
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
    left = BEFORE_DATELINE
    for kind, span, group in sheet.fields:
        start = span.start
        if kind is PartKind.DATELINE:
            given = _given_dateline(body.text, span, sent)
        if kind is not PartKind.PARAGRAPH:
            body.add(kind, span, group)
            continue
        words = span.of(body.text)
        if left == BEFORE_DATELINE and is_byline(words):
            body.add(PartKind.BYLINE, span)
            continue
        found = None if line or not left else dateline(body.text, span.start, span.end, sent)
        if found or (left == BEFORE_DATELINE and (found := _of_place(body.text, span, given))):
            line = found
            _only(body, line)
            start = line.span.end
        left -= left > 0 and not (is_bullet(words) or is_note(words))  # those stand above the dateline
        body.add_copy(start, span.end)
    line = line or given
    return replace(line, day=item.day) if line and item.day and not line.day else line


def _only(body: Body, line: Dateline) -> None:
    """Add the dateline that the copy begins with; a field's is then only said twice."""
    for n, part in enumerate(body.parts):
        if part.kind is PartKind.DATELINE:
            body.parts[n] = replace(part, kind=PartKind.MARKUP)
    body.add(PartKind.DATELINE, line.span)


def _of_place(text: str, span: Span, given: Dateline | None) -> Dateline | None:
    """Read "FARHAVEN - It opened" where a field has named the place: the form alone would be no proof."""
    if given is None or not given.places:
        return None
    place = re.escape(given.places[0].partition(",")[0])
    region = r"(?:,? [^\W\d_a-z][\w.]{1,14}){0,2}"
    found = re.match(rf"(?i:{place}){region}\s+[-–—]{{1,2}}\s+", span.of(text))
    return replace(given, span=Span(span.start, span.start + len(found.group().rstrip()))) if found else None


def _given_dateline(text: str, span: Span, sent: date | None) -> Dateline | None:
    """Read a dateline field, which may lack what would stand between it and the copy; else it is a place."""
    words = span.of(text)
    found = dateline(words, sent=sent) or dateline(f"{words.rstrip(' ,')} -- A", sent=sent)
    return replace(found, span=span) if found else _place(text, span)


def _place(text: str, span: Span) -> Dateline | None:
    place = span.of(text).strip(" -–—_:")
    return Dateline((place,), None, day_inferred=False, source="", span=span) if place else None


def _signals(item: Item, body: Body, title: str) -> Iterable[Marker]:
    """What the format's own fields say, and what the words order."""
    if item.signal:
        yield Marker((), item.signal)
    if order := order_of(body, title):
        yield Marker((), order)


def _spans(body: Body, kind: PartKind) -> Iterable[Span]:
    return (part.span for part in body.parts if part.kind is kind and not part.group)


def _promised(text: str, body: Body) -> tuple[NoteItem, ...]:
    return tuple(found for span in _spans(body, PartKind.NOTE) for found in note_items(text, span))


def _missing(item: Item, title: str, signal: Signal, body: Body) -> list[str]:
    if signal in _NO_HEADLINE:
        return []
    found = [] if title else ["no headline found"]
    whole = item.media or any(p.kind in (PartKind.PARAGRAPH, PartKind.TABLE) for p in body.parts)
    return found if whole else [*found, "no body"]
