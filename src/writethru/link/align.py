"""Which paragraph of a take became which of the next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from writethru.link.words import fold, tokens

_ALIKE = 55  # rapidfuzz's token ratio, of 100, from which one paragraph is the other reworded


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs (before, after) by number, in order of the later take; and what stands on one side only.

    ``moved`` holds those of the ``pairs`` whose order among the others changed.
    """

    pairs: tuple[tuple[int, int], ...]
    moved: frozenset[tuple[int, int]]
    dropped: tuple[int, ...]
    added: tuple[int, ...]


def folded(text: str) -> str:
    """Return a text as it is compared: its words alone, folded."""
    return " ".join(fold(word) for word in tokens(text))


def align(before: Sequence[str], after: Sequence[str]) -> Alignment:
    """Pair paragraphs: those with the same words first, then the most alike. O(before * after)."""
    old, new = [folded(text) for text in before], [folded(text) for text in after]
    pairs = dict(_identical(old, new))
    taken = set(pairs.values())
    for _, i, j in _alike(old, new, set(pairs), taken):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    ordered = sorted(pairs.items(), key=lambda pair: pair[1])
    return Alignment(
        tuple(ordered),
        frozenset(ordered) - _in_step(ordered),
        tuple(i for i in range(len(old)) if i not in pairs),
        tuple(j for j in range(len(new)) if j not in taken),
    )


def _identical(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, text in reversed(list(enumerate(new))):
        places[text].append(number)
    return [(number, places[text].pop()) for number, text in enumerate(old) if text and places.get(text)]


def _alike(old: list[str], new: list[str], left: set[int], right: set[int]) -> list[tuple[float, int, int]]:
    from rapidfuzz import fuzz

    scored = [
        (-max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)), i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if i not in left and j not in right and one and other
    ]
    return sorted(row for row in scored if -row[0] >= _ALIKE)


def _in_step(pairs: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Return the longest run of pairs that keep their order: what is not in it has moved. O(n^2)."""
    best: list[list[tuple[int, int]]] = []
    for number, pair in enumerate(pairs):
        before: list[tuple[int, int]] = []
        for k in range(number):
            if pairs[k][0] < pair[0] and len(best[k]) > len(before):
                before = best[k]
        best.append([*before, pair])
    longest: list[tuple[int, int]] = max(best, key=len, default=[])
    return frozenset(longest)
