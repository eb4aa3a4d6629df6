"""Series of pieces without a slug: which earlier piece of its source each goes on from.

An agency files under one slug what follows one matter: the piece of the morning, that of the evening, the next day's.
So a piece follows the likest of those that its source sent in the week before it, if it is like enough:

- the same telling words in the whole copy: a later piece repeats the background of the one before. No word counts for
  more than a fairly rare one, since one odd name does not make a piece;
- dated from the same place, the more the less that place is in the news at large;
- about as long: a slug has its room, and a sidebar less of it;
- sent about a cycle later or more. What goes out within hours of a piece and is no new text of it stands beside it,
  under a slug of its own, and is written about the same. Only the next part of a long piece, which an agency sends at
  once and without a dateline, belongs to it. Where the day alone is known, one day is one hour. Each day between takes
  a little off, too.

How like two pieces are depends on the two alone, so what follows what is the same in whatever order they came. The
weights were chosen on a week of one agency's copy, by halves of days and of subjects in turn.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link.background import hashed, weights
from writethru.link.block import STARTS, chosen, ragged
from writethru.link.items import Linkable
from writethru.link.words import fold, terms
from writethru.model import SourceKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Columns = Mapping[str, NDArray[Any]]
    Rows = NDArray[np.int64]
    Floats = NDArray[np.float64]

REACH = 7
"""Days without a piece after which a series is at its end."""

_LEAST = 0.32  # likeness from which a piece follows another
_COPY = 6000  # code points of copy that are read
_WORDS = 100  # of a piece that are compared, the most telling
_RARE = 6.0  # nats, the most that a word weighs
_TITLE_COUNTS = 2  # a word of the headline counts as often in the copy
_PLACE = 0.15  # what a place adds that is seldom in the news
_LENGTH = 0.15  # what copy e times as long takes off
_BESIDE = 0.27  # what is taken off within hours
_HOURS, _CYCLE = 6.0, 21.0  # hours for which all of it is, and from which on nothing
_PART = 0.5  # hours within which an agency sends the next part of a piece, which has no dateline
_DAY = 0.1  # what each day takes off
_KEY = 0xFFFFFFFF  # the bits of a hash by which a word goes within one source
_SOME = 1000  # pieces that are compared at a time
_DIGITS = 6  # that count


def columns(items: Sequence[Linkable], slugless: Sequence[bool]) -> "dict[str, NDArray[Any]]":
    """Return what series are told by, by row in the order given. O(words).

    ``filed`` are the most telling words, with ``filed.weights``: none of a piece with a slug, without copy or without
    a day. ``hour`` is NaN where the day alone is known.
    """
    told = [_telling(item) if sought else [] for item, sought in zip(items, slugless, strict=True)]
    places = [_place(item) if found else ("", 0.0) for item, found in zip(items, told, strict=True)]
    keys = [np.array([key for key, _ in row], dtype=np.uint32) for row in told]
    told_by = [np.array([value for _, value in row], dtype=np.float16) for row in told]
    return {
        "hour": np.array([_hour(item) for item in items], dtype=np.float64),
        "length": np.array([sum(span.end - span.start for span in item.copy) for item in items], dtype=np.float32),
        "datelined": np.array([hashed(place) if place else 0 for place, _ in places], dtype=np.uint64),
        "datelined_tells": np.array([tells for _, tells in places], dtype=np.float32),
        "part": np.array([_may_be_part(item) for item in items], dtype=np.bool_),
        **ragged("filed", keys, "<u4"),
        **ragged("filed.weights", told_by, "<f2"),
    }


def _telling(item: Linkable) -> list[tuple[int, float]]:
    """Return the most telling words of a piece, hashed, in order, as a row of length 1."""
    if item.at is None or not item.copy:
        return []
    language = item.language
    found = Counter(terms(" ".join(span.of(item.take.text) for span in item.copy)[:_COPY], language))
    for word in terms(item.take.title, language):
        found[word] += _TITLE_COUNTS
    tells = weights(language)
    rows = [(-min(tells[word], _RARE) * (1 + math.log(count)), word) for word, count in found.items()]
    best = nsmallest(_WORDS, rows)
    length = math.sqrt(sum(value * value for value, _ in best)) or 1.0
    return sorted((hashed(word) & _KEY, -value / length) for value, word in best)


def _place(item: Linkable) -> tuple[str, float]:
    """Return the place that a piece is dated from, folded, and how much it tells, 0 to 1."""
    if not item.take.dateline or not item.take.dateline.places:
        return "", 0.0
    place = item.take.dateline.places[0].partition(",")[0]
    tells = weights(item.language)
    told = [min(tells[word], _RARE) / _RARE for word in terms(place, item.language)]
    return fold(place), sum(told) / len(told) if told else 0.0


def _may_be_part(item: Linkable) -> bool:
    """Say whether a piece may be a part of the one before it: an agency's text without a dateline ("1st add")."""
    return item.take.source_kind is SourceKind.AGENCY and item.take.dateline is None


