"""Stories day by day: which chains tell one event, found again only where a piece came.

Days are gone over in order. In the step of a day its chains and those of the days just before it, which are open, are
put together anew, with the older stories near them, which are settled: a settled story is never split again, and some
of its chains stand for it. What no pair of likely chains ties is independent, and what nothing came to on that day
stays as it was. So the outcome is a function of the set of chains, in whatever order they came, and a new chain costs
what its candidates cost: a step goes only over what hangs together with it. A chain that comes late makes the steps
from its own day on be taken again, for what hangs together with it then. Chains without a day are open for good, and
come after all others.

The time of a step is O(ties + pairs asked for) of the components that it goes over.
"""

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from writethru.link.standing import UNDATED, Groups
from writethru.link.step import Course, take
from writethru.link.ties_found import Pairs
from writethru.link.units import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

OPEN = 2
"""Days for which a chain is open: its own and those after it."""


class Steps:
    """The steps of days, over one window.

    Args:
        window: the chains that are near in time.
        groups: where chains stand; brought up to date.
        reach: days; chains further apart never tell one event.
        opens: for how many days a chain is open.
    """

    def __init__(self, window: Window, groups: Groups, reach: int, opens: int = OPEN) -> None:
        row = {chain: row for row, chain in enumerate(window.chains)}
        self._course = Course(window, groups, opens, reach, Pairs(window), row)
        self._days = set(np.unique(window.days).tolist())
        self._waiting: list[int] = []

    @property
    def pairs(self) -> "tuple[Rows, Rows, NDArray[np.float32]]":
        """The pairs that are alike, as far as they were found, the lower row first."""
        pairs = self._course.pairs
        return pairs.one, pairs.other, pairs.alike

    def take(self, fresh: Iterable[str], gone: Iterable[str] = ()) -> None:
        """Put chains into stories, and whatever comes out otherwise because of them.

        Args:
            fresh: chains of the window that are new, or that tell something else than they did.
            gone: chains that are no more.
        """
        course, fresh, gone = self._course, set(fresh), set(gone)
        groups = course.groups
        groups.need(fresh | gone)
        since = self._part(fresh | gone)
        for chain in gone:
            groups.drop(chain)
        rows = course.rows(fresh)
        for row in rows.tolist():
            groups.start(course.window.chains[row], int(course.window.days[row]))
        course.fresh |= fresh
        course.dirty |= fresh
        course.dirty &= groups.standings.keys()
        course.pairs.ask(rows)
        self._wait(course.window.days[rows].tolist())
        if since is not None:
            self._wait(self._after(since - 1))
        self._run()

    def _part(self, chains: set[str]) -> int | None:
        """Forget what others owe to these chains, and to those they owe it to in turn; returns since when.

        Who was kept out of a story by such a chain is alike with some that stood with it.
        """
        course, groups = self._course, self._course.groups
        parted = {chain: groups.standings[chain].day for chain in sorted(chains & groups.standings.keys())}
        seen = self._owing(parted)
        rows = course.rows(seen.keys() - chains)
        course.pairs.ask(rows[~course.pairs.asked[rows]])
        near = [course.window.chains[row] for row in course.pairs.around(rows).tolist()] if len(rows) else []
        groups.need(near)
        since = min(parted.values(), default=UNDATED)
        seen |= self._owing({chain: since for chain in near if chain in groups.standings and chain not in seen})
        for mate in seen.keys() - chains:
            standing, since = groups.standings[mate], seen[mate]
            self._wait([max(standing.day, since), *(at for at, _ in standing.steps if at >= since)])
            standing.forget(since)
            course.dirty.add(mate)
        return min(parted.values(), default=None)

    def _owing(self, since: dict[str, int]) -> dict[str, int]:
        """Return all that ever stood with some chains, or with such, each with the day from which on that counts."""
        groups, seen, waiting = self._course.groups, dict(since), list(since.items())
        gone_over: dict[str, int] = {}
        while waiting:
            chain, day = waiting.pop()
            for group in groups.stood_in(chain):
                if gone_over.get(group, UNDATED + 1) <= day:
                    continue
                gone_over[group] = day
                for mate in groups.ever_in(group):
                    if mate not in seen or day < seen[mate]:
                        seen[mate] = day
                        waiting.append((mate, day))
        return seen

    def _wait(self, days: Iterable[int]) -> None:
        for day in (set(days) & self._days) - set(self._waiting):
            heappush(self._waiting, day)

    def _run(self) -> None:
        """Take the steps of all days that may come out otherwise, each once."""
        self._wait([UNDATED])
        while self._waiting:
            day = heappop(self._waiting)
            take(self._course, day)
            self._wait(self._after(day))

    def _after(self, day: int) -> set[int]:
        """Return the days after this one on which what came otherwise may bear on something."""
        later = {one for one in self._days if day < one < UNDATED}
        if later <= set(self._waiting):
            return set()
        course = self._course
        rows = course.rows(course.dirty)
        course.pairs.ask(rows[~course.pairs.asked[rows]])
        near = course.pairs.around(rows)
        of = np.unique(course.window.days[near])
        of = of[of < UNDATED]
        return later & set((of[:, None] + np.arange(course.opens)[None, :]).ravel().tolist())
