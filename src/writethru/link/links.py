"""All of linking, joined: takes with their facts in, chains, changes, stories, storylines, people and claims out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from writethru.link.chains import Chain, chains
from writethru.link.changes import changes
from writethru.link.claims import claims
from writethru.link.evidence import centred
from writethru.link.items import Linkable, bare, canonical
from writethru.link.origins import origins
from writethru.link.people import people, voices
from writethru.link.stories import DAYS, group, story
from writethru.link.storylines import Lines, storylines
from writethru.link.wraps import wraps
from writethru.model import Decision, Links, Origin, Placement, Story

if TYPE_CHECKING:
    import numpy as np

REVISION = "2"
"""Counted up when the same facts are linked otherwise than before: every desk links anew at its next ``add``."""

_RUN = 7  # days without a piece after which a slug names something new


@dataclass(frozen=True, slots=True)
class Who:
    """Who is who in some takes: by take and place among its entities the id of each, and the names of these."""

    voices: Mapping[tuple[str, int], str]
    names: Mapping[str, str]


def link(items: Sequence[Linkable], days: int = DAYS, decisions: Sequence[Decision] = ()) -> Links:
    """Link a set of takes, people too; the order in which they are given does not matter.

    Args:
        items: the takes with their facts and vectors.
        days: how far apart two pieces may lie and still tell one event.
        decisions: what a person decided for good, as far as it is in force.
    """
    persons = people([(item.take, item.facts) for item in canonical(items)], decisions)
    who = Who(voices(persons), {person.id: person.name for person in persons})
    return replace(linked(items, who, days), people=persons)


def linked(items: Sequence[Linkable], who: Who, days: int = DAYS) -> Links:
    """Link a set of takes in which it is known who is who; see ``link``."""
    ordered = canonical(items)
    if not ordered:
        return Links()
    by_key = {item.key: item for item in ordered}
    found = chains([bare(item.take) for item in ordered])
    groups = group(ordered, found, days)
    lines = storylines(groups, ordered, _vectors(ordered))
    where = {origin.take: origin for origin in origins(ordered)}
    links = Links(
        placements=_placements(ordered, found, groups, lines),
        changes=tuple(change for chain in found for change in changes(_whole([by_key[key] for key in chain.takes]))),
        stories=_stories(groups, found, lines, where, by_key),
        storylines=lines.storylines,
    )
    return claimed(ordered, links, who)


def claimed(items: Sequence[Linkable], links: Links, who: Who) -> Links:
    """Return the links of a set of takes with the claims that are made by who is who; no more hangs on that.

    Args:
        items: the takes that the links are of, all of them.
        links: with placements and stories at least.
        who: who is who in them.
    """
    pieces = [(item.take, item.facts) for item in canonical(items)]
    where = tuple(origin for one in links.stories for origin in one.origins)
    return replace(links, claims=claims(pieces, links.placements, who.voices, who.names, where))


def _whole(takes: Sequence[Linkable]) -> list[Linkable]:
    """Leave out fragments: a part of a piece differs from the whole in everything that it does not bring."""
    return [item for item in takes if item.take.marker.fragment is None]


def _vectors(items: Sequence[Linkable]) -> "Mapping[str, np.ndarray]":
    rows = centred(items)
    return {item.key: row for item, row in zip(items, rows, strict=True) if item.vector is not None}


def _stories(
    groups: Sequence[Sequence[str]],
    found: Sequence[Chain],
    lines: Lines,
    where: Mapping[str, Origin],
    by_key: Mapping[str, Linkable],
) -> tuple[Story, ...]:
    chain_of = {key: chain for chain in found for key in chain.takes}
    out = []
    for takes in groups:
        mine = {chain_of[key].id: chain_of[key] for key in takes}
        told = [where[key] for key in takes]
        out.append(story([by_key[key] for key in takes], tuple(mine.values()), told, lines.of_story[takes[0]]))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Places:
    story: Mapping[str, str]
    chain: Mapping[str, Chain]
    previous: Mapping[str, str]
    series: Mapping[str, str]
    wraps: Mapping[str, tuple[str, ...]]


def _placements(
    ordered: Sequence[Linkable], found: Sequence[Chain], groups: Sequence[Sequence[str]], lines: Lines
) -> tuple[Placement, ...]:
    places = _Places(
        story={key: takes[0] for takes in groups for key in takes},
        chain={key: chain for chain in found for key in chain.takes},
        previous={later: earlier for chain in found for earlier, later in pairwise(chain.takes)},
        series=_series(ordered, found, groups),
        wraps=wraps(found, {item.key: item for item in ordered}),
    )
    out = []
    for item in ordered:
        key = item.key
        standing = lines.of_story[places.story[key]]
        out.append(
            Placement(
                take=key,
                chain=places.chain[key].id,
                previous=places.previous.get(key),
                series=places.series[key],
                story=f"s-{places.story[key]}",
                storyline=standing[0],
                storylines=standing,
                wraps=places.wraps.get(places.chain[key].id, ()),
            )
        )
    return tuple(out)


def _series(ordered: Sequence[Linkable], found: Sequence[Chain], groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return each take's series: its slug's run over days; without slug, that of its story, which may be its own."""
    chain_of = {key: chain for chain in found for key in chain.takes}
    runs: dict[tuple[str, str], tuple[str, int | None]] = {}
    out: dict[str, str] = {}
    for item in ordered:
        chain = chain_of[item.key]
        if not chain.slug:
            continue
        day = item.day.toordinal() if item.day else None
        name = (chain.source, chain.slug)
        run, last = runs.get(name, (item.key, day))
        if day is not None and last is not None and day - last > _RUN:
            run = item.key
        runs[name] = (run, day)
        out[item.key] = f"{chain.source}:{chain.slug}:{run}"
    for takes in groups:
        known: dict[str, str] = {}
        for key in takes:
            if key in out:
                known.setdefault(chain_of[key].source, out[key])
        for key in takes:
            out.setdefault(key, known.get(chain_of[key].source, f"s-{takes[0]}"))
    return out
