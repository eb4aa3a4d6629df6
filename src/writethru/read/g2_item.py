"""One newsItem of NewsML-G2, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from writethru.errors import Unreadable
from writethru.model import Signal
from writethru.read import g2_pictures
from writethru.read.agencies import Agency
from writethru.read.codes import Codes
from writethru.read.inline import Inline, of_inline
from writethru.read.item import Item
from writethru.read.lists import table
from writethru.read.markup import of_element
from writethru.read.newsml import doubt_status, embargo, for_desks, is_person, sender, settle, signal_of, stated
from writethru.read.stamps import iso
from writethru.read.tree import child, every, local, words

Fields = dict[str, list[etree._Element]]  # noqa: SLF001 - lxml has no other name for an element


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a newsMessage says of all its items."""

    sender: str = ""
    sent: str = ""
    catalogs: list[etree._Element] = field(default_factory=list)


def item_of(element: etree._Element, envelope: Envelope, place: str) -> Item:
    """Return the fields of one newsItem; names of elements count in any case.

    Raises:
        Unreadable: it holds no news copy, no picture and no order; the reason says what it is instead.
    """
    codes = Codes([*envelope.catalogs, *(e for e in element if local(e) == "catalog")])
    meta = _fields(element)
    nature = codes.of(_one(meta, "itemclass")).value or "text"
    item = Item("newsml-g2", guid=str(element.get("guid", "")), version=str(element.get("version", "")))
    item.id = next((str(e.get("guid", "")) for e in meta.get("versionedid", ())), "") or item.guid
    agency = _source(item, element, meta, envelope)
    _status(item, meta, codes, agency)
    _text_fields(item, meta, codes)
    inline = Inline()
    if nature in table("newsml")["nature"]["media"]:
        _as_picture(item, element, meta, codes)
    else:
        inline = _content(element)
        _as_text(item, element, meta, codes, inline)
    _worth_keeping(item, inline, nature, place)
    return item


def _fields(element: etree._Element) -> Fields:
    """Gather the fields of itemMeta and contentMeta by name in small letters; senders mix the two up."""
    found: Fields = {}
    for group in element:
        if local(group).lower() in ("itemmeta", "contentmeta"):
            for under in group:
                found.setdefault(local(under).lower(), []).append(under)
    return found


def _one(meta: Fields, name: str) -> etree._Element | None:
    return next(iter(meta.get(name, ())), None)


def _first(meta: Fields, *names: str) -> str:
    """Return the words of the first of these fields that has any."""
    return next((value for name in names for e in meta.get(name, ()) if (value := stated(words(e)))), "")


def _source(item: Item, element: etree._Element, meta: Fields, envelope: Envelope) -> Agency | None:
    language = next((str(e.get("tag", "")) for e in meta.get("language", ()) if not e.get("role")), "")
    item.language = language or next((str(v) for k, v in element.attrib.items() if str(k).endswith("lang")), "")
    item.source, agency = sender(_senders(item.guid, meta, envelope), _holders(element))
    when = _first(meta, "versioncreated", "firstcreated", "contentmodified", "contentcreated") or envelope.sent
    item.sent = iso(when, agency, item.language.partition("-")[0])
    if when and item.sent is None:
        item.warnings.append(f"versionCreated: {when[:60]!r} is no time; its time is left open")
    return agency


def _holders(element: etree._Element) -> Iterator[str]:
    for info in (e for e in element if local(e).lower() == "rightsinfo"):
        yield from (name for holder in every(info, "copyrightHolder") for name in _names(holder))


def _senders(guid: str, meta: Fields, envelope: Envelope) -> Iterator[str]:
    """Yield what may name the sender, the surest first."""
    yield from (name for e in meta.get("provider", ()) for name in _names(e))
    yield envelope.sender
    yield guid
    yield from (name for e in meta.get("infosource", ()) for name in _names(e))


def _names(element: etree._Element) -> Iterator[str]:
    yield from (words(e) for e in element if local(e) == "name")
    yield str(element.get("literal", ""))
    yield str(element.get("qcode", "")).partition(":")[2]
    yield str(element.get("uri", ""))


def _status(item: Item, meta: Fields, codes: Codes, agency: Agency | None) -> None:
    status = codes.of(_one(meta, "pubstatus"))
    item.status = status.raw
    doubt_status(status.value, item.warnings)
    item.signal = signal_of(status.value, agency, _first(meta, "urgency"), _signals(meta, codes))
    if (held := _one(meta, "embargoed")) is not None:
        item.embargo = embargo(words(held), item.warnings)
    elif table("newsml")["status"].get(status.value) == "embargo":
        item.embargo = ""


