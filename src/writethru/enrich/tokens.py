"""Single tokens of the Universal Sentence Encoder: their rows of its table, and what its network makes of one alone.

The table has a row of 512 small numbers for each of 128,000 tokens, nearly all of them near the middle: they are held
in four bits each, half of what the package takes, with the few that are not written out behind them.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.enrich.products import product

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

ROW = 512
"""Floats of a token's row in the table."""

BRANCH = 256
"""Floats of one branch of convolutions."""

BRANCHES = ((2, 0), (3, 1), (5, 2))
"""Tokens in each branch's window, and how many of them lie before the token."""

_FAR = 15  # what stands for a number that four bits do not hold
_MOST = 2048  # tokens remembered before half are forgotten: 31 MB; with 3,072, one in five fewer are made anew
_BLOCK = 384  # tokens that are learnt together


class Table:
    """The rows of all tokens; ``weights``: the package's file, in which they stand in parts."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        parts = sum(name[0] == "q" for name in weights)
        self._size = len(weights["q1"])  # rows of a part
        self._scale, self._least = weights["scale"], weights["lo"]
        self._packed = np.empty((parts * self._size, ROW // 2), dtype=np.uint8)
        self._lowest = np.empty(parts, dtype=np.uint8)  # what 0 stands for in each part
        far, counts = [], [np.zeros(1, dtype=np.int32)]
        for part in range(parts):
            values = weights[f"q{part + 1}"]
            self._lowest[part] = lowest = _lowest(values)
            codes = values - lowest  # what is less comes out large
            np.minimum(codes, _FAR, out=codes)
            self._packed[part * self._size : (part + 1) * self._size] = codes[:, ::2] | codes[:, 1::2] << 4
            outside = codes == _FAR
            far.append(values[outside])
            counts.append(outside.sum(axis=1, dtype=np.int32))
        self._far, self._begins = np.concatenate(far), np.cumsum(np.concatenate(counts), dtype=np.int32)

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self._packed)

    def __getitem__(self, ids: "Places") -> "Floats":
        """Return the rows of these tokens: of each part every so many are one after the other."""
        part, row = ids % len(self._scale), ids // len(self._scale)
        places = part * self._size + row
        values = np.empty((len(ids), ROW), dtype=np.uint8)
        values[:, ::2] = self._packed[places] & _FAR
        values[:, 1::2] = self._packed[places] >> 4
        outside = values == _FAR
        values += self._lowest[part, None]
        begins, counts = self._begins[places], self._begins[places + 1] - self._begins[places]
        values[outside] = self._far[np.arange(counts.sum()) + np.repeat(begins - np.cumsum(counts) + counts, counts)]
        out: Floats = values.astype(np.float32)
        out *= self._scale[part, None]
        out += self._least[part, None]
        return out


def _lowest(values: "NDArray[np.uint8]") -> int:
    """Return the number from which on ``_FAR`` in a row hold most of these."""
    upto = np.concatenate([[0], np.cumsum(np.bincount(values.ravel(), minlength=256))])
    return int(np.argmax(upto[_FAR:] - upto[:-_FAR]))


class Tokens:
    """What the network makes of single tokens, worked out once a token and remembered while it is met often.

    Tiles of ``BRANCH`` floats a token: the start of each branch (``STARTS``), its share in each place of each window
    (from ``SHARES`` on), and its row of the table (``ROWS``).

    Attributes:
        tiles: by number of the tile and a token's place; place 0 is that of no token: zeros.
    """

    STARTS = slice(0, len(BRANCHES))
    SHARES = len(BRANCHES)
    ROWS = slice(SHARES + sum(width for width, _ in BRANCHES), SHARES + sum(width for width, _ in BRANCHES) + 2)

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._table = Table(weights)
        orders = [width for width, _ in BRANCHES]
        self._project, self._bias, self._gain, self._shift = (
            np.concatenate([weights[f"{name}{order}"] for order in orders], axis=-1)
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        self._shares = [np.concatenate(np.split(weights[f"w1_{order}"], order), axis=1) for order in orders]
        self._eps = float(weights["eps"])
        self._where = np.zeros(len(self._table), dtype=np.int32)  # a token's place, 0 where it is not known
        self._begin(_MOST)

    def _begin(self, most: int) -> None:
        self.tiles = np.zeros((self.ROWS.stop, most, BRANCH), dtype=np.float32)
        self._met = np.zeros(most, dtype=np.float32)  # how often each was met, of late more than before
        self._at = np.zeros(most, dtype=np.int64)  # which token stands at each place
        self._used = 1

    def places(self, ids: "Places") -> "Places":
        """Return the places of these tokens in the tiles; they hold until it is asked again."""
        if len(new := np.unique(ids[self._where[ids] == 0])):
            if self._used + len(new) > len(self._met):
                self._make_room(len(np.unique(ids)))
                new = np.unique(ids[self._where[ids] == 0])
            for at in range(0, len(new), _BLOCK):
                self._learn(new[at : at + _BLOCK])
        places = self._where[ids].astype(np.int64)
        np.add.at(self._met, places, 1)
        return places

    def _make_room(self, new: int) -> None:
        """Forget the half that was met least, or everything where so many new ones need the room."""
        kept = 1 + np.sort(np.argsort(-self._met[1 : self._used], kind="stable")[: len(self._met) // 2])
        self._where[:] = 0
        if len(kept) + 1 + new > len(self._met):
            self._begin(max(_MOST, new + 1))
            return
        self._used = 1 + len(kept)
        for held in (self._met, self._at, *self.tiles):
            held[1 : self._used] = held[kept]
        self._met /= 2
        self._met[self._used :] = 0
        self._where[self._at[1 : self._used]] = np.arange(1, self._used)

    def _learn(self, ids: "Places") -> None:
        here = slice(self._used, self._used + len(ids))
        rows = self._table[ids]
        inputs = product(rows, self._project)
        inputs += self._bias
        normalise(inputs, self._gain, self._shift, self._eps)
        branches = np.split(inputs, len(BRANCHES), axis=1)
        shares = [product(one, matrix) for one, matrix in zip(branches, self._shares, strict=True)]
        tiles: Sequence[Floats] = np.split(np.concatenate([inputs, *shares, rows], axis=1), len(self.tiles), axis=1)
        for tile, values in zip(self.tiles, tiles, strict=True):
            tile[here] = values
        self._where[ids], self._at[here] = np.arange(here.start, here.stop), ids
        self._used = here.stop


def normalise(rows: "Floats", gain: "Floats", bias: "Floats", least: float) -> None:
    """Give each row mean 0 and variance 1, then gain and bias, in place (Ba et al., Layer Normalization, 2016)."""
    rows -= rows.mean(axis=-1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + least)[:, None]
    rows *= gain
    rows += bias
