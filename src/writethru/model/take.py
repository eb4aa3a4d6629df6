"""A take: one transmitted version of one piece, exactly as received."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from writethru.model.rights import Rule, Term
from writethru.model.text import COPY, Part, PartKind, Span

_PAGE = re.compile(r"^https?://[^/]+/.*\w{4}")  # a page of its own, not a site's front page


WITHDRAWN = "withdrawn"
"""The format of what is left of a take whose words may not leave the store."""


class Signal(StrEnum):
    """What follows from a take's marker."""

    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"
    REFILE = "refile"
    REPEAT = "repeat"
    ALERT = "alert"
    HOLD = "hold"
    KILL = "kill"
    ADVISORY = "advisory"


class SourceKind(StrEnum):
    """What sends it; decides the default text policy."""

    AGENCY = "agency"
    PAGE = "page"
    FEED = "feed"
    RELEASE = "release"
    OWN = "own"
    UNKNOWN = "unknown"


class Fragment(StrEnum):
    """A take that cannot stand alone: it changes a part of the take before it."""

    ADD = "add"
    INSERT = "insert"
    SUB = "sub"
    TOP = "top"  # a new lead that picks up an older take's later paragraphs


@dataclass(frozen=True, slots=True)
class Marker:
    """What the agency says the take is.

    Attributes:
        raw: the marker as received, once each, in order: ``("(2nd LD)",)``. Empty when there is none.
        signal: what follows from it.
        rank: the place among the versions of the piece: an alert 0, the first text 1, a LEAD 2, a 2nd LD 3.
        genre: ``News Focus``, ``FACTBOX`` and the like, or empty.
        fragment: which part of the take before it this one brings, or None for a text that stands alone.
        wrapup: it pulls several pieces together and is counted in a series of its own.
        unknown: what looks like a marker and is not in the lists, verbatim; it stays in the title, unless it was read
            over a slip of the keys and counts: then it is in ``raw`` too.
    """

    raw: tuple[str, ...] = ()
    signal: Signal = Signal.NEW
    rank: int = 1
    genre: str = ""
    fragment: Fragment | None = None
    wrapup: bool = False
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Embargo:
    """Until when a take must not leave the desk.

    Attributes:
        until: the moment, with its zone; None when it is held with no date.
        why: where that is read from, in plain words.
        spans: the words of the take that say so, if any do.
        conflict: the format's field and the text disagree; ``until`` is the later of the two, and a person decides.
    """

    until: datetime | None
    why: str
    spans: tuple[Span, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class NoteItem:
    """One promise of an editor's note: ``ADDS photo`` is verb ``adds``, target ``photo``."""

    verb: str
    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and on which day a piece was written; ``day`` is None when only a place is given.

    ``day_inferred`` is true when the line gives day and month and the year comes from the sent time.
    """

    places: tuple[str, ...]
    day: date | None
    day_inferred: bool
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it; one person may be written in two scripts (``name`` Latin, ``also`` the other)."""

    name: str
    also: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """When it was sent.

    Attributes:
        at: the moment, with its zone; midnight when ``day_only``.
        day_only: only the day is known.
        zone_inferred: the zone was not given; ``why`` says where it comes from.
        why: the evidence for what was inferred, or empty.
    """

    at: datetime
    day_only: bool = False
    zone_inferred: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that came with the piece, with the terms that bind it and nothing else.

    ``group`` names its parts in ``Take.parts`` (caption, description, labels).
    """

    group: str
    caption: Span | None = None
    description: Span | None = None
    credit: str = ""
    handout: bool = False
    ai_made: bool = False
    terms: tuple[Term, ...] = ()
    url: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Teaser:
    """What a page says about another page: kept and cited as a teaser, never counted as the page's copy.

    ``label`` is the span of the label that stands before its text ("reported by AI"), or None.
    """

    group: str
    headline: Span | None = None
    text: tuple[Span, ...] = ()
    label: Span | None = None
    ai_text: bool = False


@dataclass(frozen=True, slots=True)
class Take:
    """One transmitted version of one piece; never changed afterwards.

    Attributes:
        key: 16 hex digits over id and content; the take's name inside the store.
        id: the id that the source gave, or ``key``.
        document: SHA-256 of the bytes it came in.
        source: who sent it, as a desk would write it; empty when the input does not say.
        text: the words as received, the format's fields joined by blank lines. Every span points here.
        row_start: where the input row's own ``text`` begins in ``text`` (0 unless fields were joined);
            exported offsets count from there.
        row_end: where it ends, or None for the end of ``text``.
        parts: what each stretch of ``text`` is, in order.
        headline: as received, marker and all; may be empty.
        title: the headline without markers.
        slug: the agency's name for the running piece, without marker; may be empty.
        terms: rules that bind the text and no picture ("not for use in Norland").
        language: as the source declared it, a BCP 47 tag, or empty.
        guid: the provider's name for the piece that stays the same over its versions, or empty.
        version: the provider's own version of it, verbatim; says nothing of the marker's rank.
        sequence: the provider's own number for the transmission (AP ``a0762``), or empty.
        replaces: the provider's number of the take that this one names as replaced, or empty.
        status: the provider's word for whether it may be used (``stat:canceled``), verbatim, or empty; of a withdrawn
            take the desk's own words for why it may not.
        embargo: until when it must not leave, or None. As read it is what the take itself says; as handed out
            (``writethru.outgoing``) what still holds its chain back.
        notices: rights lines verbatim ("no redistribution" and the like).
        ai_text: the source says that its text was made or altered by AI.
        warnings: what a reader could not make sense of, one plain line each.
    """

    key: str
    id: str
    document: str
    format: str
    source: str
    source_kind: SourceKind
    text: str
    parts: tuple[Part, ...]
    headline: str = ""
    title: str = ""
    marker: Marker = Marker()
    slug: str = ""
    sent: Sent | None = None
    dateline: Dateline | None = None
    bylines: tuple[Byline, ...] = ()
    note: tuple[NoteItem, ...] = ()
    pictures: tuple[Picture, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    notices: tuple[Span, ...] = ()
    terms: tuple[Term, ...] = ()
    language: str = ""
    url: str = ""
    guid: str = ""
    version: str = ""
    status: str = ""
    embargo: Embargo | None = None
    sequence: str = ""
    replaces: str = ""
    row_start: int = 0
    row_end: int | None = None
    ai_text: bool = False
    warnings: tuple[str, ...] = ()

    def spans(self, *kinds: PartKind, group: str = "") -> tuple[Span, ...]:
        """Return the spans of all parts of these kinds in one group (the piece itself by default)."""
        return tuple(p.span for p in self.parts if p.kind in kinds and p.group == group)

    @property
    def copy(self) -> tuple[Span, ...]:
        """The spans of the piece's own copy: standfirst and paragraphs, in order."""
        return tuple(p.span for p in self.parts if p.kind in COPY and not p.group)

    @property
    def waits(self) -> bool:
        """It may have to wait: for its time, for the take that it changes, or for a person's word on a phrase."""
        terms = (*self.terms, *(term for picture in self.pictures for term in picture.terms))
        special = self.embargo or self.marker.fragment or self.marker.signal is Signal.ADVISORY
        return bool(special) or any(term.rule is Rule.UNKNOWN for term in terms)

    @property
    def whole(self) -> bool:
        """It is a text that can stand alone: no fragment, and not for editors alone."""
        return self.marker.fragment is None and self.marker.signal is not Signal.ADVISORY and bool(self.text.strip())

    @property
    def withdrawn(self) -> bool:
        """Its words were taken out, since its piece was killed or is on hold: only its names and times are left."""
        return self.format == WITHDRAWN

    @property
    def names(self) -> tuple[str, ...]:
        """What names the piece over its versions: the provider's own name, the address of its page."""
        return tuple(name for name in (self.guid, self.url if _PAGE.search(self.url) else "") if name)

    @property
    def day(self) -> date | None:
        """The day its relative dates count from: the dateline's, else the day it was sent."""
        if self.dateline and self.dateline.day:
            return self.dateline.day
        return self.sent.at.date() if self.sent else None


@dataclass(frozen=True, slots=True)
class Refused:
    """An item that could not be read: where it stands, and why. It waits in quarantine."""

    document: str
    place: str
    reason: str
