"""The sheet: what likeness is told by, of pieces in the order in which they came, ready to be compared.

It is made of their traits, and grows with what comes: nothing of a row depends on another one. Words, names and
figures stand as sparse rows, in which each kind of evidence has columns of its own: the kind in the upper bits of a
column's number, the hash of the word in the lower ones. So columns need not be counted, whatever comes.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link.block import STARTS
from writethru.link.centring import Vectors
from writethru.link.table import Table
from writethru.link.traits import DAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Columns = Mapping[str, NDArray[Any]]

ALIKE = ("words", "titles", "names")
APART = ("persons", "bodies", "places", "figures", "head_figures", "head_days")
TOLD = (*APART, "head_names", "numbered", "numbers")
ABROAD = ("head_sounds", "rows", "row_numbers")
"""What is asked of two pieces that are not both in English."""

HAS = ("names", *APART, "head_names", "head_sounds")
"""The kinds of which it is asked whether a piece has any; those in ``APART`` speak against pieces that share none."""

NEAR, FAR = 3, 30
"""Days apart up to which named days meet; from which they are of another time."""

_KINDS = {"alike": ALIKE, "told": TOLD, "abroad": ABROAD, "head": ("head",)}

TELLING = 8
"""Words of a piece by which others are found."""

_YEAR = 372  # days, at 31 a month
_LOWER = 59  # bits of a column's number that are a hash's; the kind has those above
_WIDE = 2**63 - 1
_MARKS = 2**20 - 1  # the bits of a column's number by which most that are not asked for are passed over
_PLAIN = ("source", "headline", "language", "brevity", "given", "weekdays")


def key(hashed: int) -> int:
    """Return as what a hash stands in the sheet."""
    return hashed >> (64 - _LOWER)


class Sheet:
    """Rows of evidence, some added at a time; ``vectors``: theirs.

    Args:
        columns: those to begin with.
    """

    def __init__(self, columns: "Columns | None" = None) -> None:
        self._table, self._bags, self.vectors = Table(), dict[str, Any](), Vectors()
        if columns is not None:
            self.add(columns)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._table.count

    def add(self, columns: "Columns") -> None:
        """Add pieces by their traits. O(traits)."""
        self._bags.clear()
        self.vectors.add(columns)
        self._table.add(
            {
                **{name: columns[name] for name in _PLAIN},
                **_merged("alike", [(columns[n], columns[n + STARTS], columns[n + ".weights"]) for n in ALIKE]),
                **_merged("told", [(columns[n], columns[n + STARTS], None) for n in TOLD]),
                **_merged("head", [(columns["head"], columns["head" + STARTS], columns["head.weights"])]),
                **_merged("head_names", [(columns["head_names"], columns["head_names" + STARTS], None)]),
                **_merged("abroad", [(columns[n], columns[n + STARTS], None) for n in ABROAD]),
                **_merged("copy", [(columns["words"], columns["words" + STARTS], None)]),
                "has": np.stack([np.diff(columns[name + STARTS]) > 0 for name in HAS], axis=1),
                "telling": _telling(columns),
                **_masks(columns["named"]),
            },
            len(columns["headline"]),
        )

    def cut(self, count: int) -> None:
        """Leave the first rows alone."""
        self._bags.clear()
        self._table.cut(count)
        self.vectors.cut(count)

    def __getitem__(self, name: str) -> "NDArray[Any]":
        """Return one number of each row."""
        return self._table[name]

    def bag(self, name: str) -> Any:  # noqa: ANN401 - scipy publishes no types
        """Return sparse rows: ``alike`` and ``told`` with a kind to each of their names, ``head`` and ``copy``."""
        from scipy.sparse import csr_matrix

        if name not in self._bags:
            keys, starts, weights = (self._table[name + of] for of in ("", STARTS, ".weights"))
            self._bags[name] = csr_matrix((weights, keys, starts), shape=(len(self), _WIDE))
        return self._bags[name]

    def dots(self, name: str, one: "Rows", other: "Rows") -> "list[Floats]":
        """Return the scalar products of the rows of each pair, for each kind."""
        kinds, bag = len(_KINDS[name]), self.bag(name)
        shared = bag[one].multiply(bag[other]).tocsr()
        places = np.repeat(np.arange(len(one)) * kinds, np.diff(shared.indptr)) + (shared.indices >> _LOWER)
        found = np.bincount(places, shared.data, minlength=len(one) * kinds).astype(np.float32)
        return list(found.reshape(len(one), kinds).T)

    def products(self, name: str, rows: "Rows", others: "Rows") -> "list[Floats]":
        """Return the scalar products of each of some rows with each of the others, a table for each kind.

        Only what rows share is gone over, so a pair costs a hundredth of what it costs ``dots``.
        """
        from scipy.sparse import csr_matrix

        kinds, bag = len(_KINDS[name]), self.bag(name)
        mine, theirs = bag[rows], bag[others]
        terms = np.unique(mine.indices)
        row = np.repeat(np.arange(len(rows)), np.diff(mine.indptr)) + (mine.indices >> _LOWER) * len(rows)
        left = csr_matrix(
            (mine.data, (row, np.searchsorted(terms, mine.indices))), shape=(kinds * len(rows), len(terms))
        )
        told = _among(theirs.indices, terms)
        other = np.repeat(np.arange(len(others)), np.diff(theirs.indptr))[told]
        right = csr_matrix(
            (theirs.data[told], (np.searchsorted(terms, theirs.indices[told]), other)), shape=(len(terms), len(others))
        )
        return list((left @ right).toarray().reshape(kinds, len(rows), len(others)))

    def terms(self, kind: str, row: int) -> list[tuple[int, float]]:
        """Return the hashes of one row, as ``key`` gives them, with their weights."""
        name = next((bag for bag, kinds in (("alike", ALIKE), ("told", TOLD)) if kind in kinds), kind)
        if name != "head" and name == kind:
            return []
        number = _KINDS[name].index(kind)
        part = slice(*self._table[name + STARTS][row : row + 2].tolist())
        found = zip(self._table[name][part].tolist(), self._table[name + ".weights"][part].tolist(), strict=True)
        return [(term & (2**_LOWER - 1), weight) for term, weight in found if term >> _LOWER == number]


def _among(values: "Rows", few: "Rows") -> "Rows":
    """Return the places of the values that are among a few, which are in order."""
    marked = np.zeros(_MARKS + 1, dtype=np.bool_)
    marked[few & _MARKS] = True
    at = np.flatnonzero(marked[values & _MARKS])
    near = np.minimum(np.searchsorted(few, values[at]), len(few) - 1)
    return np.asarray(at[few[near] == values[at]])


def _merged(name: str, parts: "Sequence[tuple[NDArray[Any], NDArray[Any], NDArray[Any] | None]]") -> "dict[str, Any]":
    """Return several ragged columns as one, the values of each kind behind those of the kind before."""
    lengths = np.stack([np.diff(starts) for _, starts, _ in parts])
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths.sum(axis=0))]).astype(np.int64)
    keys, weights = np.empty(starts[-1], dtype=np.int64), np.ones(starts[-1], dtype=np.float32)
    begin = starts[:-1].copy()
    for kind, (values, own, told) in enumerate(parts):
        to = np.arange(len(values)) + np.repeat(begin - own[:-1], lengths[kind])
        keys[to] = (values >> np.uint64(64 - _LOWER)).astype(np.int64) | (kind << _LOWER)
        if told is not None:
            weights[to] = told
        begin += lengths[kind]
    return {name: keys, name + STARTS: starts, name + ".weights": weights, name + ".weights" + STARTS: starts}


def _telling(columns: "Columns") -> "NDArray[np.uint64]":
    """Return the words that tell most of each row, and 0 where it has fewer."""
    starts, words, weights = columns["words" + STARTS], columns["words"], columns["words.weights"]
    lengths = np.diff(starts)
    rows = np.repeat(np.arange(len(lengths)), lengths)
    order = np.lexsort((words, -weights, rows))
    rank = np.arange(len(rows)) - np.repeat(starts[:-1], lengths)
    found = np.zeros((len(lengths), TELLING), dtype=np.uint64)
    best = rank < TELLING
    found[rows[best], rank[best]] = words[order[best]]
    return found


def _masks(named: "NDArray[np.uint8]") -> "dict[str, NDArray[np.uint64]]":
    """Return the days named, and those up to some around them, as bits of a year that goes round."""
    days = np.unpackbits(named, axis=1)[:, :_YEAR].astype(np.bool_)
    some = np.flatnonzero(days.any(axis=1))  # most name none
    rows, at = np.nonzero(days[some])
    found = {}
    for reach in (0, NEAR, FAR):
        bits = np.zeros((len(named), DAYS // 8), dtype=np.uint8)
        around = np.zeros((len(some), DAYS), dtype=np.bool_)
        around[rows[:, None], (at[:, None] + np.arange(-reach, reach + 1)) % _YEAR] = True
        bits[some] = np.packbits(around, axis=1)
        found[f"days.{reach}"] = bits.view(np.uint64)
    return found
