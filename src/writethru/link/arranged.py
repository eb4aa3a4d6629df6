"""Stories and storylines as a person arranged them: decisions put on what linking found, and the names given."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from writethru.link.by_hand import arrange, rules
from writethru.link.chains import Chain
from writethru.link.items import Linkable, canonical
from writethru.model import Arrangement, ArrangementKind, Links, Pieces, Storyline

if TYPE_CHECKING:
    from writethru.link.evidence import Evidence


def arranged_stories(
    groups: Sequence[tuple[str, ...]],
    chains: Sequence[Chain],
    items: Sequence[Linkable],
    decisions: Sequence[Arrangement],
) -> tuple[tuple[str, ...], ...]:
    """Return the takes of each story after a person's word, as ``stories.group`` does.

    Args:
        groups: the takes of each story as linking found them.
        chains: those of all takes.
        items: all takes.
        decisions: those in force.
    """
    unit_of = {key: chain.id for chain in chains for key in chain.takes}
    every = rules(decisions, unit_of, lines=False)
    if not every:
        return tuple(groups)
    by_key = {item.key: item for item in items}
    takes_of = {chain.id: chain.takes for chain in chains}
    units = [tuple(dict.fromkeys(unit_of[key] for key in takes)) for takes in groups]
    found = arrange(units, every, _nearest(chains, by_key))
    order = {item.key: place for place, item in enumerate(canonical(items))}
    stories = [sorted((key for unit in group for key in takes_of[unit]), key=order.__getitem__) for group in found]
    return tuple(sorted(map(tuple, stories), key=lambda takes: order[takes[0]]))


def _nearest(chains: Sequence[Chain], by_key: Mapping[str, Linkable]) -> Callable[[str, Sequence[Sequence[str]]], int]:
    """Return what tells to which class of chains a chain is most alike, on average over their fullest takes."""
    place = {chain.id: number for number, chain in enumerate(chains)}

    @cache
    def evidence() -> "Evidence":
        from writethru.link.evidence import gather
        from writethru.link.stories import fullest

        return gather([fullest([by_key[key] for key in chain.takes]) for chain in chains])

    def nearest(unit: str, classes: Sequence[Sequence[str]]) -> int:
        import numpy as np

        found = evidence()
        alike = []
        for others in classes:
            part = found.only(np.array([place[unit], *(place[other] for other in others)]))
            alike.append(round(float(part.likeness(slice(0, 1), slice(1, len(others) + 1)).mean()), 6))
        return max(range(len(classes)), key=lambda number: (alike[number], number))

    return nearest


def arranged_lines(
    follows: Mapping[str, str], stories: Sequence[str], takes: Mapping[str, str], decisions: Sequence[Arrangement]
) -> dict[str, str]:
    """Return which story each one continues after a person's word: a line is cut, or goes on where it is joined.

    Args:
        follows: by story the earlier one that it continues, as linking found it.
        stories: all, in order of time.
        takes: the story of each take.
        decisions: those in force.
    """
    every = rules(decisions, takes, lines=True)
    if not every:
        return dict(follows)
    heads: dict[str, str] = {}
    lines: dict[str, list[str]] = {}
    for story in stories:
        heads[story] = heads[follows[story]] if story in follows else story
        lines.setdefault(heads[story], []).append(story)

    def nearest(story: str, classes: Sequence[Sequence[str]]) -> int:
        """The side of the nearest story that it continues; the last where that is none of them."""
        while story in follows:
            story = follows[story]
            for number, others in enumerate(classes):
                if story in others:
                    return number
        return len(classes) - 1

    found = arrange(list(lines.values()), every, nearest)
    return _following(follows, stories, {story: number for number, line in enumerate(found) for story in line})


def _following(follows: Mapping[str, str], stories: Sequence[str], line: Mapping[str, int]) -> dict[str, str]:
    """Return whom each story continues on its line: of those it continued the nearest there, else the one before."""
    found: dict[str, str] = {}
    last: dict[int, str] = {}
    for story in stories:
        earlier = follows.get(story)
        while earlier is not None and line[earlier] != line[story]:
            earlier = follows.get(earlier)
        earlier = earlier or last.get(line[story])
        if earlier is not None:
            found[story] = earlier
        last[line[story]] = story
    return found


def renamed(links: Links, decisions: Sequence[Arrangement]) -> Links:
    """Return links with the names that a person gave, each where most of the pieces are that it was given to.

    Of two names given to what is one now, the later holds.
    """
    given = [one for one in decisions if one.kind is ArrangementKind.RENAME]
    if not given:
        return links
    stories = {story.id: story for story in links.stories}
    lines = {line.id: line for line in links.storylines}
    story_of = {key: story.id for story in links.stories for key in story.takes}
    for one in sorted(given, key=lambda decision: decision.number):
        (side,) = one.sides
        if one.lines:
            if line := _line(side, links.storylines, story_of):
                lines[line.id] = replace(lines[line.id], name=one.name, given=side.takes)
        elif story := _most([story_of[key] for key in side.takes if key in story_of]):
            stories[story] = replace(stories[story], headline=one.name, given=side.takes)
    return replace(links, stories=tuple(stories.values()), storylines=tuple(lines.values()))


def _most(found: Sequence[str]) -> str:
    """Return what is there most often, the first in order of name of equals; empty where there is nothing."""
    counts = Counter(found)
    return min(counts, key=lambda one: (-counts[one], one), default="")


def _line(side: Pieces, lines: Sequence[Storyline], story_of: Mapping[str, str]) -> Storyline | None:
    """Return the line that holds most of the pieces; of the lines of side matters one about the same subject alone."""
    every = {line.id: line for line in lines if subject_of(line.id) == side.subject}
    on: dict[str, list[str]] = {}
    for line in every.values():
        for story in line.stories:
            on.setdefault(story, []).append(line.id)
    return every.get(_most([line for key in side.takes for line in on.get(story_of.get(key, ""), ())]))


def subject_of(line: str) -> str:
    """Return what the line of a side matter is about, out of its id; empty for a line of whole stories."""
    return line.removeprefix("l-").partition("-")[2]
