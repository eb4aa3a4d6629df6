"""People, bodies and places across pieces: who in one piece is who in another.

Names meet by their folded keys in hash tables, never pair by pair, so that the work grows with the number of
entities. Two persons who share a surname alone stay two; one full name is one person unless the pieces speak of
quite different walks of life in different company.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from writethru.enrich.entities.lexicon import table
from writethru.enrich.entities.spelling import fold, is_hangul, loan_key, romanise
from writethru.link import spelled
from writethru.link.bearers import Bearer, Groups, Key, Pieces, acronym, bearers, full
from writethru.link.decided import contradicted
from writethru.link.settled import Settled, settle
from writethru.model import Decision, Entity, EntityKind, MentionKind, Person, PersonMention, Role, Spans

WINDOW = 3  # days on either side within which a lone surname may find its full name in another piece
TERM = 30  # days over which pieces that know no full name may speak of one "President Moor"
_COMPANY = 2  # others named in both pieces that vouch for one person where titles do not


def people(pieces: Pieces, decisions: Sequence[Decision] = ()) -> tuple[Person, ...]:
    """Return every person, body and place of the pieces, sorted by id; the same for any order of the pieces.

    ``decisions``: what a person said of who is who; it holds whatever else speaks against it.

    O(entities), apart from the sorting.
    """
    nodes = bearers(pieces)
    groups = Groups()
    for node in nodes:
        if not node.lone:
            groups.join(node.keys)
    spelled.join(nodes, groups)
    together: defaultdict[Key, list[Bearer]] = defaultdict(list)
    for node in nodes:
        if not node.lone:
            together[groups.find(node.keys[0])].append(node)
    settled = settle([part for root in sorted(together) for part in _apart(together[root])], nodes, decisions)
    homeless = _homeless(nodes, settled)
    parted = [group for group in homeless if settled.parted(group[0])]
    free = [group for group in homeless if not settled.parted(group[0])]
    return _persons([*settled.groups, *parted, *_in_office(free)])


def contradiction(pieces: Pieces, decisions: Sequence[Decision], new: Decision) -> Decision | None:
    """Return which decision speaks against a new one; the new one itself where its sides cannot be told apart."""
    return contradicted(bearers(pieces), decisions, new)


def voices(found: Iterable[Person]) -> dict[tuple[str, int], str]:
    """Return, for each take and index of an entity in its facts, the id of the person it is."""
    return {(m.take, m.entity): person.id for person in found for m in person.mentions}


def _apart(nodes: list[Bearer]) -> list[list[Bearer]]:
    """Part the bearers of one full name where walks of life, state and company all differ."""
    if len(nodes) < 2 or nodes[0].entity.kind is not EntityKind.PERSON:
        return [nodes]
    groups = Groups()
    plain = [node for node in nodes if not node.kinds]
    for node in nodes:
        traits: list[Key] = [("domain", domain) for domain in _domains(node.kinds)]
        traits += [("nation", nation) for nation in node.nations] + list(node.company)
        groups.join([("node", f"{node.take.key} {node.index}"), *traits])
    parts: defaultdict[Key, list[Bearer]] = defaultdict(list)
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


def _homeless(nodes: Iterable[Bearer], settled: Settled) -> list[list[Bearer]]:
    """Give persons known by surname alone to the one full name that fits; return the rest, one a piece."""
    near: defaultdict[tuple[str, date | None], list[tuple[int, Bearer]]] = defaultdict(list)
    for number, group in enumerate(settled.groups):
        for node in group:
            for name in _lone_names(node):
                near[name, node.take.day].append((number, node))
    out, given = [], list[tuple[int, Bearer]]()
    for node in nodes:
        if not node.lone or node in settled.placed:
            continue
        if node.entity.group:  # "officials" here are not the officials there
            out.append([node])
            continue
        fitting = {
            number
            for day in _around(node.take.day)
            for name in _lone_names(node)
            for number, other in near.get((name, day), ())
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


def _lone_names(node: Bearer) -> tuple[str, ...]:
    """Return the words under which a surname is looked for: itself, and across scripts its sound."""
    if node.entity.kind is not EntityKind.PERSON or not node.surname:
        return ()
    across = is_hangul(node.surname) if node.lone else not is_hangul(node.surname)
    return (node.surname, f"~{loan_key(node.surname)}") if across and len(node.surname) > 1 else (node.surname,)


def _in_office(alone: list[list[Bearer]]) -> list[list[Bearer]]:
    """Bring together pieces that know "President Moor" by surname and office alone, one state, within a term."""
    out: list[list[Bearer]] = []
    last: dict[tuple[str, str], list[Bearer]] = {}
    offices = set(table("titles")["single"])
    for group in alone:
        node = group[0]
        held = sorted(node.kinds & offices) if not node.entity.group and node.take.day else []
        home = next((last[node.surname, kind] for kind in held if (node.surname, kind) in last), None)
        if home is None or not _still(home, node):
            out.append(home := group)
        else:
            home.append(node)
        for kind in held:
            last[node.surname, kind] = home
    return out


def _still(home: Sequence[Bearer], node: Bearer) -> bool:
    """Say whether a piece may speak of the same holder of an office: not long after, and of no other state."""
    states = {nation for one in home for nation in one.nations}
    latest = home[-1].take.day
    near = latest and node.take.day and node.take.day - latest <= timedelta(days=TERM)
    others = any(one.take.key == node.take.key for one in home)
    return bool(near) and not others and not (states and node.nations and not states & node.nations)


def _around(day: date | None) -> list[date | None]:
    """Return the days whose pieces can vouch for a name on a day, those of no known day among them."""
    if day is None:
        return [None]
    return [None, *(day + timedelta(days=step) for step in range(-WINDOW, WINDOW + 1))]


def _vouched(node: Bearer, other: Bearer) -> bool:
    """Say whether another piece gives a full name the same office, or the same company."""
    if other.take.key == node.take.key:
        return False
    if node.nations and other.nations and not node.nations & other.nations:
        return False
    return bool(node.kinds & other.kinds) or len(node.company & other.company) >= _COMPANY


def _persons(found: Sequence[list[Bearer]]) -> tuple[Person, ...]:
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


def _rank(group: Sequence[Bearer]) -> int:
    return list(EntityKind).index(_kind(group))


def _kind(group: Sequence[Bearer]) -> EntityKind:
    """Return the kind that most mentions have."""
    votes: Counter[EntityKind] = Counter()
    for node in group:
        votes[node.entity.kind] += len(node.entity.mentions)
    return max(EntityKind, key=lambda kind: (votes[kind], kind.value))


def _name(group: Sequence[Bearer]) -> str:
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
            (not full(name) or fold(name) in own) if person else acronym(name),
            not fold(name).isascii(),
            -shown[name],
            first[name],
        ),
    )


def _person(group: Sequence[Bearer], name: str, identity: str) -> Person:
    names: Counter[str] = Counter()
    for node in group:
        names.update(node.entity.names)
    return Person(
        id=identity,
        kind=_kind(group),
        name=name,
        names=tuple(sorted(names, key=lambda one: (one != name, -names[one], one))),
        roles=_roles(group),
        mentions=tuple(PersonMention(node.take.key, node.index, _spans(node.entity)) for node in group),
        group=all(node.entity.group for node in group),
    )


def _roles(group: Sequence[Bearer]) -> tuple[tuple[str, Role], ...]:
    """Return each wording of an office with the first take and the last that has it, and each term that is told."""
    found: defaultdict[tuple[str, str, str, str], list[tuple[str, Role]]] = defaultdict(list)
    for node in group:
        for role in node.entity.roles:
            found[fold(role.title), role.state, role.since, role.until].append((node.take.key, role))
    order = {node.take.key: at for at, node in enumerate(group)}
    kept = [one for same in found.values() for one in dict.fromkeys((same[0], same[-1]))]
    return tuple(sorted(kept, key=lambda one: (order[one[0]], one[1].span)))


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
