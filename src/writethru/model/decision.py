"""What a person decides for good: kept, replayed over every later run, and undone by another word alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from writethru.model.facts import EntityKind
from writethru.model.text import Span


class DecisionKind(StrEnum):
    """What was decided of two who were named, or of one: ``FORGET`` is that somebody has no page and is in no list."""

    SAME = "same"
    DIFFERENT = "different"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Side:
    """Whom a person spoke of, so that it holds whatever linking makes of everybody else.

    Attributes:
        asked: the person's own words.
        kind, name: as they were known then.
        take: the key of a take that names whom is meant; empty when every bearer of the full name is meant.
        span: the words there. A take never changes, so they hold when its facts are read anew.
    """

    asked: str
    kind: EntityKind
    name: str
    take: str = ""
    span: Span | None = None

    @property
    def anchor(self) -> tuple[str, str, Span | None]:
        """What two sides have in common that mean the same: the words of a take, else the name."""
        return ("", self.take, self.span) if self.take else (self.name, "", None)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, by its number.

    Attributes:
        kind: what was decided.
        sides: of whom; two, or the one who is to be forgotten.
        why: the reason, in a person's words, or empty.
        at: when it was decided.
        by: who decided, as the machine knows them, or empty.
        undone: when it was taken back, or None while it is in force; ``undone_by``: by whom.
    """

    number: int
    kind: DecisionKind
    sides: tuple[Side, ...]
    why: str
    at: datetime
    undone: datetime | None = None
    by: str = ""
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a person's word.

    Attributes:
        decision: as it is kept.
        changed: False when it had been said before, or taken back before.
        people: the ids of those whom it is about, as they are now.
        sites: where somebody is to be forgotten, how many sites published from here were looked through; ``pages``,
            how many of their pages were taken away or mended; ``standing``, a line for each that could not be.
    """

    decision: Decision
    changed: bool
    people: tuple[str, ...] = ()
    sites: int = 0
    pages: int = 0
    standing: tuple[str, ...] = ()
