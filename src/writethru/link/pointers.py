"""What in a piece points to other stories: its telling names, what it refers back to, its number in a row.

A name tells by its rarest words, and by where it stands. A reference back is a paragraph that names an earlier day or
month, with the words beside it ("the ferry that sank off Strand in March"). A number is an ordinal before a noun of
``pointers.toml`` in headline or lead ("12th sanctions package"); in other languages see ``writethru.link.ordinals``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from writethru.link import unread
from writethru.link.background import weight
from writethru.link.items import Linkable
from writethru.link.ordinals import places
from writethru.link.skeleton import skeleton
from writethru.link.subjects import Subject, subjects
from writethru.link.weights import commonplace
from writethru.link.words import fold, stem, terms, tokens
from writethru.model import DateExpression, DateType, EntityKind

HEADED, REPEATED, PASSING = 1.0, 0.5, 0.25
"""How a name stands: in headline or lead, in two paragraphs or more, once."""

ENGLISH = frozenset({"en", "und"})
"""The language whose names and rows are read by its own rules; what is not known is taken for it."""

SOUND = "~"
"""Before how a name sounds, see ``writethru.link.skeleton``: two in different languages meet by it."""

_OF_LENGTH = (0.0, 0.0, 0.0, 0.3, 0.6, 0.9, 1.0)  # what a name tells by how many letters are left of it
_DULL, _RARE = 4.5, 6.0  # nats from which a word tells anything; further nats after which it tells all it can
_PLACE = 0.6  # what the name of a place tells, against that of a person, a body or a thing: much happens in one place
_SHORTEST = 3  # letters of a word of a name
_MOST_BACK = 12
_AFTER = 3  # words after an ordinal among which its noun stands
_NUMBER = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_KEPT = 256  # pieces whose names are kept while they are gone over
_HEADS = 1 << 14  # headlines and slugs of which it is remembered whether they are a digest's
_SOONEST = 2  # days back from which a day is a reference: nearer ones are the news itself


@dataclass(frozen=True, slots=True)
class Back:
    """A paragraph that names an earlier day: the days that it may be (ordinals, inclusive), and its telling words."""

    first: int
    last: int
    words: tuple[str, ...]


@cache
def telling(word: str, language: str) -> float:
    """Return how much it tells that two stories share a word, 0 to 1."""
    return min(1.0, max(0.0, (weight(word, language) - _DULL) / _RARE))


def name_words(key: str, kind: EntityKind | None) -> list[str]:
    """Return the words of a folded name by which it is known again: a person's last one, else all that are telling."""
    words = [stem(word) for word in key.split() if len(word) >= _SHORTEST]
    words = words[-1:] if kind is EntityKind.PERSON else words
    return [word for word in words if word not in commonplace()]


@lru_cache(maxsize=_KEPT)
def marks(item: Linkable) -> Mapping[str, tuple[float, float]]:
    """Return the words of the names of a piece, and how they sound: how each stands, and how much it tells, 0 to 1."""
    language = item.language
    found: dict[str, tuple[float, float]] = {}
    for key, subject in subjects(item).items():
        share = _PLACE if subject.kind is EntityKind.PLACE else 1.0
        for word in name_words(key, subject.kind):
            stands, tells = found.get(word, (0.0, 1.0))
            found[word] = (max(stands, _stands(subject)), min(tells, share * telling(word, language)))
    if language not in ENGLISH:
        for word, (where, tells) in unread.names(item).items():
            stands = HEADED if min(where) <= 0 else REPEATED if len(where) > 1 else PASSING
            found[word] = (max(stands, found.get(word, (0.0, 0.0))[0]), found.get(word, (0.0, tells))[1])
    return found | _sounds(found)


