"""Evidence that two pieces tell one event: words, meaning, and time, as one likeness between 0 and 1.

Likeness is a fixed sum of three cosines, of all weighted words, of title words and of vectors, and of the geometric
mean of the first and the last, which asks for both. Short pieces share few words even when they tell the same, so
their likeness is scaled up. Across languages words say little, so the vector counts for more. Days that lie
apart, or days named in the text that do not meet, scale it down.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link import foreign
from writethru.link.items import Linkable
from writethru.link.weights import Weights, weigh
from writethru.link.words import terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_BODY = 2500  # code points of copy whose words are compared
_TITLE_COUNTS = 2  # a word of the title counts as often in the copy
_ALL, _TITLE, _MEANING, _BOTH = 0.25, 0.15, 0.30, 0.30  # parts of the likeness within one language
_FAR_MEANING, _FAR_ALL = 0.65, 0.35  # and across two
_SHORT = 16  # distinct words below which a piece is short
_SHORTAGE = 2.2  # by how much the likeness of the shortest is scaled up
_FREE, _HALF, _FLOOR = 3, 30, 0.5  # days apart that cost nothing; that halve it; the least that is left
_OTHER_DAYS = 0.6  # what is left where both name days and none meet
_NEAR = 3  # days
_YEAR = 365.25
_MEAN_PRIOR = 50  # pieces of a language after which half of its mean vector is believed


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of ``n`` pieces, row by row in the order given. Where a piece has no vector, words stand in.

    ``words``, ``titles``: sparse rows of length 1; ``vectors``: centred rows of length 1 or 0; ``days``: ordinal, or
    NaN; ``given``: whether the year is sure; ``named``: which days of the year a piece names; ``around``: those and
    their neighbours; ``far``: meaning across languages where the vectors do not reach.
    """

    words: Any
    titles: Any
    vectors: "Floats"
    brevity: "Floats"
    days: "Floats"
    given: "NDArray[np.bool_]"
    named: "Floats"
    around: "Floats"
    languages: "NDArray[np.int32]"
    far: dict[tuple[int, int], float]

    def likeness(self, rows: slice, columns: slice) -> "Floats":
        """Return the likeness of each piece of one run with each of another. O(rows * columns)."""
        words = (self.words[rows] @ self.words[columns].T).toarray()
        titles = (self.titles[rows] @ self.titles[columns].T).toarray()
        meaning = np.maximum(self.vectors[rows] @ self.vectors[columns].T, 0)
        read = np.any(self.vectors, axis=1)
        if not read.all():
            meaning = np.where(np.logical_and.outer(read[rows], read[columns]), meaning, words)
        near = _ALL * words + _TITLE * titles + _MEANING * meaning + _BOTH * np.sqrt(words * meaning)
        across = self.languages[rows][:, None] != self.languages[columns][None, :]
        if across.any():
            self._translate(meaning, rows, columns)
            near = np.where(across, _FAR_ALL * np.sqrt(words) + _FAR_MEANING * meaning, near)
        near *= np.sqrt(np.outer(self.brevity[rows], self.brevity[columns]))
        return np.asarray(np.minimum(near, 1) * self._time(rows, columns), dtype=np.float32)

    def only(self, places: "NDArray[Any]") -> "Evidence":
        """Return the evidence of some of the pieces, in the order given."""
        new = {int(place): number for number, place in enumerate(places)}
        return Evidence(
            self.words[places],
            self.titles[places],
            self.vectors[places],
            self.brevity[places],
            self.days[places],
            self.given[places],
            self.named[places],
            self.around[places],
            self.languages[places],
            {(new[a], new[b]): value for (a, b), value in self.far.items() if a in new and b in new},
        )

    def _translate(self, meaning: "Floats", rows: slice, columns: slice) -> None:
        first_row, first_column = rows.start, columns.start
        for (one, other), likeness in self.far.items():
            for row, column in ((one, other), (other, one)):
                if rows.start <= row < rows.stop and columns.start <= column < columns.stop:
                    meaning[row - first_row, column - first_column] = likeness

    def apart(self, rows: slice, columns: slice) -> "Floats":
        """Return how many days lie between pieces, NaN where unknown; within the year where a year is only inferred."""
        apart = np.abs(np.subtract.outer(self.days[rows], self.days[columns]))
        unsure = ~np.logical_and.outer(self.given[rows], self.given[columns]) & ~np.isnan(apart)
        if unsure.any():
            within = np.mod(apart[unsure], _YEAR)
            apart[unsure] = np.minimum(within, _YEAR - within)
        return np.asarray(apart, dtype=np.float32)

    def _time(self, rows: slice, columns: slice) -> "Floats":
        apart = self.apart(rows, columns)
        known = ~np.isnan(apart)
        left = np.ones_like(apart)
        left[known] = np.maximum(_FLOOR, np.exp2(np.minimum(0, _FREE - apart[known]) / _HALF))
        if not known.all():
            some = np.any(self.named, axis=1)
            both = np.logical_and.outer(some[rows], some[columns]) & ~known
            if both.any():
                left[both & ~((self.named[rows] @ self.around[columns].T) > 0)] = _OTHER_DAYS
        return left


