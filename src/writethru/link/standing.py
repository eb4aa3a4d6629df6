"""Where chains stand: the group of each, day by day, as the steps of those days left it.

A group is named after its earliest chain (of equal days the first by name), which never leaves it. What was is kept
beside what is, so that a day can be gone over again when a piece of that day comes: as few words as there were
changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

UNDATED = 2**31 - 1
"""The day of what has none: after all others."""

Run = tuple[int, int]
"""The first and the last of days that follow one another."""

Step = tuple[int, str]
"""The day of a step, and the group into which it put a chain."""


@dataclass(slots=True)
class Standing:
    """Where one chain stands.

    Attributes:
        chain: its id.
        day: its day (ordinal), or ``UNDATED``.
        steps: the groups in which it stood, each with the day from which on.
    """

    chain: str
    day: int
    steps: list[Step] = field(default_factory=list)

    @property
    def order(self) -> tuple[int, str]:
        """By which the first of a group is told."""
        return self.day, self.chain

    def group(self, day: int = UNDATED) -> str:
        """Return its group after the step of a day; empty when it was not there yet."""
        for at, group in reversed(self.steps):
            if at <= day:
                return group
        return ""

    def put(self, day: int, group: str) -> bool:
        """Note the group into which the step of a day put it; says whether that is another one than was noted."""
        steps = self.steps
        place = len(steps)
        while place and steps[place - 1][0] >= day:
            place -= 1
        noted = place < len(steps) and steps[place][0] == day
        new = [] if place and steps[place - 1][1] == group else [(day, group)]
        if steps[place : place + noted] == new:
            return False
        self.steps = [*steps[:place], *new, *steps[place + noted :]]
        return True

    def forget(self, day: int) -> None:
        """Forget all steps from a day on."""
        self.steps = [step for step in self.steps if step[0] < day]


Load = Callable[[Iterable[str]], Iterable[Standing]]
"""Returns where these chains stand and, with them, all others of their groups; those not known are left out."""


class Groups:
    """Where chains stand, looked up as they are asked for.

    Args:
        load: looks chains up.
    """

    def __init__(self, load: Load) -> None:
        self._load = load
        self._asked: set[str] = set()
        self._ever: defaultdict[str, set[str]] = defaultdict(set)
        self._was: dict[str, tuple[int, tuple[Step, ...]]] = {}
        self.standings: dict[str, Standing] = {}

    def need(self, chains: Iterable[str]) -> None:
        """Look these chains up, and whoever stands with them; each but once."""
        wanted = set(chains) - self._asked
        if not wanted:
            return
        for one in self._load(sorted(wanted)):
            if one.chain not in self.standings:
                self.standings[one.chain] = one
                self._was[one.chain] = (one.day, tuple(one.steps))
                for _, group in one.steps:
                    self._ever[group].add(one.chain)
                self._asked.add(one.chain)
        self._asked |= wanted

    def start(self, chain: str, day: int) -> Standing:
        """Return a chain as one that stood nowhere yet."""
        self._asked.add(chain)
        self.standings[chain] = Standing(chain, day)
        return self.standings[chain]

    def drop(self, chain: str) -> None:
        """Take a chain out that is no more."""
        self.standings.pop(chain, None)

    def put(self, chain: str, day: int, group: str) -> bool:
        """Put a chain into a group from a day on; says whether that is news."""
        self._ever[group].add(chain)
        return self.standings[chain].put(day, group)

    def erase(self, chain: str, day: int) -> None:
        """Forget the step of one day."""
        standing = self.standings[chain]
        standing.steps = [step for step in standing.steps if step[0] != day]

    def stood_in(self, chain: str) -> set[str]:
        """Return the groups in which a chain ever stood."""
        return {group for _, group in self.standings[chain].steps}

    def ever_in(self, group: str) -> set[str]:
        """Return the chains that ever stood in a group, as far as they were looked up."""
        return self._ever[group] & self.standings.keys()

    def group(self, chain: str, day: int = UNDATED) -> str:
        """Return the group of a chain after the step of a day."""
        return self.standings[chain].group(day)

    def members(self, group: str, day: int = UNDATED) -> set[str]:
        """Return the chains of a group after the step of a day, as far as they were looked up. O(ever in it)."""
        there = self.standings
        return {one for one in self._ever[group] if one in there and there[one].group(day) == group}

    def changed(self) -> set[str]:
        """Return the chains that stand otherwise than when they were looked up, and those that are new."""
        return {
            chain
            for chain, one in self.standings.items()
            if chain not in self._was or (one.day, tuple(one.steps)) != self._was[chain]
        }

    def dropped(self) -> set[str]:
        """Return the chains that were known and are no more."""
        return self._was.keys() - self.standings.keys()

    def left_by(self, chain: str) -> set[str]:
        """Return those that are there of the group in which a chain stood last when it was looked up."""
        steps = self._was.get(chain, (0, ()))[1]
        return {one for one in self._ever[steps[-1][1]] if one in self.standings} if steps else set()
