"""What goes out to other systems: of each chain its newest take, cut to what its rights let out, or a notice.

Every exporter writes what it finds here and nothing else, so that all of them say the same and ask the same rights.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from writethru import plugins
from writethru.errors import UnknownFormat
from writethru.model import Citation, Part, PartKind, Picture, Placement, Sent, Signal, Take
from writethru.publish.clearance import Clearance
from writethru.publish.pictures import Figure, figure_of, of_a_teaser
from writethru.publish.rights import Audience, Extent, desk_marks, may_show
from writethru.publish.waits import unseen
from writethru.settings import Settings
from writethru.tell.display import shown
from writethru.tell.dossier import Dossier

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_NO_URI = re.compile(r'[<>"{}|\\^`]')
_OWNER = re.compile(r"(?i)\s*(?:©|\(c\)|copyright\b)")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)))
_COPY = frozenset({PartKind.PARAGRAPH, PartKind.TABLE})
_SENT = _COPY | {PartKind.STANDFIRST, PartKind.BYLINE, PartKind.DATELINE, PartKind.RIGHTS}

Exporter = Callable[["Outbox"], Iterator[bytes]]
"""Writes everything that may go out; a plug-in of ``writethru.exporters`` is a factory of one."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture that may go out, with the lines of rights that bind it; ``group`` names it in its take."""

    group: str
    figure: Figure
    caption: str
    description: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands in the place of a piece that may not be used: its name and whether it comes back.

    ``killed`` is false for a piece on hold or under embargo.
    """

    uri: str
    number: int
    killed: bool
    why: str
    sent: Sent | None


@dataclass(frozen=True, slots=True)
class Piece:
    """The newest take of a chain as it may go out.

    Attributes:
        uri: names the chain, the same for all its takes.
        number: which version of its chain this is, from 1; a take that is sent again as it was is none.
        first: when the first take of the chain was sent.
        changed: when the last take was sent that changed more than wording.
        headline: with the marker for desks, without it for the public; may be empty.
        paragraphs: words and whether they are a table, whose columns stay.
        partial: the source lets out no more than a quotation.
        notes: what is meant for editors; always empty for the public.
    """

    take: Take
    language: str
    headline: str
    standfirst: str
    paragraphs: tuple[tuple[str, bool], ...]
    partial: bool
    shots: tuple[Shot, ...]
    bylines: tuple[str, ...]
    located: str
    owner: tuple[str, ...]
    terms: tuple[str, ...]
    notes: tuple[str, ...]
    uri: str = ""
    number: int = 1
    first: Sent | None = None
    changed: Sent | None = None


@dataclass(frozen=True, slots=True)
class Outbox:
    """Everything that goes out to one audience, pieces and notices in order of name."""

    title: str
    audience: Audience
    items: tuple[Piece | Notice, ...]


def hand_over(how: str, every: Dossier, settings: Settings, audience: str) -> Iterator[bytes]:
    """Yield what may go out of a desk in the way of a registered exporter.

    Raises:
        UnknownFormat: there is none of that name.
    """
    if how not in plugins.names(plugins.EXPORTERS):
        raise UnknownFormat(f"{how}: no such format; there are jsonl, {', '.join(plugins.names(plugins.EXPORTERS))}")
    write: Exporter = plugins.make(plugins.EXPORTERS, how)
    return write(outbox(every, settings, audience))


def outbox(every: Dossier, settings: Settings, audience: str) -> Outbox:
    """Gather what may go out of a desk, all of which ``every`` holds. O(takes + changes + their words)."""
    if audience == Audience.PUBLIC:
        every = unseen(every)
    links = every.links
    exit_ = Clearance(every.takes, links.placements, settings, Audience(audience))
    material = frozenset(change.take for change in links.changes if change.material)
    found: dict[str, Piece | Notice] = {}
    for chain, takes in sorted(_chains(every.takes, links.placements).items()):
        uri = name_of(takes[0].guid) if takes[0].guid else ""
        if not uri or uri in found:
            uri = f"urn:writethru:chain:{quote(chain)}"
        if item := _item(uri, takes, exit_, material):
            found[uri] = _in_language(item, every)
    return Outbox(settings.title, exit_.audience, tuple(found[uri] for uri in sorted(found)))


def _in_language(item: "Piece | Notice", every: Dossier) -> "Piece | Notice":
    """Give a piece the language that was read from its text where it declares none."""
    if isinstance(item, Notice) or item.language or item.take.key not in every.facts:
        return item
    found = every.facts[item.take.key].language
    return replace(item, language="" if found == "und" else found)


def name_of(guid: str) -> str:
    """Return a provider's name for a piece as a URI: as it stands where it is one.

    >>> name_of("tag:strand.example,2031:7"), name_of("ferry 7")
    ('tag:strand.example,2031:7', 'urn:writethru:guid:ferry%207')
    """
    whole = _URI.fullmatch(guid) and not _NO_URI.search(guid)
    return guid if whole else f"urn:writethru:guid:{quote(guid, safe='')}"


def _chains(takes: Mapping[str, Take], placements: Sequence[Placement]) -> dict[str, list[Take]]:
    """Return the takes of each chain in order of version; a take that was not placed is a chain of its own."""
    places: dict[str, dict[str | None, str]] = defaultdict(dict)
    for place in placements:
        places[place.chain][place.previous] = place.take
    found: dict[str, list[Take]] = {}
    for chain, after in places.items():
        ordered: list[Take] = []
        here = after.get(None)
        while here is not None and len(ordered) < len(after):
            ordered.append(takes[here])
            here = after.get(here)
        if ordered:
            found[chain] = ordered
    placed = {take.key for ordered in found.values() for take in ordered}
    return found | {key: [take] for key, take in takes.items() if key not in placed}


def _item(uri: str, takes: list[Take], exit_: Clearance, material: frozenset[str]) -> Piece | Notice | None:
    """Return what goes out of one chain: its newest take that stands alone, a notice, or nothing at all."""
    versions = _versions(takes)
    newest = next((take for take in reversed(versions) if take.marker.fragment is None), versions[-1])
    held = may_show(newest, exit_.settings, Audience.DESK, exit_.stops.get(newest.key, ""))
    if held.extent is Extent.NOTHING:
        killed = any(take.marker.signal is Signal.KILL for take in takes)
        return Notice(uri, len(takes), killed, held.why, takes[-1].sent)
    if exit_.extent(newest.key) is Extent.NOTHING:
        return None
    changed = next(t for t in reversed(takes) if t.key in material or t is takes[0] or _corrects(t))
    return replace(
        _piece(newest, exit_), uri=uri, number=versions.index(newest) + 1, first=_first(takes), changed=changed.sent
    )


def _first(takes: Sequence[Take]) -> Sent | None:
    """Return when the first take was sent, which need not be the first version."""
    return min((take.sent for take in takes if take.sent), key=lambda sent: sent.at.timestamp(), default=None)


def _versions(takes: Sequence[Take]) -> list[Take]:
    """Return a chain's takes without those that only send again what the take before them says, terms and all."""
    return [take for n, take in enumerate(takes) if not n or _corrects(take) or _sent(take) != _sent(takes[n - 1])]


