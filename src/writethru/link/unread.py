"""Names in languages in which names are seldom read: told by capitals, by script, and by how rare their words are.

They serve to find stories that continue one another, and prove nothing by themselves: a capital inside a sentence, a
run of katakana, of the characters by which Chinese press writes foreign names, or a word of Hangul or Arabic letters
that is in no list of its language.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from writethru.link.background import weight
from writethru.link.items import Linkable
from writethru.link.skeleton import transcribed
from writethru.link.words import fold, stem, stopwords

_HEAD = -1  # the headline, where paragraphs count from 0
_SHORTEST = 3  # letters of a name that is written in letters
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENS = frozenset('.!?:…«»"“”„–—(')  # behind these a capital tells nothing
_KATAKANA = re.compile(r"[ァ-ヶー]{2,}")
_HANGUL = re.compile(r"[가-힣]{2,}")
_ARABIC = re.compile(r"[\u0620-\u06d3]{4,}")
_JOSA = re.compile(r"(?:에서|에게|으로|까지|부터|이라|은|는|이|가|을|를|의|도|로|와|과|서|에|측|씨)$")
_CASES = re.compile(r"(?:ого|его|ому|ему|ыми|ими|ою|ею|ой|ей|ом|ем|ым|им|ах|ях|ам|ям|а|я|у|ю|е|и|ы|о|ь|й)$")
_BEFORE = re.compile(r"^(?:وال|فال|بال|كال|لل|ال|و|ف|ب|ل|ك)(?=.{3})")
_BEHIND = re.compile(r"(?:ات|ون|ين|ان|ها|هم|هما|نا|ية|ة|ه|ي)$")
_DULL, _RARE = 4.5, 7.0  # nats from which a word tells anything; further nats after which it is in no list
_OF_SCRIPT = 0.7  # what a word of katakana, or of three characters that write foreign names, tells
_PAIRS = 2  # pairs of letters up to which a word is told by the commonest, and not by all of them
_LEAST = 0.6  # what a word must tell to be taken for a name where nothing but its rarity speaks for it
_SURE = 0.95  # and at the beginning of a sentence


def names(item: Linkable) -> Mapping[str, tuple[frozenset[int], float]]:
    """Return the words that may be names: the paragraphs in which each stands, -1 the headline, and what it tells.

    O(letters). What a word tells lies between 0 and 1.
    """
    found: dict[str, tuple[set[int], float]] = {}
    texts = [(_HEAD, item.take.title), *((n, span.of(item.take.text)) for n, span in enumerate(item.copy))]
    for place, text in texts:
        for word, tells in _read(text, item.language):
            there, told = found.setdefault(word, (set(), tells))
            there.add(place)
            found[word] = there, min(told, tells)
    return {word: (frozenset(there), tells) for word, (there, tells) in found.items()}


def _read(text: str, language: str) -> Iterator[tuple[str, float]]:
    yield from _capitals(text, language)
    if language == "ar":
        yield from _rare(text)
    if language == "ja":
        yield from ((word, _OF_SCRIPT) for word in _KATAKANA.findall(text) if word not in _loanwords())
    if language == "ko":
        yield from _hangul(text)
    if language == "zh":
        found = ((run, _OF_SCRIPT if len(run) > _PAIRS else _rarity(run, language)) for run in transcribed(text))
        yield from ((run, tells) for run, tells in found if tells >= _LEAST)


def _hangul(text: str) -> Iterator[tuple[str, float]]:
    """Yield the words of Hangul that are in no list, with and without what may be a particle."""
    for word in _HANGUL.findall(text):
        for form in {word, _JOSA.sub("", word)}:
            if len(form) > 1 and not _verbal().search(form) and (tells := _rarity(form, "ko")) >= _LEAST:
                yield form, tells


def _capitals(text: str, language: str) -> Iterator[tuple[str, float]]:
    """Yield the words of a script with capitals that have one where no sentence begins, or that are in no list."""
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) < _SHORTEST or not word[0].isupper():
            continue
        folded = stem(fold(word))
        tells = _tells(folded, language)
        before = text[: match.start()].rstrip()
        if tells >= (_SURE if not before or before[-1] in _OPENS else _DULL / 100):
            yield _uninflected(folded), tells


def _uninflected(folded: str) -> str:
    """Cut the ending of a case off a Cyrillic name."""
    bare = _CASES.sub("", folded) if not folded.isascii() else folded
    return bare if len(bare) >= _SHORTEST else folded


def _rare(text: str) -> Iterator[tuple[str, float]]:
    """Yield the Arabic words that are in no list of the language, whatever is taken off them."""
    for match in _ARABIC.finditer(text):
        word = fold(match[0])
        bare = _BEFORE.sub("", word)
        forms = {word, bare, _BEHIND.sub("", word), _BEHIND.sub("", bare)}
        tells = min(_tells(form, "ar") for form in forms if len(form) > 1)
        if tells >= _LEAST:
            yield from ((form, tells) for form in {word, bare})


def _rarity(run: str, language: str) -> float:
    """Return what a run of letters tells by its pairs: an ordinary word has one that is in a list."""
    told = [_tells(run[at : at + 2], language) for at in range(len(run) - 1)]
    return min(told) if len(told) <= _PAIRS else sum(told) / len(told)


def _tells(word: str, language: str) -> float:
    return 0.0 if word in stopwords(language) else min(1.0, max(0.0, (weight(word, language) - _DULL) / _RARE))


@cache
def _loanwords() -> frozenset[str]:
    return frozenset(word for line in _table()["katakana"] for word in line.split())


@cache
def _verbal() -> re.Pattern[str]:
    return re.compile(f"{_table()['korean']}$")


@cache
def _table() -> Mapping[str, Any]:
    return loads(files("writethru.link").joinpath("unread.toml").read_text("utf-8"))
