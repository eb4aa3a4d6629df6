"""The digest of a period: what is told of it, where each word leads, and that it ends."""

from dataclasses import dataclass
from datetime import date, datetime

from writethru.model.brief import CitedSentence, Happening
from writethru.model.story import Citation, ClaimMember


@dataclass(frozen=True, slots=True)
class DigestSource:
    """What a number leads to: a take, or one picture or teaser of it, with all that must go along with its words.

    Attributes:
        number: from 1, in the order in which a digest cites.
        take: its key.
        place: the part of the take (``picture-1``), or empty for its own copy and headline.
        source: who sent it; may be empty.
        label: which take it is, in plain words: ``2nd lead``.
        sent: when, in words.
        url: its page on the web, or empty.
        language: a BCP 47 tag, or empty where it is not known.
        ai_made: its source says that it was made or altered by AI.
        credit: of a picture.
        terms: what binds its use, in our own words.
        flag: what a desk must know before it uses it: embargoed until when, for editors alone, a fragment.
    """

    number: int
    take: str
    place: str
    source: str
    label: str
    sent: str
    url: str = ""
    language: str = ""
    ai_made: bool = False
    credit: str = ""
    terms: tuple[str, ...] = ()
    flag: str = ""


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A line about words of takes that is no sentence of theirs, with the words that it is about."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class DigestDispute:
    """Two figures or statements that stand against each other; ``about`` is empty where it may not be told."""

    about: str
    one: ClaimMember
    other: ClaimMember


@dataclass(frozen=True, slots=True)
class DigestStory:
    """One story to which something came in the period, as it stood at the end of it.

    Attributes:
        story: its id.
        headline: of its leading take.
        name: what a person calls it, or empty.
        sentences: its standfirst, or key sentences; at most two.
        changes: what later takes changed in matter, corrections first; ``more`` counts by kind what else they did.
        disputes: at most two.
        badge: from how many origins it is told at least.
        takes: how many takes of it came in the period.
        followed: the reader follows it.
        page: where it stands on the published site; empty where the settings give that no address, and for the desk.
    """

    story: str
    headline: CitedSentence
    name: str
    sentences: tuple[CitedSentence, ...]
    changes: tuple[CitedLine, ...]
    more: str
    disputes: tuple[DigestDispute, ...]
    badge: str
    takes: int
    followed: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True)
class DigestCorrection:
    """A correction that came in the period: the headline it came under, who corrected when, and what."""

    story: str
    headline: CitedSentence
    said: str
    changes: tuple[CitedLine, ...]


@dataclass(frozen=True, slots=True)
class DigestStop:
    """A piece that was killed or put on hold in the period. No word of it is here.

    Attributes:
        story: the id of the story in which it stood.
        source: who sent it; may be empty.
        said: that it may not be used, and since when.
        id: as its source calls the take that orders it; for the desk alone.
    """

    story: str
    source: str
    said: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class DigestDue:
    """Something that is due soon after the period, in one of the stories told."""

    story: str
    happening: Happening


@dataclass(frozen=True, slots=True)
class Silence:
    """A source that is followed and brought nothing in the period; ``last`` is when it last did, None for never."""

    source: str
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Digest:
    """A finite brief of a period, cut down to what may leave to its audience.

    Attributes:
        title: what the desk is called.
        since, until: the first day and the last day.
        as_of: the moment at which it was written: orders, embargoes and corrections hold as of then.
        audience: ``public`` or ``desk``.
        stories: those told, the weightiest first.
        of: how many stories the period has, those told among them.
        closed: how many of them may not be told to this audience at all.
        muted: how many more there are of which the reader wants to hear nothing.
        corrections, stops: of the period; ``due``: soon after it, soonest first.
        withheld: where nothing is told, whose pieces may not be and why, one plain line each.
        silent: where nothing is told, which sources that are followed brought nothing.
        sources: what is cited, by number.
        key: the same for the same digest.
        language: of all words in it that are ours.
    """

    title: str
    since: date
    until: date
    as_of: datetime
    audience: str
    stories: tuple[DigestStory, ...]
    of: int
    closed: int = 0
    muted: int = 0
    corrections: tuple[DigestCorrection, ...] = ()
    stops: tuple[DigestStop, ...] = ()
    due: tuple[DigestDue, ...] = ()
    withheld: tuple[str, ...] = ()
    silent: tuple[Silence, ...] = ()
    sources: tuple[DigestSource, ...] = ()
    key: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Mailed:
    """What became of one message: ``trouble`` says in one plain line why it did not go out, or is empty."""

    to: str
    trouble: str = ""
