"""What a piece is about: its specific names, and how much of it each of them holds.

Countries, their people and other names that stand everywhere are not specific: two pieces that share only these have
nothing in common.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads

from writethru.link.items import Linkable
from writethru.link.weights import commonplace
from writethru.link.words import fold, stem, stopwords, tokens
from writethru.model import EntityKind, MentionKind, Span

_OUTRIGHT = frozenset({MentionKind.NAME, MentionKind.SURNAME})
_SIDES = frozenset(["north", "south", "east", "west", "n", "s", "e", "w", "northern", "southern", "eastern", "western"])
_KEPT = 256  # pieces whose names are kept while one story after the other is looked at
_SHORTEST = 3  # letters: initials of two name too many things
_UPPER = "".join(filter(str.isupper, map(chr, range(0x2C00))))
_CAPITALS = re.compile(rf"[{_UPPER}][\w’'-]*(?:\s+[{_UPPER}][\w’'-]*)*")

_GLUED = re.compile(r"([A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]{2,})[A-ZÀ-Þ]\w+")


@dataclass(frozen=True, slots=True)
class Subject:
    """A name in one piece: where it stands. ``paragraphs`` counts the piece's copy from 0."""

    name: str
    kind: EntityKind | None
    headline: bool
    paragraphs: tuple[int, ...]

    @property
    def prominent(self) -> bool:
        """Whether headline or lead name it."""
        return self.headline or 0 in self.paragraphs


def folded_name(name: str) -> str:
    """Return a name as names are compared: folded words, without leading article."""
    found = [fold(word) for word in tokens(name)]
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found)


@lru_cache(maxsize=_KEPT)
def subjects(item: Linkable) -> Mapping[str, Subject]:
    """Return the specific names of a piece by their folded form; capitals of the headline where none were read."""
    copy = item.copy
    starts = [span.start for span in copy]
    found: dict[str, Subject] = {}
    words = {word for entity in item.facts.entities for word in entity.name.split()}
    for entity in item.facts.entities:
        named = [m for m in entity.mentions if m.kind in _OUTRIGHT and m.scope in {"headline", "copy"}]
        key = folded_name(entity.name)
        if not named or not specific(key) or _runs_on(entity.name, words):
            continue
        within = {
            n for mention in named if (n := _paragraph(mention.span, starts)) >= 0 and copy[n].covers(mention.span)
        }
        before = found.get(key)
        if before:
            within |= set(before.paragraphs)
        headline = any(m.scope == "headline" for m in named) or (before is not None and before.headline)
        found[key] = Subject(entity.name, entity.kind, headline, tuple(sorted(within)))
    return found or _headline_names(item)


def _runs_on(name: str, words: Set[str]) -> bool:
    """Say whether a word of a name is another with the next one run on: a page that lost the space after a link."""
    return any((found := _GLUED.fullmatch(word)) is not None and found[1] in words for word in name.split())


def _paragraph(span: Span, starts: Sequence[int]) -> int:
    """Return the last paragraph that begins at or before a span, or -1; paragraphs stand in the order of the text."""
    return bisect_right(starts, span.start) - 1


def _headline_names(item: Linkable) -> dict[str, Subject]:
    """Return runs of capitals inside the headline, where the headline is not all capitals."""
    title = item.take.title
    words = title.split()
    if not words or sum(w[:1].isupper() for w in words) > 0.6 * len(words):
        return {}
    found = [match.group() for match in _CAPITALS.finditer(title) if match.start() > 0]
    return {folded_name(n): Subject(n, None, headline=True, paragraphs=()) for n in found if specific(folded_name(n))}


def specific(key: str) -> bool:
    """Say whether a folded name can tell one matter from another."""
    words = key.split()
    if len(words) > 1 and words[0] in _SIDES:
        words = words[1:]
    if not words or len(key) < _SHORTEST or key in _countries() or " ".join(words) in _countries():
        return False
    common = _common()
    return not all(stem(word) in common or word in common for word in words)


@cache
def _common() -> frozenset[str]:
    return commonplace() | stopwords("en")


@cache
def _countries() -> frozenset[str]:
    """Return the names of countries and continents in English (CLDR), and usual short forms, folded."""
    from writethru.cldr import Locale

    table = loads(files("writethru.link").joinpath("commonplace.toml").read_text("utf-8"))
    names = {folded_name(name) for name in [*Locale("en").territories.values(), *table["names"]]}
    return frozenset(names | {name.replace(" ", "") for name in names})  # a slug sets no spaces


def title_words(item: Linkable) -> frozenset[str]:
    """Return the folded words of the headline."""
    return frozenset(fold(word) for word in tokens(item.take.title))
