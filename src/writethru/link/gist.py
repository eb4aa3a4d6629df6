"""The gist of a take: all that linking makes of it alone, whatever else is on the desk.

It is made where takes are read, beside their facts, and kept packed, so that linking need not go over the words of a
take again, nor unpack its facts. What is made of it later depends on other takes as well.
"""

import hashlib
from functools import cached_property, partial
from typing import Any

import msgspec

from writethru.link import bearer_rows, traits
from writethru.link.bearers import borne
from writethru.link.claim_drafts import Drawn, drawn
from writethru.link.claim_items import Item
from writethru.link.claim_says import Say
from writethru.link.items import Linkable
from writethru.link.matter import Matter, matter
from writethru.link.origins import REVISION as ORIGINS
from writethru.link.rows import row
from writethru.link.traces import begin
from writethru.model import Anchor, Bearer, Take, Trace

REVISION = "1"
"""Counted up when a gist holds something else of the same take than before: it is made anew where it is asked for."""


class _Kept(msgspec.Struct, array_like=True):
    """A gist as it is written; its parts are unpacked when they are asked for."""

    language: str
    anchor: Anchor
    row: tuple[bytes, ...]
    trace: msgspec.Raw
    matter: msgspec.Raw
    bearers: msgspec.Raw
    drawn: msgspec.Raw


class _Drawn(msgspec.Struct, array_like=True):
    """What a take gives to claims, as it is written."""

    items: tuple[Item, ...]
    says: msgspec.Raw
    count: int
    speakers: tuple[tuple[int, bool], ...]
    denies: bool
    corrects: bool


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_KEPT = msgspec.msgpack.Decoder(_Kept)
_TRACE: msgspec.msgpack.Decoder[Trace | None] = msgspec.msgpack.Decoder(Trace | None)
_MATTER = msgspec.msgpack.Decoder(Matter)
_DRAWN = msgspec.msgpack.Decoder(_Drawn)
_SAYS = msgspec.msgpack.Decoder(tuple[Say, ...])
_BEARERS = msgspec.msgpack.Decoder(bearer_rows.Rows)


class Gist:
    """The gist of one take.

    ``language`` and ``anchor``: of its facts, as far as linking asks; ``row``: in a block, but for its vector.
    """

    def __init__(self, packed: bytes) -> None:
        self._kept = _KEPT.decode(packed)
        self.language, self.anchor, self.row = self._kept.language, self._kept.anchor, self._kept.row

    @cached_property
    def trace(self) -> Trace | None:
        """What origins are told by, before it is held against others; None of a headline alone."""
        return _TRACE.decode(self._kept.trace)

    @cached_property
    def matter(self) -> Matter:
        """What it gives to the node of its story."""
        return _MATTER.decode(self._kept.matter)

    def bearers(self, take: Take) -> list[Bearer]:
        """Return the bearers of its names, anew each time that they are asked for."""
        return bearer_rows.unpacked(take, _BEARERS.decode(self._kept.bearers))

    @cached_property
    def drawn(self) -> Drawn:
        """What it gives to claims; kept longer than the rest of the gist."""
        found = _DRAWN.decode(self._kept.drawn)
        says = partial(_SAYS.decode, found.says.copy())
        return Drawn(found.items, says, found.count, dict(found.speakers), found.denies, found.corrects)


def maker(agencies: frozenset[str]) -> str:
    """Return a short name of what makes gists now.

    ``agencies``: names of sources that are agencies on this desk and in no list.
    """
    told = f"{REVISION} {traits.REVISION} {ORIGINS} {sorted(agencies)}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def ready(item: Linkable, packed: bytes | None, agencies: frozenset[str]) -> Linkable:
    """Return a take with its gist: as it is kept, else made now."""
    item.gist = Gist(packed or gist(item, agencies))
    return item


def gist(item: Linkable, agencies: frozenset[str]) -> bytes:
    """Return the gist of a take, packed. O(words)."""
    parts: list[Any] = [
        begin(item, agencies) if item.copy else None,
        matter(item),
        bearer_rows.packed(borne(item.take, item.facts)),
        _drawn(item),
    ]
    anchor = item.facts.anchor
    raw = [msgspec.Raw(_ENCODER.encode(part)) for part in parts]
    return _ENCODER.encode(_Kept(item.facts.language, Anchor(anchor.day, anchor.given), row(item), *raw))


def _drawn(item: Linkable) -> _Drawn:
    found = drawn(item.take, item.facts)
    says = msgspec.Raw(_ENCODER.encode(found.says()))
    return _Drawn(found.items, says, found.count, tuple(found.speakers.items()), found.denies, found.corrects)
