"""A claim made of a group of figures: which of them stand in it, and what each replaces or is set against."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from writethru.link.claim_about import counted
from writethru.link.claim_groups import Group, Key
from writethru.link.claim_items import Item
from writethru.link.claim_relations import Fit, Relation, values
from writethru.link.claim_series import Series, revisions, same_count
from writethru.model import Citation, Claim, ClaimMember, Standing, standing_of

_SMALL = 10  # a lone count below this is a claim only when it tells what befell people


def claim(group: Group, dropped: dict[Key, Citation]) -> Claim | None:
    """Make a claim of a group, None when it is too slight or stands in teasers alone.

    ``dropped``: by figure, the words of a correction that leaves it out.
    """
    counts = [count for count in group.counts if len(count.points) > 1 and count.moved]
    items, stands = _standing_items(group, counts)
    own = [item for item in items if not item.teaser]
    if not own:
        return None
    members = _members(group, counts, items, stands, dropped)
    standing = standing_of(members)
    if standing is Standing.SINGLE and not any(map(_weighty, own)):
        return None
    about, setting, set_in = counted(own)
    return Claim(
        id=identity(own[0].citation),
        about=about,
        story=own[0].story,
        standing=standing,
        members=members,
        origins=tuple(sorted({item.origin for item in own if item.origin})),
        series=bool(counts),
        setting=setting,
        set_in=set_in,
    )


def identity(citation: Citation) -> str:
    """Return the name of the claim whose first member stands there."""
    span = citation.span
    return hashlib.blake2b(f"{citation.take}:{span.start}:{span.end}".encode(), digest_size=8).hexdigest()


def _standing_items(group: Group, counts: Sequence[Series]) -> tuple[list[Item], dict[Key, Key]]:
    """Return the items that a claim shows, in order, and by item the one that stands for it.

    Of a series every take has its point. Of other figures a chain tells each once in each voice, in its latest take.
    """
    points = [point for count in counts for point in count.points]
    stands = {_key(point): _key(point) for point in points}
    kept = list(points)
    of_chain: defaultdict[str, list[int]] = defaultdict(list)
    for number, point in enumerate(points):
        of_chain[point.chain].append(number)
    for item in sorted(group.items, key=lambda item: item.order):
        if _key(item) in stands:
            continue
        twin = next((n for n in of_chain[item.chain] if _repeats(kept[n], item)), None)
        if twin is None:
            of_chain[item.chain].append(len(kept))
            kept.append(item)
        elif kept[twin] not in points and _tells_more(item, kept[twin]):
            stands = {key: _key(item) if to == _key(kept[twin]) else to for key, to in stands.items()}
            kept[twin] = item
        stands[_key(item)] = _key(kept[twin] if twin is not None else item)
    return sorted(kept, key=lambda item: item.order), stands


def _key(item: Item) -> Key:
    return item.take, item.index


def _repeats(old: Item, item: Item) -> bool:
    """Say whether the same chain tells the same again, in the same voice or in none; a headline has none of its own."""
    if item.citation.scope == "headline" and old.take == item.take and same_count(old, item):
        return True
    if (old.chain, old.teaser) != (item.chain, item.teaser) or (old.voice != item.voice and item.voice):
        return False
    same = values(old, item) is Fit.EQUAL and (not item.state or old.take == item.take or same_count(old, item))
    return same and (not item.teaser or old.citation.scope == item.citation.scope)


def _tells_more(item: Item, old: Item) -> bool:
    """Say whether a figure stands for one that it repeats: it is of a later take, or a headline's; a voice is kept."""
    newer = old.take != item.take or old.citation.scope == "headline"
    return newer and bool(item.voice or not old.voice)


def _weighty(item: Item) -> bool:
    """Say whether a lone figure is worth a line of its own."""
    if not item.figure.what:
        return False
    greatest = max(abs(n) for n in (item.figure.value, item.figure.low, item.figure.high) if n is not None)
    return bool(item.state) or greatest >= _SMALL or item.family.startswith(("money", "percent"))


def _members(
    group: Group,
    counts: Sequence[Series],
    items: Sequence[Item],
    stands: dict[Key, Key],
    dropped: dict[Key, Citation],
) -> tuple[ClaimMember, ...]:
    places = {_key(item): number for number, item in enumerate(items)}
    members = [_member(item, dropped.get(_key(item))) for item in items]
    for count in counts:
        for point, before in zip(count.points, revisions(count.points), strict=True):
            if before is not None:
                here = places[_key(point)]
                members[here] = replace(members[here], revises=places[_key(count.points[before])])
    for later, earlier, tie in group.ties:
        here, there = places[stands[later]], places[stands[earlier]]
        if here != there:
            _tied(members, here, there, tie)
    return tuple(members)


def _tied(members: list[ClaimMember], here: int, there: int, tie: Relation) -> None:
    if tie is Relation.REVISES and members[here].revises is None:
        members[here] = replace(members[here], revises=there)
    elif tie is Relation.DISPUTES and members[here].against is None:
        members[here] = replace(members[here], against=there)
    elif tie is Relation.WITHDRAWS:
        taken = members[here].citation
        members[here] = replace(members[here], withdrawn=taken)
        members[there] = replace(members[there], withdrawn=taken)


def _member(item: Item, dropped: Citation | None) -> ClaimMember:
    return ClaimMember(
        citation=item.citation,
        value=item.value,
        voice=item.person,
        voice_name=item.voice_name,
        hedge=item.figure.hedge,
        day=item.day,
        at=item.at,
        zone_inferred=item.zone_inferred,
        withdrawn=dropped,
        origin="" if item.teaser else item.origin,
        number=item.figure.value,
    )
