"""The same happening told twice in one sentence is one event."""

from bisect import bisect_right
from collections.abc import Sequence

from writethru.enrich.piece import Piece
from writethru.model import Event


def once(piece: Piece, events: Sequence[Event]) -> list[Event]:
    """Put events in the order of the text and drop what only repeats another of its sentence; O(n²) in a sentence."""
    ordered = sorted(events, key=lambda e: (e.trigger[0].start, e.trigger[-1].end, e.object))
    starts = [s.span.end for s in piece.sentences]
    out: list[Event] = []
    for event in ordered:
        place = _sentence(starts, event)
        near = [e for e in out if e.scope == event.scope and _sentence(starts, e) == place]
        if not any(_repeats(event, other) for other in near):
            out.append(event)
    return out


def _sentence(ends: Sequence[int], event: Event) -> int:
    return bisect_right(ends, event.trigger[0].start)


def _repeats(event: Event, other: Event) -> bool:
    if (event.kind, event.plover, event.state) != (other.kind, other.plover, other.state):
        return False
    if event.actor is not None and other.actor is not None and event.actor != other.actor:
        return False
    covered = all(any(span.covers(t) for span in other.spans) for t in event.trigger)
    return event.object == other.object and (covered or event.trigger == other.trigger)
