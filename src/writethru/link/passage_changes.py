"""What differs between two versions of one paragraph, sentence by sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from writethru.link.pairs import Side, Takes, pair_sentences
from writethru.link.passages import Sheet
from writethru.link.polish import Hunk, Touch, Wording, wording
from writethru.link.said import Said, same_thing, same_voice
from writethru.link.wordforms import Word
from writethru.model import Span, Spans

_BLANK = re.compile(r"\n\s*\n")
_FACTS = frozenset({Touch.FIGURE, Touch.DATE, Touch.NAME})
_SPELT = frozenset({Touch.SPELLING, Touch.STYLE})


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure, date or name in the place of another, with the wording that it stands in."""

    hunk: Hunk
    how: Wording


@dataclass(slots=True)
class Differences:
    """All that differs between two versions of a passage.

    Attributes:
        facts: figures, dates and names, each in the place of another.
        statements: sentences (before, after) whose statement is another now.
        spelling: there are differences of spelling and style.
        light: words came, went or changed places that tell nothing.
        words: words came, went or changed that may tell something.
        mixed: sentences (before, after) in which they did.
        gone, come: sentences that one version has alone.
    """

    facts: list[Fact] = field(default_factory=list)
    statements: list[tuple[Span, Span]] = field(default_factory=list)
    spelling: bool = False
    light: bool = False
    words: bool = False
    mixed: list[tuple[Span, Span]] = field(default_factory=list)
    gone: list[Span] = field(default_factory=list)
    come: list[Span] = field(default_factory=list)


def differences(takes: Takes, before: Spans, after: Spans) -> Differences:
    """Compare two versions of a passage."""
    out = Differences()
    if takes.old.sheet.shown(before) == takes.new.sheet.shown(after):
        out.spelling = _paragraphs(takes.old.sheet, before) != _paragraphs(takes.new.sheet, after)  # split or joined
        return out
    if _turned(takes, before, after):
        out.light = True
        return out
    old, new, alignment = pair_sentences(takes, before, after)
    for i, j in alignment.pairs:
        _sentence(takes, old[i], new[j], out)
    out.light = out.light or bool(alignment.moved)
    kept = [(old[i], new[j]) for i, j in alignment.pairs]
    out.gone = _lone(takes.old, [old[i] for i in alignment.dropped], kept, 0, out)
    out.come = _lone(takes.new, [new[j] for j in alignment.added], kept, 1, out)
    return out


def _turned(takes: Takes, before: Spans, after: Spans) -> bool:
    """Say whether of the one thing said in a passage nothing but the place of its attribution is another."""
    said = [[*sides(side, side.sentences(spans))] for side, spans in ((takes.old, before), (takes.new, after))]
    if [len(units) for units in said] != [1, 1] or not same_voice(said[0][0], said[1][0]):
        return False
    how = wording(takes.old.sheet, before, takes.new.sheet, after, one_voice=True)
    return not how.material and Touch.LIGHT in how.touches


def _lone(side: Side, lone: list[Span], kept: Sequence[tuple[Span, Span]], which: int, out: Differences) -> list[Span]:
    """Return the sentences of one version alone; those that only go on with a statement of a kept one reword that."""
    rest = []
    for sentence in lone:
        units = () if side.said_in(sentence) else (u for u in side.said if any(sentence.meets(s) for s in u.content))
        of = next((pair for unit in units for pair in kept if pair[which].start <= unit.place < pair[which].end), None)
        if of is None:
            rest.append(sentence)
        elif of not in out.statements:
            out.statements.append(of)
    return rest


def _paragraphs(sheet: Sheet, passage: Spans) -> int:
    """Count the paragraphs of a passage: lines that only end are none."""
    gaps = (sheet.text[one.end : other.start] for one, other in pairwise(passage))
    return sum(bool(_BLANK.search(gap)) for gap in gaps)


def _sentence(takes: Takes, before: Span, after: Span, out: Differences) -> None:
    if takes.old.sheet.shown((before,)) == takes.new.sheet.shown((after,)):
        return
    how = wording(takes.old.sheet, (before,), takes.new.sheet, (after,))
    said = takes.old.said_in(before), takes.new.said_in(after)
    statement = how.quoted and bool(said[0] and said[1])
    words = False
    out.spelling = out.spelling or not how.hunks
    for hunk in how.hunks:
        if hunk.touch in _FACTS and not _other_voice(hunk, takes, said):
            out.facts.append(Fact(hunk, how))
        elif hunk.touch in _SPELT:
            out.spelling = True
        elif hunk.touch is Touch.LIGHT:
            out.light = True
        else:
            out.mixed.append((before, after))
            within = _in_statement(hunk, said)
            statement = statement or within
            words = words or not within
    one_sided = statement and bool(said[0]) is not bool(said[1])  # somebody's words now, or nobody's: that is all of it
    out.words = out.words or (words and not one_sided)
    if how.quoted and not takes.old.sheet.read:
        out.words = True
    if statement:
        out.statements.append((before, after))


Both = tuple[Sequence[Said], Sequence[Said]]


def _other_voice(hunk: Hunk, takes: Takes, said: Both) -> bool:
    """Say whether a name that differs is another speaker whom both takes know, and no name put right."""
    if hunk.touch is not Touch.NAME or not _speaks(hunk.gone, said[0]) or not _speaks(hunk.new, said[1]):
        return False
    return takes.old.knows(hunk.new) and takes.new.knows(hunk.gone)


def _speaks(run: Sequence[Word], said: Sequence[Said]) -> bool:
    return any(one.speaks(word.span.start) for word in run for one in said)


def _in_statement(hunk: Hunk, said: Both) -> bool:
    """Say whether a difference lies in what is said or how, or makes it somebody else's, or nobody's."""
    held = [
        any(one.holds(word.span.start) for word in run for one in units)
        for run, units in zip((hunk.gone, hunk.new), said, strict=True)
    ]
    if said[0] and said[1]:
        voices = _speaks(hunk.gone, said[0]) or _speaks(hunk.new, said[1])
        return any(held) or (voices and not any(same_voice(a, b) for a in said[0] for b in said[1]))
    return any(_cued(run, units) for run, units in zip((hunk.gone, hunk.new), said, strict=True))


def _cued(run: Sequence[Word], said: Sequence[Said]) -> bool:
    return any(cue.start <= word.span.start < cue.end for word in run for one in said for cue in one.cue)


def unmatched(gone: Sequence[Said], come: Sequence[Said]) -> tuple[list[Said], list[Said], list[tuple[Said, Said]]]:
    """Return what is said in one list alone, in the other alone, and in both."""
    pairs: list[tuple[Said, Said]] = []
    left, right = list(gone), list(come)
    for one in gone:
        match = next((other for other in right if same_thing(one, other)), None)
        if match is not None:
            pairs.append((one, match))
            left.remove(one)
            right.remove(match)
    return left, right, pairs


def sides(side: Side, spans: Sequence[Span]) -> Iterator[Said]:
    """Yield what is said in sentences."""
    for span in spans:
        yield from side.said_in(span)
