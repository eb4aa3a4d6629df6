"""What linking remembers, in the store: looked up as linking asks for it, and written as the tables have it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from writethru.link import nodes
from writethru.link.at_hand import AtHand
from writethru.link.block import joined, latest, packed, unpacked
from writethru.link.claim_drafts import Drafts, Drawn
from writethru.link.claim_ties import Shelves
from writethru.link.gist import Gist, gists, maker
from writethru.link.items import Linkable, bare
from writethru.link.links import Relinked
from writethru.link.nodes import Told
from writethru.link.remembered import Chained, Headline
from writethru.link.standing import UNDATED, Run
from writethru.model import Facts, Placement, Story
from writethru.model.packing import unpack
from writethru.model.reading import Gisted
from writethru.store import Found, Store
from writethru.store.traces import TraceRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

_REMEMBERED = 20_000  # takes that are kept at hand before all are looked up again
_BLOCKS = 64  # blocks of one day from which on they are put into one


class OnDesk:
    """What is on a desk, as linking asks for it (``writethru.link.remembered.Known``).

    Args:
        store: the desk's.
        agencies: names of sources that are agencies on this desk and in no list.
        at_hand: rows that are held in memory from one linking to the next.
    """

    def __init__(self, store: Store, agencies: frozenset[str] = frozenset(), at_hand: AtHand | None = None) -> None:
        self._store, self._there, self._at_hand = store, store.remembered, at_hand or AtHand()
        self.agencies = agencies
        self._chains: dict[str, Chained | None] = {}
        self._items: dict[str, Linkable] = {}
        self._made: dict[str, Gisted] = {}

    def takes_of(self, chains: Sequence[str]) -> dict[str, list[Linkable]]:
        """Return by chain its takes that have facts; a chain of which nothing is left, or none has facts, has none."""
        places = self._store.links.standing_in(chains)
        items = self.items(places)
        found: dict[str, list[Linkable]] = {chain: [] for chain in chains}
        for key in sorted(items):
            found[places[key].chain].append(items[key])
        return found

    def chains(self, names: Iterable[str]) -> dict[str, Chained]:
        """Return these chains; those that were never linked are left out."""
        wanted = set(names)
        unknown = wanted - self._chains.keys()
        if unknown:
            self._chains |= dict.fromkeys(unknown)
            self._read(self._there.by("chain", unknown))
        return {name: one for name in sorted(wanted) if (one := self._chains[name])}

    def _read(self, rows: Iterable[bytes]) -> list[Chained]:
        found = [_chained().decode(row) for row in rows]
        self._chains |= {one.chain: one for one in found}
        return found

    def standing(self, takes: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the chain and the story of each of these takes, as far as they were linked."""
        return self._there.standing(takes)

    def given_up(self, stories: Iterable[str]) -> set[str]:
        """Return which of these ids lead to another story."""
        return self._there.given_up(stories)

    def homes(self, names: Iterable[str]) -> list[Chained]:
        """Return all chains of these groups."""
        return self._read(self._there.by("home", names))

    def storied(self, names: Iterable[str]) -> list[Chained]:
        """Return all chains of these stories."""
        return self._read(self._there.by("story", names))

    def slugged(self, names: Iterable[str]) -> list[Chained]:
        """Return all chains of these sources and slugs, or of these series without a slug."""
        return self._read(self._there.by("slug", names))

    def wrapups(self, sources: Iterable[str]) -> list[Chained]:
        """Return the wrap-ups of these sources."""
        return self._read(self._there.by("wrapup", sources))

    def window(self, days: Run | None) -> "list[Mapping[str, NDArray[Any]]]":
        """Return the blocks of traits of a run of days, and of chains without a day; None for every day."""
        return [unpacked(block) for block in self._there.traits([days] if days else None, UNDATED)]

    def at_hand(self, runs: Sequence[Run] | None) -> AtHand:
        """Return the rows of some runs of days, and of chains without a day, as they are held in memory."""
        there = self._there
        self._at_hand.bring(there.named(runs, UNDATED), lambda names: map(unpacked, there.blocks(names)))
        return self._at_hand

    def traits_of(self, day: int, without: Iterable[str]) -> "tuple[int, Mapping[str, NDArray[Any]]]":
        """Return the traits of one day but for those of some chains, and the number of its last block."""
        blocks = self._there.traits_of(day)
        rows = joined([unpacked(block) for _, block in blocks])
        return max((number for number, _ in blocks), default=0), latest(rows, without)

    def crowded(self, days: Iterable[int]) -> set[int]:
        """Return which of these days have so many blocks that they are better put into one."""
        return {day for day in days if len(self._there.named([(day, day)], day)) >= _BLOCKS}

    def places(self, takes: Iterable[str]) -> dict[str, Placement]:
        """Return the places of takes as they were last told."""
        return self._store.links.places(takes)

    def items(self, takes: Iterable[str]) -> dict[str, Linkable]:
        """Return takes with their gists, facts and vectors, by key; those without facts are left out."""
        wanted = set(takes)
        if len(self._items) > _REMEMBERED:
            self._items.clear()
        if unknown := wanted - self._items.keys():
            self._items |= self._looked_up(self._store.facts.read_by(unknown).keys())
        return {key: self._items[key] for key in sorted(wanted) if key in self._items}

    def _looked_up(self, takes: Set[str]) -> dict[str, Linkable]:
        """Return takes with their gists; one that is not there is made."""
        there = self._store.gists.get(takes, maker(self.agencies))
        bare = read_items(self._store, takes - there.keys())
        made = dict(zip((item.key for item in bare), gists(bare, self.agencies), strict=True))
        self._made |= made
        texts, vectors = self._store.takes.get(there), self._store.facts.newest_vectors(there)
        found = [Linkable(take, partial(_facts_of, self._store, key), vectors.get(key)) for key, take in texts.items()]
        for item in (*found, *bare):
            item.gist = Gist(there[item.key] if item.key in there else made[item.key].packed)
        return {item.key: item for item in (*found, *bare)}

    def drawn(self, takes: Iterable[str]) -> dict[str, Drawn]:
        """Return what takes give to claims, by key; nothing but that is looked up of a take that is not here."""
        wanted = set(takes)
        there = self._store.gists.get(wanted - self._items.keys(), maker(self.agencies))
        rest = self.items(wanted - there.keys())
        found = {take: Gist(packed) for take, packed in there.items()}
        found |= {take: item.gist for take, item in rest.items() if item.gist}
        return {take: one.drawn for take, one in found.items()}

    def keep_made(self) -> None:
        """Keep the gists that were made here, so that each is made once; no transaction may be open."""
        self._store.gists.keep(self._made, maker(self.agencies))
        self._made.clear()

    def bare(self, takes: Iterable[str]) -> dict[str, Linkable]:
        """Return takes as they were read, without facts, by key."""
        return {key: bare(take) for key, take in self._store.takes.get(takes).items()}

    def headlines(self, source: str, since: datetime, until: datetime) -> list[Headline]:
        """Return the headlines of a source that were sent in a window."""
        return [Headline(*row) for row in self._store.takes.headlines([source], (since, until))]

    def nodes(self, stories: Iterable[str]) -> dict[str, Told]:
        """Return what these stories are followed by."""
        return {told.main.story: told for row in self._there.nodes(stories) for told in [nodes.unpacked(row)]}

    def following(self, stories: Iterable[str]) -> list[str]:
        """Return the stories that follow any of these."""
        return self._there.stories_by("follows", stories)

    def on_lines(self, lines: Iterable[str]) -> list[str]:
        """Return the stories on the lines that begin with these."""
        return self._there.stories_by("line", lines)

    def holding(self, handles: Iterable[str], most: int) -> dict[str, list[str]]:
        """Return the stories that have these handles; one that more than so many have is left out."""
        few = [handle for handle, count in self._there.counted(handles).items() if count <= most]
        return self._there.holding(few)

    def counted(self, handles: Iterable[str]) -> dict[str, int]:
        """Return how many stories have each of these handles."""
        return self._there.counted(handles)

    def stories_with(self, takes: Iterable[str]) -> list[Story]:
        """Return the stories in which any of these takes are, as they were last told."""
        return self._store.links.stories_of({place.story for place in self._store.links.places(takes).values()})

    @property
    def drafts(self) -> Drafts:
        """What takes give to claims, as far as it was drawn before."""
        return self._at_hand.drafts

    @property
    def shelves(self) -> Shelves:
        """What ties the figures of storylines, as far as it was found before."""
        return self._at_hand.shelves

    @property
    def traces(self) -> TraceRows:
        """What origins are told by."""
        return self._store.traces


