"""Bearers of one take as bytes and back, before it is known who they are."""

from collections.abc import Sequence

import msgspec

from writethru.model import Bearer, EntityKind, Role, Take
from writethru.model.text import flattened, spans_of


class _Row(msgspec.Struct, array_like=True):
    """A bearer; ``own``: what its take names that is not its company."""

    kind: EntityKind
    name: str
    names: tuple[str, ...]
    surname: str
    sound: str
    lone: bool
    group: bool
    weight: int
    roles: tuple[Role, ...]
    titles: tuple[str, ...]
    spans: tuple[int, ...]
    kinds: frozenset[str]
    nations: frozenset[str]
    own: frozenset[int]
    form: int
    holds: bool
    speaks: bool


class Rows(msgspec.Struct, array_like=True):
    """All bearers of a take in order, and the hashes of what it names: everybody is in everybody else's company."""

    named: frozenset[int] = frozenset()
    rows: tuple[_Row, ...] = ()


def packed(bearers: Sequence[Bearer]) -> Rows:
    """Return bearers as ``bearers.borne`` gave them."""
    named = frozenset[int]().union(*(one.company for one in bearers))
    return Rows(named, tuple(_row(one, named) for one in bearers))


def unpacked(take: Take, found: Rows) -> list[Bearer]:
    """Return the bearers of a take. O(its names squared, a hash each)."""
    return [_bearer(take, index, row, found.named) for index, row in enumerate(found.rows)]


def _row(one: Bearer, named: frozenset[int]) -> _Row:
    return _Row(
        one.kind,
        one.name,
        one.names,
        one.surname,
        one.sound,
        one.lone,
        one.group,
        one.weight,
        one.roles,
        one.titles,
        flattened(one.spans),
        one.kinds,
        one.nations,
        named - one.company,
        one.form,
        one.holds,
        one.speaks,
    )


def _bearer(take: Take, index: int, row: _Row, named: frozenset[int]) -> Bearer:
    return Bearer(
        take.key,
        index,
        take.day,
        row.kind,
        row.name,
        row.names,
        row.surname,
        row.sound,
        row.lone,
        row.group,
        row.weight,
        row.roles,
        row.titles,
        spans_of(row.spans),
        row.kinds,
        row.nations,
        named - row.own,
        row.form,
        holds=row.holds,
        speaks=row.speaks,
    )
