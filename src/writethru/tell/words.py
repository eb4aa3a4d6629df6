"""The word lists of telling, out of ``words.toml``, and words taken apart."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from writethru.link.claim_words import stem

_RUN = 7  # words behind each other that two sentences do not share by chance
_ROOT = 6  # letters that words of one root share: "restrictions", "restricted"
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("writethru.tell").joinpath("words.toml").read_text("utf-8"))


@cache
def listed(name: str, language: str) -> frozenset[str]:
    """Return a list of words for a language; empty where there is none."""
    return frozenset(_lists()[name].get(language, ()))


@cache
def pattern(name: str, language: str) -> re.Pattern[str] | None:
    """Return what finds the words of a list, whole and in any case, longest first; None where there are none."""
    words = listed(name, language)
    return _finding(words) if words else None


@cache
def pattern_of_all(name: str) -> re.Pattern[str]:
    """Return what finds the words of a list in whatever language, as ``pattern`` does."""
    return _finding(frozenset(word for words in _lists()[name].values() for word in words))


def _finding(words: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


@cache
def matters() -> dict[str, tuple[str, ...]]:
    """Return the nouns for what was said ("claim"), each with the kinds of statement it can stand for."""
    return {noun: tuple(kinds) for noun, kinds in _lists()["matters"].items()}


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, possessive endings left out. O(length).

    >>> tokens("The harbour's 3,000 pilots")
    ['the', 'harbour', '3', '000', 'pilots']
    """
    return [word[:-2] if word.endswith(("'s", "’s")) else word for word in _WORD.findall(text.lower())]


def telling(text: str, language: str) -> frozenset[str]:
    """Return the words that say what a text is about."""
    stop = listed("stop", language)
    return frozenset(w for w in tokens(text) if w not in stop and (len(w) > 1 or not w.isascii()))


def runs(text: str) -> frozenset[str]:
    """Return the words of a text seven by seven, as they follow on each other: two that share one share a quotation."""
    found = tokens(text)
    return frozenset(" ".join(found[n : n + _RUN]) for n in range(len(found) - _RUN + 1))


@lru_cache(maxsize=1 << 14)
def _root(word: str) -> str:
    return stem(word)[:_ROOT]


def roots(words: Iterable[str]) -> frozenset[str]:
    """Return what words share with others of their root.

    >>> sorted(roots(["restricted", "restrictions", "sailing", "sails"]))
    ['restri', 'sail']
    """
    return frozenset(map(_root, words))
