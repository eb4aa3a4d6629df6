"""What a person's word about groups means: which units stand together, which apart, where each later one goes.

A unit is a chain in a story, or a story in a storyline; a group is what linking found of units. The same rules hold
for both. Groups and rules are sets, so the order in which units came does not matter, only the numbers of the rules:

- what leaves, moves or is pinned is taken out of its group;
- what leaves is together, and stays apart from the rest that was named with it;
- the groups of what is merged are joined, with all that linking put there, except for pieces of which a later word
  says that they leave or move;
- what moves or is pinned joins the group in which most of the units stand that were named with it;
- whoever came later and was put among both sides of a split goes to the one it is nearer to.

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

_OUT = frozenset({ArrangementKind.SPLIT, ArrangementKind.MOVE, ArrangementKind.PIN})
_TO = frozenset({ArrangementKind.MOVE, ArrangementKind.PIN})


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision in terms of units: of each side those that are here."""

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
        mine = tuple(unit for unit in sorted(counts[0]) if counts[0][unit] > counts[1][unit])
        others = tuple(unit for unit in sorted(counts[1]) if counts[1][unit] >= counts[0][unit])
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
    touched = [group for group in groups if not named.isdisjoint(group)]
    untouched = [list(group) for group in groups if named.isdisjoint(group)]
    done = _arranged(touched, every, nearest) or _arranged(touched, _admitted(touched, every, nearest), nearest)
    return untouched + (done.groups() if done else [list(group) for group in touched])


def contradicted(groups: Sequence[Sequence[str]], earlier: Sequence[Rule], new: Rule) -> int | None:
    """Return the number of the latest earlier rule that a new one contradicts, or None.

    Args:
        groups: as they stand now, with all earlier rules in force; those with units that a rule names will do.
        earlier: by number.
        new: with a higher number.
    """
    if _arranged(groups, [*earlier, new], _last):
        return None
    for one in reversed(earlier):
        if _arranged(groups, [rule for rule in (*earlier, new) if rule is not one], _last):
            return one.number
    return earlier[-1].number if earlier else None


def _last(_unit: str, classes: Sequence[Sequence[str]]) -> int:
    return len(classes) - 1


def _admitted(groups: Sequence[Sequence[str]], every: Sequence[Rule], nearest: Nearest) -> list[Rule]:
    """Leave out the rules that earlier ones contradict."""
    held: list[Rule] = []
    for rule in every:
        if _arranged(groups, [*held, rule], nearest):
            held.append(rule)
    return held


@dataclass(slots=True)
class _Forest:
    """Units put together."""

    parent: dict[str, str] = field(default_factory=dict)

    def root(self, unit: str) -> str:
        while (above := self.parent.setdefault(unit, unit)) != unit:
            self.parent[unit] = self.parent[above]
            unit = above
        return unit

    def join(self, units: Iterable[str]) -> None:
        roots = {self.root(unit) for unit in units}
        for root in roots:
            self.parent[root] = min(roots)

    def groups(self) -> list[list[str]]:
        found: dict[str, list[str]] = {}
        for unit in sorted(self.parent):
            found.setdefault(self.root(unit), []).append(unit)
        return list(found.values())


def _arranged(groups: Sequence[Sequence[str]], every: Sequence[Rule], nearest: Nearest) -> _Forest | None:
    """Return the units put together as the rules have it; None where the rules contradict one another."""
    forest = _Forest()
    for unit in (unit for group in groups for unit in group):
        forest.root(unit)
    out = {unit for rule in every if rule.kind in _OUT for unit in rule.sides[0]}
    splits = [rule for rule in every if rule.kind is ArrangementKind.SPLIT]
    open_ = _seated(groups, out, splits, forest)
    for rule in splits:
        forest.join(rule.sides[0])
    if not all(_merged(rule, every, forest) for rule in every if rule.kind is ArrangementKind.MERGE):
        return None
    if not all(_moved(rule, every, forest) for rule in every if rule.kind in _TO):
        return None
    tied = {unit for rule in every if rule.kind is ArrangementKind.MERGE for unit in rule.units}
    for unit, classes in open_:
        if unit not in tied:
            forest.join([unit, classes[nearest(unit, classes) if len(classes) > 1 else 0][0]])
    return forest if all(_apart(rule, every, forest) for rule in splits) else None


def _seated(
    groups: Sequence[Sequence[str]], out: Collection[str], splits: Sequence[Rule], forest: _Forest
) -> list[tuple[str, list[Sequence[str]]]]:
    """Put together what linking did, without what is taken out.

    Returns the units that came between the sides of splits, each with the classes to which it can go.
    """
    open_: list[tuple[str, list[Sequence[str]]]] = []
    for group in groups:
        left = [unit for unit in sorted(group) if unit not in out]
        here = [rule for rule in splits if not set(rule.sides[0]).isdisjoint(group)]
        if not here:
            forest.join(left)
            continue
        known = {unit for rule in here for unit in rule.sides[1]}
        stay = [unit for unit in left if unit in known]
        forest.join(stay)
        classes: list[Sequence[str]] = [*(rule.sides[0] for rule in here), *([stay] if stay else [])]
        open_ += [(unit, classes) for unit in left if unit not in known]
    return open_


def _merged(rule: Rule, every: Sequence[Rule], forest: _Forest) -> bool:
    """Join two sides, without what a later word takes away; says whether something is left of each."""
    gone = _later(rule, every)
    left = [[unit for unit in side if unit not in gone] for side in rule.sides]
    forest.join(unit for side in left for unit in side)
    return all(left)


def _later(rule: Rule, every: Sequence[Rule]) -> set[str]:
    """Return the units that a later word takes out of where they are."""
    leaving = {ArrangementKind.SPLIT, ArrangementKind.MOVE}
    return {unit for one in every if one.number > rule.number and one.kind in leaving for unit in one.sides[0]}


def _moved(rule: Rule, every: Sequence[Rule], forest: _Forest) -> bool:
    """Put what moves where most of the others are; says whether nothing else has a hold on it."""
    mine, others = rule.sides
    gone = _later(rule, every)
    counts = Counter(forest.root(unit) for unit in [unit for unit in others if unit not in gone] or others)
    target = min(counts, key=lambda root: (-counts[root], root))
    roots = {forest.root(unit) for unit in mine}
    if roots == {target}:
        return True
    held = any(forest.root(unit) in roots for unit in list(forest.parent) if unit not in mine)
    forest.join([*mine, target])
    return not held


def _apart(rule: Rule, every: Sequence[Rule], forest: _Forest) -> bool:
    """Say whether what left is together, and none of those with it that it left behind."""
    mine, others = rule.sides
    roots, gone = {forest.root(unit) for unit in mine}, _later(rule, every)
    return len(roots) == 1 and not any(forest.root(unit) in roots for unit in others if unit not in gone)
