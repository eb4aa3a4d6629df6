"""What a person's word about groups means: which units stand together, which apart, where each later one goes.

A unit is a chain in a story, or a story in a storyline; a group is what linking found of units. The same rules hold
for both. Groups and rules are sets, so the order in which units came does not matter, only the numbers of the rules:

- what leaves is together, and stays apart from the rest that was named with it;
- what is merged is together, except for pieces of which a later word says that they leave or move;
- what moves or is pinned stands where the first of those is that were named with it, and takes nobody along;
- then all that linking put together is, as far as no split keeps it apart: so the groups of what is merged are joined
  whole, and whoever came later and was put among both sides of a split goes to the one it is nearer to.

Where new pieces make rules contradict one another, the earlier holds. These are the must-link and cannot-link
constraints of constrained clustering (Wagstaff and Cardie 2000), put on after it; what they leave open stays as
linking found it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from writethru.model import Arrangement, ArrangementKind

Nearest = Callable[[str, Sequence[Sequence[str]]], int]
"""Given a unit and classes of units, the place of the class to which it is nearest; the last of equals."""

_LEAVING = frozenset({ArrangementKind.SPLIT, ArrangementKind.MOVE})
_TO = frozenset({ArrangementKind.MOVE, ArrangementKind.PIN})


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision in terms of units: of each side those that are here, in order of time."""

    number: int
    kind: ArrangementKind
    sides: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def units(self) -> frozenset[str]:
        """All units that it names."""
        return frozenset((*self.sides[0], *self.sides[1]))


def rules(decisions: Iterable[Arrangement], unit_of: Mapping[str, str], *, lines: bool) -> list[Rule]:
    """Return decisions about stories, or about ``lines``, as rules, by number. O(takes named).

    Args:
        decisions: those in force.
        unit_of: the unit of each take that is at hand. A decision one side of which is not here waits.
        lines: whether the units are stories, on lines.
    """
    found = []
    for one in sorted(decisions, key=lambda decision: decision.number):
        if one.lines != lines or one.kind is ArrangementKind.RENAME:
            continue
        counts = [Counter(unit_of[take] for take in side.takes if take in unit_of) for side in one.sides]
        mine = tuple(unit for unit in counts[0] if counts[0][unit] > counts[1][unit])
        others = tuple(unit for unit in counts[1] if counts[1][unit] >= counts[0][unit])
        if mine and others:
            found.append(Rule(one.number, one.kind, (mine, others)))
    return found


def drawn_in(units: Collection[str], every: Sequence[Rule]) -> frozenset[str]:
    """Return the units whose groups must be at hand when these units' are arranged: what rules tie to them.

    Ask again with the units of the groups that came in, until nothing comes in any more. O(rules · their units).
    """
    found = set(units)
    while more := {unit for rule in every if found & rule.units for unit in rule.units} - found:
        found |= more
    return frozenset(found)


def arrange(groups: Sequence[Sequence[str]], every: Sequence[Rule], nearest: Nearest) -> list[list[str]]:
    """Return groups as the rules have them. O(units of the groups that rules name), but for ``nearest``.

    Args:
        groups: units as linking found them, each in one group.
        every: by number.
        nearest: asked only of units that came between the sides of a split.

    Returns:
        Groups in which no rule has a say first, as they were; then the others, units in order of name.
    """
    named = {unit for rule in every for unit in rule.units}
    found = [list(group) for group in groups if named.isdisjoint(group)]
    touched = [group for group in groups if not named.isdisjoint(group)]
    if not touched:
        return found
    held = _admitted(every)
    forest = _tied(held) or _Forest()
    moved = {unit for rule in held if rule.kind in _TO for unit in rule.sides[0]}
    for group in touched:
        for unit in group:
            forest.root(unit)
    for group in sorted(sorted(unit for unit in group if unit not in moved) for group in touched):
        _seat(group, forest, nearest)
    return found + forest.groups()


def contradicted(earlier: Sequence[Rule], new: Rule) -> int | None:
    """Return the number of the latest earlier rule that a new one contradicts, or None. O(rules · units named)."""
    if _tied([*earlier, new]):
        return None
    for one in reversed(earlier):
        if _tied([rule for rule in (*earlier, new) if rule is not one]):
            return one.number
    return earlier[-1].number if earlier else None


