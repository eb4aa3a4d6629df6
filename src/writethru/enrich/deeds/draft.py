"""An event while it is being read: tokens of one passage, before they are made into spans and indexes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from writethru.enrich.deeds.parties import Party
from writethru.enrich.deeds.sheet import Stretch
from writethru.model import EventKind, EventState

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Draft:
    """One event found so far.

    Attributes:
        trigger: the words that say what was done, in order.
        told: of the trigger, the words that tell it: a date beside them is when it was said or done.
        inner: the words that head what is to be done: a date beside them is when that is due.
        object: tokens for what was done, asked or promised.
        speaks: the actor is who says it, where the words are a statement as well.
        whole: its object is all that the statement says.
    """

    kind: EventKind
    state: EventState
    plover: str
    trigger: "list[Token]"
    told: "list[Token]"
    inner: "list[Token]" = field(default_factory=list)
    actor: Party | None = None
    also: list[Party] = field(default_factory=list)
    addressee: Party | None = None
    object: Stretch | None = None
    speaks: bool = False
    whole: bool = False
    confidence: float = 0.8

    @property
    def at(self) -> "Token":
        """The first word of the trigger."""
        return self.trigger[0]
