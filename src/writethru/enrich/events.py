"""Events: who met, promised, asked, refused or struck whom, with state, condition, amount and dates: the layer.

Read off the parse by classes of verbs and nouns (``deeds/data/deeds.toml``), with the categories of PLOVER.
English alone: where there is no parse there are no events.
"""

from collections.abc import Sequence

from writethru.enrich.deeds.arguments import event
from writethru.enrich.deeds.groups import name_doers
from writethru.enrich.deeds.reading import drafts
from writethru.enrich.deeds.sheet import sheets
from writethru.enrich.deeds.spoken import spoken
from writethru.enrich.deeds.twice import once
from writethru.enrich.piece import Piece


class Events:
    """Fills ``piece.events``, in the order of the text. O(tokens + facts) a piece."""

    name = "events"
    engine = "deeds 2"
    after = ("names", "dates", "figures", "statements", "syntax")

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        for piece in pieces:
            laid = sheets(piece)
            read = [(sheet, draft) for sheet in laid for draft in drafts(sheet)]
            name_doers(piece, read)
            found = [event(sheet, draft) for sheet, draft in read]
            piece.events = once(piece, [*found, *spoken(piece, laid, found)])


def layer() -> Events:
    """Make the layer."""
    return Events()
