"""NITF, the News Industry Text Format of the IPTC (3.6 and before), with and without its namespace.

What the standard leaves open, agencies fill in each in their way: ``data/nitf.toml`` lists the names that they use.
"""

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from writethru.model import PartKind, Refused, Signal, Take
from writethru.read.agencies import Agency, agency_named
from writethru.read.blocks import folded
from writethru.read.bylines import is_byline, is_initials, names
from writethru.read.casing import cased
from writethru.read.document import Document
from writethru.read.item import Item, take_of
from writethru.read.lists import table
from writethru.read.markers import is_slug_line, ordered
from writethru.read.markup import Block
from writethru.read.nitf_copy import blocks, photos
from writethru.read.stamps import iso
from writethru.read.tree import attribute, child, every, local, root_name, words, xml
from writethru.read.urgency import alert
from writethru.read.wire import is_slug

_CATCHLINE = re.compile(r"\d{1,3} ([A-Z]{2,20} \S.{0,40})")  # PA: page, desk, catchline
_SENTENCE = 4  # words without capitals that no name of a reporter has
_RIGHTS = ("type", "limitations")  # attributes of doc.rights, and elements within rights


class Nitf:
    """Reads NITF documents."""

    name = "nitf"

    def recognises(self, document: Document) -> float:
        """The root element is proof."""
        return 0.98 if root_name(document) == "nitf" else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read the one item of the document.

        Raises:
            Unreadable: it is no safe, well-formed XML.
        """
        yield take_of(item_of(xml(document)), document.sha256)


def item_of(root: etree._Element) -> Item:
    """Return the fields of a ``nitf`` element. O(elements)."""
    item = Item(format="nitf", language=attribute(root, "baselang") or attribute(root, "lang"))
    meta = _meta(root)
    agency = _source(item, root, meta)
    _identity(item, root, meta)
    _times(item, root, agency)
    _head(item, root)
    _slug(item, root, meta)
    item.pictures = photos(root)
    item.copy = [*item.copy, *blocks(root, {folded(item.headline), folded(item.slug), ""})]
    _summaries(item, root)
    _notes(item, root, meta)
    _rights(item, root)
    _signal(item, root)
    return item


def _meta(root: etree._Element) -> dict[str, str]:
    """Return what the ``meta`` elements say, by field."""
    said = {attribute(m, "name"): attribute(m, "content") for m in every(root, "meta")}
    fields = table("nitf")["meta"]
    return {field: next((said[n] for n in fields[field] if said.get(n)), "") for field in fields}


def _source(item: Item, root: etree._Element, meta: dict[str, str]) -> Agency | None:
    """Fill in who sent it: the first that is an agency, else the first that is named at all."""
    given = [meta["source"]]
    given += [words(found) for found in every(root, "distributor")]
    given += [attribute(found, "src-name") for found in every(root, "from-src")]
    given += [attribute(found, "agent") for found in every(root, "doc.rights")]
    given += [attribute(found, "regsrc") for found in every(root, "doc-id")]
    given += [attribute(found, "holder") for found in every(root, "doc.copyright")]
    named = [name for name in given if name]
    agency = next((a for name in named if (a := agency_named(name) or agency_named(cased(name)))), None)
    item.source = agency.name if agency else next(iter(named), "")
    return agency


def _identity(item: Item, root: etree._Element, meta: dict[str, str]) -> None:
    item.id = _first(root, "doc-id", "id-string")
    key = _first(root, "du-key", "key")
    if key and item.id.startswith(key) and item.id != key:
        item.guid = key  # the id of this version is built on that of the piece; other keys are given out again
    item.version = ".".join(filter(None, (_first(root, "du-key", "generation"), _first(root, "du-key", "version"))))
    item.sequence = meta["sequence"]
    item.replaces = _first(root, "docdata", "management-doc-idref") or _first(root, "correction", "id-string")
    link = _first(root, "pubdata", "ex-ref")
    item.url = link if link.startswith(("http://", "https://")) else ""


def _times(item: Item, root: etree._Element, agency: Agency | None) -> None:
    """Fill in when it was sent, and until when it is held.

    The norm is believed, never the text of the element: EFE says of its own texts that they are wrong.
    """
    issued = _first(root, "date.issue", "norm") or _first(root, "pubdata", "date.publication")
    item.sent = iso(issued, agency) if issued else None
    if issued and item.sent is None:
        item.warnings.append(f"date.issue {issued!r} is no time that is known")
    if (written := iso(_first(root, "story.date", "norm"))) is not None:
        item.day = written.at.date()
    release = next(iter(every(root, "date.release")), None)
    item.status = _first(root, "docdata", "management-status")
    if release is not None:
        item.embargo = _embargo(item, attribute(release, "norm"), issued)
    if item.embargo is None and item.status.lower() == "embargoed":
        item.embargo = attribute(release, "norm") if release is not None else ""


def _embargo(item: Item, until: str, issued: str) -> str | None:
    """Return the release as an embargo; one at or before the time of sending is none."""
    if until and re.fullmatch(table("nitf")["unfilled"], until):
        item.warnings.append(f"date.release {until!r} was not filled in")
        return None
    free = iso(until)
    sent = iso(issued)
    return None if free and sent and _comparable(free.at <= sent.at, until, issued) else until


def _comparable(earlier: bool, *given: str) -> bool:
    """Say whether a comparison of two times holds: both or neither have a zone."""
    zoned = {bool(re.search(r"(?:Z|[+-]\d\d:?\d\d)$", words)) for words in given}
    return earlier and len(zoned) == 1


def _head(item: Item, root: etree._Element) -> None:
    lines = [line for found in every(root, "hedline") for line in map(words, every(found, "hl1")) if line]
    item.headline = next(iter(lines), "")
    for byline in every(root, "byline"):
        _byline(item, byline)
    for line in every(root, "dateline")[:1]:
        places = every(line, "location")
        item.dateline = _place(places[0]) if places else _without_dates(line)


def _byline(item: Item, byline: etree._Element) -> None:
    """Take a byline apart into people and their titles; desk marks and subtitles stand there as well."""
    title = child(byline, "byttl")
    after = words(title)
    line = words(byline).removesuffix(after).strip() if after else words(byline)
    if is_initials(line):
        item.copy.append(Block(line, PartKind.SIGNOFF))
    elif line and not is_byline(line) and not names(line) and _reads_as_words(line):
        item.standfirst = line
    elif line:
        item.bylines += [piece for piece in re.split(r"\s+/\s+", line) if piece]
    if names(after):  # "Harbour News Online" is no person
        item.copy.append(Block(after, PartKind.MARKUP))
    elif after:
        item.bylines.append(after)


def _reads_as_words(line: str) -> bool:
    return sum(word.islower() for word in line.split()) >= _SENTENCE


def _place(location: etree._Element) -> str:
    """Return a location's words; city, state and country that stand there without commas get them."""
    within = [text for under in location if (text := words(under))]
    whole = words(location)
    return ", ".join(within) if len(within) > 1 and "," not in whole else whole


