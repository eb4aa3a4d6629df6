"""Running counts: the one figure that each take gives for what befell people, followed over takes, pieces and days.

A toll rises through the day: "at least 42", "more than 50", 51, 53. It is one series with its times, whoever says
it, and none of its figures disputes another. A series takes one figure of each take, the one that the take itself
puts forward: what a count has come to ("raising the toll to 53"), else the headline's and the lead's. Takes of
one chain tell one event; takes of other chains must share its names and its words.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from writethru.link.claim_items import Item
from writethru.link.claim_relations import bound
from writethru.link.claim_words import words

_LEAD = 3  # paragraphs in which a piece says what its toll is
_CYCLE = timedelta(hours=36)  # from one day's morning piece to the next day's evening piece
_LONGEST = timedelta(days=7)  # after which a count is not followed any more
_ROUND = 0.15  # share by which a rounded figure may differ from the exact one behind it
_FALL = 0.75  # a count of another piece that is lower than this share of the last is of another event
_FEW = 4  # stories that a name may be in which tells one event from others
_RISE = 4  # as is one that is so many times higher


@dataclass(slots=True)
class Series:
    """One count: its points in order of time, one a take; ``also`` are figures of those takes that say the same."""

    points: list[Item]
    also: list[Item] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        """Whether its figure was ever replaced by another."""
        return any(replaced is not None for replaced in revisions(self.points))


class RareNames:
    """The names by which one event can be told from others: those that few stories are set in."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items

    @cached_property
    def _names(self) -> frozenset[str]:
        """O(names); few lines have two pieces of which it is asked."""
        stories: dict[str, set[str]] = defaultdict(set)
        for item in self._items:
            for name in item.scene:
                stories[name].add(item.story)
        return frozenset(name for name, found in stories.items() if len(found) <= _FEW)

    def any(self, names: frozenset[str]) -> bool:
        """Say whether any of these names is one."""
        return not names.isdisjoint(self._names)


def series(items: Sequence[Item], rare: RareNames) -> list[Series]:
    """Find the counts of one storyline; ``items`` are in order of time.

    O(counts × series of one sort in a storyline).
    """
    takes: dict[tuple[str, str, str, bool], list[Item]] = defaultdict(list)
    for item in items:
        if _countable(item):
            takes[item.take, item.state, item.family, item.total].append(item)
    lasting = {(found[0].story, key[1]) for key, found in takes.items() if key[3] and (*key[:3], False) in takes}
    every: list[Series] = []
    alike: defaultdict[tuple[str, str], list[Series]] = defaultdict(list)
    for candidates in takes.values():
        main = _main(candidates)
        if main is None:
            continue
        daily = (main.story, main.state) in lasting
        near = alike[main.state, main.family]
        home = next((s for s in reversed(near) if _continues(s.points[-1], main, rare, daily=daily)), None)
        if home is None:
            every.append(home := Series([]))
            near.append(home)
        home.points.append(main)
        home.also += [c for c in candidates if c is not main and same_count(c, main) and _nouns(c, main)]
    return every


