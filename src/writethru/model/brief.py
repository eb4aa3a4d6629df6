"""A brief: the story told in sentences that each carry their citation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from writethru.model.facts import StatementKind
from writethru.model.story import Citation, Claim, Origin, Person


@dataclass(frozen=True, slots=True)
class Gloss:
    """A bracket that the brief puts into a sentence: after ``at`` (offset into the sentence), with evidence."""

    at: int
    text: str
    evidence: Citation | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence as it stands in a take, wrapped lines joined, with glosses kept apart.

    It cannot be built without its citation: that is what makes a brief checkable.
    """

    text: str
    citation: Citation
    glosses: tuple[Gloss, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.citation, Citation) or self.citation.span.end <= self.citation.span.start:
            raise ValueError("a sentence of a brief needs a citation with words in it")

    @property
    def glossed(self) -> str:
        """The sentence with its glosses in square brackets, as a reader sees it."""
        return _glossed(self.text, self.glosses)


def _glossed(text: str, glosses: Iterable[Gloss]) -> str:
    out, last = [], 0
    for gloss in sorted(glosses, key=lambda g: g.at):
        out += [text[last : gloss.at], f" [{gloss.text}]"]
        last = gloss.at
    return "".join([*out, text[last:]])


@dataclass(frozen=True, slots=True)
class Said:
    """One line of who said what. ``speaker`` is empty when it is unclear.

    ``reporter`` is set when somebody else reports it: then it is never given as the speaker's own.
    """

    person: str
    speaker: str
    role: str
    kind: StatementKind
    quote: CitedSentence
    direct: bool
    addressee: str = ""
    reporter: str = ""
    rejects: CitedSentence | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of the brief: outlet, what is known of the origin, when, where to find it.

    ``take`` is the latest of its chain; ``earlier`` counts those before it. ``flag`` is what a desk must know before
    it uses it: embargoed until when, an advance, an advisory, a fragment.
    """

    take: str
    source: str
    headline: str
    origin: Origin
    sent: str
    url: str = ""
    notice: str = ""
    earlier: int = 0
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands in the place of a piece that its source killed or holds, and what stays after a correction.

    Attributes:
        take: the take that is stopped, held back, or corrects.
        text: in plain words without any word of the piece: "Corrected by Vantry, 12 March 2031, 14:05".
        previous: the take that was corrected, or empty.
        changes: what was corrected, in the words of the two takes: they may leave only where both may.
    """

    take: str
    text: str
    previous: str = ""
    changes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.text}: {'; '.join(self.changes)}" if self.changes else self.text


@dataclass(frozen=True, slots=True)
class Happening:
    """Something at a time: one line of a timeline with every source under it.

    Attributes:
        value, precision: as in ``DateExpression``; ``earliest`` and ``latest`` bound it, both inclusive.
        text: the clause of the first citation, white space folded; ``glosses`` say what it leans on.
        planned: the sources speak of it as something to come.
        inferred: its day rests on evidence, ``why`` says on which.
        last_told: the day on which it was last spoken of, where it was due, is over and no piece tells that it
            happened or was called off; else None.
    """

    value: str
    precision: str
    earliest: date | None
    latest: date | None
    text: str
    places: tuple[str, ...]
    citations: tuple[Citation, ...]
    planned: bool = False
    inferred: bool = False
    why: str = ""
    glosses: tuple[Gloss, ...] = ()
    last_told: date | None = None

    @property
    def glossed(self) -> str:
        """Its text with its glosses in square brackets, as a reader sees it."""
        return _glossed(self.text, self.glosses)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, what is now, and what is due, as of a day (None when no take has a time).

    ``overdue`` was due before that day, and there is no news of it since. Each is oldest first.
    """

    as_of: date | None
    past: tuple[Happening, ...]
    now: tuple[Happening, ...]
    ahead: tuple[Happening, ...]
    overdue: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief of a story or a storyline; ``name`` is what a person calls it, or empty."""

    id: str
    kind: str  # "story" or "storyline"
    headline: CitedSentence
    standfirst: CitedSentence
    key: tuple[CitedSentence, ...]
    said: tuple[Said, ...]
    claims: tuple[Claim, ...]
    timeline: Timeline
    sources: tuple[SourceLine, ...]
    badge: str  # "3 outlets, at least 1 origin (Yonhap), 1 unknown"
    related: tuple[tuple[str, str], ...] = ()  # (id, headline)
    dropped: int = 0  # sentences that were left out because they could not stand alone
    notices: tuple[Notice, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A title that pieces give somebody, or that "former" and the like say of him.

    Attributes:
        first, last: the days of the first and the last piece that give it, or None where no day is known.
        since, until: the term of office that a piece tells, as TIMEX3 values, or empty.
        citations: the words of the first and the last piece.
    """

    title: str
    state: str
    first: date | None
    last: date | None
    since: str
    until: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's or body's page: who it is and, dated, what it said; never what others say it said unmarked."""

    person: Person
    said: tuple[Said, ...]
    offices: tuple[Office, ...] = ()
