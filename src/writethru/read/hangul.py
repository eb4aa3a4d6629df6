"""Hangul in Latin letters, near enough to see whether two names are one (Revised Romanization)."""

import re

_FIRST = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_MIDDLE = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_LAST = [
    "",
    *[
        "k",
        "k",
        "ks",
        "n",
        "nj",
        "nh",
        "t",
        "l",
        "lk",
        "lm",
        "lp",
        "ls",
        "lt",
        "lp",
        "lh",
        "m",
        "p",
        "ps",
        "t",
        "t",
        "ng",
        "t",
        "t",
        "k",
        "t",
        "p",
        "h",
    ],
]
_SAME = (("ch", "j"), ("kk", "k"), ("tt", "t"), ("pp", "p"), ("oo", "u"), ("ee", "i"), ("eo", "o"), ("eu", "u"))
_SOUND = str.maketrans("gdbrl", "ktpll")


def latin(word: str) -> str:
    """Spell Hangul syllables in Latin letters; other characters are dropped.

    >>> latin("한지민")
    'hanjimin'
    """
    out = []
    for char in word:
        code = ord(char) - 0xAC00
        if 0 <= code < 11172:
            out.append(_FIRST[code // 588] + _MIDDLE[code % 588 // 28] + _LAST[code % 28])
    return "".join(out)


def alike(name: str, hangul: str) -> float:
    """Return how much a Latin name sounds like a Hangul one, 0 to 1, whatever the order of its words."""
    from rapidfuzz import fuzz

    words = re.findall(r"[a-z]+", name.lower())
    orders = {"".join(words), "".join(words[1:] + words[:1]), "".join(words[-1:] + words[:-1])}
    spelt = _sound(latin(hangul))
    return max(fuzz.ratio(_sound(order), spelt) for order in orders) / 100


def _sound(word: str) -> str:
    for long, short in _SAME:
        word = word.replace(long, short)
    return word.translate(_SOUND)
