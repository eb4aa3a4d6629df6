"""A file in which several pieces of agency copy stand one behind the other, as desks keep them: where each begins.

A piece ends with its end mark. What stands behind the mark is the next piece when it has a headline and a dateline of
a known agency; anything else is a redistributor's and stays with the piece before it.
"""

from collections.abc import Iterator

from writethru.model import Span
from writethru.read.agencies import known
from writethru.read.captions import is_caption
from writethru.read.dateline import dateline
from writethru.read.lines import Line, is_end, lines

_HEADER = 30  # lines within which the dateline of a piece must come


def pieces(text: str) -> list[Span]:
    """Return where each piece of a text stands, in order; one for all of it where there is but one. O(length)."""
    found = lines(text)
    starts = [0, *(found[n].span.start for n in _begins(found))]
    return [Span(start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _begins(found: list[Line]) -> Iterator[int]:
    """Yield the first line of each piece but the first."""
    ends = [n for n, line in enumerate(found) if is_end(line.words)]
    for n, end in enumerate(ends):
        stop = ends[n + 1] if n + 1 < len(ends) else len(found)
        if _is_piece(found[end + 1 : min(stop, end + 1 + _HEADER)]):
            yield end + 1


def _is_piece(header: list[Line]) -> bool:
    for n, line in enumerate(header):
        read = None if is_caption(line.words) else dateline(line.words)
        if read and known(read.source):
            return n > 0
    return False
