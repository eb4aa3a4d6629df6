"""What decisions bear on, as copy comes: every block of names that one speaks of is grouped anew with all its like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from writethru.link.bearers import give_keys, hashed, keys_of, sound_of
from writethru.link.decided import at
from writethru.link.identities import identify
from writethru.link.lone import Word, sought
from writethru.link.people import grouped
from writethru.link.roll import Roll, surname_keys
from writethru.model import Bearer, Decision, Form, PeopleChanges, Side


@dataclass(slots=True)
class Ruled:
    """What was grouped with the decisions that bear on it: forms, the words of surnames, and bearers."""

    forms: set[int] = field(default_factory=set)
    words: set[Word] = field(default_factory=set)
    bearers: set[Bearer] = field(default_factory=set)


def rule(roll: Roll, decisions: Sequence[Decision], made: PeopleChanges) -> Ruled:
    """Group anew what decisions bear on that were made or taken back, or whose names the batch brings.

    O(bearers of the names and surnames that they speak of).
    """
    before = roll.register.rules()
    by_number = {one.number: one for one in decisions}
    numbers = before ^ by_number.keys()
    if before:
        numbers |= roll.register.ruled(_keys_of_batch(roll))
    if not numbers:
        return Ruled()
    names, alone, words = _spoken_of(roll, by_number, numbers)
    forms = roll.closure(names | roll.meeting(map(hashed, words)))
    nodes = dict.fromkeys([*roll.of_forms(forms), *roll.every_lone(words), *alone])
    ready = sorted(nodes, key=lambda one: one.order)
    give_keys(ready)
    groups = grouped(ready, [by_number[number] for number in sorted(numbers & by_number.keys())])
    for group in groups:
        for one in group:
            one.homeless = one.lone and all(other.lone for other in group)
    identify(roll, groups, made)
    for form in forms:
        roll.forms[form].person = ""
    roll.altered |= forms
    keys, takes = _keys(roll, names, words), {("take", one.take) for one in alone if not one.surname}
    made.ruled = {number: keys | _own_keys(by_number[number]) for number in numbers & by_number.keys()}
    made.spoken = dict.fromkeys(made.ruled, frozenset(words | takes))
    made.unruled = numbers - by_number.keys()
    return Ruled(forms, words, set(ready))


def _keys_of_batch(roll: Roll) -> set[int]:
    """Return the keys under which what a batch brings may touch a decision."""
    keys = {hashed(("take", one.take)) for one in roll.gone}
    for one in (*roll.new, *roll.gone):
        keys |= set(map(hashed, sought(one)))
        if one.form:
            keys |= roll.keys(one.form)
    return keys


def _spoken_of(
    roll: Roll, by_number: dict[int, Decision], numbers: set[int]
) -> tuple[set[int], list[Bearer], set[Word]]:
    """Return what the decisions speak of: forms that may be one name with theirs, lone bearers, and all surnames.

    ``numbers`` grows by the decisions that bear on the same names.
    """
    while True:
        sides = [side for number in sorted(numbers & by_number.keys()) for side in by_number[number].sides]
        undone = numbers - by_number.keys()
        forms = roll.meeting(roll.register.ruled_keys(undone))
        words = roll.register.spoken(undone)
        takes = _takes(roll, {side.take for side in sides if side.take} | {take for _, take in _split(words)[1]})
        named = [one for side in sides if side.take for one in at(side, takes.get(side.take, []))]
        named += [one for _, take in _split(words)[1] for one in takes.get(take, ()) if one.lone]
        forms |= {one.form for one in named if one.form}
        forms |= roll.meeting(key for side in sides if not side.take for key in _named(side))
        forms = roll.closure(forms)
        alone = [one for one in named if not one.form]
        found = _split(words)[0].union(*(_words(roll.forms[form]) for form in forms), *map(sought, alone))
        keys = _keys(roll, forms, found).union(*(_own_keys(by_number[n]) for n in numbers & by_number.keys()))
        if not (more := roll.register.ruled(keys) - numbers):
            return forms, alone, found
        numbers |= more


def _split(words: set[Word]) -> tuple[set[Word], set[Word]]:
    """Return the words of surnames, and those that name takes."""
    takes = {word for word in words if word[0] == "take"}
    return words - takes, takes


def _takes(roll: Roll, wanted: set[str]) -> dict[str, list[Bearer]]:
    """Return the bearers of these takes, by take, in their order."""
    there = [*roll.see(roll.register.of_takes(wanted)), *(one for one in roll.new if one.take in wanted)]
    found: dict[str, list[Bearer]] = {}
    for one in sorted(there, key=lambda one: one.index):
        found.setdefault(one.take, []).append(one)
    for some in found.values():
        roll.load(one.form for one in some if one.form)
    return found


def _words(form: Form) -> tuple[Word, ...]:
    if not form.surname:
        return ()
    sound = sound_of(form.surname, lone=False)
    return (("surname", form.surname), ("sound", sound)) if sound else (("surname", form.surname),)


def _named(side: Side) -> list[int]:
    return [hashed(key) for key in keys_of(side.kind, (side.name,), "")]


def _own_keys(decision: Decision) -> set[int]:
    """Return the keys of what a decision says itself: takes, and names that nobody may bear yet."""
    takes = {hashed(("take", side.take)) for side in decision.sides if side.take}
    return takes.union(*(_named(side) for side in decision.sides if not side.take))


def _keys(roll: Roll, forms: Iterable[int], words: Iterable[Word]) -> frozenset[int]:
    found = set(map(hashed, words))
    for form in forms:
        found |= roll.keys(form) | surname_keys(roll.forms[form])
    return frozenset(found)
