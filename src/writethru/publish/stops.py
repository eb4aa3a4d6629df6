"""Kills and holds: which takes they stop, and everything that the desk knows without the words of those.

Whatever leaves the store goes through here (see ``writethru.outgoing``), so that no exit can forget to ask.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from writethru.model import (
    WITHDRAWN,
    Change,
    Claim,
    Links,
    Marker,
    Person,
    Placement,
    Signal,
    Story,
    Storyline,
    Take,
)

WHY: Mapping[Signal, str] = {Signal.KILL: "killed by its source", Signal.HOLD: "on hold, as its source asks"}
"""What a stop is called, without any word of the piece."""


def stopped(signals: Mapping[str, Signal], chains: Mapping[str, str], released: frozenset[str]) -> dict[str, Signal]:
    """Return, by key, the takes that may not be used by anybody, and whether by a kill or a hold.

    A kill or a hold stops every take of its chain, older and newer: what comes after it waits for a person. A kill
    outranks a hold. O(takes).

    Args:
        signals: by key, the signal of every take that orders a kill or a hold.
        chains: by key, the chain of every take of those chains; a take that is not in it is a chain of its own.
        released: what a person let go; a kill itself is never let go.
    """
    stops: dict[str, Signal] = {}
    for key, signal in signals.items():
        chain = chains.get(key, key)
        if signal in WHY and stops.get(chain) is not Signal.KILL:
            stops[chain] = signal
    every = {**{key: key for key in signals}, **chains}
    return {
        key: stops[chain]
        for key, chain in every.items()
        if chain in stops and (key not in released or signals.get(key) is Signal.KILL)
    }


def tombstone(take: Take, signal: Signal) -> Take:
    """Return what is left of a stopped take: who sent it and when, and that it was stopped. No word of it."""
    return Take(
        key=take.key,
        id=take.id,
        document=take.document,
        format=WITHDRAWN,
        source=take.source,
        source_kind=take.source_kind,
        text="",
        parts=(),
        marker=Marker((), signal),
        sent=take.sent,
        language=take.language,
        guid=take.guid,
    )


def without(links: Links, stops: Mapping[str, Signal], titles: Mapping[str, str]) -> Links:
    """Return links without any word of the stopped takes.

    Args:
        links: the whole desk's.
        stops: the stopped takes.
        titles: by key, the titles of the takes that tell a story after its lead was stopped.
    """
    if not stops:
        return links
    stories = tuple(_story(story, stops, titles) for story in links.stories)
    return Links(
        placements=links.placements,
        changes=tuple(c for c in links.changes if not _touches(c, stops)),
        stories=stories,
        storylines=_storylines(links.storylines, stories, stops),
        people=tuple(p for person in links.people if (p := _person(person, stops))),
        claims=tuple(c for claim in links.claims if (c := _claim(claim, stops))),
    )


def _touches(change: Change, stops: Mapping[str, Signal]) -> bool:
    return change.take in stops or change.previous in stops


def _story(story: Story, stops: Mapping[str, Signal], titles: Mapping[str, str]) -> Story:
    """A story keeps its place; what it is called after is the newest take that may be told."""
    if not any(key in stops for key in story.takes):
        return story
    told = [key for key in story.takes if key not in stops]
    lead = story.lead if story.lead not in stops else next(reversed(told), story.lead)
    headline = story.headline if lead == story.lead and told else titles.get(lead, "")
    origins = tuple(replace(o, of="", why="") if o.take in stops else o for o in story.origins)
    return replace(story, lead=lead, headline=headline, origins=origins)


def _storylines(
    lines: Iterable[Storyline], stories: Iterable[Story], stops: Mapping[str, Signal]
) -> tuple[Storyline, ...]:
    by_id = {story.id: story for story in stories}
    return tuple(_storyline(line, by_id, stops) for line in lines)


def _storyline(line: Storyline, stories: Mapping[str, Story], stops: Mapping[str, Signal]) -> Storyline:
    """A line that a stopped take stands on is named after a headline that is left: its names may be from that take."""
    mine = [stories[name] for name in line.stories if name in stories]
    if not any(key in stops for story in mine for key in story.takes):
        return line
    name = next((story.headline for story in mine if story.headline), "")
    return replace(line, name=name, about=(), passages=tuple(c for c in line.passages if c.take not in stops))


def _person(person: Person, stops: Mapping[str, Signal]) -> Person | None:
    mentions = tuple(m for m in person.mentions if m.take not in stops)
    if len(mentions) == len(person.mentions):
        return person
    return (
        replace(person, mentions=mentions, roles=tuple(r for r in person.roles if r[0] not in stops))
        if mentions
        else None
    )


def _claim(claim: Claim, stops: Mapping[str, Signal]) -> Claim | None:
    members = tuple(m for m in claim.members if m.citation.take not in stops)
    if len(members) == len(claim.members):
        return claim
    return replace(claim, members=members, about="") if members else None


def chains_of(placements: Iterable[Placement]) -> dict[str, str]:
    """Return the chain of each take that was placed."""
    return {p.take: p.chain for p in placements}
