"""Claims: the figures about one thing brought together, and how they stand.

Writethru never says who is right. A claim shows each figure in its own words, with its hedge and whoever says
it, and whether they agree, come from one origin, were revised, or are in dispute.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from writethru.link.claim_items import Item, items
from writethru.link.claim_relations import Fit, Relation, relation, values
from writethru.model import Claim, ClaimMember, Facts, Origin, OriginKind, Placement, Standing, Take

_NEVER = date.max
_SMALL = 10  # a lone count below this is a claim only when it tells what befell people
_RECENT = 64  # members of a group that a new figure is compared with, the latest first


def claims(
    pieces: Sequence[tuple[Take, Facts]],
    placements: Sequence[Placement],
    voices: Mapping[tuple[str, int], str],
    names: Mapping[str, str],
    origins: Sequence[Origin],
) -> tuple[Claim, ...]:
    """Bring together the figures about one thing within a story or its storyline.

    ``voices`` maps (take, entity) to a person's id and ``names`` the id to the name to show. The order of the
    input does not matter. O(figures × figures about the same sort of thing in one storyline).
    """
    known = {origin.take: _independent(origin) for origin in origins}
    places = {placement.take: placement for placement in placements}
    found = sorted(items(pieces, places, voices, names, known), key=lambda item: item.order)
    shelves: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in found:
        if item.family:
            shelves[item.storyline, item.family].append(item)
    groups = [group for shelf in shelves.values() for group in _grouped(shelf)]
    made = [claim for group in groups if (claim := _claim(group))]
    return tuple(sorted(made, key=lambda claim: (claim.story, claim.members[0].day or _NEVER, claim.id)))


@dataclass(slots=True)
class _Group:
    """Figures told to be about one thing, in order, and the relations that tied them together."""

    items: list[Item] = field(default_factory=list)
    relations: set[Relation] = field(default_factory=set)


def _independent(origin: Origin) -> str:
    """Return the name that an origin counts under; one that is not known counts for nothing."""
    return "" if origin.kind is OriginKind.UNKNOWN else origin.of


def _grouped(shelf: Sequence[Item]) -> list[_Group]:
    """Group the figures of one storyline and family, each compared only with those that share a word or place."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    takes: dict[str, list[Item]] = defaultdict(list)
    for item in shelf:
        takes[item.take].append(item)
    parents = list(range(len(shelf)))
    ties: list[tuple[int, Relation]] = []
    for number, item in enumerate(shelf):
        keys = _keys(item)
        near = sorted({other for key in keys for other in index[key][-_RECENT:]}, reverse=True)[:_RECENT]
        for other in near:
            if tie := _tie(shelf[other], item, takes):
                ties.append((number, tie))
                parents[_root(parents, number)] = _root(parents, other)
        for key in keys:
            index[key].append(number)
    groups: dict[int, _Group] = defaultdict(_Group)
    for number, item in enumerate(shelf):
        groups[_root(parents, number)].items.append(item)
    for number, tie in ties:
        groups[_root(parents, number)].relations.add(tie)
    return list(groups.values())


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = number = parents[parents[number]]
    return number


def _keys(item: Item) -> list[tuple[str, ...]]:
    """Return the keys of which two figures must share one to be compared."""
    keys: list[tuple[str, ...]] = [("take", item.take), *(("word", word) for word in sorted(item.thing))]
    if item.state:
        keys.append(("state", item.story, item.state))
    elif not item.thing:
        keys.append(("unit", item.story, item.figure.unit))
    return keys


def _tie(one: Item, two: Item, takes: Mapping[str, Sequence[Item]]) -> Relation | None:
    """Return the relation of two figures, as their takes allow it.

    Across takes a value is revised or disputed only where each take gives one value for the thing: a piece that
    tells of several events has several tolls. And a value that both takes give was not revised.
    """
    tie = relation(one, two)
    if tie in (None, Relation.AGREES) or one.take == two.take:
        return tie
    if not (_sole(one, takes[one.take]) and _sole(two, takes[two.take])):
        return None
    if tie is Relation.REVISES and (_given(one, takes[two.take]) or _given(two, takes[one.take])):
        return None
    return tie


def _sole(item: Item, others: Iterable[Item]) -> bool:
    """Say whether a take gives no other value for the same sort of thing in the same voice."""
    return not any(
        (other.state, other.voice) == (item.state, item.voice)
        and (bool(item.state) or bool(other.thing & item.thing) or other.group == item.group)
        and values(item, other) is Fit.CLASH
        and not other.teaser
        for other in others
    )


def _given(item: Item, others: Iterable[Item]) -> bool:
    return any(other.group == item.group and values(item, other) is Fit.EQUAL for other in others)


def _claim(group: _Group) -> Claim | None:
    """Make a claim of a group, None when it is too slight or stands in teasers alone."""
    standing_items = _current(sorted(group.items, key=lambda item: item.order))
    own = [item for item in standing_items if not item.teaser]
    if not own:
        return None
    first = own[0]
    origins = sorted({item.origin for item in own if item.origin})
    standing = _standing(group.relations, own, origins)
    if standing is Standing.SINGLE and not any(map(_weighty, own)):
        return None
    return Claim(
        id=_identity(first),
        about=next((item.figure.what for item in own if item.figure.what), first.figure.unit),
        story=first.story,
        standing=standing,
        members=tuple(_member(item) for item in standing_items),
        origins=tuple(origins),
    )


def _current(found: Sequence[Item]) -> list[Item]:
    """Leave out what a later take of the chain says again in the same voice, and repeats within a take."""
    kept: list[Item] = []
    for item in found:
        twin = next((n for n, old in enumerate(kept) if _repeats(old, item)), None)
        if twin is None:
            kept.append(item)
        elif kept[twin].take != item.take or kept[twin].citation.scope == "headline":
            kept[twin] = item
    return sorted(kept, key=lambda item: item.order)


def _repeats(old: Item, item: Item) -> bool:
    same = (old.chain, old.voice, old.teaser) == (item.chain, item.voice, item.teaser)
    return same and values(old, item) is Fit.EQUAL and (not item.teaser or old.citation.scope == item.citation.scope)


def _weighty(item: Item) -> bool:
    """Say whether a lone figure is worth a line of its own."""
    if not item.figure.what:
        return False
    greatest = max(abs(n) for n in (item.figure.value, item.figure.low, item.figure.high) if n is not None)
    return bool(item.state) or greatest >= _SMALL or item.family.startswith(("money", "percent"))


def _standing(relations: set[Relation], own: Sequence[Item], origins: Sequence[str]) -> Standing:
    if Relation.DISPUTES in relations:
        return Standing.DISPUTED
    if Relation.REVISES in relations:
        return Standing.REVISED
    return Standing.AGREED if len(own) > 1 and len(origins) > 1 else Standing.SINGLE


def _member(item: Item) -> ClaimMember:
    return ClaimMember(
        citation=item.citation,
        value=item.value,
        voice=item.person,
        voice_name=item.voice_name,
        hedge=item.figure.hedge,
        day=item.day,
    )


def _identity(item: Item) -> str:
    span = item.citation.span
    return hashlib.blake2b(f"{item.take}:{span.start}:{span.end}".encode(), digest_size=8).hexdigest()
