"""The window: the chains that are near in time, with what they are told apart by, opened from blocks by day."""

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link import foreign, series
from writethru.link.background import hashed
from writethru.link.block import STARTS, gathered, joined, ragged
from writethru.link.items import Linkable
from writethru.link.likeness import Likeness, Reason, centred
from writethru.link.standing import UNDATED
from writethru.link.traits import columns, meanings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

_NEVER = np.inf
_NEW = 2**62  # the serial of rows that are not kept yet


def block(items: Mapping[str, Linkable], slugged: Container[str] = ()) -> "dict[str, NDArray[Any]]":
    """Return the rows of chains in a block: what each is told apart by, read out of the take that tells most of it.

    ``slugged`` are the chains of which the slug tells the series.
    """
    takes = list(items.values())
    return {
        "chain": np.array([chain.encode() for chain in items], dtype="S40"),
        "take": np.array([take.key.encode() for take in takes], dtype="S16"),
        "at": np.array([take.at.timestamp() if take.at else _NEVER for take in takes], dtype=np.float64),
        "day": np.array([take.day.toordinal() if take.day else UNDATED for take in takes], dtype=np.int64),
        **columns(takes),
        **series.columns(takes, [chain not in slugged for chain in items]),
        **_found(np.full(len(takes), _NEW), [], []),
    }


def _found(serial: "Rows", near: "list[NDArray[Any]]", alike: "list[NDArray[Any]]") -> "dict[str, NDArray[Any]]":
    """Return the columns of the pairs that were found: with whom each row is alike, by hash, and how much."""
    nobody = [np.empty(0, dtype=np.uint64)] * (len(serial) - len(near))
    return {
        "serial": serial,
        **ragged("near", [*near, *nobody], "<u8"),
        **ragged("near.alike", [*alike, *nobody], "<f4"),
    }


def translated(items: Mapping[str, Linkable]) -> dict[tuple[str, str], float]:
    """Return the likeness in meaning of pairs of chains of which one is in a language that vectors do not reach."""
    names, takes = list(items), list(items.values())
    found = foreign.meaning(takes, centred(meanings(takes)))
    return {(names[one], names[other]): value for (one, other), value in found.items()}


