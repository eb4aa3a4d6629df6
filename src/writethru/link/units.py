"""What a day's step puts together: units, each an open chain or a settled story that some of its chains stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from writethru.link.linkage import Ties, linkage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    Likeness = NDArray[np.float32]

LEAST = 0.28
"""The average likeness from which chains tell one event."""

REPRESENTED = 8
"""The most chains by which a story is compared with others."""

_PAIRS = 50_000  # compared at a time


class Window(Protocol):
    """The chains that are near in time, by row, in one order whenever they came: what likeness is told of."""

    @property
    def chains(self) -> Sequence[str]:
        """The chain of each row."""

    @property
    def days(self) -> "Rows":
        """The day of each row (ordinal), or ``UNDATED``."""

    def candidates(self, rows: "Rows") -> "tuple[Rows, Rows]":
        """Return pairs of rows that may be alike, each once, of which at least one is among these."""

    def likeness(self, one: "Rows", other: "Rows", least: float = 0.0) -> "Likeness":
        """Return how alike the rows of each pair are, 0 to 1, and 0 for some that are less than ``least``."""


@dataclass(slots=True)
class Unit:
    """An open chain, or a story of several: the rows that stand for it in order, and all chains that are in it."""

    rows: list[int]
    chains: list[str]


def spread(rows: Sequence[int], most: int = REPRESENTED) -> list[int]:
    """Return some of the rows, evenly from the first to the last.

    >>> spread([1, 2, 3, 4, 5, 6, 7], 3)
    [1, 4, 7]
    """
    if len(rows) <= most:
        return list(rows)
    return [rows[round(place * (len(rows) - 1) / (most - 1))] for place in range(most)]


def compared(window: Window, one: "Rows", other: "Rows", least: float = 0.0) -> "Likeness":
    """Return how alike the rows of pairs are, however many there are, and 0 for some that are less than ``least``."""
    parts = [slice(at, at + _PAIRS) for at in range(0, len(one), _PAIRS)]
    found = [window.likeness(one[part], other[part], least) for part in parts]
    return np.concatenate(found) if found else np.empty(0, dtype=np.float32)


def together(units: Sequence[Unit], ties: "tuple[Rows, Rows]", alike: "Likeness", window: Window) -> list[list[int]]:
    """Return the places of the units of each group.

    Args:
        units: in a stable order.
        ties: pairs of units of which some pair of rows is alike, the lower first, in order, each once.
        alike: how alike they are where each is one row.
        window: tells likeness.
    """
    rows = [list(unit.rows) for unit in units]

    def missing(one: "Rows", other: "Rows") -> "NDArray[np.float64]":
        return _averages(window, [spread(rows[n]) for n in one.tolist()], [spread(rows[n]) for n in other.tolist()])

    def join(one: int, other: int) -> None:
        rows[one] = sorted(rows[one] + rows[other])

    weights = np.array([len(unit.rows) for unit in units], dtype=np.int64)
    one, other = ties
    known = (weights[one] * weights[other]).astype(np.float64)
    average, several = alike.astype(np.float64), np.flatnonzero(known > 1)
    average[several] = missing(one[several], other[several])
    labels = linkage(weights, Ties(one, other, average * known, known), LEAST, missing, join)
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(place)
    return list(groups.values())


def _averages(window: Window, ones: Sequence[Sequence[int]], others: Sequence[Sequence[int]]) -> "NDArray[np.float64]":
    """Return how alike the rows of two sides are on average, over all pairs, for each of several two sides."""
    counts = [len(one) * len(other) for one, other in zip(ones, others, strict=True)]
    left = [a for one, other in zip(ones, others, strict=True) for a in one for _ in other]
    right = [b for one, other in zip(ones, others, strict=True) for _ in one for b in other]
    alike = compared(window, np.array(left, dtype=np.int64), np.array(right, dtype=np.int64))
    of = np.repeat(np.arange(len(counts)), counts)
    return np.asarray(np.bincount(of, alike, minlength=len(counts)) / np.maximum(counts, 1))
