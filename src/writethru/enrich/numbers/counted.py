"""What an amount turns out to count or measure: what both ways of finding it return."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """The end of the whole figure, its unit, and the words for what it counts; spans count from the text's start.

    Attributes:
        hedge: the word that keeps the figure at a distance, or empty.
        length: it is a stretch of time.
        of: what it is a share of.
    """

    end: int
    unit: str
    what: str = ""
    what_span: tuple[int, int] | None = None
    hedge: str = ""
    length: bool = False
    of: tuple[int, int] | None = None
