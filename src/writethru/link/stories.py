"""Stories: the pieces of all sources and languages that tell one event, and how each is shown."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from math import sqrt

from writethru.link.items import Linkable, canonical
from writethru.link.pointers import is_digest
from writethru.link.remembered import Chained
from writethru.link.words import terms
from writethru.model import Origin, Signal, SourceKind, Story

DAYS = 120  # pieces further apart never tell one event
_CURRENT = timedelta(hours=24)  # before the newest take of a story, within which a higher version leads
_WITHDRAWN = frozenset({Signal.KILL, Signal.HOLD})


def fullest(takes: Sequence[Linkable]) -> Linkable:
    """Return the take of a chain that tells most: the latest of those with (nearly) the most copy."""
    lengths = [sum(span.end - span.start for span in take.copy) for take in takes]
    enough = 0.6 * max(lengths)
    return [take for take, length in zip(takes, lengths, strict=True) if length >= enough][-1]


def leading(takes: Sequence[Linkable], chains: Sequence[tuple[str, ...]]) -> Linkable:
    """Return the take to show for a story: the last of its chain, an agency's before others, the highest version.

    A high version of days ago is overtaken: only takes of the last day before the newest of an agency, or of the
    other sources, are held against each other. Where no time is known, the take whose opening shares most with the
    others' leads. ``chains`` are the keys of each of its chains, in order of version.

    A fragment or an advisory is shown only where there is nothing else.

    A correction has no version of its own: it stands where its chain has it, behind what it corrects.
    """
    ordered = canonical(takes)
    ranks = {item.key: item.take.marker.rank for item in ordered if item.take.marker.signal not in _WITHDRAWN}
    whole = {item.key for item in ordered if item.take.whole} or ranks.keys()
    standing = [[key for key in chain if key in ranks and key in whole] for chain in chains]
    last = {keys[-1]: max(ranks[key] for key in keys) for keys in standing if keys}

    newest = {agency: _newest(ordered, last, agency=agency) for agency in (True, False)}

    def rank(item: Linkable) -> tuple[bool | int, ...]:
        take = item.take
        agency, at = take.source_kind is SourceKind.AGENCY, newest[take.source_kind is SourceKind.AGENCY]
        return (
            take.marker.signal not in _WITHDRAWN,
            take.whole,
            bool(take.title),
            bool(take.copy),
            item.key in last,
            not is_digest(item),
            agency,
            at is None or (item.at is not None and at - item.at <= _CURRENT),
            last.get(item.key, take.marker.rank) if agency else -1,
            not take.ai_text,
        )

    shares = _shares(ordered)
    return max(enumerate(ordered), key=lambda pair: (rank(pair[1]), shares.get(pair[1].key, 0.0), pair[0]))[1]


def _shares(takes: Sequence[Linkable]) -> dict[str, float]:
    """Return how much the opening of each take has in common with the others', where none says when it was sent."""
    if any(item.at for item in takes):
        return {}
    words = {item.key: frozenset(_opening(item)) for item in takes}
    return {key: sum(_cosine(mine, other) for k, other in words.items() if k != key) for key, mine in words.items()}


def _opening(item: Linkable) -> list[str]:
    """Return the words of a take's headline and first paragraph that tell something."""
    first = item.copy[0].of(item.take.text) if item.copy else ""
    return terms(f"{item.take.title} {first}", item.language)


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / sqrt(len(one) * len(other)) if one and other else 0.0


def _newest(takes: Sequence[Linkable], last: Mapping[str, int], *, agency: bool) -> datetime | None:
    """Return when the newest take was sent that ends its chain, has a headline and is an agency's, or is none's."""
    found = [
        item.at
        for item in takes
        if item.key in last
        and item.take.title
        and (item.take.source_kind is SourceKind.AGENCY) is agency
        and not is_digest(item)
    ]
    return max((at for at in found if at), default=None)


def story(
    name: str,
    takes: Sequence[Linkable],
    chains: Sequence[Chained],
    origins: Sequence[Origin],
    storylines: Sequence[str],
) -> Story:
    """Make a story of its id and its takes, with their chains and origins, and the storylines that it stands on."""
    ordered = canonical(takes)
    lead = leading(ordered, [chain.takes for chain in chains])
    days: list[date] = sorted(item.day for item in ordered if item.day)
    return Story(
        id=name,
        headline=lead.take.title,
        lead=lead.key,
        takes=tuple(item.key for item in ordered),
        chains=tuple(chain.chain for chain in chains),
        origins=tuple(origins),
        storylines=tuple(storylines),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
