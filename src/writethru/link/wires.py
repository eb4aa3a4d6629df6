"""Wires: sources that send so many headlines a day that these share formulae."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MANY = 200  # headlines alone that a source sends on one day: from here on it is a wire
_ODD = np.uint64(0x9E3779B97F4A7C15)  # spreads days over the hashes of sources


def busy(columns: "Mapping[str, NDArray[Any]]", days: "NDArray[np.int64]") -> "NDArray[np.bool_]":
    """Say of which rows the source sent many headlines alone on their day.

    Args:
        columns: ``source``, a hash of each row's or 0, and ``headline``, whether it is a headline alone.
        days: the day of each (ordinal), 0 for none.
    """
    one_day = columns["source"] + days.astype(np.uint64) * _ODD
    told = columns["headline"] & (columns["source"] > 0) & (days > 0)
    _, group, counts = np.unique(one_day[told], return_inverse=True, return_counts=True)
    found = np.zeros(len(days), dtype=np.bool_)
    found[told] = counts[group] >= _MANY
    return found
