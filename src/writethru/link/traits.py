"""Traits: what stories are told apart by, of one piece, as columns of numbers with one row a piece.

They are a function of one take, its facts and its vector alone, so they are made once and kept: weighted words of
headline and copy, words of the headline, names of persons, bodies and places, figures, the days that it names, and the
vector. The head, which is the headline and the first paragraph, says what a piece is about: so its words, names,
figures and days stand by themselves too, and what it numbers ("the 12th package"). Words stand as 64-bit hashes, with
the weight that ``writethru.link.background`` gives them.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link.background import hashed, weights
from writethru.link.items import Linkable
from writethru.link.pointers import ENGLISH, head_sounds, numbered
from writethru.link.words import fold, terms
from writethru.model import DateExpression, EntityKind, Figure, Mention

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Columns = dict[str, NDArray[Any]]
    Found = Figure | DateExpression | Mention
    Where = Callable[[Linkable, Found], bool]

REVISION = "7"
"""Counted up when traits are read out of the same facts otherwise than before."""

DAYS = 384
"""Bits of ``named``: the days of a year at 31 a month, and some that stay empty."""

WIDTH = 512
"""Numbers in a vector, of which a piece without one has all 0."""

_BODY = 2500  # code points of copy whose words are compared
_HEAD = 400  # and of the first paragraph, where it tells what the piece is about
_TITLE_COUNTS = 2  # a word of the headline counts as often in the copy
_LEAD = 3  # paragraphs in which a weekday is that of the event
_SHORT = 16  # distinct words below which a piece is short
_SHORTAGE = 3.2  # by how much the likeness of the shortest is scaled up
_YEARS = (-1, 0, 1)
_SMALL = 3  # numbers up to here are in every piece
_OWN = frozenset({"headline", "copy"})  # teasers and captions tell of other things
_MONTH_DAY = re.compile(r"^[\dX]{4}-(\d\d)-(\d\d)")
_WEEKDAY = re.compile(r"^XXXX-WXX-([1-7])")
_LENGTH = re.compile(r"^PT?(\d+)[A-Z]$")
_DAILY = frozenset({"day", "minute"})
_MARKS = ".,;:!?\"'()“”‘’„«»"
_KINDS = {"persons": EntityKind.PERSON, "bodies": EntityKind.BODY, "places": EntityKind.PLACE}


def columns(items: Sequence[Linkable]) -> "Columns":
    """Return the traits of pieces, by row in the order given. O(words)."""
    return {**plain(items), "vectors": vectors(items)}


def plain(items: Sequence[Linkable]) -> "Columns":
    """Return the traits of pieces but for their vectors. O(words).

    Of what a piece has several of there are two columns, the values and, under their name with ``.starts``, where
    each row's begin; where they are weighted, two more for ``.weights``.
    """
    titles = [Counter(_terms(item, item.take.title)) for item in items]
    words = [_words(item, title) for item, title in zip(items, titles, strict=True)]
    languages = [item.language for item in items]
    kinds = {name: [_names(item, kind) for item in items] for name, kind in _KINDS.items()}
    names: list[Counter[str]] = [sum(of, Counter()) for of in zip(*kinds.values(), strict=True)]
    return {
        **_bags("words", words, languages),
        **_bags("titles", titles, languages),
        **_bags("names", names, languages),
        **{key: column for name, of in kinds.items() for key, column in _hashes(name, of).items()},
        **_hashes("figures", [_figures(item) for item in items]),
        **_shares("head", items),
        **_hashes("head_names", [_head_names(item) for item in items]),
        **_hashes("head_sounds", [head_sounds(item) for item in items]),
        **_hashes("rows", [{_row(place) for place in numbered(item)} for item in items]),
        **_hashes("row_numbers", [numbered(item) for item in items]),
        **_hashes("head_figures", [_figures(item, _head) for item in items]),
        **_hashes("head_days", [list(map(_day_key, _named_days(item, _head))) for item in items]),
        **_hashes("numbered", [_numbered(item) for item in items]),
        **_hashes("numbers", [_numbers(item) for item in items]),
        "language": _languages(items),
        "headline": _headlines(items),
        "brevity": np.array([1 + _SHORTAGE * max(0.0, 1 - len(found) / _SHORT) for found in words], dtype=np.float32),
        "source": np.array(
            [hashed(fold(item.take.source)) if item.take.source else 0 for item in items], dtype=np.uint64
        ),
        "given": np.array([item.dated for item in items], dtype=np.bool_),
        "named": np.array([_bits(_named_days(item)) for item in items], dtype=np.uint8).reshape(len(items), DAYS // 8),
        "weekdays": np.array([_weekdays(item) for item in items], dtype=np.uint8),
    }


def meanings(items: Sequence[Linkable]) -> "Columns":
    """Return what vectors are compared by: the vectors, the languages, and which pieces are a headline alone."""
    return {"vectors": vectors(items), "language": _languages(items), "headline": _headlines(items)}


def vectors(items: Sequence[Linkable]) -> "NDArray[np.float16]":
    """Return the vectors of pieces, by row in the order given."""
    rows = np.zeros((len(items), WIDTH), dtype=np.float16)
    for place, item in enumerate(items):
        if item.vector is not None:
            rows[place, : len(item.vector)] = item.vector
    return rows


def _languages(items: Sequence[Linkable]) -> "NDArray[np.bytes_]":
    return np.array([item.language.encode() for item in items], dtype="S8")


def _headlines(items: Sequence[Linkable]) -> "NDArray[np.bool_]":
    return np.array([not item.copy for item in items], dtype=np.bool_)


def spelled(items: Iterable[Linkable]) -> Mapping[int, str]:
    """Return what the hashes in the traits of these pieces stand for, in the words of the pieces."""
    found: dict[int, str] = {}
    for item in items:
        names = [name for kind in _KINDS.values() for name in _names(item, kind)]
        for text in (item.take.title, _copy(item)):
            for word in dict.fromkeys(text.split()):
                found |= {hashed(of): said for of, said in _spelled(word, item.language) if hashed(of) not in found}
        days = [_day_key(day) for day in _named_days(item, _head)]
        for name in (*names, *_figures(item), *days, *_numbered(item), *_numbers(item)):
            found.setdefault(hashed(name), name)
    return found


def _spelled(word: str, language: str) -> list[tuple[str, str]]:
    """Return the terms of one word as it is written; of a script without blanks each term is shown by itself."""
    found = terms(word, language)
    shown = word.strip(_MARKS)
    return [(term, term if len(found) > 1 and not shown.isascii() else shown) for term in found]


def told(item: Linkable) -> Mapping[str, tuple[str, ...]]:
    """Return what a piece tells of each kind by which it may be told apart, in its own words, in order."""
    found = {name: _called(item, kind) for name, kind in _KINDS.items()}
    weekdays = [date for date in item.facts.dates if _WEEKDAY.match(date.value) and _own(item, date)]
    kinds: Mapping[str, Sequence[Found]] = {
        "figures": [*_counting(item, _own), *_lengths(item, _own)],
        "days": [date for date, _ in _dated(item, _own)],
        "weekdays": weekdays,
    }
    for name, facts in kinds.items():
        found[name] = [fact.span.of(item.take.text) for fact in sorted(facts, key=lambda fact: fact.span)]
    return {name: tuple(dict.fromkeys(" ".join(said.split()) for said in every)) for name, every in found.items()}


def _called(item: Linkable, kind: EntityKind) -> list[str]:
    mine = [one for one in item.facts.entities if one.kind is kind and not one.group]
    return [one.name for one in mine if any(mention.scope in _OWN for mention in one.mentions)]


def _copy(item: Linkable) -> str:
    return " ".join(span.of(item.take.text) for span in item.copy)[:_BODY]


def _terms(item: Linkable, text: str) -> list[str]:
    """Return the terms of a text but for the years around the piece's own, which any piece of that time may have."""
    around = {str(item.day.year + of) for of in _YEARS} if item.day else set()
    return [term for term in terms(text, item.language) if term not in around]