def _hour(item: Linkable) -> float:
    sent = item.take.sent
    return item.at.timestamp() / 3600 if item.at and sent and not sent.day_only else math.nan


def followed(columns: "Columns", since: Mapping[int, tuple[float, int]], reach: int = REACH) -> dict[int, int]:
    """Return for each row that may stand in a series which row it follows, or -1. O(words in common).

    Args:
        columns: rows in order of time, with the moment, the day and the source of each.
        since: by source, hashed, from which moment (seconds) to which day (ordinal) rows are asked about.
        reach: days between a piece and one that follows it at the most.
    """
    days, moments = columns["day"], columns["at"]
    rows = np.flatnonzero((np.diff(columns["filed" + STARTS]) > 0) & (days > 0))
    rows = rows[np.argsort(columns["source"][rows], kind="stable")]
    sources = columns["source"][rows]
    found: dict[int, int] = {}
    for source, (first, last) in sorted(since.items()) if len(rows) else ():
        begin, end = (np.searchsorted(sources, np.uint64(source), side) for side in ("left", "right"))
        mine = rows[begin:end]
        mine = mine[days[mine] <= last]
        earliest = days[mine[moments[mine] >= first]].min(initial=last)
        mine = mine[days[mine] >= earliest - reach]
        asked = np.flatnonzero(moments[mine] >= first)
        bags = _bags(columns, mine) if len(asked) else None
        for at in range(0, len(asked), _SOME):
            found |= _best(columns, mine, (bags, asked[at : at + _SOME]), reach)
    return found


def _bags(columns: "Columns", rows: "Rows") -> Any:  # noqa: ANN401 - scipy publishes no types
    """Return the words of rows as a sparse matrix."""
    from scipy.sparse import csr_matrix

    of = chosen({name: columns[name] for name in columns if name.startswith("filed")}, rows)
    known, words = np.unique(of["filed"], return_inverse=True)
    weights = of["filed.weights"].astype(np.float32)
    return csr_matrix((weights, words, of["filed" + STARTS]), shape=(len(rows), len(known)))


def _best(columns: "Columns", rows: "Rows", asked: "tuple[Any, Rows]", reach: int) -> dict[int, int]:
    """Return what some of these rows, by place among them, follow; with the words of all of them."""
    bags, places = asked
    shared = (bags[places] @ bags.T).tocoo()
    later, earlier = places[shared.row], shared.col.astype(np.int64)
    told = np.flatnonzero((earlier < later) & (shared.data > _LEAST - _PLACE))
    one, other = rows[later[told]], rows[earlier[told]]
    alike = np.round(shared.data[told].astype(np.float64) + _leaning(columns, one, other), _DIGITS)
    kept = (alike >= _LEAST) & (columns["day"][one] - columns["day"][other] <= reach)
    one, other, alike = one[kept], other[kept], alike[kept]
    order = np.lexsort((other, alike, one))  # of equals the latest
    return {int(row): -1 for row in rows[places]} | dict(zip(one[order].tolist(), other[order].tolist(), strict=True))


def _leaning(columns: "Columns", one: "Rows", other: "Rows") -> "Floats":
    """Return what else speaks for pairs, the later first, and against them."""
    same = (columns["datelined"][one] == columns["datelined"][other]) & (columns["datelined"][one] > 0)
    place = np.where(same, _PLACE * columns["datelined_tells"][one], 0.0)
    sizes = columns["length"][one], columns["length"][other]
    logs = np.log(np.maximum(sizes, 1))
    length = np.where(np.minimum(*sizes) < 1, np.inf, _LENGTH * np.abs(logs[0] - logs[1]))  # no copy follows nothing
    exact = columns["hour"][one] - columns["hour"][other]
    hours = np.where(np.isnan(exact), 24.0 * (columns["day"][one] - columns["day"][other]), exact)
    beside = _BESIDE * np.clip((_CYCLE - hours) / (_CYCLE - _HOURS), 0, 1)
    beside[columns["part"][one] & (exact < _PART)] = 0
    return np.asarray(place - length - beside - _DAY * np.abs(hours) / 24)
