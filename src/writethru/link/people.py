"""People, bodies and places across pieces: who in one piece is who in another.

Names meet by their folded keys in hash tables, never pair by pair, so that the work grows with the number of
entities. Two persons who share a surname alone stay two; one full name is one person unless the pieces speak of
quite different walks of life in different company.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from writethru.enrich.entities.cluster import body_key, key_sound, place_key, surname
from writethru.enrich.entities.lexicon import places, table, titles, words
from writethru.enrich.entities.spelling import fold, is_hangul, korean_key, romanise, tight
from writethru.link.decided import contradicted
from writethru.link.settled import Settled, settle
from writethru.model import Decision, Entity, EntityKind, Facts, MentionKind, Person, PersonMention, Role, Spans, Take

WINDOW = 3  # days on either side within which a lone surname may find its full name in another piece
_COMPANY = 2  # others named in both pieces that vouch for one person where titles do not

Key = tuple[str, str]
Pieces = Sequence[tuple[Take, Facts]]


@dataclass(slots=True, eq=False)
class _Node:
    """One entity of one take, and what can tell whom it is."""

    take: Take
    index: int
    entity: Entity
    keys: tuple[Key, ...]
    surname: str
    lone: bool
    kinds: frozenset[str]
    nations: frozenset[str]
    company: frozenset[Key] = frozenset()
    unclear: bool = False  # a person said that the name has several bearers, and which this is nobody can tell

    @property
    def order(self) -> tuple[date, str, int]:
        """Oldest first; the take's key breaks ties, so that the order of arrival does not matter."""
        return self.take.day or date.max, self.take.key, self.index


@dataclass(slots=True)
class _Groups:
    """Union by key: nodes that share one belong together."""

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


def people(pieces: Pieces, decisions: Sequence[Decision] = ()) -> tuple[Person, ...]:
    """Return every person, body and place of the pieces, sorted by id; the same for any order of the pieces.

    ``decisions``: what a person said of who is who; it holds whatever else speaks against it.

    O(entities), apart from the sorting.
    """
    nodes = _every(pieces)
    groups = _Groups()
    for node in nodes:
        if not node.lone:
            groups.join(node.keys)
    _join_initials(nodes, groups)
    _join_scripts(nodes, groups)
    together: defaultdict[Key, list[_Node]] = defaultdict(list)
    for node in nodes:
        if not node.lone:
            together[groups.find(node.keys[0])].append(node)
    settled = settle([part for root in sorted(together) for part in _apart(together[root])], nodes, decisions, _keys)
    homeless = _homeless(nodes, settled)
    return _persons([*settled.groups, *homeless])


def contradiction(pieces: Pieces, decisions: Sequence[Decision], new: Decision) -> Decision | None:
    """Return which decision speaks against a new one; the new one itself where its sides cannot be told apart."""
    return contradicted(_every(pieces), decisions, new, _keys)


def voices(found: Iterable[Person]) -> dict[tuple[str, int], str]:
    """Return, for each take and index of an entity in its facts, the id of the person it is."""
    return {(m.take, m.entity): person.id for person in found for m in person.mentions}


def _every(pieces: Pieces) -> list[_Node]:
    return sorted((node for take, facts in pieces for node in _nodes(take, facts)), key=lambda node: node.order)


def _nodes(take: Take, facts: Facts) -> list[_Node]:
    out = []
    for index, entity in enumerate(facts.entities):
        kinds, nations = _profile(entity.roles)
        own = _surname(take, entity)
        short = entity.kind is EntityKind.PERSON and not any(_full(name) for name in entity.names)
        lone = short or entity.group
        out.append(_Node(take, index, entity, _keys(entity, own), own, lone, kinds, nations))
    known = {node.keys[0] for node in out if not node.lone and node.entity.kind is not EntityKind.PLACE}
    for node in out:
        node.company = frozenset(known - set(node.keys))
    return out


def _full(name: str) -> bool:
    return " " in fold(name) or (is_hangul(name) and len(name) >= 3)


def _keys(entity: Entity, own: str) -> tuple[Key, ...]:
    """Return the keys under which an entity meets its likes in other pieces."""
    if entity.kind is EntityKind.PERSON:
        full = [name for name in entity.names if _full(name) and fold(name) != own] or list(entity.names)
        return tuple(dict.fromkeys(("person", tight(_bare(name))) for name in full))
    if entity.kind is EntityKind.PLACE:
        keys = [place_key(fold(name)) for name in entity.names]
        sounds = [f"~{key_sound(key)}" for key in keys if len(key) >= 8 and key not in places().canonical]
        return tuple(dict.fromkeys(("thing", key) for key in [*keys, *sounds]))
    return tuple(dict.fromkeys(("thing", body_key(fold(name))) for name in entity.names))


