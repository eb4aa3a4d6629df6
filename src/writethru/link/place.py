"""Placing takes as they come in, before any fact is read: each new take gets its chain among those of its source.

What is found here is what ``chains`` finds over the whole desk, but for the weights of words, which are counted over
the takes at hand; linking goes over all of it again later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from writethru.link.chains import ORDER_WINDOW, WINDOW, assigned, folded_slug, in_order, orders
from writethru.link.items import Linkable, bare, canonical
from writethru.link.words import roots, title_terms
from writethru.model import Placement, Take


def window(new: Iterable[Take]) -> tuple[datetime, datetime] | None:
    """Return from when to when takes are to be looked at so that these find their chains; None when none has a time.

    A kill or a hold may repeat an older headline, see ``repeated``.
    """
    moments = [at for take in new if (at := bare(take).at)]
    return (min(moments) - WINDOW, max(moments) + WINDOW) if moments else None


def order_window(new: Iterable[Take]) -> tuple[datetime, datetime] | None:
    """Return from when to when the kills and holds among these may repeat a headline; None when there are none."""
    moments = [at for take in new if orders(item := bare(take)) and (at := item.at)]
    return (min(moments) - ORDER_WINDOW, max(moments)) if moments else None


def repeated(new: Iterable[Take], headlines: Mapping[str, str]) -> set[str]:
    """Return which of these headlines, by key, share a word with a kill or hold: it may be of their pieces."""
    said = {word for take in new if orders(bare(take)) for word in roots(take.title)}
    return {key for key, title in headlines.items() if not said.isdisjoint(roots(title))}


def place(new: Sequence[Take], near: Sequence[Take], known: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the keys of takes by the chain in which they now stand.

    Args:
        new: takes that have no place yet.
        near: takes that have one and might be of one piece with them (see ``window``).
        known: the chains of ``near``. Those older than every new take, those beyond the window, and those that share
            nothing with any new take keep theirs; the others are asked anew.
    """
    fresh = canonical(bare(take) for take in new)
    if not fresh:
        return {}
    old = [bare(take) for take in near]
    first, last = fresh[0].at, max((item.at for item in fresh if item.at), default=None)
    handles = frozenset().union(*map(_handles, fresh))
    kept = [item for item in old if first is None or _stays(item.at, first, last) or not handles & _handles(item)]
    standing = {item.key: known[item.key] for item in kept}
    return {chain: [item.key for item in takes] for chain, takes in assigned([*fresh, *old], standing).items()}


def _handles(item: Linkable) -> frozenset[str]:
    """By what a take can be found to be of one piece with another: words of its title, slug, numbers, names."""
    take = item.take
    slug = " ".join(folded_slug(item)) if take.slug else ""
    return frozenset((*title_terms(take.title, item.language), slug, take.sequence, take.replaces, *take.names)) - {""}


def _stays(at: datetime | None, first: datetime, last: datetime | None) -> bool:
    return at is not None and (at < first or (last is not None and at > last + WINDOW))


def whereabouts(
    groups: Mapping[str, Sequence[str]], before: Mapping[str, Placement], moments: Mapping[str, datetime | None]
) -> dict[str, set[str]]:
    """Return, by chain, all takes of the chains that changed.

    A take that was not looked at anew goes where the latest of its chain went that was.

    Args:
        groups: what ``place`` found, by chain.
        before: the places of every take of the chains that changed, as they were.
        moments: when each take was sent.
    """
    now = {key: chain for chain, keys in groups.items() for key in keys}
    asked: dict[str, list[str]] = {}
    for key, standing in before.items():
        if key in now:
            asked.setdefault(standing.chain, []).append(key)
    latest = {
        chain: max(keys, key=lambda key: (moments[key] is not None, str(moments[key]), key))
        for chain, keys in asked.items()
    }
    members: dict[str, set[str]] = {}
    for key, standing in before.items():
        leader = latest.get(standing.chain)
        chain = now.get(key) or (now[leader] if leader else standing.chain)
        members.setdefault(chain, set()).add(key)
    for chain, keys in groups.items():
        if chain in members or any(key not in before for key in keys):
            members.setdefault(chain, set()).update(keys)
    return members


def placements(chain: str, takes: Sequence[Take], known: Mapping[str, Placement]) -> Iterator[Placement]:
    """Yield the places of all takes of one chain; a story is what another take of the chain stands in, else its own."""
    ordered = in_order([bare(take) for take in takes])
    previous = {later.key: earlier.key for earlier, later in pairwise(ordered)}
    there = next((known[item.key] for item in ordered if item.key in known), None)
    story = there.story if there else f"s-{ordered[0].key}"
    storyline = there.storyline if there else f"l-{story}"
    for item in ordered:
        yield Placement(
            take=item.key,
            chain=chain,
            previous=previous.get(item.key),
            series=there.series if there else story,
            story=story,
            storyline=storyline,
            storylines=there.storylines if there else (storyline,),
        )
