"""What a digest tells of one story, cut down to what may leave: sentences, changes, disputes, what is due."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from writethru.errors import Withheld
from writethru.model import (
    Brief,
    Change,
    ChangeKind,
    Citation,
    CitedLine,
    Claim,
    ClaimMember,
    DigestCorrection,
    DigestDispute,
    DigestDue,
    DigestStory,
    Happening,
    Signal,
    Standing,
    Story,
    Take,
    Timeline,
)
from writethru.publish.clearance import Clearance, Cleared, ClearedClaim, clear, clear_sentence, headline_of
from writethru.publish.pages import page_name
from writethru.publish.rights import Audience, Extent, desk_marks
from writethru.publish.versions import counted
from writethru.retold import retold
from writethru.tell.brief import brief
from writethru.tell.dossier import Dossier
from writethru.tell.notices import correction_of
from writethru.tell.tellings import GRAINS

AHEAD = timedelta(days=14)
"""How far behind the end of a period something may be due to be told."""

_SENTENCES = 2  # of a story, its headline apart
_CHANGES = 3  # lines of a story, or of a correction, about what changed
_DISPUTES = 2  # of a story
_DUE = 3  # of a story
_OF_CORRECTIONS = (
    ChangeKind.FIGURE,
    ChangeKind.NAME,
    ChangeKind.DATE,
    ChangeKind.STATEMENT_DROPPED,
    ChangeKind.STATEMENT_ADDED,
)
_COUNTED = (ChangeKind.HEADLINE, ChangeKind.LEAD, *_OF_CORRECTIONS)  # an update tells figures, and counts the others


@dataclass(frozen=True, slots=True)
class Piece:
    """One story of a digest, and what is due in it."""

    story: DigestStory
    due: tuple[DigestDue, ...]


def told(
    story: Story, dossier: Dossier, came: Collection[str], until: date, exit_: Clearance, *, followed: bool
) -> Piece | None:
    """Tell one story; None where nothing of it may leave.

    Args:
        story: the story.
        dossier: what was known of it at the end of the period.
        came: the takes of it that came in the period.
        until: the last day of the period.
        exit_: what may leave; words that are quoted are counted there.
        followed: the reader follows it.
    """
    try:
        whole = brief(dossier, "story", story.id, until)
    except Withheld:
        return None
    cleared = clear(_cut(whole, dossier, until, exit_), exit_)
    if cleared.headline is None:
        return None
    changes = [c for c in dossier.links.changes if c.take in came and c.material and not c.correction]
    lines = _lines([c for c in changes if _says_of_what(c)], exit_)
    sentences = [one for one in (cleared.standfirst, *cleared.key) if one and one.text != cleared.headline.text]
    item = DigestStory(
        story=story.id,
        headline=cleared.headline,
        name=cleared.name,
        sentences=tuple(sentences[:_SENTENCES]),
        changes=lines[:_CHANGES],
        more=counted(_others(changes, lines[:_CHANGES])),
        disputes=_disputes(cleared),
        badge=cleared.badge,
        takes=len(came),
        followed=followed,
        page=_page(story, exit_),
    )
    return Piece(item, tuple(DigestDue(story.id, one) for one in cleared.timeline.ahead))


def _page(story: Story, exit_: Clearance) -> str:
    """Return where a story stands on the published site, which is the public's; empty where that has no address."""
    address = exit_.settings.site.address if exit_.audience is Audience.PUBLIC else ""
    return f"{address}stories/{page_name(story.id)}.html" if address else ""


def _cut(whole: Brief, dossier: Dossier, until: date, exit_: Clearance) -> Brief:
    """Return what of a brief is asked for: rights count the words that are quoted, so no more is asked for."""
    due = [one for one in whole.timeline.ahead if _soon(one, until)]
    return replace(
        whole,
        key=whole.key[:_SENTENCES],
        said=(),
        claims=_in_dispute(whole.claims, dossier, exit_),
        timeline=Timeline(whole.timeline.as_of, (), (), tuple(due[:_DUE])),
    )


def _soon(one: Happening, until: date) -> bool:
    close = GRAINS.get(one.precision, 9) <= GRAINS["month"]
    return close and one.earliest is not None and until < one.earliest <= until + AHEAD


