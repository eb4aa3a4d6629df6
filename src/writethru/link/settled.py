"""A person's word about who is who, laid over what the rules of ``people`` found.

Constrained clustering with must-link and cannot-link (Wagstaff and others, ICML 2001) over the bearers of names:
what was said to be the same is put together first; then whatever stands together and was said to be different is
parted, and those beside them go to the side whose office or company they share, or to neither. A function of the
takes and the decisions alone: neither the order in which takes came nor when something was decided matters.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from writethru.link.decided import Label, Word, opposite, word
from writethru.model import Bearer, Decision

_COMPANY = 2  # others named on one side alone that speak for it where offices do not


@dataclass(eq=False)
class Settled:
    """The bearers of full names, and others who were decided on, in groups that keep to every decision.

    Attributes:
        groups: who is one; each bearer is in at most one.
        placed: those known by surname alone who are in a group already.
    """

    groups: list[list[Bearer]]
    placed: frozenset[Bearer] = frozenset()
    _word: Word = field(default_factory=Word)

    def allowed(self, node: Bearer, numbers: Iterable[int]) -> set[int]:
        """Return those of some groups, by number, that nobody said are others than this one."""
        barred = {opposite(label) for label in self._word.sides(node)}
        if not barred:
            return set(numbers)
        return {n for n in numbers if not any(barred & self._word.sides(other) for other in self.groups[n])}

    def parted(self, node: Bearer) -> bool:
        """Say whether somebody said of this one who it is not."""
        return bool(self._word.sides(node))

    def agreed(self, given: Sequence[tuple[int, Bearer]]) -> list[tuple[int, Bearer]]:
        """Leave out, of those given to groups, all that were said to be different and would meet in one."""
        on: defaultdict[int, set[Label]] = defaultdict(set)
        for number, node in given:
            on[number] |= self._word.sides(node)
        return [
            (number, node)
            for number, node in given
            if not any(opposite(label) in on[number] for label in self._word.sides(node))
        ]


def settle(parts: list[list[Bearer]], nodes: Sequence[Bearer], decisions: Sequence[Decision]) -> Settled:
    """Lay decisions over what the rules found.

    Args:
        parts: the bearers of full names, as the rules group them.
        nodes: all bearers, those known by surname alone too, in a stable order.
        decisions: those in force.
    """
    if not decisions:
        return Settled(parts)
    said = word(nodes, decisions)
    placed = [node for group in said.together() for node in group if node.lone]
    parts = [*parts, *([node] for node in placed)]
    home = {node: number for number, part in enumerate(parts) for node in part}
    groups = [piece for block in _blocks(parts, home, said) for piece in _parted(block, home, said)]
    return Settled(groups, frozenset(placed), said)


def _blocks(parts: Sequence[list[Bearer]], home: dict[Bearer, int], said: Word) -> list[list[Bearer]]:
    """Join the groups whose members were put together."""
    to = list(range(len(parts)))
    for group in said.together():
        joined = {to[home[node]] for node in group}
        to = [min(joined) if number in joined else number for number in to] if len(joined) > 1 else to
    blocks: defaultdict[int, list[Bearer]] = defaultdict(list)
    for number, part in enumerate(parts):
        blocks[to[number]].extend(part)
    return list(blocks.values())


def _parted(group: list[Bearer], home: dict[Bearer, int], said: Word) -> list[list[Bearer]]:
    """Part those who were said to be different; who fits none of them, or several, stands apart."""
    here = _labels(group, said)
    disputed = {label for label in here if opposite(label) in here}
    if not disputed:
        return [group]
    joined = Word({one: set(labels) for one, labels in said.labels.items()}, parent=dict(said.parent))
    for some in _ties(group, disputed, home, said):
        for node in some[1:]:
            joined.join(some[0], node)
    telling = {label for label in disputed if not _mixed([n for n in group if label in said.sides(n)], said)}
    while True:
        items = _items(group, joined)
        sides = [item for item in items if telling & joined.sides(item[0])]
        if not (fitting := list(_fitting(items, sides, joined))):
            break
        for one, other in fitting:
            joined.join(one, other)
    for item in items:
        if item not in sides:
            for node in item:
                node.unclear = True
    return items


def _ties(group: list[Bearer], disputed: set[Label], home: dict[Bearer, int], said: Word) -> Iterator[list[Bearer]]:
    """Yield those who belong together still: who stand on one side, and whom the rules join, where none disputes it."""
    rules: defaultdict[int, list[Bearer]] = defaultdict(list)
    for node in group:
        rules[home[node]].append(node)
    on = ([node for node in group if label in said.sides(node)] for label in sorted(disputed))
    yield from (some for some in (*on, *rules.values()) if not _mixed(some, said))


def _labels(some: Iterable[Bearer], said: Word) -> set[Label]:
    return set[Label]().union(*(said.sides(node) for node in some))


def _mixed(some: Iterable[Bearer], said: Word) -> bool:
    """Say whether both sides of a decision are among some."""
    labels = _labels(some, said)
    return any(opposite(label) in labels for label in labels)


def _items(group: Iterable[Bearer], joined: Word) -> list[list[Bearer]]:
    found: defaultdict[Bearer, list[Bearer]] = defaultdict(list)
    for node in group:
        found[joined.root(node)].append(node)
    return list(found.values())


def _fitting(
    items: Sequence[list[Bearer]], sides: Sequence[list[Bearer]], joined: Word
) -> Iterator[tuple[Bearer, Bearer]]:
    """Yield who is to be joined with one of the sides: they fit it and no other."""
    known = {id(item): _Traits.of(item) for item in items}
    for item in items:
        others = [side for side in sides if side is not item]
        near = [
            side
            for side in others
            if not joined.apart(item[0], side[0])
            and known[id(item)].near(known[id(side)], [known[id(one)] for one in others if one is not side])
        ]
        if len(near) == 1:
            yield item[0], near[0][0]


@dataclass(frozen=True)
class _Traits:
    """The offices, states and company of some bearers."""

    offices: frozenset[str]
    nations: frozenset[str]
    company: frozenset[int]

    @classmethod
    def of(cls, some: Sequence[Bearer]) -> "_Traits":
        titles = frozenset(title for node in some for title in node.titles)
        return cls(
            titles.union(*(node.kinds for node in some)),
            frozenset[str]().union(*(node.nations for node in some)),
            frozenset[int]().union(*(node.company for node in some)),
        )

    def near(self, side: "_Traits", rivals: Sequence["_Traits"]) -> bool:
        """Say whether a side fits by what it has alone: an office, else company; and no state speaks against it."""
        if self.nations and side.nations and not self.nations & side.nations:
            return False
        offices = side.offices.difference(*(one.offices for one in rivals))
        company = side.company.difference(*(one.company for one in rivals))
        return bool(self.offices & offices) or len(self.company & company) >= _COMPANY
