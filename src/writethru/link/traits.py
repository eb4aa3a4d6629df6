"""Traits: what stories are told apart by, of one piece. A stand-in until the real ones are merged."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link.block import ragged
from writethru.link.items import Linkable
from writethru.link.weights import Weights
from writethru.link.words import terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

REVISION = "0"
_BODY = 2500
_TITLE_COUNTS = 2
_SHORT, _SHORTAGE = 16, 2.2
_WIDTH = 512
_WEIGHTS = Weights(0, {})
_MONTH_DAY = re.compile(r"^[\dX]{4}-(\d\d)-(\d\d)")


@lru_cache(maxsize=1 << 18)
def _hashed(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def columns(items: Sequence[Linkable]) -> dict[str, "NDArray[Any]"]:
    """Return the traits of pieces, by row in the order given."""
    titles = [Counter(terms(item.take.title, item.language)) for item in items]
    words = [_copy(item, title) for item, title in zip(items, titles, strict=True)]
    vectors = np.zeros((len(items), _WIDTH), dtype=np.float16)
    for place, item in enumerate(items):
        if item.vector is not None:
            vectors[place] = item.vector
    return {
        **_bags("words", words),
        **_bags("titles", titles),
        "vectors": vectors,
        "brevity": np.array([1 + _SHORTAGE * max(0.0, 1 - len(w) / _SHORT) for w in words], dtype=np.float32),
        "language": np.array([item.language.encode() for item in items], dtype="S8"),
        **ragged("named", [np.array(_named(item), dtype=np.int16) for item in items], "<i2"),
    }


def _copy(item: Linkable, title: Counter[str]) -> Counter[str]:
    found = Counter(terms(" ".join(s.of(item.take.text) for s in item.take.copy)[:_BODY], item.language))
    for word, count in title.items():
        found[word] += _TITLE_COUNTS * count
    return found


def _bags(name: str, bags: Sequence[Counter[str]]) -> dict[str, "NDArray[Any]"]:
    hashed, values = [], []
    for bag in bags:
        terms_of = sorted((_hashed(word), (1 + np.log(count)) * _WEIGHTS[word]) for word, count in bag.items())
        row = np.array([value for _, value in terms_of], dtype=np.float32)
        hashed.append(np.array([term for term, _ in terms_of], dtype=np.uint64))
        values.append(row / (float(np.sqrt((row**2).sum())) or 1.0))
    return {**ragged(name, hashed, "<u8"), **ragged(f"{name}.weights", values, "<f4")}


def _named(item: Linkable) -> list[int]:
    found = set()
    for expression in item.facts.dates:
        day = _MONTH_DAY.match(expression.value)
        if day and expression.scope in {"headline", "copy"} and expression.precision in {"day", "minute"}:
            month, of = int(day.group(1)), int(day.group(2))
            if 1 <= month <= 12 and 1 <= of <= 31:
                found.add((month - 1) * 31 + of - 1)
    return sorted(found)
