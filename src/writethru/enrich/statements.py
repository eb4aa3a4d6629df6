"""Placeholder."""

from collections.abc import Sequence

from writethru.enrich.piece import Piece


class Statements:
    """Placeholder."""

    name = "statements"
    engine = "none"
    after: tuple[str, ...] = ()

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""


def layer() -> Statements:
    """Make the layer."""
    return Statements()
