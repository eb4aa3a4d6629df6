"""One day's step: what hangs together with what came, put together anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from writethru.link.standing import UNDATED, Groups
from writethru.link.ties_found import Pairs
from writethru.link.units import Unit, Window, spread, together

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    Mask = NDArray[np.bool_]


@dataclass(slots=True)
class Course:
    """What all steps have in common.

    Attributes:
        window: the chains that are near in time.
        groups: where chains stand.
        opens: for how many days a chain is open.
        reach: how many days back a story's chains can stand for it.
        fresh: the chains that are new.
        dirty: the chains that stand otherwise than before, or stand with such.
    """

    window: Window
    groups: Groups
    opens: int
    reach: int
    pairs: Pairs
    row: dict[str, int]
    fresh: set[str] = field(default_factory=set)
    dirty: set[str] = field(default_factory=set)

    def rows(self, chains: Iterable[str]) -> "Rows":
        """Return the rows of chains, in order; those outside of the window have none."""
        return np.array(sorted(self.row[chain] for chain in chains if chain in self.row), dtype=np.int64)


def take(course: Course, day: int) -> None:
    """Take the step of a day."""
    graph = _Graph(course, day)
    while len(rows := graph.unasked()):
        course.pairs.ask(rows)
        graph = _Graph(course, day)
    _put(course, day, graph)


class _Graph:
    """Open chains and settled stories, with what ties them, as far as it is known."""

    def __init__(self, course: Course, day: int) -> None:
        self._course, self._day = course, day
        days = course.window.days
        since = UNDATED if day == UNDATED else day - course.opens + 1
        self._open: Mask = (days >= since) & (days <= day)
        one, other, alike = self._near()
        self._unit = np.full(len(days), -1)
        self.units: list[Unit] = []
        self._fill(one, other)
        one, other = self._unit[one], self._unit[other]
        told = (one >= 0) & (other >= 0) & (one != other)
        self._tie(np.minimum(one, other)[told], np.maximum(one, other)[told], alike[told])

    def _near(self) -> "tuple[Rows, Rows, NDArray[np.float32]]":
        pairs, days = self._course.pairs, self._course.window.days
        there = days <= self._day
        told = there[pairs.one] & there[pairs.other] & (self._open[pairs.one] | self._open[pairs.other])
        if self._day == UNDATED:
            self._leave(np.unique(np.concatenate([pairs.one[told], pairs.other[told]])))
            told &= self._open[pairs.one] | self._open[pairs.other]
        return pairs.one[told], pairs.other[told], pairs.alike[told]

    def _leave(self, rows: "Rows") -> None:
        """Leave undated chains where they are that stand with some outside of the window."""
        course = self._course
        chains = [course.window.chains[row] for row in rows[self._open[rows]].tolist()]
        course.groups.need(chains)
        for chain in chains:
            group = course.groups.group(chain)
            if group and not course.groups.members(group) <= course.row.keys():
                self._open[course.row[chain]] = False

    def _fill(self, one: "Rows", other: "Rows") -> None:
        """Make units of the rows of some pairs, and of open chains that nothing ties but that may stand otherwise."""
        course = self._course
        tied = np.zeros(len(self._open), dtype=np.bool_)
        tied[one] = tied[other] = True
        tied[[row for row in course.rows(course.dirty).tolist() if self._open[row]]] = True
        chains = course.window.chains
        opens = np.flatnonzero(tied & self._open).tolist()
        stories = self._stories(np.flatnonzero(tied & ~self._open).tolist())
        found = [Unit([row], [chains[row]]) for row in opens] + stories
        self.units = sorted(found, key=lambda unit: unit.rows)
        for number, unit in enumerate(self.units):
            self._unit[unit.rows] = number

    def _stories(self, rows: Sequence[int]) -> list[Unit]:
        """Return the settled stories of which these rows are."""
        course, days = self._course, self._course.window.days
        groups, chains = course.groups, course.window.chains
        groups.need(chains[row] for row in rows)
        names = {
            name
            for row in rows
            if chains[row] in groups.standings and (name := groups.group(chains[row], self._day - 1))
        }
        found = []
        for name in sorted(names):
            members = [
                chain
                for chain in groups.members(name, self._day - 1)
                if chain not in course.row or not self._open[course.row[chain]]
            ]
            near = [
                row
                for row in course.rows(members).tolist()
                if self._day == UNDATED or days[row] >= self._day - course.reach
            ]
            if near:
                found.append(Unit(spread(near), sorted(members)))
        return found

    def _tie(self, one: "Rows", other: "Rows", alike: "NDArray[np.float32]") -> None:
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import connected_components

        count = len(self.units)
        keys, first = np.unique(one * count + other, return_index=True)
        self.one, self.other, self.alike = one[first], other[first], alike[first]
        if not count:
            self._label = np.empty(0, dtype=np.int64)
            return
        ones = np.ones(len(keys), dtype=np.int8)
        _, self._label = connected_components(
            csr_matrix((ones, (self.one, self.other)), shape=(count, count)), directed=False
        )

    def _reached(self) -> "Mask":
        """Return which units hang together with what stands otherwise."""
        dirty = self._course.dirty
        mine = [n for n, unit in enumerate(self.units) if not dirty.isdisjoint(unit.chains)]
        return np.isin(self._label, self._label[mine])

    def unasked(self) -> "Rows":
        """Return the rows of which pairs must be known before the step can be taken."""
        course = self._course
        asked = course.pairs.asked
        opens = self._open & ~asked
        if not opens.any():
            return np.empty(0, dtype=np.int64)
        rows = {row for n in np.flatnonzero(self._reached()).tolist() for row in self.units[n].rows}
        return np.array(sorted(row for row in rows if not asked[row]), dtype=np.int64)

    def anew(self) -> "Rows":
        """Return the units that are to be put together: those that hang together with some that came on this day."""
        days, reached = self._course.window.days, self._reached()
        today = [
            n for n in np.flatnonzero(reached).tolist() if any(days[row] == self._day for row in self.units[n].rows)
        ]
        return np.flatnonzero(np.isin(self._label, self._label[today]))


def _put(course: Course, day: int, graph: _Graph) -> None:
    """Put the chains of a step's units into their groups."""
    places = graph.anew()
    if not len(places):
        return
    units = [graph.units[place] for place in places.tolist()]
    new = np.full(len(graph.units), -1)
    new[places] = np.arange(len(places))
    inside = new[graph.one] >= 0
    ties = new[graph.one[inside]], new[graph.other[inside]]
    touched = {chain for unit in units for chain in unit.chains}
    course.groups.need(touched)
    was = {name: course.groups.members(name, day) for name in {course.groups.group(one, day) for one in touched} - {""}}
    left = {name: members - touched for name, members in was.items()}
    for group in together(units, ties, graph.alike[inside], course.window):
        members = {chain for place in group for chain in units[place].chains}
        if day == UNDATED:  # what stands with some outside of the window stays with them
            members.update(*(left.pop(name) for name in members & left.keys()))
        _name(course, day, members, was)
    for chain in set[str]().union(*left.values()) if day != UNDATED else ():
        course.groups.erase(chain, day)
        course.dirty.add(chain)


def _name(course: Course, day: int, members: set[str], was: dict[str, set[str]]) -> None:
    """Note that these stand together from a day on."""
    groups = course.groups
    name = min(members, key=lambda chain: groups.standings[chain].order)
    before = {groups.group(chain, day) for chain in members}
    same = len(before) == 1 and was.get(next(iter(before))) == members and course.fresh.isdisjoint(members)
    for chain in members:
        groups.put(chain, day, name)
    if not same:
        course.dirty |= members
