"""Placeholder."""

from collections.abc import Sequence

from writethru.enrich.piece import Piece


class Dates:
    """Placeholder."""

    name = "dates"
    engine = "none"
    after: tuple[str, ...] = ()

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""


def layer() -> Dates:
    """Make the layer."""
    return Dates()
