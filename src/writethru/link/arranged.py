"""Stories as a person arranged them: decisions put on what linking found, and the names given.

What linking found of a chain stays as it is (``Chained.home``), so that a word that is taken back leaves no trace; what
a person makes of it is its story. Only what a word names is looked up, with all that stands with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from writethru.link.by_hand import Nearest, arrange, rules
from writethru.link.remembered import Chained, Known, standing_so
from writethru.link.standing import UNDATED
from writethru.model import Arrangement, ArrangementKind, Story

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Block = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Said:
    """What was decided of storylines, and in which story (without ``s-``) each take stands that it names."""

    decisions: Sequence[Arrangement] = ()
    story_of: Mapping[str, str] = field(default_factory=dict)


def of_lines(
    decisions: Iterable[Arrangement], chains: Mapping[str, Chained], gone: frozenset[str], known: Known
) -> Said:
    """Return what was decided of storylines; O(takes named).

    Args:
        decisions: all in force.
        chains: those that stand otherwise, with their stories.
        gone: chains that are no more.
        known: what is there.
    """
    said = [one for one in decisions if one.lines]
    if not said:
        return Said()
    here = {key: one.story for one in chains.values() for key in one.takes}
    named = takes_of(said)
    there = known.standing(named - here.keys())
    found = {take: story for take, (chain, story) in there.items() if chain not in gone and chain not in chains}
    found |= {take: here[take] for take in named & here.keys()}
    return Said(said, {take: story.removeprefix("s-") for take, story in sorted(found.items())})


def takes_of(decisions: Iterable[Arrangement]) -> set[str]:
    """Return all takes that decisions name."""
    return {key for one in decisions for side in one.sides for key in side.takes}


def gathered(
    chains: Mapping[str, Chained], before: Mapping[str, Chained], decisions: Iterable[Arrangement], known: Known
) -> tuple[dict[str, Chained], dict[str, Chained], list[Arrangement]]:
    """Return with chains all those that a person's word ties to them, or tied, and whoever stands with these.

    Args:
        chains: as they stand now, all that stand with them at hand.
        before: as they stood, those too that are no more.
        decisions: all in force.
        known: what is there.

    Returns:
        The chains, how they stood, and the decisions about stories that name any of them.
    """
    found, were = dict(chains), dict(before)
    said = [one for one in decisions if not one.lines]
    while True:
        takes = {key for one in (*found.values(), *were.values()) for key in one.takes}
        mine = [one for one in said if any(not takes.isdisjoint(side.takes) for side in one.sides)]
        units = {chain for chain, _ in known.standing(takes_of(mine) - takes).values()}
        tied = known.storied({one.story for one in were.values() if one.by_hand})
        homes = {one.home for one in (*known.chains(units).values(), *tied) if one.chain not in were}
        new = {one.chain: one for one in known.homes(homes) if one.chain not in were}
        if not new:
            return found, were, mine
        found |= new
        were |= new


def grouped(chains: Mapping[str, Chained], decisions: Iterable[Arrangement], nearest: Nearest) -> list[list[Chained]]:
    """Return the chains of each story, as linking found them and decisions arrange them.

    Args:
        chains: as they stand, all at hand that decisions name.
        decisions: about stories.
        nearest: says to which class of chains a chain is nearest.
    """
    homes: dict[str, list[str]] = {}
    for one in chains.values():
        homes.setdefault(one.home, []).append(one.chain)
    every = rules(decisions, {key: one.chain for one in chains.values() for key in one.takes}, lines=False)
    ruled = {chains[unit].home for rule in every for unit in rule.units}
    found = arrange(list(homes.values()), every, nearest)
    return [[standing_so(chains[name], by_hand=chains[name].home in ruled) for name in group] for group in found]


def nearest_in(chains: Mapping[str, Chained], read: "Block | None", known: Known, days: int) -> Nearest:
    """Return what tells to which class of chains a chain is most alike, on average; of equals the last.

    Nobody else is looked at, so that it is the same whatever else came. O(rows of the days of the chains), once.

    Args:
        chains: those that may be asked for, and others.
        read: what the chains that came are told apart by.
        known: what is there.
        days: how far apart two pieces may lie and still tell one event.
    """

    @cache
    def rows() -> "Block":
        from writethru.link.block import joined

        of = [one.day for one in chains.values() if one.day != UNDATED] or [UNDATED]
        return joined([*known.window((min(of), max(of))), *([read] if read else [])])

    def nearest(unit: str, classes: Sequence[Sequence[str]]) -> int:
        import numpy as np

        from writethru.link.at_hand import AtHand
        from writethru.link.block import chosen, latest
        from writethru.link.window import DeskWindow

        there = {unit, *(other for others in classes for other in others)}
        wanted = np.flatnonzero(np.isin(rows()["chain"], [name.encode() for name in sorted(there)]))
        window = DeskWindow(AtHand([latest(chosen(rows(), wanted), ())]), days)
        place = {chain: row for row, chain in enumerate(window.chains)}
        alike = []
        for others in classes:
            theirs = np.array([place[other] for other in others])
            mean = window.likeness(np.full(len(theirs), place[unit]), theirs).mean()
            alike.append(round(float(mean), 6))
        return max(range(len(classes)), key=lambda number: (alike[number], number))

    return nearest


def called(
    stories: Mapping[str, Story], chains: Mapping[str, Chained], decisions: Iterable[Arrangement]
) -> dict[str, Story]:
    """Return stories with the names that a person gave, each where most of the pieces are that it was given to.

    Of two names given to what is one now, the later holds.

    Args:
        stories: by id.
        chains: all at hand that decisions name, with their stories.
        decisions: about stories.
    """
    found = dict(stories)
    story_of = {key: one.story for one in chains.values() for key in one.takes}
    for one in renames(decisions):
        (side,) = one.sides
        name = most([story_of[key] for key in side.takes if key in story_of])
        if name in found:
            found[name] = replace(found[name], headline=one.name, given=side.takes)
    return found


def renames(decisions: Iterable[Arrangement]) -> list[Arrangement]:
    """Return the decisions that give names, by number."""
    given = [one for one in decisions if one.kind is ArrangementKind.RENAME]
    return sorted(given, key=lambda one: one.number)


def most(found: Sequence[str]) -> str:
    """Return what is there most often, the first in order of name of equals; empty where there is nothing."""
    counts = Counter(found)
    return min(counts, key=lambda one: (-counts[one], one), default="")
