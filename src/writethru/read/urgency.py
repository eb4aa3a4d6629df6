"""When the highest urgency means an alert: flashes are short, while a long text of that urgency is only important."""

from collections.abc import Iterable

from writethru.model import PartKind, Signal
from writethru.read.markup import Block

_FLASH_MOST = 60  # words of an alert; agencies' guides ask for one or two sentences


def alert(urgent: bool, copy: Iterable[Block]) -> Signal | None:
    """Return ``ALERT`` for copy that was sent as urgent and is as short as alerts are."""
    size = sum(len(block.text.split()) for block in copy if block.kind is PartKind.PARAGRAPH)
    return Signal.ALERT if urgent and 0 < size <= _FLASH_MOST else None
