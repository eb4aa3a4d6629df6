"""A person's word about who is who, laid over what the rules of ``people`` found.

Constrained clustering with must-link and cannot-link (Wagstaff and others, ICML 2001) over the bearers of names:
what was said to be the same is put together first; then whatever stands together and was said to be different is
parted, and those beside them go to the side whose office or company they share, or to neither. A function of the
takes and the decisions alone: neither the order in which takes came nor when something was decided matters.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from writethru.enrich.entities.spelling import fold
from writethru.model import Decision, DecisionKind, Entity, Side, Take

_COMPANY = 2  # others named on one side alone that speak for it where offices do not

Key = tuple[str, str]
Keys = Callable[[Entity, str], tuple[Key, ...]]


class Bearer(Protocol):
    """One entity of one take, as ``people`` knows it; hashed by identity."""

    take: Take
    index: int
    entity: Entity
    keys: tuple[Key, ...]
    lone: bool
    unclear: bool
    kinds: frozenset[str]
    nations: frozenset[str]
    company: frozenset[Key]


B = TypeVar("B", bound=Bearer)
Label = tuple[int, int]
"""A decision's number and one of its two sides."""


@dataclass(eq=False)
class Word(Generic[B]):
    """What decisions say of bearers: who belongs together, and on which side of what each stands.

    Where new takes make two decisions contradict each other, the earlier holds.

    Attributes:
        labels: by the one that stands for all put together with it, their sides.
        broken: the numbers of decisions that an earlier one contradicts.
        idle: the numbers of decisions one side of which names nobody, or nobody that the other does not.
    """

    labels: dict[B, set[Label]] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)
    idle: set[int] = field(default_factory=set)
    _parent: dict[B, B] = field(default_factory=dict)

    def root(self, one: B) -> B:
        """Return the one that stands for all put together with this one."""
        while (above := self._parent.get(one, one)) is not one:
            self._parent[one] = self._parent.get(above, above)
            one = above
        return one

    def together(self) -> Iterator[list[B]]:
        """Yield those that were put together, two or more at a time."""
        found: defaultdict[B, list[B]] = defaultdict(list)
        for one in self._parent:
            found[self.root(one)].append(one)
        yield from (group for group in found.values() if len(group) > 1)

    def sides(self, one: B) -> set[Label]:
        """Return the sides on which somebody stands."""
        return self.labels.get(self.root(one), set())

    def join(self, one: B, other: B, number: int) -> None:
        """Put two together, unless a decision keeps them apart."""
        into, gone = self.root(one), self.root(other)
        self._parent.setdefault(into, into)
        if into is gone:
            return
        if any((decision, 1 - side) in self.labels.get(gone, ()) for decision, side in self.labels.get(into, ())):
            self.broken.add(number)
            return
        self._parent[gone] = into
        self.labels[into] = self.labels.get(into, set()) | self.labels.pop(gone, set())

    def mark(self, one: B, label: Label) -> None:
        """Note on which side somebody stands, unless it is both."""
        known = self.labels.setdefault(self.root(one), set())
        if (label[0], 1 - label[1]) in known:
            self.broken.add(label[0])
        else:
            known.add(label)


def word(nodes: Sequence[B], decisions: Iterable[Decision], keys: Keys) -> Word[B]:
    """Read decisions on bearers. O(bearers + those named by each decision).

    Args:
        nodes: all bearers, in a stable order.
        decisions: those in force.
        keys: gives the keys under which an entity meets its likes.
    """
    found: Word[B] = Word()
    by_take: defaultdict[str, list[B]] = defaultdict(list)
    by_key: defaultdict[Key, list[B]] = defaultdict(list)
    for node in nodes:
        by_take[node.take.key].append(node)
        for key in node.keys if not node.lone else ():
            by_key[key].append(node)
    for decision in sorted(decisions, key=lambda one: one.number):
        one, other = (_named(side, by_take, by_key, keys) for side in decision.sides)
        if decision.kind is DecisionKind.SAME:
            every = list(dict.fromkeys([*one, *other]))
            for node in every:
                found.join(every[0], node, decision.number)
        else:
            one, other = _told_apart(one, other, decision.sides)
            for at, named in enumerate((one, other)):
                for node in named:
                    found.mark(node, (decision.number, at))
        if not one or not other:
            found.idle.add(decision.number)
    return found


