"""Wrap-ups and what they wrap: a text that pulls several pieces together is linked to those pieces.

Agencies do not say which pieces they are. They are of the same source, went out in the day and a half before, and
share words with the headline or the copy of the wrap-up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from writethru.link.chains import WINDOW, in_order
from writethru.link.items import Linkable, canonical
from writethru.link.remembered import Chained, Headline, Known
from writethru.link.weights import DeskWeights
from writethru.link.words import fold, roots, terms, title_terms

_LIKE = 0.27  # likeness of headlines, as between a piece and its update
_TOLD = 0.6  # share of a piece's headline, by weight of words, that the wrap-up's copy must hold
_MOST = 12
_COPY = 6000  # code points of copy that are looked at


_WEIGHTS = DeskWeights(0, {})
_Titled = tuple[Linkable, frozenset[str]]  # a take, and the words of its headline


def wrapped(
    chains: Mapping[str, Chained], came: Mapping[str, Sequence[Linkable]], gone: frozenset[str], known: Known
) -> dict[str, Chained]:
    """Return chains with what each wrap-up wraps, and the wrap-ups near them for which that is another for what came.

    ``gone``: chains that are no more. O(wrap-ups * pieces of the source in the window).
    """
    sources = {takes[-1].take.source for takes in came.values() if takes}
    every = {one.chain: one for one in known.wrapups(map(fold, sources)) if one.chain not in gone}
    every |= {name: one for name, one in chains.items() if one.wrapup}
    found = dict(chains)
    moments = [take.at for takes in came.values() for take in takes if take.at]
    shelves = {fold(source): _Shelf(source, known, _newest(source, came)) for source in sorted(sources, reverse=True)}
    near = {name for name, one in every.items() if moments and _near(one, min(moments), max(moments))}
    known.items(take for name in near - came.keys() for take in every[name].takes)  # all looked up at once
    for name, one in every.items():
        shelf = shelves.get(one.source)
        if shelf and (name in came or (name in near and _concerned(one, shelf, came, known))):
            wraps = _wraps(one, shelf, came, known)
            if name in found or wraps != one.wraps:
                found[name] = replace(one, wraps=wraps)
    return found


@dataclass(slots=True)
class _Shelf:
    """The headlines of one source, looked up once for all of its wrap-ups; ``newest``: of what came."""

    source: str
    known: Known
    newest: dict[str, _Titled]
    days: dict[date, Sequence[Headline]] = field(default_factory=dict)
    takes: dict[str, Linkable] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note by each word the chains that have it in the headline of their newest take."""
        for chain, (_, words) in self.newest.items():
            for word in words:
                self.named.setdefault(word, []).append(chain)

    def with_any(self, words: Iterable[str]) -> dict[str, _Titled]:
        """Return what came with any of these words in its headline."""
        return {chain: self.newest[chain] for word in words for chain in self.named.get(word, ())}

    def around(self, since: datetime, until: datetime, words: frozenset[str]) -> dict[str, list[Linkable]]:
        """Return, by chain, the takes that were sent in a window, of chains with a headline that has such a word."""
        days = map(date.fromordinal, range(since.toordinal(), until.toordinal() + 1))
        sent = [one for day in days for one in self._of(day) if since <= one.at <= until]
        near = {one.chain for one in sent if not words.isdisjoint(roots(one.title))}
        chains = {one.take: one.chain for one in sent if one.chain in near}
        self.takes |= self.known.bare(chains.keys() - self.takes.keys())
        found: dict[str, list[Linkable]] = {}
        for take, chain in chains.items():
            found.setdefault(chain, []).append(self.takes[take])
        return found

    def _of(self, day: date) -> Sequence[Headline]:
        if day not in self.days:
            first = datetime.combine(day, time(), UTC)
            self.days[day] = self.known.headlines(self.source, first, first + timedelta(days=1, microseconds=-1))
        return self.days[day]


def _near(one: Chained, first: datetime, last: datetime) -> bool:
    at = datetime.fromisoformat(one.at) if one.at else None
    return at is not None and first - WINDOW <= at <= last + 2 * WINDOW


def _wraps(one: Chained, shelf: _Shelf, came: Mapping[str, Sequence[Linkable]], known: Known) -> tuple[str, ...]:
    """Return the chains that a wrap-up wraps, the likest first."""
    own = _own(one, came, known)
    newest, first = own[-1], canonical(own)[0]
    if newest.at is None or first.at is None:
        return ()
    words = frozenset().union(*_words(newest))
    there = shelf.around((first.at - WINDOW).astimezone(UTC), newest.at.astimezone(UTC), words)
    pieces = {chain: _titled(in_order(takes)[-1] if len(takes) > 1 else takes[0]) for chain, takes in there.items()}
    return tuple(name for _, name in sorted(_liked(own, pieces | shelf.newest))[:_MOST])


def _concerned(one: Chained, shelf: _Shelf, came: Mapping[str, Sequence[Linkable]], known: Known) -> bool:
    """Say whether a wrap-up wraps, or wrapped, any of what came."""
    if not came.keys().isdisjoint(one.wraps):
        return True
    own = _own(one, came, known)
    return bool(_liked(own, shelf.with_any(frozenset().union(*_words(own[-1])))))


def _own(one: Chained, came: Mapping[str, Sequence[Linkable]], known: Known) -> Sequence[Linkable]:
    return came.get(one.chain) or in_order(list(known.items(one.takes).values()))


def _newest(source: str, came: Mapping[str, Sequence[Linkable]]) -> dict[str, _Titled]:
    """Return the newest take of each chain that came of a source."""
    own = fold(source)
    return {chain: _titled(takes[-1]) for chain, takes in came.items() if takes and fold(takes[0].take.source) == own}


def _titled(take: Linkable) -> _Titled:
    return take, _title(take.take.title, take.language)


def _liked(own: Sequence[Linkable], pieces: Mapping[str, _Titled]) -> list[tuple[float, str]]:
    """Return which of these pieces a wrap-up wraps, in any order, each after how little it is liked."""
    newest, first = own[-1], canonical(own)[0]
    if newest.at is None or first.at is None:
        return []
    title, told = _words(newest)
    liked, since, until = [], first.at - WINDOW, newest.at
    for name, (piece, words) in pieces.items():
        if words.isdisjoint(title) and words.isdisjoint(told):
            continue
        if piece.take.marker.wrapup or piece.at is None or not since <= piece.at <= until:
            continue
        likeness = _cosine(title, words, _WEIGHTS)
        if likeness >= _LIKE or _share(words, told, _WEIGHTS) >= _TOLD:
            liked.append((-likeness, name))
    return liked


def _words(take: Linkable) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a take's headline, and those of its copy."""
    copy = " ".join(span.of(take.take.text) for span in take.copy)[:_COPY]
    return frozenset(terms(take.take.title, take.language)), frozenset(terms(copy, take.language))


@lru_cache(maxsize=1 << 14)
def _title(title: str, language: str) -> frozenset[str]:
    return frozenset(title_terms(title, language))


def _cosine(one: frozenset[str], other: frozenset[str], weights: DeskWeights) -> float:
    shared, length = _weight(one & other, weights), _weight(one, weights) * _weight(other, weights)
    return round(shared / length**0.5, 9) if shared else 0.0


def _share(words: frozenset[str], told: frozenset[str], weights: DeskWeights) -> float:
    return _weight(words & told, weights) / whole if (whole := _weight(words, weights)) else 0.0


def _weight(words: frozenset[str], weights: DeskWeights) -> float:
    return sum(weights[word] ** 2 for word in sorted(words))
