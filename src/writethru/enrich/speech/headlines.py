"""Speakers set off by a colon: "Moor: ferry to return", and the turns of a transcript."""

from collections.abc import Iterator

from writethru.enrich.piece import Piece
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.reading import Reading
from writethru.model import EntityKind, PartKind

_LONGEST = 5  # words of a speaker before a colon
_CONFIDENCE = 0.7


def headline(reading: Reading, piece: Piece) -> Iterator[Draft]:
    """Yield the statement of a passage that opens with a speaker and a colon. O(1)."""
    doc = reading.doc
    colon = next((i for i in range(1, min(len(doc), _LONGEST + 1)) if doc[i].text == ":"), None)
    if colon is None or reading.inside[0] >= 0 or not _is_voice(reading, piece, colon):
        return
    content = reading.span(colon + 1, len(doc))
    speaker = reading.span(0, colon)
    if content is None or speaker is None or not any(t.is_alpha for t in doc[colon + 1 :]):
        return
    draft = Draft(reading.number, reading.scope, [content], cue=[reading.word(doc[colon])], speaker=speaker)
    draft.head, draft.confidence, draft.verb = reading.word(doc[colon - 1]), _CONFIDENCE, colon
    if draft.settle():
        yield draft


def _is_voice(reading: Reading, piece: Piece, colon: int) -> bool:
    """Say whether the words before the colon name somebody, by the names layer or the parser."""
    doc = reading.doc
    if any(t.pos_ in {"VERB", "ADP"} for t in doc[:colon]):
        return False  # "Moor continued:", "A lesson from Moor:", "Consider the figures:"
    last = reading.word(doc[colon - 1])
    if _heads_a_list(reading, piece, colon):
        return False
    if any(m.span.covers(last) for e in piece.entities for m in e.mentions):
        return True
    label = doc[:colon].text
    turns = piece.text.count(f"{label}:") > 1  # a transcript's
    above = piece.passages[reading.number].kind is not PartKind.PARAGRAPH
    return ((turns or above) and all(t.is_upper and t.is_alpha for t in doc[:colon])) or (
        doc[colon - 1].ent_type_ in {"PERSON", "ORG"}
        and all(t.is_title or t.is_upper or t.is_punct for t in doc[:colon])
    )


def _heads_a_list(reading: Reading, piece: Piece, colon: int) -> bool:
    """Say whether a paragraph opens with a place: in a list by states nobody speaks."""
    if piece.passages[reading.number].kind is not PartKind.PARAGRAPH:
        return False
    last = reading.word(reading.doc[colon - 1])
    places = (e for e in piece.entities if e.kind is EntityKind.PLACE)
    return any(m.span.covers(last) for e in places for m in e.mentions)