def _without_dates(line: etree._Element) -> str:
    """Return a dateline's own words; those of ``story.date`` repeat its norm."""
    dates = {words(found) for found in every(line, "story.date")}
    return words(line) if words(line) not in dates else ""


def _slug(item: Item, root: etree._Element, meta: dict[str, str]) -> None:
    title = words(child(root, "head", "title"))
    catchline = _CATCHLINE.fullmatch(title)
    keys = [attribute(k, "key") or words(k) for k in every(root, "keyword")]
    given = [meta["slug"], _first(root, "fixture", "fix-id"), catchline[1] if catchline else ""]
    given += [title] if title != item.headline and is_slug(title) else []
    given += [item.headline] if is_slug_line(item.headline) else []
    given += keys if len(keys) == 1 else []
    given += [_first(root, "du-key", "key")] if not item.guid else []
    item.slug = next(filter(None, given), "")
    if not item.headline and title not in ("", item.slug) and not catchline:
        item.headline = title


def _summaries(item: Item, root: etree._Element) -> None:
    """Fill in the standfirst: abstract and second headline, unless they say what stands elsewhere already."""
    said = {folded(item.headline), folded(item.slug), folded(item.standfirst)}
    lead = "".join(folded(block.text) for block in item.copy[:4] if block.kind is PartKind.PARAGRAPH)
    found = [line for head in every(root, "hedline") for line in every(head, "hl2")]
    found += every(root, "abstract")
    for line in map(words, found):
        bare = folded(line)
        if not bare or bare in said:
            continue
        said.add(bare)
        if bare in lead:
            item.copy.append(Block(line, PartKind.MARKUP))
        elif not item.standfirst:
            item.standfirst = line
        else:
            item.copy.insert(0, Block(line, PartKind.STANDFIRST))


