"""Which statements stand inside which, which repeat one another, and which one a denial denies."""

import re
from collections.abc import Sequence

from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.draft import Draft, joined, shared, size
from writethru.model import Span, StatementKind

_STRONG = 0.8  # below this, what is nested in another statement is not kept
_POINTS_BACK = re.compile(r"(?:all |both )?(?:that|this|the|those|these|such|his|her|their)\b", re.IGNORECASE)
_ALONE = frozenset({"it", "this", "that", "them", "those", "these"})
_THIRD = frozenset({"he", "she", "it", "they"})
_ACCUSING = frozenset({StatementKind.CLAIMED, StatementKind.ACCUSED})
_REJECTING = frozenset({StatementKind.REJECTED, StatementKind.DENIED})


def tidy(drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts in order of their words, each once, and without the weak ones inside others. O(n²)."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.start, d.verb)):
        if not any(_repeats(draft, other) for other in kept):
            kept.append(draft)
    held = [holder(d, kept) for d in kept]
    outer = [
        d
        for d, number in zip(kept, held, strict=True)
        if (
            not d.embedded
            if number is None
            else (d.reported or not _weak(d)) and d.speaker and _own_voice(d, kept[number])
        )
    ]
    return sorted(outer, key=lambda d: (min(s.start for s in [*d.content, *d.cue]), -size(d.content), d.verb))


def _repeats(draft: Draft, other: Draft) -> bool:
    if draft.passage != other.passage:
        return False
    if draft.verb == other.verb >= 0:
        return True
    if draft.content[-1].end <= other.start or other.content[-1].end <= draft.start:
        return False
    both = shared(draft.content, other.content)
    if not both:
        return False
    if _holds(other, draft):
        return not _own_voice(draft, other)
    # Two that say the same, or that cut through one another, cannot both be right: the surer one stays.
    return not _holds(draft, other)


def _own_voice(inner: Draft, outer: Draft) -> bool:
    """Say whether the inner one names its speaker within the outer one's words: "he said that Moor agreed"."""
    return inner.speaker is None or any(s.covers(inner.speaker) for s in outer.content)


def _weak(draft: Draft) -> bool:
    return draft.confidence < _STRONG or draft.hearsay or (draft.embedded and not draft.named)


def _holds(outer: Draft, inner: Draft) -> bool:
    if outer.passage > inner.passage or outer.content[-1].end < inner.content[-1].end:
        return False
    return shared(outer.content, inner.content) == size(inner.content) < size(outer.content) and all(
        any(o.covers(c) for o in outer.content) for c in inner.cue
    )


def holder(draft: Draft, drafts: Sequence[Draft]) -> int | None:
    """Return the place of the smallest statement whose content holds a draft's content and cue."""
    best = None
    for number, other in enumerate(drafts):
        if other is draft or not _holds(other, draft):
            continue
        if best is None or size(other.content) < size(drafts[best].content):
            best = number
    return best


def rejected(number: int, drafts: Sequence[Draft], voices: Sequence[object], text: str) -> int | None:
    """Return the place of the statement that a denial points back to ("that claim"), or None.

    ``voices`` tell whose each statement is: nobody rejects what he said himself.
    """
    draft = drafts[number]
    if draft.kind not in _REJECTING or not (noun := _points_back(joined(draft.content), text)):
        return None
    before = [
        n
        for n, other in enumerate(drafts)
        if other.start < draft.start
        and n != number
        and voices[n] != voices[number]
        and draft.passage - other.passage <= 3
    ]
    accusing = [n for n in before if drafts[n].kind in _ACCUSING]
    if noun not in _ALONE:
        before = accusing or _about(draft, before, drafts, text) or before
    return max(before, key=lambda n: (drafts[n].passage, _place(drafts[n])), default=None)


def _about(denial: Draft, before: Sequence[int], drafts: Sequence[Draft], text: str) -> list[int]:
    """Return the statements that name whoever denies: of what was said before, these are what he answers."""
    name = denial.head.of(text) if denial.head else ""
    if not name[:1].isupper() or name.lower() in _THIRD:
        return []
    named = re.compile(rf"\b{re.escape(name)}\b")
    return [n for n in before if any(named.search(text, s.start, s.end) for s in drafts[n].content)]


def _place(draft: Draft) -> int:
    return draft.cue[0].start if draft.cue else draft.start


def _points_back(content: Sequence[Span], text: str) -> str:
    """Return the noun or pronoun by which a denial's content points back, or nothing."""
    words = content[0].of(text).lower().split()
    if not words:
        return ""
    if words[0] in _ALONE and len(words) == 1:
        return words[0]
    if not _POINTS_BACK.match(content[0].of(text)):
        return ""
    anaphors = lexicon().anaphors
    return next((w for word in words[1:4] if (w := word.strip(".,;:").removesuffix("s")) in anaphors), "")
