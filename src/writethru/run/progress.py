"""How far a long piece of work is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


def silent(_stage: str, _done: int, _of: int) -> None:
    """Tell nobody how far it is."""
