"""What may leave the desk: the one check that every exit asks, for text and for each picture apart.

Four things are asked, in this order: is the piece killed or on hold; what do the desk's settings say of its
source; does the piece carry a reservation; what kind of source sends it. What is not understood is withheld.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from writethru.model import PartKind, Picture, Placement, Rule, SourceKind, Take, TextPolicy
from writethru.publish.stops import WHY, chains_of, stopped
from writethru.settings import Settings, SourceSettings


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
    SourceKind.AGENCY: (TextPolicy.DESK, "agency copy, kept for the desk"),
    SourceKind.PAGE: (TextPolicy.QUOTE, "quoted in short, with a link"),
    SourceKind.FEED: (TextPolicy.QUOTE, "quoted in short, with a link"),
    SourceKind.RELEASE: (TextPolicy.QUOTE, "quoted in short, with a link"),
    SourceKind.OWN: (TextPolicy.FULL, "our own"),
    SourceKind.UNKNOWN: (TextPolicy.DESK, "kept for the desk, since it is not known whose it is"),
}
_EXTENT = {
    TextPolicy.DESK: Extent.NOTHING,
    TextPolicy.QUOTE: Extent.QUOTE,
    TextPolicy.FULL: Extent.FULL,
}
_SETTING = {
    TextPolicy.DESK: "kept for the desk",
    TextPolicy.QUOTE: "quoted in short, with a link",
    TextPolicy.FULL: "may be shown in full",
}


def may_show(take: Take, settings: Settings, audience: Audience, stop: str = "") -> Permit:
    """Say how much of a take's text may leave to an audience, now.

    Args:
        take: the take.
        settings: the desk's settings; a source's ``text`` outranks every default.
        audience: who is to read it.
        stop: why the take's chain is stopped (see ``stops_of``), or empty. It outranks everything.
    """
    if stop:
        return Permit(Extent.NOTHING, stop)
    if audience is Audience.DESK:
        return Permit(Extent.FULL, "for the desk's own eyes")
    policy, why = _policy(take, settings)
    return Permit(_EXTENT[policy], why)


def _policy(take: Take, settings: Settings) -> tuple[TextPolicy, str]:
    own = settings.sources.get(take.source, SourceSettings())
    if own.text is not None:
        return own.text, _SETTING[own.text]
    if take.notices:
        return TextPolicy.DESK, "reserved by the source, kept for the desk"
    return _KIND[own.kind or take.source_kind]


# A picture under any other rule is not shown to the public. Nobody can promise from here that a picture will
# not be archived, that it stays in one territory, or that a pool's terms are kept.
_HARMLESS = frozenset({Rule.HANDOUT, Rule.CREDIT, Rule.EDITORIAL})
_NEEDS_CREDIT = frozenset({Rule.HANDOUT, Rule.CREDIT})


def may_show_picture(take: Take, picture: Picture, settings: Settings, audience: Audience, stop: str = "") -> Permit:
    """Say whether one picture of a take may be shown, named or described to an audience: wholly or not at all.

    Its own terms are asked, and never those of another picture. A picture of a piece whose text may only be
    quoted is not shown: a quotation does not cover it.
    """
    text = may_show(take, settings, audience, stop)
    if text.extent is not Extent.FULL:
        return Permit(Extent.NOTHING, text.why)
    if audience is Audience.DESK:
        return text
    rules = {term.rule for term in picture.terms} | ({Rule.HANDOUT} if picture.handout else set())
    if barred := sorted(rule.value for rule in rules - _HARMLESS):
        return Permit(Extent.NOTHING, f"the picture's terms bar it: {', '.join(barred)}")
    if rules & _NEEDS_CREDIT and not picture.credit:
        return Permit(Extent.NOTHING, "the picture may only be shown with a credit, and it has none")
    return Permit(Extent.FULL, "no term of the picture bars it")


def stops_of(takes: Mapping[str, Take], placements: Iterable[Placement]) -> dict[str, str]:
    """Return, by key, the takes that may not be used by anybody, with the reason in words.

    What the desk hands out is stripped of them already (``writethru.publish.stops``), each left as a tombstone that
    stops nothing but itself.
    """
    chains = chains_of(p for p in placements if p.take in takes and not takes[p.take].withdrawn)
    signals = {key: take.marker.signal for key, take in takes.items() if take.marker.signal in WHY}
    return {key: WHY[signal] for key, signal in stopped(signals, chains, frozenset()).items() if key in takes}


def notice(take: Take) -> str:
    """Return the source's own rights lines, verbatim, one a line; empty when it has none."""
    spans = take.notices or take.spans(PartKind.RIGHTS)
    return "\n".join(span.of(take.text).strip() for span in spans)


_DESK_MARKS = re.compile(
    r"\(ATTN\b|\bEds:|\(END\)|\bNOT FOR SALE\b|\((?:URGENT|LEAD|CORRECTION|\d{1,2}(?:st|nd|rd|th) LD)\)"
)


def desk_marks(words: str) -> bool:
    """Say whether words carry a marker, a note or another sign that is meant for desks, never for readers.

    >>> desk_marks("(2nd LD) Ferry to sail again"), desk_marks("The ferry will sail again.")
    (True, False)
    """
    return bool(_DESK_MARKS.search(words))
