"""A name found where there is no parser."""

from dataclasses import dataclass

from writethru.model import EntityKind, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A name found: whose, where, and the title beside it.

    ``whose`` is the place of its entity among those of the piece, where that is known already; ``alone`` when a
    surname may stand for somebody whom the piece names in no other way.
    """

    kind: EntityKind
    name: str
    span: Span
    scope: str
    surname: bool = False
    title: Span | None = None
    sure: float = 0.85
    whose: int | None = None
    alone: bool = False
