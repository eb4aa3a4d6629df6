"""The words of deeds, from ``data/deeds.toml``: what they do, how far they come, and what stands around them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from writethru.model import EventKind, EventState


@dataclass(frozen=True, slots=True)
class Deed:
    """One class of words that do the same thing; the fields are told in the data file."""

    plover: str
    mode: str
    kind: EventKind
    state: EventState
    to: tuple[str, ...]
    objects: frozenset[str]
    via: tuple[str, ...]
    needs: str
    still: bool
    spare: frozenset[str]
    particle: str = ""

    @property
    def category(self) -> str:
        """PLOVER's category with its mode, as ``CONSULT-visit``."""
        return f"{self.plover}-{self.mode}" if self.mode else self.plover

    @property
    def friendly(self) -> bool:
        """Whether it is cooperation in PLOVER's two by two, verbal or material."""
        return self.plover in lexicon().friendly


@dataclass(frozen=True, slots=True)
class Operator:
    """One class of words that say how far another deed has come; the fields are told in the data file."""

    name: str
    plover: str
    hostile: str
    other: str
    kind: EventKind
    state: EventState
    contact: EventState
    follows: frozenset[str]
    bare: bool
    orders: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of the data file, by lemma."""

    friendly: frozenset[str]
    verbs: Mapping[str, tuple[Deed, ...]]
    nouns: Mapping[str, Deed]
    operators: Mapping[str, Operator]
    named: Mapping[str, Operator]
    noun_operators: Mapping[str, Operator]
    adjectives: Mapping[str, Operator]
    things: Mapping[str, frozenset[str]]
    fates: Mapping[str, EventState]
    words: Mapping[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Read the data file once."""
    table = tomllib.loads(files(f"{__package__}.data").joinpath("deeds.toml").read_text("utf-8"))
    things = {name: frozenset(words.split()) for name, words in table["things"].items()}
    verbs: dict[str, list[Deed]] = {}
    nouns: dict[str, Deed] = {}
    for row in table["deeds"]:
        for lemma, deed in _verbs(row, things):
            verbs.setdefault(lemma, []).append(deed)
        nouns |= {noun: _deed(row, things, _objects(row, things, "via")) for noun in row.get("nouns", "").split()}
    operators = [(row, _operator(row)) for row in table["operators"]]
    return Lexicon(
        friendly=frozenset(table["friendly"]),
        verbs={lemma: tuple(sorted(deeds, key=_closest)) for lemma, deeds in verbs.items()},
        nouns=nouns,
        operators={word: made for row, made in operators for word in row.get("verbs", "").split()},
        named={made.name: made for _, made in operators},
        noun_operators={word: made for row, made in operators for word in row.get("nouns", "").split()},
        adjectives={word: made for row, made in operators for word in row.get("adjectives", "").split()},
        things=things,
        fates={word: EventState(state) for state, words in table["fates"].items() for word in words.split()},
        words={name: frozenset(words.split()) for name, words in table["words"].items()},
    )


def _closest(deed: Deed) -> tuple[bool, bool]:
    """Order the uses of a verb: those with a particle first, then those of certain things."""
    return not deed.particle, not deed.objects


def _verbs(row: Mapping[str, Any], things: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, Deed]]:
    objects = _objects(row, things, "verbs")
    for verb in row.get("verbs", "").split():
        lemma, _, particle = verb.partition("_")
        yield lemma, _deed(row, things, objects, particle)


def _objects(row: Mapping[str, Any], things: Mapping[str, frozenset[str]], when: str) -> frozenset[str]:
    """Return the things that a class asks for, where it has the key ``when``: for a noun they stand behind ``via``."""
    return frozenset[str]().union(*(things[name] for name in row.get("objects", ()))) if when in row else frozenset()


def _deed(
    row: Mapping[str, Any], things: Mapping[str, frozenset[str]], objects: frozenset[str], particle: str = ""
) -> Deed:
    kind = EventKind(row.get("kind", "act"))
    return Deed(
        plover=row["plover"],
        mode=row.get("mode", ""),
        kind=kind,
        state=EventState(row.get("state", "held" if kind is EventKind.CONTACT else "done")),
        to=tuple(row["to"]),
        objects=objects,
        via=tuple(row.get("via", ())),
        needs=row.get("needs", ""),
        still=row.get("still", False),
        spare=frozenset[str]().union(*(things[name] for name in row.get("spare", ()))),
        particle=particle,
    )


def _operator(row: Mapping[str, Any]) -> Operator:
    return Operator(
        name=row["name"],
        plover=row["plover"],
        hostile=row.get("hostile", row["plover"]),
        other=row.get("other", row["plover"]),
        kind=EventKind(row["kind"]),
        state=EventState(row["state"]),
        contact=EventState(row["contact"]),
        follows=frozenset(row["follows"]),
        bare=row.get("bare", False),
        orders=row.get("orders", False),
    )
