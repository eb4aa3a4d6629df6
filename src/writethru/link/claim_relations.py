"""How two figures stand to each other: about the same thing or not, agreeing, revised or in dispute.

A dispute that is missed costs a reader less than one that is made up, so every rule here asks for evidence
in the words: the same thing told by two named voices, or a party that is set against another ("has claimed",
"but only") and points back at what was counted ("of the accounts in question").
"""

import math
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

from writethru.link.claim_items import Item
from writethru.link.claim_words import words

_REMEMBERED = 16_384
_HOUR = timedelta(hours=1)
_NEAR = 3  # sentences between two figures that a piece sets against each other
_WIDE = 1.25  # "at least 12" and 15 may agree, "at least 12" and 60 do not
_GUESS = 0.05  # share by which two voices' counts of one thing differ without being at odds
_TELLING = 100
_WHOLE = 20  # from here on a whole number may be a rounded one with decimals
_SHARED = 0.4  # share of the words of the shorter sentence that two sentences about one event have in common
_ALIKE = 0.6  # share of the words for a thing that two figures must have in common


class Relation(StrEnum):
    """How a later figure stands to an earlier one about the same thing."""

    AGREES = "agrees"
    REVISES = "revises"
    DISPUTES = "disputes"
    WITHDRAWS = "withdraws"


class Fit(StrEnum):
    """How two values stand to each other."""

    EQUAL = "equal"
    POSSIBLE = "possible"  # neither agrees nor contradicts: "at least 12" and 40
    CLASH = "clash"


def relation(one: Item, two: Item) -> Relation | None:
    """Return how ``two``, the later, stands to ``one``; None when they are not told to be about one thing. O(words)."""
    if not _one_unit(one, two) or one.rate != two.rate or one.figure.change != two.figure.change:
        return None
    if one.whole and two.whole and not one.whole & two.whole:
        return None
    fit = values(one, two)
    if fit is Fit.EQUAL and two.retracted and two.voice and one.voice == two.voice:
        return Relation.WITHDRAWS if _same_thing(one, two, equal=True) else None
    if fit is Fit.EQUAL and one.denied != two.denied:
        apart = one.voice != two.voice and not (one.teaser or two.teaser or one.unclear or two.unclear)
        return Relation.DISPUTES if apart and one.state and _same_thing(one, two, equal=True) else None
    if fit is Fit.EQUAL:
        return Relation.AGREES if _same_thing(one, two, equal=True) else None
    if fit is not Fit.CLASH or one.teaser or two.teaser or one.part or two.part:
        return None
    if _contrasted(one, two) or _told_apart(one, two):
        return Relation.DISPUTES
    return Relation.REVISES if _revised(one, two) else None


def at_odds(one: Item, two: Item) -> bool:
    """Say whether two voices give different figures for what time does not change, of what is one event.

    Then a later figure is no newer one: who counts 149 aboard a boat that sank does not go on from another's 130.
    """
    if one.state != two.state or not _one_unit(one, two) or one.rate != two.rate:
        return False
    if not (one.voice and two.voice and (one.person or two.person)) or one.voice == two.voice:
        return False
    if any(item.teaser or item.part or item.past or item.denied or item.figure.change for item in (one, two)):
        return False
    if one.places and two.places and not one.places & two.places:
        return False
    least, most = sorted(_ends(one) + _ends(two))[::3]
    apart = values(one, two) is Fit.CLASH and most - least > _GUESS * most
    return (one.family != "people" or _same_people(one, two)) and apart


def _one_unit(one: Item, two: Item) -> bool:
    """Say whether two figures are of one sort; "crowns" can be the kroner that another piece names."""
    if one.family == two.family:
        return True
    shared = words()["currencies"]
    units = one.figure.unit, two.figure.unit
    return units[1] in shared.get(units[0], ()) or units[0] in shared.get(units[1], ())


def _money(item: Item) -> bool:
    return item.family.startswith("money")