def events(counts: Iterable[Series]) -> dict[str, frozenset[int]]:
    """Return by take the numbers of the series that have a point in it: takes that share one tell one event."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(counts):
        for point in one.points:
            found[point.take].add(number)
    return {take: frozenset(numbers) for take, numbers in found.items()}


def revisions(points: Sequence[Item]) -> list[int | None]:
    """Return for each point the index of the one whose figure it replaces; None where it says the same or is first."""
    out: list[int | None] = []
    for number, point in enumerate(points):
        before = number - 1
        out.append(before if number and not same_count(points[before], point) else None)
    return out


def same_count(one: Item, two: Item) -> bool:
    """Say whether two figures can report one state of a count: equal, or one of them rounded to the other.

    "At least" tells how far a count has come, so "at least 51" and 53 are two states of it; "more than 50" and
    "about 50" are rounded, and agree with 51.
    """
    low, high = sorted((value(one), value(two)))
    if math.isclose(low, high):
        return True
    if high - low > _ROUND * high:
        return False
    return _rounds(one, two) or _rounds(two, one)


def value(item: Item) -> float:
    """Return the number of an item that has one."""
    return item.figure.value or 0.0


def _rounds(one: Item, two: Item) -> bool:
    """Say whether the first is a rounded way to tell the second."""
    number, exact = value(one), value(two)
    if number % 10:
        return False
    kind = "" if "at least" in one.figure.qualifier.lower() else bound(one.figure.qualifier)
    return {"about": True, "above": exact > number, "below": exact < number}.get(kind, number >= 1000)


def _countable(item: Item) -> bool:
    """Say whether a figure can be a take's count of something."""
    figure = item.figure
    plain = figure.value is not None and not figure.change and not item.rate
    apart = (
        item.part
        or item.anaphor
        or item.denied
        or item.retracted
        or item.past
        or item.teaser
        or item.citation.scope != "copy"
    )
    if item.citation.scope == "headline":
        apart = item.part or item.past
    return bool(item.state) and not item.fixed and plain and not apart


def _main(candidates: Sequence[Item]) -> Item | None:
    """Return the figure that a take puts forward as its count, None when it gives several or only in passing."""
    lead = [c for c in candidates if c.total or c.depth < _LEAD]
    if not lead or any(not same_count(lead[0], other) for other in lead[1:]):
        return None
    copy = [c for c in lead if c.citation.scope == "copy"]
    return next((c for c in copy if c.voice), copy[0] if copy else lead[0])


def _continues(one: Item, two: Item, rare: RareNames, *, daily: bool) -> bool:
    """Say whether a take's count goes on with that of an earlier take.

    Args:
        one: the count that the earlier take puts forward.
        two: that of the later.
        rare: the names that few stories of the line are set in.
        daily: some take of the story tells what a count has come to beside what it was that day ("29 killed since
            Saturday"): then any other count is a day's own, and is followed through that day within its chain.
    """
    if (one.state, one.family) != (two.state, two.family) or one.take == two.take:
        return False
    if not _nouns(one, two) or not _within(one, two, _LONGEST):
        return False
    plausible = _plausible(value(one), value(two))
    if daily and not (one.total and two.total):
        return plausible and one.total == two.total and (one.chain, one.day) == (two.chain, two.day)
    if one.chain == two.chain:
        return plausible or (one.total == two.total and one.depth == two.depth == 0)
    if not plausible or (one.total != two.total and value(two) < value(one)):
        return False
    fresh = (one.total and two.total) or same_count(one, two) or _within(one, two, _CYCLE)
    return fresh and _one_event(one, two, rare)


def _one_event(one: Item, two: Item, rare: RareNames) -> bool:
    """Say whether two pieces that lead with a count have enough names and words in common to lead with one event."""
    names, told = one.scene & two.scene, one.lead & two.lead
    near = one.story == two.story or (bool(one.series) and one.series == two.series)
    alike = len(names) >= (1 if near else 2) and len(told) >= (4 if near else 6)
    return alike and ((one.total and two.total) or rare.any(names))


def _plausible(before: float, after: float) -> bool:
    return before * _FALL <= after <= max(before * _RISE, before + 10)


def _within(one: Item, two: Item, longest: timedelta) -> bool:
    """Say whether two takes were sent within a time; where that is not known, whether they are of one chain."""
    if one.at is None or two.at is None:
        return one.chain == two.chain
    return two.at - one.at <= longest


def _nouns(one: Item, two: Item) -> bool:
    """Say whether the nouns can name the same people: one noun, or one of them says no more than "people"."""
    generic: Iterable[str] = words()["groups"]["generic"]
    units = one.figure.unit.lower(), two.figure.unit.lower()
    return units[0] == units[1] or bool(one.group & two.group) or any(unit in generic for unit in units)