def _named(side: Side, by_take: dict[str, list[B]], by_key: dict[Key, list[B]], keys: Keys) -> list[B]:
    if side.take:
        return _at(side, by_take.get(side.take, []))
    whole = Entity(side.kind, side.name, (side.name,), ())
    return list(dict.fromkeys(node for key in keys(whole, "") for node in by_key.get(key, ())))


def _at(side: Side, there: Sequence[B]) -> list[B]:
    """Return whom the words of a take mean; were they read otherwise since, who has the name there."""
    span = side.span
    if span:
        met = [node for node in there if any(m.span.meets(span) for m in node.entity.mentions)]
        exact = [node for node in met if any(m.span == span for m in node.entity.mentions)]
        if met:
            return (exact or met)[:1]
    return [node for node in there if fold(side.name) in map(fold, node.entity.names)][:1]


def _told_apart(one: Sequence[B], other: Sequence[B], sides: Sequence[Side]) -> tuple[list[B], list[B]]:
    """Leave out whom both sides name, unless one side has the name by which the piece calls them."""
    both = set(one) & set(other)
    fit = {node: [_fit(node, side) for side in sides] for node in both}
    return (
        [node for node in one if node not in both or fit[node][0] > fit[node][1]],
        [node for node in other if node not in both or fit[node][1] > fit[node][0]],
    )


def _fit(node: Bearer, side: Side) -> int:
    name = fold(side.name)
    return 3 if side.take else 2 if name == fold(node.entity.name) else int(name in map(fold, node.entity.names))


@dataclass(eq=False)
class Settled(Generic[B]):
    """The bearers of full names, and others who were decided on, in groups that keep to every decision.

    Attributes:
        groups: who is one; each bearer is in at most one.
        placed: those known by surname alone who are in a group already.
    """

    groups: list[list[B]]
    placed: frozenset[B] = frozenset()
    _word: Word[B] = field(default_factory=Word)

    def allowed(self, node: B, numbers: Iterable[int]) -> set[int]:
        """Return those of some groups, by number, that nobody said are others than this one."""
        barred = {(decision, 1 - side) for decision, side in self._word.sides(node)}
        if not barred:
            return set(numbers)
        return {n for n in numbers if not any(barred & self._word.sides(other) for other in self.groups[n])}

    def agreed(self, given: Sequence[tuple[int, B]]) -> list[tuple[int, B]]:
        """Leave out, of those given to groups, all that were said to be different and would meet in one."""
        on: defaultdict[int, set[Label]] = defaultdict(set)
        for number, node in given:
            on[number] |= self._word.sides(node)
        return [
            (number, node)
            for number, node in given
            if not any((decision, 1 - side) in on[number] for decision, side in self._word.sides(node))
        ]


def settle(parts: list[list[B]], nodes: Sequence[B], decisions: Sequence[Decision], keys: Keys) -> Settled[B]:
    """Lay decisions over what the rules found.

    Args:
        parts: the bearers of full names, as the rules group them.
        nodes: all bearers, those known by surname alone too, in a stable order.
        decisions: those in force.
        keys: gives the keys under which an entity meets its likes.
    """
    if not decisions:
        return Settled(parts)
    said = word(nodes, decisions, keys)
    placed = [node for group in said.together() for node in group if node.lone]
    parts = [*parts, *([node] for node in placed)]
    home = {node: number for number, part in enumerate(parts) for node in part}
    groups = _blocks(parts, home, said)
    for decision in sorted(decisions, key=lambda one: one.number):
        if decision.kind is DecisionKind.DIFFERENT:
            groups = [piece for group in groups for piece in _split(group, decision.number, home, said)]
    return Settled(groups, frozenset(placed), said)