def _words(item: Linkable, title: Counter[str]) -> Counter[str]:
    found = Counter(_terms(item, _copy(item)))
    for word, count in title.items():
        found[word] += _TITLE_COUNTS * count
    return found


def _names(item: Linkable, kind: EntityKind) -> Counter[str]:
    """Return the words of the names of one kind, each as often as those it names are mentioned."""
    found: Counter[str] = Counter()
    for entity in item.facts.entities:
        if entity.kind is kind and not entity.group:
            times = sum(mention.scope in _OWN for mention in entity.mentions)
            if times:
                found.update(dict.fromkeys(terms(entity.name, item.language), times))
    return found


def _own(_: Linkable, found: "Found") -> bool:
    """Say whether a fact is the piece's own."""
    return found.scope in _OWN


def _head(item: Linkable, found: "Found") -> bool:
    """Say whether a fact stands in the headline or the first paragraph."""
    end = item.copy[0].end if item.copy else 0
    return found.scope == "headline" or (found.scope == "copy" and found.span.start < end)


def _figures(item: Linkable, where: "Where" = _own) -> list[str]:
    counts = {f"{figure.value:.6g}" for figure in _counting(item, where)}
    return sorted(counts.union(date.value for date in _lengths(item, where)))


def _lengths(item: Linkable, where: "Where") -> list[DateExpression]:
    """Return the lengths of time that can tell one event from another ("12 years")."""
    told = ((date, _LENGTH.match(date.value)) for date in item.facts.dates if where(item, date))
    return [date for date, found in told if found and int(found.group(1)) > _SMALL]


