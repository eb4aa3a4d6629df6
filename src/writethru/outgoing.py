"""What the desk knows, as it may be handed out: the one door between the store and every exit.

Nothing of a piece that was killed or is on hold passes: of its takes only tombstones are left, and no fact, change,
claim or headline is drawn from them. A take that is held back for now (an embargo of its chain, a fragment without
its take) carries that as its embargo; one whose time has come carries none. All of it is asked anew each time, so a
kill holds from the moment it is placed, and an embargo ends at its minute.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import islice

from writethru.link.badge import badge
from writethru.model import Change, Claim, Embargo, Facts, Links, Person, Placement, Signal, Story, Storyline, Take
from writethru.publish.stops import WHY, lifted, stopped, tombstone, without
from writethru.publish.waits import in_force
from writethru.store import Store
from writethru.store.engine import batches
from writethru.tell.display import sent_words
from writethru.tell.flags import flag, flags
from writethru.tell.named import named
from writethru.wording import _

_SOME = 500  # takes that are looked at together
_MOST = 200  # stories, and as many storylines, that are looked at when a name fits several


class Outgoing:
    """One look at the store. Make a new one for each question.

    Args:
        store: the desk's.
        now: the moment that is asked about; without one no embargo is over.
    """

    def __init__(self, store: Store, now: datetime | None = None) -> None:
        self._store = store
        self._now = now
        self._looked: dict[str, bool] = {}  # the takes that were looked at, and whether one of their chain may wait
        self._back: dict[str, Embargo] = {}  # what holds them back

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
        parts = self._store.takes.parts_of(key for key in self._orders if key in stops)
        places = self._store.links.places(part for some in parts.values() for part in some)
        standing = defaultdict(list)
        for place in self._store.links.standing_in(place.chain for place in places.values()).values():
            standing[place.chain].append(place.take)
        found: dict[str, Signal] = {}
        for order in sorted(parts, key=lambda order: self._orders[order] is Signal.KILL):
            chains = {places[part].chain for part in parts[order] if part in places}
            found |= dict.fromkeys((key for chain in chains for key in standing[chain]), self._orders[order])
        return {key: signal for key, signal in found.items() if key not in stops and key not in self.released}

    @property
    def _lifted(self) -> dict[str, frozenset[str]]:
        """The takes on hold that their source let go again, by key the holds."""
        holds: dict[str, set[str]] = defaultdict(set)
        for key, signal in self._orders.items():
            if signal is Signal.HOLD:
                holds[self.chains.get(key, key)].add(key)
        takes = self._store.takes.get(key for key, chain in self.chains.items() if chain in holds)
        standing: dict[str, list[Take]] = defaultdict(list)
        for key, take in takes.items():
            standing[self.chains[key]].append(take)
        return {key: frozenset(holds[chain]) for chain, mine in standing.items() for key in lifted(mine)}

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

    def waiting_among(self, keys: Iterable[str]) -> set[str]:
        """Those of these takes in whose chain one may have to wait. O(what is asked for)."""
        asked = set(keys)
        new = asked - self._looked.keys()
        if new:
            takes, chains = self._store.takes.waiting_with(new)
            self._back |= in_force(takes.values(), chains, self.released, self._now)
            self._looked |= dict.fromkeys(new, False) | dict.fromkeys(takes, True)
        return {key for key in asked if self._looked[key]}

    def takes(self, keys: Iterable[str]) -> dict[str, Take]:
        """The takes of these keys; of a stopped one its tombstone."""
        found = self._store.takes.get(keys)
        self.waiting_among(found)
        return {key: self._passed(take) for key, take in found.items()}

    def takes_named(self, name: str) -> list[Take]:
        """The takes that an id or key names, or else the beginning of one; of a stopped one its tombstone."""
        keys = self._store.takes.named(name)
        found = self.takes(keys)
        return [found[key] for key in keys if key in found]

    def every_take(self) -> Iterator[Take]:
        """Every take, in order of key; of a stopped one its tombstone."""
        every = iter(self._store.takes.all())
        while some := list(islice(every, _SOME)):
            self.waiting_among(take.key for take in some)
            yield from map(self._passed, some)

    def in_time(self) -> Iterator[Sequence[Take]]:
        """Every take, in order of time, then key, those without a time last, some at a time."""
        for keys in batches(self._store.takes.in_time()):
            found = self.takes(keys)
            yield [found[key] for key in keys]

    def every_person(self) -> Iterator[Sequence[Person]]:
        """All people, bodies and places, by id, some at a time."""
        people = self._without(Links(people=tuple(self._store.people.everybody()))).people
        return batches(people)

    def every_claim(self) -> Iterator[Sequence[Claim]]:
        """Every claim, by id, some at a time, without what comes from stopped takes."""
        return (self._without(Links(claims=tuple(some))).claims for some in self._store.links.every_claim())

    def every_change(self) -> Iterator[Sequence[Change]]:
        """Every change, in order of take and place, some at a time, without what comes from stopped takes."""
        return (self._without(Links(changes=tuple(some))).changes for some in self._store.links.every_change())

    def _passed(self, take: Take) -> Take:
        embargo = self._back.get(take.key)
        now = take if take.embargo == embargo else replace(take, embargo=embargo)
        return tombstone(now, self.stops[take.key], self._stopped_when(take.key)) if take.key in self.stops else now

    def _stopped_when(self, key: str) -> str:
        order = self.ordered_by.get(self.chains.get(key, key))
        if order is None:
            return ""
        why = _(WHY[self.stops[key]])
        return _("{why}, {when}", why=why, when=sent_words(order.sent, why=False))

    def facts(self, keys: Iterable[str]) -> dict[str, Facts]:
        """The facts of these takes; none of a stopped one."""
        return self._store.facts.get([key for key in keys if key not in self.stops])

    @cached_property
    def links(self) -> Links:
        """All that linking found, without what comes from stopped takes. O(desk): see ``links_of``."""
        return self._without(self._store.links.all())

    def links_of(self, takes: Iterable[str], *, told: bool = True) -> Links:
        """What linking found of some takes, without what comes from stopped ones.

        Stories and storylines are those of the takes, and all that share a storyline with them.

        Args:
            takes: their keys.
            told: with changes and claims; else only where the takes belong and who is named in them.
        """
        keys, there = set(takes), self._store.links
        places = there.places(keys)
        stories = {place.story for place in places.values()}
        lines = {place.storyline for place in places.values()}
        every, storylines = self._around(stories)
        return self._without(
            Links(
                placements=tuple(places[key] for key in sorted(places)),
                changes=tuple(there.changes_of(keys)) if told else (),
                stories=tuple(every),
                storylines=tuple(storylines),
                claims=tuple(there.claims_of(lines, stories)) if told else (),
                people=tuple(self.named_in(keys)),
            )
        )

    def _around(self, stories: Iterable[str], lines: Iterable[str] = ()) -> tuple[list[Story], list[Storyline]]:
        """These stories and storylines as they are kept, whole lines of them: all stories of each line are there."""
        there = self._store.links
        found = {story.id: story for story in there.stories_of(stories)}
        storylines = there.storylines_of({*lines, *(line for story in found.values() for line in story.storylines)})
        more = {story for line in storylines for story in line.stories} - found.keys()
        found |= {story.id: story for story in there.stories_of(more)}
        return sorted(found.values(), key=newest_first), storylines

    def stories(self, most: int | None = None, after: str = "", since: int = 0) -> list[Story]:
        """Stories, newest first: at most so many, those behind one where it is named. Each with its notice.

        One whose every piece was stopped has no headline. ``since``: only those touched after that number of the news.
        """
        return self._told(self._store.links.newest(most, after, since))

    def stories_of(self, ids: Iterable[str]) -> list[Story]:
        """These stories, those that are there, newest first, as ``stories``."""
        return self._told(sorted(self._store.links.stories_of(ids), key=newest_first))

    def subject(self, name: str) -> Story | Storyline:
        """The story or storyline that an id, the beginning of one, or words of a headline name.

        An id of a story that went into another leads to that one. O(1) for the whole id of a story; O(all titles) where
        no id begins so.

        Raises:
            NotFound: nothing fits, or more than one does.
        """
        name = self._store.links.leads_to(name)
        if whole := self._store.links.stories_of([name]):
            return self._told(whole)[0]
        return named(name, self._fitting(name) if name.strip() else (), _MOST)

    def _fitting(self, name: str) -> list[Story | Storyline]:
        """Stories, newest first, then storylines, that may be meant: by the beginning of an id, else by a title."""
        there = self._store.links
        stories, lines = there.begun(name, _MOST + 1)
        if not (stories or lines):
            other = self._retitled
            titled = there.titled(name, _MOST + 1 + max(len(some) for some in other))
            stories, lines = [*titled[0], *other[0]], [*titled[1], *other[1]]
        found = {story.id: story for story in stories}.values()
        return [*self._told(sorted(found, key=newest_first)), *self.storylines_of({line.id for line in lines})]

    def storylines_of(self, ids: Iterable[str]) -> tuple[Storyline, ...]:
        """These storylines, by id. What one is called that a stopped take stands on, all its stories say."""
        stories, lines = self._around((), ids) if self.stops else ([], self._store.links.storylines_of(ids))
        return self._without(Links(stories=tuple(stories), storylines=tuple(lines))).storylines

    @cached_property
    def _retitled(self) -> tuple[list[Story], list[Storyline]]:
        """Stories and storylines that may be called otherwise than they are kept, since takes were stopped."""
        named = (side.takes for one in self._store.corrections.arrangements() for side in one.sides)
        given = {key for takes in named if not self.stops.keys().isdisjoint(takes) for key in takes}
        places = self._store.links.places(self.stops.keys() | given)
        stories = self._store.links.stories_of({place.story for place in places.values()})
        return stories, self._store.links.storylines_of({line for story in stories for line in story.storylines})

    def _told(self, found: Sequence[Story]) -> list[Story]:
        stories = self._without(Links(stories=tuple(found))).stories
        keys = [key for story in stories for key in story.takes]
        odd = self.stops.keys() | self.waiting_among(keys)
        takes = self.takes(key for key in keys if key in odd)
        return [self._noticed(story, takes) for story in stories]

    def _noticed(self, story: Story, takes: dict[str, Take]) -> Story:
        odd = [takes[key] for key in story.takes if key in takes]
        filed = len(odd) < len(story.takes) or any(take.whole and not take.withdrawn for take in odd)
        said = flags((take for take in odd if flag(take)), filed=filed)
        orders = {self.stops.get(key) for key in story.takes}
        stopped = Signal.KILL if Signal.KILL in orders else Signal.HOLD
        return replace(story, notice="; ".join(said), order=None if None in orders else stopped) if said else story

    def badged(self, found: Sequence[Story]) -> list[Story]:
        """These stories as they were handed out, each with the badge of what may be told of it."""
        whence = self._store.takes.whence(key for story in found for key in story.takes)
        return [replace(story, badge=self._badge(story, whence)) for story in found]

    def _badge(self, story: Story, whence: Mapping[str, tuple[str, str]]) -> str:
        """Return the badge over the latest take of each chain; empty when every piece was stopped."""
        latest = {whence[key][0]: key for key in story.takes if key in whence and key not in self.stops}
        found = {origin.take: origin for origin in story.origins}
        told = [found[key] for key in latest.values() if key in found]
        return badge(told, {origin.take: whence[origin.take][1] for origin in told}) if told else ""

    def storylines_behind(self, most: int, after: str, since: int) -> list[Storyline]:
        """At most so many storylines, by id, behind one; only those to whose stories something came after a number."""
        return list(self.storylines_of(self._store.links.lines_behind(after, most, since)))

    def storylines(self) -> list[Storyline]:
        """Every storyline, by id. O(desk)."""
        return list(self.links.storylines) if self.stops else self._store.links.storylines()

    def people(self, folded: str) -> list[Person]:
        """The people, bodies and places with a name that holds these folded words, surest first."""
        return list(self._without(Links(people=tuple(self._store.people.found(folded)))).people)

    def concerned(self, names: Iterable[str] = (), takes: Iterable[str] = ()) -> list[Person]:
        """Those whom any of these names, parts of one or beginnings of an id may mean, or who are in these takes."""
        from writethru.enrich.entities.spelling import fold

        return list(self._without(Links(people=tuple(self._store.people.concerned(names, takes, fold)))).people)

    def named_in(self, takes: Iterable[str]) -> list[Person]:
        """Who is named in these takes, by id, with what stands of each there. O(what they name)."""
        return list(self._without(Links(people=tuple(self._store.people.named_in(takes)))).people)

    def voices(self, keys: Iterable[str]) -> dict[tuple[str, int], str]:
        """The id of who it is, for each entity of these takes, by take and place among its facts."""
        return self._store.people.voices(set(keys) - self.stops.keys())

    def placements(self, keys: Iterable[str] | None = None) -> dict[str, Placement]:
        """Where takes belong, by key: these, or all."""
        there = self._store.links
        return {p.take: p for p in there.placements()} if keys is None else there.places(keys)

    def ids(self, keys: Iterable[str]) -> dict[str, str]:
        """The ids that their sources gave these takes, by key."""
        return self._store.takes.ids(keys)

    def receipts(self, keys: Iterable[str]) -> dict[str, int]:
        """The desk's own order of receipt of these takes, by key."""
        return self._store.takes.receipts(keys)

    def changes(self, takes: Iterable[str]) -> tuple[Change, ...]:
        """What changed with these takes, without what comes from stopped ones, in order of take and place."""
        return self._without(Links(changes=tuple(self._store.links.changes_of(takes)))).changes

    def _without(self, links: Links) -> Links:
        if not self.stops:
            return links
        hit = [s for s in links.stories if any(key in self.stops for key in (*s.takes, *s.given))]
        touched = {key for story in hit for key in story.takes}
        titles = {key: take.title for key, take in self._store.takes.get(touched - self.stops.keys()).items()}
        return without(links, self.stops, titles)


def newest_first(story: Story) -> tuple[bool, int, str]:
    """Return a key by which the newest stories come first, and those without a day last."""
    return story.last is None, -(story.last.toordinal() if story.last else 0), story.id
