"""One chain held beside others: how alike they are, by what grouping weighs, and the evidence in their words.

A chain of which the take that tells most was killed or is on hold is left out: its words are not told, nor is any
number drawn from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from writethru.link.remembered import Chained
from writethru.link.standing import UNDATED
from writethru.link.units import LEAST, compare, spread
from writethru.model import Alike, Evidence, Meeting, Pair
from writethru.outgoing import Outgoing
from writethru.remembering import OnDesk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from writethru.link.window import DeskWindow

    Rows = NDArray[np.int64]
    Told = Mapping[str, tuple[str, ...]]

_NEAREST = 3  # pieces of a story with which a piece is compared in full
_WORDS = 12  # words of one kind of evidence that are told


class Weighing:
    """One chain and others, in the window of days in which they can meet.

    Args:
        known: what is on the desk.
        out: says what may be told.
        reach: the most days between two pieces of one story.
        mine: the chain.
        others: all with which it is held beside.
    """

    def __init__(self, known: OnDesk, out: Outgoing, reach: int, mine: Chained, others: Sequence[Chained]) -> None:
        self._known, self._stops, self._reach, self._mine = known, out.stops, reach, mine
        self._chains = {mine.chain, *(one.chain for one in others)}
        of = [one.day for one in ([mine] if mine.day != UNDATED else others) if one.day != UNDATED]
        self._runs = [(min(of) - reach, max(of) + reach) if of else (UNDATED, UNDATED)]

    @cached_property
    def _window(self) -> "DeskWindow":
        from writethru.link.window import DeskWindow, translated

        at_hand = self._known.at_hand(self._runs)
        found = DeskWindow(at_hand, self._reach, self._runs)
        takes = {chain: take for chain, take in zip(found.chains, found.takes, strict=True) if chain in self._chains}
        items = self._known.items(takes.values())
        far = translated({chain: items[take] for chain, take in takes.items() if take in items})
        return DeskWindow(at_hand, self._reach, self._runs, far=far) if far else found

    @cached_property
    def _row(self) -> dict[str, int]:
        """The rows of the chains of which something may be told."""
        window = self._window
        rows = {chain: row for row, chain in enumerate(window.chains) if chain in self._chains}
        return {chain: row for chain, row in rows.items() if window.takes[row] not in self._stops}

    def _withheld(self, one: Chained) -> bool:
        return one.chain not in self._row and not self._stops.keys().isdisjoint(one.takes)

    @property
    def take(self) -> str:
        """Of the chain the take by which it is compared; empty where nothing of it may be told."""
        return self._window.takes[self._row[self._mine.chain]] if self._mine.chain in self._row else ""

    def _near(self, others: Iterable[Chained]) -> "tuple[Rows, NDArray[np.float32]]":
        """Return the rows of others near enough in time, in order, and how alike they are."""
        import numpy as np

        there = [self._row[one.chain] for one in others if one.chain in self._row]
        rows = np.array(sorted(there) if self.take else [], dtype=np.int64)
        me = np.full(len(rows), self._row.get(self._mine.chain, 0), dtype=np.int64)
        rows = rows[self._window.apart(me, rows) <= self._reach] if len(rows) else rows
        return rows, self._window.likeness(me[: len(rows)], rows)

    def meeting(self, others: Sequence[Chained]) -> Meeting:
        """Say whether the chain and a story of these others could meet."""
        import numpy as np

        if not others:
            return Meeting.SAME
        if not self.take or all(map(self._withheld, others)):
            return Meeting.WITHHELD
        rows, _ = self._near(others)
        if not len(rows):
            return Meeting.FAR
        pairs = self._window.candidates(np.array([self._row[self._mine.chain]], dtype=np.int64))
        return Meeting.MET if np.isin(np.concatenate(pairs), rows).any() else Meeting.STRANGERS

    def alike(self, story: str, others: Sequence[Chained]) -> Alike:
        """Tell how alike the chain is to a story of these others. O(others), and O(words) a pair that is told."""
        rows, alike = self._near(others)
        withheld = sum(map(self._withheld, others))
        if not len(rows):
            return Alike(story, len(others), withheld)
        found = dict(zip(rows.tolist(), alike.tolist(), strict=True))
        counted = spread(list(found))
        order = sorted(found, key=lambda row: (-found[row], row))
        return Alike(
            story=story,
            pieces=len(others),
            withheld=withheld,
            near=len(found),
            counted=len(counted),
            mean=sum(found[row] for row in counted) / len(counted),
            nearest=tuple(self._pair(row, found[row]) for row in order[:_NEAREST]),
            farthest=self._pair(order[-1], found[order[-1]]) if len(order) > 1 else None,
        )

    def wholes(self, home: Sequence[Chained], others: Sequence[Chained]) -> tuple[float, float] | None:
        """Return how alike two stories are on average, that of the chain with those at home and the others.

        Beside it stands from how much on they would be one story.
        """
        ones, twos = self._near(home)[0], self._near(others)[0]
        if not self.take or not len(twos):
            return None
        return compare(self._window, sorted([*ones.tolist(), self._row[self._mine.chain]]), twos.tolist())

    def least(self, story: Sequence[Chained]) -> float:
        """Return from how much on the chain would stand in a story of these others, or at the least in any."""
        rows = spread(self._near(story)[0].tolist())
        return compare(self._window, [self._row[self._mine.chain]], rows)[1] if rows else LEAST

    def _pair(self, row: int, likeness: float) -> Pair:
        from writethru.link.traits import spelled, told

        me = self._row[self._mine.chain]
        takes = self._window.takes[me], self._window.takes[row]
        items = self._known.items(takes)
        mine, theirs = (told(items[key]) for key in takes)
        one, other = (items[key].day for key in takes)
        found = self._window.reasons(me, row, spelled(items.values()))
        evidence = (Evidence(r.kind, r.weight, *_words(r.kind, r.words, (mine, theirs), r.weight)) for r in found)
        apart = abs((one - other).days) if one and other else None
        return Pair(takes[1], likeness, apart, tuple(evidence))


def _words(
    kind: str, shared: tuple[str, ...], told: "tuple[Told, Told]", weight: float
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of one kind of evidence: what both tell, or what each tells against the other."""
    one, other = (of.get(kind, ()) for of in told)
    if weight < 0:
        return one[:_WORDS], other[:_WORDS]
    if kind in told[0]:
        return tuple(said for said in one if said in other)[:_WORDS] or (*one, *other)[:_WORDS], ()
    return shared[:_WORDS], ()