def read_items(store: Store, keys: Iterable[str]) -> list[Linkable]:
    """Return takes with their newest facts, to be unpacked when they are asked for, and their vectors, by key."""
    facts, vectors = store.facts.newest(keys)
    takes = store.takes.get(facts)
    return [Linkable(takes[key], partial(unpack, facts[key], Facts), vectors.get(key)) for key in keys if key in takes]


def _facts_of(store: Store, take: str) -> Facts:
    facts, _ = store.facts.newest([take])
    return unpack(facts[take], Facts)


@cache
def _chained() -> Any:  # noqa: ANN401 - msgspec's own
    import msgspec

    return msgspec.msgpack.Decoder(Chained)


def found(done: Relinked, chains: Sequence[str], known: OnDesk) -> Found:
    """Return what linking some chains changed, as it is written; ``known``: what it was linked with."""
    import msgspec

    rows: list[dict[str, object]] = [
        {
            "chain": one.chain,
            "home": one.home,
            "story": one.story,
            "slug": one.named,
            "wrapup": one.source if one.wrapup else "",
            "packed": msgspec.msgpack.encode(one),
        }
        for one in done.chains.values()
    ]
    told: list[dict[str, object]] = [
        {"story": story, "line": one.head, "follows": one.follows, "packed": nodes.packed(one)}
        for story, one in done.told.items()
    ]
    crowded = {day: _chains_of(done.traits[day]) for day in known.crowded(done.traits)}
    left = {day: known.traits_of(day, gone) for day, gone in (crowded | dict(done.outdated)).items()}
    traits = [*((day, rows) for day, (_, rows) in left.items()), *done.traits.items()]
    takes = [key for chain in chains if chain in done.chains for key in done.chains[chain].takes]
    before = known.places(place.take for place in done.placements)
    moved = [place for place in done.placements if before.get(place.take) != place]
    came = set(takes)
    return Found(
        linked=chains,
        takes=takes,
        chains=rows,
        chains_gone=done.chains_gone,
        traits=[(day, packed(rows)) for day, rows in traits if len(rows.get("chain", ()))],
        outdated={day: number for day, (number, _) in left.items()},
        stories=[*done.stories.values(), *done.credited.values()],
        stories_gone=done.stories_gone,
        merged=list(done.merged.items()),
        nodes=told,
        handles={story: one.handles for story, one in done.told.items()},
        storylines=list(done.storylines.values()),
        storylines_gone=done.storylines_gone,
        placements=[*moved, *(p for p in done.placements if p.take in came and before.get(p.take) == p)],
        changes=[change for every in done.changes.values() for change in every],
        lines=_lines(done, [*moved, *(before[place.take] for place in moved if place.take in before)]),
        traced=list(done.origins.kept.values()),
        formulae=done.origins.marked,
    )


def _chains_of(block: "Mapping[str, NDArray[Any]]") -> set[str]:
    return {chain.decode() for chain in block["chain"].tolist()}


def _lines(done: Relinked, moved: Iterable[Placement]) -> set[str]:
    """Return the storylines whose claims may be others: claims stand on the line that is the main one of their pieces.

    ``moved``: the places, old and new, of takes that have another one than before.
    """
    credited = (one.storylines[:1] for one in done.credited.values())
    return {*done.stood, *(place.storyline for place in moved if place.storyline)}.union(*credited)
