"""The words of a digest that are ours: the same in every form of it, each a whole sentence or line in one place."""

from collections.abc import Iterator

from writethru.model import (
    ClaimMember,
    Digest,
    DigestDispute,
    DigestDue,
    DigestSource,
    DigestStop,
    DigestStory,
    Mailed,
    Sent,
    Silence,
)
from writethru.publish.footnotes import NOT_NAMED
from writethru.publish.rights import Audience
from writethru.publish.when import moment, when
from writethru.tell.claims import NO_VOICE
from writethru.tell.display import day_words, opening, shown

CORRECTIONS = "Corrections"
STOPS = "Killed or on hold: do not use"
DUE = "Due soon"
FOR_THE_DESK = "For the desk alone: not for publication."
ON_THE_SITE = "The whole story"
FOLLOWED = "followed"
CHANGED = "Changed:"
CORRECTED = "Corrected:"
DISPUTED = "In dispute:"
NO_CHANGES = "What was corrected is not shown here."

_MOST_WORDS = 30  # of one side of a dispute


def days(digest: Digest) -> str:
    """Return the period.

    >>> from datetime import UTC, date, datetime
    >>> now = datetime(2031, 3, 14, 8, tzinfo=UTC)
    >>> days(Digest("Harbour", date(2031, 3, 12), date(2031, 3, 14), now, "public", (), 0))
    '12 to 14 Mar. 2031'
    """
    first, last = digest.since, digest.until
    if first == last:
        return day_words(last, year=True)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last, year=True)}"
    return f"{day_words(first, year=first.year != last.year)} to {day_words(last, year=True)}"


def subject(digest: Digest) -> str:
    """Return the subject of its mail."""
    return f"{digest.title}: {days(digest)}"


def as_of(digest: Digest) -> str:
    """Return the moment as of which it was written."""
    return f"As of {moment(Sent(digest.as_of))}."


def overview(digest: Digest) -> Iterator[str]:
    """Yield what else is in it besides its stories, and where."""
    counts = (len(digest.corrections), len(digest.stops), len(digest.due))
    if any(counts):
        corrections, stops, due_ = counts
        yield f"Below the stories: corrections {corrections}, killed or on hold {stops}, due soon {due_}."


def preheader(digest: Digest) -> str:
    """Return the line that a mail program shows beside the subject: the first headlines, or that there is nothing."""
    return " · ".join(title(story) for story in digest.stories[:3]) or nothing(digest)[0]


def title(story: DigestStory) -> str:
    """Return what a story is called: by a person, else its headline."""
    return shown(story.name or story.headline.text)


def came(story: DigestStory) -> str:
    """Return how many takes of a story came, and from how many origins it is told."""
    takes = "1 take came" if story.takes == 1 else f"{story.takes} takes came"
    return f"{takes}; {story.badge}." if story.badge else f"{takes}."


def more(story: DigestStory) -> str:
    """Return what else later takes changed; empty where nothing."""
    if not story.more:
        return ""
    return f"Also changed: {story.more}." if story.changes else f"Changed: {story.more}."


def dispute(one: DigestDispute) -> str:
    """Return who stands against whom about what; nobody is said to be right."""
    about = shown(one.about)
    if one.one.kind or one.other.kind:
        said = about or opening(one.one.value, _MOST_WORDS)
        return f"{said} — {_stands(one.one)}; against it, {_stands(one.other)}"
    sides = f"{_figure(one.one)} against {_figure(one.other)}"
    return f"{about}: {sides}" if about else sides


def _stands(member: ClaimMember) -> str:
    return f"{member.kind.value if member.kind else 'said'}: {_voice(member)}"


def _figure(member: ClaimMember) -> str:
    return f"{opening(member.value, _MOST_WORDS)} ({_voice(member)})"


def _voice(member: ClaimMember) -> str:
    voice = member.voice_name or NO_VOICE
    return f"{voice}, as reported by {member.reporter}" if member.reporter else voice


def due(one: DigestDue) -> str:
    """Return when something is due, and where."""
    happening = one.happening
    inferred = " (inferred)" if happening.inferred else ""
    return f"{', '.join((when(happening), *happening.places))}{inferred}"


def which(source: DigestSource) -> str:
    """Return which take, picture or teaser a number leads to."""
    known = {"picture": "caption of a picture", "teaser": "what it says of another page"}
    parts = (source.source or NOT_NAMED, source.label, source.sent, known.get(source.place.split("-")[0], ""))
    return ", ".join(part for part in parts if part)


def bound(source: DigestSource) -> Iterator[str]:
    """Yield what goes along with words of a source: that AI made them, credit, terms, what a desk must know."""
    if source.flag:
        yield f"Note: {source.flag}."
    if source.ai_made:
        yield "Picture made or altered by AI." if source.place.startswith("picture") else "Text made or altered by AI."
    if source.credit:
        yield f"Credit: {source.credit}."
    if source.terms:
        yield f"Terms: {'; '.join(source.terms)}."


def stop(one: DigestStop) -> str:
    """Return that a piece may not be used, without a word of it."""
    which_ = f"a piece [{one.id}]" if one.id else "a piece"
    return f"{one.source or NOT_NAMED}: {which_}, {one.said}."


def nothing(digest: Digest) -> tuple[str, ...]:
    """Return why nothing is told, a sentence or more; empty where something is."""
    if digest.stories:
        return ()
    if digest.of:
        first = "There is nothing to tell: no piece of this period may be shown here."
    elif digest.stops:
        first = "There is nothing to tell: what came in this period was withdrawn by its sources."
    elif digest.silent:
        first = "There is nothing to tell: sources that are followed brought nothing in this period."
    else:
        first = "There is nothing to tell: no piece came in this period."
    return (first, *(f"{line}." for line in digest.withheld), *map(silence, digest.silent))


def silence(one: Silence) -> str:
    """Return since when a source has been silent."""
    if one.last is None:
        return f"{one.source}: has brought nothing yet."
    return f"{one.source}: last brought something {moment(Sent(one.last))}."


def closing(digest: Digest) -> tuple[str, ...]:
    """Return how many stories there were, how many are told, and that it ends here."""
    told, of = len(digest.stories), digest.of
    lines = [f"Stories of this period: {of}; told here, the weightiest first: {told}."]
    if digest.closed:
        lines.append(f"May not be shown here: {digest.closed}.")
    if digest.muted:
        lines.append(f"Muted, and not counted: {digest.muted}.")
    return (*lines, "This brief ends here.")


def mailed(one: Mailed) -> str:
    """Return what became of one message."""
    return f"not sent to {one.to}: {one.trouble}" if one.trouble else f"sent to {one.to}"


def desk(digest: Digest) -> bool:
    """Say whether it is for the desk's own eyes."""
    return digest.audience == Audience.DESK
