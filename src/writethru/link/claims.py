"""Claims: the figures and statements about one thing brought together, and how they stand.

Writethru never says who is right. A claim shows each figure in its own words, with its hedge and whoever says
it, and whether they agree, come from one origin, were revised or taken back, or are in dispute.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from writethru.link.badge import counted
from writethru.link.claim_drafts import Draft, draft, drawn
from writethru.link.claim_groups import grouped
from writethru.link.claim_items import Item
from writethru.link.claim_members import claim
from writethru.link.claim_series import RareNames, events, series
from writethru.link.claim_statements import statement_claims
from writethru.link.claim_ties import Shelves
from writethru.link.claim_withdrawals import left_out
from writethru.model import Claim, Facts, Origin, Placement, Take

_NEVER = date.max


def claims(
    pieces: Sequence[tuple[Take, Facts]],
    placements: Sequence[Placement],
    voices: Mapping[tuple[str, int], str],
    names: Mapping[str, str],
    origins: Sequence[Origin],
) -> tuple[Claim, ...]:
    """Bring together the figures and statements about one thing within a story or its storyline.

    ``voices`` maps (take, entity) to a person's id and ``names`` the id to the name to show. The order of the
    input does not matter. O(figures × 64 + figures × series of a storyline + denials × assertions that share a word).
    """
    known = {origin.take: counted(origin) for origin in origins}
    places = {placement.take: placement for placement in placements}
    drafts = [
        draft(drawn(take, facts), places[take.key], known.get(take.key, ""), voices, names)
        for take, facts in pieces
        if take.key in places
    ]
    return together(drafts, pieces)


def together(
    drafts: Sequence[Draft], pieces: Sequence[tuple[Take, Facts]], kept: Shelves | None = None
) -> tuple[Claim, ...]:
    """Bring together what the takes of some storylines give; as ``claims`` does.

    Args:
        drafts: what the takes give.
        pieces: the corrections among the takes at least, and the takes that they correct.
        kept: the ties that were found before.
    """
    found = sorted((item for one in drafts for item in one.items), key=lambda item: item.order)
    shelves: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in found:
        if item.family:
            shelves[item.storyline, item.family.partition(" ")[0]].append(item)  # all money on one
    rare = RareNames(found)
    counts = {key: series(shelf, rare) for key, shelf in shelves.items()}
    dropped = left_out(found, pieces, {one.place.take: one.place for one in drafts})
    told = events(one for found in counts.values() for one in found)
    kept = kept or Shelves()
    ties = {key: kept.ties(key, shelf) for key, shelf in shelves.items()}
    groups = [group for key, shelf in shelves.items() for group in grouped(shelf, ties[key], counts[key], told)]
    made = [one for group in groups if (one := claim(group, dropped))]
    busy = _busy(drafts)
    said = [say for one in drafts if one.place.storyline in busy for say in one.says]
    made += statement_claims(sorted(said, key=lambda say: say.order))
    return tuple(sorted(made, key=lambda one: (one.story, one.members[0].day or _NEVER, one.id)))


def _busy(drafts: Sequence[Draft]) -> set[str]:
    """Return the storylines in which somebody denies something, or that have several origins: elsewhere none meet."""
    origins: dict[str, set[str]] = defaultdict(set)
    for one in drafts:
        origins[one.place.storyline].add(one.origin)
    busy = {line for line, found in origins.items() if len(found - {""}) > 1}
    return busy | {one.place.storyline for one in drafts if one.alone.denies}
