"""Likeness over pairs of rows of a window. A stand-in until the real one is merged."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

_ALL, _TITLE, _MEANING, _BOTH = 0.25, 0.15, 0.30, 0.30
_FAR_MEANING, _FAR_ALL = 0.65, 0.35
_FREE, _HALF, _FLOOR = 3, 30, 0.5
_SMALL = 1500
_TELLING, _NEAREST = 8, 60
_MEAN_PRIOR = 50


class Likeness:
    """The evidence of the rows of a window."""

    def __init__(self, columns: Mapping[str, "NDArray[Any]"], days: "NDArray[Any]") -> None:
        self._columns, self._days = columns, days
        self._words, self._titles = self._matrix("words"), self._matrix("titles")
        self._vectors = self._centred()
        self._read = np.any(self._vectors != 0, axis=1)

    def _centred(self) -> "NDArray[np.float32]":
        rows = self._columns["vectors"].astype(np.float32)
        read = rows.any(axis=1)
        languages = self._columns["language"]
        for language in np.unique(languages):
            mine = read & (languages == language)
            if mine.any():
                rows[mine] -= rows[mine].sum(0) / (mine.sum() + _MEAN_PRIOR)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    def _matrix(self, name: str) -> Any:  # noqa: ANN401 - scipy publishes no types
        from scipy.sparse import csr_matrix

        hashed, starts = self._columns[name], self._columns[f"{name}.starts"]
        _, places = np.unique(hashed, return_inverse=True)
        weights = self._columns[f"{name}.weights"]
        return csr_matrix((weights, places, starts), shape=(len(starts) - 1, int(places.max(initial=0)) + 1))

    def candidates(self, rows: "Rows") -> "tuple[Rows, Rows]":
        """Return pairs that may be alike."""
        count = len(self._days)
        if count <= _SMALL:
            one, other = np.repeat(rows, count), np.tile(np.arange(count), len(rows))
        else:
            one, other = self._by_words(rows)
        low, high = np.minimum(one, other), np.maximum(one, other)
        keys = np.unique(low[low != high] * count + high[low != high])
        return keys // count, keys % count

    def _by_words(self, rows: "Rows") -> "tuple[Rows, Rows]":
        if not hasattr(self, "_posts"):
            self._index()
        mine = np.isin(self._posts, rows)
        at = np.flatnonzero(mine)
        ones, others = [], []
        for shift in range(1, _NEAREST + 1):
            for sign in (-shift, shift):
                to = at + sign
                inside = (to >= 0) & (to < len(self._posts))
                a, b = at[inside], to[inside]
                same = self._terms[a] == self._terms[b]
                ones.append(self._posts[a[same]])
                others.append(self._posts[b[same]])
        return np.concatenate(ones), np.concatenate(others)

    def _index(self) -> None:
        words = self._words
        terms, posts = [], []
        for row in range(words.shape[0]):
            part = slice(words.indptr[row], words.indptr[row + 1])
            best = np.argsort(-words.data[part], kind="stable")[:_TELLING]
            terms.append(words.indices[part][best])
            posts.append(np.full(len(best), row))
        every, of = np.concatenate(terms), np.concatenate(posts)
        order = np.lexsort((of, every))
        self._terms, self._posts = every[order], of[order]

    def likeness(self, one: "Rows", other: "Rows") -> "NDArray[np.float32]":
        """Return how alike the rows of each pair are."""
        words = np.asarray(self._words[one].multiply(self._words[other]).sum(1)).ravel()
        titles = np.asarray(self._titles[one].multiply(self._titles[other]).sum(1)).ravel()
        meaning = np.maximum(np.einsum("ij,ij->i", self._vectors[one], self._vectors[other]), 0)
        meaning = np.where(self._read[one] & self._read[other], meaning, words)
        near = _ALL * words + _TITLE * titles + _MEANING * meaning + _BOTH * np.sqrt(words * meaning)
        languages = self._columns["language"]
        far = _FAR_ALL * np.sqrt(words) + _FAR_MEANING * meaning
        near = np.where(languages[one] != languages[other], far, near)
        near = near * np.sqrt(self._columns["brevity"][one] * self._columns["brevity"][other])
        apart = np.abs(self._days[one].astype(np.float64) - self._days[other])
        left = np.where(apart > 10**6, 1, np.maximum(_FLOOR, np.exp2(np.minimum(0, _FREE - apart) / _HALF)))
        return np.asarray(np.minimum(near, 1) * left, dtype=np.float32)
