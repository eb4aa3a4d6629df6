"""dpa digitalwires JSON: dpa's own pieces and those of the agencies that it carries, one item or a list of them.

Every note is kept for desks alone, those that dpa marks as publishable too: readers are shown copy. The closing line
("dpa ab yyzz n1") is a sign-off.
"""

import re
from collections.abc import Iterator
from functools import cache

from lxml import html

from writethru.errors import Unreadable
from writethru.model import Marker, PartKind, Refused, Sent, Signal, Take
from writethru.read.agencies import agency_named
from writethru.read.decode import decode
from writethru.read.document import Document
from writethru.read.fields import Fields
from writethru.read.item import Item, Photo, take_of
from writethru.read.json_items import items
from writethru.read.jsonl import moment
from writethru.read.lists import table
from writethru.read.markers import merged
from writethru.read.markup import Block, of_html

_HEAD = 60_000  # bytes looked at to tell the format
_NAMES = [
    *("urn", "entry_id", "version", "version_created", "pubstatus", "signal", "embargoed", "language", "kicker"),
    *("headline", "subhead", "teaser", "byline", "dateline", "article_html", "infobox_html", "creditline"),
    *("copyrightnotice", "usageterms", "autopublishnotice", "notepad", "ednotes", "ednote", "role", "descriptions"),
    *("description", "associations", "type", "caption", "renditions", "url", "width", "categories", "name", "qcode"),
    *("genre_names", "public_html", "nonpublic_html"),
]


