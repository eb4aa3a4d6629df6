"""Stories of a few short pieces: told from pieces that are no more alike than some are by chance.

The likeness of a headline is scaled up, since it has few words to share (``writethru.link.traits``), and so is what two
headlines share by chance: among thousands of them each finds one that is somewhat alike. Of 150 pairs of headlines of
one day or two, judged by hand, one in twenty at a likeness of 0.3 to 0.4 told one story, two of five at 0.5 to 0.6, and
three of four above 0.7. A group that is larger must be less alike, since chance brings together two sooner than six.
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    Likeness = NDArray[np.float32]

FEW = 8
"""The most pieces of a story of few."""

_SLIGHT = 0.6  # how much more alike two pieces must be for each part by which theirs is scaled up
_SCALED = 1.5  # chance grows faster than the scale


def firm(
    groups: Sequence[Sequence[int]],
    brevity: "NDArray[np.float32]",
    compared: "Callable[[Rows, Rows], Likeness]",
    least: float,
) -> list[list[int]]:
    """Part groups of a few pieces that do not hold together as well as short ones must.

    Args:
        groups: rows, at most ``FEW`` and two at least in each.
        brevity: by how much the likeness of each row is scaled up, 1 or more.
        compared: tells the likeness of pairs of rows.
        least: the average likeness of a story of pieces that are not short.

    Returns:
        The groups, or what they fall into by average linkage from the likeness on that they lack.
    """
    pairs = [(number, *pair) for number, group in enumerate(groups) for pair in combinations(group, 2)]
    if not pairs:
        return []
    number, one, other = np.array(pairs, dtype=np.int64).T
    alike = compared(one, other)
    starts = np.searchsorted(number, np.arange(len(groups) + 1))
    parts = zip(groups, starts[:-1].tolist(), starts[1:].tolist(), strict=True)
    return [part for group, start, end in parts for part in _firm(np.array(group), alike[start:end], brevity, least)]


def _firm(group: "Rows", alike: "Likeness", brevity: "NDArray[np.float32]", least: float) -> list[list[int]]:
    """Part one group; ``alike``: of its pairs, in order."""
    if len(group) == 1:
        return [group.tolist()]
    needed = least * (1 + _SLIGHT * (float(brevity[group].mean()) ** _SCALED - 1) / (len(group) - 1))
    if alike.mean() >= needed:
        return [group.tolist()]
    if len(group) == 2:
        return [[row] for row in group.tolist()]
    from scipy.cluster.hierarchy import average, fcluster
    from scipy.spatial.distance import squareform

    labels = fcluster(average(1 - alike.astype(np.float64)), 1 - needed, "distance")
    mine = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    table = squareform(alike)
    parts = [(group[at], table[np.ix_(at, at)][np.triu_indices(len(at), 1)]) for at in mine]
    return [part for rows, of in parts for part in _firm(rows, of, brevity, least)]
