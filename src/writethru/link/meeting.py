"""People, bodies and places piece by piece: new bearers of names meet those who are known and share a name with them.

What a batch of pieces brings is weighed together with the blocks of names that it touches, and with nothing else:

1. A bearer whose form of name is known, of one person alone, and who shows nothing new of it, is that person.
2. Else all forms that may be one name with it are looked up through shared keys, and their bearers grouped by the
   very rules of ``people``. So the outcome is that of all pieces at once, whatever the order in which they came.
3. A surname that stands alone looks for full names within days of it (``lone_meeting``).
4. What a decision bears on is grouped anew with all that shares a name or surname with it (``rulings``).

A block of more than ``MOST`` bearers is not grouped one by one: who are one person there stay one, and one bearer of
each form speaks for all. This alone can make the outcome differ from that of all pieces at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from writethru.link.apart import by_name, walks
from writethru.link.bearers import give_keys
from writethru.link.identities import count_up, hand_on, identify
from writethru.link.lone_meeting import settle_lone
from writethru.link.register import Register
from writethru.link.roll import Roll, surname_keys
from writethru.link.rulings import rule
from writethru.model import Bearer, Decision, Form, PeopleChanges

REVISION = "3"
"""Counted up when the same facts are found to be of other people than before: each desk finds its people anew."""

MOST = 200  # bearers of a block of names that are weighed one by one


def meet(
    register: Register, pieces: Mapping[str, Sequence[Bearer]], decisions: Sequence[Decision] = ()
) -> PeopleChanges:
    """Find out who the people, bodies and places of some pieces are; the same for any order of the pieces.

    O(entities of the pieces + bearers of the blocks that they touch), whatever the size of the desk.

    Args:
        register: what is known; it is not changed.
        pieces: new ones, or some whose facts were read anew: by take the bearers of its names (``bearers.borne``).
        decisions: those in force.
    """
    new = sorted((one for bearers in pieces.values() for one in bearers), key=lambda one: one.order)
    gone = register.of_takes(pieces)
    roll, made = Roll(register, new, gone), PeopleChanges(gone=gone)
    hand_on(roll)
    _show(roll)
    ruled = rule(roll, decisions, made)
    names = [name for block in _weighed(roll, ruled.forms) for name in by_name(block)]
    identify(roll, [part for parts in names for part in parts], made)
    _note_bearers(roll, names)
    for one in new:
        if one.form and not one.person:
            one.person = roll.forms[one.form].person
    settle_lone(roll, ruled, made)
    made.new, made.changed, made.renamed = new, roll.changed(), roll.renamed
    made.forms = [roll.forms[form] for form in sorted(roll.altered)]
    made.keys = {form: roll.keys(form) | surname_keys(roll.forms[form]) for form in sorted(roll.grown)}
    count_up(roll, made)
    return made


def _show(roll: Roll) -> None:
    """Note what new bearers show of the forms of their names, and which forms have to be weighed for that."""
    roll.load(one.form for one in (*roll.new, *roll.gone) if one.form)
    grown: set[int] = set()
    for one in roll.new:
        if not one.form:
            continue
        form = roll.forms.get(one.form)
        if form is None:
            form = roll.forms[one.form] = Form(one.form, one.kind, tuple(sorted(set(one.names))), one.surname)
            grown.add(form.id)
        if not (one.kinds <= form.kinds and one.nations <= form.nations):
            form.kinds, form.nations = form.kinds | one.kinds, form.nations | one.nations
            grown.add(form.id)
        if not form.person or (one.kinds and not one.nations and not walks(one.kinds)):
            roll.touched.add(form.id)
        form.times += 1
        roll.altered.add(form.id)
    for one in roll.gone:
        if one.form:
            roll.forms[one.form].times -= 1
            roll.touched.add(one.form)
            roll.altered.add(one.form)
    for number in sorted(grown):
        roll.grow(roll.forms[number])


def _weighed(roll: Roll, ruled: set[int]) -> list[list[Bearer]]:
    """Return the bearers of each block of names that is touched, oldest first, with their keys."""
    blocks = _blocks(roll, roll.touched - ruled)
    few = [sum(roll.forms[form].times for form in block) <= MOST for block in blocks]
    of_form: defaultdict[int, list[Bearer]] = defaultdict(list)
    for one in roll.of_forms(form for block, small in zip(blocks, few, strict=True) if small for form in block):
        of_form[one.form].append(one)
    out = []
    for block, small in zip(blocks, few, strict=True):
        nodes = [one for form in block for one in of_form[form]] if small else _spoken_for(roll, block)
        give_keys(nodes)
        out.append(sorted(nodes, key=lambda one: one.order))
    return [block for block in out if block]


def _spoken_for(roll: Roll, block: Sequence[int]) -> list[Bearer]:
    """Return one bearer for each person and form of a large block, and the new ones as they are."""
    some = roll.register.some_of_forms(block)
    borne_by: defaultdict[int, set[str]] = defaultdict(set)
    for one in some:
        one.person = roll.now(one.person)
        borne_by[one.form].add(one.person)
    for one in some:
        one.times = max(2, one.times)
        one.identity = ""
        if len(borne_by[one.form]) == 1:
            one.kinds, one.nations = roll.forms[one.form].kinds, roll.forms[one.form].nations
    return [*some, *roll.new_of(block)]


def _note_bearers(roll: Roll, names: Iterable[Sequence[Sequence[Bearer]]]) -> None:
    """Note of each form who bears it, if one person alone bears the name."""
    for parts in names:
        for part in parts:
            for one in part:
                person = part[0].person if len(parts) == 1 else ""
                if roll.forms[one.form].person != person:
                    roll.forms[one.form].person = person
                    roll.altered.add(one.form)


def _blocks(roll: Roll, start: Iterable[int]) -> list[list[int]]:
    """Return the forms that may be one name, block by block; each block has one of those to start from."""
    seen = roll.closure(start)
    parent = {form: form for form in seen}

    def root(form: int) -> int:
        while parent[form] != form:
            parent[form] = form = parent[parent[form]]
        return form

    first: dict[int, int] = {}
    for form in seen:
        for key in roll.keys(form):
            one, other = sorted((root(form), root(first.setdefault(key, form))))
            parent[other] = one
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    for form in sorted(seen):
        blocks[root(form)].append(form)
    return list(blocks.values())
