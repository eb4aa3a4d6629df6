"""A person's word about who is who: understood, held against what was said before, and kept."""

from collections.abc import Sequence
from dataclasses import replace

from writethru.arranging import Signed
from writethru.comparing import take_named
from writethru.enrich.entities.spelling import fold
from writethru.errors import Contradiction, NotFound
from writethru.model import Decided, Decision, DecisionKind, Person, Side, Take
from writethru.outgoing import Outgoing
from writethru.store import Store
from writethru.tell.meant import Meant, bearers, by_name, in_takes, mentions_told, side

_ARE = {DecisionKind.SAME: "the same", DecisionKind.DIFFERENT: "different"}


def decide(store: Store, out: Outgoing, kind: DecisionKind, asked: tuple[str, str], word: Signed) -> Decided:
    """Keep what was decided of two who are named; saying it again changes nothing. See ``Desk.same``.

    Raises:
        NotFound: a name fits nobody, or several, or both names one.
        Contradiction: an earlier decision says otherwise.
    """
    earlier = store.corrections.in_force()
    if said := _said(earlier, asked):
        _agree(said, kind)
        return Decided(said, changed=False)
    meant = [meant_by(store, out, one) for one in asked]
    if kind is DecisionKind.DIFFERENT:
        _two(meant)
    takes = out.takes(one.shown.take for one in meant)
    people = out.concerned([one.name for one in meant])
    sides = tuple(
        side(one, other, people, takes[one.shown.take]) for one, other in zip(meant, reversed(meant), strict=True)
    )
    if sides[0].anchor == sides[1].anchor:
        raise NotFound(f"{asked[0]} and {asked[1]} both name {meant[0].person.id} by the same words; name two")
    anchors = {one.anchor for one in sides}
    if again := next((one for one in earlier if one.kind is kind and {s.anchor for s in one.sides} == anchors), None):
        return Decided(again, changed=False)
    next_number = 1 + max((one.number for one in earlier), default=0)
    new = Decision(next_number, kind, sides, word.why, word.at, by=word.by)
    _agrees(store, out, earlier, new)
    number = store.corrections.note(kind, sides, word.why, word.at, word.by)
    return Decided(replace(new, number=number), changed=True)


def now_are(out: Outgoing, sides: Sequence[Side]) -> tuple[str, ...]:
    """Return the ids of those whom sides mean now, each once."""
    people = _whom(out, sides)
    return tuple(dict.fromkeys(found for one in sides for found in bearers(one, people)))


def _whom(out: Outgoing, sides: Sequence[Side]) -> list[Person]:
    """Return those whom sides may mean, by id."""
    return out.concerned([one.name for one in sides if not one.take], [one.take for one in sides if one.take])


def _said(earlier: Sequence[Decision], asked: tuple[str, str]) -> Decision | None:
    """Return what was decided in just these words."""
    return next((one for one in earlier if {s.asked for s in one.sides} == set(asked)), None)


def _agree(said: Decision, kind: DecisionKind) -> None:
    if said.kind is not kind:
        raise Contradiction(_against(said))


def _against(said: Decision) -> str:
    one, other = (side.asked for side in said.sides)
    return (
        f"decision {said.number} says that {one} and {other} are {_ARE[said.kind]}; "
        f"`writethru undo {said.number}` takes it back"
    )


def meant_by(store: Store, out: Outgoing, asked: str) -> Meant:
    """Return who is meant; ``NAME@TAKE`` is the bearer of the name in a take or in the takes of a chain.

    Raises:
        NotFound: a name fits nobody, or several.
    """
    name, _, where = (part.strip() for part in asked.partition("@"))
    if not where:
        return by_name(asked, out.concerned([asked, asked.partition(",")[0]]))
    chain = out.takes(store.links.standing_in([where]))
    takes = chain or {take.key: take for take in [take_named(out, where)]}
    return in_takes(
        asked, name, [take.key for take in sorted(takes.values(), key=_time)], out.concerned(takes=takes), takes
    )


def _time(take: Take) -> tuple[float, str]:
    return (take.sent.at.timestamp() if take.sent else 0.0, take.key)


def _two(meant: Sequence[Meant]) -> None:
    """Refuse to part one person who was named twice by one name, without saying where which is meant."""
    one, other = meant
    alike = one.person.id == other.person.id and fold(one.name) == fold(other.name)
    if alike and not (one.mention and other.mention):
        told = mentions_told(one.person)
        raise NotFound(f"{one.asked} and {other.asked} are one now, {one.person.id}: say of both where: {told}")


def _agrees(store: Store, out: Outgoing, earlier: Sequence[Decision], new: Decision) -> None:
    """Refuse what an earlier decision contradicts, or what tells nobody apart. O(takes that name those decided on)."""
    from writethru.link.people import contradiction

    sides = [side for one in (*earlier, new) for side in one.sides]
    people = _whom(out, sides)
    concerned = {found for side in sides for found in bearers(side, people)}
    keys = {m.take for person in people if person.id in concerned for m in person.mentions}
    keys |= {side.take for side in sides if side.take}
    takes, facts = store.takes.get(keys), store.facts.get(keys)
    against = contradiction([(takes[key], facts[key]) for key in sorted(facts.keys() & takes.keys())], earlier, new)
    if against is new:
        one, other = (side.asked for side in new.sides)
        raise NotFound(f"{one} and {other}: no take tells them apart; name each as NAME@TAKE, in takes that do")
    if against:
        raise Contradiction(_against(against))
