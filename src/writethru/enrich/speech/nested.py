"""Which statements stand inside which, which repeat one another, and which one a denial denies."""

import re
from collections import defaultdict
from collections.abc import Sequence

from writethru.enrich.laid import Laid
from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.draft import Draft, joined, shared, size
from writethru.model import Span, StatementKind

_STRETCH = 512  # code points of a stretch of text
_STRONG = 0.8  # below this, what is nested in another statement is not kept
_POINTS_BACK = re.compile(r"(?:all |both )?(?:that|this|the|those|these|such|his|her|their)\b", re.IGNORECASE)
_ALONE = frozenset({"it", "this", "that", "them", "those", "these"})
_THIRD = frozenset({"he", "she", "it", "they"})
_ACCUSING = frozenset({StatementKind.CLAIMED, StatementKind.ACCUSED})
_REJECTING = frozenset({StatementKind.REJECTED, StatementKind.DENIED})


def tidy(drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts in order of their words, each once, and without the weak ones inside others. O(n log n)."""
    kept: list[Draft] = []
    verbs: set[tuple[int, int]] = set()
    near: defaultdict[int, list[Draft]] = defaultdict(list)  # what is kept, by the stretches of text it touches
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.start, d.verb)):
        stretches = range(draft.start // _STRETCH, draft.content[-1].end // _STRETCH + 1)
        if (draft.passage, draft.verb) in verbs or any(
            _repeats(draft, other) for at in stretches for other in near[at]
        ):
            continue
        kept.append(draft)
        if draft.verb >= 0:
            verbs.add((draft.passage, draft.verb))
        for at in stretches:
            near[at].append(draft)
    held = holders(kept)
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
    """Say whether a draft is of no more worth beside a surer one of another verb."""
    if draft.passage != other.passage:
        return False
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


def holders(drafts: Sequence[Draft]) -> list[int | None]:
    """Return for each draft the place of the smallest of them whose content holds its content and cue, or None."""
    laid = Laid((part, number) for number, draft in enumerate(drafts) for part in draft.content)
    held: list[int | None] = []
    for draft in drafts:
        around = dict.fromkeys(laid.meeting(draft.content[0]))
        holding = [n for n in around if drafts[n] is not draft and _holds(drafts[n], draft)]
        held.append(min(holding, key=lambda n: (size(drafts[n].content), n), default=None))
    return held


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
