"""The common words of English, by which a headline's capitalised words are told from names."""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from writethru.enrich.entities.lexicon import words
from writethru.enrich.syntax import MODEL

_ENDINGS = (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))
_SHORTEST = 2
_NOUN, _VERB = 16833663260455505849, 6360137228241296794  # spaCy's hashes of these words, which name its tables


@lru_cache(maxsize=1 << 16)
def common(word: str) -> bool:
    """Say whether a word, in lower case, is in the vocabulary, as it stands or without an ending.

    >>> common("launches"), common("stopped"), common("vellmark")
    (True, True, False)
    """
    return word in _words() or inflected(word) or (len(word) > 3 and word.endswith("ly") and word[:-2] in _words())


@lru_cache(maxsize=1 << 16)
def inflected(word: str) -> bool:
    """Say whether a word is a form of another one: "hosts", "posted", "rising"."""
    for ending, base in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > _SHORTEST:
            doubled = not base and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in _words()
            if stem + base in _words() or doubled:
                return True
    return word in _irregular()


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """Return the singular of a plural noun, or nothing where a word is none.

    >>> singular("ferries"), singular("men"), singular("moor")
    ('ferry', 'man', '')
    """
    nouns, irregular = _nouns()
    if word in irregular:
        return next((one for one in irregular[word] if one != word), "")
    for ending, base in (("ies", "y"), ("s", ""), ("es", "")):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > _SHORTEST and stem + base in nouns and (ending == "es" or stem[-1] != "s"):
            return stem + base
    return ""


def verb(word: str) -> bool:
    """Say whether a word, without an ending, can be a verb."""
    return word in _verbs()


@cache
def function_words() -> frozenset[str]:
    """Return the words that join others: articles, pronouns, prepositions, auxiliaries."""
    return words("headlines", "function")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(_tables()["lemma_index"][_VERB])


@cache
def _nouns() -> tuple[frozenset[str], dict[str, list[str]]]:
    return frozenset(_tables()["lemma_index"][_NOUN]), _tables()["lemma_exc"][_NOUN]


@cache
def _tables() -> dict[str, dict[int, dict[str, list[str]]]]:
    """Return the lemmatizer's tables that the model carries: WordNet's index of words, and their irregular forms.

    The model's package is looked up and not imported: spaCy would come with it, which headlines alone do not need.
    """
    import msgspec

    spec = find_spec(MODEL)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{MODEL} is not installed")
    [path] = Path(spec.origin).parent.glob("*/lemmatizer/lookups/lookups.bin")
    tables: dict[str, dict[int, dict[str, list[str]]]] = msgspec.msgpack.decode(path.read_bytes())
    return tables


@cache
def _words() -> frozenset[str]:
    return (function_words() | words("headlines", "desk")).union(*_tables()["lemma_index"].values())


@cache
def _irregular() -> frozenset[str]:
    return frozenset(form for forms in _tables()["lemma_exc"].values() for form in forms)
