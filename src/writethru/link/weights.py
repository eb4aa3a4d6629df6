"""How much a word tells: rare words weigh more, and a small desk is not taken for the whole of the news."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

# The desk's counts are read as if it held this many further pieces, none with the word: on a desk of three
# pieces a word that stands in two of them is rare all the same. Commonplace words stand in a share of them.
_PRIOR = 1000
_COMMONPLACE = 0.08


@dataclass(frozen=True, slots=True)
class DeskWeights:
    """Inverse document frequencies over a desk of ``pieces`` pieces."""

    pieces: int
    counts: Mapping[str, int]

    def __getitem__(self, word: str) -> float:
        """Return the weight of a word, in nats; never negative."""
        usual = _PRIOR * _COMMONPLACE if word in commonplace() else 0.0
        return max(0.0, math.log((self.pieces + _PRIOR) / (self.counts.get(word, 0) + usual + 1)))


def weigh(pieces: Iterable[Iterable[str]]) -> DeskWeights:
    """Count in how many pieces each word stands. O(words)."""
    counts: Counter[str] = Counter()
    number = 0
    for words in pieces:
        number += 1
        counts.update(set(words))
    return DeskWeights(number, counts)


@cache
def commonplace() -> frozenset[str]:
    """Return words, folded and stemmed, that stand in so much news that sharing them says little."""
    from writethru.link.words import terms

    table = loads(files("writethru.link").joinpath("commonplace.toml").read_text("utf-8"))
    return frozenset(word for line in table["words"] for word in terms(line))
