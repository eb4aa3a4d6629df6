"""What the desk knows, as it may be handed out: the one door between the store and every exit.

Nothing of a piece that was killed or is on hold passes: of its takes only tombstones are left, and no fact, change,
claim or headline is drawn from them. It is asked anew each time, so a kill holds from the moment it is placed.
"""

from collections.abc import Iterable
from functools import cached_property

from writethru.model import Facts, Links, Person, Placement, Signal, Story, Storyline, Take
from writethru.publish.stops import stopped, tombstone, without
from writethru.store import Store
from writethru.store.search import terms


class Outgoing:
    """One look at the store. Make a new one for each question."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def stops(self) -> dict[str, Signal]:
        """The takes that nobody may use, by key."""
        signals = self._store.takes.ordering_stops()
        own = self._store.links.places(signals)
        chains = self._store.links.standing_in(place.chain for place in own.values())
        return stopped(signals, {key: place.chain for key, place in chains.items()}, self._store.takes.released())

    def takes(self, keys: Iterable[str]) -> dict[str, Take]:
        """The takes of these keys; of a stopped one its tombstone."""
        return {key: self._passed(take) for key, take in self._store.takes.get(keys).items()}

    def named(self, name: str) -> list[Take]:
        """The takes that an id or key names, or else the beginning of one; of a stopped one its tombstone."""
        keys = self._store.takes.named(name)
        found = self.takes(keys)
        return [found[key] for key in keys if key in found]

    def every_take(self) -> Iterable[Take]:
        """Every take, in order of key; of a stopped one its tombstone."""
        return (self._passed(take) for take in self._store.takes.all())

    def _passed(self, take: Take) -> Take:
        return tombstone(take, self.stops[take.key]) if take.key in self.stops else take

    def facts(self, keys: Iterable[str]) -> dict[str, Facts]:
        """The facts of these takes; none of a stopped one."""
        return self._store.facts.get([key for key in keys if key not in self.stops])

    @cached_property
    def links(self) -> Links:
        """All that linking found, without what comes from stopped takes."""
        return self._without(self._store.links.all())

    def stories(self) -> list[Story]:
        """Every story, newest first; one whose every piece was stopped has no headline."""
        return list(self._without(Links(stories=tuple(self._store.links.stories()))).stories)

    def storylines(self) -> list[Storyline]:
        """Every storyline, by id."""
        return list(self.links.storylines) if self.stops else self._store.links.storylines()

    def people(self, folded: str) -> list[Person]:
        """The people, bodies and places with a name that holds these folded words, surest first."""
        return list(self._without(Links(people=tuple(self._store.links.people(folded)))).people)

    def placements(self) -> dict[str, Placement]:
        """Where each take belongs, by key."""
        return {p.take: p for p in self._store.links.placements()}

    def receipts(self) -> dict[str, int]:
        """The desk's own order of receipt, by key of take."""
        return self._store.takes.receipts()

    def found(self, words: str, most: int) -> tuple[list[str], list[str]]:
        """The keys of takes that hold these words, best first, and what was looked for."""
        wanted = terms(words)
        keys = self._store.search.find(words, most + len(self.stops))
        return [key for key in keys if key not in self.stops][:most], wanted

    def _without(self, links: Links) -> Links:
        if not self.stops:
            return links
        touched = {key for story in links.stories if any(k in self.stops for k in story.takes) for key in story.takes}
        titles = {key: take.title for key, take in self._store.takes.get(touched - self.stops.keys()).items()}
        return without(links, self.stops, titles)
