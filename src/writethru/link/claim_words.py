"""The words by which figures are told to be about one thing (``claims.toml``), and words cut to their stems."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def words() -> Mapping[str, Any]:
    """Return the word lists of ``claims.toml``."""
    return tomllib.loads(files("writethru.link").joinpath("claims.toml").read_text(encoding="utf-8"))


@cache
def states() -> Mapping[str, str]:
    """Return what each word says befell those counted: "wounded" -> "injured"."""
    return {word: state for state, found in words()["states"].items() for word in found}


@cache
def properties() -> Mapping[str, str]:
    """Return what property each word names: "capacity" -> "capacity"."""
    return {word: name for name, found in words()["properties"].items() for word in found}


@cache
def _stop() -> frozenset[str]:
    return frozenset(words()["words"]["stop"])


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return the pattern of one list of cues."""
    return re.compile(rf"\b(?:{'|'.join(words()['cues'][name])})\b", re.IGNORECASE)


@cache
def anaphors() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of words that point back at what was counted before."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in words()["cues"]["anaphors"])


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Cut a word to what its inflected forms share: plain English endings, other scripts as they are."""
    word = word.lower()
    for ending in ("ings", "ing", "ies", "ied", "ments", "ment", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= (3 if ending == "s" else 4):
            return word[: -len(ending)]
    return word


def stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of a text."""
    return frozenset(filter(None, map(_told, WORD.findall(text))))


@lru_cache(maxsize=1 << 16)
def _told(word: str) -> str:
    """Return the stem of a content word, and nothing of any other."""
    return stem(word) if len(word) > 1 and word.lower() not in _stop() else ""


@cache
def state_stems(state: str) -> frozenset[str]:
    """Return the stems of all words for one state."""
    return frozenset(stem(word) for word, found in states().items() if found == state)
