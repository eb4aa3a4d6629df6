"""Which way a clause points: to what is over, or to what is ahead. By word cues round the expression."""

import re
from collections.abc import Sequence

from writethru.enrich.timex.words import cues

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BREAK = re.compile(r"[.;:?!]\s|[“”\"—]")


def pointing(text: str, sentence: tuple[int, int], start: int, end: int) -> int:
    """Return -1 for the past, 1 for what is ahead, 0 where no word says; the nearest cue decides.

    Cues before the expression are looked at first: English puts the verb before its date. O(sentence).
    """
    before = [found.group().lower() for found in _WORD.finditer(text, sentence[0], start)]
    after = [found.group().lower() for found in _WORD.finditer(text, end, _clause_end(text, end, sentence[1]))]
    return _nearest(list(reversed(before))) or _nearest(after)


def _clause_end(text: str, at: int, end: int) -> int:
    found = _BREAK.search(text, at, end)
    return found.start() if found else end


def _nearest(words: Sequence[str]) -> int:
    for place, word in enumerate(words):
        follows = words[place + 1] if place + 1 < len(words) else ""
        if way := _way(word, follows):
            return way
    return 0


def _way(word: str, outer: str) -> int:
    """The direction of one word; ``outer`` is the word farther from the expression."""
    if word in cues("ahead"):
        return 1
    if word in cues("behind"):
        return -1
    if word.endswith("ed") and len(word) > 4:
        return 1 if outer in cues("modal") else -1
    return 1 if word.endswith(("'ll", "’ll")) else 0
