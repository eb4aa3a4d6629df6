"""The word lists of the names layer, read once from ``data``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from writethru.enrich.entities.spelling import fold


@cache
def table(name: str) -> dict[str, Any]:
    """Return one data file as it stands."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Titles:
    """Words for what people and bodies are.

    ``kinds`` maps a head ("premier") to the kinds it may mean; ``wider`` a kind to the kinds it may stand for;
    ``gender`` a head or courtesy title to ``m`` or ``f``.
    ``trades`` are kinds whose heads do not stand for one another; ``parents`` and ``children`` tell the elder
    from the younger; ``spouses`` have the surname of whom they are married to, and not the office; ``ranks`` are
    the words that make another, lower office of an office.
    """

    kinds: dict[str, frozenset[str]]
    wider: dict[str, frozenset[str]]
    gender: dict[str, str]
    courtesy: frozenset[str]
    state: frozenset[str]
    company: frozenset[str]
    bodies: frozenset[str]
    trades: frozenset[str]
    parents: frozenset[str]
    children: frozenset[str]
    spouses: frozenset[str]
    ranks: frozenset[str]
    longest: int


@cache
def titles() -> Titles:
    """Return the titles."""
    data = table("titles")
    kinds: dict[str, set[str]] = {}
    for kind, heads in data["kinds"].items():
        for head in heads:
            kinds.setdefault(head, set()).add(kind)
    gender = dict.fromkeys(data["male"], "m") | dict.fromkeys(data["female"], "f")
    gender |= {word: value for word, value in data["courtesy"].items() if value}
    company = frozenset(data["bodies"]["company"])
    return Titles(
        kinds={head: frozenset(found) for head, found in kinds.items()},
        wider={kind: frozenset(found) for kind, found in data["wider"].items()},
        gender=gender,
        courtesy=frozenset(data["courtesy"]),
        state=frozenset(data["state"]),
        company=company,
        bodies=company | frozenset(data["bodies"]["other"]),
        trades=frozenset(data["trades"]),
        parents=frozenset(data["parents"]),
        children=frozenset(data["children"]),
        spouses=frozenset(data["spouses"]),
        ranks=frozenset(data["ranks"]),
        longest=max(head.count(" ") + 1 for head in kinds),
    )


@lru_cache(maxsize=16384)
def kinds_of(title: str) -> frozenset[str]:
    """Return the kinds that the words of a title may mean, in English or Korean.

    >>> sorted(kinds_of("Sen.")), sorted(kinds_of("부통령"))
    (['senator'], ['vice president'])
    """
    found = set(table("foreign")["korean"]["offices"].get(title, ()))
    parts = title.lower().replace(",", " ").split()
    for at in range(len(parts)):
        for end in range(len(parts), at, -1):
            words_ = " ".join(parts[at:end])
            kinds = titles().kinds.get(words_) or titles().kinds.get(words_.strip("."))
            if kinds:
                found |= kinds
                break
    return frozenset(found)


@dataclass(frozen=True)
class Places:
    """Places known by name.

    ``canonical`` maps a folded name to its own spelling; ``nation`` what its people, its capital or itself are
    called (folded) to the folded name of the state; ``parties`` a party's other names to its adjective.
    """

    canonical: dict[str, str]
    nation: dict[str, str]
    demonyms: frozenset[str]
    adjectives: frozenset[str]
    heads: frozenset[str]
    compass: dict[str, str]
    parties: dict[str, str]


@cache
def places() -> Places:
    """Return the places."""
    data = table("places")
    canonical, nation, demonyms = dict[str, str](), dict[str, str](), set[str]()
    for name in [*data["states"], *data["cities"]]:
        canonical[fold(name)] = name
    for name, also, people, capital in data["countries"]:
        for word in [name, *also]:
            canonical[fold(word)] = name
            nation[fold(word)] = fold(name)
        for word in people:
            nation[fold(word)] = fold(name)
            demonyms |= {fold(word), fold(word) + "s"}
        if capital:
            canonical.setdefault(fold(capital), capital)
            nation.setdefault(fold(capital), fold(name))
    peoples = {fold(word) for word in data["peoples"]}
    return Places(
        canonical=canonical,
        nation=nation,
        demonyms=frozenset(demonyms),
        adjectives=frozenset(demonyms | peoples | {word + "s" for word in peoples}),
        heads=frozenset(data["heads"]),
        compass=data["compass"],
        parties=data["parties"],
    )


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return one word list of one data file, lower-cased."""
    return frozenset(word.lower() for word in table(name)[key])


@cache
def family_first() -> frozenset[str]:
    """Return the family names that stand before the given name, lower-cased."""
    return words("names", "korean") | words("names", "chinese") | words("names", "vietnamese")


@cache
def syllables() -> re.Pattern[str]:
    """Return what a romanised East Asian given name of one to three syllables looks like, lower-cased."""
    one = table("names")["syllable"]
    return re.compile(rf"{one}(?:[- ]?{one}){{0,2}}")