def _sent(take: Take) -> tuple[object, ...]:
    """What a reader gets of a take: its words without marker, slug and notes for desks, and its terms."""
    parts = [(p.kind, p.group, clean(p.span.of(take.text))) for p in take.parts if p.kind in _SENT or p.group]
    pictures = [(p.url, p.credit, p.ai_made, [t.phrase for t in p.terms]) for p in take.pictures]
    return take.title, parts, pictures, [t.phrase for t in take.terms], take.embargo, take.ai_text, take.marker.fragment


def _corrects(take: Take) -> bool:
    return take.marker.signal is Signal.CORRECTION


def _piece(take: Take, exit_: Clearance) -> Piece:
    """Return what may leave of one take; what its chain tells of it is filled in above."""
    desk = exit_.audience is Audience.DESK
    headline = clean(take.headline if desk else take.title)
    rights = tuple(clean(span.of(take.text)) for span in take.notices)
    return Piece(
        take=take,
        language=take.language,
        headline="" if not desk and desk_marks(headline) else headline,
        standfirst=" ".join(words for words, _ in _let_out(take, frozenset({PartKind.STANDFIRST}), exit_)),
        paragraphs=tuple(_let_out(take, _COPY, exit_)),
        partial=exit_.extent(take.key) is Extent.QUOTE,
        shots=tuple(_shots(take, exit_)),
        bylines=_bylines(take),
        located=_located(take) if exit_.extent(take.key) is Extent.FULL else "",
        owner=tuple(line for line in rights if _OWNER.match(line)),
        terms=tuple(line for line in rights if not _OWNER.match(line)),
        notes=_words(take, PartKind.NOTE) if desk else (),
    )


def _let_out(take: Take, kinds: frozenset[PartKind], exit_: Clearance) -> Iterator[tuple[str, bool]]:
    """Yield the words that may leave, the dateline before the first; a quotation has no dateline and no gaps."""
    opening = ""
    for part in take.parts:
        if part.group:
            continue
        if part.kind is PartKind.DATELINE and _opens(take) and exit_.extent(take.key) is Extent.FULL:
            opening = part.span.of(take.text)
        if part.kind not in kinds:
            continue
        if not exit_.lets(Citation(take.key, part.span, "copy")):
            if exit_.extent(take.key) is Extent.QUOTE:
                return
            continue
        table = part.kind is PartKind.TABLE
        words = part.span.of(take.text)
        yield (words.strip("\n").translate(_CONTROLS) if table else clean(f"{opening} {words}")), table
        opening = ""


def _opens(take: Take) -> bool:
    """Say whether the dateline opens the copy: one with an agency or a day does, a mere place is a field of its own."""
    line = take.dateline
    return line is not None and bool(line.source or line.day)


def _located(take: Take) -> str:
    """Return the place that a field of its own gives."""
    line = take.dateline
    return "" if line is None or _opens(take) else clean(line.span.of(take.text))


def _shots(take: Take, exit_: Clearance) -> Iterator[Shot]:
    for picture in take.pictures:
        figure = None if of_a_teaser(take, picture) else figure_of(take, picture, exit_, (), set())
        if figure is None or not (figure.caption or figure.description or figure.url):
            continue
        rights = tuple(clean(p.span.of(take.text)) for p in _rights_of(take, picture))
        caption, description = figure.caption.striptags(), figure.description.striptags()
        yield Shot(picture.group, figure, clean(caption), clean(description), rights)


def _rights_of(take: Take, picture: Picture) -> Iterator[Part]:
    return (p for p in take.parts if p.kind is PartKind.RIGHTS and p.group == picture.group)


def _bylines(take: Take) -> tuple[str, ...]:
    """Return the lines that name who wrote it; names alone where it has no such line."""
    lines = _words(take, PartKind.BYLINE) if take.bylines else ()
    return lines or tuple(clean(byline.name) for byline in take.bylines)


def _words(take: Take, kind: PartKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean(span.of(take.text)) for span in take.spans(kind)))


def clean(words: str) -> str:
    """Return words as every reader sees them, without characters that XML cannot hold."""
    return shown(words).translate(_CONTROLS)
