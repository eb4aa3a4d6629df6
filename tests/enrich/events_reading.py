"""Copy read by every layer that events stand on, and events told in words, for the tests beside this file."""

from writethru.enrich.layers import enrich
from writethru.enrich.piece import Piece
from writethru.model import Event
from writethru.read.jsonl import Row, take_of

LAYERS = ("language", "sentences", "syntax", "names", "dates", "figures", "statements", "events")
DAY = "2026-03-04"


def read(text: str, headline: str = "") -> Piece:
    return enrich([take_of(Row(id="probe", headline=headline, text=text, published=DAY), "probe")], only=LAYERS)[0]


def told(piece: Piece, event: Event) -> dict:
    """Say an event in words: names for entities, words for spans, values for dates."""

    def name(number):
        return None if number is None else piece.entities[number].name

    def words(spans):
        return " ".join(" ".join(span.of(piece.text) for span in spans).split())

    return {
        "kind": event.kind.value,
        "state": event.state.value,
        "plover": event.plover,
        "actor": name(event.actor),
        "also": [name(number) for number in event.also],
        "addressee": name(event.addressee),
        "object": words(event.object),
        "condition": words(event.condition),
        "amount": None if event.amount is None else words([piece.figures[event.amount].span]),
        "due": None if event.due is None else piece.dates[event.due].value,
        "day": None if event.day is None else piece.dates[event.day].value,
        "voice": None if event.statement is None else name(piece.statements[event.statement].entity),
    }
