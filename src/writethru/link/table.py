"""A table of numbers that grows at its end and can be cut there: columns as in ``writethru.link.block``, with room."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link.block import STARTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROOM = 1.5  # times as much as is needed: that much is set aside when a column is full


class Table:
    """Rows in the order in which they were added. ``count``: how many there are."""

    def __init__(self) -> None:
        self.count = 0
        self._full: dict[str, NDArray[Any]] = {}
        self._used: dict[str, int] = {}

    def add(self, columns: "Mapping[str, NDArray[Any]]", rows: int) -> None:
        """Add so many rows, with the same columns as those before. O(values added), on average."""
        for name, column in columns.items():
            if name.endswith(STARTS):
                self._extend(name, column if name not in self._used else column[1:] + self._last(name))
            else:
                self._extend(name, column)
        self.count += rows

    def _last(self, name: str) -> int:
        return int(self._full[name][self._used[name] - 1])

    def _extend(self, name: str, column: "NDArray[Any]") -> None:
        used = self._used.get(name, 0)
        end = used + len(column)
        full = self._full.get(name)
        if full is None or end > len(full):
            more = np.empty((int(end * _ROOM), *column.shape[1:]), dtype=column.dtype if full is None else full.dtype)
            if full is not None:
                more[:used] = full[:used]
            full = self._full[name] = more
        full[used:end] = column
        self._used[name] = end

    def cut(self, count: int) -> None:
        """Leave the first rows alone."""
        for name in self._used:
            if name.endswith(STARTS):
                self._used[name] = min(self._used[name], count + 1)
        for name in self._used:
            if not name.endswith(STARTS):
                starts = self._full.get(name + STARTS)
                self._used[name] = count if starts is None else int(starts[count])
        self.count = count

    def __getitem__(self, name: str) -> "NDArray[Any]":
        """Return a column as it is now; it is not copied."""
        return self._full[name][: self._used[name]]
