"""What may leave the desk: a source's text policy and the terms that bind one picture or text."""

from dataclasses import dataclass
from enum import StrEnum

from writethru.model.text import Span


class TextPolicy(StrEnum):
    """How much of a source's text may be shown to the public."""

    DESK = "desk"  # nothing: for the desk's own eyes
    QUOTE = "quote"  # headline and a limited number of words, with a link
    FULL = "full"  # one's own, or openly licensed


class Rule(StrEnum):
    """What a phrase in the copy forbids or demands; ``UNKNOWN`` withholds and asks, ``NOTHING`` is a desk's answer."""

    NO_RESALE = "no resale"
    HANDOUT = "handout"
    CREDIT = "mandatory credit"
    TERRITORY = "territory bar"
    NO_ARCHIVE = "no archiving"
    POOL = "pool"
    EDITORIAL = "editorial use only"
    NO_REDISTRIBUTION = "no redistribution"
    NOT_ONLINE = "not for online use"
    NOT_FOR_PUBLICATION = "not for publication"
    UNKNOWN = "not understood"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Term:
    """A rule and the exact phrase that it was read from."""

    rule: Rule
    phrase: str
    span: Span
