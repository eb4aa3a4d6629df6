"""Things laid out along a text, so that those at a place are found without going over all of them."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from writethru.model import Span

T = TypeVar("T")


class Laid(Generic[T]):
    """Things with the span that each takes up, in any order; spans may overlap. O(n log n) to lay out."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        along = sorted(enumerate(things), key=lambda item: item[1][0])
        self._things = [(order, span, thing) for order, (span, thing) in along]
        self._starts = [span.start for _, span, _ in self._things]
        self._reach = list(accumulate((span.end for _, span, _ in self._things), max))  # the last end up to each

    def meeting(self, span: Span) -> list[T]:
        """Return what shares a code point with a span, in the order in which it was laid. O(log n + what is near)."""
        found = []
        at = bisect_left(self._starts, span.end)
        while at and self._reach[at - 1] > span.start:
            at -= 1
            order, other, thing = self._things[at]
            if other.meets(span):
                found.append((order, thing))
        return [thing for _, thing in sorted(found, key=lambda pair: pair[0])]
