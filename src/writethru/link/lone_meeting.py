"""Surnames that stand alone, as copy comes: new ones look for full names, and new full names for surnames."""

from collections import defaultdict

from writethru.link.identities import identify
from writethru.link.lone import Vouching, Word, in_office, sought
from writethru.link.roll import Roll
from writethru.link.rulings import Ruled
from writethru.model import Bearer, PeopleChanges


def settle_lone(roll: Roll, ruled: Ruled, made: PeopleChanges) -> None:
    """Find out whose the surnames are that stand alone, where this batch may change it.

    O(bearers of these surnames within days of the batch). Those that a decision bears on are settled already.
    """
    arrived = [one for one in roll.new if one.lone and one not in ruled.bearers]
    asked = [one for one in arrived if one.surname] + _asked(roll, ruled)
    lone = list(dict.fromkeys(asked))
    stirred = {one.surname for one in roll.gone if one.homeless and one.holds}
    stirred |= {one.surname for one in lone if one.homeless and one.holds}
    words = {word for one in lone for word in sought(one)}
    full = Vouching((one.person, one) for one in roll.full_names(words, {one.day for one in lone}))
    for one in lone:
        fitting = full.fitting(one)
        one.homeless = len(fitting) != 1
        one.person = "" if one.homeless else fitting.pop()
    stirred |= {one.surname for one in lone if one.homeless and one.holds}
    stirred -= {word for kind, word in ruled.words if kind == "surname"}
    office = [one for one in (*roll.see(roll.register.in_office(stirred)), *lone) if one.homeless and one.holds]
    groups = in_office(sorted(dict.fromkeys(office), key=lambda one: one.order))
    groups += [[one] for one in lone if one.homeless and not one.holds]
    groups += [[one] for one in arrived if not one.surname]
    identify(roll, groups, made)


def _asked(roll: Roll, ruled: Ruled) -> list[Bearer]:
    """Return the lone surnames that full names may vouch for which came, went, or are somebody else's now."""
    changed = [
        one
        for one in (*roll.gone, *roll.rows.values())
        if one.full and (one in roll.departed or roll.was(one) != one.person)
    ]
    words: defaultdict[Word, list[Bearer]] = defaultdict(list)
    for one in changed:
        for word in sought(one):
            if word not in ruled.words:
                words[word].append(one)
    near = Vouching((number, one) for number, one in enumerate(changed))
    found = roll.lone(words, {one.day for some in words.values() for one in some}, _sure(roll, words))
    return [one for one in found if one not in ruled.bearers and near.fitting(one)]


def _sure(roll: Roll, words: dict[Word, list[Bearer]]) -> list[Word]:
    """Return surnames of whom nothing but one person's new bearers came, with that person: theirs already stay so."""
    out = []
    for (kind, word), some in words.items():
        who = {one.person for one in some}
        if kind == "surname" and len(who) == 1 and not any(roll.was(one) or one in roll.departed for one in some):
            out.append((word, who.pop()))
    return out
