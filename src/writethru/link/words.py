"""Words as evidence: folded, without inflection where that is cheap, function words left out."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_WORD = re.compile(r"[^\W_]+(?:[.,:][^\W_]+)*(?:['’][^\W_]+)?")  # 3,000 and U.S. and Moor's are one word each
_CJK = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_RUN = re.compile(
    r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|[^\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
)
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
_SUFFIXES = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_INSIDE = re.compile(r"[,:'’]|(?<!\d)\.|\.(?!\d)")  # but 3.5 keeps its point
_ROOT = 4  # letters that must be left of a word when its ending is cut


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return a word in the form in which words are compared: lower case, no accents, no possessive.

    >>> fold("Sjöberg's")
    'sjoberg'
    """
    word = re.sub(r"['’]s?$", "", unicodedata.normalize("NFKD", word.lower()).translate(_LETTERS))
    word = unicodedata.normalize("NFC", "".join(c for c in word if not unicodedata.combining(c)))
    return _INSIDE.sub("", word)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Cut the commonest English endings off a folded word; crude, the same on every side.

    >>> stem("talks"), stem("rejected"), stem("gas")
    ('talk', 'reject', 'gas')
    """
    if not word.isascii() or not word.isalpha():
        return word
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) + len(instead) >= _ROOT and not word.endswith("ss"):
            word = word[: -len(suffix)] + instead
            break
    return word[:-1] if word.endswith("e") and len(word) > _ROOT else word


@cache
def stopwords(language: str) -> frozenset[str]:
    """Return the function words of a language, folded (spaCy's lists); none for a language it has not.

    The list alone is loaded: all of spaCy would take a second.
    """
    from runpy import run_path

    spacy = find_spec("spacy")
    if spacy is None or spacy.origin is None or not language.isalpha():
        return frozenset()
    file = Path(spacy.origin).with_name("lang") / language / "stop_words.py"
    words = run_path(str(file))["STOP_WORDS"] if file.is_file() else ()
    return frozenset(fold(part) for word in words for part in word.split())


def tokens(text: str) -> list[str]:
    """Return the words of a text as written; runs of Hangul, kana or Han as pairs of letters."""
    found: list[str] = _WORD.findall(text)
    return [part for word in found for part in _parts(word)] if _CJK.search(text) else found


def _parts(word: str) -> Iterator[str]:
    if not _CJK.search(word):
        yield word
        return
    for run in _RUN.findall(word):
        if _CJK.match(run) and len(run) > 1:
            yield from (run[i : i + 2] for i in range(len(run) - 1))
        else:
            yield run


def terms(text: str, language: str = "en") -> list[str]:
    """Return the words of a text that can tell one thing from another, folded and stemmed, in order."""
    term = _terms("en" if language == "und" else language)
    return [found for word in tokens(text) if (found := term(word))]


@cache
def _terms(language: str) -> Callable[[str], str]:
    """Return what makes a term of a word of a language, an empty one where it tells nothing."""
    stops = stopwords(language)

    @lru_cache(maxsize=1 << 15)
    def term(word: str) -> str:
        folded = fold(word)
        tells = folded not in stops and (len(folded) > 1 or folded.isdigit())
        return stem(folded) if tells else ""

    return term


@lru_cache(maxsize=1 << 14)
def title_terms(title: str, language: str) -> tuple[str, ...]:
    """Return the terms of a headline, which chains ask for again and again."""
    return tuple(terms(title, language))


@lru_cache(maxsize=1 << 14)
def roots(text: str) -> frozenset[str]:
    """Return all words of a text, folded and stemmed: whatever its language is, its terms are among them."""
    return frozenset(stem(fold(word)) for word in tokens(text))


def overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """Return the share of the smaller set that stands in the other, 0 to 1; 0 when either is empty."""
    a, b = set(one), set(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
