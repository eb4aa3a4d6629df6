"""Contrast: how far each of two groups of pieces is about something that the other is not about.

Everybody tells an event in words of his own, but what it turns on stands in nearly all the heads: the boxer who lost,
the firm that was bought, the street. So where one word stands in most heads of one group and in hardly any of the
other, and another word the other way around, these are two look-alikes, however much else their copy has in common.
Only the more telling half of a head's words is asked, and only heads in one language are held against each other.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from statistics import median

Head = tuple[str, Set[int]]
"""The language of a piece and the telling words of its head."""


def telling(weights: Sequence[tuple[int, float]]) -> frozenset[int]:
    """Return the words of a head that tell no less than half of them do, by what each tells."""
    least = median(weight for _, weight in weights) if weights else 0.0
    return frozenset(word for word, weight in weights if weight >= least)


def contrast(one: Sequence[Head], other: Sequence[Head]) -> float:
    """Return by how large a share of one group's heads a word is more frequent than in the other's, 0 to 1.

    Of the two words, one for each side, that with the lesser share counts. Each side is taken to have one head more,
    that speaks against it: two pieces that agree say less than eight. O(words).

    >>> rome, oslo = ("en", {1, 2}), ("en", {1, 3})
    >>> round(contrast([rome] * 4, [oslo] * 4), 3), contrast([rome] * 4, [rome] * 2)
    (0.6, 0.0)
    """
    languages = sorted({language for language, _ in one} & {language for language, _ in other})
    return max((_told([_of(side, language) for side in (one, other)]) for language in languages), default=0.0)


def _of(heads: Sequence[Head], language: str) -> list[Set[int]]:
    return [words for of, words in heads if of == language]


def _told(sides: Sequence[Sequence[Set[int]]]) -> float:
    (one, other), (few, many) = ([Counter(word for head in side for word in head) for side in sides], map(len, sides))
    return max(0.0, min(_only(one, other, few, many), _only(other, one, many, few)))


def _only(here: Mapping[int, int], there: Mapping[int, int], heads: int, others: int) -> float:
    """Return by how much the share of the word that is most of one side's own is above its share in the other's."""
    return max(
        (count / (heads + 1) - (there.get(word, 0) + 1) / (others + 1) for word, count in here.items()), default=0
    )