def values(one: Item, two: Item) -> Fit:
    """Compare two values with what their qualifiers and their roundness allow."""
    low, high = _bounds(one)
    other_low, other_high = _bounds(two)
    if high < other_low or other_high < low:
        return Fit.EQUAL if _shorter(one, two) else Fit.CLASH
    if one.figure.change or two.figure.change:
        return Fit.EQUAL if _ends(one) == _ends(two) else Fit.CLASH
    middle, other = _ends(one)[0], _ends(two)[0]
    close = math.isclose(middle, other) or max(middle, other) <= _WIDE * min(middle, other)
    return Fit.EQUAL if close else Fit.POSSIBLE


def _shorter(one: Item, two: Item) -> bool:
    """Say whether one of two plain values is the other with fewer decimals: 67.83 and 67.8."""
    first, second = one.figure.value, two.figure.value
    if (
        first is None
        or second is None
        or abs(first - second) > 1
        or bound(one.figure.qualifier)
        or bound(two.figure.qualifier)
    ):
        return False
    places = min(_decimals(first), _decimals(second))
    exact = places or min(abs(first), abs(second)) >= _WHOLE
    return bool(exact) and round(first, places) == round(second, places)


@lru_cache(_REMEMBERED)
def _decimals(value: float) -> int:
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def _ends(item: Item) -> tuple[float, float]:
    figure = item.figure
    if figure.value is not None:
        return figure.value, figure.value
    return figure.low or 0.0, figure.high or 0.0


def _bounds(item: Item) -> tuple[float, float]:
    """Return the least and the greatest value that a figure's words allow."""
    kind = bound(item.figure.qualifier)
    if item.denied and kind == "above":  # who denies that it was more than 20 says that it was no more
        kind = "below"
    return _allowed(*_ends(item), kind, exact=item.figure.value is not None)


@lru_cache(_REMEMBERED)
def _allowed(one: float, other: float, kind: str, *, exact: bool) -> tuple[float, float]:
    low, high = sorted((one, other))
    slack = _slack(one, about=kind == "about") if exact else 0.0
    if kind == "above":
        return low - slack, math.inf
    if kind == "below":
        return 0.0, high + slack
    return low - slack, high + slack


@lru_cache(_REMEMBERED)
def bound(qualifier: str) -> str:
    """Return what a qualifier says of a value: ``about``, ``above``, ``below``, or nothing."""
    qualifier = qualifier.lower()
    return next((kind for kind, found in words()["bounds"].items() if qualifier in found), "")


def _slack(value: float, *, about: bool) -> float:
    """Return by how much a value may be rounded: half its last digit, when it says "about" or is large and round."""
    if not value or not math.isfinite(value) or (abs(value) < 1000 and not about):
        return 0.0
    digits = f"{abs(value):.6f}".rstrip("0").rstrip(".")
    whole, _, fraction = digits.partition(".")
    last = 10.0 ** -len(fraction) if fraction else 10.0 ** (len(whole) - len(whole.rstrip("0")))
    return min(last / 2, abs(value) * 0.05) if about or last > 1 else 0.0


def _same_thing(one: Item, two: Item, *, equal: bool) -> bool:
    """Say whether two figures count the same: state, noun, place and the words for it are not at odds."""
    if one.places and two.places and not one.places & two.places:
        return False
    if one.state != two.state and not (equal and not (one.state and two.state)):
        return False
    if one.family == "people" and not _same_people(one, two):
        return False
    if one.state and one.state == two.state:
        return one.story == two.story
    if equal and one.story == two.story and _telling(one) and (one.figure.unit == two.figure.unit or _money(one)):
        return True
    shared, least = one.thing & two.thing, min(len(one.thing), len(two.thing))
    alike = bool(least) and len(shared) / least >= _ALIKE
    if one.story != two.story:  # another story of the same storyline: more must be in common
        return equal and alike and (len(shared) >= 2 or _grand(one)) and len(one.context & two.context) >= 2
    if alike:
        return True
    return equal and (not least or bool(shared)) and len(one.context & two.context) >= 2 and one.group == two.group


def _telling(item: Item) -> bool:
    """Say whether a number is one that two pieces of one story do not share by chance."""
    return min(map(abs, _ends(item))) >= _TELLING


def _grand(item: Item) -> bool:
    """Say whether a number is so large that meeting it twice in one storyline is no chance."""
    return max(map(abs, _ends(item))) >= 1e6


