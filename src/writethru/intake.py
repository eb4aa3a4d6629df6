"""The way in: bytes received, read, placed in their chains, their facts read, everything linked; each step once.

Each step finds by itself what is left to do, so that what a killed run left undone is done by the next.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

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
_LINKED = 4000  # takes that are linked at a time while others are being read


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


def place(store: Store, progress: Progress) -> None:
    """Give every take that has no place its chain; from here on a kill or hold is in force.

    Takes are placed in slices, in order of time, so that memory does not grow with how many there are.
    """
    done = 0
    with uncollected():
        while new := store.takes.unplaced(_SLICE):
            store.links.place(_places(store, new), datetime.now(UTC))
            done += len(new)
            progress("place", done, done)


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
    store: Store, settings: Settings, readers: "Processes", progress: Progress, at_hand: "AtHand | None" = None
) -> Counter[str]:
    """Read the facts of every take that has none; returns the seconds that each layer took.

    Takes are read oldest first. What has been read is linked while other processes read on.

    ``at_hand``: what linking holds in memory; without it nothing is linked yet.
    """
    unlinked: list[str] = []

    def told(done: int, of: int, takes: Sequence[str]) -> None:
        progress("enrich", done, of)
        unlinked.extend(takes)
        if at_hand is not None and len(unlinked) >= _LINKED and done < of:
            from writethru.linking import link_read

            link_read(store, settings, unlinked, at_hand)
            unlinked.clear()

    return _enrich(store, settings, readers, store.takes.without_facts(), told, linked=at_hand is not None)


def enrich_anew(store: Store, settings: Settings, readers: "Processes", progress: Progress) -> Counter[str]:
    """Read the facts of every take anew that other layers read; the old ones serve until links are made of the new."""
    by = maker()
    outdated = store.facts.outdated(by)
    seconds = _enrich(store, settings, readers, outdated, lambda done, of, _: progress(ANEW, done, of))
    if not outdated:
        store.facts.sign(by)
    return seconds


def _enrich(
    store: Store,
    settings: Settings,
    readers: "Processes",
    keys: Sequence[str],
    told: Callable[[int, int, Sequence[str]], None],
    *,
    linked: bool = False,
) -> Counter[str]:
    seconds: Counter[str] = Counter()
    if not keys:
        return seconds
    from writethru.link import gist
    from writethru.making import Making

    done, by, named = 0, maker(), settings.agencies
    for batch in readers.run(keys, lambda some: load(store, some), Making(named), linked=linked):
        store.facts.put(batch.readings, by, gist.maker(named))
        seconds.update(batch.seconds)
        done += len(batch.readings)
        told(done, len(keys), [one.take for one in batch.readings])
    return seconds


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


def maker() -> str:
    """Return what reads facts now, by its short name; see ``writethru.enrich.layers``."""
    from writethru.enrich.layers import maker

    return maker()


def load(store: Store, keys: Iterable[str]) -> list[Take]:
    """Return the takes of these keys, in their order."""
    wanted = list(keys)
    takes = store.takes.get(wanted)
    return [takes[key] for key in wanted if key in takes]


def link(store: Store, settings: Settings, progress: Progress, at_hand: "AtHand | None" = None) -> None:
    """Link the chains to which something came, oldest first, and what hangs together with them; see ``linking``."""
    from writethru.linking import link

    link(store, settings, progress, at_hand)
