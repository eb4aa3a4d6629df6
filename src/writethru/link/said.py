"""What is said in a take, one for each cue: the units in which statements come, go and change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from writethru.link.lexis import table
from writethru.link.passages import Sheet
from writethru.link.words import fold, overlap, terms
from writethru.model import Span, Spans, Statement

_ARTICLES = frozenset({"the", "a", "an"})
_SAME = 0.5  # share of the shorter content's words that both have
_ELSEWHERE = 0.8  # share of a content's words that the other take's copy has in one paragraph


@dataclass(frozen=True)
class Said:
    """What one cue brings: its content, who says it, and the words of saying."""

    sheet: Sheet
    content: Spans
    speaker: Spans
    cue: Spans
    entity: int | None

    @property
    def whole(self) -> Span:
        """From its first word to its last."""
        spans = (*self.content, *self.speaker, *self.cue)
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    @property
    def place(self) -> int:
        """Where it stands: its cue, else its first word."""
        return min(self.cue or self.content).start

    @cached_property
    def terms(self) -> frozenset[str]:
        """The words of its content that tell one thing from another."""
        return frozenset(terms(self.sheet.shown(self.content), self.sheet.language))

    @cached_property
    def name(self) -> str:
        """Who says it, as named in the piece; empty when nobody is."""
        if self.entity is not None:
            return self.sheet.item.facts.entities[self.entity].name
        return self.sheet.shown(self.speaker)

    def holds(self, place: int) -> bool:
        """Whether a place lies in what is said or in the words of saying."""
        return any(span.start <= place < span.end for span in (*self.content, *self.cue))

    def speaks(self, place: int) -> bool:
        """Whether a place lies in the words for who says it."""
        return any(span.start <= place < span.end for span in self.speaker)


def said_in(sheet: Sheet) -> tuple[Said, ...]:
    """Return what is said in a take's copy, in order; quotation that goes on without a cue is with the one before."""
    out: list[Said] = []
    statements = sorted(_outer(sheet), key=lambda s: min(span.start for span in s.content))
    for one in statements:
        same = next((n for n, other in enumerate(out) if one.cue and other.cue == one.cue), None)
        goes_on = out and not one.cue and out[-1].entity == one.entity
        if same is None and goes_on:
            same = len(out) - 1
        if same is None:
            out.append(Said(sheet, one.content, one.speaker, one.cue, one.entity))
        else:
            before = out[same]
            out[same] = Said(sheet, before.content + one.content, before.speaker, before.cue, before.entity)
    return tuple(out)


def said_by_words(sheet: Sheet, sentence: Span) -> Said | None:
    """Return a sentence as what is said, where a word of saying stands in it; its speaker is not read."""
    match = _saying(sheet.language).search(sheet.text, sentence.start, sentence.end)
    return Said(sheet, (sentence,), (), (Span(*match.span()),), None) if match else None


@cache
def _saying(language: str) -> re.Pattern[str]:
    """The words of saying of a language, whole words where words stand apart."""
    from writethru.enrich.speech.tongues import tongues

    tongue = tongues().by_language.get(language)
    words = [found for found in (table()["saying"].get(language, ""), tongue.cue.pattern if tongue else "") if found]
    bound = "" if language in ("ja", "zh", "ko") else r"\b"
    return re.compile(rf"{bound}(?:{'|'.join(words)}){bound}" if words else "(?!)", re.IGNORECASE)


def _outer(sheet: Sheet) -> Iterator[Statement]:
    for statement in sheet.item.facts.statements:
        if statement.scope == "copy" and statement.inside is None and statement.shown and statement.content:
            yield statement


def same_thing(one: Said, other: Said) -> bool:
    """Say whether two are of one matter, whoever says it."""
    return overlap(one.terms, other.terms) >= _SAME


def same_voice(one: Said, other: Said) -> bool:
    """Say whether two have one speaker, as far as the names tell."""
    a, b = ({fold(word) for word in said.name.split()} - _ARTICLES for said in (one, other))
    return a <= b or b <= a


def stands_in(said: Said, paragraphs: Sequence[frozenset[str]]) -> bool:
    """Say whether one of the paragraphs, given by their terms, has what is said."""
    return bool(said.terms) and any(len(said.terms & words) >= _ELSEWHERE * len(said.terms) for words in paragraphs)