def _in_dispute(claims: Iterable[Claim], dossier: Dossier, exit_: Clearance) -> tuple[Claim, ...]:
    """Return the first claims in dispute, each cut down to the two members that were set against each other last."""
    found = (_pair(claim, dossier, exit_) for claim in claims if claim.standing is Standing.DISPUTED)
    return tuple(claim for claim in found if claim)[:_DISPUTES]


def _pair(claim: Claim, dossier: Dossier, exit_: Clearance) -> Claim | None:
    """Cut a claim down to two members; those in the language of the story come before others.

    What it is about may be in the words of any member: it is told where all of them may leave in full.
    """
    extents = [exit_.extent(member.citation.take) for member in claim.members]
    sides = [(m.against, n) for n, m in enumerate(claim.members) if m.against is not None]
    open_ = [pair for pair in sides if all(extents[n] is not Extent.NOTHING for n in pair)]
    if not open_:
        return None

    def rank(pair: tuple[int, int]) -> tuple[bool, float, int]:
        member = claim.members[pair[1]]
        return _home(member, dossier), member.at.timestamp() if member.at else 0.0, pair[1]

    one, other = (claim.members[n] for n in max(open_, key=rank))
    members = (replace(one, against=None, revises=None), replace(other, against=0, revises=None))
    told = all(extent is Extent.FULL for extent in extents)
    return replace(claim, members=members) if told else replace(claim, members=members, about="", set_in=None)


def _home(member: ClaimMember, dossier: Dossier) -> bool:
    facts = dossier.facts.get(member.citation.take)
    return facts is not None and facts.language == dossier.language


def _disputes(cleared: Cleared) -> tuple[DigestDispute, ...]:
    return tuple(_dispute(claim) for claim in cleared.claims if len(claim.members) == 2)


def _dispute(claim: ClearedClaim) -> DigestDispute:
    return DigestDispute(claim.about, *claim.members)


def _lines(changes: Iterable[Change], exit_: Clearance) -> tuple[CitedLine, ...]:
    """Return changes in plain lines, each once, figures first: those for which the words of both takes may leave."""
    told = sorted(changes, key=lambda c: (not c.correction, _OF_CORRECTIONS.index(c.kind)))
    lines: dict[str, CitedLine] = {}
    for change in told:
        if change.summary and change.summary not in lines and _open(change, exit_):
            lines[change.summary] = CitedLine(retold(change.summary), tuple(_cited(change)))
    return tuple(lines.values())


def _says_of_what(change: Change) -> bool:
    """Say whether a figure changed, and the line of it says what it counts: it does so in brackets, at its end."""
    return change.kind is ChangeKind.FIGURE and change.summary.endswith(")")


def _open(change: Change, exit_: Clearance) -> bool:
    full = all(exit_.extent(key) is Extent.FULL for key in (change.take, change.previous))
    return full and not desk_marks(change.summary)


def _cited(change: Change) -> Iterator[Citation]:
    yield from (Citation(change.take, span) for span in change.after[:1])
    yield from (Citation(change.previous, span) for span in change.before[:1])


def _others(changes: Iterable[Change], lines: Iterable[CitedLine]) -> list[ChangeKind]:
    shown = {line.text for line in lines}
    return [c.kind for c in changes if retold(c.summary) not in shown and c.kind in _COUNTED]


def correction(take: Take, story: str, changes: Sequence[Change], exit_: Clearance) -> DigestCorrection | None:
    """Tell of a take that corrects; None where its headline may not leave, since nobody would know what is meant.

    Args:
        take: the take.
        story: the id of its story.
        changes: what it changed.
        exit_: what may leave.
    """
    found = headline_of(take)
    headline = clear_sentence(found, exit_) if found else None
    if headline is None or take.marker.signal is not Signal.CORRECTION:
        return None
    material = [c for c in changes if c.material and c.kind in _OF_CORRECTIONS]
    lines = _lines([c for c in material if c.correction] or material, exit_)
    return DigestCorrection(story, headline, correction_of(take), lines[:_CHANGES])
