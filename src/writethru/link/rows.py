"""Rows: what chains are told apart by, in a block with one row a chain, each made of one take alone."""

from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link import series
from writethru.link.block import parted, stacked
from writethru.link.chains import folded_slug
from writethru.link.items import Linkable
from writethru.link.standing import UNDATED
from writethru.link.traits import plain, vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Columns = dict[str, NDArray[Any]]

_NEVER = np.inf


def rows_of(items: Mapping[str, Linkable], slugged: Container[str] = ()) -> "Columns":
    """Return the rows of some chains, each of the take that tells most of it. O(values of the rows).

    ``slugged`` are the chains of which the slug tells the series.
    """
    takes = list(items.values())
    alone = [_row(take, filed=chain not in slugged) for chain, take in items.items()]
    return {
        "chain": np.array([chain.encode() for chain in items], dtype="S40"),
        "take": np.array([take.key.encode() for take in takes], dtype="S16"),
        "vectors": vectors(takes),
        **stacked(alone, _like()),
    }


def rows(items: Sequence[Linkable]) -> list[tuple[bytes, ...]]:
    """Return the row of each take by itself, but for its vector. O(words), with less of it for each one of many."""
    return parted(_columns(items, [_is_filed(item) for item in items]))


def _row(item: Linkable, *, filed: bool) -> tuple[bytes, ...]:
    """Return the row of a take: as it was made before, unless its chain has a slug and the take has not."""
    if item.gist and filed == _is_filed(item):
        return item.gist.row
    return parted(_columns([item], [filed]))[0]


def _is_filed(item: Linkable) -> bool:
    """Say whether the take's own words tell its series, since it has no slug that does."""
    return not (item.take.slug and folded_slug(item)[1])


def _columns(takes: Sequence[Linkable], filed: Sequence[bool]) -> "Columns":
    return {
        "at": np.array([take.at.timestamp() if take.at else _NEVER for take in takes], dtype=np.float64),
        "day": np.array([take.day.toordinal() if take.day else UNDATED for take in takes], dtype=np.int64),
        **plain(takes),
        **series.columns(takes, filed),
    }


@cache
def _like() -> "Columns":
    return _columns([], [])
