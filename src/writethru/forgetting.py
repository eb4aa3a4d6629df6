"""A person's word that somebody is to be forgotten: no page and no entry in a list, at once and at every later publish.

What a source wrote stays its own: statements stand in stories as they were sent, without a link to anybody's page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from writethru.arranging import Signed
from writethru.deciding import meant_by
from writethru.model import Decided, Decision, DecisionKind, Person, Side
from writethru.outgoing import Outgoing
from writethru.store import Store
from writethru.tell.meant import bearers, side


def forget(store: Store, out: Outgoing, asked: str, word: Signed) -> Decided:
    """Keep that somebody is to be forgotten; saying it again changes nothing. See ``Desk.forget``.

    Raises:
        NotFound: a name fits nobody, or several.
    """
    earlier = store.corrections.forgotten()
    said = next((one for one in earlier if one.sides[0].asked == asked), None)
    if said is None:
        meant = meant_by(store, out, asked)
        take = out.takes([meant.shown.take])[meant.shown.take]
        whom = side(meant, meant, out.concerned([meant.name]), take)
        said = next((one for one in earlier if one.sides[0].anchor == whom.anchor), None)
        if said is None:
            number = store.corrections.note(DecisionKind.FORGET, (whom,), word.why, word.at, word.by)
            new = Decision(number, DecisionKind.FORGET, (whom,), word.why, word.at, by=word.by)
            return Decided(new, changed=True, people=(meant.person.id,))
    return Decided(said, changed=False, people=tuple(one.id for one in _now(out, said.sides[0])))


def off_the_sites(store: Store, done: Decided) -> Decided:
    """Take the pages of whom a decision forgets off the sites that were published from here, with what leads to them.

    O(bytes of these sites).
    """
    from writethru.publish.unlinked import unlink

    if not done.people:
        return done
    found = [unlink(Path(place.folder), done.people) for place in store.sites.every()]
    there = [one for one in found if not one.gone]
    lines = tuple(line for one in there for line in one.standing)
    return replace(done, sites=len(there), pages=sum(one.pages for one in there), standing=lines)


def gone(store: Store, out: Outgoing) -> list[Person]:
    """Return all who are to be forgotten, as they are now. O(decisions of this kind)."""
    return [person for one in store.corrections.forgotten() for person in _now(out, one.sides[0])]


def _now(out: Outgoing, whom: Side) -> list[Person]:
    people = {one.id: one for one in out.concerned([whom.name], [whom.take] if whom.take else [])}
    return [people[found] for found in _meant(whom, people.values())]


def forgotten(store: Store, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return those of these people who are to be forgotten. O(people) for each of them."""
    every = tuple(people)
    gone = {found for one in store.corrections.forgotten() for found in _meant(one.sides[0], every)}
    return tuple(person for person in every if person.id in gone)


def _meant(whom: Side, people: Iterable[Person]) -> list[str]:
    """Return the ids of those whom a decision means now: a place or body of the same name is not meant."""
    kinds: Mapping[str, Person] = {person.id: person for person in people}
    return [found for found in bearers(whom, kinds.values()) if kinds[found].kind is whom.kind]
