"""Whether a piece in English argues: a column that neither calls itself one nor says "I".

A report says who said what, and when. A column says we and you, asks, demands and calls things by name. Neither does so
in every line, so the words of both kinds are counted over the whole piece, outside of all quotations.
"""

import re
from collections.abc import Iterable
from functools import cache

from writethru.tell.words import listed

_FEWEST = 200  # words outside of quotations, below which counting says nothing
_REPORTS = 0.5  # words by which a report says who said what and when, among a hundred, from which a piece is one
_JUDGES, _ARGUES = 0.5, 0.7  # of those that demand and call by name, and of all others together, each by its weight
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|‘[^’]{15,}’", re.DOTALL)
_JUDGING = (("arguing_must", 1.0), ("arguing_sure", 2.0))
_ADDRESSING = (("arguing_we", 1.0), ("arguing_you", 0.2))
_ASKS = 0.7


def argues(paragraphs: Iterable[str]) -> bool:
    """Say whether paragraphs of a piece, with typographic marks, argue more than they report. O(length)."""
    told = unquoted("\n\n".join(paragraphs))
    hundreds = len(told.split()) / 100
    if hundreds * 100 < _FEWEST or _often("arguing_not", told) >= _REPORTS * hundreds:
        return False
    judging = sum(weight * _often(name, told) for name, weight in _JUDGING)
    addressing = sum(weight * _often(name, told) for name, weight in _ADDRESSING) + _ASKS * told.count("?")
    return judging >= _JUDGES * hundreds and judging + addressing > _ARGUES * hundreds


def unquoted(text: str) -> str:
    """Return a text without its quotations, one without an end up to the end of the text."""
    return _QUOTED.sub(" ", text)


def _often(name: str, text: str) -> int:
    return sum(1 for _ in _pattern(name).finditer(text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return what finds the words of a list as they stand there; "I" and "US" are told apart by their capitals."""
    words = sorted(listed(name, "en"), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(words)})(?!\w)")
