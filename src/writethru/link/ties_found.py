"""The pairs of chains that are alike, found as they are asked for."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from writethru.link.units import LEAST, Window, compared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]


@dataclass(slots=True)
class Pairs:
    """The pairs of rows that are alike, found as rows are asked about, each but once.

    Attributes:
        window: tells likeness, and what was found before.
        asked: rows of which all pairs are known.
        one, other, alike: the pairs, the lower row first.
    """

    window: Window
    asked: "NDArray[np.bool_]" = field(init=False)
    one: "Rows" = field(init=False)
    other: "Rows" = field(init=False)
    alike: "NDArray[np.float32]" = field(init=False)
    _kept: "NDArray[np.bool_]" = field(init=False)

    def __post_init__(self) -> None:
        self._kept, (self.one, self.other, self.alike) = self.window.found()
        self.asked = self._kept.copy()

    def ask(self, rows: "Rows") -> None:
        """Find the pairs of these rows."""
        one, other = self.window.candidates(rows, LEAST)
        told = self.asked & ~self._kept
        new = ~(told[one] | told[other] | (self._kept[one] & self._kept[other]))
        one, other = one[new], other[new]
        alike = compared(self.window, one, other, LEAST)
        enough = alike >= LEAST
        self.asked[rows] = True
        low, high = np.minimum(one, other)[enough], np.maximum(one, other)[enough]
        self.one, self.other = np.concatenate([self.one, low]), np.concatenate([self.other, high])
        self.alike = np.concatenate([self.alike, alike[enough]])

    def around(self, rows: "Rows") -> "Rows":
        """Return these rows and those alike with any of them."""
        mine = np.zeros(len(self.asked), dtype=np.bool_)
        mine[rows] = True
        mine[self.other[mine[self.one]]] = True
        there = np.zeros(len(self.asked), dtype=np.bool_)
        there[rows] = True
        mine[self.one[there[self.other]]] = True
        return np.flatnonzero(mine)
