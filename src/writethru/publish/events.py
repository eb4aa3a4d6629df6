"""Rows of ``writethru export events``: who did, wants or promised what, to whom, and in whose words that stands."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from writethru.model import Event, Facts, Spans, Take

Row = dict[str, Any]
Voices = Mapping[tuple[str, int], str]
Shift = Callable[[Take, Spans], list[list[int]] | None]


def events(take: Take, facts: Facts, voices: Voices, shift: Shift) -> Iterator[Row]:
    """Yield the rows of a take's events; what stands outside the row's own text has none.

    ``shift`` turns spans into offsets of the row's text. ``plover`` and ``mode`` are null where PLOVER has no category.
    """
    for event in facts.events:
        spans, trigger = shift(take, event.spans), shift(take, event.trigger)
        if spans is None or trigger is None:
            continue
        plover, _, mode = event.plover.partition("-")
        yield {
            "id": take.id,
            "spans": spans,
            "trigger": trigger,
            "kind": event.kind.value,
            "actor": _person(take, event.actor, voices),
            "also": [person for number in event.also if (person := _person(take, number, voices))],
            "addressee": _person(take, event.addressee, voices),
            "object": _words(take, event.object),
            "condition": _words(take, event.condition),
            "amount": _amount(facts, event),
            "due": _value(facts, event.due),
            "day": _value(facts, event.day),
            "state": event.state.value,
            "plover": plover or None,
            "mode": mode or None,
            "voice": _voice(take, facts, event, voices),
            "reported_by_another": second_hand(facts, event),
            "confidence": round(event.confidence, 3),
            "shown": event.shown,
        }


def second_hand(facts: Facts, event: Event) -> bool:
    """Say whether an event stands in the words of somebody other than its actor, or is hearsay even there."""
    if event.statement is None:
        return False
    said = facts.statements[event.statement]
    return said.reported_by_another or said.entity is None or said.entity != event.actor


def _voice(take: Take, facts: Facts, event: Event, voices: Voices) -> str | None:
    """Return who says so, or None where the piece itself does or the statement's speaker is unclear."""
    if event.statement is None or not (said := facts.statements[event.statement]).shown:
        return None
    return _person(take, said.entity, voices)


def _words(take: Take, spans: Spans) -> str:
    return " ".join(" ".join(span.of(take.text) for span in spans).split())


def _amount(facts: Facts, event: Event) -> Row | None:
    if event.amount is None:
        return None
    figure = facts.figures[event.amount]
    return {"value": figure.value, "low": figure.low, "high": figure.high, "unit": figure.unit}


def _value(facts: Facts, date: int | None) -> str | None:
    return None if date is None else facts.dates[date].value


def _person(take: Take, entity: int | None, voices: Voices) -> str | None:
    return None if entity is None else voices.get((take.key, entity))
