"""Placeholder."""

from collections.abc import Sequence

from writethru.enrich.piece import Piece


class Names:
    """Placeholder."""

    name = "names"
    engine = "none"
    after: tuple[str, ...] = ()

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""


def layer() -> Names:
    """Make the layer."""
    return Names()
