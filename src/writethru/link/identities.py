"""Ids that stay: given once, kept by whoever has the bearer that an id was given for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from writethru.enrich.entities.spelling import fold
from writethru.link.called import count, free, known, merge, ranked
from writethru.link.roll import Roll
from writethru.model import Bearer, Known, PeopleChanges, Tally

_RECOUNTED = 200  # bearers of a person who are counted anew when one of them turns out to be somebody else


def hand_on(roll: Roll) -> None:
    """Hand the ids of bearers that are gone to who stands in their place: in the same take, else the same person."""
    orphans = [one for one in roll.gone if one.identity]
    there: defaultdict[str, list[Bearer]] = defaultdict(list)
    for one in roll.new:
        there[one.take].append(one)
    left: list[Bearer] = []
    for one in orphans:
        likely = [new for new in there[one.take] if not new.identity and new.kind is one.kind and _alike(new, one)]
        heir = min(likely, key=lambda new: (new.form != one.form, new.name != one.name, new.index), default=None)
        if heir is None:
            left.append(one)
        else:
            heir.identity = one.identity
    others: defaultdict[str, list[Bearer]] = defaultdict(list)
    for one in roll.see(roll.register.of_people({one.person for one in left})):
        others[one.person].append(one)
    for one in left:
        if free_ones := [other for other in others[one.person] if not other.identity]:
            min(free_ones, key=_standing).identity = one.identity


def _alike(new: Bearer, old: Bearer) -> bool:
    return bool(
        new.lone == old.lone and (set(new.names) & set(old.names) or (new.surname and new.surname == old.surname))
    )


def _standing(one: Bearer) -> tuple[bool, bool, object]:
    """Return on whom an id stands best: a full name, with an office, the oldest."""
    return one.lone, not one.kinds, one.order


def identify(roll: Roll, groups: Iterable[Sequence[Bearer]], made: PeopleChanges) -> None:
    """Give every group its id: the first that was given to one of its bearers of a full name, else a new one."""
    anonymous: list[Sequence[Bearer]] = []
    doubtful: list[tuple[Sequence[Bearer], dict[str, bool]]] = []
    for group in groups:
        ids = _ids(group)
        if len(ids) > 1:
            doubtful.append((group, ids))
        elif ids:
            _are(roll, group, next(iter(ids)))
        else:
            anonymous.append(group)
    numbers = roll.register.numbers(one for _, ids in doubtful for one in ids) if doubtful else {}
    numbers |= {one: 10**18 + at for at, one in enumerate(made.identities)}
    for group, ids in doubtful:
        _are(roll, group, min(ids, key=lambda one: (ids[one], numbers[one])))
    ready = ranked(anonymous)
    given = roll.register.given(stem for stem, _ in ready) | set(made.identities)
    for stem, group in ready:
        identity = free(stem, given)
        given.add(identity)
        made.identities.append(identity)
        min(group, key=_standing).identity = identity
        _are(roll, group, identity)


def _ids(group: Sequence[Bearer]) -> dict[str, bool]:
    """Return the ids that stand on bearers of a group, each with whether it stands on a lone surname."""
    found: dict[str, bool] = {}
    for one in group:
        for identity in (one.identity, one.person if one.times > 1 else ""):
            if identity:
                found[identity] = one.lone and found.get(identity, True)
    return found


def _are(roll: Roll, group: Sequence[Bearer], identity: str) -> None:
    for one in group:
        if one.times > 1 and one.person != identity and roll.now(one.person) != identity:
            roll.rename(roll.now(one.person), identity)
        one.person = identity


def count_up(roll: Roll, made: PeopleChanges) -> None:
    """Count bearers in and out of persons, and tell their names. O(bearers that came, went or moved)."""
    came: defaultdict[str, list[Bearer]] = defaultdict(list)
    went: defaultdict[str, list[Bearer]] = defaultdict(list)
    for one in roll.gone:
        went[roll.now(one.person)].append(one)
    for one in roll.new:
        came[one.person].append(one)
    for one in made.changed:
        if (was := roll.was(one)) != one.person:
            went[was].append(one)
            came[one.person].append(one)
    ids = came.keys() | went.keys() | roll.renamed.keys() | set(roll.renamed.values())
    kept = roll.register.people(ids)
    before = {who: (one.name, _folded(one)) for who, one in kept.items()}
    tallies = {who: kept[who].tally if who in kept else Tally() for who in ids}
    for was in roll.renamed:
        merge(tallies[roll.now(was)], tallies[was])
        tallies[was] = Tally()
    few = {who for who in went if 0 < tallies[who].bearers <= _RECOUNTED} - roll.renamed.keys()
    few -= set(roll.renamed.values())
    tallies |= _recounted(roll, {who: went[who] for who in few})
    for who in sorted(ids):
        for one in went[who] if who not in few else ():
            count(tallies[who], one, -1)
        for one in came[who]:
            count(tallies[who], one)
        _tell(who, tallies[who], before.get(who), made)


def _recounted(roll: Roll, losing: Mapping[str, Iterable[Bearer]]) -> dict[str, Tally]:
    """Count those anew who lose bearers, without these: so the place where a name stands first is right again."""
    lost = {(one.take, one.index) for some in losing.values() for one in some}
    found: dict[str, Tally] = {who: Tally() for who in losing}
    for one in roll.register.of_people(losing):
        if (one.take, one.index) not in lost:
            count(found[one.person], one)
    return found


def _tell(who: str, tally: Tally, before: tuple[str, frozenset[str]] | None, made: PeopleChanges) -> None:
    if tally.bearers <= 0:
        if before is not None:
            made.emptied.append(who)
        return
    one, (name, names) = known(who, tally), before or ("", frozenset[str]())
    made.people.append(one)
    if before and one.name != name:
        made.called.append(who)
    if (now := _folded(one)) != names:
        made.names[who] = now


def _folded(one: Known) -> frozenset[str]:
    return frozenset(map(fold, (one.name, *one.tally.named)))
