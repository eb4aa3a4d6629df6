"""What a person decides for good about stories and storylines: what stands together, what apart, what it is called."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ArrangementKind(StrEnum):
    """What was decided of stories or storylines.

    ``MERGE``: all pieces of two are one. ``SPLIT``: the pieces named first leave the others, and are one by
    themselves. ``MOVE``: the pieces named first stand where the others do. ``PIN``: they stay where the others are.
    ``RENAME``: what holds the pieces has a name.
    """

    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    PIN = "pin"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of which a person spoke, so that it holds whatever linking makes of all others.

    Attributes:
        asked: the person's own words, several of them joined by blanks.
        takes: the keys of their takes as they were then: keys never change, ids of chains and stories do.
        subject: of the line of a side matter, what it is about; empty for all else.
    """

    asked: str
    takes: tuple[str, ...]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One decision about stories (or storylines, ``lines``), by its number.

    Attributes:
        sides: of which pieces: the two that are merged; what leaves or moves, and what it is held against.
        name: what is to be shown, for ``RENAME``.
        why: the reason, in a person's words, or empty.
        at: when it was decided.
        by: who decided, as the machine knows them, or empty.
        undone: when it was taken back, or None while it is in force; ``undone_by``: by whom.
    """

    number: int
    kind: ArrangementKind
    lines: bool
    sides: tuple[Pieces, ...]
    name: str
    why: str
    at: datetime
    undone: datetime | None = None
    by: str = ""
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """What came of a person's word about stories.

    Attributes:
        decision: as it is kept.
        changed: False when it had been said before, or taken back before.
        now: the ids of the stories or storylines in which the pieces stand now.
        cited: the published pages that cite what moved.
    """

    decision: Arrangement
    changed: bool
    now: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
