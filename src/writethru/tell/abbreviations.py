"""Letters that stand for a name ("HPU"): which a text has, and the names in full that they may stand for."""

import re

from writethru.model import Span

_LETTERS = 3  # of an abbreviation that stands for a name
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{3,6}(?![\w-])")
_NAMES = re.compile(r"(?:\b[A-Z][\w.'’-]*\s*(?:(?:of|and|the|for|on|in|to|&)\s+)*){3,}")


def abbreviations(words: str) -> set[str]:
    """Return the words in capitals that may stand for a name.

    >>> abbreviations("An HPU man spoke in the USW-HPU talks.")
    {'HPU'}
    """
    return set(_CAPITALS.findall(words))


def initials(words: str) -> set[str]:
    """Return, in small letters, what the names of three words and more in a text may be called for short.

    >>> sorted(initials("the Union of Harbor Pilots in Harn"))
    ['hph', 'uhp', 'uhph']
    """
    found = set[str]()
    for run in _NAMES.finditer(words):
        letters = "".join(re.findall(r"\b[A-Z]", run.group())).lower()
        found |= {letters[a:b] for a in range(len(letters)) for b in range(a + _LETTERS, len(letters) + 1)}
    return found


def spelled_out(word: str, text: str) -> Span | None:
    """Return where a piece has the name in full for which letters stand: "Harbour Pilots' Union" for "HPU"."""
    if not (word.isupper() and word.isalpha() and len(word) >= _LETTERS):
        return None
    small = r"(?:['’]s?)?[\s,]+(?:(?:of|and|the|for|on|in|to|&)\s+)*"
    found = re.search(r"\b" + small.join(f"{letter}[a-z]+" for letter in word), text)
    return Span(*found.span()) if found else None
