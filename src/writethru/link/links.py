"""Linking: takes with their facts in, and what changes because of them: stories, storylines, places, changes.

What came is put with what is there already, which is looked up only as far as it is needed (``Known``); what comes out
is what is to be written. Linking a set of takes at once is the same with nothing there.
"""

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link.arranged import called, gathered, grouped, nearest_in, of_lines, renames, takes_of
from writethru.link.block import chosen as rows_of
from writethru.link.by_hand import Nearest
from writethru.link.chains import assigned, in_order
from writethru.link.changes import changes
from writethru.link.claims import claims
from writethru.link.items import Linkable, bare, canonical
from writethru.link.naming import named
from writethru.link.nodes import Told
from writethru.link.origins import trace, traced
from writethru.link.people import people, voices
from writethru.link.placing import placements, slug_runs, text_runs
from writethru.link.remembered import Chained, Known, Nothing, chained, standing_so
from writethru.link.standing import UNDATED, Groups, Standing
from writethru.link.steps import Steps
from writethru.link.stories import DAYS, fullest, story
from writethru.link.storylines import Lines, storylines
from writethru.link.traces import Remembered
from writethru.link.window import DeskWindow, around, block, translated
from writethru.link.wraps import wrapped
from writethru.model import Arrangement, Change, Decision, Links, Origin, Placement, Story, Storyline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Block = Mapping[str, NDArray[Any]]

REVISION = "16"
"""Counted up when the same facts are linked otherwise than before: every desk links anew at its next ``add``."""


@dataclass(frozen=True, slots=True)
class Relinked:
    """What changed: what is there now, by id, and the ids of what is no more.

    Attributes:
        chains: those that came or stand otherwise.
        traits: what the chains that came are told apart by, in a block a day; ``outdated``: the chains that have
            no row on a day any more.
        stories, storylines, told: those that are other ones.
        merged: the ids of stories that went into others.
        stood: the storylines on which stories stand that are other ones, or stood before.
        placements: of the takes concerned.
        changes: by chain that came.
        credited: stories that are the same but for where some of their pieces come from.
        origins: the memory of all origins, with what came put in.
    """

    chains: Mapping[str, Chained]
    chains_gone: frozenset[str]
    traits: "Mapping[int, Block]"
    outdated: Mapping[int, Set[str]]
    stories: Mapping[str, Story]
    stories_gone: frozenset[str]
    merged: Mapping[str, str]
    told: Mapping[str, Told]
    storylines: Mapping[str, Storyline]
    storylines_gone: frozenset[str]
    stood: frozenset[str]
    placements: Sequence[Placement]
    changes: Mapping[str, Sequence[Change]]
    credited: Mapping[str, Story]
    origins: Remembered


def link(
    items: Sequence[Linkable],
    days: int = DAYS,
    decisions: Sequence[Decision] = (),
    arrangements: Sequence[Arrangement] = (),
    agencies: Iterable[str] = (),
) -> Links:
    """Link a set of takes; the order in which they are given does not matter.

    Args:
        items: the takes with their facts and vectors.
        days: how far apart two pieces may lie and still tell one event.
        decisions: what a person decided of people for good, as far as it is in force.
        arrangements: and of stories and storylines.
        agencies: names of sources that are agencies on this desk and in no list.
    """
    ordered = canonical(items)
    if not ordered:
        return Links()
    by_key = {item.key: item for item in ordered}
    found = assigned([bare(item.take) for item in ordered], {})
    came = {chain: [by_key[take.key] for take in takes] for chain, takes in found.items()}
    done = relink(came, Nothing(), days, arrangements, agencies)
    order = {item.key: place for place, item in enumerate(ordered)}
    links = Links(
        placements=tuple(sorted(done.placements, key=lambda place: order[place.take])),
        changes=tuple(change for chain in sorted(done.changes) for change in done.changes[chain]),
        stories=tuple(sorted(done.stories.values(), key=lambda one: order[one.takes[0]])),
        storylines=tuple(done.storylines[name] for name in sorted(done.storylines)),
    )
    return decided(ordered, links, decisions)


def decided(items: Sequence[Linkable], links: Links, decisions: Sequence[Decision]) -> Links:
    """Return the links of a set of takes with the people and claims that decisions make of it; no more hangs on them.

    Args:
        items: the takes that the links are of, all of them.
        links: with placements and stories at least.
        decisions: those in force.
    """
    pieces = [(item.take, item.facts) for item in canonical(items)]
    persons = people(pieces, decisions)
    names = {person.id: person.name for person in persons}
    where = tuple(origin for one in links.stories for origin in one.origins)
    return replace(links, people=persons, claims=claims(pieces, links.placements, voices(persons), names, where))


