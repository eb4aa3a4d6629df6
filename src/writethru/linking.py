"""Linking on a desk: what came since is put with what is remembered, and only what changed is written.

Chains wait to be linked from the moment something comes to them. They are linked some at a time, oldest first, each
time in one transaction, so that memory does not grow with how many there are, and a stopped run is gone on with. Then
come the people of the takes that were linked, likewise, and the claims of the storylines that were touched.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from writethru.link import traits
from writethru.link.at_hand import AtHand
from writethru.link.links import REVISION, Relinked, relink
from writethru.link.meeting import REVISION as MEETING
from writethru.link.meeting import meet
from writethru.link.origins import REVISION as ORIGINS
from writethru.link.units import LEAST
from writethru.model import Arrangement, Claim, Decision
from writethru.remembering import OnDesk, found
from writethru.run.collecting import uncollected
from writethru.run.memory import large_apart
from writethru.run.progress import Progress
from writethru.settings import Settings
from writethru.store import Store
from writethru.store.engine import batches

_SOME = 4000  # chains that are linked at a time
_MET = 1000  # takes whose people are found at a time, while nobody else can write
_TOLD = 1000  # takes of the storylines whose claims are made at a time


def ground(settings: Settings, decisions: Sequence[Decision], arrangements: Sequence[Arrangement] = ()) -> str:
    """Return a name of all that links are made by beside the pieces themselves."""
    decided = _digest(repr([(one.number, one.kind, one.sides) for one in decisions]))
    arranged = _digest(repr([(one.number, one.kind, one.lines, one.sides, one.name) for one in arrangements]))
    made = f"{REVISION} {traits.REVISION} {LEAST} {MEETING} {settings.story_days}"
    return f"{_digest(made)} {decided} {arranged}"


def _ground(store: Store, settings: Settings) -> str:
    return ground(settings, store.corrections.in_force(), store.corrections.arrangements())


def traced_by(settings: Settings) -> str:
    """Return a name of all that origins are told by beside the pieces themselves."""
    return _digest(f"{ORIGINS} {sorted(settings.agencies)}")


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def whole(store: Store, settings: Settings) -> bool:
    """Say whether the links are made of all that is here."""
    made = store.links.made_of()
    waits = store.remembered.all_wait() or store.people.waits() or store.remembered.unclaimed()
    of = (_ground(store, settings), traced_by(settings))
    return not waits and ((made, store.traces.made_by()) == of or not (made or store.takes.keys()))


def outdated(store: Store, settings: Settings) -> bool:
    """Say whether what is linked here was linked by other rules: what is remembered of it cannot be asked then."""
    return store.links.made_of().partition(" ")[0] not in {_ground(store, settings).partition(" ")[0], ""}


def link(store: Store, settings: Settings, progress: Progress, at_hand: AtHand | None = None) -> None:
    """Link the chains to which something came, then make people and claims anew where that bears on them.

    ``at_hand``: the rows that earlier linking of this desk left in memory.
    """
    of, at_hand = _ground(store, settings), at_hand or AtHand()
    made = store.links.made_of()
    _begin(store, settings)
    done, every, known = 0, store.remembered.all_wait(), OnDesk(store, settings.agencies, at_hand)
    with uncollected(), at_hand.lock:
        while store.remembered.all_wait():
            progress("link", min(done, every), every)
            known = OnDesk(store, settings.agencies, at_hand)
            done += _link(store, settings, known)
            known.keep_made()
            progress("link", min(done, every), every)
        if store.people.waits() or made != of:
            _people(store, known)
        _claims(store, known)
        known.keep_made()
        if made != of:
            store.links.sign(of)


def link_read(store: Store, settings: Settings, takes: Collection[str], at_hand: AtHand) -> None:
    """Link the chains of takes whose facts were just read, while those of others are still being read; and meet people.

    Chains of which a take has no facts yet, and claims, are for ``link``.
    """
    _begin(store, settings)
    with uncollected(), at_hand.lock:
        known = OnDesk(store, settings.agencies, at_hand)
        if _link(store, settings, known, store.links.chains_of(takes).values()):
            _people(store, known)
        known.keep_made()


def _begin(store: Store, settings: Settings) -> None:
    """Forget what was linked or traced by other rules, and have room to work in."""
    large_apart()
    if outdated(store, settings):
        store.remembered.forget()
    if store.traces.made_by() != (by := traced_by(settings)):
        store.traces.forget(by)


def _link(store: Store, settings: Settings, known: OnDesk, among: Iterable[str] | None = None) -> int:
    """Link the chains that wait longest, or some that are read; returns how many: none when something came to them."""
    there = store.remembered
    with store.one_look():  # another program that links meanwhile is seen with all that it did, or not at all
        chains, upto = there.waiting(_SOME) if among is None else there.waiting_among(among)
        if not chains:
            return 0
        words = store.corrections.arrangements()
        done: Relinked = relink(known.takes_of(chains), known, settings.story_days, words, known.agencies)
        new = found(done, chains, known)
    return len(chains) if there.keep(new, upto, datetime.now(UTC)) else 0


def _people(store: Store, known: OnDesk) -> None:
    """Find out who the people of the takes that were linked are; some takes at a time, and what was decided since."""
    decisions = store.corrections.in_force()
    for takes in list(batches(store.people.unmet(), _MET)) or [[]]:
        with store.people.changing() as register:
            makers = register.waiting(takes)
            there = known.items(makers)
            made = meet(register, {key: item.bearers for key, item in there.items()}, decisions)
            made.takes = makers
            register.keep(made, datetime.now(UTC))
            register.unclaim(made)


def _claims(store: Store, known: OnDesk) -> None:
    """Make the claims anew of the storylines in which a story, or who somebody is, is another."""
    lines = store.remembered.unclaimed()
    for some in _about_as_long(lines, store.links.lengths(lines)):
        with store.one_look():
            marked = store.remembered.unclaimed(some)
            made = list(_of_lines(store, list(marked), known))
        store.links.keep_claims(marked, made)


def _about_as_long(lines: Iterable[str], lengths: Mapping[str, int]) -> Iterator[list[str]]:
    """Yield some storylines at a time, with ``_TOLD`` takes at most, or a single one that has more."""
    some, takes = list[str](), 0
    for line in lines:
        if some and takes + lengths.get(line, 0) > _TOLD:
            yield some
            some, takes = [], 0
        some.append(line)
        takes += lengths.get(line, 0)
    if some:
        yield some


def _of_lines(store: Store, lines: Sequence[str], known: OnDesk) -> Iterator[tuple[str, Claim]]:
    """Yield the claims of some storylines, each with its storyline. All is looked up at once: most lines are short."""
    from writethru.link.badge import counted
    from writethru.link.claims import together

    on = store.links.on_lines(lines)
    every = [place for places in on.values() for place in places]
    takes = {place.take for place in every}
    there = store.links.origins_of({place.story for place in every})
    origins = {origin.take: counted(origin) for origin in there if origin.take in takes}
    voices = store.people.voices(takes, speaking=True)
    spoken = voices, store.people.called(set(voices.values()))
    drafts = known.drafts.of(every, store.facts.read_by(takes), origins, spoken, known.drawn)
    corrections = {
        take for one in drafts.values() if one.alone.corrects for take in (one.place.take, one.place.previous)
    }
    pieces = [(item.take, item.facts) for item in known.items(filter(None, corrections)).values()]
    for line, places in on.items():
        mine = [drafts[place.take] for place in places if place.take in drafts]
        yield from ((line, claim) for claim in together(mine, pieces, known.shelves))
