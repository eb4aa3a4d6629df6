"""An amount: one number of a text with its unit, its qualifier and its place, before it is known what it counts."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of amount it is."""

    COUNT = "count"  # of whatever noun follows
    PEOPLE = "people"
    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    LENGTH = "length"
    MEASURE = "measure"
    SHARE = "share"  # a fraction or ratio
    ORDINAL = "ordinal"  # a place in an order


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount; offsets count from the start of the text.

    Attributes:
        start, end: the whole, with qualifier, sign and unit.
        first, last: where its number begins, and where its last number ends (before the unit).
        low, high: equal unless it is a range, or a change from low to high.
        counter: a classifier stands between number and noun ("3천 개 계정").
        spelled: written in words.
        vague: a scale word alone ("hundreds of"); low and high are the scale.
        per: what one of it is for, without its preposition.
    """

    start: int
    end: int
    first: int
    last: int
    low: float
    high: float
    kind: Kind = Kind.COUNT
    unit: str = ""
    qualifier: str = ""
    change: bool = False
    joined: bool = False
    counter: bool = False
    spelled: bool = False
    scaled: bool = False
    vague: bool = False
    per: str = ""
