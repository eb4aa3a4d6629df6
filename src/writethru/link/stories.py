"""Stories: the pieces of all sources and languages that tell one event.

Average-linkage agglomeration over the likeness of ``writethru.link.likeness``, one piece a chain: two groups are one
story when their pieces are alike on average. Since a group needs one pair above the threshold to grow, groups that
no such pair joins are independent, and each is worked out by itself. Time and memory O(candidates), plus O(m^2) for
the largest such group, which is cut at a higher threshold when it has over 4,000 pieces.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from writethru.link import foreign
from writethru.link.chains import Chain
from writethru.link.items import Linkable, canonical
from writethru.link.likeness import Likeness, centred
from writethru.link.traits import columns
from writethru.model import Origin, Signal, SourceKind, Story

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

DAYS = 120  # pieces further apart never tell one event
_ALIKE = 0.29
_LARGEST = 4000
_STEP = 0.05
_WITHDRAWN = frozenset({Signal.KILL, Signal.HOLD})


def group(items: Sequence[Linkable], chains: Sequence[Chain], days: int = DAYS) -> tuple[tuple[str, ...], ...]:
    """Return the takes of each story, chains kept whole, in order of time; a function of the set of takes."""
    by_key = {item.key: item for item in items}
    chain_of = {key: chain for chain in chains for key in chain.takes}
    chosen = canonical(fullest([by_key[key] for key in chain.takes]) for chain in chains)
    groups = _cluster(_likeness(chosen), days) if chosen else []
    found = []
    for members in groups:
        keys = [key for place in members for key in chain_of[chosen[place].key].takes]
        found.append(tuple(item.key for item in canonical(by_key[key] for key in keys)))
    order = {item.key: place for place, item in enumerate(canonical(items))}
    return tuple(sorted(found, key=lambda takes: order[takes[0]]))


def fullest(takes: Sequence[Linkable]) -> Linkable:
    """Return the take of a chain that tells most: the latest of those with (nearly) the most copy."""
    lengths = [sum(span.end - span.start for span in take.take.copy) for take in takes]
    enough = 0.6 * max(lengths)
    return [take for take, length in zip(takes, lengths, strict=True) if length >= enough][-1]


def _likeness(items: Sequence[Linkable]) -> Likeness:
    traits = columns(items)
    days = np.array([item.day.toordinal() if item.day else 0 for item in items], dtype=np.int64)
    return Likeness(traits, days, foreign.meaning(items, centred(traits)))


def _cluster(evidence: Likeness, days: int) -> list[list[int]]:
    number = len(evidence)
    rows, others = evidence.candidates(np.arange(number))
    values = _within(evidence, rows, others, days)
    if not np.any(values >= _ALIKE):  # nothing is alike: nothing to load for it either
        return [[place] for place in range(number)]
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    found: list[list[int]] = []
    waiting = [(np.arange(number), _ALIKE)]
    while waiting:
        places, threshold = waiting.pop()
        keep = values >= threshold
        graph = csr_matrix((values[keep], (rows[keep], others[keep])), shape=(number, number))[places][:, places]
        _, labels = connected_components(graph, directed=False)
        for label in range(labels.max() + 1):
            members = places[labels == label]
            if len(members) > _LARGEST and threshold < 1:
                waiting.append((members, threshold + _STEP))
            else:
                found += _agglomerate(members, evidence, days)
    return found


def _within(evidence: Likeness, one: "Rows", other: "Rows", days: int) -> "NDArray[np.float32]":
    """Return how alike pairs are, 0 for those that are further apart than ``days``."""
    alike = np.zeros(len(one), dtype=np.float32)
    near = evidence.apart(one, other) <= days
    alike[near] = evidence.likeness(one[near], other[near])
    return alike


def _agglomerate(members: "Rows", evidence: Likeness, days: int) -> list[list[int]]:
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(members) == 1:
        return [[int(members[0])]]
    one, other = np.triu_indices(len(members), 1)
    alike = _within(evidence, members[one], members[other], days).astype(np.float64)
    labels = fcluster(linkage(1 - np.round(alike, 6), "average"), 1 - _ALIKE, "distance")
    groups: dict[int, list[int]] = {}
    for member, label in zip(members.tolist(), labels.tolist(), strict=True):
        groups.setdefault(label, []).append(member)
    return list(groups.values())


def leading(takes: Sequence[Linkable], chains: Sequence[Chain]) -> Linkable:
    """Return the take to show for a story: the last of its chain, an agency's before others, the highest version.

    A fragment or an advisory is shown only where there is nothing else.

    A correction has no version of its own: it stands where its chain has it, behind what it corrects.
    """
    ordered = canonical(takes)
    ranks = {item.key: item.take.marker.rank for item in ordered if item.take.marker.signal not in _WITHDRAWN}
    whole = {item.key for item in ordered if item.take.whole} or ranks.keys()
    standing = [[key for key in chain.takes if key in ranks and key in whole] for chain in chains]
    last = {keys[-1]: max(ranks[key] for key in keys) for keys in standing if keys}

    def rank(item: Linkable) -> tuple[bool, bool, bool, bool, bool, int, bool]:
        take = item.take
        return (
            take.marker.signal not in _WITHDRAWN,
            take.whole,
            bool(take.title),
            bool(take.copy),
            item.key in last,
            last.get(item.key, take.marker.rank) if take.source_kind is SourceKind.AGENCY else -1,
            not take.ai_text,
        )

    return max(enumerate(ordered), key=lambda pair: (rank(pair[1]), pair[0]))[1]


def story(
    takes: Sequence[Linkable],
    chains: Sequence[Chain],
    origins: Sequence[Origin],
    storylines: Sequence[str],
) -> Story:
    """Make the story of these takes; ``chains`` and ``origins`` are theirs, ``storylines`` the lines it stands on."""
    ordered = canonical(takes)
    lead = leading(ordered, chains)
    days: list[date] = sorted(item.day for item in ordered if item.day)
    return Story(
        id=f"s-{ordered[0].key}",
        headline=lead.take.title,
        lead=lead.key,
        takes=tuple(item.key for item in ordered),
        chains=tuple(chain.id for chain in chains),
        origins=tuple(origins),
        storylines=tuple(storylines),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
