"""Claims: the figures and statements about one thing brought together, and how they stand.

Writethru never says who is right. A claim shows each figure in its own words, with its hedge and whoever says
it, and whether they agree, come from one origin, were revised or taken back, or are in dispute.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from writethru.link.badge import counted
from writethru.link.claim_groups import grouped
from writethru.link.claim_items import Item, items
from writethru.link.claim_members import claim
from writethru.link.claim_says import says
from writethru.link.claim_series import events, rare_names, series
from writethru.link.claim_sheet import Sheet
from writethru.link.claim_statements import statement_claims
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
    sheets = [Sheet(take, facts, voices, names) for take, facts in pieces]
    found = sorted(items(sheets, places, known), key=lambda item: item.order)
    shelves: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in found:
        if item.family:
            shelves[item.storyline, item.family.partition(" ")[0]].append(item)  # all money on one
    rare = rare_names(found)
    counts = {key: series(shelf, rare) for key, shelf in shelves.items()}
    dropped = left_out(found, pieces, places)
    told = events(one for found in counts.values() for one in found)
    groups = [group for key, shelf in shelves.items() for group in grouped(shelf, counts[key], told)]
    made = [one for group in groups if (one := claim(group, dropped))]
    said = sorted(says(sheets, places, known), key=lambda say: say.order)
    made += statement_claims(said)
    return tuple(sorted(made, key=lambda one: (one.story, one.members[0].day or _NEVER, one.id)))