def _sounds(words: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return how the words of names sound, with ``SOUND`` before each: the shorter, the less it tells."""
    found: dict[str, tuple[float, float]] = {}
    for word, (stands, tells) in sorted(words.items()):
        sound = skeleton(word)
        worth = tells * _OF_LENGTH[min(len(sound), len(_OF_LENGTH) - 1)]
        if worth > 0:
            before, told = found.get(f"{SOUND}{sound}", (0.0, 0.0))
            found[f"{SOUND}{sound}"] = max(before, stands), max(told, worth)
    return found


def head_sounds(item: Linkable) -> list[str]:
    """Return how the names in headline and lead sound that sound like few others, in order."""
    found = marks(item).items()
    return sorted(word for word, (stands, tells) in found if word.startswith(SOUND) and stands == HEADED and tells)


def _stands(subject: Subject) -> float:
    if subject.prominent:
        return HEADED
    return REPEATED if len(subject.paragraphs) > 1 else PASSING


def opening(item: Linkable) -> str:
    """Return headline and lead."""
    lead = [span.of(item.take.text) for span in item.copy[:1]]
    return "\n".join([item.take.title, *lead])


def told(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text that tell anything, each once."""
    return tuple(sorted({word for word in terms(text, language) if telling(word, language) > 0}))


def backs(item: Linkable) -> tuple[Back, ...]:
    """Return the references back of a piece, in the order of its copy."""
    if item.day is None:
        return ()
    found: set[tuple[int, int, int]] = set()
    copy = item.copy
    dated = [(one.span, run) for one in item.facts.dates if (run := _earlier(one, item.day))]
    for place, span in enumerate(copy):
        runs = {run for where, run in dated if span.covers(where)}
        found |= {(place, *run) for run in runs.union(_ago(span.of(item.take.text), item.day))}
    words = {n: told(copy[n].of(item.take.text), item.language) for n in {place for place, _, _ in found}}
    return tuple(Back(first, last, words[n]) for n, first, last in sorted(found)[:_MOST_BACK])


def _ago(text: str, day: date) -> Iterator[tuple[int, int]]:
    """Yield the days that lie as far back as a text says in words ("nine months after they met")."""
    numbers, units = _table()["numbers"], _table()["units"]
    for match in _compiled("ago").finditer(text):
        word = match["number"].lower()
        number = int(word) if word.isdecimal() else numbers.get(word, 0)
        length, leeway = units[match["unit"].lower()]
        at = day.toordinal() - number * length
        if number and at - leeway > 0:
            yield at - leeway, at + leeway


def _earlier(expression: DateExpression, day: date) -> tuple[int, int] | None:
    """Return the days that an expression may mean, where these are before the news of a day."""
    if expression.scope != "copy" or expression.precision not in {"day", "month"}:
        return None
    if expression.type is not DateType.DATE or expression.earliest is None or expression.latest is None:
        return None
    first, last = expression.earliest.toordinal(), expression.latest.toordinal()
    return (first, last) if day.toordinal() - first >= _SOONEST and last <= day.toordinal() else None


def numbered(item: Linkable) -> frozenset[str]:
    """Return the places in rows that headline and lead name ("packag 12")."""
    head = opening(item)
    if item.language not in ENGLISH:
        return places(head, item.language)
    if not _any_ordinal().search(head):
        return frozenset()
    words, found = [fold(word) for word in tokens(head)], set()
    for place, word in enumerate(words):
        number = _ordinal(word)
        row = next((stem(other) for other in words[place + 1 : place + 1 + _AFTER] if stem(other) in _series()), "")
        if number and row:
            found.add(f"{row} {number}")
    return frozenset(found)


def other_number(one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether two stories stand in one row, each at a number of its own."""
    mine, theirs = _by_row(one), _by_row(other)
    return any(mine[row].isdisjoint(theirs[row]) for row in mine.keys() & theirs.keys())


def _by_row(places: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row, number in (place.split() for place in places):
        found.setdefault(row, set()).add(number)
    return found


def _ordinal(word: str) -> int:
    match = _NUMBER.fullmatch(word)
    return int(match[1]) if match else _ordinals().get(word, 0)


def looks_back_years(item: Linkable) -> bool:
    """Say whether headline or lead speak of an anniversary."""
    return bool(_compiled("anniversary").search(opening(item)))


def is_digest(item: Linkable) -> bool:
    """Say whether a piece goes over many matters, by its headline or slug."""
    return any(map(names_digest, (item.take.title, item.take.slug)))


@lru_cache(maxsize=_HEADS)
def names_digest(words: str) -> bool:
    """Say whether a headline or slug is the standing one of a column that goes over many matters."""
    return bool(_compiled("digest").search(words))


@cache
def _table() -> Mapping[str, Any]:
    return loads(files("writethru.link").joinpath("pointers.toml").read_text("utf-8"))


@cache
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(_table()[name], re.IGNORECASE)


@cache
def _series() -> frozenset[str]:
    return frozenset(stem(fold(word)) for line in _table()["series"] for word in line.split())


@cache
def _any_ordinal() -> re.Pattern[str]:
    """Return what is in every text that has an ordinal: most have none, and are not cut into words."""
    words = "|".join(sorted(map(re.escape, _ordinals())))
    return re.compile(rf"\d(?:st|nd|rd|th)|{words}", re.IGNORECASE)


@cache
def _ordinals() -> Mapping[str, int]:
    return {word: number for number, word in enumerate(_table()["ordinals"], start=1)}