def _bare(name: str) -> str:
    return " ".join(part for part in fold(name).split() if part not in words("names", "suffixes"))


def _surname(take: Take, entity: Entity) -> str:
    """Return the folded surname: what the piece itself uses alone, else by the form of the fullest name."""
    if entity.kind is not EntityKind.PERSON:
        return ""
    used = Counter(fold(m.span.of(take.text)) for m in entity.mentions if m.kind is MentionKind.SURNAME)
    if used:
        return min(used, key=lambda word: (-used[word], word))
    parts = tuple(_bare(entity.name).split())
    return surname(entity.name, parts, Counter()) if parts else ""


def _profile(roles: Iterable[Role]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the kinds of titles and the states that roles speak of."""
    kinds, nations = set[str](), set[str]()
    for role in roles:
        parts = [part.strip(".,") for part in role.title.lower().split()]
        for at in range(len(parts)):
            for end in range(len(parts), at, -1):
                if found := titles().kinds.get(" ".join(parts[at:end])):
                    kinds |= found
                    break
        folded = fold(role.title).split()
        for at in range(len(folded)):
            for end in (at + 1, at + 2):
                if nation := places().nation.get(" ".join(folded[at:end]).removesuffix(" s")):
                    nations.add(nation)
    return frozenset(kinds), frozenset(nations)


def _join_initials(nodes: Iterable[_Node], groups: _Groups) -> None:
    """Join "Ida B. Moor" with "Ida Moor" where no other middle name makes it doubtful."""
    middles: defaultdict[tuple[str, str], dict[Key, str]] = defaultdict(dict)
    for node in nodes:
        if node.entity.kind is not EntityKind.PERSON or node.lone:
            continue
        for name in node.entity.names:
            parts = _bare(name).split()
            if len(parts) >= 2 and not is_hangul(name) and all(len(part) == 1 for part in parts[1:-1]):
                middles[parts[0], parts[-1]]["person", "".join(parts)] = "".join(parts[1:-1])
    for variants in middles.values():
        if len({middle for middle in variants.values() if middle}) <= 1:
            groups.join(variants)


def _join_scripts(nodes: Iterable[_Node], groups: _Groups) -> None:
    """Join a Korean name in Hangul with its romanised form, where only one person's name sounds so."""
    latin: defaultdict[str, set[Key]] = defaultdict(set)
    hangul: defaultdict[str, set[Key]] = defaultdict(set)
    for node in nodes:
        if node.entity.kind is EntityKind.PERSON and not node.lone:
            for name in node.entity.names:
                if sounds := korean_key(name):
                    (hangul if is_hangul(name) else latin)[sounds].add(groups.find(("person", tight(_bare(name)))))
    for sounds, keys in sorted(hangul.items()):
        if len(keys) == 1 and len({groups.find(key) for key in latin[sounds]}) == 1:
            groups.join([*keys, *latin[sounds]])


def _apart(nodes: list[_Node]) -> list[list[_Node]]:
    """Part the bearers of one full name where walks of life, state and company all differ."""
    if len(nodes) < 2 or nodes[0].entity.kind is not EntityKind.PERSON:
        return [nodes]
    groups = _Groups()
    plain = [node for node in nodes if not node.kinds]
    for node in nodes:
        traits: list[Key] = [("domain", domain) for domain in _domains(node.kinds)]
        traits += [("nation", nation) for nation in node.nations] + list(node.company)
        groups.join([("node", f"{node.take.key} {node.index}"), *traits])
    parts: defaultdict[Key, list[_Node]] = defaultdict(list)
    for node in nodes:
        if node.kinds:
            parts[groups.find(("node", f"{node.take.key} {node.index}"))].append(node)
    if len(parts) < 2:
        return [nodes]
    largest = max(parts, key=lambda root: (len(parts[root]), root))
    for node in plain:
        own = groups.find(("node", f"{node.take.key} {node.index}"))
        parts[own if own in parts else largest].append(node)
    return [sorted(parts[root], key=lambda node: node.order) for root in sorted(parts)]


def _domains(kinds: Iterable[str]) -> set[str]:
    walks = table("titles")["walks"]
    return {walk for walk, members in walks.items() for kind in kinds if kind in members}


def _homeless(nodes: Iterable[_Node], settled: Settled[_Node]) -> list[list[_Node]]:
    """Give persons known by surname alone to the one full name that fits; return the rest, one a piece."""
    near: defaultdict[tuple[str, date | None], list[tuple[int, _Node]]] = defaultdict(list)
    for number, group in enumerate(settled.groups):
        for node in group:
            if node.entity.kind is EntityKind.PERSON:
                near[node.surname, node.take.day].append((number, node))
    out, given = [], list[tuple[int, _Node]]()
    for node in nodes:
        if not node.lone or node in settled.placed:
            continue
        if node.entity.group:  # "officials" here are not the officials there
            out.append([node])
            continue
        fitting = {
            number
            for day in _around(node.take.day)
            for number, other in near.get((node.surname, day), ())
            if _vouched(node, other)
        }
        if len(fitting := settled.allowed(node, fitting)) == 1:
            given.append((fitting.pop(), node))
        else:
            out.append([node])
    agreed = settled.agreed(given)
    for number, node in agreed:  # only now, so that one homeless never vouches for the next
        settled.groups[number].append(node)
    return [*out, *([node] for _, node in set(given).difference(agreed))]


def _around(day: date | None) -> list[date | None]:
    """Return the days whose pieces can vouch for a name on a day, those of no known day among them."""
    if day is None:
        return [None]
    return [None, *(day + timedelta(days=step) for step in range(-WINDOW, WINDOW + 1))]


def _vouched(node: _Node, other: _Node) -> bool:
    """Say whether another piece gives a full name the same office, or the same company."""
    if other.take.key == node.take.key:
        return False
    if node.nations and other.nations and not node.nations & other.nations:
        return False
    return bool(node.kinds & other.kinds) or len(node.company & other.company) >= _COMPANY


def _persons(found: Sequence[list[_Node]]) -> tuple[Person, ...]:
    ready = [sorted(group, key=lambda node: node.order) for group in found]
    ready.sort(key=lambda group: (_rank(group), group[0].order))
    taken: Counter[str] = Counter()
    out = []
    for group in ready:
        name = _name(group)
        base = slug(name)
        if all(node.lone or node.unclear for node in group):
            base = f"{base}-{group[0].take.key[:6]}"
        taken[base] += 1
        out.append(_person(group, name, base if taken[base] == 1 else f"{base}-{taken[base]}"))
    return tuple(sorted(out, key=lambda person: person.id))


def _rank(group: Sequence[_Node]) -> int:
    return list(EntityKind).index(_kind(group))


def _kind(group: Sequence[_Node]) -> EntityKind:
    """Return the kind that most mentions have."""
    votes: Counter[EntityKind] = Counter()
    for node in group:
        votes[node.entity.kind] += len(node.entity.mentions)
    return max(EntityKind, key=lambda kind: (votes[kind], kind.value))


def _name(group: Sequence[_Node]) -> str:
    """Return the name that most pieces show, the oldest at a tie: a full one, and Latin before other letters."""
    shown: Counter[str] = Counter()
    for node in group:
        shown[node.entity.name] += 2
        for name in node.entity.names:
            shown[name] += 1
    first = {name: -at for at, name in enumerate(reversed(list(shown)))}
    person = group[0].entity.kind is EntityKind.PERSON
    own = {node.surname for node in group}
    return min(
        shown,
        key=lambda name: (
            (not _full(name) or fold(name) in own) if person else _acronym(name),
            not name.isascii(),
            -shown[name],
            first[name],
        ),
    )


def _acronym(name: str) -> bool:
    return name.isupper() and " " not in name


def _person(group: Sequence[_Node], name: str, identity: str) -> Person:
    names: Counter[str] = Counter()
    roles: dict[tuple[str, str], tuple[str, Role]] = {}
    for node in group:
        names.update(node.entity.names)
        for role in node.entity.roles:
            roles.setdefault((fold(role.title), role.state), (node.take.key, role))
    return Person(
        id=identity,
        kind=_kind(group),
        name=name,
        names=tuple(sorted(names, key=lambda one: (one != name, -names[one], one))),
        roles=tuple(roles.values()),
        mentions=tuple(PersonMention(node.take.key, node.index, _spans(node.entity)) for node in group),
        group=all(node.entity.group for node in group),
    )


def _spans(entity: Entity) -> Spans:
    kinds = (MentionKind.ROLE,) if entity.group else (MentionKind.NAME, MentionKind.SURNAME)
    return tuple(m.span for m in entity.mentions if m.kind in kinds)


def slug(name: str) -> str:
    """Return a readable id of a name: lower case, ASCII where it can be, words joined by hyphens.

    >>> slug("Ida Møór"), slug("U.S.")
    ('ida-moor', 'us')
    """
    plain = fold(romanise(name) if is_hangul(name) else name)
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split()) or "unnamed"
