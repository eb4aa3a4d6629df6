"""One NewsItem of NewsML 1.x, field by field: who it is from, which revision, whether it may be used."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from writethru.errors import Unreadable
from writethru.model import Signal
from writethru.read.agencies import Agency
from writethru.read.item import Item
from writethru.read.lists import table
from writethru.read.newsml import doubt_status, embargo, sender, settle, signal_of
from writethru.read.newsml_1_components import pieces_of
from writethru.read.newsml_1_lines import Piece, called
from writethru.read.stamps import iso
from writethru.read.tree import child, every, local, words

_NONE = ("", "0")  # what stands for no revision, no id


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the NewsItem says of all its pieces."""

    element: etree._Element
    source: str
    agency: Agency | None
    when: str
    own_guid: str


def items_of(element: etree._Element, envelope: etree._Element | None, place: str) -> list[Item]:
    """Return the pieces of one NewsItem.

    Raises:
        Unreadable: it holds no news copy, no picture and no order; the reason says what it is instead.
    """
    if child(element, "TopicSet") is not None or (child(element, "Catalog") is not None and len(element) < 2):
        raise Unreadable(place, "a topic set (a controlled vocabulary), not news copy")
    source, agency = sender(_senders(element, envelope))
    sent = words(child(envelope, "DateAndTime")) if envelope is not None else ""
    times = [words(child(element, "NewsManagement", name)) for name in ("ThisRevisionCreated", "FirstCreated")]
    frame = _Frame(element, source, agency, next(filter(None, [*times, sent]), ""), _own_guid(element))
    found = pieces_of(element)
    several = len(found) > 1
    made = [_item(frame, piece, number if several else 0) for number, piece in enumerate(found, 1)]
    kept = [item for item in made if item.signal in (Signal.KILL, Signal.HOLD) or item.copy or _tells(item)]
    if not kept:
        raise Unreadable(place, _lacks(found))
    return kept


def _tells(item: Item) -> bool:
    return bool(item.pictures or item.headline)


def _lacks(found: list[Piece]) -> str:
    instead = next((piece.inline.instead for piece in found if piece.inline.instead), "")
    return instead or "a NewsItem with neither headline, copy nor picture; ask the sender for the whole item"


def _senders(element: etree._Element, envelope: etree._Element | None) -> Iterator[str]:
    """Yield what may name the sender, the surest first."""
    yield words(child(element, "Identification", "NewsIdentifier", "ProviderId"))
    for name in ("Provider", "Source"):
        yield from (called(party) for group in every(element, name) for party in group if local(party) == "Party")
    if envelope is not None:
        yield from (called(party) for party in every(envelope, "Party"))
    yield from map(words, every(element, "CreditLine"))
    yield words(child(element, "Identification", "NewsIdentifier", "PublicIdentifier"))


def _item(frame: _Frame, piece: Piece, number: int) -> Item:
    item = Item("newsml-1", source=frame.source, language=piece.language)
    _identity(item, frame, number)
    _management(item, frame, piece)
    item.headline = piece.headline
    item.slug = piece.slug or words(child(frame.element, "Identification", "NameLabel"))
    item.genre = piece.genre
    item.notes = [*_comments(frame.element), *piece.notes]
    item.pictures = list(piece.pictures)
    item.media = piece.media
    _reporter(item, piece)
    if not piece.media:
        item.rights = piece.rights
        item.bylines = item.bylines or [*filter(None, [piece.byline])]
        item.dateline = piece.dateline
        item.standfirst = piece.standfirst
        settle(item, piece.inline, piece.located)
    return item


def _reporter(item: Item, piece: Piece) -> None:
    """Some agencies put the reporter where the slug belongs, and the slug last of their keywords."""
    if item.source in table("newsml")["lines"]["reporter_slug"]:
        item.bylines = [*filter(None, [item.slug.partition("(")[0].strip()])]
        item.slug = piece.keywords.rpartition(";")[2].strip()


def _own_guid(element: etree._Element) -> str:
    """Return a ``guid`` that stands anywhere in the item, which the standard does not know."""
    return next(filter(None, map(words, every(element, "guid"))), "")


def _identity(item: Item, frame: _Frame, number: int) -> None:
    """Read id, guid and revision; the guid is the public identifier without its revision."""
    named = child(frame.element, "Identification", "NewsIdentifier")
    if named is None:
        named = etree.Element("NewsIdentifier")
    provider, given = words(child(named, "ProviderId")), words(child(named, "NewsItemId"))
    revision = child(named, "RevisionId")
    public = words(child(named, "PublicIdentifier"))
    item.version = words(revision)
    update = str(revision.get("Update", "")) if revision is not None else ""
    stem, colon, last = public.rpartition(":")
    if colon and last in (item.version, f"{item.version}{update}") and stem.count(":") >= 3:
        item.id, item.guid = public, stem
    elif given not in _NONE:
        item.guid = f"urn:newsml:{provider}:{given}"
        item.id = f"{item.guid}:{item.version}" if item.version else item.guid
    else:  # some put a guid of their own among the metadata
        item.id = item.guid = frame.own_guid
    if number and item.guid:
        item.id, item.guid = f"{item.id}#{number}", f"{item.guid}#{number}"
    previous = str(revision.get("PreviousRevision", "")).strip() if revision is not None else ""
    if update == "U" or previous not in _NONE:
        item.signal = Signal.UPDATE


def _management(item: Item, frame: _Frame, piece: Piece) -> None:
    management = child(frame.element, "NewsManagement")
    if management is None:
        management = etree.Element("NewsManagement")
    item.sent = iso(frame.when, frame.agency, item.language.partition("-")[0])
    if frame.when and item.sent is None:
        item.warnings.append(f"ThisRevisionCreated: {frame.when[:60]!r} is no time; its time is left open")
    item.status = called(child(management, "Status"))
    doubt_status(item.status, item.warnings)
    urgency = called(child(management, "Urgency"))
    item.signal = signal_of(item.status, frame.agency, urgency, [item.signal] if item.signal else [])
    if piece.for_desks and item.signal not in (Signal.KILL, Signal.HOLD):
        item.signal = Signal.ADVISORY
    change = child(management, "StatusWillChange")
    if table("newsml")["status"].get(item.status.lower()) == "embargo":
        item.embargo = embargo(_when(change), item.warnings)
    elif change is not None:
        then = called(child(change, "FutureStatus")) or "unknown"
        item.warnings.append(f"StatusWillChange: {then[:40]} from {_when(change) or 'a time not given'}")


def _when(change: etree._Element | None) -> str:
    return words(child(change, "DateAndTime")) if change is not None else ""


def _comments(element: etree._Element) -> Iterator[str]:
    """Yield comments on the item as notes for editors; one that only names a version is none."""
    places = [element, *(e for e in element if local(e) == "NewsManagement")]
    for comment in (e for place in places for e in place if local(e) == "Comment"):
        if words(comment) and "version" not in str(comment.get("FormalName", "")).lower():
            yield words(comment)
