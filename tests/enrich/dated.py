"""Pieces for the tests of dates: invented copy, cut and read without a store or a reader."""

from datetime import UTC, date, datetime

from writethru.enrich.dates import Dates
from writethru.enrich.piece import Piece, open_piece
from writethru.enrich.sentences import Sentences
from writethru.enrich.syntax import Syntax
from writethru.model import Part, PartKind, Sent, SourceKind, Span, Take
from writethru.read.paragraphs import paragraphs

FRIDAY = date(2031, 1, 24)


def take_of(text: str, day: date | None, parts: tuple[Part, ...] = ()) -> Take:
    sent = Sent(datetime(day.year, day.month, day.day, tzinfo=UTC), day_only=True) if day else None
    own = parts or tuple(Part(PartKind.PARAGRAPH, span) for span in paragraphs(text))
    return Take("k", "i", "d", "jsonl", "", SourceKind.UNKNOWN, text, own, sent=sent)


def read(take: Take, language: str = "en", *, parse: bool = False) -> Piece:
    piece = open_piece(take)
    piece.language, piece.languages = language, [language] * len(piece.passages)
    for layer in (Sentences(), *([Syntax()] if parse else []), Dates()):
        layer([piece])
    return piece


def found(text: str, day: date | None = FRIDAY, language: str = "en") -> list[tuple[str, str]]:
    """The words and values of a text's expressions."""
    piece = read(take_of(text, day), language)
    return [(d.span.of(piece.take.text), d.value) for d in piece.dates]


def laid_out(*parts: tuple[PartKind, str, str]) -> tuple[str, tuple[Part, ...]]:
    """Join (kind, group, words) to a text with parts."""
    text, out = "", []
    for kind, group, words in parts:
        out.append(Part(kind, Span(len(text), len(text) + len(words)), group))
        text += words + "\n\n"
    return text, tuple(out)