def relink(
    came: Mapping[str, Sequence[Linkable]],
    known: Known,
    days: int = DAYS,
    arrangements: Sequence[Arrangement] = (),
    agencies: Iterable[str] = (),
) -> Relinked:
    """Put chains to which something came with what is there.

    Args:
        came: by chain its takes, all of them; none of a chain that is no more.
        known: what is there.
        days: how far apart two pieces may lie and still tell one event.
        arrangements: what a person decided of stories and storylines, as far as it is in force.
        agencies: names of sources that are agencies on this desk and in no list.
    """
    ordered = {chain: _in_order(takes) for chain, takes in came.items() if takes}
    chosen = {chain: fullest(takes) for chain, takes in ordered.items()}
    were = known.chains(came)
    new = {chain: _begun(chain, takes, chosen[chain], were) for chain, takes in ordered.items()}
    gone = frozenset(were.keys() - new.keys())
    traits = block(chosen, {chain for chain, one in new.items() if one.slug}) if chosen else None
    groups, read, window = _stepped(new, {chain: were[chain] for chain in gone}, (chosen, traits), known, days)
    chains, before = _standing(new, groups, known)
    before |= {chain: were[chain] for chain in gone}
    chains, before, said = gathered(chains, before, arrangements, known)
    chains, merged = _named(chains, before, (said, nearest_in(chains, traits, known, days)), known)
    there = {one.story for one in chains.values()}
    touched = _touched(chains, before, new) | _named_by_hand(chains, said)
    stories = _stories(touched & there, chains, ordered, known)
    lines = storylines(
        {name.removeprefix("s-"): takes for name, (_, takes) in stories.items()},
        {name.removeprefix("s-") for name in touched - there - {""}},
        known,
        of_lines(arrangements, chains, gone, known),
    )
    chains = text_runs(slug_runs(chains, [*new.values(), *before.values()], gone, known), new, were, window, known)
    chains = wrapped(chains, ordered, gone, known)
    places = _placed(chains, before, lines, touched & there, known)
    memory, agencies = Remembered({take.key: take.take for take in _every(ordered)}, known.traces), frozenset(agencies)
    moved = trace(_every(ordered), memory, agencies)
    where = traced([take for _, takes in stories.values() for take in takes], memory, agencies)
    return Relinked(
        chains={name: one for name, one in chains.items() if name in new or before.get(name) != one},
        chains_gone=gone,
        traits=_by_day(read) if read else {},
        outdated=_outdated(one for one in were.values() if one.chain in gone or new[one.chain].day != one.day),
        stories=called(_made(stories, lines, where), chains, said),
        stories_gone=frozenset(touched - there - {""}),
        merged=merged,
        told=lines.told,
        storylines=lines.storylines,
        storylines_gone=lines.gone,
        stood=lines.stood,
        placements=places,
        changes={chain: _changes(takes) for chain, takes in ordered.items()},
        credited=_credited({take: origin for take, origin in moved.items() if take not in where}, touched, known),
        origins=memory,
    )


def _begun(chain: str, takes: Sequence[Linkable], chosen: Linkable, were: Mapping[str, Chained]) -> Chained:
    """Return a chain as it comes, in the story in which it was."""
    return standing_so(chained(chain, takes, chosen), story=were[chain].story if chain in were else "")


def _touched(chains: Mapping[str, Chained], before: Mapping[str, Chained], new: Container[str]) -> set[str]:
    """Return the stories that something came to, or that chains came into or left."""
    found = {one.story for chain, one in chains.items() if chain in new or one.story != before[chain].story}
    return found | {
        one.story for chain, one in before.items() if chain not in chains or chains[chain].story != one.story
    }


def _named_by_hand(chains: Mapping[str, Chained], said: Sequence[Arrangement]) -> set[str]:
    takes = takes_of(renames(said))
    return {one.story for one in chains.values() if not takes.isdisjoint(one.takes)}


def _every(chains: Mapping[str, Sequence[Linkable]]) -> list[Linkable]:
    return [take for takes in chains.values() for take in takes]


def _credited(moved: Mapping[str, Origin], touched: set[str], known: Known) -> dict[str, Story]:
    """Return the stories that are told anew for nothing but where their pieces come from."""
    return {
        one.id: replace(one, origins=tuple(moved.get(origin.take, origin) for origin in one.origins))
        for one in known.stories_with(moved)
        if one.id not in touched
    }


def _in_order(takes: Sequence[Linkable]) -> list[Linkable]:
    by_key = {take.key: take for take in takes}
    return [by_key[take.key] for take in in_order([bare(take.take) for take in takes])]


def _changes(takes: Sequence[Linkable]) -> tuple[Change, ...]:
    """Return what changed over a chain; fragments are left out: a part differs from the whole in all that it lacks."""
    return tuple(changes([item for item in takes if item.take.marker.fragment is None]))


