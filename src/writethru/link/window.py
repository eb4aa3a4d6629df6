"""The window: the chains that are near in time, with what they are told apart by, opened from blocks by day."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link import foreign
from writethru.link.block import chosen, joined
from writethru.link.items import Linkable
from writethru.link.likeness import Likeness, centred
from writethru.link.standing import UNDATED
from writethru.link.traits import columns, meanings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

_YEAR = 365.25
_NEVER = np.inf


def block(items: Mapping[str, Linkable]) -> "dict[str, NDArray[Any]]":
    """Return the rows of chains in a block: what each is told apart by, read out of the take that tells most of it."""
    takes = list(items.values())
    return {
        "chain": np.array([chain.encode() for chain in items], dtype="S40"),
        "take": np.array([take.key.encode() for take in takes], dtype="S16"),
        "at": np.array([take.at.timestamp() if take.at else _NEVER for take in takes], dtype=np.float64),
        "day": np.array([take.day.toordinal() if take.day else UNDATED for take in takes], dtype=np.int64),
        "given": np.array([take.dated for take in takes], dtype=np.bool_),
        **columns(takes),
    }


def translated(items: Mapping[str, Linkable]) -> dict[tuple[str, str], float]:
    """Return the likeness in meaning of pairs of chains of which one is in a language that vectors do not reach."""
    names, takes = list(items), list(items.values())
    found = foreign.meaning(takes, centred(meanings(takes)))
    return {(names[one], names[other]): value for (one, other), value in found.items()}


class DeskWindow:
    """Chains in order of time, and how alike they are.

    Args:
        blocks: rows of chains; of two rows of one chain the later counts.
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
        found = joined(blocks)
        rows = _living(found["chain"], without) if found else np.empty(0, dtype=np.int64)
        if found:
            rows = rows[np.lexsort((found["take"][rows], found["at"][rows]))]
        self._found = chosen(found, rows)
        self.chains: list[str] = [name.decode() for name in self._found["chain"].tolist()] if found else []
        self.days: Rows = self._found["day"] if found else np.empty(0, dtype=np.int64)
        self._reach = reach
        row = {chain: place for place, chain in enumerate(self.chains)}
        pairs = {(min(row[a], row[b]), max(row[a], row[b])): value for (a, b), value in (far or {}).items()}
        self._likeness = Likeness(self._found, self.days, pairs) if found else None

    def candidates(self, rows: "Rows") -> "tuple[Rows, Rows]":
        """Return pairs of rows that may be alike, each once, of which at least one is among these."""
        if self._likeness is None or not len(rows):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        one, other = self._likeness.candidates(rows)
        near = self._apart(one, other) <= self._reach
        return one[near], other[near]

    def likeness(self, one: "Rows", other: "Rows", least: float = 0.0) -> "NDArray[np.float32]":
        """Return how alike the rows of each pair are, 0 to 1, and 0 for some that are less than ``least``."""
        if self._likeness is None or not len(one):
            return np.empty(0, dtype=np.float32)
        alike = self._likeness.likeness(one, other, least)
        return np.where(self._apart(one, other) <= self._reach, alike, np.float32(0))

    def _apart(self, one: "Rows", other: "Rows") -> "NDArray[np.float64]":
        """Return how many days lie between pairs, 0 where unknown; within the year where a year is only inferred."""
        days, given = self.days, self._found["given"]
        apart = np.abs(days[one] - days[other]).astype(np.float64)
        within = np.mod(apart, _YEAR)
        apart = np.where(given[one] & given[other], apart, np.minimum(within, _YEAR - within))
        return np.where((days[one] == UNDATED) | (days[other] == UNDATED), 0.0, apart)


def _living(chains: "NDArray[Any]", without: frozenset[str]) -> "Rows":
    """Return the last row of each chain that is still there."""
    backwards = chains[::-1]
    _, last = np.unique(backwards, return_index=True)
    rows = np.sort(len(chains) - 1 - last)
    gone = np.array([name.encode() for name in sorted(without)], dtype=chains.dtype)
    return rows[~np.isin(chains[rows], gone)]