class DigitalWires:
    """Reads dpa digitalwires JSON."""

    name = "dpa-digitalwires"

    def recognises(self, document: Document) -> float:
        """Two names that only these items have."""
        head = document.data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
        if not head.startswith((b"{", b"[")):
            return 0.0
        return 0.98 if len(set(_mark().findall(decode(head).text))) > 1 else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read item by item."""
        for found in items(document):
            if isinstance(found, Refused):
                yield found
                continue
            place, value = found
            fields = Fields(value, {name: (name,) for name in _NAMES})
            try:
                yield _take(fields, document.sha256)
            except Unreadable as error:
                yield Refused(document.sha256, place, error.reason)


def _take(fields: Fields, document: str) -> Take:
    if not fields.has("urn") and not fields.has("headline"):
        raise Unreadable("", "neither urn nor headline: nothing of a piece is in it")
    return take_of(_item(fields), document)


def _item(fields: Fields) -> Item:
    copy = of_html(fields.words("article_html"))
    notes, closing = _notes(fields)
    pictures = [_photo(each) for each in fields.inside("associations") if _is_media(each)]
    media = not copy and bool(pictures)
    if media:
        pictures[0] = _alone(pictures[0], fields, notes)
    kicker = [Block(fields.words("kicker"), PartKind.CHROME)] if fields.has("kicker") else []
    found = Item(
        format="dpa-digitalwires",
        id=fields.words("entry_id"),
        guid=fields.words("urn"),
        version=fields.words("version"),
        source=_source(fields),
        headline=fields.words("headline"),
        standfirst=" ".join(words for name in ("subhead", "teaser") if (words := fields.words(name))),
        bylines=[] if media else fields.texts("byline"),
        dateline=fields.words("dateline"),
        notes=[] if media else notes,
        copy=[*kicker, *copy, *of_html(fields.words("infobox_html")), *closing],
        pictures=pictures,
        rights=[] if media else [*fields.texts("usageterms"), *fields.texts("copyrightnotice")],
        sent=_sent(fields),
        status=fields.words("pubstatus"),
        embargo=None if fields.of.get("embargoed") is None else fields.words("embargoed"),
        language=fields.words("language"),
        media=media,
        warnings=fields.warnings,
    )
    found.signal = _signal(fields, notes)
    found.genre = next((g for g in fields.texts("genre_names") if g.lower() not in table("dpa")["plain"]["genres"]), "")
    if found.standfirst == found.headline:
        found.standfirst = ""
    return found


def _source(fields: Fields) -> str:
    """Return who sends it: the agency that is all of the credit line, else the owner of the urn.

    "Ida Moor/AP/dpa" is a picture that dpa sends.
    """
    credit = fields.words("creditline")
    if credit and "/" not in credit:
        agency = agency_named(credit.title() if credit.isupper() and len(credit) > 5 else credit)
        return agency.name if agency else credit
    owner = re.match(r"urn:newsml:([\w-]+)\.", fields.words("urn"))
    return owner[1] if owner else "dpa"


def _sent(fields: Fields) -> Sent | None:
    given = fields.words("version_created")
    at = moment(given) if given else None
    if given and at is None:
        fields.warnings.append(f"version_created {given[:40]!r} is no ISO 8601 time")
    return at


def _signal(fields: Fields, notes: list[str]) -> Signal | None:
    """Return the strongest of what signal, status, genres and notes say."""
    known = table("dpa")
    qcodes = [c.words("qcode") for c in fields.inside("categories") if c.words("type") == "dnltype:signal"]
    words = []
    for given in (fields.words("signal"), fields.words("pubstatus"), *qcodes):
        word = given.rpartition(":")[2].lower()
        if word and word not in known["signals"]:
            fields.warnings.append(f"signal or status {word[:40]!r} is not known: held until a person has looked")
        words.append(known["signals"].get(word, "hold") if word else "")
    for genre in fields.texts("genre_names"):
        words.append(known["genres"].get(genre.lower(), ""))
        words += [signal for start, signal in known["genre_opens"].items() if genre.lower().startswith(start)]
    if any(re.search(known["notes"]["alert"], note) for note in notes):
        words.append("alert")
    found = [Marker((), Signal(word)) for word in words if word]
    return merged(found).signal if found else None


def _notes(fields: Fields) -> tuple[list[str], list[Block]]:
    """Return the notes to editors, those of the notepads that say more than they do too, and the closing line."""
    notes: list[str] = []
    closing = []
    for each in fields.inside("ednotes"):
        role = each.words("role").rpartition(":")[2]
        words = " ".join(each.words("ednote").split())
        if role in table("dpa")["roles"]["signoff"]:
            closing.append(Block(words, PartKind.SIGNOFF))
        elif words and words not in notes:
            notes.append(words)
    for pad in fields.inside("notepad"):
        for name in ("public_html", "nonpublic_html"):
            notes += [line for line in _pad_lines(pad.words(name)) if not any(line in note for note in notes)]
    return notes, closing


def _pad_lines(words: str) -> list[str]:
    """Return the lines of a notepad, its headings and fixed words left out."""
    if not words.strip():
        return []
    root = html.fragment_fromstring(words, create_parent="div")
    lines = (" ".join(str(e.text_content()).split()) for e in root.iter("li") if e.find(".//li") is None)
    return [line for line in lines if line]


def _is_media(fields: Fields) -> bool:
    return fields.words("type").lower() in table("dpa")["media"]["types"]


def _photo(fields: Fields) -> Photo:
    renditions = [each.of for each in fields.inside("renditions") if isinstance(each.of.get("url"), str)]
    return Photo(
        caption=fields.words("caption") or fields.words("headline"),
        credit=fields.words("creditline"),
        rights=fields.texts("usageterms"),
        owner=fields.words("copyrightnotice"),
        url=str(renditions[0]["url"]) if renditions else "",
    )


def _alone(photo: Photo, fields: Fields, notes: list[str]) -> Photo:
    """Give a picture or sound that is sent by itself what its item says: terms, notes, the longer caption."""
    longer = [d.words("description") for d in fields.inside("descriptions") if d.words("role").endswith("extended")]
    photo.description = longer[0] if longer else ""
    photo.credit = photo.credit or fields.words("creditline")
    photo.rights += fields.texts("usageterms")
    photo.owner = photo.owner or fields.words("copyrightnotice")
    photo.notes = notes
    return photo


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(table("dpa")["marks"]["item"])


def reader() -> DigitalWires:
    """Make the reader."""
    return DigitalWires()
