"""Which paragraph of a take became which of the next."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from writethru.link.words import fold, tokens

_ALIKE = 55  # rapidfuzz's ratio, of 100, from which one paragraph is the other reworded
_SORTED = 68  # the same with the words in order of the alphabet
_ONE = 90  # the ratio from which several paragraphs together are one
_LARGEST = 2_000_000  # paragraphs by paragraphs; beyond that only those with the same words are paired
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
    """Bring together on each side the paragraphs that are one on the other, but for a word or two.

    Time: O(before + after), and O(n * m) for the n and m that are not on both sides word for word.
    """
    return _together(before, after), _together(after, before)


def _together(texts: Sequence[str], others: Sequence[str]) -> list[range]:
    there, own = frozenset(others), frozenset(texts)
    left = [text for text in others if text not in own] if len(texts) * len(others) <= _LARGEST else []
    out: list[range] = []
    at = 0
    while at < len(texts):
        width = 1 if texts[at] in there else _width(texts[at : at + _MOST], there, left)
        out.append(range(at, at + width))
        at += width
    return out


def _width(texts: Sequence[str], there: frozenset[str], left: Sequence[str]) -> int:
    """Return how many of these paragraphs are one in the other take: 1 where that takes none of the others."""
    from rapidfuzz import fuzz, process

    widths = [width for width in range(2, len(texts) + 1) if texts[width - 1] not in there]
    joined = {width: " ".join(texts[:width]) for width in widths}
    for width in widths:
        if joined[width] in there:
            return width
    for width in widths[:2]:
        if found := process.extractOne(joined[width], left, scorer=fuzz.ratio, score_cutoff=_ONE):
            return width if found[1] > fuzz.ratio(texts[0], found[0]) else 1
    return 1


def _identical(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, text in reversed(list(enumerate(new))):
        places[text].append(number)
    return [(number, places[text].pop()) for number, text in enumerate(old) if text and places.get(text)]


def _alike(old: Sequence[str], new: Sequence[str], left: set[int], right: set[int]) -> list[tuple[float, int, int]]:
    """Return those pairs of what is left that are alike, the most alike first; of equals the nearest in order."""
    rows = [i for i, text in enumerate(old) if text and i not in left]
    columns = [j for j, text in enumerate(new) if text and j not in right]
    if not rows or not columns or len(rows) * len(columns) > _LARGEST:
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
