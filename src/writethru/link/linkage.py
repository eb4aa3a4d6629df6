"""Average linkage over the pairs that are alike (UPGMA, Sokal and Michener 1958), in rounds.

Two groups are joined while the likeness of their pieces, on average over all pairs, reaches a threshold, the likest
first. Average linkage is reducible (Bruynooghe 1977): two groups that are each other's likest may be joined at once,
whatever happens elsewhere. So each round joins all such pairs. Two groups between which no pair reaches the threshold
cannot reach it on average, so only ties that do are followed; what a tie lacks is asked for when it could matter.

Averages are rounded, and of equals the pair that comes first in order goes first, so the outcome is a function of the
units and their order. Time O(rounds * ties), with as many rounds as the deepest group has joins at worst.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Sums = NDArray[np.float64]

_DIGITS = 6  # of an average that count: below them lies the noise of adding up in another order


@dataclass(slots=True)
class Ties:
    """Pairs of groups, the lower number first, in order, each pair once.

    Attributes:
        one, other: the groups.
        total: the likeness of all their pairs of pieces that are known, added up.
        known: how many pairs these are.
    """

    one: "Places"
    other: "Places"
    total: "Sums"
    known: "Sums"

    def total_of(self, keys: "Places", pairs: "Sums", count: int) -> "Sums":
        """Return the total of pairs of groups of which that many pairs of pieces are known, NaN of any other.

        A pair of groups is looked up by one number, ``one * count + other``; ties are in order of it.
        """
        if not len(self.one):
            return np.full(len(keys), np.nan)
        mine = self.one * count + self.other
        places = np.minimum(np.searchsorted(mine, keys), len(mine) - 1)
        whole = (mine[places] == keys) & (self.known[places] >= pairs)
        return np.where(whole, self.total[places], np.nan)


Missing = Callable[["Places", "Places"], "Sums"]
"""Returns how alike the pieces of two groups are on average, for pairs of groups."""

Enough = Callable[["Places", "Places", "Sums"], "NDArray[np.bool_]"]
"""Says whether groups that are so much alike on average may be one, for pairs of groups."""


def linkage(
    weights: "Places", ties: Ties, least: float, missing: Missing, enough: Enough, join: Callable[[int, int], None]
) -> "Places":
    """Group units by average linkage.

    What is returned is the tree of average linkage down to the least likeness, cut at each join that is not enough, and
    at all above it: groups that come together there stay what they were.

    Args:
        weights: how many pieces each unit counts as.
        ties: the pairs of units of which some pieces are alike.
        least: the average likeness from which groups are joined.
        missing: tells the likeness of groups between which no tie is known.
        enough: asked of each join of groups that were not cut apart.
        join: told each time that a group is put into another.

    Returns:
        For each unit the number of its group, that of the first unit in it.
    """
    count, sizes = len(weights), weights.astype(np.float64)
    labels, whole = np.arange(count), np.ones(count, dtype=np.bool_)
    while True:
        pairs = _likest(ties, sizes, least)
        if not len(pairs):
            return labels
        whole[ties.one[pairs]] &= whole[ties.other[pairs]]
        asked = pairs[whole[ties.one[pairs]]]
        whole[ties.one[asked]] = enough(ties.one[asked], ties.other[asked], _average(ties, sizes)[asked])
        kept, into = pairs[whole[ties.one[pairs]]], np.arange(count)
        into[ties.other[kept]] = ties.one[kept]
        labels = into[labels]
        into[ties.other[pairs]] = ties.one[pairs]
        before = ties
        merged = sizes + np.bincount(ties.one[pairs], sizes[ties.other[pairs]], minlength=count)
        ties = _joined(before, into)
        _complete(ties, before, (into, sizes, merged), least, missing)
        for one, other in zip(before.one[pairs].tolist(), before.other[pairs].tolist(), strict=True):
            join(one, other)
        sizes = merged


def _likest(ties: Ties, sizes: "Sums", least: float) -> "Places":
    """Return the ties between groups that are each other's likest, and alike enough."""
    average = _average(ties, sizes)
    best = np.full(len(sizes), least)
    np.maximum.at(best, ties.one, average)
    np.maximum.at(best, ties.other, average)
    live = np.flatnonzero((average >= best[ties.one]) | (average >= best[ties.other]))
    ordered = live[np.lexsort((ties.other[live], ties.one[live], -average[live]))]
    places = np.arange(len(ordered))
    first = np.full(len(sizes), len(ordered))
    np.minimum.at(first, ties.one[ordered], places)
    np.minimum.at(first, ties.other[ordered], places)
    mutual = (first[ties.one[ordered]] == places) & (first[ties.other[ordered]] == places)
    return np.asarray(ordered[mutual])


def _average(ties: Ties, sizes: "Sums") -> "Sums":
    return np.asarray(np.round(ties.total / (sizes[ties.one] * sizes[ties.other]), _DIGITS))


def _joined(ties: Ties, into: "Places") -> Ties:
    """Return the ties of the groups as they are now; those inside a group are gone."""
    one, other = into[ties.one], into[ties.other]
    low, high = np.minimum(one, other), np.maximum(one, other)
    outside = np.flatnonzero(low != high)
    keys = low[outside] * len(into) + high[outside]
    order = np.argsort(keys, kind="stable")
    keys, outside = keys[order], outside[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1) > 0)
    if not len(first):
        return Ties(keys, keys, ties.total[outside], ties.known[outside])
    total, known = (np.add.reduceat(column[outside], first) for column in (ties.total, ties.known))
    return Ties(keys[first] // len(into), keys[first] % len(into), total, known)


def _complete(ties: Ties, before: Ties, of: "tuple[Places, Sums, Sums]", least: float, missing: Missing) -> None:
    """Ask for what ties lack where they could be enough: what is not known of them is below the threshold."""
    into, sizes, merged = of
    count = len(into)
    lacking = np.flatnonzero(
        (ties.known < merged[ties.one] * merged[ties.other]) & (ties.total >= (least - 10**-_DIGITS) * ties.known)
    )
    if not len(lacking):
        return
    one, other, of_tie = _apart(ties.one[lacking], ties.other[lacking], _parts(into))
    pairs = sizes[one] * sizes[other]
    total = before.total_of(np.minimum(one, other) * count + np.maximum(one, other), pairs, count)
    new = np.isnan(total)
    total[new] = missing(one[new], other[new]) * pairs[new]
    ties.total[lacking] = np.bincount(of_tie, total, minlength=len(lacking))
    ties.known[lacking] = np.bincount(of_tie, pairs, minlength=len(lacking))


def _parts(into: "Places") -> "Places":
    """Return for each group the one that was put into it just now, or -1."""
    parts = np.full(len(into), -1)
    gone = np.flatnonzero(into != np.arange(len(into)))
    parts[into[gone]] = gone
    return parts


def _apart(one: "Places", other: "Places", parts: "Places") -> "tuple[Places, Places, Places]":
    """Return the ties of two groups as those of the groups that each was made of, and which tie each is of."""
    ones = np.concatenate([one, parts[one], one, parts[one]])
    others = np.concatenate([other, other, parts[other], parts[other]])
    ties = np.tile(np.arange(len(one)), 4)
    there = (ones >= 0) & (others >= 0)
    return ones[there], others[there], ties[there]
