"""Kills and holds: which takes they stop, and everything that the desk knows without the words of those.

Whatever leaves the store goes through here (see ``writethru.outgoing``), so that no exit can forget to ask.
"""

from collections.abc import Collection, Iterable, Mapping
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
    standing_of,
)
from writethru.read.lifts import lifts_hold
from writethru.wording import _, noted

WHY: Mapping[Signal, str] = {
    Signal.KILL: noted("killed by its source"),
    Signal.HOLD: noted("on hold, as its source asks"),
}
"""What a stop is called, without any word of the piece."""


def stopped(
    signals: Mapping[str, Signal], chains: Mapping[str, str], released: Mapping[str, Collection[str]]
) -> dict[str, Signal]:
    """Return, by key, the takes that may not be used by anybody, and whether by a kill or a hold.

    A kill or a hold stops every take of its chain, older and newer: what comes after it waits for a person. A kill
    outranks a hold, and is never let go itself. O(takes × orders of a chain).

    Args:
        signals: by key, the signal of every take that orders a kill or a hold.
        chains: by key, the chain of every take of those chains; a take that is not in it is a chain of its own.
        released: by key, the orders that a take was let go from, by a person or its source (see ``lifted``). An
            order that came later still stops it. A hold that was itself let go orders nothing any more.
    """
    orders: dict[str, dict[str, Signal]] = {}
    for key, signal in signals.items():
        if signal is Signal.KILL or (signal in WHY and key not in released.get(key, ())):
            orders.setdefault(chains.get(key, key), {})[key] = signal
    every = {**{key: key for key in signals}, **chains}
    found: dict[str, Signal] = {}
    for key, chain in every.items():
        gone = () if signals.get(key) is Signal.KILL else released.get(key, ())
        standing = [signal for order, signal in orders.get(chain, {}).items() if order not in gone]
        if standing:
            found[key] = Signal.KILL if Signal.KILL in standing else Signal.HOLD
    return found


def lifted(takes: Collection[Take]) -> set[str]:
    """Return, of one chain that is on hold, the takes that their source lets go again.

    A later take that says that the hold is over lets go the whole chain, as it stands. A later correction with a text
    is what the piece was held for: it goes, and what follows it; the texts before it do not. Any other later take
    leaves it in doubt, and a person decides. Later is what was sent after the last hold; without times nothing is.
    """
    timed = sorted((take for take in takes if take.sent), key=lambda t: (t.sent.at, t.key) if t.sent else ())
    holds = [take for take in takes if take.marker.signal is Signal.HOLD]
    if not holds or any(take.sent is None for take in holds):
        return set()
    last = max(take.sent.at for take in holds if take.sent)
    later = [take for take in timed if take.sent and take.sent.at > last]
    if any(lifts_hold(take) for take in later):
        return {take.key for take in takes}
    first = next((n for n, t in enumerate(later) if t.marker.signal is Signal.CORRECTION and t.whole and t.copy), None)
    return set() if first is None else {take.key for take in later[first:]}


def tombstone(take: Take, signal: Signal, status: str = "") -> Take:
    """Return what is left of a stopped take: who sent it and when, and why it may not be used. No word of it.

    ``status``: when it was stopped, in words; else only that it was.
    """
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
        embargo=take.embargo and replace(take.embargo, spans=()),
        status=status or _(WHY.get(signal, "")),
    )


def without(links: Links, stops: Collection[str], titles: Mapping[str, str]) -> Links:
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


def _touches(change: Change, stops: Collection[str]) -> bool:
    return change.take in stops or change.previous in stops


def _story(story: Story, stops: Collection[str], titles: Mapping[str, str]) -> Story:
    """A story keeps its place; what it is called after is the newest take that may be told."""
    if not any(key in stops for key in (*story.takes, *story.given)):
        return story
    told = [key for key in story.takes if key not in stops]
    lead = story.lead if story.lead not in stops else next(reversed(told), story.lead)
    given = _given(story, stops)
    kept = given or (lead == story.lead and told and not story.given)
    headline = story.headline if kept else titles.get(lead, "")
    origins = tuple(replace(o, of="", why="", root="") if o.take in stops else o for o in story.origins)
    return replace(story, lead=lead, headline=headline, origins=origins, given=given)


def _given(one: Story | Storyline, stops: Collection[str]) -> tuple[str, ...]:
    """Return to which takes a name was given by a person; none where it may be in the words of a stopped one."""
    return () if any(key in stops for key in one.given) else one.given


def _storylines(lines: Iterable[Storyline], stories: Iterable[Story], stops: Collection[str]) -> tuple[Storyline, ...]:
    by_id = {story.id: story for story in stories}
    return tuple(_storyline(line, by_id, stops) for line in lines)


def _storyline(line: Storyline, stories: Mapping[str, Story], stops: Collection[str]) -> Storyline:
    """A line that a stopped take stands on is named after a headline that is left: its names may be from that take."""
    mine = [stories[name] for name in line.stories if name in stories]
    if not any(key in stops for key in (*line.given, *(key for story in mine for key in story.takes))):
        return line
    given = _given(line, stops)
    name = line.name if given else next((story.headline for story in mine if story.headline), "")
    return replace(
        line, name=name, given=given, about=(), passages=tuple(c for c in line.passages if c.take not in stops)
    )


def _person(person: Person, stops: Collection[str]) -> Person | None:
    mentions = tuple(m for m in person.mentions if m.take not in stops)
    if len(mentions) == len(person.mentions):
        return person
    return (
        replace(
            person,
            names=(person.name,),  # the others may stand in the stopped takes alone
            mentions=mentions,
            roles=tuple(r for r in person.roles if r[0] not in stops),
        )
        if mentions
        else None
    )


def _claim(claim: Claim, stops: Collection[str]) -> Claim | None:
    """A claim without the members that stand in stopped takes; what a stopped take withdrew is not withdrawn by it."""
    left = claim.keeping(lambda member: member.citation.take not in stops)
    if left is None or not any(m.withdrawn and m.withdrawn.take in stops for m in left.members):
        return left
    members = tuple(
        replace(m, withdrawn=None) if m.withdrawn and m.withdrawn.take in stops else m for m in left.members
    )
    return replace(left, members=members, standing=standing_of(members))


def chains_of(placements: Iterable[Placement]) -> dict[str, str]:
    """Return the chain of each take that was placed."""
    return {p.take: p.chain for p in placements}