def _counting(item: Linkable, where: "Where") -> list[Figure]:
    """Return the figures that can tell one event from another: sure ones, and no number that is in every piece."""
    sure = (f for f in item.facts.figures if where(item, f) and f.definite and f.value)
    return [f for f in sure if f.value and (f.value > _SMALL or f.value != int(f.value))]


def _numbers(item: Linkable) -> list[str]:
    """Return the places in an order that the head names, each with what it numbers: "package 12"."""
    found = {(figure.unit, figure.ordinal) for figure in item.facts.figures if _head(item, figure) and figure.unit}
    counted = {f"{unit.lower()} {ordinal}" for unit, ordinal in found if ordinal is not None}
    return sorted(counted if item.language in ENGLISH else counted.union(numbered(item)))


def _numbered(item: Linkable) -> list[str]:
    return sorted(set(map(_row, _numbers(item))))


def _row(number: str) -> str:
    """Return what a number is one of: "package" of "package 12"."""
    return number.rpartition(" ")[0]


def _named_days(item: Linkable, where: "Where" = _own) -> set[int]:
    days = ((int(found.group(1)), int(found.group(2))) for _, found in _dated(item, where))
    return {(month - 1) * 31 + day - 1 for month, day in days if 1 <= month <= 12 and 1 <= day <= 31}


def _dated(item: Linkable, where: "Where") -> list[tuple[DateExpression, re.Match[str]]]:
    """Return the expressions that name a day of the year, with its month and day."""
    daily = (date for date in item.facts.dates if where(item, date) and date.precision in _DAILY)
    return [(date, found) for date in daily if (found := _MONTH_DAY.match(date.value))]


def _day_key(day: int) -> str:
    """Return a day of the year as ISO 8601:2000 writes it, ``--04-03``."""
    return f"--{day // 31 + 1:02d}-{day % 31 + 1:02d}"


def _bits(days: set[int]) -> "NDArray[np.uint8]":
    row = np.zeros(DAYS, dtype=np.uint8)
    row[sorted(days)] = 1
    return np.packbits(row)


def _weekdays(item: Linkable) -> int:
    """Return the weekdays of headline and lead that no day is known for, a bit each."""
    lead = item.copy[:_LEAD]
    end = lead[-1].end if lead else 0
    found = 0
    for expression in item.facts.dates:
        day = _WEEKDAY.match(expression.value)
        if day and (expression.scope == "headline" or (expression.scope == "copy" and expression.span.start < end)):
            found |= 1 << int(day.group(1))
    return found


def _bags(name: str, bags: Sequence[Counter[str]], languages: Sequence[str]) -> "Columns":
    """Return one row of length 1 for each bag of words: (1 + log count) * weight, in order of the hashes."""
    rows = [_told(bag, weights(language)) for bag, language in zip(bags, languages, strict=True)]
    return _weighted(name, rows, lambda row: float(np.sqrt(row @ row)))


def _told(bag: Mapping[str, int], tells: Mapping[str, float]) -> dict[str, float]:
    return {word: (1 + math.log(count) if count > 1 else 1.0) * tells[word] for word, count in bag.items()}


def _shares(name: str, items: Sequence[Linkable]) -> "Columns":
    """Return the words of the head, each with its share of their weight."""
    rows = [{word: weights(item.language)[word] for word in _head_words(item)} for item in items]
    return _weighted(name, rows, lambda row: float(row.sum()))


def _head_words(item: Linkable) -> set[str]:
    first = " ".join(span.of(item.take.text) for span in item.copy[:1])[:_HEAD]
    return {*_terms(item, item.take.title), *_terms(item, first)}


def _head_names(item: Linkable) -> set[str]:
    """Return the words of the names that the head has."""
    named = (one for one in item.facts.entities if not one.group and any(_head(item, of) for of in one.mentions))
    return {word for one in named for word in terms(one.name, item.language)}


def _weighted(
    name: str, rows: Sequence[Mapping[str, float]], length: "Callable[[NDArray[np.float32]], float]"
) -> "Columns":
    """Return the weights of each row's words in order of their hashes, divided by what a row is long."""
    keys, weights = [], []
    for found in rows:
        told = sorted((hashed(word), value) for word, value in found.items())
        row = np.array([value for _, value in told], dtype=np.float32)
        keys.append(np.array([key for key, _ in told], dtype=np.uint64))
        weights.append(row / (length(row) or 1.0))
    return {**_ragged(name, keys, "<u8"), **_ragged(f"{name}.weights", weights, "<f4")}


def _hashes(name: str, rows: Sequence[Iterable[str]]) -> "Columns":
    return _ragged(name, [np.array(sorted(map(hashed, row)), dtype=np.uint64) for row in rows], "<u8")


def _ragged(name: str, rows: "Sequence[NDArray[Any]]", kind: str) -> "Columns":
    starts = np.cumsum([0, *map(len, rows)]).astype(np.int64)
    values = np.concatenate(rows).astype(kind) if rows else np.empty(0, dtype=kind)
    return {name: values, f"{name}.starts": starts}
