"""One ninjs item field by field; its associated media become pictures, each with its own rights."""

import json as strict
import re
from collections.abc import Iterator
from itertools import islice

from writethru.model import Marker, Sent, Signal
from writethru.read.agencies import agencies, agency_named
from writethru.read.dateline import dateline
from writethru.read.fields import Fields
from writethru.read.item import MOST_PICTURES, Item, Photo
from writethru.read.jsonl import moment
from writethru.read.lists import table
from writethru.read.markers import merged
from writethru.read.markup import Block
from writethru.read.ninjs_copy import bodies, copy, description, headline, opens
from writethru.read.odrl import phrases

_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n")
_LONGEST = 400  # code points of terms that are not read
_DEEPEST = 4  # associations inside one another
_DOMAIN = re.compile(
    r"(?:https?://|urn:newsml:)(?:www\.|api\.)?(?P<host>(?:[\w-]+\.)*?(?P<name>[\w-]+)\.[A-Za-z]{2,})(?=[/:?]|$)"
)
_AP_ITEM = re.compile(r"api\.ap\.org/media/v/content/([0-9a-f]{32})")


def item_of(fields: Fields) -> Item:
    """Return what one object says, with a warning for each field that was not understood."""
    media = fields.words("type").lower() in table("ninjs")["types"]["media"]
    title = headline(fields)
    standfirst = "" if media else description(fields, "standfirst")
    blocks = [] if media else copy(fields, title, standfirst)
    guid = _guid(fields)
    item = Item(
        format="ninjs",
        id=_ids(fields).get("etag", ""),
        guid=guid,
        version=fields.words("version"),
        sequence=_ids(fields).get("transref", ""),
        replaces=fields.words("evolved"),
        source=_source(fields, blocks),
        headline=title,
        slug=fields.words("slug"),
        standfirst="" if opens(blocks, standfirst) else standfirst,
        bylines=[] if media else _bylines(fields),
        copy=blocks,
        pictures=([_photo(fields)] if media else []) + list(islice(_photos(fields), MOST_PICTURES + 1)),
        rights=[] if media else _rights(fields) + _paragraphs(fields, "owner"),
        notes=[] if media else _paragraphs(fields, "note"),
        sent=_sent(fields),
        status=fields.words("status"),
        language=fields.words("language"),
        url=_page(fields),
        ai_text=not media and _ai(fields, picture=False),
        media=media,
        warnings=fields.warnings,
    )
    item.embargo = _embargo(fields)
    item.signal = _signal(fields)
    item.genre = _genre(fields)
    if not blocks and not media and _text_apart(fields):
        item.warnings.append("renditions: its text is in a file apart, which is not fetched")
    item.dateline = "" if media else _place(fields, blocks)
    return item


# Identity and time


def _ids(fields: Fields) -> dict[str, str]:
    """Return alternative ids by role: an object in 1.x, a list of roles and values later."""
    found = fields.found("altids")
    given = found[1] if found else None
    if isinstance(given, dict):
        return {key: str(value) for key, value in given.items() if isinstance(value, str | int)}
    rows = (each.of for each in fields.inside("altids"))
    return {str(row.get("role", "")): str(row["value"]) for row in rows if isinstance(row.get("value"), str | int)}


def _guid(fields: Fields) -> str:
    """Return the name that stays over versions: AP's addresses change with each, the id in them does not."""
    ids = _ids(fields)
    uri = fields.words("uri")
    if match := _AP_ITEM.search(uri):
        return match[1]
    item = ids.get("itemid", "")
    if item and (item in uri or fields.words("provider") == "AP"):
        return item
    return ids.get("guid") or fields.words("guid") or uri


def _sent(fields: Fields) -> Sent | None:
    for name in ("updated", "created"):
        given = fields.words(name)
        if given and (at := moment(given)):
            return at
        if given:
            fields.warnings.append(f"{name} {given[:40]!r} is no ISO 8601 time")
    return None


def _embargo(fields: Fields) -> str | None:
    """Return the embargo as it stands: empty where it is there without a time, or is no text; None where it is not."""
    found = fields.found("embargo")
    if found and found[1] is not None:
        return fields.words("embargo")
    return "" if fields.words("status").lower() == "embargoed" else None


def _source(fields: Fields, blocks: list[Block]) -> str:
    """Return who sends it: for AP's own items AP, else provider, information source or copyright holder."""
    if _AP_ITEM.search(fields.words("uri")):
        return "AP"
    given = fields.words("provider")
    given = given or next((str(i.of.get("name") or "") for i in fields.inside("infosources")), "")
    given = given or fields.words("holder")
    if not given:
        return _by_address(fields, blocks)
    agency = agency_named(given)
    return agency.name if agency and given in agency.names else given


def _by_address(fields: Fields, blocks: list[Block]) -> str:
    """Return who the item's own name points to: an agency, else the host, unless the dateline names an agency."""
    match = _DOMAIN.match(fields.words("uri") or fields.words("guid"))
    if match is None:
        return ""
    name = match["name"].lower()
    agency = next((a.name for a in agencies() if a.name.replace(" ", "").lower() == name), "")
    line = dateline(blocks[0].text, 0) if blocks else None
    return agency or ("" if line and line.source else match["host"].lower())


def _page(fields: Fields) -> str:
    """Return the address of the piece for readers: a canonical link, or what we write for one ourselves."""
    links = (each.of for each in fields.inside("links"))
    found = (str(link["href"]) for link in links if link.get("rel") == "canonical" and "href" in link)
    return next(found, _ids(fields).get("page", ""))


# What it is


