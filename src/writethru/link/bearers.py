"""Who bears a name in one take, and what can tell whom it is: spellings, office, state, company."""

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from writethru.enrich.entities.cluster import bare, body_key, key_sound, place_key, surname
from writethru.enrich.entities.lexicon import kinds_of, places
from writethru.enrich.entities.spelling import fold, is_hangul, loan_key, spellings, tight
from writethru.link.lone import offices
from writethru.model import Bearer, Entity, EntityKind, Facts, Key, MentionKind, Role, Spans, Take

Pieces = Sequence[tuple[Take, Facts]]
_REMEMBERED = 16_384
_CROWD = 1000  # names of a piece above which it is a list, and nobody of it in the company of all others
_NONE = frozenset[str]()


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
    """Return the entities of all pieces, oldest first, each with the keys under which it meets its likes."""
    found = [one for take, facts in pieces for one in borne(take, facts)]
    give_keys(found)
    return sorted(found, key=lambda one: one.order)


def borne(take: Take, facts: Facts) -> list[Bearer]:
    """Return the entities of one piece, in order. O(its mentions, and the square of its names up to ``_CROWD``)."""
    out = [_bearer(take, index, entity) for index, entity in enumerate(facts.entities)]
    for index in _speaking(facts):
        out[index].speaks = True
    own = [plain_keys(one.kind, one.names, one.surname) for one in out]
    named = {keys[0] for one, keys in zip(out, own, strict=True) if not one.lone and one.kind is not EntityKind.PLACE}
    if len(named) <= _CROWD:
        for one, keys in zip(out, own, strict=True):
            one.company = frozenset(map(hashed, named.difference(keys)))
    return out


def _bearer(take: Take, index: int, entity: Entity) -> Bearer:
    kinds, nations = profile(entity.roles)
    own = _surname(take, entity)
    group = entity.group
    lone = group or (entity.kind is EntityKind.PERSON and _short(entity))
    one = Bearer(
        take.key,
        index,
        take.day,
        entity.kind,
        entity.name,
        entity.names,
        surname=own,
        sound=sound_of(own, lone=lone),
        lone=lone,
        group=group,
        weight=len(entity.mentions),
        roles=entity.roles,
        titles=tuple(fold(role.title) for role in entity.roles),
        spans=_spans(entity, group=group),
        kinds=kinds,
        nations=nations,
        form=0 if lone else _form(entity.kind, entity.names, own),
    )
    one.holds = lone and bool(offices(one))
    return one


def _speaking(facts: Facts) -> set[int]:
    """Return the entities that say something, and those named in the words for who says it where it is nobody known."""
    found = {one.entity for one in facts.statements if one.entity is not None and 0 <= one.entity < len(facts.entities)}
    unknown = sorted(span for one in facts.statements if one.entity is None for span in one.speaker)
    starts, ends = [span.start for span in unknown], [0, *accumulate((span.end for span in unknown), max)]
    for index, entity in enumerate(facts.entities) if unknown else ():
        if any(ends[bisect_right(starts, mention.span.start)] >= mention.span.end for mention in entity.mentions):
            found.add(index)
    return found


def _spans(entity: Entity, *, group: bool) -> Spans:
    kinds = (MentionKind.ROLE,) if group else (MentionKind.NAME, MentionKind.SURNAME)
    return tuple(m.span for m in entity.mentions if m.kind in kinds)


def _short(entity: Entity) -> bool:
    """Say whether a person is known by surname alone; a foreign one in Hangul may be as long as a full name."""
    named = any(m.kind is MentionKind.NAME for m in entity.mentions)
    return not named or not any(full(name) for name in entity.names)


@lru_cache(_REMEMBERED)
def sound_of(own: str, *, lone: bool) -> str:
    """Return by what a surname is looked for across scripts: lone ones in Hangul among full names in Latin letters."""
    across = is_hangul(own) if lone else not is_hangul(own)
    return loan_key(own) if across and len(own) > 1 else ""


@lru_cache(_REMEMBERED)
def _form(kind: EntityKind, names: tuple[str, ...], own: str) -> int:
    return hashed((kind.value, own, *sorted(set(names))))


