"""Chains: the takes of one piece, found by what the agency says first and by its words second.

The provider's own name for the piece decides, then a number that names the replaced take, then one slug of one
source, then headlines. Headlines are compared by the cosine of their weighted words: a take whose marker says that
it follows an earlier one needs little likeness, a take without marker must be nearly the same. A wrap-up is of no
piece that it wraps: it is chained to wrap-ups alone. Time: O(n * c) for c candidates a take (at most 1,500).

Only what the take itself says is looked at, no fact that is read out of it later: a kill must find its chain at once.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from writethru.link.items import Linkable, canonical
from writethru.link.weights import weigh
from writethru.link.words import fold, overlap, terms, title_terms
from writethru.model import PartKind, Signal, SourceKind

WINDOW = timedelta(hours=36)
ORDER_WINDOW = timedelta(days=7)  # a kill or hold that repeats a headline reaches so far back
_FOLLOWS = 0.27  # likeness of headlines where a marker says that there is an earlier take
_SAME = 0.82  # likeness of headlines where nothing says so
_SAME_TEXT = 0.5  # share of the shorter text's words, where both have a text
_NOISE = 1e-8  # what is below the digits that count
_RARE = 5  # words of a headline by which earlier takes are looked up
_LOOKED_AT = 300  # takes looked at a word
_BODY = 3000  # code points of copy that are compared
_CYCLE = re.compile(r"^(AM|PM|BC|AP)-(?=.)")
_UNRANKED = frozenset({Signal.CORRECTION, Signal.REFILE, Signal.REPEAT, Signal.KILL, Signal.HOLD, Signal.ADVISORY})


@dataclass(frozen=True, slots=True)
class Chain:
    """The takes of one piece in order of version, by key; ``slug`` is folded, without cycle, or empty."""

    id: str
    takes: tuple[str, ...]
    source: str
    slug: str


def folded_slug(item: Linkable) -> tuple[str, str]:
    """Return a slug's cycle (AP's AM, PM, BC; else empty) and its words, case, dashes and spaces folded."""
    slug = " ".join(item.take.slug.split())
    cycle = _CYCLE.match(slug) if _numbers_cycles(item) else None
    rest = slug[cycle.end() :] if cycle else slug
    return (cycle.group(1) if cycle else ""), re.sub(r"[\W_]+", "-", rest.lower()).strip("-")


def _numbers_cycles(item: Linkable) -> bool:
    return item.take.format.startswith("ap") or item.take.source.upper() in {
        "AP",
        "ASSOCIATED PRESS",
        "THE ASSOCIATED PRESS",
    }


@dataclass(slots=True)
class _Drawer:
    """The takes of one source seen so far, in order of time, and where their words stand."""

    items: list[Linkable] = field(default_factory=list)
    times: list[datetime | None] = field(default_factory=list)
    chains: list[int] = field(default_factory=list)
    titles: list[frozenset[str]] = field(default_factory=list)
    lengths: list[float] = field(default_factory=list)
    words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    slugs: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[str, int] = field(default_factory=dict)
    alerts: bool = False


def chains(items: Sequence[Linkable]) -> tuple[Chain, ...]:
    """Return the chains of a set of takes, in order of their first take; each take is in exactly one."""
    return tuple(sorted((_chain(takes) for takes in assigned(items, {}).values()), key=lambda c: c.id))


def assigned(items: Sequence[Linkable], known: Mapping[str, str]) -> dict[str, list[Linkable]]:
    """Return takes by the chain that each belongs to.

    Args:
        items: takes, in any order; their facts are not looked at.
        known: by key the chain of takes that stay where they are; the others find theirs. A chain that has none
            of them is named after its first take.
    """
    ordered = canonical(items)
    words = [title_terms(item.take.title, item.language) for item in ordered]
    weights = weigh(words)
    squared = cache(lambda word: weights[word] ** 2)
    drawers: dict[tuple[str, bool], _Drawer] = defaultdict(_Drawer)
    found: list[list[Linkable]] = []
    places: dict[str, int] = {}  # of a chain that is known
    called: dict[str, int] = {}
    for item, told in zip(ordered, words, strict=True):
        title = {word: squared(word) for word in told}
        drawer = _drawer(item, title, drawers)
        if item.key in known:
            chain = places.setdefault(known[item.key], len(found))
        else:
            chain = _chain_of(item, title, drawer, called, len(found))
        if chain == len(found):
            found.append([])
        found[chain].append(item)
        called |= dict.fromkeys(_names(item), chain)
        _file(item, title, chain, drawer)
    names = {place: name for name, place in places.items()}
    return {names.get(n) or _named(takes): takes for n, takes in enumerate(found)}


def _drawer(item: Linkable, title: dict[str, float], drawers: Mapping[tuple[str, bool], _Drawer]) -> _Drawer:
    """Return where a take's piece is looked for: a kill or a hold of a wrap-up need not say that it is of one."""
    source = fold(item.take.source)
    own = drawers[source, item.take.marker.wrapup]
    if not orders(item) or item.take.marker.wrapup:
        return own
    wrapups = drawers[source, True]
    return wrapups if _headlined(item, title, wrapups)[0] > _headlined(item, title, own)[0] else own


