"""Tell matter from polish: no figure, negation, name, speaker or turned lead is ever cosmetic."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from writethru.link.diff import Segment, words
from writethru.link.words import fold, stem, tokens

_CLOSE = 2  # letters in which two spellings of one word may differ
_SPELT = 4  # letters a word must have before a difference counts as spelling


@dataclass(frozen=True, slots=True)
class Lists:
    """Word lists of ``polish.toml``, folded."""

    negations: frozenset[str]
    light: frozenset[str]
    numbers: frozenset[str]


@cache
def lists() -> Lists:
    """Read the word lists."""
    from tomllib import loads

    table = loads(files("writethru.link").joinpath("polish.toml").read_text("utf-8"))
    return Lists(*(frozenset(fold(w) for line in table[k] for w in line.split()) for k in Lists.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Wording:
    """What a rewording touches."""

    figure: bool
    negation: bool
    name: bool
    spelling: bool
    nothing: bool
    content: bool

    @property
    def material(self) -> bool:
        """Whether it can change what the reader is told."""
        return self.figure or self.negation or self.name or self.content


def wording(before: str, after: str) -> Wording:
    """Judge the difference between two versions of a passage."""
    segments = words(before, after)
    gone = [w for s in segments if s.kind == "gone" for w in tokens(s.text)]
    new = [w for s in segments if s.kind == "new" for w in tokens(s.text)]
    if [fold(w) for w in gone] == [fold(w) for w in new]:
        return Wording(figure=False, negation=False, name=False, spelling=False, nothing=True, content=False)
    changed = gone + new
    name = any(_name(segment, before if segment.kind == "gone" else after) for segment in segments)
    spelling = _spelling(gone, new)
    return Wording(
        figure=any(_number(w) for w in changed),
        negation=any(fold(w) in lists().negations or w.lower().endswith(("n't", "n’t")) for w in changed),
        name=name,
        spelling=spelling,
        nothing=False,
        content=not spelling and _content(gone) != _content(new),
    )


def _number(word: str) -> bool:
    return any(c.isdigit() for c in word) or fold(word) in lists().numbers


def _name(segment: Segment, text: str) -> bool:
    """Say whether a changed run holds a name: a capital that is not the first letter of a sentence."""
    if segment.kind == "same":
        return False
    for match in re.finditer(r"[^\W\d_][\w’'-]*", segment.text):
        word = match.group()
        if word[0].isupper() and fold(word) not in lists().light and re.search(_MIDDLE + re.escape(word), text):
            return True
    return False


_MIDDLE = r"(?:[\w,;:()–—-]\s+[\"“‘(]?)"  # what stands before a word that does not begin a sentence


def _spelling(gone: list[str], new: list[str]) -> bool:
    """Say whether each word gone has its counterpart at the same place, spelt a little differently."""
    from rapidfuzz.distance import Levenshtein

    return len(gone) == len(new) and all(
        a.lower() == b.lower()
        or (min(len(a), len(b)) >= _SPELT and not _number(a + b) and Levenshtein.distance(fold(a), fold(b)) <= _CLOSE)
        for a, b in zip(gone, new, strict=True)
    )


def _content(changed: list[str]) -> frozenset[str]:
    return frozenset(stem(fold(w)) for w in changed if fold(w) and fold(w) not in lists().light)
