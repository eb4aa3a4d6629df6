"""The claims of a story, and how each stands in words: what was replaced by what, who is set against whom.

Nobody is said to be right. What one reports of another is marked as that wherever it is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from writethru.formats import day
from writethru.model import Citation, Claim, ClaimMember, Sent, Standing
from writethru.tell.display import sent_words, shown
from writethru.tell.dossier import Dossier
from writethru.wording import _, counted, listed, named, noted, plural

NO_VOICE = noted("no named voice")

_STANDING = (Standing.DISPUTED, Standing.REVISED, Standing.WITHDRAWN, Standing.AGREED, Standing.SINGLE)
_STEPS = 6  # figures of a series that its heading gives; of more, the first and the last ones


def claims_of(dossier: Dossier) -> tuple[Claim, ...]:
    """Return the claims of the stories here, disputed ones first, those with most members first among equals.

    Of a claim that other stories of a storyline share, what they tell is left out.
    """
    stories = {s.id for s in dossier.stories} | {p.story for p in dossier.placements.values()}
    found = [_here(dossier, c) for c in dossier.links.claims if c.story in stories]
    mine = [c for c in found if any(dossier.within(m.citation.take, m.citation.span) for m in c.members)]
    return tuple(sorted(mine, key=lambda c: (_STANDING.index(c.standing), -len(c.members), c.id)))


def _here(dossier: Dossier, claim: Claim) -> Claim:
    """Return a claim with what the takes here tell of it; without members where that is one figure by itself."""

    def told(citation: Citation | None) -> bool:
        return citation is None or citation.take in dossier.takes

    kept = claim.keeping(lambda m: told(m.citation) and told(m.withdrawn))
    if kept is None or (kept is not claim and len(kept.members) == 1):
        return replace(claim, members=())
    if kept is claim:
        return claim
    set_in = claim.set_in if told(claim.set_in) else None
    return replace(kept, about=claim.about, setting=claim.setting if set_in else "", set_in=set_in)


def standing_words(standing: Standing, members: Sequence[ClaimMember]) -> str:
    """Return how a claim stands: between whom it is disputed, by whom and when it was revised, how many agree."""
    if standing is Standing.DISPUTED:
        sides = [side for side in _sides(members) if side]
        if len(sides) > 1:
            one, other = (listed(side) for side in sides)
            return _("disputed between {one} and {other}", one=one, other=other)
        return named(standing)
    if standing is Standing.REVISED:
        last = next((m for m in reversed(members) if m.revises is not None), None)
        return _("revised, {steps}", steps=_by(_steps(members), last)) if last else named(standing)
    if standing is Standing.WITHDRAWN:
        last = next((m for m in reversed(members) if m.withdrawn), None)
        return _by(named(standing), last) if last and last.voice_name else named(standing)
    if standing is Standing.AGREED:
        origins = sorted({m.origin for m in members} - {""})
        one, many = plural("agreed by {number} origin ({names})", "agreed by {number} origins ({names})")
        return counted(one, many, len(origins), names=listed(origins)) if len(origins) > 1 else named(standing)
    return named(standing)


def member_words(member: ClaimMember, members: Sequence[ClaimMember]) -> str:
    """Return what there is to say of a member beside its own words: who says it, when, and what it replaces."""
    voice = _("said by {who}", who=member.voice_name) if member.voice_name else _(NO_VOICE)
    kind = _("{kind}: {who}", kind=named(member.kind), who=member.voice_name or _(NO_VOICE)) if member.kind else voice
    how = [kind, *([_("as reported by {who}", who=member.reporter)] if member.reporter else [])]
    how += [when_words(member)] if when_words(member) else []
    how += marks(member, members)
    return listed(how)


def marks(member: ClaimMember, members: Sequence[ClaimMember]) -> list[str]:
    """Return what a member does to another one, and what was done to it, in a few words each."""
    found = []
    if member.revises is not None:
        found.append(_("before: {value}", value=shown(members[member.revises].value)))
    if member.against is not None:
        other = members[member.against]
        found.append(_("against {who}", who=other.voice_name or _(NO_VOICE)))
    return [*found, _("taken back")] if member.withdrawn else found


def when_words(member: ClaimMember) -> str:
    """Return when a member's take was sent, else the day of its piece, or nothing."""
    if member.at:
        return sent_words(Sent(member.at, zone_inferred=member.zone_inferred), why=False)
    return day(member.day) if member.day else ""


def share(member: ClaimMember, members: Iterable[ClaimMember]) -> float:
    """Return how large a figure is against the largest of its claim, 0 to 1; 0 where it is no one number."""
    most = max((abs(m.number) for m in members if m.number is not None), default=0.0)
    return abs(member.number) / most if member.number is not None and most else 0.0


def _sides(members: Sequence[ClaimMember]) -> list[list[str]]:
    """Return the voices of each side, each once: those that others are set against, then those others."""
    apart = [(members[m.against], m) for m in members if m.against is not None]
    pairs = [(one.voice_name or _(NO_VOICE), other.voice_name or _(NO_VOICE)) for one, other in apart]
    if not pairs:  # who is set against whom is withheld
        return [[voice] for voice in dict.fromkeys(m.voice_name or _(NO_VOICE) for m in members)]
    first = list(dict.fromkeys(one for one, __ in pairs))
    return [first, [other for other in dict.fromkeys(other for __, other in pairs) if other not in first]]


def _steps(members: Sequence[ClaimMember]) -> str:
    """Return the figures that replaced one another, old to new."""
    chain = {m.revises for m in members} - {None}
    first = next((number for number in sorted(n for n in chain if n is not None)), 0)
    values = [shown(m.value) for number, m in enumerate(members) if number == first or m.revises is not None]
    told = values if len(values) <= _STEPS else [values[0], "…", *values[1 - _STEPS :]]
    # The arrow from what was said to what replaced it.
    return _(" → ").join(told)


def _by(words: str, member: ClaimMember) -> str:
    """Return words with who did it, and when, as far as that is known."""
    who, when = member.voice_name, when_words(member)
    if who and when:
        return _("{words} (by {who}, {when})", words=words, who=who, when=when)
    if who:
        return _("{words} (by {who})", words=words, who=who)
    return _("{words} ({when})", words=words, when=when) if when else words
