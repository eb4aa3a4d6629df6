"""What events add up to over pieces: where actors stand, what is owed, who meets whom; every line with its words."""

from dataclasses import dataclass
from datetime import date

from writethru.model.brief import Brief, CitedSentence
from writethru.model.facts import EventState


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an event. ``person`` is the id over pieces, or empty; ``role`` the office as the piece gives it.

    ``group``: a group or body without a name ("two investors"), which is nobody else's of the same words.
    """

    person: str
    name: str
    role: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A time as a source gives it; ``words`` is None where it is the day of the piece. As in ``DateExpression``."""

    value: str
    earliest: date | None
    latest: date | None
    precision: str = "day"
    inferred: bool = False
    words: CitedSentence | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much, in the source's words; ``unit`` and the numbers as in ``Figure``."""

    words: CitedSentence
    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one piece says of one event.

    Attributes:
        state: how far it had come, as the piece says it.
        quote: the words that say so.
        actors: who did or said it; empty when that is unclear.
        toward: whom it was done to, asked of or promised.
        day: when it was done or said; None where the piece does not tell.
        told: the day of the piece itself; None where it has none, and of what it repeats of another page.
        object: what was done, asked or promised, in the piece's words.
        reporter: who says that the actors did it, where it is neither they nor the piece itself; else empty.
    """

    state: EventState
    quote: CitedSentence
    actors: tuple[Party, ...] = ()
    toward: tuple[Party, ...] = ()
    day: When | None = None
    told: date | None = None
    object: CitedSentence | None = None
    condition: CitedSentence | None = None
    amount: Amount | None = None
    due: When | None = None
    place: CitedSentence | None = None
    reporter: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One state on one day, with every source that tells of it, the one to quote first.

    Without a day of its own it stands where its piece does: ``told``.
    """

    state: EventState
    day: When | None
    told: date | None
    reporter: str
    accounts: tuple[Account, ...]

    @property
    def last(self) -> date | None:
        """The day by which it had come so far, as far as it is known."""
        return self.day.latest if self.day else self.told


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on one issue, oldest first; several where the same words tell it of all of them.

    No ``actors``: it is unclear whose stand it is. ``changed``: who was for it is against it, or the other way.
    """

    actors: tuple[Party, ...]
    steps: tuple[Step, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Issue:
    """What positions are about. ``label`` is the plainest of the words in which the sources put it."""

    label: CitedSentence
    positions: tuple[Position, ...]
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Positions:
    """Actors against issues, those with most to tell first; as of a day (None when no take has a time)."""

    as_of: date | None
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who owes whom what by when, and its state: that of the last step, never more than a source says.

    Attributes:
        reporter: who reports the state, where it is nobody's own word; else empty.
        overdue: its time has passed, and nothing that was said since is known here.
        withheld: accounts that may not leave to the audience: with any, the state is that of the rest.
    """

    state: EventState
    actors: tuple[Party, ...]
    toward: tuple[Party, ...]
    object: CitedSentence | None
    amount: Amount | None
    due: When | None
    condition: CitedSentence | None
    steps: tuple[Step, ...]
    reporter: str = ""
    overdue: bool = False
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Commitments:
    """Commitments as of a day: what is overdue, then what is due soonest, then what has no date, newest first."""

    as_of: date | None
    commitments: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A meeting, call, visit, envoy or round of talks; ``day`` is when it was held or is to be. Else as above."""

    form: str
    state: EventState
    parties: tuple[Party, ...]
    day: When | None
    place: CitedSentence | None
    steps: tuple[Step, ...]
    reporter: str = ""
    overdue: bool = False
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts as of a day: what is ahead, soonest first, then what was, newest first."""

    as_of: date | None
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """All three of one story or storyline, as a page shows them."""

    positions: Positions = Positions(None, ())
    commitments: Commitments = Commitments(None, ())
    contacts: Contacts = Contacts(None, ())


@dataclass(frozen=True, slots=True)
class Telling:
    """All that is told of one story or storyline."""

    brief: Brief
    stands: Stands = Stands()
