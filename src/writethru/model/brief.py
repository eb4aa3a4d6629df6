"""A brief: the story told in sentences that each carry their citation."""

from dataclasses import dataclass
from datetime import date

from writethru.model.facts import StatementKind
from writethru.model.story import Citation, Claim, Happening, Origin, Person


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
        out, last = [], 0
        for gloss in sorted(self.glosses, key=lambda g: g.at):
            out += [self.text[last : gloss.at], f" [{gloss.text}]"]
            last = gloss.at
        return "".join([*out, self.text[last:]])


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

    ``take`` is the latest of its chain; ``earlier`` counts those before it.
    """

    take: str
    source: str
    headline: str
    origin: Origin
    sent: str
    url: str = ""
    notice: str = ""
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, what is now, and what is due, as of a day (None when no take has a time)."""

    as_of: date | None
    past: tuple[Happening, ...]
    now: tuple[Happening, ...]
    ahead: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief of a story or a storyline."""

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


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's or body's page: who it is and, dated, what it said; never what others say it said unmarked."""

    person: Person
    said: tuple[Said, ...]
