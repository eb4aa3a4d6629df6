"""Where takes belong: the place of each in its chain, its series, its story and the lines of that.

A series is one slug's run over days. Without a slug it is what goes on from one piece: see ``writethru.link.series``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from writethru.link.remembered import Chained, Known, standing_so
from writethru.link.series import REACH
from writethru.link.standing import UNDATED
from writethru.link.window import DeskWindow
from writethru.model import Placement


def slug_runs(
    chains: Mapping[str, Chained], came: Iterable[Chained], gone: frozenset[str], known: Known
) -> dict[str, Chained]:
    """Return chains with the series of each, and those whose series is another one for what came.

    A slug's run goes on while there is a piece in seven days, and is named after its first take. O(chains of a slug).
    """
    named = {one.named for one in came if one.slug}
    every = {one.chain: one for one in known.slugged(named) if one.chain not in gone} | dict(chains)
    slugged = [one for one in every.values() if one.slug and one.named in named]
    found = dict(chains)
    runs: dict[str, tuple[str, int | None]] = {}
    for one in sorted(slugged, key=lambda one: one.order):
        run, last = runs.get(one.named, (one.first, None))
        first, until = one.days or (None, None)
        if first is not None and last is not None and first - last > REACH:
            run = one.first
        runs[one.named] = run, max((day for day in (last, until) if day is not None), default=None)
        series = f"{one.named}:{run}"
        if one.chain in found or one.series != series:
            found[one.chain] = standing_so(one, series=series)
    return found


def text_runs(
    chains: Mapping[str, Chained],
    new: Mapping[str, Chained],
    were: Mapping[str, Chained],
    window: DeskWindow,
    known: Known,
) -> dict[str, Chained]:
    """Return chains with the series of those without a slug, and those whose series is another one for what came.

    Only later chains of the same sources are asked anew what they follow, up to a week after. Where one comes into
    another series, all chains of the one that it leaves are looked up.

    Args:
        chains: those that came, and others that stand otherwise.
        new: those that came.
        were: how those stood that came, or that are no more.
        window: the chains that are near in time.
        known: what is there.
    """
    follows = window.followed(_asked([*new.values(), *were.values()]))
    before = known.chains(follows) | dict(were)
    there = known.chains({*follows, *follows.values()} - {""}) | dict(chains)
    anew = {name: standing_so(there[name], follows=earlier) for name, earlier in follows.items()}
    series = _runs(anew, there)
    left = {one.series for name, one in before.items() if not one.slug and one.series != series.get(name)} - {""}
    rest = {one.chain: chains.get(one.chain, one) for one in known.slugged(left) if one.chain not in before}
    anew, there = rest | anew, rest | there
    series = _runs(anew, there)
    found = {name: standing_so(one, series=series[name]) for name, one in anew.items()}
    return dict(chains) | {name: one for name, one in found.items() if name in chains or one != there[name]}


def _asked(changed: Iterable[Chained]) -> dict[str, tuple[float, int]]:
    """Return by source from which moment to which day pieces may follow another one than they did."""
    found: dict[str, tuple[float, int]] = {}
    for one in changed:
        if not one.slug and one.day != UNDATED:
            at, until = datetime.fromisoformat(one.at).timestamp(), one.day + REACH
            first, last = found.get(one.source, (at, until))
            found[one.source] = min(first, at), max(last, until)
    return found


def _runs(anew: Mapping[str, Chained], there: Mapping[str, Chained]) -> dict[str, str]:
    """Return the series of chains: that of the one that each follows, else one named after its own first take."""
    found: dict[str, str] = {}
    for chain in anew:
        name, path = chain, [chain]
        while name not in found and name in anew and anew[name].follows:
            path.append(name := anew[name].follows)
        own = f"{there[name].source}:{there[name].first}" if name in anew else there[name].series
        found |= dict.fromkeys(path, found.get(name, own))
    return found


def placements(story: str, chains: Sequence[Chained], lines: tuple[str, ...]) -> Iterator[Placement]:
    """Yield the places of all takes of a story.

    Without a slug a chain's series is the one that its source has for the story, else its own, else the story.

    Args:
        story: its id.
        chains: its chains, in order of time.
        lines: the storylines that it stands on, the main one first.
    """
    series: dict[str, str] = {}
    for one in chains:
        if one.slug:
            series.setdefault(one.source, one.series)
    for one in chains:
        previous = {later: earlier for earlier, later in pairwise(one.takes)}
        for take in one.takes:
            yield Placement(
                take=take,
                chain=one.chain,
                previous=previous.get(take),
                series=one.series if one.slug else series.get(one.source) or one.series or story,
                story=story,
                storyline=lines[0],
                storylines=lines,
                wraps=one.wraps,
            )
