"""Wrap-ups and what they wrap: a text that pulls several pieces together is linked to those pieces.

Agencies do not say which pieces they are. They are of the same source, went out in the day and a half before, and
share words with the headline or the copy of the wrap-up.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from writethru.link.chains import WINDOW, Chain
from writethru.link.items import Linkable
from writethru.link.weights import Weights, weigh
from writethru.link.words import terms

_LIKE = 0.27  # likeness of headlines, as between a piece and its update
_TOLD = 0.6  # share of a piece's headline, by weight of words, that the wrap-up's copy must hold
_MOST = 12
_COPY = 6000  # code points of copy that are looked at


def wraps(found: Sequence[Chain], by_key: Mapping[str, Linkable]) -> dict[str, tuple[str, ...]]:
    """Return, by the chain of a wrap-up, the chains that it wraps, the likest first. O(wrap-ups * pieces in window)."""
    ups = [chain for chain in found if _newest(chain, by_key).take.marker.wrapup]
    if not ups:
        return {}
    weights = weigh(terms(item.take.title, item.language) for item in by_key.values())
    pieces: dict[str, list[tuple[Chain, Linkable, frozenset[str]]]] = defaultdict(list)
    for chain in found:
        newest = _newest(chain, by_key)
        if not newest.take.marker.wrapup and newest.at:
            pieces[chain.source].append((chain, newest, frozenset(terms(newest.take.title, newest.language))))
    return {chain.id: parts for chain in ups if (parts := _parts(chain, pieces[chain.source], by_key, weights))}


def _newest(chain: Chain, by_key: Mapping[str, Linkable]) -> Linkable:
    return by_key[chain.takes[-1]]


def _parts(
    chain: Chain,
    pieces: Sequence[tuple[Chain, Linkable, frozenset[str]]],
    by_key: Mapping[str, Linkable],
    weights: Weights,
) -> tuple[str, ...]:
    newest, first = _newest(chain, by_key), by_key[chain.takes[0]]
    if newest.at is None or first.at is None:
        return ()
    title = frozenset(terms(newest.take.title, newest.language))
    copy = " ".join(span.of(newest.take.text) for span in newest.take.copy)[:_COPY]
    told = frozenset(terms(copy, newest.language))
    liked = []
    for other, item, words in pieces:
        if item.at is None or not first.at - WINDOW <= item.at <= newest.at:
            continue
        likeness = _cosine(title, words, weights)
        if likeness >= _LIKE or _share(words, told, weights) >= _TOLD:
            liked.append((-likeness, other.id))
    return tuple(name for _, name in sorted(liked)[:_MOST])


def _cosine(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    shared, length = _weight(one & other, weights), _weight(one, weights) * _weight(other, weights)
    return round(shared / length**0.5, 9) if shared else 0.0


def _share(words: frozenset[str], told: frozenset[str], weights: Weights) -> float:
    return _weight(words & told, weights) / whole if (whole := _weight(words, weights)) else 0.0


def _weight(words: frozenset[str], weights: Weights) -> float:
    return sum(weights[word] ** 2 for word in sorted(words))
