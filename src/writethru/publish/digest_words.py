"""The words of a digest that are ours: the same in every form of it, each a whole sentence or line in one place."""

from collections.abc import Iterator

from writethru.formats import day, span
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
    StatementKind,
)
from writethru.publish.footnotes import NOT_NAMED
from writethru.publish.rights import Audience
from writethru.publish.when import moment, when
from writethru.tell.claims import NO_VOICE
from writethru.tell.display import opening, shown
from writethru.wording import _, counted, listed, named, noted, sentences

CORRECTIONS = noted("Corrections")
STOPS = noted("Killed or on hold: do not use")
DUE = noted("Due soon")
FOR_THE_DESK = noted("For the desk alone: not for publication.")
ON_THE_SITE = noted("The whole story")
FOLLOWED = noted("followed")
CHANGED = noted("Changed:")
CORRECTED = noted("Corrected:")
DISPUTED = noted("In dispute:")
NO_CHANGES = noted("What was corrected is not shown here.")

_MOST_WORDS = 30  # of one side of a dispute


def days(digest: Digest) -> str:
    """Return the period.

    >>> from datetime import UTC, date, datetime
    >>> now = datetime(2031, 3, 14, 8, tzinfo=UTC)
    >>> days(Digest("Harbour", date(2031, 3, 12), date(2031, 3, 14), now, "public", (), 0))
    '12 to 14 Mar. 2031'
    """
    first, last = digest.since, digest.until
    return day(last) if first == last else span(first, last, short=True)


def subject(digest: Digest) -> str:
    """Return the subject of its mail."""
    return _("{title}: {days}", title=digest.title, days=days(digest))


def as_of(digest: Digest) -> str:
    """Return the moment as of which it was written."""
    return _("As of {when}.", when=moment(Sent(digest.as_of)))


def overview(digest: Digest) -> Iterator[str]:
    """Yield what else is in it besides its stories, and where."""
    counts = (len(digest.corrections), len(digest.stops), len(digest.due))
    if any(counts):
        corrections, stops, due_ = counts
        yield _(
            "Below the stories: corrections {corrections}, killed or on hold {stops}, due soon {due}.",
            corrections=corrections,
            stops=stops,
            due=due_,
        )


def preheader(digest: Digest) -> str:
    """Return the line that a mail program shows beside the subject: the first headlines, or that there is nothing."""
    return " · ".join(title(story) for story in digest.stories[:3]) or nothing(digest)[0]


def title(story: DigestStory) -> str:
    """Return what a story is called: by a person, else its headline."""
    return shown(story.name or story.headline.text)


def came(story: DigestStory) -> str:
    """Return how many takes of a story came, and from how many origins it is told."""
    takes = counted("{number} take came", "{number} takes came", story.takes)
    return ended(sentences([takes, story.badge] if story.badge else [takes]))


def more(story: DigestStory) -> str:
    """Return what else later takes changed; empty where nothing."""
    if not story.more:
        return ""
    return _("Also changed: {what}.", what=story.more) if story.changes else _("Changed: {what}.", what=story.more)


def dispute(one: DigestDispute) -> str:
    """Return who stands against whom about what; nobody is said to be right."""
    about = shown(one.about)
    if one.one.kind or one.other.kind:
        said = about or opening(one.one.value, _MOST_WORDS)
        return _("{what} — {one}; against it, {other}", what=said, one=_stands(one.one), other=_stands(one.other))
    if about:
        return _("{what}: {one} against {other}", what=about, one=_figure(one.one), other=_figure(one.other))
    return _("{one} against {other}", one=_figure(one.one), other=_figure(one.other))


def _stands(member: ClaimMember) -> str:
    return _("{kind}: {who}", kind=named(member.kind or StatementKind.SAID), who=_voice(member))


def _figure(member: ClaimMember) -> str:
    return _("{value} ({who})", value=opening(member.value, _MOST_WORDS), who=_voice(member))


def _voice(member: ClaimMember) -> str:
    voice = member.voice_name or _(NO_VOICE)
    return _("{who}, as reported by {other}", who=voice, other=member.reporter) if member.reporter else voice


def due(one: DigestDue) -> str:
    """Return when something is due, and where."""
    happening = one.happening
    words = listed((when(happening), *happening.places))
    return _("{when} (inferred)", when=words) if happening.inferred else words


def which(source: DigestSource) -> str:
    """Return which take, picture or teaser a number leads to."""
    known = {"picture": _("caption of a picture"), "teaser": _("what it says of another page")}
    parts = (source.source or _(NOT_NAMED), source.label, source.sent, known.get(source.place.split("-")[0], ""))
    return listed(part for part in parts if part)


def bound(source: DigestSource) -> Iterator[str]:
    """Yield what goes along with words of a source: that AI made them, credit, terms, what a desk must know."""
    if source.flag:
        yield _("Note: {words}.", words=source.flag)
    if source.ai_made:
        picture = source.place.startswith("picture")
        yield _("Picture made or altered by AI.") if picture else _("Text made or altered by AI.")
    if source.credit:
        yield _("Credit: {words}.", words=source.credit)
    if source.terms:
        yield _("Terms: {words}.", words=sentences(source.terms))


def ended(words: str) -> str:
    """Return words as a sentence."""
    return _("{words}.", words=words)


def stop(one: DigestStop) -> str:
    """Return that a piece may not be used, without a word of it."""
    source = one.source or _(NOT_NAMED)
    if one.id:
        return _("{source}: a piece [{id}], {words}.", source=source, id=one.id, words=one.said)
    return _("{source}: a piece, {words}.", source=source, words=one.said)


def nothing(digest: Digest) -> tuple[str, ...]:
    """Return why nothing is told, a sentence or more; empty where something is."""
    if digest.stories:
        return ()
    if digest.of:
        first = _("There is nothing to tell: no piece of this period may be shown here.")
    elif digest.stops:
        first = _("There is nothing to tell: what came in this period was withdrawn by its sources.")
    elif digest.silent:
        first = _("There is nothing to tell: sources that are followed brought nothing in this period.")
    else:
        first = _("There is nothing to tell: no piece came in this period.")
    return (first, *map(ended, digest.withheld), *map(silence, digest.silent))


def silence(one: Silence) -> str:
    """Return since when a source has been silent."""
    if one.last is None:
        return _("{source}: has brought nothing yet.", source=one.source)
    return _("{source}: last brought something {when}.", source=one.source, when=moment(Sent(one.last)))


def closing(digest: Digest) -> tuple[str, ...]:
    """Return how many stories there were, how many are told, and that it ends here."""
    told, of = len(digest.stories), digest.of
    lines = [_("Stories of this period: {all}; told here, the weightiest first: {told}.", all=of, told=told)]
    if digest.closed:
        lines.append(_("May not be shown here: {number}.", number=digest.closed))
    if digest.muted:
        lines.append(_("Muted, and not counted: {number}.", number=digest.muted))
    return (*lines, _("This brief ends here."))


def mailed(one: Mailed) -> str:
    """Return what became of one message."""
    return f"not sent to {one.to}: {one.trouble}" if one.trouble else f"sent to {one.to}"


def desk(digest: Digest) -> bool:
    """Say whether it is for the desk's own eyes."""
    return digest.audience == Audience.DESK
