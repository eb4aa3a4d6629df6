"""Vectors with the mean of their language taken off, as they are compared: it says which language it is, and no more.

Headlines alone have another mean than pieces with copy. What a desk does not know yet, for want of pieces, is taken to
be as in news at large: ``means.npz`` holds the means of two kinds of English news, and ``scripts/means`` writes it. So
two pieces that have nothing in common but being news are not alike on a desk that holds these alone.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link.table import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Sums = tuple[NDArray[np.float64], Rows]

KINDS = {True: "headline", False: "copy"}
"""What a mean is called in ``means.npz``, by whether a piece is a headline alone."""

_SIDES = 64  # pairs of vectors laid side by side: few enough for the cache, and no new memory each time
_PRIOR = 50  # pieces of a language and kind after which its own mean counts as much as that of news at large


class Vectors:
    """The vectors of pieces in the order in which they came, each in the group of its language and kind."""

    def __init__(self) -> None:
        self._table = Table()
        self._groups: dict[tuple[bytes, bool], int] = {}

    def add(self, columns: "Mapping[str, NDArray[Any]]") -> None:
        """Add pieces by their traits, see ``writethru.link.traits.meanings``."""
        told: dict[str, NDArray[Any]] = {
            "vectors": columns["vectors"],
            "read": np.asarray(columns["vectors"].any(axis=1)),
            "group": np.fromiter(self._grouped(columns), np.int64, len(columns["vectors"])),
        }
        self._table.add(told, len(columns["vectors"]))

    def _grouped(self, columns: "Mapping[str, NDArray[Any]]") -> Iterator[int]:
        for group in zip(columns["language"].tolist(), columns["headline"].tolist(), strict=True):
            yield self._groups.setdefault(group, len(self._groups))

    def cut(self, count: int) -> None:
        """Leave the first rows alone."""
        self._table.cut(count)

    @property
    def read(self) -> "NDArray[np.bool_]":
        """Which rows have a vector."""
        return self._table["read"]

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return int(self._table["vectors"].shape[1])

    def sums(self, rows: "Rows") -> "Sums":
        """Return the sum of the vectors of some rows in each group, and how many they are.

        The same to the last bit in any order: sums in 64 bits lose nothing of numbers of 16.
        """
        rows = rows[self.read[rows]]
        groups, vectors = self._table["group"][rows], self._table["vectors"]
        found = np.zeros((len(self._groups), self.width))
        for group in np.unique(groups).tolist():
            found[group] = vectors[rows[groups == group]].sum(axis=0, dtype=np.float64)
        return found, np.bincount(groups, minlength=len(self._groups))

    def means(self, sums: "Sums") -> "Floats":
        """Return the mean vector of each group, see ``sums``: its own as far as it has pieces, else that of news."""
        total, counts = sums
        usual = np.array([_usual()[bare] for _, bare in self._groups]).reshape(total.shape)
        return np.asarray(((total + _PRIOR * usual) / (counts + _PRIOR)[:, None]).astype(np.float32))

    def centred(self, rows: "Rows", means: "Floats") -> "Floats":
        """Return the vectors of rows with length 1, the mean of their group taken off; no vector is a row of zeros."""
        found = self._table["vectors"][rows].astype(np.float32)
        np.subtract(found, means[self._table["group"][rows]], out=found, where=self.read[rows][:, None])
        lengths = np.sqrt(np.einsum("ij,ij->i", found, found, dtype=np.float32))[:, None]
        np.divide(found, lengths, out=found, where=lengths > 0)
        return np.asarray(found)


def products(vectors: "Floats", one: "Rows", other: "Rows") -> "Floats":
    """Return the scalar products of pairs of rows, with the same bits whatever else is asked for."""
    found = np.empty(len(one), dtype=np.float32)
    left, right = (np.empty((_SIDES, vectors.shape[1]), dtype=np.float32) for _ in range(2))
    for at in range(0, len(one), _SIDES):
        some, others = one[at : at + _SIDES], other[at : at + _SIDES]
        mine = vectors.take(some, 0, left[: len(some)], "clip")
        theirs = vectors.take(others, 0, right[: len(some)], "clip")
        np.einsum("ij,ij->i", mine, theirs, out=found[at : at + _SIDES])
    return found


@cache
def _usual() -> "Mapping[bool, Floats]":
    """Return the mean vector of news at large, by whether a piece is a headline alone."""
    with files("writethru.link").joinpath("means.npz").open("rb") as found, np.load(found) as table:
        return {bare: table[name].astype(np.float32) for bare, name in KINDS.items()}


def centred(columns: "Mapping[str, NDArray[Any]]") -> "Floats":
    """Return the vectors of all of some pieces, by their traits, as they are compared among these."""
    vectors, rows = Vectors(), np.arange(len(columns["vectors"]))
    vectors.add(columns)
    return vectors.centred(rows, vectors.means(vectors.sums(rows)))
