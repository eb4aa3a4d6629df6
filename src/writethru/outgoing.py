"""What the desk knows, as it may be handed out: the one door between the store and every exit.

Nothing of a piece that was killed or is on hold passes: of its takes only tombstones are left, and no fact, change,
claim or headline is drawn from them. A take that is held back for now (an embargo of its chain, a fragment without
its take) carries that as its embargo; one whose time has come carries none. All of it is asked anew each time, so a
kill holds from the moment it is placed, and an embargo ends at its minute.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from writethru.link.badge import badge
from writethru.model import Embargo, Facts, Links, Person, Placement, Signal, Story, Storyline, Take
from writethru.publish.stops import WHY, lifted, stopped, tombstone, without
from writethru.publish.waits import in_force
from writethru.store import Store
from writethru.store.search import terms
from writethru.tell.display import sent_words
from writethru.tell.flags import flag, flags


class Outgoing:
    """One look at the store. Make a new one for each question.

    Args:
        store: the desk's.
        now: the moment that is asked about; without one no embargo is over.
    """

    def __init__(self, store: Store, now: datetime | None = None) -> None:
        self._store = store
        self._now = now

    @cached_property
    def released(self) -> dict[str, frozenset[str]]:
        """What a person let go, by key the kills and holds that it was let go from."""
        return {key: release.orders for key, release in self._store.takes.released().items()}

    @cached_property
    def _orders(self) -> dict[str, Signal]:
        return self._store.takes.ordering_stops()

    @cached_property
    def chains(self) -> dict[str, str]:
        """The chain of every take of those chains in which there is a kill or a hold, by key."""
        own = self._store.links.places(self._orders)
        places = self._store.links.standing_in(place.chain for place in own.values())
        return {key: place.chain for key, place in places.items()}

    @cached_property
    def stops(self) -> dict[str, Signal]:
        """The takes that nobody may use, by key."""
        released = dict(self.released)
        for key, orders in self._lifted.items():
            released[key] = released.get(key, frozenset()) | orders
        stops = stopped(self._orders, self.chains, released)
        return stops | self._parts_stopped(stops)

    def _parts_stopped(self, stops: Mapping[str, Signal]) -> dict[str, Signal]:
        """The pieces that came in one item, whose names are its name and a number: an order names the item alone."""
        orders = self._store.takes.get(key for key in self._orders if key in stops)
        found: dict[str, Signal] = {}
        for order in orders.values():
            parts = self._store.links.places(self._store.takes.parts_of(order.guid)) if order.guid else {}
            chains = self._store.links.standing_in(place.chain for place in parts.values())
            found |= dict.fromkeys(chains, order.marker.signal)
        return {key: signal for key, signal in found.items() if key not in stops and key not in self.released}

    @property
    def _lifted(self) -> dict[str, frozenset[str]]:
        """The takes on hold that their source let go again, by key the holds."""
        holds: dict[str, set[str]] = defaultdict(set)
        for key, signal in self._orders.items():
            if signal is Signal.HOLD:
                holds[self.chains.get(key, key)].add(key)
        takes = self._store.takes.get(key for key, chain in self.chains.items() if chain in holds)
        found: dict[str, frozenset[str]] = {}
        for chain, keys in holds.items():
            mine = [take for key, take in takes.items() if self.chains[key] == chain]
            found |= dict.fromkeys(lifted(mine), frozenset(keys))
        return found

    def orders_on(self, key: str) -> list[str]:
        """The kills and holds of a take's chain."""
        chain = self.chains.get(key, key)
        return [order for order in self._orders if self.chains.get(order, order) == chain]

    @cached_property
    def ordered_by(self) -> dict[str, Take]:
        """The take that orders the stop of each chain: its last kill, else its last hold."""
        takes = self._store.takes.get(key for key in self._orders if key in self.stops)
        ranked = sorted(
            takes.values(),
            key=lambda t: (t.marker.signal is Signal.KILL, t.sent.at.timestamp() if t.sent else 0, t.key),
        )
        return {self.chains.get(take.key, take.key): take for take in ranked}

    @cached_property
    def _odd(self) -> dict[str, Take]:
        return {take.key: take for take in self._store.takes.waiting()}

    @cached_property
    def waiting_chains(self) -> dict[str, str]:
        """The chain of every take of those chains in which one may have to wait, by key."""
        own = self._store.links.places(self._odd)
        places = self._store.links.standing_in(place.chain for place in own.values())
        return {key: place.chain for key, place in places.items()}

    @cached_property
    def waiting(self) -> dict[str, Take]:
        """The takes of those chains as they were read, by key."""
        return self._odd | self._store.takes.get(self.waiting_chains.keys() - self._odd.keys())

    @cached_property
    def held_back(self) -> dict[str, Embargo]:
        """What holds takes back from the public at this moment, by key."""
        return in_force(self.waiting.values(), self.waiting_chains, self.released, self._now)

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
        embargo = self.held_back.get(take.key)
        now = take if take.embargo == embargo else replace(take, embargo=embargo)
        return tombstone(now, self.stops[take.key], self._stopped_when(take.key)) if take.key in self.stops else now

    def _stopped_when(self, key: str) -> str:
        order = self.ordered_by.get(self.chains.get(key, key))
        return f"{WHY[self.stops[key]]}, {sent_words(order.sent, why=False)}" if order else ""

    def facts(self, keys: Iterable[str]) -> dict[str, Facts]:
        """The facts of these takes; none of a stopped one."""
        return self._store.facts.get([key for key in keys if key not in self.stops])

    @cached_property
    def links(self) -> Links:
        """All that linking found, without what comes from stopped takes."""
        return self._without(self._store.links.all())

    def stories(self) -> list[Story]:
        """Every story, newest first; one whose every piece was stopped has no headline. Each with its notice."""
        stories = self._without(Links(stories=tuple(self._store.links.stories()))).stories
        odd = self.stops.keys() | self.waiting.keys()
        takes = self.takes(key for story in stories for key in story.takes if key in odd)
        return [self._noticed(story, takes) for story in stories]

    def _noticed(self, story: Story, takes: dict[str, Take]) -> Story:
        said = flags(take for key in story.takes if (take := takes.get(key)) and flag(take))
        return replace(story, notice="; ".join(said)) if said else story

    def badged(self) -> list[Story]:
        """Every story, newest first, each with its notice and with the badge of what may be told of it."""
        whence = self._store.takes.whence()
        return [replace(story, badge=self._badge(story, whence)) for story in self.stories()]

    def _badge(self, story: Story, whence: Mapping[str, tuple[str, str]]) -> str:
        """Return the badge over the latest take of each chain; empty when every piece was stopped."""
        latest = {whence[key][0]: key for key in story.takes if key in whence and key not in self.stops}
        found = {origin.take: origin for origin in story.origins}
        told = [found[key] for key in latest.values() if key in found]
        return badge(told, {origin.take: whence[origin.take][1] for origin in told}) if told else ""

    def leads_to(self, name: str) -> str:
        """The id of the story into which the one of that id went; itself where it went into none."""
        return self._store.links.leads_to(name)

    def storylines(self) -> list[Storyline]:
        """Every storyline, by id."""
        return list(self.links.storylines) if self.stops else self._store.links.storylines()

    def people(self, folded: str) -> list[Person]:
        """The people, bodies and places with a name that holds these folded words, surest first."""
        return list(self._without(Links(people=tuple(self._store.people.found(folded)))).people)

    def concerned(self, names: Iterable[str] = (), takes: Iterable[str] = ()) -> list[Person]:
        """Those whom any of these names, parts of one or beginnings of an id may mean, or who are in these takes."""
        from writethru.enrich.entities.spelling import fold

        return list(self._without(Links(people=tuple(self._store.people.concerned(names, takes, fold)))).people)

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
        hit = [s for s in links.stories if any(key in self.stops for key in (*s.takes, *s.given))]
        touched = {key for story in hit for key in story.takes}
        titles = {key: take.title for key, take in self._store.takes.get(touched - self.stops.keys()).items()}
        return without(links, self.stops, titles)