def _signal(fields: Fields) -> Signal | None:
    """Return the strongest of the signals that status, type, roles and categories give."""
    found = [Marker((), Signal(word)) for word in _signal_words(fields) if word]
    return merged(found).signal if found else None


def _signal_words(fields: Fields) -> Iterator[str]:
    known = table("ninjs")["signals"]
    status = fields.words("status").lower()
    if fields.has("status") and status not in known["status"]:
        fields.warnings.append(f"status {status[:40]!r} is not known: held until a person has looked")
        yield "hold"
    kind = fields.words("type").lower()
    if kind and not any(kind in kinds for kinds in table("ninjs")["types"].values()):
        fields.warnings.append(f"type {kind[:40]!r} is not known; read as copy")
    yield known["status"].get(status, "")
    for name in ("type", "signals", "roles", "priority"):
        for word in fields.texts(name):
            yield known[name].get(word.lower(), "")
    for subject in fields.inside("subjects"):
        if "category" in str(subject.of.get("rels")):
            yield known["category"].get(str(subject.of.get("code")).lower(), "")
    for service in fields.inside("services"):
        yield known["services"].get(str(service.of.get("name")).lower(), "")
    for genre in fields.inside("genres"):
        yield known["signals"].get(_in_vocabulary(genre) or "", "")


def _in_vocabulary(genre: Fields) -> str | None:
    """Return the signal that a genre stands for, or None where it is a genre."""
    uri = str(genre.of.get("uri") or genre.of.get("scheme") or "")
    if any(name in uri for name in table("ninjs")["vocabulary"]["signal"]):
        return str(genre.of.get("code") or re.split(r"[/:]", uri)[-1]).lower()
    return None


def _genre(fields: Fields) -> str:
    plain = table("ninjs")["genres"]["plain"]
    names = [str(g.of.get("name") or "") for g in fields.inside("genres") if _in_vocabulary(g) is None]
    if _AP_ITEM.search(fields.words("uri")):
        names.append(fields.words("profile"))
    return next((name for name in names if name and name.lower() not in plain), "")


def _ai(fields: Fields, picture: bool) -> bool:
    ours = table("ninjs")["ai"]
    codes = {code.lower() for code in (*ours["made"], *(ours["picture"] if picture else ()))}
    given = [*(v for each in fields.inside("made") for v in each.of.values() if isinstance(v, str))]
    return any(re.split(r"[/:]", value)[-1].lower() in codes for value in given)


# Words


def _bylines(fields: Fields) -> list[str]:
    given = [str(each.of.get("by") or "") for each in fields.inside("bylines")] or fields.texts("byline")
    writers = (a.of for a in fields.inside("authors")) if not any(given) else ()
    given = (
        given if any(given) else [str(a.get("name") or "") for a in writers if a.get("role") in ("writer", "author")]
    )
    return [piece for line in given if line for piece in _PARAGRAPHS.split(line)]


def _place(fields: Fields, blocks: list[Block]) -> str:
    """Return where it was written, unless the copy opens with a dateline of its own."""
    first = blocks[0].text if blocks else ""
    return "" if not fields.has("located") or dateline(first, 0) else fields.words("located")


def _paragraphs(fields: Fields, name: str) -> list[str]:
    return [piece for text in fields.texts(name) for piece in _PARAGRAPHS.split(text) if piece.strip()]


def _rights(fields: Fields) -> list[str]:
    """Return the terms of an item: in words, as encoded rights, or as a link to where they stand."""
    found = _paragraphs(fields, "terms") or _unread(fields, "terms")
    for info in fields.inside("rights"):
        found += phrases(info.words("encoded"))
        found += [f"Terms at {link}" for link in info.texts("linked")]
    return found or _unread(fields, "rights")


def _unread(fields: Fields, name: str) -> list[str]:
    """Return terms that are there in a type that is not read, as they stand: what is not understood withholds."""
    found = fields.found(name)
    return [strict.dumps(found[1], ensure_ascii=False)[:_LONGEST]] if found and fields.has(name) else []


# Pictures


def _photos(fields: Fields, depth: int = 0) -> Iterator[Photo]:
    """Yield the media among the associations, those of a gallery too; a text is a piece of its own and no part."""
    for _, each in fields.named("associations"):
        kind = each.words("type").lower()
        if kind in table("ninjs")["types"]["media"] or (not kind and each.has("renditions")):
            yield _photo(each)
        elif depth < _DEEPEST and kind != "text":
            yield from _photos(each, depth + 1)


def _photo(fields: Fields) -> Photo:
    words = description(fields, "caption") or " ".join(b.text for b in copy(fields, "", "") if bodies(fields))
    photographer = next((str(p.of.get("name") or "") for p in fields.inside("photographer")), "")
    credit = description(fields, "credit") or fields.words("byline") or photographer or fields.words("holder")
    return Photo(
        caption=words or headline(fields),
        description=description(fields, "alternative"),
        credit=" ".join(credit.split()),
        rights=_rights(fields),
        owner=fields.words("owner"),
        notes=_paragraphs(fields, "note"),
        url=_address(fields),
        ai_made=_ai(fields, picture=True),
    )


def _address(fields: Fields) -> str:
    """Return the address of the widest rendition."""
    found = [each.of for each in fields.inside("renditions") if isinstance(each.of.get("href"), str)]
    return str(max(found, key=_width)["href"]) if found else ""


def _text_apart(fields: Fields) -> bool:
    """Say whether a rendition of a text item is its text (AP's NITF), of which this file has only the description."""
    return any(each.of.get("type") == "text" or each.of.get("rel") == "Story" for each in fields.inside("renditions"))


def _width(rendition: object) -> int:
    width = rendition.get("width") if isinstance(rendition, dict) else None
    return width if isinstance(width, int) else 0
