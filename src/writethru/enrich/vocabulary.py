"""The common words of English, by which a headline's capitalised words are told from names."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from writethru.enrich.entities.lexicon import words
from writethru.enrich.syntax import MODEL

_ENDINGS = (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))
_SHORTEST = 2
_MARK = "\0"  # between words
_NOUN, _VERB = 16833663260455505849, 6360137228241296794  # spaCy's hashes of these words, which name its tables


@lru_cache(maxsize=1 << 16)
def common(word: str) -> bool:
    """Say whether a word, in lower case, is in the vocabulary, as it stands or without an ending.

    >>> common("launches"), common("stopped"), common("vellmark")
    (True, True, False)
    """
    known = _vocabulary().words
    return word in known or inflected(word) or (len(word) > 3 and word.endswith("ly") and word[:-2] in known)


@lru_cache(maxsize=1 << 16)
def inflected(word: str) -> bool:
    """Say whether a word is a form of another one: "hosts", "posted", "rising"."""
    known = _vocabulary().words
    for ending, base in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > _SHORTEST:
            doubled = not base and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known
            if stem + base in known or doubled:
                return True
    return word in _vocabulary().forms


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """Return the singular of a plural noun, or nothing where a word is none.

    >>> singular("ferries"), singular("men"), singular("moor")
    ('ferry', 'man', '')
    """
    nouns, irregular = _vocabulary().nouns, _vocabulary().plurals
    if word in irregular:
        return next((one for one in irregular[word] if one != word), "")
    for ending, base in (("ies", "y"), ("s", ""), ("es", "")):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > _SHORTEST and stem + base in nouns and (ending == "es" or stem[-1] != "s"):
            return stem + base
    return ""


def verb(word: str) -> bool:
    """Say whether a word, without an ending, can be a verb."""
    return word in _vocabulary().verbs


@cache
def function_words() -> frozenset[str]:
    """Return the words that join others: articles, pronouns, prepositions, auxiliaries."""
    return words("headlines", "function")


class _Words:
    """Words, as one text for each three letters that they begin with: a tenth of what a set of them takes."""

    def __init__(self, words: Iterable[str]) -> None:
        texts: dict[str, list[str]] = {}
        for word in words:
            texts.setdefault(word[:3], [_MARK]).extend((word, _MARK))
        self._texts = {begin: "".join(some) for begin, some in texts.items()}

    def __contains__(self, word: str) -> bool:
        return _MARK + word + _MARK in self._texts.get(word[:3], "")


class _Vocabulary(NamedTuple):
    """Words by what they can be; ``plurals`` and ``forms``: irregular plurals with their singulars, all such forms."""

    words: _Words
    nouns: _Words
    verbs: _Words
    plurals: dict[str, list[str]]
    forms: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    """Return the lemmatizer's tables that the model carries: WordNet's index of words, and their irregular forms.

    The model's package is looked up and not imported: spaCy would come with it, which headlines alone do not need.
    """
    import msgspec

    spec = find_spec(MODEL)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{MODEL} is not installed")
    [path] = Path(spec.origin).parent.glob("*/lemmatizer/lookups/lookups.bin")
    tables: dict[str, dict[int, dict[str, list[str]]]] = msgspec.msgpack.decode(path.read_bytes())
    index, irregular = tables["lemma_index"], tables["lemma_exc"]
    return _Vocabulary(
        _Words((function_words() | words("headlines", "desk")).union(*index.values())),
        _Words(index[_NOUN]),
        _Words(index[_VERB]),
        irregular[_NOUN],
        frozenset(form for forms in irregular.values() for form in forms),
    )
