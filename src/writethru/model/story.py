"""What pieces add up to: chains, changes, stories, storylines, people, claims."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from writethru.model.facts import EntityKind, Role, Spans, StatementKind
from writethru.model.take import NoteItem, Signal
from writethru.model.text import Span


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one take belongs. ``storylines`` holds all of them, the main one first.

    ``series``: what one source files together over days, by its slug or, without one, by what its pieces go on from.
    ``wraps``: of a take of a wrap-up, the chains that it pulls together.
    """

    take: str
    chain: str
    previous: str | None
    series: str
    story: str
    storyline: str
    storylines: tuple[str, ...]
    wraps: tuple[str, ...] = ()


class ChangeKind(StrEnum):
    """What differs between two takes of a chain."""

    HEADLINE = "headline"
    LEAD = "lead"
    ADDED = "paragraph added"
    DROPPED = "paragraph dropped"
    MOVED = "paragraph moved"
    REWORDED = "paragraph reworded"
    FIGURE = "figure"
    STATEMENT_ADDED = "statement added"
    STATEMENT_DROPPED = "statement dropped"
    STATEMENT_REWORDED = "statement reworded"
    NAME = "name"
    DATE = "date"
    NOTE = "note"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two takes; ``summary`` says it in one plain line.

    ``correction``: the later take says that it corrects something, and this is what it corrects.
    """

    take: str
    previous: str
    kind: ChangeKind
    material: bool
    before: Spans
    after: Spans
    summary: str = ""
    correction: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of an editor's note, held against what was found.

    Attributes:
        item: what the note says.
        kept: whether it was seen to be kept; None when the takes' text cannot tell.
        changes: the changes that keep it, by their place among those of the two takes.
        says: the finding in one plain line ("note says ADDS photo: no new photo seen").
    """

    item: NoteItem
    kept: bool | None
    changes: tuple[int, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one take to another, material changes and cosmetic, and what became of the note's promises."""

    earlier: str
    later: str
    changes: tuple[Change, ...] = ()
    promises: tuple[Promise, ...] = ()


class OriginKind(StrEnum):
    """How a piece came to be; what is not known is said to be unknown."""

    REPORTING = "reporting"
    REPRINT = "reprint"
    REWRITE = "rewrite"
    RELEASE = "press release"
    AI = "AI-made"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a take's text comes from.

    Attributes:
        of: the agency or outlet, or empty when not known; of an unknown origin, whom it may have something from.
        why: the evidence in one plain line.
        root: the take that its text leads back to over all copies of copies, or empty where that is itself. Takes
            with one root are of one origin, known or not.
    """

    take: str
    kind: OriginKind
    of: str = ""
    why: str = ""
    root: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of a take to tell origins by, its own and those of takes that share its words.

    Attributes:
        source: who sent it, as ``Take.source``.
        agency: it is an agency's own.
        moment: when, in seconds since 1970 (UTC); behind every known moment where that is not known.
        week: the number of its week, -1 where its day is not known.
        piece: a hash of what names the piece over its versions.
        sample: hashes of some of its runs of words (``writethru.link.runs``).
        own: its origin as far as it says it itself.
        model: the take that most of its words stand in, or empty.
        share: how much of its own words stand there, 0 to 1.
        quotes: the outlet with which it shares quotations and not its own words, or empty.
        origin: what is known of its origin by all that the desk has.
    """

    take: str
    source: str
    agency: bool
    moment: int
    week: int
    piece: int
    sample: tuple[int, ...]
    own: Origin
    origin: Origin
    model: str = ""
    share: float = 0.0
    quotes: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """The words that a sentence, fact or line leads back to."""

    take: str
    span: Span
    scope: str = "copy"


@dataclass(frozen=True, slots=True)
class Story:
    """The pieces of all outlets that tell one event. ``takes`` in order of time, ``lead`` the one to show.

    ``notice``: what a desk must know before it uses it (killed, on hold, embargoed), as of the moment it is handed out.
    ``badge``: from how many origins it is told at least, as of that moment.
    ``order``: the kill or hold that stops every piece of it, as of that moment; None where a word of it may be told.
    ``given``: where a person gave it its headline, the takes that it was given to; else the headline is its lead's.
    """

    id: str
    headline: str
    lead: str
    takes: tuple[str, ...]
    chains: tuple[str, ...]
    origins: tuple[Origin, ...]
    storylines: tuple[str, ...]
    first: date | None
    last: date | None
    notice: str = ""
    given: tuple[str, ...] = ()
    badge: str = ""
    order: Signal | None = None


@dataclass(frozen=True, slots=True)
class Storyline:
    """Stories that continue one another; ``follows`` holds (story, the earlier story it continues).

    ``about`` are the names it turns on, most telling first; ``passages`` are, by take, the paragraphs that
    belong to it where a piece stands on more than one storyline. ``given``: as of a story, of its name.
    """

    id: str
    name: str
    stories: tuple[str, ...]
    follows: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    passages: tuple[Citation, ...] = ()
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A mention of a person, body or place in one take; ``entity`` is the index in that take's facts."""

    take: str
    entity: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Person:
    """A person, body or place across pieces.

    ``roles`` carry the take they come from, oldest first: each wording with the first take and the last that has it.
    ``group``: one piece speaks of it by a noun phrase alone; it is never joined over pieces and gets no page.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    roles: tuple[tuple[str, Role], ...]
    mentions: tuple[PersonMention, ...]
    group: bool = False


class Standing(StrEnum):
    """How a claim stands; Writethru never says who is right."""

    AGREED = "agreed"
    SINGLE = "single-origin"
    DISPUTED = "disputed"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ClaimMember:
    """One figure or statement of a claim, with who says it (person id, or empty for nobody named).

    ``revises`` and ``against`` are indexes into the members of the same claim.

    Attributes:
        value: the words of the figure, or what was said.
        day: the day of its piece.
        at: when its take was sent, with its zone, or None when only the day is known.
        zone_inferred: that zone was not given with the take.
        revises: the member whose figure this one replaces.
        against: the member that this one is set against: another figure for the same thing, or what it denies.
        withdrawn: the words that take it back, or those of the correction that leaves it out.
        kind: how a statement was made; None for a figure.
        reporter: who reports it of the one who is to have said it. It is never shown as the voice's own words.
        number: the figure as a number; None for a range, a change and a statement.
        origin: the name that its origin counts under; empty for one that is not known, and for a teaser.
    """

    citation: Citation
    value: str
    voice: str
    voice_name: str
    hedge: str = ""
    day: date | None = None
    at: datetime | None = None
    zone_inferred: bool = False
    revises: int | None = None
    against: int | None = None
    withdrawn: Citation | None = None
    kind: StatementKind | None = None
    reporter: str = ""
    origin: str = ""
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements or figures about one thing.

    ``series``: a count that is followed over takes: its members are in order of time, and each that ``revises`` one
    before it is a step. ``about`` is in the words of some member; where these say little, ``setting`` has the words
    beside a figure, with itself left open, as they stand at ``set_in``.
    """

    id: str
    about: str
    story: str
    standing: Standing
    members: tuple[ClaimMember, ...]
    origins: tuple[str, ...]
    series: bool = False
    setting: str = ""
    set_in: Citation | None = None

    @property
    def heading(self) -> str:
        """What it is about, with its setting."""
        return f"{self.about}: “{self.setting}”" if self.setting else self.about

    def keeping(self, may: Callable[[ClaimMember], bool]) -> "Claim | None":
        """Return the claim with the members that may stay, None where none may.

        What is left is told as it stands among them: nothing points at a member that is gone, no standing speaks of
        one, and ``about`` goes, since it may be in the words of one.
        """
        kept = [number for number, member in enumerate(self.members) if may(member)]
        if len(kept) == len(self.members):
            return self
        place = {number: new for new, number in enumerate(kept)}
        members = tuple(
            replace(
                member,
                revises=None if member.revises is None else place.get(member.revises),
                against=None if member.against is None else place.get(member.against),
            )
            for member in (self.members[number] for number in kept)
        )
        if not members:
            return None
        return replace(
            self,
            members=members,
            about="",
            setting="",
            set_in=None,
            standing=standing_of(members),
            origins=tuple(sorted({member.origin for member in members} - {""})),
            series=self.series and any(member.revises is not None for member in members),
        )


def standing_of(members: Sequence[ClaimMember]) -> Standing:
    """Return how the members of a claim stand to each other. O(members)."""

    def holds(number: int | None) -> bool:
        return number is not None and members[number].withdrawn is None

    if any(holds(number) and holds(member.against) for number, member in enumerate(members)):
        return Standing.DISPUTED
    replaced = {member.revises for member in members} - {None}
    if all(member.withdrawn or number in replaced for number, member in enumerate(members)):
        return Standing.WITHDRAWN
    if replaced:
        return Standing.REVISED
    return Standing.AGREED if len({member.origin for member in members} - {""}) > 1 else Standing.SINGLE


@dataclass(frozen=True, slots=True)
class Links:
    """All that linking found. Every tuple is in a stable order, so equal input gives equal output."""

    placements: tuple[Placement, ...] = ()
    changes: tuple[Change, ...] = ()
    stories: tuple[Story, ...] = ()
    storylines: tuple[Storyline, ...] = ()
    people: tuple[Person, ...] = ()
    claims: tuple[Claim, ...] = ()
