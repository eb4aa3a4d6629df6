"""The way in: bytes received, read, placed in their chains, their facts read, everything linked; each step once.

Each step finds by itself what is left to do, so that what a killed run left undone is done by the next.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from writethru.enriching import Enriching, maker
from writethru.model import Alarm, Placement, Refused, Take
from writethru.run.collecting import uncollected
from writethru.run.progress import Progress
from writethru.settings import Settings
from writethru.store import Store

if TYPE_CHECKING:
    from writethru.link.at_hand import AtHand
    from writethru.read.document import Document
    from writethru.read.inbox import Apart
    from writethru.run.local import Processes

ANEW = "anew"
"""The stage in which facts are read anew, as progress is told of it."""

_SLICE = 10_000  # takes that are placed at a time
_LINKED = 4000  # takes from which on some are linked while others are being read


def apart(store: Store, folder: Path) -> "Apart":
    """Return the folder of a desk and those of its sites, whose files are no copy."""
    from writethru.read.inbox import Apart

    sites = dict.fromkeys((Path(place.folder) for place in store.sites.every()), "a site published from this desk")
    return Apart(sites | {folder: "the desk's own folder"})


def receive(store: Store, document: "Document", reader: str = "") -> bool:
    """Store the bytes of a document; says whether it is new, or to be read anew. Nothing is made of it yet."""
    new = store.documents.receive(
        document.sha256, document.name, reader, document.received, datetime.now(UTC), document.charset
    )
    return new or not store.documents.is_read(document.sha256)


@dataclass(slots=True)
class Readings:
    """What reading brought: new takes, takes that were there, refused items, and markers that nobody knows."""

    new: int = 0
    known: int = 0
    refused: int = 0
    alarms: tuple[Alarm, ...] = ()
    _unknown: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def see(self, item: Take | Refused) -> Take | Refused:
        """Look an item over for unknown markers on its way into the store."""
        if not isinstance(item, Take):
            return item
        for words in item.marker.unknown:
            first, times = self._unknown.get((item.source, words), (item.id, 0))
            self._unknown[item.source, words] = first, times + 1
        return item

    def report(self, store: Store) -> None:
        """Raise one alarm for each source and marker that was never seen before."""
        if self._unknown:
            self.alarms = tuple(store.alarms.raise_for(self._unknown))


def read(store: Store, folder: Path, settings: Settings, progress: Progress) -> Readings:
    """Make takes of every document that was not read to its end; ``folder``: the desk's, for agencies of its own."""
    from writethru.read import detect, lists
    from writethru.read.document import Document

    lists.use(folder)
    done = Readings()
    unread = store.documents.unread()
    for number, sha256 in enumerate(unread, 1):
        name, reader, received, charset = store.documents.get(sha256)
        items = (
            done.see(_known(item, settings)) for item in detect.read(Document(name, received, charset), reader or None)
        )
        new, known, refused = store.documents.keep(sha256, items)
        done.new, done.known, done.refused = done.new + new, done.known + known, done.refused + refused
        progress("read", number, len(unread))
    done.report(store)
    return done


def _known(item: Take | Refused, settings: Settings) -> Take | Refused:
    from writethru.read.known import as_known
    from writethru.read.times import believed

    return as_known(believed(item), settings) if isinstance(item, Take) else item


def place(store: Store, progress: Progress, beside: Callable[[], None] | None = None) -> None:
    """Give every take that has no place its chain; from here on a kill or hold is in force.

    Takes are placed in slices, in order of time, so that memory does not grow with how many there are.

    ``beside``: done behind each slice.
    """
    done = 0
    with uncollected():
        while new := store.takes.unplaced(_SLICE):
            store.links.place(_places(store, new), datetime.now(UTC))
            done += len(new)
            progress("place", done, done)
            if beside:
                beside()


