"""The entities of a piece while names are joined to them, with the keys by which a name finds whose it is."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from writethru.enrich.entities.cast import space_of
from writethru.enrich.entities.cluster import place_key
from writethru.enrich.entities.found import Found
from writethru.enrich.entities.lexicon import kinds_of
from writethru.enrich.entities.spelling import fold, is_hangul, korean_key, loan_key, tight
from writethru.model import Entity, EntityKind, Mention, Role

_Key = tuple[object, ...]
_LONGEST = 20  # letters of a name in Hangul by which it is looked up


@dataclass(slots=True)
class _Known:
    """An entity in the making: what is added to it stands here until all is read."""

    kept: Entity
    names: list[str]
    mentions: list[Mention]
    roles: list[Role]
    surnames: set[str]


class Register:
    """Who is known so far, by place. Each question and each addition costs as much as a name has letters.

    Args:
        known: the entities that are known before.
    """

    def __init__(self, known: Iterable[Entity]) -> None:
        self._known: list[_Known] = []
        self._first: dict[_Key, int] = {}  # by name, tight name, sound: the first who bears it
        self._surnamed: defaultdict[_Key, set[int]] = defaultdict(set)  # by surname, and by surname and space
        self._offices: defaultdict[_Key, set[int]] = defaultdict(set)  # by surname and office
        self._whole: dict[str, int] = {}  # by tight name, up to the last ``settle``: the last who bears it
        self._new: list[tuple[str, int]] = []
        for one in known:
            self.enter(one)

    def entities(self) -> list[Entity]:
        """Return all entities, in the order in which they were entered."""
        return [
            replace(one.kept, names=tuple(one.names), mentions=tuple(one.mentions), roles=tuple(one.roles))
            for one in self._known
        ]

    def enter(self, entity: Entity) -> None:
        """Add an entity that nobody of those known is."""
        at = len(self._known)
        self._known.append(_Known(entity, [], list(entity.mentions), list(entity.roles), set()))
        for name in entity.names:
            self._name(at, name)

    def add(self, at: int, name: str, mention: Mention, roles: Sequence[Role]) -> None:
        """Add a name, where it stands and the titles beside it to an entity, unless it has a mention there."""
        one = self._known[at]
        place = bisect_left(one.mentions, mention.span, key=lambda m: m.span)
        if any(m.span.meets(mention.span) for m in one.mentions[max(0, place - 1) : place + 1]):
            return
        if name not in one.names:
            self._name(at, name)
        one.mentions.insert(place, mention)
        for surname in one.surnames:
            self._surnamed[surname, space_of(mention.scope)].add(at)
        titles = {role.title for role in one.roles}
        for role in roles:
            if role.title not in titles:
                one.roles.append(role)
                for surname in one.surnames:
                    self._office(at, surname, role)

    def settle(self) -> None:
        """Have ``kind`` know the names that came since it was called last."""
        for name, at in self._new:
            self._whole[name] = max(at, self._whole.get(name, at))
        self._new.clear()

    def kind(self, name: str) -> EntityKind | None:
        """Return what bears a name, person or body, however it is spaced; None where that was not known yet."""
        at = self._whole.get(tight(name))
        return None if at is None else self._known[at].kept.kind

    def bearer(self, found: Found) -> int | None:
        """Return whose name it is: by the folded name, across scripts by sound, a surname by its only bearer."""
        if not found.surname:
            keys: list[_Key] = [("tight", found.kind, tight(found.name))]
            if found.kind is EntityKind.PLACE:
                keys.append(("place", fold(found.name)))
            if sounds := korean_key(found.name):
                keys.append(("sound", found.kind, not is_hangul(found.name), sounds))
            return min((self._first[key] for key in keys if key in self._first), default=None)
        if found.alone:
            return self._first.get(("name", found.kind, found.name))
        surname = f"^{found.name}" if is_hangul(found.name) else fold(found.name)
        own = self._surnamed.get((surname, space_of(found.scope))) or self._surnamed.get((surname,), set())
        return next(iter(own)) if len(own) == 1 else None

    def by_office(self, name: str, title: str) -> int | None:
        """Return who alone has that surname, by letter or by sound, and that office; ``name`` is in Hangul."""
        surname = f"^{name}" if len(name) == 1 else f"~{loan_key(name)}"
        keys = [(surname, "title", title), *((surname, "kind", kind) for kind in kinds_of(title))]
        fitting = set[int]().union(*(self._offices.get(key, ()) for key in keys))
        return next(iter(fitting)) if len(fitting) == 1 else None

    def _name(self, at: int, name: str) -> None:
        one = self._known[at]
        one.names.append(name)
        kind = one.kept.kind
        keys: list[_Key] = [("name", kind, name), ("tight", kind, tight(name))]
        if kind is EntityKind.PLACE:
            keys.append(("place", place_key(fold(name))))
        else:
            self._new.append((tight(name), at))
        if sounds := korean_key(name):
            keys.append(("sound", kind, is_hangul(name), sounds))
        for key in keys:
            self._first[key] = min(at, self._first.get(key, at))
        if kind is EntityKind.PERSON:
            self._surname(at, _surnames(name))

    def _surname(self, at: int, surnames: set[str]) -> None:
        one = self._known[at]
        new = surnames - one.surnames
        one.surnames |= new
        spaces = {space_of(mention.scope) for mention in one.mentions}
        for surname in new:
            for key in ((surname,), *((surname, space) for space in spaces)):
                self._surnamed[key].add(at)
            for role in one.roles:
                self._office(at, surname, role)

    def _office(self, at: int, surname: str, role: Role) -> None:
        self._offices[surname, "title", role.title].add(at)
        for kind in kinds_of(role.title):
            self._offices[surname, "kind", kind].add(at)


def _surnames(name: str) -> set[str]:
    """Return the keys by which a surname finds somebody of that name.

    Its first or last word, folded; of a name in Hangul, ``^`` and how it begins, since the family stands first; of any
    other, ``~`` and the sound by which its form in Hangul may meet it.
    """
    if is_hangul(name):
        return {f"^{name[:end]}" for end in range(1, min(len(name), _LONGEST) + 1)} if len(name) > 1 else set()
    parts = fold(name).split()
    sounds = {loan_key(part) for part in (*parts[-1:], fold(name))}
    return {*(parts[:1] + parts[-1:] if len(parts) > 1 else ()), *(f"~{heard}" for heard in sounds if len(heard) > 1)}
