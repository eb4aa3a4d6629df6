"""What stories are called: a story that goes on keeps its id, whatever comes to it.

A story is named after its first take when it is first seen. A take that comes later and is earlier does not rename
it. Where two go into one, the older name stays and the other leads to it; where one is split, the name stays with the
chain whose take it names, else with the most chains. What is parted again gets the name back that it had given up.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from writethru.link.remembered import Chained

Groups = Mapping[str, Sequence[Chained]]


def named(groups: Groups, given_up: Collection[str] = ()) -> tuple[dict[str, str], dict[str, str]]:
    """Return the id of each group, and the ids that went into others with these; O(chains).

    Args:
        groups: by name, its chains as they were linked before, or never; all that had any of their ids.
        given_up: ids that led to others so far.
    """
    order = {home: min(one.order for one in members) for home, members in groups.items()}
    won: dict[str, list[str]] = {home: [] for home in groups}
    for _, story, votes in sorted(_votes(groups)):
        won[min(votes, key=lambda home: (-votes[home], order[home]))].append(story)
    ids = {home: stories[0] for home, stories in won.items() if stories}
    merged = {story: ids[home] for home, stories in won.items() for story in stories[1:]}
    taken = set(ids.values())
    for home in sorted(groups.keys() - ids.keys(), key=lambda home: order[home]):
        members = sorted(groups[home], key=lambda one: one.order)
        keys = [one.first for one in members] + [key for one in members for key in one.takes]
        free = [name for key in keys if (name := f"s-{key}") not in taken]
        ids[home] = next((name for name in free if name in given_up), free[0])
        taken.add(ids[home])
        merged.pop(ids[home], None)
    return ids, merged


def _votes(groups: Groups) -> list[tuple[tuple[bool, str, str], str, Counter[str]]]:
    """Return for each id that was there its age, itself, and how much of it stands in each group.

    The take that it names may have left its chain for one that was never linked: the id goes with it.
    """
    votes: dict[str, Counter[str]] = {}
    ages: dict[str, tuple[bool, str, str]] = {}
    left = {key: home for home, members in groups.items() for one in members if not one.story for key in one.takes}
    for home, members in groups.items():
        for one in members:
            if one.story:
                mine = votes.setdefault(one.story, Counter())
                mine[home] += 1
                if one.story.removeprefix("s-") in one.takes:
                    mine[home] += 1_000_000
                ages[one.story] = min(ages.get(one.story, one.order), one.order)
    for story, mine in votes.items():
        if taken_to := left.get(story.removeprefix("s-")):
            mine[taken_to] += 1_000_000
    return [(ages[story], story, counted) for story, counted in votes.items()]
