"""How much a word tells: the rarer it is in its language, the more, whatever a desk holds.

A weight is what it tells in nats that a word stands in a piece: -log(1 - exp(-n f)), with f its share of all words
and n a piece's length. ``background.npz`` holds the weights of the commoner words (``scripts/background`` writes it
out of the lists of wordfreq, CC BY-SA 4.0); a word that is not there is as rare as the rarest. What is commonplace
in news weighs little. So a weight is the same on every desk, on every day, in whatever order pieces came.
"""

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from writethru.link.weights import commonplace

if TYPE_CHECKING:
    from numpy.typing import NDArray

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nb", "nl", "pl", "pt", "ru", "sv", "zh")
"""The languages whose words are weighed; words of others are taken for as telling as a fairly rare one."""

SCALE = 255 / 16
"""Steps of a nat in the table."""

_LENGTH = 100  # words by which one is met in a piece
_RAREST = 1e-7  # the share of a word that is in no list
_COMMONPLACE = 2.5  # nats, the most that a commonplace word weighs
_UNKNOWN = 6.0  # nats, of a word in a language without a list


@lru_cache(maxsize=1 << 16)
def hashed(word: str) -> int:
    """Return a word's name in traits: 64 bits, the same on every machine."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def weight_of(share: float) -> float:
    """Return the weight of a word that is this share of all words, in nats."""
    return -math.log(-math.expm1(-_LENGTH * max(share, _RAREST)))


def weight(word: str, language: str = "en") -> float:
    """Return the weight of a term, in nats; never negative.

    >>> weight("ceasefir") > weight("govern") > 0
    True
    """
    return weights(language)[word]


@cache
def weights(language: str) -> "Weights":
    """Return the weights of the terms of one language."""
    name = "en" if language == "und" else "nb" if language in {"no", "nn"} else language
    return Weights(*_table().get(name, (np.empty(0, dtype="<u4"), np.empty(0, dtype=np.uint8))))


class Weights(dict[str, float]):
    """Weights by term, in nats: each is looked up when it is first asked for."""

    def __init__(self, words: "NDArray[np.uint32]", weights: "NDArray[np.uint8]") -> None:
        self._words, self._weights = words, weights
        super().__init__()
        self._rarest = weight_of(0) if len(words) else _UNKNOWN

    def __missing__(self, word: str) -> float:
        found = self[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> float:
        key = np.uint32(hashed(word) & 0xFFFFFFFF)
        at = int(np.searchsorted(self._words, key))
        found = at < len(self._words) and self._words[at] == key
        told = float(self._weights[at]) / SCALE if found else self._rarest
        return min(told, _COMMONPLACE) if word in commonplace() else told


@cache
def _table() -> "Mapping[str, tuple[NDArray[np.uint32], NDArray[np.uint8]]]":
    with files("writethru.link").joinpath("background.npz").open("rb") as found, np.load(found) as table:
        return {name: (table[f"{name}.words"], table[f"{name}.weights"]) for name in LANGUAGES}
