"""AP wire files in the SGML of the TREC and TIPSTER collections: a ``DOC`` element for each transmission.

``SECOND`` is the slug line as sent (``AM-Talks, 1st Ld-Writethru, a0512,640``): cycle, slug, marker, the number of
the transmission that this one replaces, length. ``HEAD`` holds the headline and, in further ones, the editors' notes.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from writethru.errors import Unreadable
from writethru.model import Dateline, PartKind, Refused, SourceKind, Span, Take
from writethru.read import times
from writethru.read.body import Body
from writethru.read.bylines import bylines, is_after, is_byline
from writethru.read.dateline import dateline
from writethru.read.decode import decode
from writethru.read.document import Document, take_key
from writethru.read.embargo import with_embargo
from writethru.read.lists import table
from writethru.read.markers import merged, pieced, slug_line, split_marker
from writethru.read.notes import is_note, note_items
from writethru.read.orders import commanded, named

_DOC = re.compile(r"<DOC>.*?</DOC>|<DOC>(?:(?!<DOC>).)*\Z", re.DOTALL)
_TAGS = "DOCNO|FILEID|FIRST|SECOND|HEAD|BYLINE|DATELINE|TEXT|NOTE|UNK"
# An element ends at the next tag of these, its own or, where that was forgotten, another's.
_ELEMENT = re.compile(rf"<({_TAGS})>([^<]*(?:<(?!/?(?:{_TAGS}|DOC)>)[^<]*)*)")
_DIVIDED = re.compile(r"\s*\^\s*")
_HEADLINE_MOST = 160


class ApSgml:
    """Reads AP files of the TREC collections."""

    name = "ap-sgml"

    def recognises(self, document: Document) -> float:
        """A ``DOC`` with a ``DOCNO`` and an AP ``FILEID`` is one of these files."""
        head = document.data[:4000]
        if b"<DOC>" not in head or b"<DOCNO>" not in head:
            return 0.0
        return 0.99 if b"<FILEID>AP" in head else 0.6 if b"<TEXT>" in head else 0.3

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read piece by piece; one without a number is refused by its place.

        Raises:
            Unreadable: the file has no ``DOC``.
        """
        text = html.unescape(decode(document.data, "latin-1").text)
        number = 0
        for number, doc in enumerate(_DOC.finditer(text), 1):
            try:
                yield take_of(doc.group(), document.sha256, f"DOC {number}")
            except Unreadable as error:
                yield Refused(document.sha256, error.place, error.reason)
        if not number:
            raise Unreadable(document.name, "no <DOC> in it; this reader wants AP files of the TREC collections")


@dataclass(slots=True)
class _Doc:
    """What the elements of one ``DOC`` say so far."""

    body: Body
    number: str = ""
    file: str = ""
    slugline: str = ""
    headline: Span | None = None
    bylines: list[Span] = field(default_factory=list)
    line: Dateline | None = None


def take_of(text: str, document: str, place: str) -> Take:
    """Make the take of one ``DOC``.

    Raises:
        Unreadable: it has no ``DOCNO``.
    """
    doc = _Doc(Body(text))
    for element in _ELEMENT.finditer(text):
        _take_in(doc, element[1], _inner(text, element))
    if not doc.number:
        raise Unreadable(place, "no <DOCNO> in it; give it one and add the file again")
    headline = " ".join(doc.headline.of(text).split()) if doc.headline else ""
    marker, slug, replaces = slug_line(doc.slugline)
    title_marker, title = split_marker(headline, "AP")
    marker = commanded(merged([marker, title_marker]), doc.body, title)
    note = tuple(i for p in doc.body.parts if p.kind is PartKind.NOTE for i in note_items(text, p.span))
    take = Take(
        key=take_key(doc.number, text),
        id=doc.number,
        document=document,
        format="ap-sgml",
        source="AP",
        source_kind=SourceKind.AGENCY,
        text=text,
        parts=tuple(doc.body.parts),
        headline=headline,
        title=title,
        marker=pieced(marker, note),
        slug=slug,
        sent=times.file_time(doc.file),
        dateline=doc.line,
        bylines=bylines(text, doc.bylines),
        note=note,
        pictures=tuple(doc.body.pictures),
        notices=tuple(p.span for p in doc.body.parts if p.kind is PartKind.RIGHTS),
        language="en",
        replaces=replaces or named(marker, doc.body),
    )
    return with_embargo(take)


