"""What is held back for now: embargoes, advances, and fragments whose take is not here.

An embargo holds every take of its chain, and the latest of them counts. One without a time, or whose field and words
disagree, is let go by a person alone. A fragment waits for the whole text that it changes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from writethru.model import Embargo, Links, Signal, Story, Storyline, Take
from writethru.publish.stops import without
from writethru.tell.dossier import Dossier

ALONE = "the take that it changes is not here"


def in_force(
    takes: Iterable[Take], chains: Mapping[str, str], released: Collection[str], now: datetime | None
) -> dict[str, Embargo]:
    """Return, by key, what holds each take back at this moment. O(takes).

    Args:
        takes: every take of the chains in question.
        chains: by key, the chain of each take; one that is not in it is a chain of its own.
        released: what a person let go: its own embargo holds nobody any more, and no other holds it.
        now: the moment that is asked about; without one no embargo is over.
    """
    members: dict[str, list[Take]] = defaultdict(list)
    for take in takes:
        members[chains.get(take.key, take.key)].append(take)
    found: dict[str, Embargo] = {}
    for chain in members.values():
        standing = [t.embargo for t in chain if t.embargo and t.key not in released and not _over(t.embargo, now)]
        whole = any(take.whole and take.marker.signal not in (Signal.KILL, Signal.HOLD) for take in chain)
        for take in chain:
            if take.key in released:
                continue
            if standing:
                found[take.key] = _of(take, standing)
            elif take.marker.fragment and not whole:
                found[take.key] = Embargo(None, ALONE)
    return found


def _over(embargo: Embargo, now: datetime | None) -> bool:
    return bool(now and embargo.until and not embargo.conflict and embargo.until <= now)


def _of(take: Take, standing: Collection[Embargo]) -> Embargo:
    """The latest of a chain's embargoes, as it holds one take: the words that say so may stand in another."""
    last = max(standing, key=_until)
    spans = take.embargo.spans if take.embargo else ()
    return replace(last, spans=spans, conflict=any(e.conflict for e in standing))


def _until(embargo: Embargo) -> tuple[bool, datetime]:
    return embargo.until is None, embargo.until or datetime.max.replace(tzinfo=UTC)


def for_a_person(embargo: Embargo) -> bool:
    """Say whether no clock lets it go."""
    return embargo.until is None or embargo.conflict


def hidden(take: Take) -> bool:
    """Say whether the public must not learn that there is this take: held back for now, or for editors alone."""
    return take.embargo is not None or take.marker.signal is Signal.ADVISORY


def unseen(every: Dossier) -> Dossier:
    """Return what a desk knows as if the takes that are hidden from the public had never come.

    Not only their words go: a story that is told from them alone has no page, and no count or name gives it away.
    """
    return as_if_never(every, {key for key, take in every.takes.items() if hidden(take)})


def as_if_never(every: Dossier, gone: Collection[str]) -> Dossier:
    """Return what a desk knows as if these takes had never come."""
    if not gone:
        return every
    takes = {key: take for key, take in every.takes.items() if key not in gone}
    links = without(every.links, gone, {key: take.title for key, take in takes.items()})
    facts = {key: found for key, found in every.facts.items() if key not in gone}
    return Dossier(takes, facts, _forgotten(links, gone, takes), every.passages, every.storyline)


def _forgotten(links: Links, gone: Collection[str], takes: Mapping[str, Take]) -> Links:
    placements = tuple(p for p in links.placements if p.take not in gone)
    chains = {p.chain for p in placements}
    before = {p.take: p.previous for p in links.placements}
    stories = tuple(s for story in links.stories if (s := _story(story, gone, chains, takes)))
    left = {story.id for story in stories}
    return replace(
        links,
        placements=tuple(replace(p, previous=_seen(p.previous, before, gone)) for p in placements),
        stories=stories,
        storylines=tuple(line for one in links.storylines if (line := _line(one, left))),
    )


def _seen(previous: str | None, before: Mapping[str, str | None], gone: Collection[str]) -> str | None:
    while previous in gone and previous is not None:
        previous = before.get(previous)
    return previous


def _story(story: Story, gone: Collection[str], chains: Collection[str], takes: Mapping[str, Take]) -> Story | None:
    if not any(key in gone for key in story.takes):
        return story
    keys = tuple(key for key in story.takes if key not in gone)
    if not keys:
        return None
    days = sorted(day for key in keys if (day := takes[key].day))
    return replace(
        story,
        takes=keys,
        chains=tuple(chain for chain in story.chains if chain in chains),
        origins=tuple(origin for origin in story.origins if origin.take not in gone),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        notice="",
    )


def _line(line: Storyline, stories: Collection[str]) -> Storyline | None:
    if all(story in stories for story in line.stories):
        return line
    kept = tuple(story for story in line.stories if story in stories)
    follows = tuple(pair for pair in line.follows if all(story in stories for story in pair))
    return replace(line, stories=kept, follows=follows) if kept else None
