"""What may leave the desk: the one check that every exit asks, for text and for each picture apart.

Six things are asked, in this order: is the piece killed or on hold; is it held back for now, or for editors alone; do
terms of its text bar it; what do the desk's settings say of its source; does it carry a reservation; what kind of
source sends it. What is not understood is withheld.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from writethru.model import PartKind, Picture, Placement, Rule, Signal, SourceKind, Take, Term, TextPolicy
from writethru.publish.stops import WHY, chains_of, stopped
from writethru.publish.waits import for_a_person
from writethru.settings import Settings, SourceSettings
from writethru.wording import _, listed, named, noted, sentences


class Audience(StrEnum):
    """Who is to read what leaves."""

    PUBLIC = "public"
    DESK = "desk"


class Extent(StrEnum):
    """How much of a piece may leave to an audience."""

    NOTHING = "nothing"
    QUOTE = "quote"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Permit:
    """How much may leave, and why, in one plain line without any word of the piece."""

    extent: Extent
    why: str


_KIND: Mapping[SourceKind, tuple[TextPolicy, str]] = {
    SourceKind.AGENCY: (TextPolicy.DESK, noted("agency copy, kept for the desk")),
    SourceKind.PAGE: (TextPolicy.QUOTE, noted("quoted in short, with a link")),
    SourceKind.FEED: (TextPolicy.QUOTE, noted("quoted in short, with a link")),
    SourceKind.RELEASE: (TextPolicy.QUOTE, noted("quoted in short, with a link")),
    SourceKind.OWN: (TextPolicy.FULL, noted("our own")),
    SourceKind.UNKNOWN: (TextPolicy.DESK, noted("kept for the desk, since it is not known whose it is")),
}
_EXTENT = {
    TextPolicy.DESK: Extent.NOTHING,
    TextPolicy.QUOTE: Extent.QUOTE,
    TextPolicy.FULL: Extent.FULL,
}
SETTING = {
    TextPolicy.DESK: noted("kept for the desk"),
    TextPolicy.QUOTE: noted("quoted in short, with a link"),
    TextPolicy.FULL: noted("may be shown in full"),
}


def defaults() -> Iterator[tuple[str, str]]:
    """Yield what may be shown of each kind of source unless the settings say otherwise, in words."""
    for kind, policy in _KIND.items():
        yield _("Sources of kind “{kind}”", kind=named(kind)), _(policy[1])


def may_show(take: Take, settings: Settings, audience: Audience, stop: str = "", now: datetime | None = None) -> Permit:
    """Say how much of a take's text may leave to an audience, now.

    Args:
        take: the take, as it is handed out (``writethru.outgoing``): its embargo is what holds its chain back.
        settings: the desk's settings; a source's ``text`` outranks every default, ``phrases`` every reading of a term.
        audience: who is to read it.
        stop: why the take's chain is stopped (see ``stops_of``), or empty. It outranks everything.
        now: the moment, for a take that does not come from there; without it no embargo is over.
    """
    piece = _piece(take, settings, audience, stop, now)
    if piece.extent is Extent.NOTHING or audience is Audience.DESK:
        return piece
    if barred := sorted(named(rule) for rule in _rules(take.terms, settings) - _HARMLESS):
        return Permit(Extent.NOTHING, _("terms of the text bar it: {terms}", terms=listed(barred)))
    return piece


def _piece(take: Take, settings: Settings, audience: Audience, stop: str, now: datetime | None) -> Permit:
    """Say how much of a piece may leave, text and pictures alike: what is asked of neither's terms."""
    if stop:
        return Permit(Extent.NOTHING, stop)
    if audience is Audience.DESK:
        return Permit(Extent.FULL, _("for the desk's own eyes"))
    if take.marker.signal is Signal.ADVISORY:
        return Permit(Extent.NOTHING, _("an advisory, for editors alone"))
    if take.embargo and (for_a_person(take.embargo) or not (now and take.embargo.until and take.embargo.until <= now)):
        return Permit(Extent.NOTHING, _("held back by its source for now"))
    policy, why = _policy(take, settings)
    return Permit(_EXTENT[policy], _(why))


def in_words(terms: Iterable[Term], settings: Settings) -> tuple[str, ...]:
    """Return what these terms ask of whoever uses what they bind, in our own words and not in the source's."""
    return tuple(sorted(named(rule) for rule in _rules(terms, settings) - {Rule.NOTHING, Rule.UNKNOWN}))


def _rules(terms: Iterable[Term], settings: Settings) -> set[Rule]:
    """The rules of these terms; what the desk says that a phrase means outranks what was read in it."""
    answers = {_plain(phrase): rule for phrase, rule in settings.phrases.items()} if settings.phrases else {}
    return {answers.get(_plain(term.phrase), term.rule) for term in terms}


