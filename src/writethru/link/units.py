"""What a day's step puts together: units, each an open chain or a settled story that some of its chains stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

import numpy as np

from writethru.link.linkage import Ties, linkage
from writethru.link.slight import FEW, firm

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    Likeness = NDArray[np.float32]

LEAST = 0.22
"""The average likeness from which chains tell one event."""

LONE = 0.25
"""By how much that is more for two single chains; of more pairs the average is surer: it is less by their number."""

COHESION = 0.2
"""How much more two groups of several must be alike where both hold together well: exponent of the looser one's own."""

CONTRAST, USUAL = 2.0, 0.3
"""How much more they must be alike for each is about something else, an exponent; contrast up to which that is none."""

REPRESENTED = 8
"""The most chains by which a story is compared with others."""

_PAIRS = 50_000  # compared at a time
_GROUPS = 10_000  # pairs of groups, likewise


class Window(Protocol):
    """The chains that are near in time, by row, in one order whenever they came: what likeness is told of."""

    @property
    def chains(self) -> Sequence[str]:
        """The chain of each row."""

    @property
    def days(self) -> "Rows":
        """The day of each row (ordinal), or ``UNDATED``."""

    def found(self) -> "tuple[NDArray[np.bool_], tuple[Rows, Rows, Likeness]]":
        """Return which rows were asked about before, and the pairs among them that are alike, the lower row first."""

    def candidates(self, rows: "Rows", least: float = 0.0) -> "tuple[Rows, Rows]":
        """Return pairs of rows that may be alike, each once, of which at least one is among these.

        Some that are less alike than ``least`` are left out.
        """

    def likeness(self, one: "Rows", other: "Rows", least: float = 0.0) -> "Likeness":
        """Return how alike the rows of each pair are, 0 to 1, and 0 for some that are less than ``least``."""

    @property
    def brevity(self) -> "Likeness":
        """By how much the likeness of each row is scaled up, since it has few words to share: 1 or more."""

    def contrast(self, one: Sequence[int], other: Sequence[int]) -> float:
        """Return how far each of two groups of rows is about something that the other is not about, 0 to 1."""


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
    sides = _Sides([unit.rows for unit in units], window)
    weights = np.array([len(unit.rows) for unit in units], dtype=np.int64)
    one, other = ties
    known = (weights[one] * weights[other]).astype(np.float64)
    average, several = alike.astype(np.float64), np.flatnonzero(known > 1)
    average[several] = sides.averages(one[several], other[several])
    labels = linkage(weights, Ties(one, other, average * known, known), LEAST, sides.averages, sides.enough, sides.join)
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(place)
    return _firm(list(groups.values()), units, window)


def _firm(groups: list[list[int]], units: Sequence[Unit], window: Window) -> list[list[int]]:
    """Part the groups of a few short chains that are no more alike than some are by chance."""
    place = {unit.rows[0]: at for at, unit in enumerate(units)}
    few = [1 < len(group) <= FEW and all(len(units[at].rows) == 1 for at in group) for group in groups]
    slight = [[units[at].rows[0] for at in group] for group, small in zip(groups, few, strict=True) if small]
    parts = firm(slight, window.brevity, partial(compared, window), LEAST)
    whole = [group for group, small in zip(groups, few, strict=True) if not small]
    return whole + [[place[row] for row in part] for part in parts]


def compare(window: Window, one: Sequence[int], other: Sequence[int]) -> tuple[float, float]:
    """Return how alike two groups of rows are on average, and from how much on they tell one event."""
    sides, places = _Sides([one, other], window), (np.array([0]), np.array([1]))
    return float(sides.averages(*places)[0]), float(sides.least(*places, np.ones(1))[0])


class _Sides:
    """Groups of rows as they grow, each with the few rows by which it is compared."""

    def __init__(self, rows: Sequence[Sequence[int]], window: Window) -> None:
        self._rows, self._window = [list(of) for of in rows], window
        self._shown = np.full((len(rows), REPRESENTED), -1, dtype=np.int64)
        for place, of in enumerate(rows):
            self._show(place, of)

    def _show(self, place: int, rows: Sequence[int]) -> None:
        shown = spread(rows)
        self._shown[place, : len(shown)] = shown

    def join(self, one: int, other: int) -> None:
        """Put a group into another."""
        self._rows[one] = sorted(self._rows[one] + self._rows[other])
        self._show(one, self._rows[one])

    def enough(self, ones: "Rows", others: "Rows", alike: "NDArray[np.float64]") -> "NDArray[np.bool_]":
        """Say of which two groups that are so much alike on average this is enough."""
        return np.asarray(alike >= self.least(ones, others, alike))

    def least(self, ones: "Rows", others: "Rows", alike: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return the average likeness from which two groups tell one event, or some that ``alike`` does not reach."""
        sizes = (self._shown >= 0).sum(axis=1)
        least = np.asarray(LEAST * (1 + LONE / (sizes[ones] * sizes[others])))
        several = np.flatnonzero((sizes[ones] > 1) & (sizes[others] > 1))
        looser = self._within(np.concatenate([ones[several], others[several]])).reshape(2, -1).min(axis=0)
        least[several] *= (np.maximum(looser, LEAST) / LEAST) ** COHESION
        asked = several[alike[several] >= least[several]]
        least[asked] *= np.exp(CONTRAST * np.maximum(self._contrast(ones[asked], others[asked]) - USUAL, 0))
        return least

    def _contrast(self, ones: "Rows", others: "Rows") -> "NDArray[np.float64]":
        pairs = zip(ones.tolist(), others.tolist(), strict=True)
        return np.array([self._window.contrast(spread(self._rows[a]), spread(self._rows[b])) for a, b in pairs])

    def _within(self, groups: "Rows") -> "NDArray[np.float64]":
        """Return how alike the rows of a group are on average, as if one pair more were just alike enough."""
        shown = self._shown[groups]
        there = (shown >= 0)[:, :, None] & (shown >= 0)[:, None, :]
        of, left, right = np.nonzero(np.triu(there, 1))
        alike = compared(self._window, shown[of, left], shown[of, right])
        counts = np.bincount(of, minlength=len(groups))
        return np.asarray((np.bincount(of, alike, minlength=len(groups)) + LEAST) / (counts + 1))

    def averages(self, ones: "Rows", others: "Rows") -> "NDArray[np.float64]":
        """Return how alike the rows of two groups are on average, over all pairs, for each of several two groups."""
        parts = [slice(at, at + _GROUPS) for at in range(0, len(ones), _GROUPS)]
        found = [self._averages(self._shown[ones[part]], self._shown[others[part]]) for part in parts]
        return np.concatenate(found) if found else np.empty(0)

    def _averages(self, one: "Rows", other: "Rows") -> "NDArray[np.float64]":
        there = (one >= 0)[:, :, None] & (other >= 0)[:, None, :]
        of, left, right = np.nonzero(there)
        alike = compared(self._window, one[of, left], other[of, right])
        counts = np.bincount(of, minlength=len(one))
        return np.asarray(np.bincount(of, alike, minlength=len(one)) / np.maximum(counts, 1))
