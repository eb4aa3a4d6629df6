"""What is read out of one take: every fact carries the span of its words.

``scope`` says where in the piece a fact stands: ``headline``, ``copy``, ``dateline``, or the group of a part
(``picture-1``, ``teaser-3``). Facts of a teaser are never counted as the page's own.
Indexes (``entity``, ``statement``) point into the tuples of the same ``Facts``.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from writethru.model.text import Span

Spans = tuple[Span, ...]
_DEEPEST = 4  # statements within one another that are followed outwards


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``paragraph`` counts the passages of the piece from 0."""

    span: Span
    scope: str
    paragraph: int
    language: str


class EntityKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    BODY = "body"  # an organisation, company, state organ, group
    PLACE = "place"  # a state or place; can speak ("Seoul said")


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    SURNAME = "surname"
    ROLE = "role"  # "the prime minister"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity; ``confidence`` is 0 to 1."""

    span: Span
    scope: str
    kind: MentionKind
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Role:
    """A title or office as the piece gives it.

    Attributes:
        state: ``acting``, ``former``, ``then`` and the like, or empty.
        since, until: the term of office as TIMEX3 values, empty where the piece leaves it open.
        term: the words for it ("from 1988 to 1990"), or None.
    """

    title: str
    span: Span
    state: str = ""
    since: str = ""
    until: str = ""
    term: Span | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body or place within one piece, with all its mentions in order."""

    kind: EntityKind
    name: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()

    @property
    def group(self) -> bool:
        """A group or body that the piece gives no name, only a noun phrase ("two investors", "the union")."""
        named = (MentionKind.NAME, MentionKind.SURNAME)
        return self.kind is EntityKind.BODY and not any(m.kind in named for m in self.mentions)


class StatementKind(StrEnum):
    """What somebody did by saying it."""

    SAID = "said"
    PROPOSED = "proposed"
    REQUESTED = "requested"
    DEMANDED = "demanded"
    PLEDGED = "pledged"
    AGREED = "agreed"
    ANNOUNCED = "announced"
    DENIED = "denied"
    REJECTED = "rejected"
    ACCUSED = "accused"
    WARNED = "warned"
    CLAIMED = "claimed"
    DECLINED = "declined to say"


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody said something.

    Attributes:
        content: the words said or reported, without speaker and cue; several spans when split by them.
        speaker: the words that name who says it, or empty.
        cue: the words that say that it was said ("proposed", "according to"), or empty.
        entity: index of who it resolves to, or None when that is unclear.
        direct: at least part of the content stands in quotation marks.
        words: the spans inside quotation marks that are the speaker's own, insertions left out.
        insertions: bracketed insertions by the reporter inside the content.
        addressee: index of who it was said to, or None.
        inside: index of the statement that this one is nested in, or None.
        reported_by_another: what one says that another said. It is never shown as the other's words.
        rejects: index of the statement that this one rejects or denies, or None.
        confidence: 0 to 1, for speaker and content together.
        shown: good enough to be shown with its speaker; else the speaker is "unclear".
        also: indexes of the others who say it together with the speaker ("Moor and Hale agreed").
    """

    content: Spans
    scope: str
    speaker: Spans = ()
    cue: Spans = ()
    kind: StatementKind = StatementKind.SAID
    entity: int | None = None
    direct: bool = False
    words: Spans = ()
    insertions: Spans = ()
    addressee: int | None = None
    inside: int | None = None
    reported_by_another: bool = False
    rejects: int | None = None
    confidence: float = 1.0
    shown: bool = True
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that means something.

    Attributes:
        span: the number with its qualifier, scale and unit.
        value: the number itself, or None for a range, a change, a vague number or a place in an order.
        low, high: both ends of a range, or from and to of a change; of a vague number only ``low``.
        unit: ``USD``, ``percent``, ``people``, ``minute``, or the noun counted when there is no other unit.
        what: what it counts or measures, in the piece's words, as short as it stands alone.
        qualifier: ``about``, ``only``, ``at least``, ``more than`` and the like, as the piece has it.
        hedge: ``believed``, ``reportedly`` and the like, or empty.
        change: low and high are before and after, not a range.
        length: a duration ("50-minute"): an extent, never a count or a year.
        statement: index of the statement it stands in, or None when no voice is named.
        vague: a scale word alone ("tens of thousands"): at least about ``low``, and no more is said.
        ordinal: a place in an order (3 of "third-largest"), which is no amount; ``value`` is None then.
        per: what one of it is for, in the piece's words ("barrel" of "$81.40 a barrel"), or empty.
        of: the words for what a percentage or fraction is a share of, or None.
        part_of: index of the figure of which it counts a part ("41 people, including 17 children"), or None.
        place: index of the entity where it holds, as its own sentence says, or None.
        day: index of the date when it holds, as its own clause says, or None: then mostly the piece's own day.
    """

    span: Span
    scope: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    what: str = ""
    what_span: Span | None = None
    qualifier: str = ""
    hedge: str = ""
    change: bool = False
    length: bool = False
    statement: int | None = None
    vague: bool = False
    ordinal: int | None = None
    per: str = ""
    of: Span | None = None
    part_of: int | None = None
    place: int | None = None
    day: int | None = None

    @property
    def definite(self) -> bool:
        """An amount that can be compared: no length of time, no vague number, no place in an order."""
        return not (self.length or self.vague or self.ordinal is not None)


class DateType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that point at time.

    Attributes:
        type, value: as TIMEX3 (ISO 8601 with ``198X``, ``PAST_REF`` and so on).
        earliest, latest: the days that the value spans, both inclusive, or None when it is open.
        precision: ``minute``, ``day``, ``week``, ``month``, ``season``, ``quarter``, ``year``, ``decade``,
            ``century``, ``vague``.
        inferred: part of the value (mostly the year) is not in the words nor follows from the anchor day.
        evidence: the spans that it was inferred from.
        why: the inference in one plain line, or empty.
    """

    span: Span
    scope: str
    type: DateType
    value: str
    earliest: date | None = None
    latest: date | None = None
    precision: str = "day"
    inferred: bool = False
    evidence: Spans = ()
    why: str = ""


