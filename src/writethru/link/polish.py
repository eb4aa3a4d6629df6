"""Tell matter from polish: no figure, date, negation, name, speaker or turned lead is ever cosmetic."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from writethru.link.lexis import agreeing, shared
from writethru.link.moved import Version, moved, reordered
from writethru.link.passages import Sheet
from writethru.link.spelling import respelt
from writethru.link.wordforms import What, Word
from writethru.link.words import stem
from writethru.model import Spans

_LARGEST = 400_000_000  # words by words; two passages longer than that differ as a whole


class Touch(StrEnum):
    """What a difference touches."""

    STYLE = "style"
    LIGHT = "light words"  # the place of an attribution, "that" left out, "told reporters" for "said"
    SPELLING = "spelling"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    HEDGE = "hedge"
    WORDS = "words"


_COSMETIC = frozenset({Touch.STYLE, Touch.SPELLING, Touch.LIGHT})
_ALONE = frozenset({Touch.FIGURE, Touch.DATE, Touch.NAME, Touch.SPELLING, Touch.STYLE})


@dataclass(frozen=True, slots=True)
class Hunk:
    """One difference: the words gone, the words come in their place, what that touches, and where it stands."""

    touch: Touch
    gone: tuple[Word, ...]
    new: tuple[Word, ...]
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Wording:
    """The differences between two versions of a passage.

    ``quoted``: one of them stands in quotation marks, at least in part, and the other has none.
    """

    old: tuple[Word, ...]
    new: tuple[Word, ...]
    hunks: tuple[Hunk, ...]
    quoted: bool = False

    @property
    def touches(self) -> frozenset[Touch]:
        """What the differences touch."""
        return frozenset(hunk.touch for hunk in self.hunks)

    @property
    def material(self) -> bool:
        """Whether it can change what the reader is told."""
        return self.quoted or bool(self.touches - _COSMETIC)

    @property
    def reworded(self) -> bool:
        """Whether more has changed than figures, dates, names and spelling, each put in the place of another."""
        return self.quoted or bool(self.touches - _ALONE)


def wording(earlier: Sheet, before: Spans, later: Sheet, after: Spans, *, one_voice: bool = False) -> Wording:
    """Compare two versions of a passage. O(length^2) at worst.

    ``one_voice``: one person alone speaks in it, so an attribution may move from sentence to sentence.
    """
    old, new = (Version(s, spans, s.words(spans)) for s, spans in ((earlier, before), (later, after)))
    hunks = tuple(_hunks(old.words, new.words, later.language))
    told = [(hunk.gone, hunk.new, hunk.at) for hunk in hunks if hunk.touch not in _COSMETIC]
    if moved(told, old, new, one_voice=one_voice) or reordered(told, old, new):
        hunks = tuple(replace(hunk, touch=Touch.LIGHT) for hunk in hunks)
    if old.light != new.light and all(hunk.touch in _COSMETIC for hunk in hunks):
        hunks = (*hunks, Hunk(Touch.LIGHT, (), ()))
    return Wording(old.words, new.words, hunks, old.quoted != new.quoted)


def _hunks(old: Sequence[Word], new: Sequence[Word], language: str) -> Iterator[Hunk]:
    from rapidfuzz.distance import LCSseq

    if len(old) * len(new) > _LARGEST:
        yield Hunk(Touch.WORDS, tuple(old), tuple(new))
        return
    a, b, c, d = 0, 0, 0, 0  # the difference that is being gathered: old[a:b] became new[c:d]
    codes = LCSseq.opcodes([word.same for word in old], [word.same for word in new])
    for code in codes:
        if code.tag != "equal":
            b, d = code.src_end, code.dest_end
            continue
        if a < b or c < d:
            yield _judged(old, new, (a, b, c, d), language)
        a = b = code.src_end
        c = d = code.dest_end
    if a < b or c < d:
        yield _judged(old, new, (a, b, c, d), language)


def _judged(old: Sequence[Word], new: Sequence[Word], run: tuple[int, int, int, int], language: str) -> Hunk:
    a, b, c, d = run
    gone, come = tuple(old[a:b]), tuple(new[c:d])
    touch = Touch.FIGURE if _longer(old[:a], gone, come) else _touch(gone, come, language)
    return Hunk(touch, gone, come, (a, c))


def _longer(before: Sequence[Word], gone: tuple[Word, ...], new: tuple[Word, ...]) -> bool:
    """Say whether an amount got, or lost, a second part: "three years and four months" for "three years"."""
    part = [word.what if word.same not in shared("joins") else None for word in gone or new]
    measured = bool(before) and before[-1].what is What.UNIT
    return measured and not (gone and new) and part in ([None, What.NUMBER, What.UNIT], [What.NUMBER, What.UNIT])


def _touch(gone: tuple[Word, ...], new: tuple[Word, ...], language: str) -> Touch:
    whats = {word.what for word in (*gone, *new)}
    if len(gone) == len(new) and whats == {What.NAME}:
        return Touch.NAME
    if gone and _run(gone) == _run(new):
        return Touch.STYLE
    if What.NEGATION in whats:
        return Touch.NEGATION
    if gone and new and whats == {What.NAME}:
        return Touch.NAME
    if gone and new and What.DATE in whats and whats <= {What.DATE, What.NUMBER}:
        return Touch.DATE
    if _figures(gone, new):
        return Touch.FIGURE
    if len(gone) == len(new) and all(_spelt(a, b, language) for a, b in zip(gone, new, strict=True)):
        return Touch.SPELLING
    return Touch.HEDGE if What.HEDGE in whats and whats <= {What.HEDGE, What.WORD} else Touch.WORDS


def _run(words: Sequence[Word]) -> str:
    return "".join(re.sub(r"[ -]", "", word.raw or word.same) for word in words)


def _spelt(one: Word, other: Word, language: str) -> bool:
    return one.what is other.what is What.WORD and respelt(one.same, other.same, language)


def _figures(gone: tuple[Word, ...], new: tuple[Word, ...]) -> bool:
    """Say whether one amount took the place of another: what is left beside it only agrees with it in number."""
    amount = (What.NUMBER, What.QUALIFIER, What.UNIT)
    if not any(word.what in amount for word in gone + new):
        return False
    if not any(word.what in amount[:2] for word in gone + new) and not (gone and new):
        return False
    numbers = [any(word.what is What.NUMBER for word in side) for side in (gone, new)]
    rest = [
        [w.same for w in side if w.what not in amount and not (all(numbers) and w.same in shared("joins"))]
        for side in (gone, new)
    ]
    if numbers[0] != numbers[1] or len(rest[0]) != len(rest[1]):
        return False
    return all(_agree(a, b) for a, b in zip(*rest, strict=True))


def _agree(one: str, other: str) -> bool:
    return stem(one) == stem(other) or any(one in forms and other in forms for forms in agreeing())
