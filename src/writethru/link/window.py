"""The window: the chains that are near in time, with what they are told apart by, opened from blocks by day."""

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link import foreign, series
from writethru.link.at_hand import NEW, AtHand
from writethru.link.background import hashed
from writethru.link.block import ragged
from writethru.link.centring import centred
from writethru.link.items import Linkable
from writethru.link.likeness import Likeness, Reason
from writethru.link.rows import rows_of
from writethru.link.standing import Run
from writethru.link.traits import meanings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

_DAY = 86_400  # seconds
_LEEWAY = 3  # days by which the day of a piece may lie beside the moment at which it was sent


def block(items: Mapping[str, Linkable], slugged: Container[str] = ()) -> "dict[str, NDArray[Any]]":
    """Return the rows of chains that came, in a block, before any pair is found; see ``writethru.link.rows``."""
    return {**rows_of(items, slugged), **_found(np.full(len(items), NEW), [], [])}


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
    if not any(map(foreign.is_foreign, takes)):
        return {}
    found = foreign.meaning(takes, centred(meanings(takes)))
    return {(names[one], names[other]): value for (one, other), value in found.items()}


def around(days: Iterable[int], reach: int) -> list[Run]:
    """Return the runs of days that lie no further than so many from some days.

    >>> around([20, 3, 10], 4)
    [(-1, 14), (16, 24)]
    """
    found: list[Run] = []
    for day in sorted(set(days)):
        if found and day - reach <= found[-1][1]:
            found[-1] = found[-1][0], day + reach
        else:
            found.append((day - reach, day + reach))
    return found


class DeskWindow:
    """Chains in order of time, and how alike they are.

    ``takes``: of each the take that its traits are read out of.

    Args:
        at_hand: rows of chains, among them all that are in the window.
        runs: the days of the window, chains without a day beside; None for every day.
        without: chains that are no more.
        reach: days; chains further apart never tell one event.
        far: likeness in meaning of pairs of chains in languages that vectors do not reach.
    """

    def __init__(
        self,
        at_hand: AtHand,
        reach: int,
        runs: Sequence[Run] | None = None,
        without: frozenset[str] = frozenset(),
        far: Mapping[tuple[str, str], float] | None = None,
    ) -> None:
        self._at_hand, self._rows = at_hand, at_hand.rows(runs, without)
        rows = self._rows.tolist()
        self.chains: list[str] = [at_hand.chains[row] for row in rows]
        self.days: Rows = at_hand["day"][self._rows].astype(np.int64)
        self._reach = reach
        self._row = {chain: place for place, chain in enumerate(self.chains)}
        row = self._row
        pairs = {(min(row[a], row[b]), max(row[a], row[b])): value for (a, b), value in (far or {}).items()}
        self._likeness = (
            Likeness(at_hand.sheet, self._rows, self.days, at_hand.means(self._rows), pairs) if rows else None
        )

    @cached_property
    def takes(self) -> list[str]:
        """Of each chain the take that its traits are read out of."""
        return [name.decode() for name in self._at_hand["take"][self._rows].tolist()]

    def found(self) -> "tuple[NDArray[np.bool_], tuple[Rows, Rows, NDArray[np.float32]]]":
        """Return which rows were asked about before, and the pairs among them that are alike, the lower row first."""
        place = np.full(len(self._at_hand.chains), -1)
        place[self._rows] = np.arange(len(self._rows))
        one, other, alike = self._at_hand.pairs()
        one, other = place[one], place[other]
        there = (one >= 0) & (other >= 0)
        one, other = one[there], other[there]
        return self._at_hand["serial"][self._rows] < NEW, (np.minimum(one, other), np.maximum(one, other), alike[there])

    def noted(
        self, block: "Mapping[str, NDArray[Any]]", pairs: "tuple[Rows, Rows, NDArray[np.float32]]"
    ) -> "dict[str, NDArray[Any]]":
        """Return the rows of chains that came with the pairs in which they are: each pair with one of the two.

        Args:
            block: rows that are in the window and were not there before.
            pairs: rows of the window and how alike they are, the lower first.
        """
        serial, names = self._at_hand["serial"][self._rows], self._at_hand["name"][self._rows]
        new = serial == NEW
        one, other, alike = pairs
        mine, theirs = np.where(new[one], one, other), np.where(new[one], other, one)
        kept = np.flatnonzero(new[mine])
        kept = kept[np.lexsort((theirs[kept], mine[kept]))]
        starts = np.searchsorted(mine[kept], np.arange(len(names) + 1))
        rows = [self._row[chain.decode()] for chain in block["chain"].tolist()]
        parts = [kept[starts[at] : starts[at + 1]] for at in rows]
        number = int(serial[~new].max(initial=0)) + 1
        found = _found(
            np.full(len(rows), number), [names[theirs[part]] for part in parts], [alike[part] for part in parts]
        )
        return {**block, **found}

    def candidates(self, rows: "Rows", least: float = 0.0) -> "tuple[Rows, Rows]":
        """Return pairs of rows that may be alike, each once, of which at least one is among these.

        Some that are less alike than ``least`` are left out.
        """
        if self._likeness is None or not len(rows):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        one, other = self._likeness.candidates(rows, least)
        near = self.apart(one, other) <= self._reach
        return one[near], other[near]

    def likeness(self, one: "Rows", other: "Rows", least: float = 0.0) -> "NDArray[np.float32]":
        """Return how alike the rows of each pair are, 0 to 1, and 0 for some that are less than ``least``."""
        if self._likeness is None or not len(one):
            return np.empty(0, dtype=np.float32)
        alike = self._likeness.likeness(one, other, least)
        return np.where(self.apart(one, other) <= self._reach, alike, np.float32(0))

    def contrast(self, one: Sequence[int], other: Sequence[int]) -> float:
        """Return how far each of two groups of rows is about something that the other is not about, 0 to 1."""
        return self._likeness.contrast(one, other) if self._likeness else 0.0

    @property
    def brevity(self) -> "NDArray[np.float32]":
        """By how much the likeness of each row is scaled up, since it has few words to share."""
        return self._likeness.brevity if self._likeness else np.empty(0, dtype=np.float32)

    def followed(self, asked: Mapping[str, tuple[float, int]]) -> dict[str, str]:
        """Return which chain each follows of sources' chains from a moment to a day, or an empty name."""
        if not asked or not self.chains:
            return {}
        spans = {hashed(source) if source else 0: span for source, span in asked.items()}
        reach = min(series.REACH, self._reach)
        since = min(first for first, _ in asked.values()) - (reach + _LEEWAY) * _DAY
        places = np.flatnonzero(self._at_hand["at"][self._rows] >= since)
        found = series.followed(self._at_hand.columns(self._rows[places]), spans, reach)
        chains = [self.chains[place] for place in places.tolist()]
        return {chains[row]: chains[other] if other >= 0 else "" for row, other in found.items()}

    def reasons(self, one: int, other: int, spelled: Mapping[int, str]) -> tuple[Reason, ...]:
        """Return what speaks for one event and against it, see ``Likeness.reasons``."""
        return self._likeness.reasons(one, other, spelled) if self._likeness else ()

    def apart(self, one: "Rows", other: "Rows") -> "NDArray[np.float64]":
        """Return how many days lie between pairs, 0 where unknown; within the year where a year is only inferred."""
        return self._likeness.apart(one, other) if self._likeness else np.zeros(len(one))
