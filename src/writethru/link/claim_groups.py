"""Figures told to be about one thing, grouped by what ties each two of them together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from writethru.link.claim_items import Item
from writethru.link.claim_relations import Relation
from writethru.link.claim_series import Series
from writethru.link.claim_ties import Tie

Key = tuple[str, int]
"""What names an item: its take and the index of its figure."""

Events = Mapping[str, frozenset[int]]

_NONE: frozenset[int] = frozenset()


@dataclass(slots=True)
class Group:
    """Figures about one thing, in order; ``ties`` are (later, earlier, how the later stands to the earlier)."""

    items: list[Item] = field(default_factory=list)
    ties: list[tuple[Key, Key, Relation]] = field(default_factory=list)
    counts: list[Series] = field(default_factory=list)


def grouped(shelf: Sequence[Item], tied: Sequence[Tie], counts: Sequence[Series], events: Events) -> list[Group]:
    """Group the figures of one storyline and family. O(figures + ties).

    Args:
        shelf: the figures in order of time.
        tied: what ties each two of them.
        counts: their series.
        events: by take the numbers of the events that it counts in.
    """
    numbers = {(item.take, item.index): number for number, item in enumerate(shelf)}
    trees = _Trees(len(shelf))
    series = _series_of(counts, numbers, trees)
    ties = [tie for tie in tied if _holds(tie, shelf, series, events)]
    for number, other, *_ in ties:
        trees.join(number, other)
    groups: dict[int, Group] = defaultdict(Group)
    for number, item in enumerate(shelf):
        groups[trees.root(number)].items.append(item)
    for number, other, tie, _ in ties:
        later, earlier = shelf[number], shelf[other]
        named = (later.take, later.index), (earlier.take, earlier.index), tie
        groups[trees.root(number)].ties.append(named)
    for one in counts:
        groups[trees.root(numbers[one.points[0].take, one.points[0].index])].counts.append(one)
    return list(groups.values())


class _Trees:
    """Disjoint sets of numbers (union-find with path halving)."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = number = self._parents[self._parents[number]]
        return number

    def join(self, number: int, other: int) -> None:
        self._parents[self.root(number)] = self.root(other)


def _series_of(counts: Sequence[Series], numbers: Mapping[Key, int], trees: _Trees) -> dict[int, int]:
    """Join the figures of each series that has more than one take; return which series each of them is of."""
    found: dict[int, int] = {}
    for which, one in enumerate(counts):
        mine = [numbers[item.take, item.index] for item in (*one.points, *one.also)]
        for number in mine:
            trees.join(number, mine[0])
        if len(one.points) > 1:
            found |= dict.fromkeys(mine, which)
    return found


def _holds(tie: Tie, shelf: Sequence[Item], series: Mapping[int, int], events: Events) -> bool:
    """Say whether a tie holds. What two series count is two things, and no figure of one disputes another."""
    if _apart(tie.later, tie.earlier, series, shelf):
        return False
    takes = shelf[tie.later].take, shelf[tie.earlier].take
    return not tie.once or not events.get(takes[0], _NONE).isdisjoint(events.get(takes[1], _NONE))


def _apart(number: int, other: int, series: Mapping[int, int], shelf: Sequence[Item]) -> bool:
    """Say whether a series keeps two figures apart: it has taken in all that its source says of the count."""
    if number in series and other in series:
        return True
    one, two = shelf[number], shelf[other]
    counted = number in series or other in series
    return counted and one.take != two.take and one.source == two.source and not (one.teaser or two.teaser)
