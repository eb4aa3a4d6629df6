"""The words of saying, from ``data/cues.toml``: which there are, and what may follow them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from writethru.model import StatementKind

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to use a word of saying; ``follows`` as explained in the data file.

    Attributes:
        prepositions: what may stand between the verb and its content.
        pairs: what joins an object and the rest of the content ("accused X *of* Y").
        particle: the word that makes the verb a cue, or empty.
        weight: how sure one may be that it marks a statement, 0 to 1.
    """

    kind: StatementKind
    follows: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    particle: str = ""
    weight: float = 0.8


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues of English: verbs by lemma with their uses in order, nouns, and closed lists.

    ``modals``, ``marks``, ``hopes`` and ``nobody`` show that nothing was said, as do ``showing`` of anybody but a paper
    and the participles in ``provided``; ``mute`` and ``abstract`` (endings)
    that a noun cannot say it, unless it is one of ``voices``. ``collectives`` are nouns for a body of people,
    ``people`` those that in the plural are people, and ``agents`` the endings of nouns for those who do something.
    ``sexes`` are endings of nouns with the gender that they tell, ``f`` before ``m``.
    ``bare`` are the words that a name of a group goes without, ``parts`` the nouns that count its people.
    ``nominal`` holds every lemma that can be a cue without being a verb.
    """

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, StatementKind]
    adjectives: frozenset[str]
    light: frozenset[str]
    hearsay: frozenset[str]
    hearsay_adverbs: frozenset[str]
    anaphors: frozenset[str]
    papers: frozenset[str]
    nominal: frozenset[str]
    modals: frozenset[str]
    showing: frozenset[str]
    provided: frozenset[str]
    marks: frozenset[str]
    hopes: frozenset[str]
    nobody: frozenset[str]
    mute: frozenset[str]
    abstract: tuple[str, ...]
    voices: frozenset[str]
    collectives: frozenset[str]
    people: frozenset[str]
    agents: tuple[str, ...]
    bare: frozenset[str]
    parts: frozenset[str]
    sexes: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """Read the data file once."""
    table = tomllib.loads(files(f"{__package__}.data").joinpath("cues.toml").read_text("utf-8"))
    verbs: dict[str, list[Cue]] = {}
    for verb, cue in [*_particles(table), *_verbs(table)]:
        verbs.setdefault(verb, []).append(cue)
    return Lexicon(
        verbs={verb: tuple(uses) for verb, uses in verbs.items()},
        nouns={word: StatementKind(row["kind"]) for row in table["nouns"] for word in row["words"].split()},
        adjectives=_words(table["adjectives"]["words"]),
        light=_words(table["light"]["words"]),
        hearsay=_words(table["hearsay"]["passive"]),
        hearsay_adverbs=_words(table["hearsay"]["adverbs"]),
        anaphors=_words(table["anaphors"]["words"]),
        papers=_words(table["papers"]["words"]),
        nominal=frozenset({"accord", "according"}).union(
            *(_words(row["words"]) for row in table["nouns"]),
            _words(table["adjectives"]["words"]),
            _words(table["hearsay"]["adverbs"]),
        ),
        **{
            name: _words(table["unsaid"][name])
            for name in ("modals", "marks", "hopes", "nobody", "showing", "provided")
        },
        mute=_words(table["mute"]["words"]),
        abstract=tuple(table["mute"]["endings"].split()),
        voices=_words(table["mute"]["voices"]),
        collectives=_words(table["groups"]["collectives"]),
        people=_words(table["groups"]["people"]),
        bare=_words(table["groups"]["bare"]),
        parts=_words(table["groups"]["parts"]),
        sexes=dict.fromkeys(table["groups"]["female"].split(), "f")
        | dict.fromkeys(table["groups"]["male"].split(), "m"),
        agents=tuple(table["groups"]["agents"].split()),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _verbs(table: Table) -> Iterator[tuple[str, Cue]]:
    for row in table["verbs"]:
        cue = Cue(
            StatementKind(row["kind"]),
            frozenset(row["follows"]),
            frozenset(row.get("prepositions", ())),
            frozenset(row.get("pairs", ())),
            weight=float(row["weight"]),
        )
        for verb in sorted(_words(row["words"])):
            yield verb, cue


def _particles(table: Table) -> Iterator[tuple[str, Cue]]:
    for row in table["particles"]:
        yield (
            row["verb"],
            Cue(
                StatementKind(row["kind"]),
                frozenset(row["follows"]),
                frozenset(row.get("prepositions", ())),
                particle=row["particle"],
                weight=0.85,
            ),
        )