def _places(store: Store, new: Sequence[Take]) -> list[Placement]:
    from writethru.link import place as chaining
    from writethru.link.items import bare
    from writethru.link.words import fold

    sources = {fold(take.source) for take in new}
    names = [name for name in store.takes.sources() if fold(name) in sources]
    near = store.takes.around(names, chaining.window(new), undated=any(take.sent is None for take in new))
    near += store.takes.called(name for take in new for name in take.names)
    if span := chaining.order_window(new):
        headlines = {key: title for key, _, title, _ in store.takes.headlines(names, span)}
        near += store.takes.get(chaining.repeated(new, headlines)).values()
    takes = {take.key: take for take in (*new, *near)}
    known = store.links.chains_of(take.key for take in near)
    groups = chaining.place(new, [take for key, take in takes.items() if key in known], known)
    moves = [(known.get(key), chain) for chain, keys in groups.items() for key in keys]
    touched = {chain for was, now in moves if was != now for chain in (was, now) if chain}
    before = store.links.standing_in(touched)
    takes |= store.takes.get(before.keys() - takes.keys())
    changed = {chain: keys for chain, keys in groups.items() if chain in touched}
    moments = {key: bare(take).at for key, take in takes.items()}
    return [
        placement
        for chain, keys in sorted(chaining.whereabouts(changed, before, moments).items())
        for placement in chaining.placements(chain, [takes[key] for key in sorted(keys)], before)
    ]


def enrich(
    store: Store, settings: Settings, reading: Enriching, progress: Progress, at_hand: "AtHand | None" = None
) -> Counter[str]:
    """Keep the facts that are being read; returns the seconds that each layer took.

    What has been read is linked while other processes read on.

    ``at_hand``: what linking holds in memory; without it nothing is linked yet.
    """
    done, unlinked = 0, dict[str, datetime | None]()
    for takes in reading:
        done += len(takes)
        progress("enrich", done, len(reading.keys))
        if at_hand is None or done == len(reading.keys):
            continue
        unlinked |= store.takes.sent(takes)
        if some := _of_whole_days(unlinked):
            from writethru.linking import link_read

            link_read(store, settings, some, at_hand)
            for take in some:
                del unlinked[take]
    return reading.seconds


def _of_whole_days(unlinked: Mapping[str, datetime | None]) -> list[str]:
    """Return the takes to be linked now, of those that were read, in order of time; none where they are too few yet.

    A day of which more comes later is put together again then, so the last one waits, unless it has very many.
    """
    takes = list(unlinked)
    if len(takes) < _LINKED:
        return []
    days = [sent.date() if sent else None for sent in unlinked.values()]
    whole = days.index(days[-1])
    if 2 * whole >= _LINKED:
        return takes[:whole]
    return takes if len(takes) >= 2 * _LINKED else []


def enrich_anew(store: Store, settings: Settings, readers: "Processes", progress: Progress) -> Counter[str]:
    """Read the facts of every take anew that other layers read; the old ones serve until links are made of the new."""
    by, done = maker(), 0
    reading = Enriching(store, settings, readers, store.facts.outdated(by))
    for takes in reading:
        done += len(takes)
        progress(ANEW, done, len(reading.keys))
    if not reading.keys:
        store.facts.sign(by)
    return reading.seconds


def prepare(store: Store, settings: Settings, readers: "Processes", progress: Progress) -> None:
    """Make the gists that takes lack which wait to be linked, of many beside this process: of an older desk's takes."""
    from writethru.link import gist
    from writethru.making import Gisting
    from writethru.remembering import read_items

    named = settings.agencies
    by = gist.maker(named)
    done, keys = 0, store.gists.wanted(by)
    for gists in readers.each(keys, lambda some: read_items(store, some), Gisting(named)):
        store.gists.keep(gists, by)
        done += len(gists)
        progress("prepare", done, len(keys))


def link(store: Store, settings: Settings, progress: Progress, at_hand: "AtHand | None" = None) -> None:
    """Link the chains to which something came, oldest first, and what hangs together with them; see ``linking``."""
    from writethru.linking import link

    link(store, settings, progress, at_hand)
