"""An Atom feed (RFC 4287) with Media RSS for pictures and tombstones (RFC 6721) for what may not be used.

``updated`` moves on real change alone, never for a change of wording; nothing is asked of a clock, so the same desk
gives the same bytes. A moment that is not known is the beginning of 1970: Atom must have one.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import cast

from lxml import etree

from writethru.model import Sent, Signal
from writethru.publish.ninjs import html
from writethru.publish.outbox import Exporter, Notice, Outbox, Piece, Shot, name_of

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONE = "http://purl.org/atompub/tombstones/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_AI = "trainedAlgorithmicMedia"
_XML = "http://www.w3.org/XML/1998/namespace"
_NAMES = {None: ATOM, "at": TOMBSTONE, "media": MEDIA}
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


def exporter() -> Exporter:
    """Make the exporter."""
    return to_atom


def to_atom(box: Outbox) -> Iterator[bytes]:
    """Yield the feed as one document."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=cast("dict[str, str]", _NAMES))  # None is the default namespace
    name = hashlib.blake2b(f"{box.title}\0{box.audience}".encode(), digest_size=8).hexdigest()
    _add(feed, "id", f"urn:writethru:feed:{name}")
    _add(feed, "title", box.title or "Writethru")
    times = [item.sent if isinstance(item, Notice) else item.changed for item in box.items]
    _add(feed, "updated", max((_moment(sent) for sent in times), default=_UNKNOWN).isoformat())
    _add(_add(feed, "author"), "name", box.title or "Writethru")
    _add(feed, "generator", "Writethru")
    for item in box.items:
        if isinstance(item, Notice):
            _tombstone(feed, item)
        else:
            _entry(feed, item)
    yield etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _tombstone(feed: etree._Element, notice: Notice) -> None:
    when = _moment(notice.sent).isoformat()
    gone = etree.SubElement(feed, f"{{{TOMBSTONE}}}deleted-entry", ref=notice.uri, when=when)
    etree.SubElement(gone, f"{{{TOMBSTONE}}}comment").text = notice.why


def _entry(feed: etree._Element, piece: Piece) -> None:
    take = piece.take
    entry = _add(feed, "entry")
    if piece.language:
        entry.set(f"{{{_XML}}}lang", piece.language)
    _add(entry, "id", piece.uri)
    _add(entry, "title", piece.headline or "(no headline)")
    if piece.first:
        _add(entry, "published", _moment(piece.first).isoformat())
    _add(entry, "updated", _moment(piece.changed).isoformat())
    for byline in take.bylines or ():
        _add(_add(entry, "author"), "name", byline.name)
    if not take.bylines and take.source:
        _add(_add(entry, "author"), "name", take.source)
    if take.url and name_of(take.url) == take.url:
        _add(entry, "link", rel="alternate", href=take.url)
    for scheme, term in _categories(piece):
        _add(entry, "category", scheme=scheme, term=term)
    if rights := [*piece.owner, *piece.terms]:
        _add(entry, "rights", "\n\n".join(rights))
    if piece.standfirst:
        _add(entry, "summary", piece.standfirst)
    _add(entry, "content", html(piece), type="html")
    for shot in piece.shots:
        _picture(entry, shot)


def _categories(piece: Piece) -> Iterator[tuple[str, str]]:
    take = piece.take
    if take.slug:
        yield "urn:writethru:slug", take.slug
    if take.source:
        yield "urn:writethru:source", take.source
    if take.marker.signal is not Signal.NEW:
        yield "urn:writethru:signal", take.marker.signal.value
    if take.marker.genre:
        yield "urn:writethru:genre", take.marker.genre
    if take.ai_text:
        yield SOURCE_TYPES, _AI


def _picture(entry: etree._Element, shot: Shot) -> None:
    """Write a picture that has an address, with its words and terms inside, so that they stay its own."""
    figure = shot.figure
    if not figure.url or name_of(figure.url) != figure.url:
        return
    content = etree.SubElement(entry, f"{{{MEDIA}}}content", url=figure.url, medium="image")
    said = {
        "description": shot.caption or shot.description,
        "credit": figure.credit,
        "copyright": "\n\n".join(shot.rights),
    }
    for name, words in said.items():
        if words:
            etree.SubElement(content, f"{{{MEDIA}}}{name}").text = words
    if figure.ai_made:
        etree.SubElement(content, f"{{{MEDIA}}}category", scheme=SOURCE_TYPES).text = _AI


def _add(parent: etree._Element, name: str, words: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = words
    return made


def _moment(sent: Sent | None) -> datetime:
    return sent.at if sent else _UNKNOWN
