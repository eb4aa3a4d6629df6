"""Placeholder."""

from collections.abc import Sequence

from writethru.enrich.piece import Piece


class Figures:
    """Placeholder."""

    name = "figures"
    engine = "none"
    after: tuple[str, ...] = ()

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""


def layer() -> Figures:
    """Make the layer."""
    return Figures()