def orders(item: Linkable) -> bool:
    """Say whether a take kills a piece or puts one on hold."""
    return item.take.marker.signal in {Signal.KILL, Signal.HOLD}


def _headlined(item: Linkable, title: dict[str, float], drawer: _Drawer) -> tuple[float, int]:
    """Return the weight and the place of the longest, then latest, headline that stands whole in an order's; else 0."""
    found = [
        (round(drawer.lengths[place], 9), place)
        for place in _candidates(item, title, drawer, ORDER_WINDOW)
        if drawer.titles[place] <= title.keys() and not orders(drawer.items[place])
    ]
    return max(found, default=(0.0, -1))


def _chain_of(item: Linkable, title: dict[str, float], drawer: _Drawer, called: Mapping[str, int], new: int) -> int:
    """Return the chain that a take belongs to: by its provider's name for the piece, else by what it says."""
    same = next((called[name] for name in _names(item) if name in called), None)
    if same is not None:
        return same
    earlier = _earlier(item, title, drawer)
    return new if earlier is None else drawer.chains[earlier]


def _names(item: Linkable) -> Iterator[str]:
    """Names of the piece: one that holds everywhere as it is, another one with its source."""
    for name in item.take.names:
        yield name if ":" in name else f"{fold(item.take.source)} {name}"


def _named(takes: Sequence[Linkable]) -> str:
    return f"c-{in_order(takes)[0].key}"


def _file(item: Linkable, title: dict[str, float], chain: int, drawer: _Drawer) -> None:
    place = len(drawer.items)
    drawer.items.append(item)
    drawer.times.append(item.at)
    drawer.chains.append(chain)
    drawer.titles.append(frozenset(title))
    drawer.lengths.append(sum(title.values()))
    for word in title:
        drawer.words[word].append(place)
    if item.take.slug:
        drawer.slugs[folded_slug(item)].append(place)
    drawer.alerts |= item.take.marker.signal is Signal.ALERT
    if item.take.sequence:
        drawer.numbers[item.take.sequence] = place


def _earlier(item: Linkable, title: dict[str, float], drawer: _Drawer) -> int | None:
    """Return the place of the earlier take whose chain this one belongs to, or None."""
    number = drawer.numbers.get(item.take.replaces) if item.take.replaces else None
    if number is not None and _near(item, drawer, number):
        return number
    if orders(item) and (headlined := _headlined(item, title, drawer))[0]:
        return headlined[1]  # whatever else went out under its slug since
    for place in reversed(drawer.slugs.get(folded_slug(item), ()) if item.take.slug else ()):
        if not _near(item, drawer, place):
            break
        if _follows(item) or _continues(item, drawer.items[place]):
            return place
    return _by_headline(item, title, drawer)


def _near(item: Linkable, drawer: _Drawer, place: int, reach: timedelta = WINDOW) -> bool:
    at, then = item.at, drawer.times[place]
    if at is None or then is None:
        return at is then
    return at - then <= reach


def _follows(item: Linkable) -> bool:
    """Say whether the marker tells that there is an earlier take: of a part, as "1st Add", it is the piece itself."""
    marker = item.take.marker
    return marker.rank > 1 or marker.fragment is not None or marker.signal not in {Signal.NEW, Signal.ALERT}


def _continues(item: Linkable, earlier: Linkable) -> bool:
    """Say whether a take without such a marker is the same piece: the text after its alert, or nearly the same text."""
    if item.take.marker.signal is Signal.ALERT:
        return False
    return _after_alert(item, earlier) or overlap(_body(item), _body(earlier)) >= _SAME_TEXT


def _after_alert(item: Linkable, earlier: Linkable) -> bool:
    return earlier.take.marker.signal is Signal.ALERT and item.take.marker.signal is Signal.NEW


