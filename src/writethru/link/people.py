"""People, bodies and places across pieces: who in one piece is who in another, all pieces at once.

Names meet by their folded keys in hash tables, never pair by pair, so that the work grows with the number of
entities. Two persons who share a surname alone stay two; one full name is one person unless the pieces speak of
quite different walks of life in different company. ``writethru.link.meeting`` finds the same piece by piece.
"""

from collections.abc import Iterable, Sequence

from writethru.link.apart import by_name
from writethru.link.bearers import Pieces, bearers
from writethru.link.called import free, known, ranked, slug, tallied
from writethru.link.decided import contradicted
from writethru.link.lone import Vouching, in_office
from writethru.link.settled import Settled, settle
from writethru.model import Bearer, Decision, Person
from writethru.model.bearer import person_of

__all__ = ["contradiction", "grouped", "people", "slug", "voices"]


def people(pieces: Pieces, decisions: Sequence[Decision] = ()) -> tuple[Person, ...]:
    """Return every person, body and place of the pieces, sorted by id; the same for any order of the pieces.

    ``decisions``: what a person said of who is who; it holds whatever else speaks against it.

    O(entities), apart from the sorting.
    """
    found: list[Person] = []
    given: set[str] = set()
    for stem, group in ranked(grouped(bearers(pieces), decisions)):
        identity = free(stem, given)
        given.add(identity)
        found.append(person_of(known(identity, tallied(group)), group))
    return tuple(sorted(found, key=lambda person: person.id))


def grouped(nodes: Sequence[Bearer], decisions: Sequence[Decision] = ()) -> list[list[Bearer]]:
    """Group bearers by who they are; each is in one group.

    Args:
        nodes: with their keys, oldest first; all whom a decision speaks of, and all who may be one with any of them.
        decisions: those in force.
    """
    names = by_name([node for node in nodes if not node.lone])
    settled = settle([part for parts in names for part in parts], nodes, decisions)
    homeless = _homeless(nodes, settled)
    parted = [[node] for node in homeless if settled.parted(node)]
    return [*settled.groups, *parted, *in_office([node for node in homeless if not settled.parted(node)])]


def _homeless(nodes: Sequence[Bearer], settled: Settled) -> list[Bearer]:
    """Give persons known by surname alone to the one full name that fits; return the rest, oldest first."""
    near = Vouching((number, node) for number, group in enumerate(settled.groups) for node in group)
    lone = [node for node in nodes if node.lone and node not in settled.placed]
    given = []
    for node in lone:
        fitting = settled.allowed(node, near.fitting(node))
        if len(fitting) == 1:
            given.append((fitting.pop(), node))
    agreed = settled.agreed(given)
    for number, node in agreed:  # only now, so that one homeless never vouches for the next
        settled.groups[number].append(node)
    housed = {node for _, node in agreed}
    return [node for node in lone if node not in housed]


def contradiction(pieces: Pieces, decisions: Sequence[Decision], new: Decision) -> Decision | None:
    """Return which decision speaks against a new one; the new one itself where its sides cannot be told apart."""
    return contradicted(bearers(pieces), decisions, new)


def voices(found: Iterable[Person]) -> dict[tuple[str, int], str]:
    """Return, for each take and index of an entity in its facts, the id of the person it is."""
    return {(m.take, m.entity): person.id for person in found for m in person.mentions}
