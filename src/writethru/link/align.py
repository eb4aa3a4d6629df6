"""Which paragraph of a take became which of the next."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from writethru.link.words import fold, tokens

_ALIKE = 55  # rapidfuzz's ratio, of 100, from which one paragraph is the other reworded
_SORTED = 68  # the same with the words in order of the alphabet
_MOST = 5  # paragraphs that one may have been split into


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs (before, after) by number, in order of the later take; and what stands on one side only.

    ``moved`` holds those of the ``pairs`` whose order among the others changed: as few as explain the new order.
    """

    pairs: tuple[tuple[int, int], ...]
    moved: frozenset[tuple[int, int]]
    dropped: tuple[int, ...]
    added: tuple[int, ...]


def folded(text: str) -> str:
    """Return a text as it is compared: its words alone, folded."""
    return " ".join(fold(word) for word in tokens(text))


def align(before: Sequence[str], after: Sequence[str]) -> Alignment:
    """Pair folded paragraphs: those with the same words first, then the most alike. O(before * after) at worst."""
    pairs = dict(_identical(before, after))
    taken = set(pairs.values())
    for _, i, j in _alike(before, after, set(pairs), taken):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    ordered = sorted(pairs.items(), key=lambda pair: pair[1])
    return Alignment(
        tuple(ordered),
        frozenset(ordered) - _in_step(ordered),
        tuple(i for i in range(len(before)) if i not in pairs),
        tuple(j for j in range(len(after)) if j not in taken),
    )


def regroup(before: Sequence[str], after: Sequence[str]) -> tuple[list[range], list[range]]:
    """Bring together on each side the paragraphs that are one on the other, word for word. O(before + after)."""
    return _together(before, frozenset(after)), _together(after, frozenset(before))


def _together(texts: Sequence[str], others: frozenset[str]) -> list[range]:
    out: list[range] = []
    at = 0
    while at < len(texts):
        width = 1
        if texts[at] not in others:
            widths = range(2, min(_MOST, len(texts) - at) + 1)
            width = next((w for w in widths if " ".join(texts[at : at + w]) in others), 1)
        out.append(range(at, at + width))
        at += width
    return out


def _identical(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, text in reversed(list(enumerate(new))):
        places[text].append(number)
    return [(number, places[text].pop()) for number, text in enumerate(old) if text and places.get(text)]


def _alike(old: Sequence[str], new: Sequence[str], left: set[int], right: set[int]) -> list[tuple[float, int, int]]:
    """Return those pairs of what is left that are alike, the most alike first; of equals the nearest in order."""
    rows = [i for i, text in enumerate(old) if text and i not in left]
    columns = [j for j, text in enumerate(new) if text and j not in right]
    if not rows or not columns:
        return []
    from rapidfuzz import fuzz, process

    texts = [old[i] for i in rows], [new[j] for j in columns]
    straight = process.cdist(*texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    turned = process.cdist(*texts, scorer=fuzz.token_sort_ratio, score_cutoff=_SORTED)
    best = straight.clip(min=turned)
    return sorted((-float(best[a, b]), i, j) for a, i in enumerate(rows) for b, j in enumerate(columns) if best[a, b])


def _in_step(pairs: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Return the longest run of pairs that keep their order: what is not in it has moved. O(n log n)."""
    ends: list[int] = []  # the smallest number that a run of each length ends with
    places: list[int] = []
    for i, _ in pairs:
        at = bisect_left(ends, i)
        ends[at : at + 1] = [i]
        places.append(at)
    run: list[tuple[int, int]] = []
    wanted = len(ends) - 1
    for pair, at in zip(reversed(pairs), reversed(places), strict=True):
        if at == wanted:
            run.append(pair)
            wanted -= 1
    return frozenset(run)
