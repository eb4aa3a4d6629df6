"""Who bears a name in one take, as linking keeps it; and the forms of names under which bearers meet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from writethru.model.facts import EntityKind, Role, Spans
from writethru.model.story import Person, PersonMention

Key = tuple[str, str]


@dataclass(slots=True, eq=False)
class Bearer:
    """One entity of one take, and what can tell whom it is.

    Attributes:
        take, index: where it stands: the key of its take, its place among the entities of its facts.
        day: of its take.
        kind, name, names: as the take has them.
        surname: folded, or empty.
        sound: by which a surname is looked for across scripts, or empty.
        lone: only a surname is known of it, or nothing but what it is.
        group: the take has no name for it.
        weight: how often the take mentions it.
        roles: as the take gives them; ``titles`` are their folded titles.
        spans: the words that name it.
        kinds, nations: the kinds of titles, and the states, that its roles speak of.
        company: hashes of the keys of the others whom its take names.
        form: see ``Form``; 0 of one that is lone.
        keys: under which it meets its likes.
        person: the id of who it is, or empty before that is known.
        identity: the id that stands on it, or empty: who has this bearer keeps that id.
        holds: lone, with an office that one holds at a time.
        homeless: lone, and nobody of a full name was found for it.
        speaks: its take tells what it said.
        unclear: a person said that the name has several bearers, and which this is nobody can tell.
        times: for how many bearers it stands, who are one person and stay so; 1 for itself alone.
    """

    take: str
    index: int
    day: date | None
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    surname: str = ""
    sound: str = ""
    lone: bool = False
    group: bool = False
    weight: int = 1
    roles: tuple[Role, ...] = ()
    titles: tuple[str, ...] = ()
    spans: Spans = ()
    kinds: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    company: frozenset[int] = frozenset()
    form: int = 0
    keys: tuple[Key, ...] = ()
    person: str = ""
    identity: str = ""
    holds: bool = False
    homeless: bool = False
    speaks: bool = False
    unclear: bool = False
    times: int = 1

    @property
    def order(self) -> tuple[date, str, int]:
        """Oldest first; the take's key breaks ties, so that the order of arrival does not matter."""
        return self.day or date.max, self.take, self.index

    @property
    def full(self) -> bool:
        """A person known by a full name."""
        return self.kind is EntityKind.PERSON and not self.lone


@dataclass(slots=True)
class Form:
    """One kind, set of names and surname that bearers have, and what all of them together show.

    Attributes:
        id: a hash of kind, names and surname.
        times: how many bearers have it.
        kinds, nations: those of any of them.
        person: who all of them are, while the full name has one bearer alone; else empty.
    """

    id: int
    kind: EntityKind
    names: tuple[str, ...]
    surname: str
    times: int = 0
    kinds: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    person: str = ""

    @property
    def full(self) -> bool:
        """Of a person; a form is never of a lone surname."""
        return self.kind is EntityKind.PERSON


@dataclass(slots=True)
class Tally:
    """What the name of a person is chosen by, counted over bearers.

    Attributes:
        bearers: how many there are.
        votes: mentions, by kind.
        named: how many bearers have a name; ``main`` for how many it is the first.
        seen: where a name stands first: day, take, index and place among the names there.
        surnames: how many bearers have a surname.
    """

    bearers: int = 0
    votes: dict[EntityKind, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    main: dict[str, int] = field(default_factory=dict)
    seen: dict[str, tuple[date, str, int, int]] = field(default_factory=dict)
    surnames: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """A person, body or place as it is kept, without its mentions."""

    id: str
    kind: EntityKind
    name: str
    tally: Tally


@dataclass(slots=True)
class PeopleChanges:
    """What a batch of pieces changes of who is who.

    Attributes:
        takes: the keys of these pieces, each with what read its facts.
        new: bearers that were not there.
        changed: bearers who are somebody else now, or have another identity or home.
        gone: bearers of pieces that were read anew.
        renamed: by a person's id, whose all its bearers are now; carried out before ``changed``.
        forms: as they are now; ``keys`` are those under which each is to be found from now on as well.
        people: as they are now, and ``names`` the folded names of those that have other ones than before.
        called: the ids of those whose name is another than before.
        emptied: the ids of those whom no piece names any more.
        identities: ids that were given, in order.
        ruled: by number of a decision, the keys that it bears on; ``spoken`` the surnames, and the takes of those whom
            it names and who have no name; ``unruled`` those that no longer bear on any.
    """

    takes: dict[str, str] = field(default_factory=dict)
    new: list[Bearer] = field(default_factory=list)
    changed: list[Bearer] = field(default_factory=list)
    gone: list[Bearer] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    keys: dict[int, frozenset[int]] = field(default_factory=dict)
    people: list[Known] = field(default_factory=list)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    identities: list[str] = field(default_factory=list)
    ruled: dict[int, frozenset[int]] = field(default_factory=dict)
    spoken: dict[int, frozenset[tuple[str, str]]] = field(default_factory=dict)
    unruled: set[int] = field(default_factory=set)


def person_of(known: Known, bearers: Iterable[Bearer]) -> Person:
    """Return a person as these bearers show them: all of them, or those of some takes. O(bearers · log bearers)."""
    some = sorted(bearers, key=lambda one: one.order)
    named = {name: known.tally.named.get(name, 0) for one in some for name in one.names}
    return Person(
        id=known.id,
        kind=known.kind,
        name=known.name,
        names=tuple(sorted(named, key=lambda one: (one != known.name, -named[one], one))),
        roles=_roles(some),
        mentions=tuple(PersonMention(one.take, one.index, one.spans) for one in some),
        group=all(one.group for one in some),
    )


def _roles(bearers: Iterable[Bearer]) -> tuple[tuple[str, Role], ...]:
    """Return each wording of an office with the first take and the last that has it, and each term that is told."""
    found: dict[tuple[str, str, str, str], list[tuple[int, str, Role]]] = {}
    for at, one in enumerate(bearers):
        for title, role in zip(one.titles, one.roles, strict=True):
            found.setdefault((title, role.state, role.since, role.until), []).append((at, one.take, role))
    kept = [one for same in found.values() for one in dict.fromkeys((same[0], same[-1]))]
    return tuple((take, role) for _, take, role in sorted(kept, key=lambda one: (one[0], one[2].span)))
