"""What was read out of one take, packed as it is kept, so that whoever keeps it need not look inside."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from writethru.model.facts import Facts
from writethru.model.packing import pack

if TYPE_CHECKING:
    import numpy as np


class Gisted(NamedTuple):
    """What linking makes of a take alone, packed (``writethru.link.gist``), and what went wrong, mostly empty."""

    packed: bytes
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of one take, as bytes.

    Attributes:
        take: its key.
        facts: packed (``writethru.model.packing``).
        vector: float32, little-endian; None of a take that has none.
        statements: how many its copy gives, those within others left out.
        amounts: the values of its figures.
        gist: what linking makes of it alone, or None where that was not made.
    """

    take: str
    facts: bytes
    vector: bytes | None
    statements: int
    amounts: frozenset[float]
    gist: Gisted | None = None


def reading(facts: Facts, vector: "np.ndarray | None" = None, gist: Gisted | None = None) -> Reading:
    """Pack what was read out of a take. O(facts)."""
    return Reading(
        facts.take,
        pack(facts),
        None if vector is None else vector.astype("<f4").tobytes(),
        sum(one.scope == "copy" and one.shown and one.inside is None for one in facts.statements),
        _amounts(facts),
        gist,
    )


def _amounts(facts: Facts) -> frozenset[float]:
    """Return the values of its figures, both ends of a range or change; a place in an order is no amount."""
    some = (one for one in facts.figures if one.ordinal is None and not one.vague)
    return frozenset(value for one in some for value in (one.value, one.low, one.high) if value is not None)
