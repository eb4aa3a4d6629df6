"""Quotations in languages without a parser."""

from collections.abc import Sequence

from writethru.enrich.piece import Piece
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.quotes import Quotation


def foreign(piece: Piece, run: Sequence[int], quotes: Sequence[Quotation]) -> list[Draft]:
    """Return the statements."""
    return []
