"""From drafts to statements: speakers resolved to entities, own words told from insertions, confidence judged."""

from collections.abc import Sequence
from dataclasses import replace

from writethru.enrich.piece import Piece
from writethru.enrich.speech.draft import Draft, joined
from writethru.enrich.speech.nested import holder, rejected
from writethru.enrich.speech.quotes import insertions, own_words, pair
from writethru.model import MentionKind, Span, Spans, Statement

SHOWN = 0.6
"""The confidence from which a statement is shown with its speaker."""

_UNSURE_MENTION = 0.5
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "they": "p", "them": "p", "who": "w"}

Resolved = tuple[int | None, float]


def statements(piece: Piece, drafts: Sequence[Draft]) -> list[Statement]:
    """Make the statements of a piece from its drafts, which are in order; O(n²)."""
    mentions = sorted(
        (m.span, number, m.kind, m.confidence) for number, e in enumerate(piece.entities) for m in e.mentions
    )
    resolved = [_resolve(mentions, d.head, d.speaker) for d in drafts]
    voices = [_voice(d, r, piece.text) for d, r in zip(drafts, resolved, strict=True)]
    out = [_statement(piece, d, r, mentions) for d, r in zip(drafts, resolved, strict=True)]
    for number, draft in enumerate(drafts):
        inside = holder(draft, drafts)
        out[number] = replace(
            out[number],
            inside=inside,
            reported_by_another=inside is not None and voices[inside] != voices[number],
            rejects=rejected(number, drafts, voices, piece.text),
        )
    return [replace(s, rejects=_root(out, s.rejects)) if s.rejects is not None else s for s in out]


def _root(made: Sequence[Statement], number: int) -> int:
    """Follow a denial of a denial of the same thing back to what was denied first."""
    while (before := made[number].rejects) is not None and before < number:
        number = before
    return number


Mentions = Sequence[tuple[Span, int, MentionKind, float]]


def _resolve(mentions: Mentions, head: Span | None, speaker: Span | None) -> Resolved:
    """Return the entity of the mention that holds the speaker's head word, and how sure that is."""
    if head is None:
        return None, 0.0
    over = [(size(m[0]), m) for m in mentions if m[0].meets(head)]
    if not over and speaker:  # "the mayor, Ada Moor": the name stands beside the head
        over = [(size(m[0]), m) for m in mentions if speaker.covers(m[0]) and m[2] is MentionKind.NAME][:1]
        over = [o for o in over if o[1][0].start - head.end <= _BESIDE]
    if not over:
        return None, 0.0
    _, (_, entity, _, sure) = max(over, key=lambda o: o[0])
    return entity, sure


_BESIDE = 3


def size(span: Span) -> int:
    """Return a span's length."""
    return span.end - span.start


def _voice(draft: Draft, resolved: Resolved, text: str) -> tuple[str, object]:
    """Return something that two statements share only when they are one person's."""
    if resolved[0] is not None:
        return ("entity", resolved[0])
    if draft.speaker is None:
        return ("nobody", draft.verb) if draft.hearsay else ("", "")
    words = (draft.head or draft.speaker).of(text).lower()
    return ("pronoun", _PRONOUNS[words]) if words in _PRONOUNS else ("words", words)


def _statement(piece: Piece, draft: Draft, resolved: Resolved, mentions: Mentions) -> Statement:
    content = tuple(joined(draft.content))
    quoted = _quoted(piece.text, content)
    inserted = tuple(insertions(piece.text, quoted))
    entity, sure = resolved
    confidence = _confidence(draft, piece.text, entity, sure, named=bool(piece.entities))
    return Statement(
        content=content,
        scope=draft.scope,
        speaker=(draft.speaker,) if draft.speaker else (),
        cue=tuple(draft.cue),
        kind=draft.kind,
        entity=entity,
        direct=bool(quoted),
        words=own_words(piece.text, quoted, inserted),
        insertions=inserted,
        addressee=_resolve(mentions, draft.addressee, None)[0],
        confidence=confidence,
        shown=confidence >= SHOWN and draft.speaker is not None,
    )


def _quoted(text: str, content: Spans) -> Spans:
    """Return what stands in quotation marks within the content, marks left out."""
    return tuple(w for q in pair(text, content) for w in q.words if w.end > w.start)


def _confidence(draft: Draft, text: str, entity: int | None, sure: float, *, named: bool) -> float:
    """Judge speaker and content together: a pronoun that resolves to nobody says little about who spoke."""
    if draft.speaker is None:
        return min(draft.confidence, 0.4)
    confidence = draft.confidence
    if entity is not None:
        return round(min(confidence, 0.5 + sure / 2), 3)
    words = (draft.head or draft.speaker).of(text).lower()
    if words in _PRONOUNS or words in _FIRST_PERSON:
        confidence -= 0.4 if named else 0.2
    return round(max(confidence, 0.05), 3)
