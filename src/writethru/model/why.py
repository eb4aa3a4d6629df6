"""Why a piece stands in a story or not, and whether one story continues another: the evidence and its weight."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from writethru.model.arrangement import Arrangement


@dataclass(frozen=True, slots=True)
class Evidence:
    """One kind of evidence.

    Attributes:
        kind: ``words``, ``titles`` (words of the headlines), ``names``, ``meaning``, ``both`` (words and meaning at
            once), ``places``, ``persons``, ``bodies``, ``figures``, ``days``, ``weekdays``, ``brevity``, ``time``,
            ``wire`` (headlines of one wire share its formulae), ``limit`` (what would go above 1); of two stories also
            ``slug``, ``opening`` (words of headline or lead),
            ``back`` (the later looks back to the earlier), ``numbers`` (of one row) and ``strangers`` (names of one).
        weight: what it adds, or takes off when negative. The weights of a pair add up to its likeness.
        words: in the words of the pieces: what both tell, or what the first tells and the second does not.
        others: what the second tells instead.
    """

    kind: str
    weight: float
    words: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pieces held side by side.

    Attributes:
        take: the other's key; of its chain the take that tells most.
        likeness: 0 to 1.
        apart: days between the two, None where the day of either is not known.
        evidence: the weightiest first.
    """

    take: str
    likeness: float
    apart: int | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike a piece, or a story, is to a story as a whole.

    Attributes:
        story: its id.
        pieces: how many other chains it has; ``withheld``: those that were killed or are on hold. They are left out.
        near: how many lie near enough in time; ``counted``: how many of these stand for it.
        mean: the likeness to those on average, or None where there is none.
        nearest: the pieces that are most alike, the nearest first; ``farthest``: the one that is least alike.
    """

    story: str
    pieces: int = 0
    withheld: int = 0
    near: int = 0
    counted: int = 0
    mean: float | None = None
    nearest: tuple[Pair, ...] = ()
    farthest: Pair | None = None


class Meeting(StrEnum):
    """Whether a piece and a story could meet at all."""

    MET = "compared"
    SAME = "all of it is this piece"
    FAR = "too many days apart"
    STRANGERS = "nothing telling in common"
    UNREAD = "not linked yet"
    WITHHELD = "killed or on hold"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a piece stands in a story, or does not.

    Attributes:
        take: the piece's key; ``compared``: of its chain the take that tells most, by which it is compared.
        stands: whether it stands in the story now; ``since``: from which day's pieces on.
        decisions: what a person said that bears on it, the last first. It outranks all else.
        meeting: whether the two could meet.
        least: the likeness on average from which it would stand there; ``reach``: the most days between two pieces.
        story: how alike it is to the story.
        home: where it does not stand there: how alike it is to the story in which it stands, or None.
        wholes: then also how alike these two stories are as wholes, or None, and in ``one_from`` from how much on they
            would be one. Groups are joined whole.
    """

    take: str
    compared: str
    stands: bool
    since: date | None
    decisions: tuple[Arrangement, ...]
    meeting: Meeting
    least: float
    reach: int
    story: Alike
    home: Alike | None = None
    wholes: float | None = None
    one_from: float | None = None


@dataclass(frozen=True, slots=True)
class WhyLine:
    """Why a story continues another, or does not.

    Attributes:
        earlier, later: the ids of the two stories, in order of time.
        follows: the id of the story that the later one continues, or empty.
        decisions: what a person said of lines that bears on the two, the last first.
        tie: how strongly the two are tied, 0 to about 1; ``least``: the least that is asked.
        evidence: what adds up to it; none where too little is in common for anything else to be asked.
        stories: how alike the two are as stories, 0 to 1, or None; ``one_from``: from where they would be one.
    """

    earlier: str
    later: str
    follows: str
    decisions: tuple[Arrangement, ...]
    tie: float
    least: float
    evidence: tuple[Evidence, ...]
    stories: float | None
    one_from: float