def gather(items: Sequence[Linkable]) -> Evidence:
    """Gather the evidence of pieces. O(words)."""
    titles = [Counter(terms(item.take.title, item.language)) for item in items]
    words = [_copy(item) for item in items]
    for copy, title in zip(words, titles, strict=True):
        for word, count in title.items():
            copy[word] += _TITLE_COUNTS * count
    weights = weigh(words)
    named, around = _named_days(items)
    languages = sorted({item.language for item in items})
    vectors = centred(items)
    return Evidence(
        words=_matrix(words, weights),
        titles=_matrix(titles, weights),
        vectors=vectors,
        brevity=np.array([1 + _SHORTAGE * max(0.0, 1 - len(w) / _SHORT) for w in words], dtype=np.float32),
        days=np.array([item.day.toordinal() if item.day else np.nan for item in items], dtype=np.float32),
        given=np.array([item.dated for item in items], dtype=np.bool_),
        named=named,
        around=around,
        languages=np.array([languages.index(item.language) for item in items], dtype=np.int32),
        far=foreign.meaning(items, vectors),
    )


def _copy(item: Linkable) -> Counter[str]:
    text = " ".join(span.of(item.take.text) for span in item.take.copy)[:_BODY]
    return Counter(terms(text, item.language))


def _matrix(bags: Sequence[Counter[str]], weights: Weights) -> Any:  # noqa: ANN401 - scipy publishes no types
    """Return one sparse row of length 1 for each bag of words: (1 + log count) * weight."""
    from scipy.sparse import csr_matrix

    places: dict[str, int] = {}
    data, indices, starts = [], [], [0]
    for bag in bags:
        row = {word: (1 + np.log(count)) * weights[word] for word, count in bag.items()}
        length = float(np.sqrt(sum(value * value for value in row.values()))) or 1.0
        for word in sorted(row):
            indices.append(places.setdefault(word, len(places)))
            data.append(row[word] / length)
        starts.append(len(data))
    return csr_matrix((np.array(data, dtype=np.float32), indices, starts), shape=(len(bags), max(1, len(places))))


def centred(items: Sequence[Linkable]) -> "Floats":
    """Return one vector an item, the mean of its language taken off as far as the desk is large enough to know it.

    Rows have length 1; a piece without a vector has a row of zeros.
    """
    width = next((len(item.vector) for item in items if item.vector is not None), 1)
    rows = np.zeros((len(items), width), dtype=np.float64)
    for place, item in enumerate(items):
        if item.vector is not None:
            rows[place] = item.vector
    for language in {item.language for item in items}:
        mine = [i for i, item in enumerate(items) if item.language == language and item.vector is not None]
        if mine:
            rows[mine] -= rows[mine].sum(0) / (len(mine) + _MEAN_PRIOR)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


_MONTH_DAY = re.compile(r"^[\dX]{4}-(\d\d)-(\d\d)")


def _named_days(items: Sequence[Linkable]) -> tuple["Floats", "Floats"]:
    """Return which days of a year (31 a month, without the year) each piece names in headline and copy."""
    named = np.zeros((len(items), 372), dtype=np.float32)
    for place, item in enumerate(items):
        for expression in item.facts.dates:
            found = _MONTH_DAY.match(expression.value)
            if found and expression.scope in {"headline", "copy"} and expression.precision in {"day", "minute"}:
                month, day = int(found.group(1)), int(found.group(2))
                if 1 <= month <= 12 and 1 <= day <= 31:
                    named[place, (month - 1) * 31 + day - 1] = 1
    around = np.zeros_like(named)
    for shift in range(-_NEAR, _NEAR + 1):
        around += np.roll(named, shift, axis=1)
    return named, np.minimum(around, 1)