class DeskWindow:
    """Chains in order of time, and how alike they are.

    ``takes``: of each the take that its traits are read out of; ``columns``: these traits.

    Args:
        blocks: rows of chains, as they are kept and then those that came; of two rows of one chain the later counts.
        without: chains that are no more.
        reach: days; chains further apart never tell one event.
        far: likeness in meaning of pairs of chains in languages that vectors do not reach.
    """

    def __init__(
        self,
        blocks: "Sequence[Mapping[str, NDArray[Any]]]",
        without: frozenset[str],
        reach: int,
        far: Mapping[tuple[str, str], float] | None = None,
    ) -> None:
        self.columns = found = _in_time(blocks, without)
        self.chains: list[str] = [name.decode() for name in self.columns["chain"].tolist()] if found else []
        self.takes: list[str] = [name.decode() for name in self.columns["take"].tolist()] if found else []
        self.days: Rows = self.columns["day"] if found else np.empty(0, dtype=np.int64)
        self._reach = reach
        row = {chain: place for place, chain in enumerate(self.chains)}
        pairs = {(min(row[a], row[b]), max(row[a], row[b])): value for (a, b), value in (far or {}).items()}
        self._likeness = Likeness(found, self.days, pairs) if found else None
        found.pop("vectors", None)  # likeness has them as it compares them; they are most of a row

    def found(self) -> "tuple[NDArray[np.bool_], tuple[Rows, Rows, NDArray[np.float32]]]":
        """Return which rows were asked about before, and the pairs among them that are alike, the lower row first.

        A pair is noted with whichever of the two came later, so what was noted before one was read anew is void.
        """
        if self._likeness is None:
            none = np.empty(0, dtype=np.int64)
            return np.empty(0, dtype=np.bool_), (none, none, np.empty(0, dtype=np.float32))
        serial, near = self.columns["serial"], self.columns["near"]
        names = self._names()
        order = np.argsort(names)
        mine = np.repeat(np.arange(len(names)), np.diff(self.columns["near" + STARTS]))
        other = order[np.minimum(np.searchsorted(names, near, sorter=order), len(names) - 1)]
        there = (names[other] == near) & (serial[other] <= serial[mine])
        mine, other, alike = mine[there], other[there], self.columns["near.alike"][there]
        return serial < _NEW, (np.minimum(mine, other), np.maximum(mine, other), alike)

    def _names(self) -> "NDArray[np.uint64]":
        return np.array([hashed(chain) for chain in self.chains], dtype=np.uint64)

    def noted(
        self, block: "Mapping[str, NDArray[Any]]", pairs: "tuple[Rows, Rows, NDArray[np.float32]]"
    ) -> "dict[str, NDArray[Any]]":
        """Return the rows of chains that came with the pairs in which they are: each pair with one of the two.

        Args:
            block: rows that are in the window and were not there before.
            pairs: rows of the window and how alike they are, the lower first.
        """
        serial, names = self.columns["serial"], self._names()
        new = serial == _NEW
        one, other, alike = pairs
        mine, theirs = np.where(new[one], one, other), np.where(new[one], other, one)
        kept = np.flatnonzero(new[mine])
        kept = kept[np.lexsort((theirs[kept], mine[kept]))]
        starts = np.searchsorted(mine[kept], np.arange(len(names) + 1))
        row = {chain: place for place, chain in enumerate(self.chains)}
        rows = [row[chain.decode()] for chain in block["chain"].tolist()]
        parts = [kept[starts[at] : starts[at + 1]] for at in rows]
        number = int(serial[~new].max(initial=0)) + 1
        found = _found(
            np.full(len(rows), number), [names[theirs[part]] for part in parts], [alike[part] for part in parts]
        )
        return {**block, **found}

    def candidates(self, rows: "Rows") -> "tuple[Rows, Rows]":
        """Return pairs of rows that may be alike, each once, of which at least one is among these."""
        if self._likeness is None or not len(rows):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        one, other = self._likeness.candidates(rows)
        near = self.apart(one, other) <= self._reach
        return one[near], other[near]

    def likeness(self, one: "Rows", other: "Rows", least: float = 0.0) -> "NDArray[np.float32]":
        """Return how alike the rows of each pair are, 0 to 1, and 0 for some that are less than ``least``."""
        if self._likeness is None or not len(one):
            return np.empty(0, dtype=np.float32)
        alike = self._likeness.likeness(one, other, least)
        return np.where(self.apart(one, other) <= self._reach, alike, np.float32(0))

    def followed(self, asked: Mapping[str, tuple[float, int]]) -> dict[str, str]:
        """Return which chain each follows of sources' chains from a moment to a day, or an empty name."""
        spans = {hashed(source) if source else 0: span for source, span in asked.items()}
        found = series.followed(self.columns, spans, min(series.REACH, self._reach)) if self.columns else {}
        return {self.chains[row]: self.chains[other] if other >= 0 else "" for row, other in found.items()}

    def reasons(self, one: int, other: int, spelled: Mapping[int, str]) -> tuple[Reason, ...]:
        """Return what speaks for one event and against it, see ``Likeness.reasons``."""
        return self._likeness.reasons(one, other, spelled) if self._likeness else ()

    def apart(self, one: "Rows", other: "Rows") -> "NDArray[np.float64]":
        """Return how many days lie between pairs, 0 where unknown; within the year where a year is only inferred."""
        return self._likeness.apart(one, other) if self._likeness else np.zeros(len(one))


def _in_time(blocks: "Sequence[Mapping[str, NDArray[Any]]]", without: frozenset[str]) -> "dict[str, NDArray[Any]]":
    """Return the rows of the chains that are there, in order of time."""
    if not blocks:
        return {}
    order = joined([{name: block[name] for name in ("chain", "take", "at")} for block in blocks])
    rows = _living(order["chain"], without)
    return gathered(blocks, rows[np.lexsort((order["take"][rows], order["at"][rows]))])


def _living(chains: "NDArray[Any]", without: frozenset[str]) -> "Rows":
    """Return the last row of each chain that is still there."""
    backwards = chains[::-1]
    _, last = np.unique(backwards, return_index=True)
    rows = np.sort(len(chains) - 1 - last)
    gone = np.array([name.encode() for name in sorted(without)], dtype=chains.dtype)
    return rows[~np.isin(chains[rows], gone)]
