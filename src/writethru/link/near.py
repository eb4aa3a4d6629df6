"""Which pieces may be alike at all: found through telling words and near vectors, not by comparing each with each."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

_AROUND = 16  # pieces with such a word that are looked at, before and after in the order of the window
_VECTORS = 12  # nearest by vector
_DAYS = 3  # days apart up to which vectors are compared
_BLOCK = 256
_MARKS = 2**20 - 1  # the bits of a hash by which most words that nobody asks for are passed over
_EQUAL = 1e-5  # between products that may be the same but for rounding


def neighbours(
    rows: "Rows", telling: "NDArray[np.uint64]", vectors: "Callable[[Rows], NDArray[np.float32]]", days: "Rows"
) -> "tuple[Rows, Rows]":
    """Return pairs of these rows with others of the window that share a telling word or lie near, each once, in order.

    Args:
        rows: those for which others are sought.
        telling: the words that tell most of each row of the window, hashed; 0 for none.
        vectors: gives rows of length 1 or 0.
        days: of each row, 0 for none.
    """
    count = len(days)
    found = [_by_word(rows, _posted(telling, rows), count), _by_vector(rows, vectors, days)]
    one, other = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    return paired(one, other, count)


def paired(one: "Rows", other: "Rows", count: int) -> "tuple[Rows, Rows]":
    """Return pairs of so many rows with the lower one first, each once, in order, and none of a row with itself."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    keys = np.sort(low[low != high] * count + high[low != high])
    keys = keys[np.diff(keys, prepend=-1) > 0]
    return keys // count, keys % count


def _by_word(rows: "Rows", posted: "tuple[NDArray[np.uint64], Rows]", count: int) -> "tuple[Rows, Rows]":
    terms, posts = posted
    mine = np.zeros(count, dtype=np.bool_)
    mine[rows] = True
    at = np.flatnonzero(mine[posts])
    ones, others = [], []
    for shift in range(1, _AROUND + 1):
        for to in (at - shift, at + shift):
            inside = (to >= 0) & (to < len(posts))
            a, b = at[inside], to[inside]
            same = terms[a] == terms[b]
            ones.append(posts[a[same]])
            others.append(posts[b[same]])
    return np.concatenate(ones), np.concatenate(others)


def _posted(telling: "NDArray[np.uint64]", asked: "Rows") -> "tuple[NDArray[np.uint64], Rows]":
    """Return the rows under each of the words that some of them ask for: the words, in order, and the row of each."""
    wanted = np.zeros(_MARKS + 1, dtype=np.bool_)
    wanted[telling[asked] & np.uint64(_MARKS)] = True
    rows, places = np.nonzero(wanted[telling & np.uint64(_MARKS)] & (telling > 0))
    terms = telling[rows, places]
    order = np.argsort(terms, kind="stable")  # rows are in order
    return terms[order], rows[order]


def _by_vector(rows: "Rows", vectors: "Callable[[Rows], NDArray[np.float32]]", days: "Rows") -> "tuple[Rows, Rows]":
    ones, others = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for day in np.unique(days[rows]):
        mine = rows[days[rows] == day]
        near = np.flatnonzero((np.abs(days - day) <= _DAYS) | (days == 0)) if day else np.arange(len(days))
        most, theirs = min(_VECTORS + 1, len(near)), vectors(near)
        for start in range(0, len(mine), _BLOCK):
            part = mine[start : start + _BLOCK]
            alike = vectors(part) @ theirs.T
            least = np.partition(alike, len(near) - most, axis=1)[:, len(near) - most]
            row, nearest = np.nonzero(alike >= least[:, None] - _EQUAL)
            ones.append(part[row])
            others.append(near[nearest])
    return np.concatenate(ones), np.concatenate(others)
