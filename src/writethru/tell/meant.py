"""Whom somebody means who names a person, body or place: by id, name, name with a role, or the bearer in one take."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from writethru.enrich.entities.spelling import fold, is_hangul
from writethru.errors import NotFound
from writethru.model import EntityKind, Person, PersonMention, Side, Span, Take

_CHOICES = 6  # how many an error names


@dataclass(frozen=True, slots=True)
class Meant:
    """Who was meant.

    Attributes:
        asked: the words asked with.
        person: who that is now.
        name: the name that stands for those words.
        mention: the one that shows whom: in the take pointed at, or with the role asked for.
        pointed: a take was named.
    """

    asked: str
    person: Person
    name: str
    mention: PersonMention | None = None
    pointed: bool = False

    @property
    def shown(self) -> PersonMention:
        """The mention that shows best who was meant: the one asked for, else the oldest with a role."""
        return self.mention or _best(self.person)


def by_name(asked: str, people: Sequence[Person]) -> Meant:
    """Return whom an id, the beginning of one, a name or part of one, or ``NAME, ROLE`` means.

    Raises:
        NotFound: nobody, or several: then each is named with id, role and a take.
    """
    name, _, role = (part.strip() for part in asked.partition(","))
    named = [p for p in people if not p.group]
    fitting = (
        [p for p in people if p.id == asked]
        or _named(asked, named)
        or [p for p in named if role and _partly(p, name) and _mention_as(p, role)]
        or [p for p in named if _partly(p, asked)]
        or [p for p in people if p.id.startswith(asked)]
    )
    if not fitting:
        raise NotFound(f"{asked}: nobody of that name or id on this desk; `writethru search` finds other words")
    if len(fitting) > 1:
        few = _few(_told(p) for p in fitting)
        raise NotFound(f"{asked}: fits {len(fitting)} ({few}); give an id, or NAME@TAKE for the bearer in one take")
    (person,) = fitting
    by_role = _mention_as(person, role) if role and not _bears(person, asked) else None
    return Meant(asked, person, _full_name(person, name if by_role else asked), by_role)


def _named(asked: str, people: Sequence[Person]) -> list[Person]:
    """Return who has just this name; nobody where it may be somebody's surname."""
    exact = [p for p in people if _bears(p, asked)]
    surname = not is_full(EntityKind.PERSON, asked)
    return [] if surname and any(p.kind is EntityKind.PERSON and _partly(p, asked) for p in people) else exact


def in_takes(asked: str, name: str, keys: Sequence[str], people: Sequence[Person], takes: Mapping[str, Take]) -> Meant:
    """Return who bears a name in some takes; ``keys`` oldest first, ``takes`` by key.

    Raises:
        NotFound: nobody does, or several do.
    """
    there = {key: number for number, key in enumerate(keys)}
    found: dict[str, tuple[Person, PersonMention]] = {}
    for person in people:
        mentions = [m for m in person.mentions if m.take in there and _called(person, m, name, takes[m.take])]
        if mentions:
            found[person.id] = person, min(mentions, key=lambda m: there[m.take])
    whole = {i: (p, m) for i, (p, m) in found.items() if _words_of(m, name, takes[m.take], whole=True)}
    fitting = list((whole or found).values())
    if not fitting:
        raise NotFound(f"{asked}: nobody is called {name} there; `writethru who NAME --json` lists takes and spans")
    if len(fitting) > 1:
        few = _few(_told(person) for person, _ in fitting)
        raise NotFound(f"{asked}: fits {len(fitting)} there ({few}); give the whole name")
    ((person, mention),) = fitting
    return Meant(asked, person, _longest(mention, takes[mention.take], person.name), mention, pointed=True)


def side(meant: Meant, other: Meant, people: Iterable[Person], take: Take) -> Side:
    """Return what holds for good of whom was meant.

    It is the full name where nobody else has it and no take was named, else the words of one take.

    Args:
        meant: whom it is of.
        other: of whom something is decided together with it; of two who are one now, words tell which is which.
        people: all who may have that name.
        take: the one of ``meant.shown``.
    """
    person, mention = meant.person, meant.shown
    words_needed = person.group or meant.pointed or (meant.mention and person.id == other.person.id)
    alone = is_full(person.kind, meant.name) and not any(
        _bears(one, meant.name) for one in people if one.id != person.id and not one.group
    )
    if alone and not words_needed:
        return Side(meant.asked, person.kind, meant.name)
    name = _longest(mention, take, person.name)
    return Side(meant.asked, person.kind, name, take.key, _words_of(mention, name, take))


def bearers(side: Side, people: Iterable[Person]) -> list[str]:
    """Return the ids of those whom a side means now."""
    if side.take:
        return [p.id for p in people for m in p.mentions if m.take == side.take and side.span in m.spans][:1]
    return [p.id for p in people if not p.group and _bears(p, side.name)]


def mentions_told(person: Person) -> str:
    """Return a person's mentions as they can be asked for, those with a role first: ``NAME@TAKE (role)``."""
    roles = {take: role.title for take, role in reversed(person.roles)}
    takes = dict.fromkeys(m.take for m in person.mentions)
    ranked = sorted(takes, key=lambda take: take not in roles)
    return _few(f"{person.name}@{take}{f' ({roles[take]})' if take in roles else ''}" for take in ranked)


def is_full(kind: EntityKind, name: str) -> bool:
    """Say whether a name is more than a person's surname."""
    return kind is not EntityKind.PERSON or " " in fold(name) or (is_hangul(name) and len(name) >= 3)


def _few(told: Iterable[str]) -> str:
    every = list(told)
    return "; ".join([*every[:_CHOICES], *(["…"] if len(every) > _CHOICES else [])])


def _told(person: Person) -> str:
    """Return an id with name, role and a take."""
    take, role = next(((take, role.title) for take, role in person.roles), (person.mentions[0].take, ""))
    return ", ".join(part for part in (f"{person.id}: {person.name}", role, f"take {take}") if part)


def _bears(person: Person, name: str) -> bool:
    return fold(name) in map(fold, (person.name, *person.names))


def _partly(person: Person, name: str) -> bool:
    return bool(fold(name)) and any(f" {fold(name)} " in f" {fold(one)} " for one in (person.name, *person.names))


def _mention_as(person: Person, role: str) -> PersonMention | None:
    """Return the oldest mention in a take that gives a person this role."""
    wanted = f" {fold(role)} "
    for take, found in person.roles:
        if wanted in f" {fold(f'{found.state} {found.title}')} ":
            return next((m for m in person.mentions if m.take == take), None)
    return None


def _best(person: Person) -> PersonMention:
    titled = {take for take, _ in person.roles}
    return next((m for m in person.mentions if m.take in titled), person.mentions[0])


def _full_name(person: Person, asked: str) -> str:
    own = next((one for one in (person.name, *person.names) if fold(one) == fold(asked)), person.name)
    return own if is_full(person.kind, own) else person.name


def _called(person: Person, mention: PersonMention, name: str, take: Take) -> bool:
    return person.id == name or _words_of(mention, name, take) is not None


def _longest(mention: PersonMention, take: Take, default: str) -> str:
    """Return the longest name that a take has for somebody."""
    return max((" ".join(span.of(take.text).split()) for span in mention.spans), key=len, default=default)


def _words_of(mention: PersonMention, name: str, take: Take, *, whole: bool = False) -> Span | None:
    """Return the first words of a mention that are this name, or hold it."""
    wanted = fold(name)
    for span in mention.spans:
        said = fold(" ".join(span.of(take.text).split()))
        if said == wanted or (not whole and wanted and f" {wanted} " in f" {said} "):
            return span
    return None
