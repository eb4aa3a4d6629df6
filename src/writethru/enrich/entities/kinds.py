"""One kind for each name of a piece: every mention votes, with its label, its title and its neighbours."""

import re
from collections import defaultdict
from collections.abc import Iterable

from writethru.enrich.entities.cast import Cast
from writethru.enrich.entities.lexicon import family_first, places, titles, words
from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.roles import Title
from writethru.enrich.entities.spans import Name
from writethru.model import EntityKind

PERSON, BODY, PLACE = EntityKind.PERSON, EntityKind.BODY, EntityKind.PLACE
_LABELS = {"PERSON": (PERSON, 2.0), "ORG": (BODY, 1.5), "GPE": (PLACE, 2.0), "LOC": (PLACE, 2.0), "FAC": (PLACE, 1.0),
           "NORP": (BODY, 0.8), "PRODUCT": (BODY, 0.8)}  # fmt: skip
_LOCAL = frozenset({"in", "at", "from", "near", "into", "across", "outside", "toward", "towards", "around"})
_PLACED = frozenset({"village", "city", "town", "province", "island", "port", "region", "capital", "district", "state"})

Votes = defaultdict[EntityKind, float]


def decide(cast: Cast, borne: dict[int, list[Title]]) -> None:
    """Set the kind of each name; ``borne`` are the titles of a name by its place in ``cast.names``.

    Mentions of one spelling vote together. A word that is the surname of a person of the piece, or the short form
    of one of its bodies, follows that unless the votes are strongly against it.
    """
    votes: defaultdict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for number, name in enumerate(cast.names):
        _vote(cast.lines[name.line], name, borne.get(number, ()), votes[name.key])
    won = {key: _winner(counts) for key, counts in votes.items()}
    tails = _tails(won)
    within, sure = _within(won), _sure(cast, borne, won)
    for name in cast.names:
        kind = won[name.key] or within.get(name.key)
        other = tails.get(name.key)
        if other and (name.key not in places().canonical or (name.key in sure and _acts(cast.lines[name.line], name))):
            kind = other
        name.kind = kind


def _sure(cast: Cast, borne: dict[int, list[Title]], won: dict[str, EntityKind | None]) -> set[str]:
    """Return the last words of the full names that are surely persons': by a title or a common first name."""
    out = set()
    for number, name in enumerate(cast.names):
        first, _, rest = name.key.partition(" ")
        known = first in words("names", "male") or first in words("names", "female") or borne.get(number)
        if rest and known and won[name.key] is PERSON:
            out.add(rest.split()[-1])
    return out


def _within(won: dict[str, EntityKind | None]) -> dict[str, EntityKind]:
    """Return the single words that a body of the piece is of: Zan, where there is a "Bank of Zan"."""
    parts = [key.split() for key, kind in sorted(won.items()) if kind is BODY]
    return {words_[-1]: PLACE for words_ in parts if words_[-2:-1] == ["of"]}


def _acts(line: Line, name: Name) -> bool:
    """Say whether a place's name does what persons do: it is a subject, has an age, and no "in" before it."""
    if name.start and line.lower[name.start - 1] in (*_LOCAL, "to", "of", "for"):
        return False
    aged = line.text[name.end : name.end + 1] == [","] and line.lower[name.end + 1 : name.end + 2] != []
    aged = aged and line.text[name.end + 1].isdigit() and len(line.text[name.end + 1]) == 2
    root = line.root(name.start, name.end)
    titled = name.start > 0 and line.lower[name.start - 1] in (*titles().courtesy, *titles().kinds)
    return aged or titled or line.dep[root] in ("nsubj", "nsubjpass")


def _winner(counts: Votes) -> EntityKind | None:
    if not counts:
        return None
    return max(EntityKind, key=lambda kind: (counts[kind], kind is PERSON, kind.value))


def _tails(won: dict[str, EntityKind | None]) -> dict[str, EntityKind]:
    """Return what the single words stand for that end (or, family name first, begin) a longer name."""
    out: dict[str, EntityKind] = {}
    for key, kind in sorted(won.items()):
        parts = key.split()
        if len(parts) < 2 or kind is None:
            continue
        if kind is PERSON:
            out[parts[-1]] = PERSON
            for at in range(1, len(parts) - 1):
                out[" ".join(parts[at:])] = PERSON
            if won.get(parts[0]) is not PERSON:
                out.setdefault(parts[0], PERSON)  # some names are used first name alone
            if parts[0] in family_first():
                out[parts[0]] = PERSON
        elif kind is BODY and parts[-1] in words("bodies", "suffixes"):
            out.setdefault(" ".join(parts[:-1]), BODY)
    return out


def _vote(line: Line, name: Name, borne: Iterable[Title], votes: Votes) -> None:
    parts = name.key.split()
    if name.label:
        kind, weight = _LABELS[name.label]
        votes[kind] += weight if len(parts) > 1 else weight / 2
    for title in borne:
        doubtful = title.body and name.label == "PERSON" and len(parts) > 1  # "developer Ida Moor"
        votes[BODY if title.body else PERSON] += 1 if doubtful else 4
    _form(line, name, parts, votes)
    _around(line, name, votes)


def _form(line: Line, name: Name, parts: list[str], votes: Votes) -> None:
    """Let the name's own words vote."""
    last = line.lower[name.end - 1]
    if parts[0] in words("bodies", "vessels") and len(parts) > 1:
        votes[BODY] += 8
    elif name.key in words("bodies", "seats"):
        votes[BODY] += 12
    elif name.key in places().canonical:
        votes[PLACE] += 6
    if len(parts) > 1:
        if last in words("bodies", "suffixes"):
            votes[BODY] += 8
        elif last in words("bodies", "trades"):
            votes[BODY] += 3
        elif last in words("bodies", "heads") or (parts[0] in words("bodies", "opens") and " of " in f" {name.key} "):
            votes[BODY] += 6
        elif last in places().heads:
            votes[PLACE] += 6
        if parts[0] in words("names", "male") or parts[0] in words("names", "female"):
            votes[PERSON] += 2
        if parts[0] in family_first() and "-" in name.text and name.text.split("-")[-1].islower():
            votes[PERSON] += 4
        if parts[-1] in family_first() and re.match(r"[A-Z][a-z]+-[a-z]+ ", name.text):
            votes[PERSON] += 4


def _around(line: Line, name: Name, votes: Votes) -> None:
    """Let the words beside the name vote."""
    before = line.lower[name.start - 1] if name.start else ""
    if before in _LOCAL:
        votes[PLACE] += 1
    if before == "of" and name.start > 1 and line.lower[name.start - 2] in _PLACED:
        votes[PLACE] += 4
    if before in titles().courtesy:
        votes[PERSON] += 6
    end = name.end
    if line.lower[end : end + 2] and (line.lower[end] == "who" or line.lower[end : end + 2] == [",", "who"]):
        votes[PERSON] += 2
    if end + 2 < len(line) and line.text[end] == "," == line.text[end + 2] and line.text[end + 1].isdigit():
        votes[PERSON] += 3 if len(line.text[end + 1]) == 2 else 0
    root = line.root(name.start, name.end)
    verb = line.lemma[line.head[root]]
    if (line.dep[root] in ("nsubj", "nsubjpass") and verb in words("talk", "living")) or (
        line.dep[root] in ("dobj", "nsubjpass") and verb in words("talk", "suffered")
    ):
        votes[PERSON] += 2 if name.end - name.start < 4 else 0
    if line.dep[root] in ("nsubj", "nsubjpass") and line.saying(line.head[root]):
        votes[PERSON] += 0.5
        votes[BODY] += 0.3
