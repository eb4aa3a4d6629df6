"""A person's word that somebody is to be forgotten: no page and no entry in a list, at this and every later publish.

What a source wrote stays its own: statements stand in stories as they were sent, without a link to anybody's page.
"""

from collections.abc import Iterable, Mapping

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
    people = out.concerned([said.sides[0].name], [said.sides[0].take] if said.sides[0].take else [])
    return Decided(said, changed=False, people=tuple(_meant(said.sides[0], people)))


def forgotten(store: Store, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return those of these people who are to be forgotten. O(people) for each of them."""
    every = tuple(people)
    gone = {found for one in store.corrections.forgotten() for found in _meant(one.sides[0], every)}
    return tuple(person for person in every if person.id in gone)


def _meant(whom: Side, people: Iterable[Person]) -> list[str]:
    """Return the ids of those whom a decision means now: a place or body of the same name is not meant."""
    kinds: Mapping[str, Person] = {person.id: person for person in people}
    return [found for found in bearers(whom, kinds.values()) if kinds[found].kind is whom.kind]
