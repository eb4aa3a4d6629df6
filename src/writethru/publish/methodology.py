"""The figures that the page on how the site is made is written from: those the program itself works by."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from writethru.publish.rights import SETTING, defaults
from writethru.publish.story_state import BREAKING, DEVELOPING, SEVERAL
from writethru.settings import Settings
from writethru.wording import _


@dataclass(frozen=True, slots=True)
class Figures:
    """What the program works by; shares are of 1, and hours and days whole numbers or halves.

    Attributes:
        quote_words: words of one piece that may be quoted where no more is allowed.
        chain_hours: within which a take can carry on another.
        alike: the average likeness from which pieces are one story; within ``story_days``.
        adds: what pieces have in common, each with its share of likeness.
        takes_off: what sets them apart, each with the share that it takes off.
        free_days, most_off: days between pieces that cost nothing; what more of them take off at the most.
        names: what names in common must tell together for one story to follow another.
        breaking_hours, developing_hours: how old the newest piece of such a story is at the most.
        breaking_takes: how many takes a story that breaks has at least, where none is an alert.
        reprint, rewrite: shares of a piece's own words that stand in another.
        rights: what may be shown of a source or a kind of source, in words.
    """

    quote_words: int
    chain_hours: float
    alike: float
    story_days: int
    adds: Mapping[str, float]
    takes_off: Mapping[str, float]
    free_days: int
    most_off: float
    names: float
    breaking_hours: float
    breaking_takes: int
    developing_hours: float
    reprint: float
    rewrite: float
    rights: tuple[tuple[str, str], ...]


def figures(settings: Settings) -> Figures:
    """Return the figures of a desk with these settings."""
    from writethru.link import chains, copying, likeness, ties, units

    own = ((name, _(SETTING[one.text])) for name, one in sorted(settings.sources.items()) if one.text)
    return Figures(
        settings.quote_words,
        chains.WINDOW.total_seconds() / 3600,
        units.LEAST,
        settings.story_days,
        {**likeness.PARTS, "both": likeness.BOTH},
        {kind: 1 - exp(-exponent) for kind, exponent in likeness.AGAINST.items()},
        likeness.FREE,
        1 - likeness.FLOOR,
        ties.LEAST_NAMES,
        BREAKING.total_seconds() / 3600,
        SEVERAL,
        DEVELOPING.total_seconds() / 3600,
        copying.REPRINT,
        copying.REWRITE,
        (*defaults(), *own),
    )