def _plain(phrase: str) -> str:
    return " ".join(phrase.split()).casefold().strip(" .;:")


def open_phrases(terms: Iterable[Term], settings: Settings) -> list[str]:
    """Return the phrases of these terms that nobody understands, and that the settings do not answer."""
    return [t.phrase for t in terms if t.rule is Rule.UNKNOWN and Rule.UNKNOWN in _rules([t], settings)]


def _policy(take: Take, settings: Settings) -> tuple[TextPolicy, str]:
    own = settings.sources.get(take.source, SourceSettings())
    if own.text is not None:
        return own.text, SETTING[own.text]
    if take.notices:
        return TextPolicy.DESK, noted("reserved by the source, kept for the desk")
    return _KIND[own.kind or take.source_kind]


# A text or picture under any other rule is not shown to the public. Nobody can promise from here that it will not
# be archived, that it stays in one territory, or that a pool's terms are kept.
_HARMLESS = frozenset({Rule.HANDOUT, Rule.CREDIT, Rule.EDITORIAL, Rule.NOTHING})
_NEEDS_CREDIT = frozenset({Rule.HANDOUT, Rule.CREDIT})


def may_show_picture(
    take: Take, picture: Picture, settings: Settings, audience: Audience, stop: str = "", now: datetime | None = None
) -> Permit:
    """Say whether one picture of a take may be shown, named or described to an audience: wholly or not at all.

    Its own terms are asked, and never those of another picture or of the text. What holds the whole piece back holds
    it too, and so does the desk's policy for its source: that is no term of the text but how much of what the source
    sends may be used at all. Where that is a quotation the picture is not shown: a quotation does not cover it.
    """
    piece = _piece(take, settings, audience, stop, now)
    if piece.extent is not Extent.FULL:
        return Permit(Extent.NOTHING, piece.why)
    if audience is Audience.DESK:
        return piece
    rules = _rules(picture.terms, settings) | ({Rule.HANDOUT} if picture.handout else set())
    if barred := sorted(named(rule) for rule in rules - _HARMLESS):
        return Permit(Extent.NOTHING, _("the picture's terms bar it: {terms}", terms=listed(barred)))
    if rules & _NEEDS_CREDIT and not picture.credit:
        return Permit(Extent.NOTHING, _("the picture may only be shown with a credit, and it has none"))
    return Permit(Extent.FULL, _("no term of the picture bars it"))


def stops_of(takes: Mapping[str, Take], placements: Iterable[Placement]) -> dict[str, str]:
    """Return, by key, the takes that may not be used by anybody, with the reason in words.

    What the desk hands out is stripped of them already (``writethru.publish.stops``), each left as a tombstone that
    stops nothing but itself.
    """
    chains = chains_of(p for p in placements if p.take in takes and not takes[p.take].withdrawn)
    signals = {key: take.marker.signal for key, take in takes.items() if take.marker.signal in WHY}
    return {key: WHY[signal] for key, signal in stopped(signals, chains, {}).items() if key in takes}


_OWNER = re.compile(r"[©ⓒⒸ]|\(c\)|\bcopyright\b", re.IGNORECASE)


def owner(take: Take) -> str:
    """Return the lines in which a source says whose the text is, verbatim, one a line; empty when it says nothing.

    What its other lines of rights forbid is told in our words: see ``reserved``.
    """
    lines = (span.of(take.text).strip() for span in take.notices or take.spans(PartKind.RIGHTS))
    return "\n".join(line for line in lines if _OWNER.search(line) and not desk_marks(line))


def reserved(take: Take) -> str:
    """Return what a source reserves or forbids, in a few of our own words; empty when nothing."""
    rules = sorted({named(term.rule) for term in take.terms if term.rule is not Rule.NOTHING})
    lines = take.notices or take.spans(PartKind.RIGHTS)
    return sentences([*([_("reserved by the source")] if lines else []), *rules])


_DESK_MARKS = re.compile(
    r"\(ATTN\b|\bEds:|\(END\)|\bNOT FOR SALE\b|\((?:URGENT|LEAD|CORRECTION|\d{1,2}(?:st|nd|rd|th) (?:LD|LEAD))\b"
)


def desk_marks(words: str) -> bool:
    """Say whether words carry a marker, a note or another sign that is meant for desks, never for readers.

    >>> desk_marks("(2nd LD) Ferry to sail again"), desk_marks("The ferry will sail again.")
    (True, False)
    """
    return bool(_DESK_MARKS.search(words))