class EventKind(StrEnum):
    """What a desk files an event under."""

    POSITION = "position"  # where an actor stands on something
    COMMITMENT = "commitment"  # what an actor is to do for another
    CONTACT = "contact"  # a meeting, call, visit or envoy
    ACT = "act"  # anything else that one did to another: a strike, an arrest, aid that was sent


class EventState(StrEnum):
    """How far an event has come, only as the piece says it."""

    PROPOSED = "proposed"
    REQUESTED = "requested"
    DEMANDED = "demanded"
    SUPPORTED = "supported"
    OPPOSED = "opposed"
    WARNED = "warned"
    PLEDGED = "pledged"
    AGREED = "agreed"
    REAFFIRMED = "reaffirmed"
    STALLED = "stalled"
    FULFILLED = "fulfilled"
    BROKEN = "broken"
    INVITED = "invited"
    PLANNED = "planned"
    HELD = "held"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    DONE = "done"  # of an act


@dataclass(frozen=True, slots=True)
class Event:
    """Who did, wants or promised what, to whom; indexes point into the tuples of the same ``Facts``.

    Attributes:
        spans: all the words that it is read from.
        trigger: the words that say what was done: "agreed", "will visit".
        plover: the category of PLOVER (2021), as ``AGREE``; with a mode, as ``CONSULT-visit``.
        actor: index of who did it, or None when that is unclear. ``also``: the others who did it with him.
        addressee: index of whom it was done to, asked of or promised, or None.
        object: the words for what was done, asked or promised.
        condition: the words of a condition ("if the depot is sealed"), or empty.
        amount: index of the figure that says how much, or None.
        due: index of the date by which or on which it is to be, or None.
        day: index of the date on which it was done or said, or None: then it is the piece's own day.
        statement: index of the statement it stands in, or None where the piece itself says so.
        confidence: 0 to 1.
        shown: good enough to be shown.
    """

    kind: EventKind
    state: EventState
    plover: str
    spans: Spans
    trigger: Spans
    scope: str
    actor: int | None = None
    also: tuple[int, ...] = ()
    addressee: int | None = None
    object: Spans = ()
    condition: Spans = ()
    amount: int | None = None
    due: int | None = None
    day: int | None = None
    statement: int | None = None
    confidence: float = 1.0
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which a piece's relative dates count.

    ``given`` when dateline or sent time say so; else inferred from ``evidence``, with ``why`` in one line.
    """

    day: date | None
    given: bool
    evidence: Spans = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one take.

    ``engines`` names the model and version of each layer that read it; ``failed`` tells by layer what one failed by.
    """

    take: str
    language: str = "und"
    anchor: Anchor = Anchor(None, given=False)
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    events: tuple[Event, ...] = ()
    engines: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def answered_for(self, number: int | None) -> Statement | None:
        """Return the statement whose speaker answers for another: of what one says that another said, the first's.

        None where there is no such statement. O(depth of nesting).
        """
        for _ in range(_DEEPEST):
            if number is None or not 0 <= number < len(self.statements):
                return None
            found = self.statements[number]
            if not found.reported_by_another:
                return found
            number = found.inside
        return None
