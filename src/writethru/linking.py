"""Linking on a desk: what came since is put with what is remembered, and only what changed is written.

Chains wait to be linked from the moment something comes to them. They are linked some at a time, oldest first, each
time in one transaction, so that memory does not grow with how many there are, and a stopped run is gone on with. Then
come people, and the claims of the storylines that were touched.
"""

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from writethru.link import traits
from writethru.link.links import REVISION, Relinked, relink
from writethru.link.people import people, voices
from writethru.link.units import LEAST
from writethru.model import Claim, Decision, Person
from writethru.remembering import OnDesk, found
from writethru.settings import Settings
from writethru.store import Store

_SOME = 8000  # chains that are linked at a time

Progress = Callable[[str, int, int], None]


def ground(settings: Settings, decisions: Sequence[Decision]) -> str:
    """Return a name of all that links are made by beside the pieces themselves."""
    decided = _digest(repr([(one.number, one.kind, one.sides) for one in decisions]))
    return f"{_digest(f'{REVISION} {traits.REVISION} {LEAST} {settings.story_days}')} {decided}"


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def whole(store: Store, settings: Settings) -> bool:
    """Say whether the links are made of all that is here."""
    made = store.links.made_of()
    done = not store.remembered.all_wait() and not store.remembered.unclaimed()
    return done and (made == ground(settings, store.corrections.in_force()) or not (made or store.takes.keys()))


def link(store: Store, settings: Settings, progress: Progress) -> None:
    """Link the chains to which something came, then make people and claims anew where that bears on them."""
    of = ground(settings, store.corrections.in_force())
    made = store.links.made_of()
    if made.partition(" ")[0] not in {of.partition(" ")[0], ""}:
        store.remembered.forget()
    done, every = 0, store.remembered.all_wait()
    with _uncollected():
        while store.remembered.all_wait():
            progress("link", min(done, every), every)
            done += _link(store, settings)
            progress("link", min(done, every), every)
        if done or made != of or store.remembered.unclaimed():
            _people(store, of)


def _link(store: Store, settings: Settings) -> int:
    """Link the chains that wait longest; returns how many, none when something came to them meanwhile."""
    chains, upto = store.remembered.waiting(_SOME)
    known = OnDesk(store)
    done: Relinked = relink(known.takes_of(chains), known, settings.story_days)
    return len(chains) if store.remembered.keep(found(done, chains), upto) else 0


def _people(store: Store, of: str) -> None:
    """Find people anew, and the claims of storylines in which a story, or who somebody is, is another."""
    from writethru.enrich.entities.spelling import fold

    known = OnDesk(store)
    makers = store.facts.makers()
    items = known.items(makers)
    pieces = [(items[key].take, items[key].facts) for key in sorted(items)]
    before = {person.id: person for person in store.links.everybody()}
    persons = people(pieces, store.corrections.in_force())
    places = store.links.places(items)
    lines = set(store.remembered.unclaimed())
    lines |= {places[take].storyline for take in _spoken_of(before, persons) if take in places}
    store.links.keep_people(persons, (sorted(lines), list(_claims(store, lines, persons))), fold, of)


def _spoken_of(before: Mapping[str, Person], now: Sequence[Person]) -> set[str]:
    """Return the takes in which somebody is another, or is called otherwise."""
    were = {(m.take, m.entity): (one.id, one.name) for one in before.values() for m in one.mentions}
    are = {(m.take, m.entity): (one.id, one.name) for one in now for m in one.mentions}
    return {take for take, entity in were.keys() | are.keys() if were.get((take, entity)) != are.get((take, entity))}


def _claims(store: Store, lines: set[str], persons: Sequence[Person]) -> Iterator[tuple[str, Claim]]:
    """Yield the claims of storylines, each with its line."""
    from writethru.link.claims import claims

    known, spoken = OnDesk(store), voices(persons)
    names = {person.id: person.name for person in persons}
    for line in sorted(lines):
        places = store.links.on_line(line)
        stories = store.links.stories_of({place.story for place in places})
        where = [origin for story in stories for origin in story.origins]
        pieces = [(item.take, item.facts) for item in known.items(place.take for place in places).values()]
        for claim in claims(pieces, places, spoken, names, where):
            yield line, claim


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off the search for cycles: linking makes none, and searching all facts again and again is a third of it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
