"""Two takes side by side: their passages, the sentences of these, and what is said in each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from writethru.link.align import Alignment, align, folded, regroup
from writethru.link.items import Linkable
from writethru.link.lexis import shared, table
from writethru.link.passages import Sheet
from writethru.link.said import Said, said_by_words, said_in
from writethru.link.wordforms import Word
from writethru.link.words import fold, stem, terms, tokens
from writethru.model import Change, ChangeKind, PartKind, Span, Spans

_END = re.compile(r"(?:[.!?][\"”’')\]]*\s+(?=[\"“‘'(]?[^\W\d_a-z])|[。！？][」』]?)")
_SHOWN = 8  # words of a passage that a summary quotes


@dataclass(frozen=True)
class Side:
    """One of the two takes; ``passages`` are its paragraphs, those together that are one in the other take."""

    sheet: Sheet
    passages: tuple[Spans, ...]
    folded: tuple[str, ...]
    _telling: dict[Spans, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def start(self, passage: Spans) -> str:
        """Return how a passage begins."""
        words = self.sheet.shown(passage).split(" ")
        return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What is said in its copy; where that was not read, or no parser reads it, sentence by sentence."""
        read = said_in(self.sheet)
        if self.sheet.read and self.sheet.language == "en":
            return read
        sentences = (sentence for passage in self.passages for sentence in self.sentences(passage))
        rest = (s for s in sentences if not any(s.start <= one.place < s.end for one in read))
        found = (said_by_words(self.sheet, sentence) for sentence in rest)
        return tuple(sorted((*read, *(one for one in found if one)), key=lambda one: one.place))

    def said_in(self, sentence: Span) -> tuple[Said, ...]:
        """Return what is said in one sentence: the cue stands there, or the beginning where there is none."""
        return tuple(one for one in self.said if sentence.start <= one.place < sentence.end)

    @cached_property
    def terms(self) -> tuple[frozenset[str], ...]:
        """The words of each passage that tell one thing from another; the headline's last."""
        heads = [(head,) for head in self.sheet.item.take.spans(PartKind.HEADLINE)[:1]]
        return tuple(self.telling(passage) for passage in (*self.passages, *heads))

    def telling(self, passage: Spans) -> frozenset[str]:
        """Return the words of a passage that tell one thing from another, who is named left out."""
        if passage not in self._telling:
            words = frozenset(terms(self.sheet.shown(passage), self.sheet.language))
            self._telling[passage] = words - self._named or words
        return self._telling[passage]

    @cached_property
    def _named(self) -> frozenset[str]:
        """The words for who is named, and the plain words of saying, as ``terms`` has them."""
        return frozenset(stem(word) for word in self.sheet.written | shared("plain"))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(fold(word) for word in tokens(self.sheet.text))

    def knows(self, run: Iterable[Word]) -> bool:
        """Say whether all of some words stand somewhere in the take."""
        return all(fold(word.same) in self._known for word in run)

    @cached_property
    def _ends(self) -> tuple[Span, ...]:
        return tuple(s.span for s in self.sheet.item.facts.sentences if s.scope == "copy")

    def sentences(self, passage: Spans) -> tuple[Span, ...]:
        """Return the sentences of a passage, as they were read or else where a full stop ends one."""
        found = tuple(one for span in passage for one in self._ends if span.covers(one))
        return found or tuple(one for span in passage for one in _cut(self.sheet.text, span))


def _cut(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        yield Span(start, match.end())
        start = match.end()
    if text[start : span.end].strip():
        yield Span(start, span.end)


@dataclass(frozen=True)
class Takes:
    """The earlier and the later of two takes, with their passages paired."""

    old: Side
    new: Side
    alignment: Alignment

    def change(self, kind: ChangeKind, summary: str, before: Spans, after: Spans, *, material: bool) -> Change:
        """Make a change between these two."""
        return Change(self.new.sheet.item.key, self.old.sheet.item.key, kind, material, before, after, summary)


def side_by_side(earlier: Linkable, later: Linkable) -> Takes:
    """Pair the paragraphs of two takes. O(before * after) at worst."""
    copies = tuple(tuple(span for span in item.copy if not corrects(item, span)) for item in (earlier, later))
    texts = [
        [folded(s.of(item.take.text)) for s in spans] for item, spans in zip((earlier, later), copies, strict=True)
    ]
    groups = regroup(*texts)
    old, new = (
        Side(
            Sheet(item),
            tuple(tuple(spans[n] for n in group) for group in grouped),
            tuple(" ".join(words[n] for n in group) for group in grouped),
        )
        for item, spans, words, grouped in zip((earlier, later), copies, texts, groups, strict=True)
    )
    return Takes(old, new, align(old.folded, new.folded))


def corrects(item: Linkable, paragraph: Span) -> bool:
    """Say whether a paragraph tells readers what was corrected: it goes with the copy and is none."""
    return bool(_corrections().match(paragraph.of(item.take.text).strip()))


@cache
def _corrections() -> re.Pattern[str]:
    return re.compile("|".join(table()["corrections"]["patterns"]), re.DOTALL)


def pair_sentences(takes: Takes, before: Spans, after: Spans) -> tuple[Sequence[Span], Sequence[Span], Alignment]:
    """Return the sentences of two passages, and which of one became which of the other."""
    old, new = takes.old.sentences(before), takes.new.sentences(after)
    texts = [
        [folded(span.of(side.sheet.text)) for span in spans] for side, spans in ((takes.old, old), (takes.new, new))
    ]
    return old, new, align(*texts)
