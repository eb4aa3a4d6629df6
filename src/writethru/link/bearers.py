"""Who bears a name in one take, and what can tell whom it is: spellings, office, state, company."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from writethru.enrich.entities.cluster import bare, body_key, key_sound, place_key, surname
from writethru.enrich.entities.lexicon import kinds_of, places
from writethru.enrich.entities.spelling import fold, is_hangul, spellings, tight
from writethru.model import Entity, EntityKind, Facts, MentionKind, Role, Take

Key = tuple[str, str]
Pieces = Sequence[tuple[Take, Facts]]


@dataclass(slots=True, eq=False)
class Bearer:
    """One entity of one take.

    ``lone`` when only a surname is known of it, or nothing but what it is; ``unclear`` when a person said that the
    name has several bearers, and which this is nobody can tell.
    """

    take: Take
    index: int
    entity: Entity
    keys: tuple[Key, ...]
    surname: str
    lone: bool
    kinds: frozenset[str]
    nations: frozenset[str]
    company: frozenset[Key] = frozenset()
    unclear: bool = False

    @property
    def order(self) -> tuple[date, str, int]:
        """Oldest first; the take's key breaks ties, so that the order of arrival does not matter."""
        return self.take.day or date.max, self.take.key, self.index

    @property
    def person(self) -> bool:
        """A person known by a full name."""
        return self.entity.kind is EntityKind.PERSON and not self.lone


@dataclass(slots=True)
class Groups:
    """Union by key: bearers that share one belong together."""

    parent: dict[Key, Key] = field(default_factory=dict)

    def find(self, key: Key) -> Key:
        """Return the key that stands for all that were joined with this one."""
        root = key
        while self.parent.setdefault(root, root) != root:
            root = self.parent[root]
        while self.parent[key] != root:
            self.parent[key], key = root, self.parent[key]
        return root

    def join(self, keys: Iterable[Key]) -> None:
        """Put keys together; the smallest stands for all."""
        roots = sorted({self.find(key) for key in keys})
        for root in roots[1:]:
            self.parent[root] = roots[0]


def bearers(pieces: Pieces) -> list[Bearer]:
    """Return the entities of all pieces, oldest first."""
    generations = _generations(pieces)
    found = [one for take, facts in pieces for one in _bearers(take, facts, generations)]
    return sorted(found, key=lambda one: one.order)


def _generations(pieces: Pieces) -> set[str]:
    """Return the bare names that the pieces give to several generations, as "Walter Quill Sr." and "Jr."."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for _, facts in pieces:
        for entity in facts.entities:
            for name in entity.names if entity.kind is EntityKind.PERSON else ():
                parts, generation = bare(name)
                if generation:
                    found["".join(parts)].add(generation)
    return {name for name, ages in found.items() if len(ages) > 1}


def _bearers(take: Take, facts: Facts, generations: set[str]) -> list[Bearer]:
    out = []
    for index, entity in enumerate(facts.entities):
        kinds, nations = profile(entity.roles)
        own = _surname(take, entity)
        lone = entity.group or (entity.kind is EntityKind.PERSON and _short(entity))
        out.append(Bearer(take, index, entity, keys_of(entity, own, generations), own, lone, kinds, nations))
    known = {one.keys[0] for one in out if not one.lone and one.entity.kind is not EntityKind.PLACE}
    for one in out:
        one.company = frozenset(known - set(one.keys))
    return out


def _short(entity: Entity) -> bool:
    """Say whether a person is known by surname alone; a foreign one in Hangul may be as long as a full name."""
    named = any(m.kind is MentionKind.NAME for m in entity.mentions)
    return not named or not any(full(name) for name in entity.names)


def full(name: str) -> bool:
    """Say whether a person's name is more than a surname."""
    return " " in fold(name) or (is_hangul(name) and len(name) >= 3)


def acronym(name: str) -> bool:
    """Say whether a body's name is an acronym."""
    return name.isupper() and " " not in name


def person_key(name: str, generations: Iterable[str] = ()) -> Key:
    """Return the key of a person's full name."""
    parts, generation = bare(name)
    key = "".join(parts)
    return "person", f"{key} {generation}" if generation and key in generations else key


def keys_of(entity: Entity, own: str, generations: Iterable[str] = ()) -> tuple[Key, ...]:
    """Return the keys under which an entity meets its likes in other pieces.

    ``own`` is its folded surname; ``generations`` the bare names that several generations bear.
    """
    if entity.kind is EntityKind.PERSON:
        whole = [name for name in entity.names if full(name) and fold(name) != own] or list(entity.names)
        spelled = [one for name in whole for one in spellings(name)]
        return tuple(dict.fromkeys(person_key(name, generations) for name in spelled))
    if entity.kind is EntityKind.PLACE:
        keys = [place_key(fold(name)) for name in entity.names]
        sounds = [f"~{key_sound(key)}" for key in keys if len(key) >= 8 and key not in places().canonical]
        return tuple(dict.fromkeys(("thing", key) for key in [*keys, *sounds]))
    whole = [name for name in entity.names if not acronym(name)] or list(entity.names)
    return tuple(dict.fromkeys(("thing", body_key(fold(name))) for name in whole))


def _surname(take: Take, entity: Entity) -> str:
    """Return the folded surname: what the piece itself uses alone, else by the form of the fullest name."""
    if entity.kind is not EntityKind.PERSON:
        return ""
    used = Counter(fold(m.span.of(take.text)) for m in entity.mentions if m.kind is MentionKind.SURNAME)
    if used:
        return min(used, key=lambda word: (-used[word], word))
    parts, _ = bare(entity.name)
    return surname(entity.name, parts, Counter()) if parts and tight(entity.name) else ""


def profile(roles: Iterable[Role]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the kinds of titles and the states that roles speak of."""
    kinds, nations = set[str](), set[str]()
    for role in roles:
        kinds |= kinds_of(role.title)
        folded = fold(role.title).split()
        for at in range(len(folded)):
            for end in (at + 1, at + 2):
                if nation := places().nation.get(" ".join(folded[at:end]).removesuffix(" s")):
                    nations.add(nation)
    return frozenset(kinds), frozenset(nations)