def _same_people(one: Item, two: Item) -> bool:
    """Say whether the nouns can name the same people; a narrower noun mostly counts a part ("3 soldiers")."""
    generic = words()["groups"]["generic"]
    if one.figure.unit in generic and two.figure.unit in generic:
        return True
    return bool((one.group - {"people"}) & (two.group - {"people"})) or one.figure.unit == two.figure.unit


def _contrasted(one: Item, two: Item) -> bool:
    """Say whether one party's figure is set against another's beside it, in one or two sentences.

    One of them has a named voice that claims or denies, or the words set "only" against "but"; and they are
    tied together: by words that point back, by the same state, or by nouns of one group.
    """
    near = one.take == two.take and one.citation.scope == two.citation.scope and 0 <= two.sentence - one.sentence <= 1
    if not near or one.voice == two.voice or one.later or two.later or one.unclear or two.unclear:
        return False
    if two.restated and two.voice:
        return True
    party = (one.against and bool(one.voice)) or (two.against and bool(two.voice))
    alike = bool(one.state) and one.state == two.state and (one.family != "people" or _same_people(one, two))
    if not party and not (two.voice and _played_down(one, two, alike=alike)):
        return False
    if not one.state and not two.anaphor and not _alike(one, two):
        return False
    if one.state and two.state and one.state != two.state:
        return False
    if one.places and two.places and not one.places & two.places:
        return False
    if two.anaphor and (one.figure.hedge or one.contrast or two.contrast):
        return True
    return alike or (one.group == two.group and bool(one.thing & two.thing))


def _played_down(one: Item, two: Item, *, alike: bool) -> bool:
    """Say whether one of two figures is set low against the other: "but only", or "only" after a hedged one."""
    low = one.least or two.least
    return low and (one.contrast or two.contrast or (alike and two.least and bool(one.figure.hedge)))


def _told_apart(one: Item, two: Item) -> bool:
    """Say whether two known persons or bodies tell different numbers for one event at one time.

    Over takes only what is told within the hour counts: a later figure of somebody else is mostly newer. Within a
    take the words must set the two apart. Amounts and shares are left out unless one of the two claims or denies:
    two firms mostly tell of themselves.
    """
    if not one.person or not two.person or one.person == two.person or one.later or two.later or one.past != two.past:
        return False
    if one.story != two.story or not _same_thing(one, two, equal=False):
        return False
    if one.take != two.take:
        return _at_once(one, two) and bool(one.state) and _one_event(one, two)
    if two.sentence - one.sentence > _NEAR or not (two.contrast or one.against or two.against or two.anaphor):
        return False
    if one.anaphor != two.anaphor and two.sentence - one.sentence <= 1:
        return True
    set_apart = bool(one.state) or one.against or two.against
    return set_apart and _one_event(one, two) and (bool(one.state) or _alike(one, two))


def _at_once(one: Item, two: Item) -> bool:
    """Say whether two takes were sent within an hour; where the hour is not known, on one day."""
    if one.at is None or two.at is None:
        return one.day is not None and one.day == two.day
    return abs(two.at - one.at) <= _HOUR


def _one_event(one: Item, two: Item) -> bool:
    """Say whether two sentences have enough words in common to be about one event."""
    shared, least = one.context & two.context, min(len(one.context), len(two.context))
    return len(shared) >= 1 and len(shared) / least >= _SHARED


def _alike(one: Item, two: Item) -> bool:
    union = one.thing | two.thing
    return bool(union) and len(one.thing & two.thing) / len(union) >= _ALIKE


def _revised(one: Item, two: Item) -> bool:
    """Say whether a later take gives another value: the same voice, or the same outlet where nobody is named.

    Beyond one chain only a running count is revised; else two tolls are those of two events.
    """
    if one.take == two.take or one.order[:2] == two.order[:2] or one.voice != two.voice or one.unclear or two.unclear:
        return False
    if one.story != two.story or not _same_thing(one, two, equal=False) or one.past or two.past:
        return False
    if one.chain == two.chain:  # what is not counted on is revised within the day; on another it is mostly new
        return (bool(one.state) or (one.day == two.day and _alike(one, two))) and _one_event(one, two)
    known = bool(one.person) or (bool(one.source) and one.source == two.source)
    return known and bool(one.state) and two.running and _one_event(one, two)