@lru_cache(_REMEMBERED)
def hashed(words: tuple[str, ...]) -> int:
    """Return a whole number of 64 bits for some words, the same on every machine."""
    digest = hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@lru_cache(_REMEMBERED)
def full(name: str) -> bool:
    """Say whether a person's name is more than a surname."""
    return " " in fold(name) or (is_hangul(name) and len(name) >= 3)


def acronym(name: str) -> bool:
    """Say whether a body's name is an acronym."""
    return name.isupper() and " " not in name


def give_keys(nodes: Iterable[Bearer]) -> None:
    """Give bearers their keys: those of their names, with the generation where several of one name are among them."""
    some = list(nodes)
    generations = _generations(some)
    for one in some:
        plain = plain_keys(one.kind, one.names, one.surname)
        doubtful = generations and any(key in generations for _, key in plain)
        one.keys = keys_of(one.kind, one.names, one.surname, generations) if doubtful else plain


def _generations(nodes: Iterable[Bearer]) -> set[str]:
    """Return the bare names that are borne by several generations, as "Walter Quill Sr." and "Jr."."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in {name for one in nodes if one.kind is EntityKind.PERSON for name in one.names}:
        parts, generation = bare(name)
        if generation:
            found["".join(parts)].add(generation)
    return {name for name, ages in found.items() if len(ages) > 1}


def person_key(name: str, generations: Iterable[str] = ()) -> Key:
    """Return the key of a person's full name."""
    parts, generation = bare(name)
    key = "".join(parts) or name  # of signs alone
    return "person", f"{key} {generation}" if generation and key in generations else key


@lru_cache(_REMEMBERED)
def plain_keys(kind: EntityKind, names: tuple[str, ...], own: str) -> tuple[Key, ...]:
    """Return ``keys_of`` an entity where no generations need be told apart."""
    return keys_of(kind, names, own)


def keys_of(kind: EntityKind, names: Sequence[str], own: str, generations: Iterable[str] = ()) -> tuple[Key, ...]:
    """Return the keys under which an entity meets its likes in other pieces.

    ``own`` is its folded surname; ``generations`` the bare names that several generations bear.
    """
    if kind is EntityKind.PERSON:
        whole = [name for name in names if full(name) and fold(name) != own] or names
        spelled = [one for name in whole for one in spellings(name)]
        return tuple(dict.fromkeys(person_key(name, generations) for name in spelled))
    if kind is EntityKind.PLACE:
        keys = [place_key(fold(name)) or name for name in names]
        sounds = [f"~{key_sound(key)}" for key in keys if len(key) >= 8 and key not in places().canonical]
        return tuple(dict.fromkeys(("thing", key) for key in [*keys, *sounds]))
    whole = [name for name in names if not acronym(name)] or names
    return tuple(dict.fromkeys(("thing", body_key(fold(name)) or name) for name in whole))


def _surname(take: Take, entity: Entity) -> str:
    """Return the folded surname: what the piece itself uses alone, else by the form of the fullest name."""
    if entity.kind is not EntityKind.PERSON:
        return ""
    alone = [m.span for m in entity.mentions if m.kind is MentionKind.SURNAME]
    used = Counter(fold(span.of(take.text)) for span in alone) if alone else None
    return min(used, key=lambda word: (-used[word], word)) if used else _by_form(entity.name)


@lru_cache(_REMEMBERED)
def _by_form(name: str) -> str:
    parts, _ = bare(name)
    return surname(name, parts, Counter()) if parts and tight(name) else ""


def profile(roles: Iterable[Role]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the kinds of titles and the states that roles speak of."""
    if not (titles := [role.title for role in roles]):
        return _NONE, _NONE
    kinds, nations = (map(of, titles) for of in (kinds_of, _nations))
    return frozenset[str]().union(*kinds), frozenset[str]().union(*nations)


@lru_cache(_REMEMBERED)
def _nations(title: str) -> frozenset[str]:
    folded = fold(title).split()
    near = (" ".join(folded[at:end]).removesuffix(" s") for at in range(len(folded)) for end in (at + 1, at + 2))
    return frozenset(nation for words in near if (nation := places().nation.get(words)))
