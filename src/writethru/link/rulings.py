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
    names, alone = _spoken_of(roll, by_number, numbers, before)
    words = {word for form in names for word in _words(roll.forms[form])} | {w for one in alone for w in sought(one)}
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
    keys = _keys(roll, names, words)
    made.ruled = {number: keys | _own_keys(by_number[number]) for number in numbers & by_number.keys()}
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
    roll: Roll, by_number: dict[int, Decision], numbers: set[int], before: set[int]
) -> tuple[set[int], list[Bearer]]:
    """Return the forms that may be one name with any that the decisions speak of, and lone bearers that they name.

    ``numbers`` grows by the decisions that bear on the same names.
    """
    while True:
        forms = roll.meeting(roll.register.ruled_keys(numbers - by_number.keys()))
        alone: list[Bearer] = []
        sides = [side for number in sorted(numbers & by_number.keys()) for side in by_number[number].sides]
        takes = _takes(roll, sides)
        for side in sides:
            if side.take:
                named = at(side, takes.get(side.take, []))
                forms |= {one.form for one in named if one.form}
                alone += [one for one in named if not one.form]
            else:
                forms |= roll.meeting(_named(side))
        forms = roll.closure(forms)
        words = {word for form in forms for word in _words(roll.forms[form])}
        words |= {word for one in alone for word in sought(one)}
        keys = _keys(roll, forms, words).union(*(_own_keys(by_number[n]) for n in numbers & by_number.keys()))
        more = roll.register.ruled(keys) - numbers if before else set[int]()
        if not more:
            return forms, alone
        numbers |= more


def _takes(roll: Roll, sides: Iterable[Side]) -> dict[str, list[Bearer]]:
    wanted = {side.take for side in sides if side.take}
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
