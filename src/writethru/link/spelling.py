"""One word spelt in two ways: British and American, or with a slip that was put right."""

from functools import cache

from writethru.link.lexis import known, table

_SHORTEST = 5  # letters of a word that a slip can be told in
_SLIP = 2  # letters in which the slip and the word may differ; one where the word is short
_LONG = 8


def respelt(one: str, other: str, language: str) -> bool:
    """Say whether two folded words are spellings of one.

    A slip is a word that there is not, beside one that there is and begins alike ("goverment", "government").
    Two words that there both are ("county", "country") are two, however near. Without a list of the language's
    words only letters that changed places, or stand double, are taken for a slip.

    >>> respelt("harbour", "harbor", "en"), respelt("county", "country", "en"), respelt("recieve", "receive", "en")
    (True, False, True)
    """
    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()):
        return False
    if language == "en" and (_endings(one, other) or _endings(other, one) or _twice(one, other)):
        return True
    if _letters(one, other, language) or _letters(other, one, language):
        return True
    if min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    if language == "en":
        return known(one) != known(other) and _near(one, other)
    return _turned(one, other) or _undoubled(one) == _undoubled(other)


@cache
def _pairs(section: str, kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for pair in table()[section].get(kind, ()) for a, b in [pair.split()])


@cache
def _doubled() -> frozenset[str]:
    return frozenset(table()["spelling"]["doubled"].split())


def _endings(british: str, american: str) -> bool:
    if min(len(british), len(american)) < _SHORTEST:
        return False
    return any(
        british.endswith(one) and american.endswith(other) and british.removesuffix(one) == american.removesuffix(other)
        for one, other in _pairs("spelling", "endings")
    )


def _letters(one: str, other: str, language: str) -> bool:
    return any(
        len(one) >= _SHORTEST and long in one and one.replace(long, short, 1) == other
        for long, short in _pairs("letters", language)
    )


def _twice(one: str, other: str) -> bool:
    """The same but for an "l" that one has twice, behind a base where both are right."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    at = longer.find("ll")
    return at > 0 and longer[:at] + longer[at + 1 :] == shorter and longer[: at + 1] in _doubled()


def _near(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    most = _SLIP if min(len(one), len(other)) >= _LONG else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def _turned(one: str, other: str) -> bool:
    """Two neighbouring letters changed places, and nothing else."""
    if len(one) != len(other):
        return False
    apart = [n for n in range(len(one)) if one[n] != other[n]]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]


def _undoubled(word: str) -> str:
    return "".join(letter for n, letter in enumerate(word) if n == 0 or letter != word[n - 1])