def _admitted(every: Sequence[Rule]) -> Sequence[Rule]:
    """Leave out the rules that earlier ones contradict."""
    if _tied(every):
        return every
    held: list[Rule] = []
    for rule in every:
        if _tied([*held, rule]):
            held.append(rule)
    return held


Label = tuple[int, int]
"""The number of a split and one of its two sides."""


@dataclass(slots=True)
class _Forest:
    """Units put together, and on which side of which split each stands."""

    parent: dict[str, str] = field(default_factory=dict)
    labels: dict[str, set[Label]] = field(default_factory=dict)

    def root(self, unit: str) -> str:
        while (above := self.parent.setdefault(unit, unit)) != unit:
            self.parent[unit] = self.parent[above]
            unit = above
        return unit

    def mark(self, unit: str, label: Label) -> None:
        self.labels.setdefault(self.root(unit), set()).add(label)

    def sides(self, unit: str) -> set[Label]:
        return self.labels.get(self.root(unit), set())

    def apart(self, one: str, other: str) -> bool:
        """Say whether a split keeps two apart."""
        theirs = self.sides(other)
        return any((number, 1 - side) in theirs for number, side in self.sides(one))

    def join(self, units: Sequence[str]) -> bool:
        """Put units together; says whether nothing keeps them apart."""
        for unit in units:
            if self.apart(units[0], unit):
                return False
            into, gone = sorted((self.root(units[0]), self.root(unit)))
            self.parent[gone] = into
            self.labels[into] = self.labels.get(into, set()) | self.labels.get(gone, set())
        return True

    def groups(self) -> list[list[str]]:
        found: dict[str, list[str]] = {}
        for unit in sorted(self.parent):
            found.setdefault(self.root(unit), []).append(unit)
        return list(found.values())


def _tied(every: Sequence[Rule]) -> _Forest | None:
    """Return the units that rules put together and keep apart; None where the rules contradict one another."""
    forest = _Forest()
    splits = [rule for rule in every if rule.kind is ArrangementKind.SPLIT]
    for rule in splits:
        for side, units in enumerate((rule.sides[0], _left(rule, every))):
            for unit in units:
                forest.mark(unit, (rule.number, side))
    agreed = (
        all(forest.join(rule.sides[0]) for rule in splits)
        and all(_merged(rule, every, forest) for rule in every if rule.kind is ArrangementKind.MERGE)
        and all(_moved(rule, every, forest) for rule in every if rule.kind in _TO)
    )
    return forest if agreed else None


def _left(rule: Rule, every: Sequence[Rule], side: int = 1) -> list[str]:
    """Return the units of a side without those of which a later word says that they leave or move."""
    later = [one.sides[0] for one in every if one.number > rule.number and one.kind in _LEAVING]
    gone = {unit for units in later for unit in units}
    return [unit for unit in rule.sides[side] if unit not in gone]


def _merged(rule: Rule, every: Sequence[Rule], forest: _Forest) -> bool:
    """Join two sides; says whether something is left of each, and nothing keeps them apart."""
    mine, others = _left(rule, every, 0), _left(rule, every)
    return bool(mine and others) and forest.join([*mine, *others])


def _moved(rule: Rule, every: Sequence[Rule], forest: _Forest) -> bool:
    """Put what moves beside the first of the others; says whether nothing else has a hold on it."""
    mine, to = rule.sides[0], (_left(rule, every) or rule.sides[1])[0]
    roots = {forest.root(unit) for unit in mine}
    if roots == {forest.root(to)}:
        return True
    alone = not any(forest.root(unit) in roots for unit in list(forest.parent) if unit not in mine)
    return alone and forest.join([to, *mine])


def _seat(group: Sequence[str], forest: _Forest, nearest: Nearest) -> None:
    """Put together what linking did, as far as no split keeps it apart; what could go to either side is asked for."""
    there = set().union(*(forest.sides(unit) for unit in group))
    bound = [unit for unit in group if any((number, 1 - side) in there for number, side in forest.sides(unit))]
    classes: list[list[str]] = []
    for unit in bound:
        home = next((one for one in classes if not forest.apart(one[0], unit)), None)
        if home is None:
            classes.append([unit])
        else:
            forest.join([home[0], unit])
            home.append(unit)
    if not classes:
        forest.join(group)
        return
    for unit in group:
        if unit not in bound:
            forest.join([classes[nearest(unit, classes)][0], unit])
