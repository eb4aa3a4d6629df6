"""What a window is opened over: the rows of chains in the order in which they came, held in memory while they come.

A desk keeps rows in blocks, see ``writethru.link.block``. Blocks that came since are put behind those that are held;
where one is no more, what stands in the day's other blocks stays, and the rest is passed over. Rows that are not kept
yet stand behind all others, until the next time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link.background import hashed
from writethru.link.block import STARTS, chosen, joined
from writethru.link.claim_drafts import Drafts
from writethru.link.claim_ties import Shelves
from writethru.link.sheet import Sheet
from writethru.link.standing import UNDATED, Run
from writethru.link.table import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    Block = Mapping[str, NDArray[Any]]
    Pairs = tuple[Rows, Rows, NDArray[np.float32]]
    Noted = tuple[Rows, NDArray[Any], NDArray[np.float32]]

Name = tuple[int, int]
"""A block: the number by which they are in order of arrival, and its day."""

Read = Callable[[Sequence[Name]], "Iterable[Block]"]
"""Reads blocks, in the order of their names."""

NEW = 2**62
"""The serial of rows that are not kept yet."""

_AT_ONCE = 64  # blocks that are read together
_SLACK = 20_000  # rows of other days that may be held beside as many as are asked for
_FILED = ("at", "day", "hour", "length", "datelined", "datelined_tells", "part")
_PLAIN = (*_FILED, "take", "serial")
_RAGGED = ("filed", "filed.weights")
_NONE: "Rows" = np.empty(0, dtype=np.int64)


class AtHand:
    """Rows of chains, the latest last; of two rows of one chain the later counts.

    ``chains``: the chain of each row; ``sheet``: what likeness is told by; ``lock``: for one thread at a time.
    ``drafts``: what takes give to claims; ``shelves``: what ties their figures.
    """

    def __init__(self, blocks: "Iterable[Block]" = ()) -> None:
        self.lock = RLock()
        self.drafts, self.shelves = Drafts(), Shelves()
        self._clear()
        for block in blocks:
            self.add(block)
        self._keep()

    def _clear(self) -> None:
        self.chains: list[str] = []
        self.sheet, self._table = Sheet(), Table()
        self._blocks: dict[Name, Rows] = {}
        self._gone = np.empty(0, dtype=np.bool_)  # of which kept rows the block is no more
        self._kept = 0
        self._summed = np.empty(0, dtype=np.bool_)
        self._sums: NDArray[np.float64] = np.zeros((0, 0))
        self._counts: Rows = _NONE
        self._pairs: Pairs = (_NONE, _NONE, np.empty(0, dtype=np.float32))
        self._open: Noted = (_NONE, np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.float32))

    def __getitem__(self, name: str) -> "NDArray[Any]":
        """Return a column."""
        return self._table[name] if self.chains else np.empty(0)

    def bring(self, there: Sequence[Name], read: Read) -> None:
        """Hold all blocks of some days, as they are now. O(rows that came).

        All are read again where an older one is asked for than those that are held, or more rows would be held in vain
        than are of use: O(rows).

        Args:
            there: their names, in order.
            read: reads some of them.
        """
        self._cut()
        days, wanted = {day for _, day in there}, set(there)
        new = sorted(wanted - self._blocks.keys())
        late = bool(new) and new[0] < max(self._blocks, default=new[0])
        of_use = sum(len(self._blocks[name]) for name in wanted & self._blocks.keys())
        if late or len(self.chains) > 2 * of_use + _SLACK:
            self._clear()
            new = sorted(there)
        gone = [name for name in self._blocks if name[1] in days and name not in wanted]
        lost = np.concatenate([_NONE, *(self._blocks.pop(name) for name in gone)])
        for some in (new[at : at + _AT_ONCE] for at in range(0, len(new), _AT_ONCE)):
            lost = np.setdiff1d(lost, self._put(dict(zip(some, read(some), strict=True)), lost))
        if self._passed_over(lost):
            self._keep()
        else:
            self._clear()
            self.bring(there, read)

    def _put(self, blocks: "Mapping[Name, Block]", among: "Rows") -> "Rows":
        """Hold the rows of blocks, all at once, since a block by itself has few.

        Returns:
            Where they stand: those that are among some that are held stay there, the others come behind all.
        """
        block = joined(list(blocks.values()))
        rows = np.full(len(block["chain"]), -1)
        if len(among):
            held = {key: row for row, key in zip(among.tolist(), self._keys(among), strict=True)}
            names = [hashed(chain.decode()) for chain in block["chain"].tolist()]
            keys = zip(names, block["serial"].tolist(), strict=True)
            rows = np.array([held.get(key, -1) for key in keys], dtype=np.int64)
        added = np.flatnonzero(rows < 0)
        rows[added] = len(self.chains) + np.arange(len(added))
        self.add(chosen(block, added) if len(among) else block)
        ends = np.cumsum([len(one["chain"]) for one in blocks.values()])
        self._blocks |= zip(blocks, np.split(rows, ends[:-1]), strict=True)
        return rows

    def _keys(self, rows: "Rows") -> "list[tuple[int, int]]":
        """Return the chain of each row, by hash, and when it came."""
        return list(zip(self._table["name"][rows].tolist(), self._table["serial"][rows].tolist(), strict=True))

    def _passed_over(self, rows: "Rows") -> bool:
        """Pass over rows that are no more; who was alike with them is looked up anew by name.

        Returns:
            False when a chain would stand as an older row has it: what was noted before that one is lost here.
        """
        if not len(rows):
            return True
        before = self._living()
        self._gone = np.append(self._gone, np.zeros(len(self.chains) - len(self._gone), dtype=np.bool_))
        self._gone[rows] = True
        mine, other, alike = self._pairs
        again = self._gone[other]
        self._open = _both(self._open, (mine[again], self._table["name"][other[again]], alike[again]))
        self._pairs = mine[~again], other[~again], alike[~again]
        self._pairs, self._open = (_chosen(noted, ~self._gone[noted[0]]) for noted in (self._pairs, self._open))
        return bool(np.isin(self._living(), before).all())

    def add(self, block: "Block") -> None:
        """Put rows behind all others until the next time, unless they are kept. O(values of the block)."""
        chains = [name.decode() for name in block["chain"].tolist()]
        if not chains:
            return
        self.sheet.add(block)
        begin = len(self.chains)
        self.chains += chains
        plain = {name: block[name] for name in _PLAIN}
        ragged = {name + of: block[name + of] for name in _RAGGED for of in ("", STARTS)}
        names = np.array([hashed(chain) for chain in chains], dtype=np.uint64)
        self._table.add({**plain, **ragged, "name": names}, len(chains))
        mine = begin + np.repeat(np.arange(len(chains)), np.diff(block["near" + STARTS]))
        added = mine, block["near"], block["near.alike"]
        self._open = _both(self._open, added)

    def _keep(self) -> None:
        """Keep the rows that are held, and look up the pairs that were noted with them."""
        self._kept = len(self.chains)
        self._gone = np.append(self._gone, np.zeros(self._kept - len(self._gone), dtype=np.bool_))
        mine, names, alike = self._open
        if not len(mine):
            return
        living = self._living()
        known = self._table["name"][living]
        order = np.argsort(known)
        at = np.minimum(np.searchsorted(known, names, sorter=order), len(known) - 1)
        other = living[order[at]]
        there = self._table["name"][other] == names
        serial = self._table["serial"]
        met = there & (serial[other] <= serial[mine])  # what was noted before one was read anew is void
        found = mine[met], other[met], alike[met]
        self._pairs = _both(self._pairs, found)
        self._open = mine[~there], names[~there], alike[~there]

    def _cut(self) -> None:
        """Let go of the rows that were not kept."""
        if len(self.chains) > self._kept:
            self.means(np.flatnonzero(self._summed[: self._kept]))
            self._summed = self._summed[: self._kept]
            self.sheet.cut(self._kept)
            self._table.cut(self._kept)
            del self.chains[self._kept :]
            mine, names, alike = self._open
            kept = mine < self._kept
            self._open = mine[kept], names[kept], alike[kept]

    def _living(self) -> "Rows":
        """Return the last row of each chain, in order."""
        rows = np.concatenate([np.flatnonzero(~self._gone), np.arange(len(self._gone), len(self.chains))])
        names = self._table["name"][rows]
        _, last = np.unique(names[::-1], return_index=True)
        return np.sort(rows[len(rows) - 1 - last])

    def rows(self, runs: Sequence[Run] | None, without: Iterable[str]) -> "Rows":
        """Return the rows of the chains of some runs of days, and of those without a day, in order of time."""
        if not self.chains:
            return _NONE
        day, names = self._table["day"], self._table["name"]
        gone = np.array([hashed(chain) for chain in without], dtype=np.uint64)
        rows = self._living()
        rows = rows[~np.isin(names[rows], gone)]
        if runs:
            of = day[rows]
            inside = [(of >= first) & (of <= last) for first, last in runs]
            rows = rows[np.logical_or.reduce([of == UNDATED, *inside])]
        return rows[np.lexsort((self._table["take"][rows], self._table["at"][rows]))]

    def means(self, rows: "Rows") -> "NDArray[np.float32]":
        """Return the means of the vectors of each group over some rows. O(rows that were not among those before)."""
        now = np.zeros(len(self.chains), dtype=np.bool_)
        now[rows] = True
        before = np.zeros(len(self.chains), dtype=np.bool_)
        before[: len(self._summed)] = self._summed
        sums, counts = self.sheet.vectors.sums(np.flatnonzero(now & ~before))
        less, fewer = self.sheet.vectors.sums(np.flatnonzero(before & ~now))
        sums, counts = sums - less, counts - fewer
        if len(self._sums):
            sums[: len(self._sums)] += self._sums
            counts[: len(self._counts)] += self._counts
        self._sums, self._counts, self._summed = sums, counts, now
        return self.sheet.vectors.means((sums, counts))

    def pairs(self) -> "Pairs":
        """Return the pairs that were noted, one row and the other, and how alike they are; some rows may be no more."""
        return self._pairs

    def columns(self, rows: "Rows") -> "Block":
        """Return some rows with what series are told by."""
        ragged = {name + of: self._table[name + of] for name in _RAGGED for of in ("", STARTS)}
        plain = {name: self._table[name] for name in _FILED}
        return chosen({**plain, **ragged, "source": self.sheet["source"]}, rows)


def _chosen(noted: "Noted", rows: "NDArray[np.bool_]") -> "Noted":
    """Return some of what was noted."""
    return noted[0][rows], noted[1][rows], noted[2][rows]


def _both(some: "Noted", more: "Noted") -> "Noted":
    """Put the columns of one behind those of the other."""
    return (
        np.concatenate([some[0], more[0]]),
        np.concatenate([some[1], more[1]]),
        np.concatenate([some[2], more[2]]),
    )