def _notes(item: Item, root: etree._Element, meta: dict[str, str]) -> None:
    given = [attribute(m, "info") for name in ("ed-msg", "correction") for m in every(root, name)]
    given += [attribute(r, "comment") for r in every(root, "revision-history")]
    given += [meta["takekey"]] if _for_editors(meta["takekey"]) else []
    given += [words(note) for head in every(root, "body.head") for note in every(head, "note")]
    item.notes = list(dict.fromkeys(filter(None, given)))


def _for_editors(takekey: str) -> bool:
    return "ATTN" in takekey.upper()


def _rights(item: Item, root: etree._Element) -> None:
    """Fill in the lines that bind the text; ``photos`` has those of the pictures."""
    for mine in every(root, "doc.copyright"):
        if holder := " ".join(filter(None, (attribute(mine, "year"), attribute(mine, "holder")))):
            item.rights.append(f"Copyright {holder}")
    for terms in every(root, "doc.rights"):
        item.rights += [line for name in _RIGHTS if (line := attribute(terms, name))]
        item.rights += [f"Geography: {place}" for place in [attribute(terms, "geography")] if place]
    for head in every(root, "body.head"):
        item.rights += [line for name in _RIGHTS for found in every(head, f"rights.{name}") if (line := words(found))]
        item.rights += [f"Geography: {words(found)}" for found in every(head, "rights.geography")]


def _signal(item: Item, root: etree._Element) -> None:
    """Fill in what follows from status, corrections, notes and urgency, the weightiest first."""
    statuses = table("nitf")["status"]
    orders = [ordered("", note) for note in item.notes]
    weighed: list[Signal | None] = [s for s in (Signal.KILL, Signal.HOLD) if s in orders]
    status = item.status.lower()
    if status and status not in statuses:
        item.warnings.append(f"management-status {item.status!r} is not known; held until a person has looked")
        weighed.append(Signal.HOLD)
    elif word := statuses.get(status, ""):
        weighed.insert(0, Signal(word))
    weighed.append(Signal.ADVISORY if any(_for_editors(note) for note in item.notes) else None)
    weighed.append(Signal.CORRECTION if every(root, "correction") else None)
    weighed.append(alert(_first(root, "urgency", "ed-urg") == "1", item.copy))
    item.signal = next(filter(None, weighed), None)
    kinds = [attribute(p, "tobject.property.type") for p in every(root, "tobject.property")]
    item.genre = next((kind for kind in kinds if kind.lower() not in _ordinary()), "")


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(table("nitf")["ordinary"])


def _first(root: etree._Element, name: str, of: str) -> str:
    return next((found for e in root.iter() if local(e) == name and (found := attribute(e, of))), "")


def reader() -> Nitf:
    """Make the reader."""
    return Nitf()
