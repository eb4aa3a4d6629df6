"""Rows of JSON Lines for ``writethru export``: one function a table.

Offsets are code points into the input row's own text: a fact outside it (in a headline that the row gave
apart) has no row.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from writethru.model import Facts, Span, Spans, Take

Row = dict[str, Any]
Voices = Mapping[tuple[str, int], str]  # (take, entity) -> the person or body it is across pieces


def shift(take: Take, spans: Spans) -> list[list[int]] | None:
    """Return spans as offsets into the row's text, or None when one of them lies outside it."""
    end = len(take.text) if take.row_end is None else take.row_end
    if any(s.start < take.row_start or s.end > end for s in spans):
        return None
    return [[s.start - take.row_start, s.end - take.row_start] for s in spans]


def statements(take: Take, facts: Facts, voices: Voices) -> Iterator[Row]:
    """Rows of a take's statements."""
    for s in facts.statements:
        content, speaker, cue = shift(take, s.content), shift(take, s.speaker), shift(take, s.cue)
        if content is None or speaker is None or cue is None:
            continue
        yield {
            "id": take.id,
            "content": content,
            "speaker": speaker,
            "cue": cue,
            "person": _voice(take, facts, s.entity, voices),
            "kind": s.kind.value,
            "direct": s.direct,
            "reported_by_another": s.reported_by_another,
            "confidence": round(s.confidence, 3),
            "shown": s.shown,
            "scope": s.scope,
        }


def dates(take: Take, facts: Facts) -> Iterator[Row]:
    """Rows of a take's date expressions."""
    for d in facts.dates:
        if found := shift(take, (d.span,)):
            yield {
                "id": take.id,
                "start": found[0][0],
                "end": found[0][1],
                "type": d.type.value,
                "value": d.value,
            }


def figures(take: Take, facts: Facts, voices: Voices) -> Iterator[Row]:
    """Rows of a take's figures; ``attributed_to`` is null where nobody is named."""
    for f in facts.figures:
        if not (found := shift(take, (f.span,))):
            continue
        voice = facts.statements[f.statement].entity if f.statement is not None else None
        yield {
            "id": take.id,
            "start": found[0][0],
            "end": found[0][1],
            "value": f.value,
            "low": f.low,
            "high": f.high,
            "unit": f.unit,
            "what": f.what,
            "qualifier": f.qualifier,
            "attributed_to": _voice(take, facts, voice, voices),
            "scope": f.scope,
        }


def _voice(take: Take, facts: Facts, entity: int | None, voices: Voices) -> str | None:
    if entity is None:
        return None
    return voices.get((take.key, entity), facts.entities[entity].name)


def span_row(take: Take, span: Span) -> list[int] | None:
    """Return one span as ``[start, end]`` in the row's text, or None when it lies outside."""
    found = shift(take, (span,))
    return found[0] if found else None