def _inner(text: str, element: re.Match[str]) -> Span:
    start, end = element.span(2)
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), max(end - len(words) + len(words.rstrip()), start))


def _take_in(doc: _Doc, tag: str, span: Span) -> None:
    words = span.of(doc.body.text)
    match tag:
        case "DOCNO":
            doc.number = words
            doc.body.add(PartKind.MARKUP, span)
        case "FILEID":
            doc.file = words
            doc.body.add(PartKind.TIME, span)
        case "FIRST":
            doc.body.add(PartKind.MARKUP, span)
        case "SECOND":
            doc.slugline = words
            doc.body.add(PartKind.SLUG, span)
        case "DATELINE":
            _dateline(doc, span)
        case "TEXT":
            _copy(doc, span)
        case _:
            _line(doc, tag, span, words)


def _line(doc: _Doc, tag: str, span: Span, words: str) -> None:
    """File a ``HEAD``, ``BYLINE``, ``NOTE`` or ``UNK``: the tag says what it mostly is, its words what it is."""
    cut = _DIVIDED.search(words)  # "headline ^By NAME": two lines in one element
    if cut and cut.start():
        _line(doc, tag, Span(span.start, span.start + cut.start()), words[: cut.start()])
        _line(doc, "BYLINE", Span(span.start + cut.end(), span.end), words[cut.end() :])
    elif is_note(words) or _for_desks(doc, words):
        doc.body.add(PartKind.NOTE, span)
    elif _form("ap_rights").match(words):
        doc.body.add(PartKind.RIGHTS, span)
    elif is_byline(words) or is_after(words):
        doc.bylines.append(span)
        doc.body.add(PartKind.BYLINE, span)
    elif tag in ("HEAD", "UNK", "BYLINE") and _is_open(doc, words) and len(words) <= _HEADLINE_MOST:
        doc.headline = span
        doc.body.relabel(PartKind.HEADLINE, PartKind.MARKUP)
        doc.body.add(PartKind.HEADLINE, span)
    elif tag == "BYLINE":
        doc.body.add(PartKind.BYLINE, span)
    else:  # a second headline or a subhead inside a round-up
        doc.body.add(PartKind.MARKUP, span)


def _is_open(doc: _Doc, words: str) -> bool:
    """Say whether a line can be the headline: there is none yet, or only the name of a series."""
    if doc.headline is None:
        return True
    series = _form("ap_series")
    return bool(series.match(doc.headline.of(doc.body.text))) and not series.match(words)


def _for_desks(doc: _Doc, words: str) -> bool:
    """Say whether a line orders something of desks, or, in an add, names the take that it follows."""
    after = slug_line(doc.slugline)[0].fragment and _form("ap_after").match(words)
    return bool(after or _form("ap").match(words))


@cache
def _form(name: str) -> re.Pattern[str]:
    return re.compile(table("notes")[name])


def _copy(doc: _Doc, span: Span) -> None:
    """File the copy; its dateline may stand in it instead of in an element of its own."""
    start = span.start
    if doc.line is None and not any(p.kind is PartKind.PARAGRAPH for p in doc.body.parts):
        found = dateline(doc.body.text, start, span.end, _day(doc))
        if found and found.source == "AP":
            doc.line = found
            doc.body.add(PartKind.DATELINE, found.span)
            start = found.span.end
    doc.body.add_copy(start, span.end)


def _day(doc: _Doc) -> date | None:
    sent = times.file_time(doc.file)
    return sent.at.date() if sent else None


def _dateline(doc: _Doc, span: Span) -> None:
    line = dateline(doc.body.text, span.start, span.end, _day(doc))
    doc.body.add(PartKind.DATELINE, span)
    if doc.line is None and line:
        doc.line = line


def reader() -> ApSgml:
    """Make the reader."""
    return ApSgml()
