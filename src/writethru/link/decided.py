"""What a person's word about who is who means for the bearers of names: who belongs together, who does not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from writethru.enrich.entities.spelling import fold
from writethru.link.bearers import keys_of
from writethru.model import Bearer, Decision, DecisionKind, Key, Side

Label = tuple[int, int]
"""A decision's number and one of its two sides."""


def opposite(label: Label) -> Label:
    """Return the other side of a decision."""
    return label[0], 1 - label[1]


@dataclass(eq=False)
class Word:
    """What decisions say of bearers: who belongs together, and on which side of what each stands.

    Where new takes make two decisions contradict each other, the earlier holds.

    Attributes:
        labels: by the one that stands for all put together with it, their sides.
        broken: the numbers of decisions that an earlier one contradicts.
        idle: the numbers of decisions one side of which names nobody, or nobody that the other does not.
        parent: a forest of those put together.
    """

    labels: dict[Bearer, set[Label]] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)
    idle: set[int] = field(default_factory=set)
    parent: dict[Bearer, Bearer] = field(default_factory=dict)

    def root(self, one: Bearer) -> Bearer:
        """Return the one that stands for all put together with this one."""
        while (above := self.parent.get(one, one)) is not one:
            self.parent[one] = self.parent.get(above, above)
            one = above
        return one

    def together(self) -> Iterator[list[Bearer]]:
        """Yield those that were put together, two or more at a time."""
        found: defaultdict[Bearer, list[Bearer]] = defaultdict(list)
        for one in self.parent:
            found[self.root(one)].append(one)
        yield from (group for group in found.values() if len(group) > 1)

    def sides(self, one: Bearer) -> set[Label]:
        """Return the sides on which somebody stands."""
        return self.labels.get(self.root(one), set())

    def apart(self, one: Bearer, other: Bearer) -> bool:
        """Say whether a decision keeps two apart."""
        theirs = self.sides(other)
        return any(opposite(label) in theirs for label in self.sides(one))

    def join(self, one: Bearer, other: Bearer) -> bool:
        """Put two together, unless a decision keeps them apart."""
        into, gone = self.root(one), self.root(other)
        self.parent.setdefault(into, into)
        if self.apart(into, gone):
            return False
        if into is not gone:
            self.parent[gone] = into
            self.labels[into] = self.labels.get(into, set()) | self.labels.pop(gone, set())
        return True

    def mark(self, one: Bearer, label: Label) -> None:
        """Note on which side somebody stands, unless it is both."""
        known = self.labels.setdefault(self.root(one), set())
        if opposite(label) in known:
            self.broken.add(label[0])
        else:
            known.add(label)


def word(nodes: Sequence[Bearer], decisions: Iterable[Decision]) -> Word:
    """Read decisions on bearers. O(bearers + those named by each decision).

    Args:
        nodes: all bearers, in a stable order.
        decisions: those in force.
    """
    found: Word = Word()
    by_take: defaultdict[str, list[Bearer]] = defaultdict(list)
    by_key: defaultdict[Key, list[Bearer]] = defaultdict(list)
    for node in nodes:
        by_take[node.take].append(node)
        for key in node.keys if not node.lone else ():
            by_key[key].append(node)
    for decision in sorted(decisions, key=lambda one: one.number):
        one, other = (_named(side, by_take, by_key) for side in decision.sides)
        if decision.kind is DecisionKind.SAME:
            every = list(dict.fromkeys([*one, *other]))
            for node in every:
                if not found.join(every[0], node):
                    found.broken.add(decision.number)
        else:
            one, other = _told_apart(one, other, decision.sides)
            for at, named in enumerate((one, other)):
                for node in named:
                    found.mark(node, (decision.number, at))
        if not one or not other:
            found.idle.add(decision.number)
    return found


def _named(side: Side, by_take: dict[str, list[Bearer]], by_key: dict[Key, list[Bearer]]) -> list[Bearer]:
    if side.take:
        return at(side, by_take.get(side.take, []))
    plain = keys_of(side.kind, (side.name,), "")
    exact = keys_of(
        side.kind, (side.name,), "", {key for _, key in plain}
    )  # "Walter Quill Sr." where there is a Jr., too
    found = list(dict.fromkeys(node for key in exact for node in by_key.get(key, ())))
    return found or list(dict.fromkeys(node for key in plain for node in by_key.get(key, ())))


def at(side: Side, there: Sequence[Bearer]) -> list[Bearer]:
    """Return whom the words of a take mean; were they read otherwise since, who has the name there."""
    span = side.span
    if span:
        met = [node for node in there if any(one.meets(span) for one in node.spans)]
        exact = [node for node in met if span in node.spans]
        if met:
            return (exact or met)[:1]
    return [node for node in there if fold(side.name) in map(fold, node.names)][:1]


def _told_apart(
    one: Sequence[Bearer], other: Sequence[Bearer], sides: Sequence[Side]
) -> tuple[list[Bearer], list[Bearer]]:
    """Leave out whom both sides name, unless one side has the name by which the piece calls them."""
    both = set(one) & set(other)
    fit = {node: [_fit(node, side) for side in sides] for node in both}
    return (
        [node for node in one if node not in both or fit[node][0] > fit[node][1]],
        [node for node in other if node not in both or fit[node][1] > fit[node][0]],
    )


def _fit(node: Bearer, side: Side) -> int:
    name = fold(side.name)
    return 3 if side.take else 2 if name == fold(node.name) else int(name in map(fold, node.names))


def contradicted(nodes: Sequence[Bearer], decisions: Sequence[Decision], new: Decision) -> Decision | None:
    """Return the latest of earlier decisions that a new one contradicts; itself where it tells nobody apart.

    O(decisions · bearers named), and only when there is a contradiction.
    """
    found = word(nodes, [*decisions, new])
    if new.number in found.idle:
        return new
    if new.number not in found.broken:
        return None
    for earlier in reversed(decisions):
        rest = [one for one in decisions if one is not earlier]
        if new.number not in word(nodes, [*rest, new]).broken:
            return earlier
    return decisions[-1]
