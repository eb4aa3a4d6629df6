"""Figures told to be about one thing, grouped by what ties each two of them together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from writethru.link.claim_items import Item
from writethru.link.claim_relations import Fit, Relation, at_odds, relation, values
from writethru.link.claim_series import Series

Key = tuple[str, int]
"""What names an item: its take and the index of its figure."""

Events = Mapping[str, frozenset[int]]

_NONE: frozenset[int] = frozenset()
_LARGE = 100  # from here on two pieces of one story do not share a number by chance
_RECENT = 64  # members of a group that a new figure is compared with, the latest first


@dataclass(slots=True)
class Group:
    """Figures about one thing, in order; ``ties`` are (later, earlier, how the later stands to the earlier)."""

    items: list[Item] = field(default_factory=list)
    ties: list[tuple[Key, Key, Relation]] = field(default_factory=list)
    counts: list[Series] = field(default_factory=list)


def grouped(shelf: Sequence[Item], counts: Sequence[Series], events: Events) -> list[Group]:
    """Group the figures of one storyline and family; ``shelf`` is in order of time, ``counts`` are its series.

    ``events`` has by take the numbers of the events that it counts in.

    Each is compared only with those that share a word, a take or a state, the latest 64 of them: O(64 × figures).
    """
    numbers = {(item.take, item.index): number for number, item in enumerate(shelf)}
    trees = _Trees(len(shelf))
    series = _series_of(counts, numbers, trees)
    ties = list(_ties(shelf, series, events))
    for number, other, _ in ties:
        trees.join(number, other)
    groups: dict[int, Group] = defaultdict(Group)
    for number, item in enumerate(shelf):
        groups[trees.root(number)].items.append(item)
    for number, other, tie in ties:
        later, earlier = shelf[number], shelf[other]
        tied = (later.take, later.index), (earlier.take, earlier.index), tie
        groups[trees.root(number)].ties.append(tied)
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


def _ties(shelf: Sequence[Item], series: Mapping[int, int], events: Events) -> Iterable[tuple[int, int, Relation]]:
    """Yield (later, earlier, relation). What two series count is two things, and no figure of one disputes another."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    takes: dict[str, list[Item]] = defaultdict(list)
    for item in shelf:
        takes[item.take].append(item)
    for number, item in enumerate(shelf):
        keys = _keys(item)
        near = sorted({other for key in keys for other in index[key][-_RECENT:]}, reverse=True)[:_RECENT]
        for other in near:
            if _apart(number, other, series, shelf):
                continue
            if tie := _tie(shelf[other], item, takes, events):
                yield number, other, tie
        for key in keys:
            index[key].append(number)


def _apart(number: int, other: int, series: Mapping[int, int], shelf: Sequence[Item]) -> bool:
    """Say whether a series keeps two figures apart: it has taken in all that its source says of the count."""
    if number in series and other in series:
        return True
    one, two = shelf[number], shelf[other]
    counted = number in series or other in series
    return counted and one.take != two.take and one.source == two.source and not (one.teaser or two.teaser)


def _keys(item: Item) -> list[tuple[str, ...]]:
    """Return the keys of which two figures must share one to be compared."""
    keys: list[tuple[str, ...]] = [("take", item.take), *(("word", word) for word in sorted(item.thing))]
    if item.state:
        keys.append(("state", item.story, item.state))
    if not item.thing:
        keys.append(("unit", item.story, item.figure.unit))
    if item.figure.value is not None and abs(item.figure.value) >= _LARGE:  # other words or another language for it
        keys.append(("value", item.story, f"{item.figure.value:.2g}"))
    return keys


def _tie(one: Item, two: Item, takes: Mapping[str, Sequence[Item]], events: Events) -> Relation | None:
    """Return the relation of two figures, as their takes allow it.

    Across takes a value is revised or disputed only where each take gives one value for the thing: a piece that
    tells of several events has several tolls. And a value that both takes give was not revised.
    """
    tie = relation(one, two)
    if one.fixed and one.take != two.take and events.get(one.take, _NONE) & events.get(two.take, _NONE):
        tie = tie or (Relation.DISPUTES if at_odds(one, two) else None)
    if tie in (None, Relation.AGREES, Relation.WITHDRAWS) or one.take == two.take:
        return tie
    if not (_sole(one, takes[one.take]) and _sole(two, takes[two.take])):
        return None
    if tie is Relation.REVISES and (_given(one, takes[two.take]) or _given(two, takes[one.take])):
        return None
    return tie


def _sole(item: Item, others: Iterable[Item]) -> bool:
    """Say whether a take gives no other value for the same sort of thing in the same voice."""
    return not any(
        (other.state, other.voice) == (item.state, item.voice)
        and (bool(item.state) or bool(other.thing & item.thing) or other.group == item.group)
        and values(item, other) is Fit.CLASH
        and not other.teaser
        for other in others
    )


def _given(item: Item, others: Iterable[Item]) -> bool:
    return any(other.group == item.group and values(item, other) is Fit.EQUAL for other in others)
