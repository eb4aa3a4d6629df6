"""What came, in order, and what a reader knows of it: what is new since somebody last looked."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from writethru.model.brief import CitedSentence
from writethru.model.take import Signal


class NewsKind(StrEnum):
    """What happened to a story."""

    TAKE = "take"  # a piece, or a later take of one, stands in it now
    CORRECTION = "correction"  # the same, and its source says that it corrects
    KILL = "kill"
    HOLD = "hold"
    RELEASED = "released"  # a person let a take go
    MOVED = "moved"  # a take stands in another story than before
    NAMED = "named"  # it has another headline, though nothing came


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that came. No word of a take is in it.

    Attributes:
        number: its place in the order of what came, from 1; it only grows.
        at: when it was noted.
        kind: what it is.
        take: the key of the take; empty where it is about the story alone.
        story: the id of the story, as it is called now; empty of an order for which no piece is here.
        was: of what moved, the story where it stood before.
        flag: what a desk must know before it uses the take: embargoed until when, for editors alone, a fragment.
    """

    number: int
    at: datetime
    kind: NewsKind
    take: str
    story: str
    was: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What came, in order; ``cursor`` is the number after which to ask next, ``more`` says that there is some now."""

    items: tuple[NewsItem, ...]
    cursor: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Follow:
    """What a reader said of a story or storyline.

    Attributes:
        name: its id, as it is called now.
        kind: ``story`` or ``storyline``.
        title: its headline or name; empty where it is no more, or no word of it may be told.
        muted: the reader wants to hear nothing of it; else follows it.
    """

    name: str
    kind: str
    title: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class AwayStory:
    """A story that has something new since a reader last saw it.

    Attributes:
        story: its id.
        headline: of the take that leads it where the reader has not seen that, else of the newest that came, as it
            stands there; None where none may be told.
        name: what a person calls it, or empty.
        notice: what a desk must know before it uses the story, as ``Story.notice``.
        badge: from how many origins it is told at least, as ``Story.badge``.
        at: when the newest of what is new was noted.
        number: the number to mark as seen, once it was.
        takes: how many takes are new; ``corrections``: how many of them correct.
        changes: how many material changes they make in pieces of which the reader has seen a take before; ``what``
            counts them by kind in words.
        statements: how many statements are new.
        stopped: how many kills and holds came.
        first: the reader has not seen anything of it before.
        title: what the story is called, as ``Story.headline``; empty where every piece of it was stopped.
        order: the kill or hold that stops every piece of it, as ``Story.order``.
        last: the day of its newest piece.
    """

    story: str
    headline: CitedSentence | None
    name: str
    notice: str
    badge: str
    at: datetime
    number: int
    takes: int = 0
    corrections: int = 0
    changes: int = 0
    what: str = ""
    statements: int = 0
    stopped: int = 0
    first: bool = False
    title: str = ""
    order: Signal | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class AwayLine:
    """What is new on a storyline, or in a story, that a reader follows; newest story first.

    ``name`` is empty for the newest stories, which those see who follow nothing.
    """

    name: str
    title: str
    stories: tuple[AwayStory, ...]


@dataclass(frozen=True, slots=True)
class Away:
    """What came while a reader was away; nothing is marked as seen by it.

    Attributes:
        cursor: the number of what came last.
        lines: those with something new, the newest first.
        follows: how many stories and storylines the reader follows.
        more: further stories have something new, and are left out.
    """

    cursor: int
    lines: tuple[AwayLine, ...]
    follows: int = 0
    more: bool = False
