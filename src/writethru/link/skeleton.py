"""How a name sounds in any script, coarsely: what is left of it when it goes from one script into another.

Transliterations keep the order of the consonants, and mix up those that a script has not got; vowels come and go. So
"Velchev", "Вельчев", "ベルチェフ", "벨체프", "فيلتشيف" and "韦尔切夫" have one skeleton.
``skeleton.toml`` has the letters.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads

from writethru.enrich.entities.spelling import romanise
from writethru.link.words import fold

_WORDS = 1 << 15  # of which it is remembered
_SCRIPTS = {"latin": "a-z", "cyrillic": "а-яёіїєґў", "arabic": "\u0620-\u06d3", "han": "\u3400-\u9fff"}
_OF = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_KANA, _HANGUL = re.compile(r"[\u3041-\u30ff]"), re.compile(r"[\uac00-\ud7a3]")
_SMALL = frozenset("ァィゥェォャュョヮぁぃぅぇぉゃゅょゎッっー・")
_SOFT = re.compile(r"c(?=[eiyj])|ch(?=[aeiouy])|ç")  # hisses; before others it is a k, "ch" at an end nothing
_NASAL = re.compile(r"ng(?![aeiouy])|ンg[uo]")
_SILENT = re.compile(r"(?<!^)gh|ch")


@lru_cache(maxsize=_WORDS)
def skeleton(word: str) -> str:
    """Return the consonants of a word as far as they hold across scripts; an empty string where it has none.

    >>> skeleton("Velchev"), skeleton("Вельчев"), skeleton("ベルチェフ"), skeleton("벨체프"), skeleton("韦尔切夫")
    ('PLSP', 'PLSP', 'PLSP', 'PLSP', 'PLSP')
    """
    if _KANA.search(word):
        return _squeezed("".join(map(_of_kana, word)))
    if _HANGUL.search(word):
        return _of_latin(romanise(word))
    plain = fold(word)
    if _OF["han"].search(plain):
        return _squeezed("".join(map(_of_han, plain)))
    name = next((name for name, letters in _OF.items() if letters.search(plain)), "")
    if name == "arabic":
        plain = re.sub(r"^(?:و|ف)?(?:ال|لل)(?=.{3})", "", plain)
    return _of_latin(plain) if name == "latin" else _rewritten(plain, name) if name else ""


def _of_latin(word: str) -> str:
    plain = _SILENT.sub("h", _SOFT.sub("s", _NASAL.sub("n", word))).replace("c", "k")
    return _rewritten(plain.replace("kk", "k"), "latin")


def _rewritten(word: str, script: str) -> str:
    pattern, sounds = _letters(script)
    return _squeezed("".join(sounds[found] for found in pattern.findall(word)))


def _squeezed(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds)


def _of_kana(letter: str) -> str:
    if letter in _SMALL:
        return ""
    if letter in "ンん":
        return "N"
    sound = unicodedata.name(letter, "").rpartition(" ")[2].lower()
    sounds = _table()["kana"]
    return sounds.get(sound, sounds.get(sound[:1], "")) if len(sound) > 1 else ""


def _of_han(letter: str) -> str:
    first = next((sound for sound, letters in _table()["han"].items() if letter in letters), None)
    if first is None:
        return ""
    return first + ("N" if letter in _table()["nasal"]["N"] else "")


@cache
def _letters(script: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return the letters of a script with how they sound, and a pattern that finds the longest first."""
    sounds = _table()[script]
    return re.compile("|".join(sorted(sounds, key=lambda letters: (-len(letters), letters)))), sounds


def transcribed(text: str) -> Iterator[str]:
    """Yield the runs of Han that are written in the characters that stand for the sounds of foreign names alone."""
    yield from (match[0] for match in _foreign_runs().finditer(text))


@cache
def _foreign_runs() -> re.Pattern[str]:
    letters = "".join(dict.fromkeys("".join(_table()["han"].values())))
    return re.compile(f"[{letters}]{{2,}}")


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return loads(files("writethru.link").joinpath("skeleton.toml").read_text("utf-8"))