def _body(item: Linkable) -> frozenset[str]:
    copy = " ".join(span.of(item.take.text) for span in item.copy)[:_BODY]
    return frozenset(terms(copy or item.take.title, item.language))


def _by_headline(item: Linkable, title: dict[str, float], drawer: _Drawer) -> int | None:
    length, weighed = sum(title.values()), list(title.items())
    least = _FOLLOWS if _follows(item) or drawer.alerts else _SAME
    best, likeness = None, least - _NOISE
    for place in _candidates(item, title, drawer):
        short, long = sorted((length, drawer.lengths[place]))
        if short < long * (likeness - _NOISE) ** 2:
            continue  # however many of its words it shares
        other = drawer.titles[place]
        shared = sum([weight for word, weight in weighed if word in other])
        near = shared / (length * drawer.lengths[place]) ** 0.5 if shared else 0.0
        if near < likeness - _NOISE:
            continue
        # Rounded, since a set's order, and with it the last digits of a sum, changes from run to run.
        now = round(near, 9)
        if (now, place) > (likeness, -1 if best is None else best):
            best, likeness = place, now
    if best is None:
        return None
    return best if _one_piece(item, drawer.items[best], likeness) else None


def _one_piece(item: Linkable, earlier: Linkable, likeness: float) -> bool:
    slugs = {folded_slug(i) for i in (item, earlier) if i.take.slug}
    if len(slugs) < 2 and (_follows(item) or _after_alert(item, earlier)):
        return likeness >= _FOLLOWS
    if likeness < _SAME or item.take.marker.signal is Signal.ALERT:
        return False
    texts = [_body(i) for i in (item, earlier) if i.copy]
    if len(texts) < 2:  # headlines alone: without a time nothing tells a repeat from an annual event
        return item.at is not None and bool(item.take.source)
    return overlap(*texts) >= _SAME_TEXT


def _candidates(item: Linkable, title: dict[str, float], drawer: _Drawer, reach: timedelta = WINDOW) -> set[int]:
    oldest = _oldest(item, drawer, reach)
    found: set[int] = set()
    for word in sorted(title, key=lambda w: (-title[w], w))[:_RARE]:
        places = drawer.words.get(word, [])
        found.update(places[max(bisect_left(places, oldest), len(places) - _LOOKED_AT) :])
    return found


def _oldest(item: Linkable, drawer: _Drawer, reach: timedelta) -> int:
    """Return the place of the first take that is near enough in time; takes are filed in order, undated ones last."""
    return bisect_left(range(len(drawer.items)), True, key=lambda place: _near(item, drawer, place, reach))


def _chain(takes: list[Linkable]) -> Chain:
    ordered = in_order(takes)
    slug = next((folded_slug(take)[1] for take in ordered if take.take.slug), "")
    return Chain(f"c-{ordered[0].key}", tuple(take.key for take in ordered), fold(ordered[0].take.source), slug)


def in_order(takes: Sequence[Linkable]) -> list[Linkable]:
    """Put the takes of one piece in order of version: by rank, the provider's own version, time, then key.

    A correction, refile or repeat that gives no number of its own, and a second take without marker, stand behind
    what was sent before them; a fragment stands behind the whole text of its rank, a feed's stub before it. The
    provider's version counts between takes of one rank alone, and only where each of them has one.
    """
    ordered, ranks, plain = canonical(takes), list[tuple[int, bool, bool, int, int]](), False
    versions = [_version(take) for take in ordered]
    numbered = len(ordered) > 1 and None not in versions and len({take.take.guid for take in ordered}) == 1
    highest = 0
    for place, take in enumerate(ordered):
        marker = take.take.marker
        rank = marker.rank
        if rank == 1 and (marker.signal in _UNRANKED or plain):
            rank = max(rank, highest)
        plain = plain or not marker.raw
        highest = max(highest, rank)
        version = (versions[place] or 0) if numbered else 0
        ranks.append((rank, marker.fragment is not None, not _is_stub(take), version, place))
    return [ordered[place] for *_, place in sorted(ranks)]


def _is_stub(item: Linkable) -> bool:
    """Say whether a feed gave no more than the beginning of a piece: its page has the whole."""
    stub = item.take.source_kind is SourceKind.FEED and item.take.marker.signal not in _UNRANKED
    return stub and not item.take.spans(PartKind.PARAGRAPH, PartKind.TABLE)


def _version(item: Linkable) -> int | None:
    words = item.take.version
    return int(words) if item.take.guid and words.isdecimal() else None
