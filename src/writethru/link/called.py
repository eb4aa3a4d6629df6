"""What a person, body or place is called: its kind, its name, and an id that is given once and never to another."""

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from typing import TypeVar

from writethru.enrich.entities.spelling import fold, is_hangul, romanise
from writethru.link.bearers import acronym, full
from writethru.model import Bearer, EntityKind, Known, Tally

T = TypeVar("T")
_KINDS = list(EntityKind)


def count(tally: Tally, node: Bearer, step: int = 1) -> None:
    """Count a bearer in, or out with a ``step`` of -1. Where a name stood first is not found again by counting out."""
    tally.bearers += step
    _count(tally.votes, node.kind, node.weight * step)
    _count(tally.main, node.name, step)
    _count(tally.surnames, node.surname, step)
    for at, name in enumerate(dict.fromkeys((node.name, *node.names))):
        _count(tally.named, name, step * (name in node.names))
        place = (node.day or date.max, node.take, node.index, at)
        tally.seen[name] = min(tally.seen.get(name, place), place)
    for name in [name for name in tally.seen if name not in tally.named and name not in tally.main]:
        del tally.seen[name]


def _count(counter: dict[T, int], key: T, step: int) -> None:
    if not (now := counter.get(key, 0) + step):
        counter.pop(key, None)
    else:
        counter[key] = now


def merge(into: Tally, other: Tally) -> None:
    """Count all bearers of another tally in."""
    into.bearers += other.bearers
    for kind, times in other.votes.items():
        _count(into.votes, kind, times)
    for mine, theirs in ((into.named, other.named), (into.main, other.main), (into.surnames, other.surnames)):
        for name, times in theirs.items():
            _count(mine, name, times)
    for name, place in other.seen.items():
        into.seen[name] = min(into.seen.get(name, place), place)


def tallied(nodes: Iterable[Bearer]) -> Tally:
    """Return the tally of some bearers."""
    tally = Tally()
    for node in nodes:
        count(tally, node)
    return tally


def known(identity: str, tally: Tally) -> Known:
    """Return a person, body or place by its id and what its bearers show."""
    kind = _kind(tally)
    return Known(identity, kind, _name(tally, kind), tally)


def _kind(tally: Tally) -> EntityKind:
    """Return the kind that most mentions have."""
    if len(tally.votes) == 1:
        return next(iter(tally.votes))
    return max(EntityKind, key=lambda kind: (tally.votes.get(kind, 0), kind.value))


def _name(tally: Tally, kind: EntityKind) -> str:
    """Return the name that most pieces show, the oldest at a tie: a full one, and Latin before other letters."""
    if len(tally.seen) == 1:
        return next(iter(tally.seen))
    person = kind is EntityKind.PERSON
    return min(
        tally.seen,
        key=lambda name: (
            (not full(name) or fold(name) in tally.surnames) if person else acronym(name),
            not fold(name).isascii(),
            -tally.named.get(name, 0) - 2 * tally.main.get(name, 0),
            tally.seen[name],
        ),
    )


def ranked(groups: Iterable[Sequence[Bearer]]) -> list[tuple[str, Sequence[Bearer]]]:
    """Return groups in order, persons, bodies, places, the oldest first, each with its id if nobody else has it."""
    found = []
    for group in groups:
        known_as = known("", tallied(group))
        oldest = min(group, key=lambda node: node.order)
        stem = slug(known_as.name)
        if all(node.lone or node.unclear for node in group):  # without a full name, its take tells it apart
            stem = f"{stem}-{oldest.take[:6]}"
        found.append((_KINDS.index(known_as.kind), oldest.order, stem, group))
    return [(stem, group) for _, _, stem, group in sorted(found, key=lambda one: one[:2])]


def numbered(stem: str) -> Iterator[str]:
    """Yield an id and the next ones: ``ida-moor``, ``ida-moor-2``, ``ida-moor-3``."""
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def free(stem: str, given: Set[str]) -> str:
    """Return the first id of a name that was never given."""
    return next(one for one in numbered(stem) if one not in given)


def slug(name: str) -> str:
    """Return a readable id of a name: lower case, ASCII where it can be, words joined by hyphens.

    >>> slug("Ida Møór"), slug("U.S.")
    ('ida-moor', 'us')
    """
    plain = fold(romanise(name) if is_hangul(name) else name)
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split()) or "unnamed"
