"""Bearers of one full name: who they are, told apart by walk of life, state and company."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from writethru.enrich.entities.lexicon import table
from writethru.link import spelled
from writethru.link.bearers import Groups
from writethru.model import Bearer, EntityKind, Key


def by_name(nodes: Sequence[Bearer]) -> list[list[list[Bearer]]]:
    """Group bearers of full names: those of each name that is one, and among these those who are one. O(bearers).

    Whoever stands for several is never parted.
    """
    if len(nodes) == 1:
        return [[[nodes[0]]]]
    groups = Groups()
    settled: defaultdict[str, list[Key]] = defaultdict(list)
    called = _called(nodes)
    for node in called:
        groups.join(node.keys)
    for node in nodes:
        if node.times > 1:
            settled[node.person].append(node.keys[0])
    for keys in settled.values():
        groups.join(keys)
    spelled.join(called, groups)
    together: defaultdict[Key, list[Bearer]] = defaultdict(list)
    for node in nodes:
        together[groups.find(node.keys[0])].append(node)
    return [_apart(together[root]) for root in sorted(together)]


def _called(nodes: Sequence[Bearer]) -> list[Bearer]:
    """Return one bearer for all who are called the same, with what any of them shows: names are compared once."""
    alike: defaultdict[tuple[EntityKind, tuple[str, ...], str], list[Bearer]] = defaultdict(list)
    for node in nodes:
        alike[node.kind, node.names, node.surname].append(node)
    return [_of_all(some) for some in alike.values()]


def _of_all(some: Sequence[Bearer]) -> Bearer:
    first = some[0]
    kinds = first.kinds.union(*(one.kinds for one in some))
    nations = first.nations.union(*(one.nations for one in some))
    return first if (kinds, nations) == (first.kinds, first.nations) else replace(first, kinds=kinds, nations=nations)


def _apart(nodes: list[Bearer]) -> list[list[Bearer]]:
    """Part the bearers of one full name where walks of life, state and company all differ."""
    telling = [node for node in nodes if node.kinds]
    if len(telling) < 2 or nodes[0].kind is not EntityKind.PERSON:
        return [nodes]
    if frozenset.intersection(*(walks(node.kinds) for node in telling)):
        return [nodes]
    groups = Groups()
    for number, node in enumerate(nodes):
        groups.join([("node", str(number)), *_traits(node)])
    roots = [groups.find(("node", str(number))) for number in range(len(nodes))]
    size: defaultdict[Key, int] = defaultdict(int)
    for node, root in zip(nodes, roots, strict=True):
        if node.kinds:
            size[root] += node.times
    if len(size) < 2:
        return [nodes]
    largest = max(size, key=lambda root: (size[root], root))
    parts: defaultdict[Key, list[Bearer]] = defaultdict(list)
    for node, root in zip(nodes, roots, strict=True):
        parts[root if root in size else largest].append(node)
    return [parts[root] for root in sorted(parts)]


def _traits(node: Bearer) -> Iterable[Key]:
    yield from (("walk", walk) for walk in walks(node.kinds))
    yield from (("nation", nation) for nation in node.nations)
    yield from (("company", f"{other:x}") for other in node.company)
    if node.times > 1:
        yield "person", node.person


@cache
def walks(kinds: frozenset[str]) -> frozenset[str]:
    """Return the walks of life that kinds of titles belong to."""
    return frozenset(walk for walk, members in table("titles")["walks"].items() if kinds.intersection(members))
