"""The gist of a take: all that linking makes of it alone, whatever else is on the desk.

It is made where takes are read, beside their facts, and kept packed, so that linking need not go over the words of a
take again, nor unpack its facts. What is made of it later depends on other takes as well.
"""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import Any

import msgspec

from writethru.link import bearer_rows, traits
from writethru.link.bearers import borne
from writethru.link.claim_drafts import Drawn, drawn
from writethru.link.claim_items import Item
from writethru.link.claim_says import Say
from writethru.link.items import Linkable
from writethru.link.matter import Matter, matter
from writethru.link.meeting import REVISION as MEETING
from writethru.link.origins import REVISION as ORIGINS
from writethru.link.rows import rows
from writethru.link.traces import begin
from writethru.model import Anchor, Bearer, Facts, Take, Trace
from writethru.model.deflate import deflated
from writethru.model.reading import Gisted

REVISION = "3"
"""Counted up when a gist holds something else of the same take than before: it is made anew where it is asked for."""


class _Kept(msgspec.Struct, array_like=True):
    """A gist as it is written; its parts, each compressed, are unpacked when they are asked for."""

    language: str
    anchor: Anchor
    row: tuple[bytes, ...]
    trace: bytes
    matter: bytes
    bearers: bytes
    drawn: bytes


class _Drawn(msgspec.Struct, array_like=True):
    """What a take gives to claims, as it is written; ``says``, seldom asked for, are compressed by themselves."""

    items: tuple[Item, ...]
    says: bytes
    count: int
    speakers: tuple[tuple[int, bool], ...]
    denies: bool
    corrects: bool


_LEVEL = 1
_FEW = 16  # bytes
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

    @property
    def trace(self) -> Trace | None:
        """What origins are told by, before it is held against others; None of a headline alone."""
        return _TRACE.decode(zlib.decompress(self._kept.trace))

    @cached_property
    def matter(self) -> Matter:
        """What it gives to the node of its story."""
        return _MATTER.decode(zlib.decompress(self._kept.matter))

    def bearers(self, take: Take) -> list[Bearer]:
        """Return the bearers of its names, anew each time that they are asked for."""
        return bearer_rows.unpacked(take, _BEARERS.decode(zlib.decompress(self._kept.bearers)))

    @property
    def drawn(self) -> Drawn:
        """What it gives to claims; drafts keep it."""
        found = _DRAWN.decode(zlib.decompress(self._kept.drawn))
        says = partial(_said, found.says)
        return Drawn(found.items, says, found.count, dict(found.speakers), found.denies, found.corrects)


def maker(agencies: frozenset[str]) -> str:
    """Return a short name of what makes gists now.

    ``agencies``: names of sources that are agencies on this desk and in no list.
    """
    told = f"{REVISION} {traits.REVISION} {ORIGINS} {MEETING} {sorted(agencies)}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def gists(items: Sequence[Linkable], agencies: frozenset[str]) -> list[Gisted]:
    """Return the gist of each take. O(words).

    Whatever goes wrong with a take costs that take: it has the gist of one without a word, and stands by itself. What
    a layer failed by is told with it.
    """
    try:
        made: list[tuple[bytes, ...] | None] = list(rows(items))
    except Exception:  # noqa: BLE001 - one of them is odd: it is found when each is asked for its own
        made = [None] * len(items)
    return [_gist(item, row, agencies) for item, row in zip(items, made, strict=True)]


def _gist(item: Linkable, row: tuple[bytes, ...] | None, agencies: frozenset[str]) -> Gisted:
    try:
        return Gisted(_packed(item, row, agencies, copied=bool(item.copy)), _failed(item.facts))
    except Exception as error:  # noqa: BLE001 - a text that nobody thought of, or facts of a plug-in that do not fit
        trouble = f"{type(error).__name__}: {error}"
    mute = Linkable(replace(item.take, title="", parts=()), Facts(item.key, anchor=item.facts.anchor))
    return Gisted(_packed(mute, None, agencies, copied=bool(item.copy)), trouble)


def _failed(facts: Facts) -> str:
    return next((f"{layer} failed: {error}" for layer, error in facts.failed.items()), "")


def _packed(item: Linkable, row: tuple[bytes, ...] | None, agencies: frozenset[str], *, copied: bool) -> bytes:
    """Return the gist of a take as bytes.

    ``row``: its own, where that is made; ``copied``: whether others may copy from it, and it from them.
    """
    parts: list[Any] = [
        begin(item, agencies) if copied else None,
        matter(item),
        bearer_rows.packed(borne(item.take, item.facts)),
        _drawn(item),
    ]
    anchor = Anchor(item.facts.anchor.day, item.facts.anchor.given)
    return _ENCODER.encode(_Kept(item.facts.language, anchor, row or rows([item])[0], *map(_pressed, parts)))


def _pressed(part: object) -> bytes:
    packed = _ENCODER.encode(part)
    return _few(packed) if len(packed) < _FEW else deflated(packed, _LEVEL)


@lru_cache(maxsize=1 << 10)
def _few(packed: bytes) -> bytes:
    """Compress what is next to nothing: most headlines have it in common."""
    return deflated(packed, _LEVEL)


def _said(packed: bytes) -> tuple[Say, ...]:
    return _SAYS.decode(zlib.decompress(packed))


def _drawn(item: Linkable) -> _Drawn:
    found = drawn(item.take, item.facts)
    return _Drawn(
        found.items, _pressed(found.says()), found.count, tuple(found.speakers.items()), found.denies, found.corrects
    )
