"""How the site is made, in the figures that the program itself uses: nothing here is written down a second time."""

from dataclasses import dataclass
from datetime import timedelta
from math import exp

from writethru.publish.rights import DEFAULTS, SETTING
from writethru.publish.story_state import BREAKING, DEVELOPING
from writethru.settings import Settings

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Method:
    """One matter: what is done in plain sentences, then the figures it is done by, each with its value."""

    anchor: str
    heading: str
    told: tuple[str, ...]
    figures: tuple[tuple[str, str], ...] = ()


def methods(settings: Settings, *, desk: bool) -> tuple[Method, ...]:
    """Return what the page tells, in order.

    Args:
        settings: the desk's.
        desk: the site is for the desk's own eyes, so that rights are told and do not cut.
    """
    return (
        _sentences(settings),
        _takes(),
        _stories(settings),
        _storylines(),
        _state(),
        _origins(),
        _rights(settings, desk),
    )


def _sentences(settings: Settings) -> Method:
    return Method(
        "sentences",
        "Sentences and their sources",
        (
            "Every sentence stands as its source wrote it, with wrapped lines joined. No sentence is written by this"
            " program, and none is rewritten by a language model.",
            "What a sentence leans on, such as a pronoun or “Wednesday”, is told in [brackets], with its own evidence."
            " A sentence that cannot be understood alone even so is left out.",
            "A number opens the exact words. What one person reports of another is never given as the other’s own"
            " word. Nobody is said to be right: of figures and statements that differ, each stands with who says it.",
            "Text and pictures made by AI are marked where they stand, and so is what is inferred: a day, a zone.",
        ),
        (("Words of one piece that may be quoted where no more is allowed", str(settings.quote_words)),),
    )


def _takes() -> Method:
    from writethru.link import chains

    return Method(
        "takes",
        "Takes",
        (
            "Each version of a piece that an agency or outlet sends is a take. A take joins a chain by what it says of"
            " itself (its marker, its slug, the take that it replaces), and by headline and text.",
            "Changes between two takes are found word by word. A change of figures, names, days or of who says what"
            " is material; spelling, order and wording alone are not.",
        ),
        (("Hours within which a take can carry on another of its slug", f"{chains.WINDOW / _HOUR:g}"),),
    )


def _stories(settings: Settings) -> Method:
    from writethru.link import likeness, units

    parts = {
        "words": "the same telling words in the whole piece",
        "titles": "the same telling words in the headline",
        "meaning": "the same meaning, by vector",
        "names": "the same names",
    }
    against = {
        "places": "both name places, and none in common",
        "persons": "both name persons, and none in common",
        "bodies": "both name bodies, and none in common",
        "figures": "both give figures, and none in common",
        "head_figures": "headline and first paragraph give other figures",
        "head_days": "headline and first paragraph name other days",
        "numbers": "both number the same thing otherwise (“the 12th package”, “the 13th”)",
        "days": "both name days, and none lies near one of the other’s",
        "seasons": "and none lies within a month of one of the other’s",
        "weekdays": "both were written on a weekday that is not the other’s",
    }
    return Method(
        "stories",
        "Stories",
        (
            "Pieces that tell one event are one story. How alike two pieces are is a sum of what they have in common,"
            " from 0 to 1; what sets them apart takes a share of it off. Pieces that are alike enough on average are"
            " put together. How much a word tells is how rare it is in its language, so that a likeness is the same on"
            " every desk.",
            "What an editor says (same, different, merge, split, move) outranks all of this, and can be taken back.",
        ),
        (
            ("Likeness from which pieces are one story", f"{units.LEAST:g}"),
            ("Days within which pieces can tell one story", str(settings.story_days)),
            *((f"Adds: {parts[kind]}", f"{weight:.0%}") for kind, weight in likeness.PARTS.items()),
            ("Adds: words and meaning at once", f"{likeness.BOTH:.0%}"),
            *((f"Takes off: {against[kind]}", _off(weight)) for kind, weight in likeness.AGAINST.items()),
            (f"Takes off: days between them, from {likeness.FREE} on", f"up to {1 - likeness.FLOOR:.0%}"),
        ),
    )


def _off(exponent: float) -> str:
    """Return the share that an exponent takes off."""
    return f"{1 - exp(-exponent):.0%}"


def _storylines() -> Method:
    from writethru.link import ties

    return Method(
        "storylines",
        "Storylines",
        (
            "A story follows an earlier one when names in their headlines and first paragraphs, or the name that an"
            " agency gave the running matter, tie them. How strongly depends on the two alone.",
        ),
        (("What names in common must tell together, from 0 to 1", f"{ties.LEAST_NAMES:g}"),),
    )


def _state() -> Method:
    return Method(
        "state",
        "Breaking, developing, settled",
        ("How a story stands is counted from the newest piece that this site knows, not from the clock.",),
        (
            ("Breaking: its first piece, or an alert that is its newest, is at most this old", _hours(BREAKING)),
            ("Developing: its newest piece is at most this old", _hours(DEVELOPING)),
            ("Settled", "everything else"),
            ("Killed, on hold", "its source took every piece back, or holds it"),
        ),
    )


def _hours(some: timedelta) -> str:
    return f"{some / _HOUR:g} hours"


def _origins() -> Method:
    from writethru.link import copying

    return Method(
        "origins",
        "Outlets and origins",
        (
            "Outlets that print one agency’s text are one origin. A piece is held against what came before it; what"
            " shares its own words with another is a reprint or was made out of it. What is not known is said to be"
            " unknown, and origins are counted “at least”.",
        ),
        (
            ("Share of a piece’s own words that stand in another: a reprint from", f"{copying.REPRINT:.0%}"),
            ("Share from which it was made out of the other", f"{copying.REWRITE:.0%}"),
        ),
    )


def _rights(settings: Settings, desk: bool) -> Method:
    told = (
        "What a source kills or holds comes off every page as soon as that is received, and stands there as a notice."
        " A correction stays said. What is under embargo, or for editors alone, is not told.",
        "A picture is shown with its caption, credit and terms, or not at all. Terms that are not understood withhold.",
        "Pages of people are published of those who hold an office or speak publicly. Whoever is to be forgotten has"
        " no page and stands in no list.",
    )
    shown = ("This site is for the desk’s own eyes and shows everything that is not stopped.",) if desk else ()
    own = tuple(
        (name or "Sources without a name", SETTING[one.text])
        for name, one in sorted(settings.sources.items())
        if one.text
    )
    return Method("rights", "What may be shown", (*told, *shown), (*DEFAULTS, *own))