def _stepped(
    new: Mapping[str, Chained],
    gone: Mapping[str, Chained],
    read: "tuple[Mapping[str, Linkable], Block | None]",
    known: Known,
    days: int,
) -> "tuple[Groups, Block | None, DeskWindow]":
    """Put chains into groups, day by day; returns also their traits with the pairs that were found, and the window."""

    def load(chains: Iterable[str]) -> list[Standing]:
        return [one.standing for one in known.homes({one.home for one in known.chains(chains).values()})]

    groups = Groups(load)
    of = [one.day for one in (*new.values(), *gone.values(), *known.chains(new).values()) if one.day != UNDATED]
    runs = around(of, days) or None
    at_hand = known.at_hand(runs)
    if read[1]:
        at_hand.add(read[1])
    window = DeskWindow(at_hand, days, runs, frozenset(gone), translated(read[0]))
    steps = Steps(window, groups, days)
    steps.take(new, gone)
    return groups, window.noted(read[1], steps.pairs) if read[1] else None, window


def _outdated(were: Iterable[Chained]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for one in were:
        found.setdefault(one.day, set()).add(one.chain)
    return found


def _by_day(traits: "Block") -> "dict[int, Block]":
    return {int(day): rows_of(traits, np.flatnonzero(traits["day"] == day)) for day in np.unique(traits["day"])}


def _standing(
    new: Mapping[str, Chained], groups: Groups, known: Known
) -> tuple[dict[str, Chained], dict[str, Chained]]:
    """Return all chains of the groups in which something is otherwise, as they stand now, and as they stood."""
    changed = groups.changed()
    homes = {groups.group(chain) for chain in changed | new.keys()}
    homes |= {groups.group(m) for chain in (*changed, *groups.dropped()) for m in groups.left_by(chain)}
    members = {chain for home in homes for chain in groups.members(home)}
    before = known.chains(members)
    found = {}
    for chain in sorted(members):
        standing = groups.standings[chain]
        found[chain] = standing_so(new.get(chain) or before[chain], day=standing.day, steps=tuple(standing.steps))
    return found, {chain: before.get(chain) or standing_so(found[chain], story="") for chain in found}


def _named(
    chains: Mapping[str, Chained],
    before: Mapping[str, Chained],
    said: tuple[Sequence[Arrangement], Nearest],
    known: Known,
) -> tuple[dict[str, Chained], dict[str, str]]:
    """Give the chains of each story, as a person arranged them, its id; returns also which ids went into others."""
    groups = {ones[0].chain: ones for ones in grouped(chains, *said)}
    parted = known.given_up(f"s-{key}" for one in before.values() if one.by_hand for key in one.takes)
    ids, merged = named(groups, parted)
    found = {one.chain: standing_so(one, story=ids[name]) for name, ones in groups.items() for one in ones}
    return {name: found[name] for name in chains}, merged


def _stories(
    names: set[str], chains: Mapping[str, Chained], came: Mapping[str, Sequence[Linkable]], known: Known
) -> dict[str, tuple[list[Chained], tuple[Linkable, ...]]]:
    """Return the chains and takes of stories, both in order of time."""
    members: dict[str, list[Chained]] = {}
    for one in sorted(chains.values(), key=lambda one: one.order):
        if one.story in names:
            members.setdefault(one.story, []).append(one)
    here = {take.key: take for takes in came.values() for take in takes}
    wanted = {key for ones in members.values() for one in ones for key in one.takes}
    here |= known.items(wanted - here.keys())
    return {
        name: (ones, canonical(here[key] for one in ones for key in one.takes if key in here))
        for name, ones in members.items()
    }


def _made(
    stories: Mapping[str, tuple[list[Chained], tuple[Linkable, ...]]], lines: Lines, where: Mapping[str, Origin]
) -> dict[str, Story]:
    out = {}
    for name, (chains, takes) in stories.items():
        told = [where[take.key] for take in takes]
        out[name] = story(name, takes, chains, told, lines.of(name))
    return out


def _placed(
    chains: Mapping[str, Chained], before: Mapping[str, Chained], lines: Lines, touched: set[str], known: Known
) -> list[Placement]:
    """Return the places of the takes of all stories in which something is otherwise."""
    names = touched | {f"s-{name}" for name in lines.told}
    names |= {one.story for name, one in chains.items() if one != before.get(name)}
    every = {one.chain: one for one in known.storied(names - touched) if one.chain not in before} | dict(chains)
    members: dict[str, list[Chained]] = {}
    for one in every.values():
        if one.story in names:
            members.setdefault(one.story, []).append(one)
    told = lines.told | known.nodes({name.removeprefix("s-") for name in names} - lines.told.keys())
    return [
        place
        for name, ones in sorted(members.items())
        for place in placements(name, sorted(ones, key=lambda one: one.order), told[name.removeprefix("s-")].lines)
    ]