def _signals(meta: Fields, codes: Codes) -> Iterator[Signal]:
    schemes = table("newsml")["signals"]
    for element in meta.get("signal", ()):
        code = codes.of(element)
        if meaning := schemes.get(code.scheme, {}).get(code.value):
            yield Signal(meaning)
    for element in meta.get("itemclass", ()):  # Reuters: msgType="D" deletes
        if any(str(name).endswith("msgType") and value == "D" for name, value in element.attrib.items()):
            yield Signal.KILL


def _text_fields(item: Item, meta: Fields, codes: Codes) -> None:
    titles = [e for e in meta.get("headline", ()) if "sub" not in codes.role(e) and words(e)]
    item.headline = words(min(titles, key=_rank)) if titles else _first(meta, "title")
    item.slug = _first(meta, "slugline")
    item.notes = list(_notes(meta, codes))
    genre = _one(meta, "genre")
    item.genre = words(child(genre, "name")) if genre is not None else ""
    if for_desks(item.genre) and item.signal not in (Signal.KILL, Signal.HOLD):
        item.signal = Signal.ADVISORY


def _rank(element: etree._Element) -> int:
    rank = str(element.get("rank", ""))
    return int(rank) if rank.isdecimal() and len(rank) < 6 else 0


def _notes(meta: Fields, codes: Codes) -> Iterator[str]:
    """Yield every editors' note, with its role before it where it has one; none of them is ever published."""
    seen = set()
    for element in meta.get("ednote", ()):
        note = "; ".join(block.text for block in of_element(element))
        if note and note not in seen:
            seen.add(note)
            role = codes.role(element)
            yield f"{role}: {note}" if role else note


def _as_picture(item: Item, element: etree._Element, meta: Fields, codes: Codes) -> None:
    """Fill in a picture, film or sound: its description is its caption, its rights bind it, and it has no copy."""
    item.media = True
    photo = g2_pictures.own_picture(element, meta, codes)
    if photo.caption or photo.url:
        item.pictures.append(photo)


def _as_text(item: Item, element: etree._Element, meta: Fields, codes: Codes, inline: Inline) -> None:
    item.rights = g2_pictures.rights(element)
    item.pictures = g2_pictures.pictures_inside(element, codes)
    item.ai_text = g2_pictures.is_ai(meta.get("digitalsourcetype", ()), codes)
    item.bylines = [by for e in meta.get("by", ()) if (by := stated(words(e)))] or list(_creators(meta))
    item.dateline = _first(meta, "dateline")
    above = table("newsml")["description"]["standfirst"]
    described = [*meta.get("description", ()), *(e for e in meta.get("headline", ()) if "sub" in codes.role(e))]
    summaries = (e for e in described if codes.role(e) in above or local(e) == "headline")
    item.standfirst = next(filter(None, map(words, summaries)), "")
    office = item.source in table("newsml")["located"]["office"]
    places = (words(child(e, "name")) or str(e.get("literal", "")) for e in meta.get("located", ()))
    settle(item, inline, "" if office else next(filter(None, places), ""))


def _creators(meta: Fields) -> Iterator[str]:
    """Yield creators who are people; the piece's own source is none."""
    sources = {name for e in [*meta.get("infosource", ()), *meta.get("provider", ())] for name in _names(e)}
    for element in meta.get("creator", ()):
        name = words(child(element, "name")) or str(element.get("literal", ""))
        if name not in sources and is_person(name) and child(element, "organisationDetails") is None:
            yield name


def _content(element: etree._Element) -> Inline:
    """Read the first content that has copy; of several forms of one text, the richest stands first."""
    held = child(element, "contentSet")
    found = [of_inline(e) for e in (held if held is not None else ()) if local(e) in ("inlineXML", "inlineData")]
    best = next((inline for inline in found if inline.copy), None)
    return best or next(iter(found), Inline())


def _worth_keeping(item: Item, inline: Inline, nature: str, place: str) -> None:
    if item.signal in (Signal.KILL, Signal.HOLD) or item.copy or item.pictures:
        return
    if inline.instead:
        raise Unreadable(place, inline.instead)
    if not item.headline:
        lacks = "without caption, headline or address" if item.media else "with neither headline nor copy"
        raise Unreadable(place, f"a {nature} item {lacks}; ask the sender for the whole item")
