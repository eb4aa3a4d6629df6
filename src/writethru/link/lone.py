"""Surnames that stand alone: whose they are by office, company and day; and who they are together if nobody's."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Generic, TypeVar

from writethru.enrich.entities.lexicon import table, titles
from writethru.model import Bearer

WINDOW = 3  # days on either side within which a lone surname may find its full name in another piece
TERM = 30  # days over which pieces that know no full name may speak of one "President Moor"
_COMPANY = 2  # others named in both pieces that vouch for one person where titles do not

Word = tuple[str, str]
T = TypeVar("T")


def sought(node: Bearer) -> tuple[Word, ...]:
    """Return the words under which a surname is looked for: itself, and across scripts its sound."""
    if not node.surname:
        return ()
    return (("surname", node.surname), ("sound", node.sound)) if node.sound else (("surname", node.surname),)


def around(day: date | None) -> list[date | None]:
    """Return the days whose pieces can vouch for a name on a day; of no known day, those of none."""
    if day is None:
        return [None]
    return [*(day + timedelta(days=step) for step in range(-WINDOW, WINDOW + 1))]


class Vouching(Generic[T]):
    """Bearers of full names, by surname and day, each with what stands for who they are."""

    def __init__(self, known: Iterable[tuple[T, Bearer]]) -> None:
        self._near: defaultdict[tuple[Word, date | None], list[tuple[T, Bearer]]] = defaultdict(list)
        for who, node in known:
            for word in sought(node):
                self._near[word, node.day].append((who, node))

    def fitting(self, node: Bearer) -> set[T]:
        """Return who a lone surname may be: who has its office, else who is in its company."""
        near = [
            (who, other)
            for day in around(node.day)
            for word in sought(node)
            for who, other in self._near.get((word, day), ())
            if vouched(node, other)
        ]
        office = {who for who, other in near if node.kinds & other.kinds - vague()}
        return office or {who for who, _ in near}


def vouched(node: Bearer, other: Bearer) -> bool:
    """Say whether another piece gives a full name the same office, or the same company."""
    if other.take == node.take:
        return False
    if node.nations and other.nations and not node.nations & other.nations:
        return False
    return bool(node.kinds & other.kinds) or len(node.company & other.company) >= _COMPANY


def in_office(nodes: Sequence[Bearer]) -> list[list[Bearer]]:
    """Bring together pieces that know "President Moor" by surname and office alone, one state, within a term.

    Args:
        nodes: lone bearers whom nobody vouched for, oldest first.
    """
    out: list[list[Bearer]] = []
    last: dict[tuple[str, str], list[Bearer]] = {}
    for node in nodes:
        held = offices(node)
        home = next((last[node.surname, kind] for kind in held if (node.surname, kind) in last), None)
        if home is None or not _still(home, node):
            out.append(home := [node])
        else:
            home.append(node)
        for kind in held:
            last[node.surname, kind] = home
    return out


def offices(node: Bearer) -> list[str]:
    """Return the offices of a lone name that one holds at a time: a surname, or that of "Crown Prince Ivar"."""
    if not (node.surname and node.day and node.kinds):
        return []
    royal = {"prince"} if any(_royal().intersection(title.split()[-1:]) for title in node.titles) else set()
    return sorted(node.kinds & _single() | royal)


@cache
def vague() -> frozenset[str]:
    """Return the kinds of titles that say too little of anybody to tell who it is, trades and kinship among them."""
    return frozenset(table("titles")["vague"]) | titles().trades


@cache
def _royal() -> frozenset[str]:
    return frozenset(table("titles")["royal"])


@cache
def _single() -> frozenset[str]:
    return frozenset(table("titles")["single"])


def _still(home: Sequence[Bearer], node: Bearer) -> bool:
    """Say whether a piece may speak of the same holder of an office: not long after, and of no other state."""
    states = {nation for one in home for nation in one.nations}
    latest = home[-1].day
    near = latest and node.day and node.day - latest <= timedelta(days=TERM)
    others = any(one.take == node.take for one in home)
    return bool(near) and not others and not (states and node.nations and not states & node.nations)
