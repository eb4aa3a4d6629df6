"""The word lists of ``polish.toml``, and which English words there are at all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from writethru.link.words import fold

_INFLECTED = re.compile(r"[a-z]{0,4}")  # what may follow a stem of ``opposites``


@cache
def table() -> Mapping[str, Any]:
    """Read ``polish.toml``."""
    from tomllib import loads

    return loads(files("writethru.link").joinpath("polish.toml").read_text("utf-8"))


def _words(section: str, language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table()[section].get(language, "").split())


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one language; negations and hedges of a language without a list are those of all others."""

    free: frozenset[str]
    amounts: frozenset[str]
    parts: frozenset[str]
    negations: frozenset[str]
    hedges: frozenset[str]


@cache
def lists(language: str) -> Lists:
    """Return the word lists of a language."""
    every = {
        section: frozenset().union(*(_words(section, one) for one in table()[section]))
        for section in ("negations", "hedges")
    }
    return Lists(
        _words("free", language),
        _words("amounts", language),
        _words("parts", language),
        _words("negations", language) or every["negations"],
        _words("hedges", language) or every["hedges"],
    )


@cache
def shared(name: str) -> frozenset[str]:
    """Return one of the lists that hold for all languages together."""
    return frozenset(fold(word) for word in table()["shared"][name].split())


@cache
def agreeing() -> tuple[frozenset[str], ...]:
    """Return the sets of words that differ only in number."""
    return tuple(frozenset(line.split()) for line in table()["agreeing"])


Forms = Mapping[tuple[str, ...], tuple[str, ...]]


@cache
def forms(section: str) -> Forms:
    """Return each form of ``same`` or ``qualifiers`` with the form that it is read as."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in table()[section]:
        first, *others = [tuple(part.split()) for part in line.split("=")]
        found |= dict.fromkeys(others, first)
        if section == "qualifiers":
            found[first] = first
    return found


@cache
def opposites(language: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return pairs of sides, each the stems of words that stand against those of the other."""
    sides = (line.split("=") for line in table()["opposites"].get(language, ()))
    return tuple((tuple(one.split()), tuple(other.split())) for one, other in sides)


def opposed(gone: Iterable[str], new: Iterable[str], language: str) -> tuple[str, str] | None:
    """Return the word gone and the word come that stand against each other, or None."""
    old, come = list(gone), list(new)
    for one, other in opposites(language):
        for a, b in ((one, other), (other, one)):
            before, after = _first(old, a), _first(come, b)
            if before and after and not (_first(old, b) or _first(come, a)):
                return before, after
    return None


def _first(words: Iterable[str], stems: tuple[str, ...]) -> str:
    return next((word for word in words if any(_inflected(word, stem) for stem in stems)), "")


def _inflected(word: str, stem: str) -> bool:
    if len(stem) < 3:  # a word of its own: "up"
        return word == stem
    return word.startswith(stem) and bool(_INFLECTED.fullmatch(word, len(stem)))


@cache
def _inflections() -> tuple[tuple[str, str], ...]:
    return tuple(
        (end, instead) for rule in table()["spelling"]["inflections"].split() for end, instead in [rule.split("/")]
    )


@cache
def _english() -> frozenset[str]:
    """The English words of spaCy's own lemmatiser (WordNet's, and the irregular forms)."""
    import importlib.util
    from pathlib import Path

    import msgspec

    from writethru.enrich.syntax import MODEL

    found = importlib.util.find_spec(MODEL)
    root = Path(found.origin).parent if found and found.origin else Path()
    file = next(iter(sorted(root.glob("*/lemmatizer/lookups/lookups.bin"))), None)
    if file is None:
        return frozenset()
    tables = msgspec.msgpack.decode(file.read_bytes())
    kinds = [*tables["lemma_index"].values(), *tables["lemma_exc"].values()]
    return frozenset(word for kind in kinds for word in kind)


def known(word: str) -> bool:
    """Say whether a folded word is an English one, inflected or not."""
    words = _english()
    if word in words:
        return True
    stems = (word[: -len(end)] + instead for end, instead in _inflections() if word.endswith(end))
    return any(stem in words or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in words) for stem in stems)
