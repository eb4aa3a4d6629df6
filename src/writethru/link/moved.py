"""Words that only changed places: an attribution, or a group of words within its sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from writethru.link.lexis import shared
from writethru.link.passages import Sheet
from writethru.link.wordforms import What, Word
from writethru.link.words import fold
from writethru.model import Spans

_QUOTES = re.compile(r"[\"“”„«»「」『』]|``|''")
_END = re.compile(r"[.!?。！？][\"”’)\]]*(?=\s+\S|$)")
_BEFORE = re.compile(r"(?:^|(?P<mark>[^\w\s]))[\"“”‘’'`()\s]*(?:(?:the|an?)\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"[\"”’']*\s*(?:[,.;:!?–—_-]|$)")
_WORD = re.compile(r"\w+")
_WITHIN = frozenset(",;:–—-_\"'“”`")
_LONGEST = 12  # words of an attribution that may move
_TURNS = frozenset({What.NEGATION, What.HEDGE})  # at another place they turn something else round

Run = tuple[Word, ...]
Difference = tuple[Run, Run, tuple[int, int]]  # the words gone, the words come, and where in each version


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a passage with its words."""

    sheet: Sheet
    spans: Spans
    words: tuple[Word, ...]

    @property
    def quoted(self) -> bool:
        """Whether any of it stands in quotation marks."""
        return any(_QUOTES.search(self.sheet.text, span.start, span.end) for span in self.spans)

    @property
    def light(self) -> Counter[str]:
        """The words that are not compared, or compared as one, in the form they have."""
        found = (fold(m.group()) for s in self.spans for m in _WORD.finditer(self.sheet.text, s.start, s.end))
        light = self.sheet.lists.free | shared("plain")
        return Counter(word for word in found if word in light)

    def with_cue(self, run: tuple[Word, ...]) -> tuple[Word, ...]:
        """Return a run of words with the "said" that stands right before or after it."""
        first = self.words.index(run[0])
        last = first + len(run)
        if last < len(self.words) and self.words[last].same == "said":
            return (*run, self.words[last])
        return (self.words[first - 1], *run) if first and self.words[first - 1].same == "said" else run

    def set_off(self, run: Sequence[Word]) -> bool:
        """Say whether a run of words opens its sentence, or stands between points or commas."""
        text, start, end = self.sheet.text, run[0].span.start, run[-1].span.end
        first = next(span.start for span in self.spans if span.start <= start < span.end)
        last = next(span.end for span in self.spans if span.start < end <= span.end)
        before = _BEFORE.search(text[first:start])
        if before is None:
            return False
        opens = before["mark"] is None or before["mark"] not in _WITHIN
        return opens or bool(_AFTER.match(text[end:last]))

    def sentences(self) -> list[Counter[str]]:
        """The words of each sentence, in no order."""
        found: list[Counter[str]] = [Counter()]
        ends = iter(
            sorted(m.end() for span in self.spans for m in _END.finditer(self.sheet.text, span.start, span.end))
        )
        end = next(ends, None)
        for word in self.words:
            while end is not None and word.span.start >= end:
                found.append(Counter())
                end = next(ends, None)
            found[-1][word.same] += 1
        return found


def moved(told: Sequence[Difference], old: Version, new: Version, *, one_voice: bool) -> bool:
    """Say whether nothing has changed but the place of an attribution within its sentence.

    Args:
        told: the differences.
        old: the passage before.
        new: the passage after.
        one_voice: one person alone speaks in it, so the attribution may go to another sentence.
    """
    if (runs := _one_run(told)) is None or not (one_voice or old.sentences() == new.sentences()):
        return False
    return any(_attributes(gone, come, old, new) for gone, come in (runs, _passed(told, old, new)))


def _attributes(gone: Run, come: Run, old: Version, new: Version) -> bool:
    """Say whether a run of words that moved says who says the rest, and is set off from it in both versions."""
    if not 0 < len(gone) == len(come) <= _LONGEST or _without_cue(gone) != _without_cue(come):
        return False
    gone, come = old.with_cue(gone), new.with_cue(come)
    cued = all(any(word.same == "said" for word in run) for run in (gone, come))
    return cued and old.set_off(gone) and new.set_off(come)


def _passed(told: Sequence[Difference], old: Version, new: Version) -> tuple[Run, Run]:
    """Return the words that the run which moved passed by: they moved the other way, seen from the run."""
    (gone, come, (a, c)), (_, _, (b, d)) = told
    return old.words[a + len(gone) : b], new.words[c + len(come) : d]


def reordered(told: Sequence[Difference], old: Version, new: Version) -> bool:
    """Say whether one group of words stands elsewhere in its sentence, and nothing else differs.

    Two names or numbers that changed places are two differences, and a single word in another place may go with
    something else; a day alone may come first or last where nobody speaks.
    """
    if (runs := _one_run(told)) is None or old.sentences() != new.sentences():
        return False
    gone, come = ([w for w in run if w.same not in shared("conjunctions")] for run in runs)
    if [word.same for word in gone] != [word.same for word in come] or any(word.what in _TURNS for word in gone):
        return False
    spoken = any(word.same == "said" for word in old.words)
    return len(gone) > 1 or (len(gone) == 1 and gone[0].what is What.DATE and not spoken)


def _one_run(told: Sequence[Difference]) -> tuple[Run, Run] | None:
    """Return the words gone at one place and come at another, where that is all that differs."""
    if len(told) != 2 or any(bool(gone) == bool(new) for gone, new, _ in told):
        return None
    gone, come = told[0][0] or told[1][0], told[0][1] or told[1][1]
    return (gone, come) if gone and come else None


def _without_cue(run: Run) -> list[str]:
    return [word.same for word in run if word.same != "said"]