def _blocks(parts: Sequence[list[B]], home: dict[B, int], said: Word[B]) -> list[list[B]]:
    """Join the groups whose members were put together."""
    to = list(range(len(parts)))
    for group in said.together():
        joined = {to[home[node]] for node in group}
        to = [min(joined) if number in joined else number for number in to] if len(joined) > 1 else to
    blocks: defaultdict[int, list[B]] = defaultdict(list)
    for number, part in enumerate(parts):
        blocks[to[number]].extend(part)
    return list(blocks.values())


def _split(group: list[B], decision: int, home: dict[B, int], said: Word[B]) -> list[list[B]]:
    """Part a group that has both sides of a decision in it; who fits neither side, or both, stands apart."""
    sides = [[node for node in group if (decision, at) in said.sides(node)] for at in (0, 1)]
    if not all(sides):
        return [group]
    free = _units(group, sides, home, said)
    while fitting := [(at, unit) for unit in free for at in (0, 1) if _fits(unit, sides[at], sides[1 - at])]:
        for at, unit in fitting:
            sides[at] = [*sides[at], *unit]
        free = [unit for unit in free if not any(unit is given for _, given in fitting)]
    for unit in free:
        for node in unit:
            node.unclear = True
    return [*sides, *free]


def _units(group: Sequence[B], sides: list[list[B]], home: dict[B, int], said: Word[B]) -> list[list[B]]:
    """Return who is to be given to a side: those whose rules' group has both sides one by one, others whole.

    A group that has one side alone goes to that side at once.
    """
    seeded = [{home[node] for node in side} for side in sides]
    contested, sided = seeded[0] & seeded[1], {node for side in sides for node in side}
    units: defaultdict[object, list[B]] = defaultdict(list)
    for node in group:
        if node in sided:
            continue
        own = [at for at in (0, 1) if home[node] in seeded[at]]
        if len(own) == 1:
            sides[own[0]].append(node)
        else:
            units[said.root(node) if home[node] in contested else home[node]].append(node)
    return list(units.values())


def _fits(unit: Sequence[Bearer], side: Sequence[Bearer], other: Sequence[Bearer]) -> bool:
    """Say whether some belong to a side and not to the other: by office, else by company, against no state."""
    return _near(unit, side, other) and not _near(unit, other, side)


def _near(unit: Sequence[Bearer], side: Sequence[Bearer], other: Sequence[Bearer]) -> bool:
    nations, theirs = _nations(unit), _nations(side)
    if nations and theirs and not nations & theirs:
        return False
    if _offices(unit) & (_offices(side) - _offices(other)):
        return True
    return len(_company(unit) & (_company(side) - _company(other))) >= _COMPANY


def _offices(some: Sequence[Bearer]) -> set[str]:
    titles = {fold(role.title) for node in some for role in node.entity.roles}
    return titles.union(*(node.kinds for node in some))


def _nations(some: Sequence[Bearer]) -> set[str]:
    return set[str]().union(*(node.nations for node in some))


def _company(some: Sequence[Bearer]) -> set[Key]:
    return set[Key]().union(*(node.company for node in some))


def contradicted(nodes: Sequence[B], decisions: Sequence[Decision], new: Decision, keys: Keys) -> Decision | None:
    """Return the latest of earlier decisions that a new one contradicts; itself where it tells nobody apart.

    O(decisions · bearers named), and only when there is a contradiction.
    """
    found = word(nodes, [*decisions, new], keys)
    if new.number in found.idle:
        return new
    if new.number not in found.broken:
        return None
    for earlier in reversed(decisions):
        rest = [one for one in decisions if one is not earlier]
        if new.number not in word(nodes, [*rest, new], keys).broken:
            return earlier
    return decisions[-1]
