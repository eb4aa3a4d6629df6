"""Rows: what chains are told apart by, in a block with one row a chain, each made of one take alone."""

from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link import series
from writethru.link.block import alone, stacked
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
    rows = [_row(take, filed=chain not in slugged) for chain, take in items.items()]
    return {
        "chain": np.array([chain.encode() for chain in items], dtype="S40"),
        "take": np.array([take.key.encode() for take in takes], dtype="S16"),
        "vectors": vectors(takes),
        **stacked(rows, _like()),
    }


def row(item: Linkable) -> tuple[bytes, ...]:
    """Return the row of a take by itself, but for its vector. O(words)."""
    return alone(_columns([item], filed=_is_filed(item)))


def _row(item: Linkable, *, filed: bool) -> tuple[bytes, ...]:
    """Return the row of a take: as it was made before, unless its chain has a slug and the take has not."""
    if item.gist and filed == _is_filed(item):
        return item.gist.row
    return alone(_columns([item], filed=filed))


def _is_filed(item: Linkable) -> bool:
    """Say whether the take's own words tell its series, since it has no slug that does."""
    return not (item.take.slug and folded_slug(item)[1])


def _columns(takes: Sequence[Linkable], *, filed: bool) -> "Columns":
    return {
        "at": np.array([take.at.timestamp() if take.at else _NEVER for take in takes], dtype=np.float64),
        "day": np.array([take.day.toordinal() if take.day else UNDATED for take in takes], dtype=np.int64),
        **plain(takes),
        **series.columns(takes, [filed] * len(takes)),
    }


@cache
def _like() -> "Columns":
    return _columns([], filed=True)
