"""Bearers, forms and persons as rows: what is asked for in columns, the rest packed by msgspec, not compressed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from writethru.model import Bearer, EntityKind, Form, Known, Role
from writethru.model.text import flattened, spans_of


class _Rest(msgspec.Struct, array_like=True):
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    group: bool
    weight: int
    roles: tuple[Role, ...]
    titles: tuple[str, ...]
    spans: tuple[int, ...]
    kinds: frozenset[str]
    nations: frozenset[str]
    company: frozenset[int]


_REST = msgspec.msgpack.Decoder(_Rest)
_FORM = msgspec.msgpack.Decoder(Form)
_KNOWN = msgspec.msgpack.Decoder(Known)
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def packed(one: Bearer | Form | Known) -> bytes:
    """Return what is packed of a row."""
    if not isinstance(one, Bearer):
        return _ENCODER.encode(one)
    rest = _Rest(
        one.kind,
        one.name,
        one.names,
        one.group,
        one.weight,
        one.roles,
        one.titles,
        flattened(one.spans),
        one.kinds,
        one.nations,
        one.company,
    )
    return _ENCODER.encode(rest)


COLUMNS = "take, entity, person, form, day, surname, sound, lone, holds, homeless, speaks, identity, packed"
"""What a bearer is kept as, in this order."""


def bearer_row(one: Bearer) -> tuple[object, ...]:
    """Return a bearer as a row of ``COLUMNS``."""
    return (
        one.take,
        one.index,
        one.person,
        one.form,
        one.day.toordinal() if one.day else None,
        one.surname,
        one.sound,
        one.lone,
        one.holds,
        one.homeless,
        one.speaks,
        one.identity,
        packed(one),
    )


def bearer(row: Sequence[Any]) -> Bearer:
    """Return the bearer of a row that begins with ``COLUMNS``."""
    take, entity, person, form, day, surname, sound, lone, holds, homeless, speaks, identity, packed = row[:13]
    rest = _REST.decode(packed)
    return Bearer(
        take,
        entity,
        None if day is None else date.fromordinal(day),
        rest.kind,
        rest.name,
        rest.names,
        surname,
        sound,
        bool(lone),
        rest.group,
        rest.weight,
        rest.roles,
        rest.titles,
        spans_of(rest.spans),
        rest.kinds,
        rest.nations,
        rest.company,
        form,
        (),
        person,
        identity,
        bool(holds),
        bool(homeless),
        bool(speaks),
    )


def form(packed: bytes) -> Form:
    """Return the form of a row."""
    return _FORM.decode(packed)


def known(packed: bytes) -> Known:
    """Return the person of a row."""
    return _KNOWN.decode(packed)
