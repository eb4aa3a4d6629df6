"""Where takes belong: the place of each in its chain, its slug's run over days, its story and the lines of that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from writethru.link.remembered import Chained, Known
from writethru.model import Placement

_RUN = 7  # days without a piece after which a slug names something new


def slug_runs(
    chains: Mapping[str, Chained], came: Iterable[Chained], gone: frozenset[str], known: Known
) -> dict[str, Chained]:
    """Return chains with the series of each, and those whose series is another one for what came.

    A slug's run goes on while there is a piece in seven days, and is named after its first take. O(chains of a slug).
    """
    named = {one.named for one in came} - {""}
    every = {one.chain: one for one in known.slugged(named) if one.chain not in gone} | dict(chains)
    slugged = [one for one in every.values() if one.named in named]
    found = dict(chains)
    runs: dict[str, tuple[str, int | None]] = {}
    for one in sorted(slugged, key=lambda one: one.order):
        run, last = runs.get(one.named, (one.first, None))
        first, until = one.days or (None, None)
        if first is not None and last is not None and first - last > _RUN:
            run = one.first
        runs[one.named] = run, max((day for day in (last, until) if day is not None), default=None)
        series = f"{one.named}:{run}"
        if one.chain in found or one.series != series:
            found[one.chain] = replace(one, series=series)
    return found


def placements(story: str, chains: Sequence[Chained], lines: tuple[str, ...]) -> Iterator[Placement]:
    """Yield the places of all takes of a story; without slug a chain's series is that of its source in the story.

    Args:
        story: its id.
        chains: its chains, in order of time.
        lines: the storylines that it stands on, the main one first.
    """
    series: dict[str, str] = {}
    for one in chains:
        if one.series:
            series.setdefault(one.source, one.series)
    for one in chains:
        previous = {later: earlier for earlier, later in pairwise(one.takes)}
        for take in one.takes:
            yield Placement(
                take=take,
                chain=one.chain,
                previous=previous.get(take),
                series=one.series or series.get(one.source, story),
                story=story,
                storyline=lines[0],
                storylines=lines,
                wraps=one.wraps,
            )
