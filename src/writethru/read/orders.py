"""What a take orders of desks: to kill or hold a piece, or that it is for desks alone; and which piece it names."""

from collections.abc import Iterator
from dataclasses import replace

from writethru.model import Marker, PartKind, Signal
from writethru.read.body import Body
from writethru.read.markers import merged, order_names, ordered

_WITHDRAWING = (Signal.KILL, Signal.HOLD)


def order_of(body: Body, title: str) -> Signal | None:
    """Return what the headline or the first paragraph orders, or, if that is a kill or a hold, an editors' note.

    Where there is no paragraph the lines under the headline are read: an order may be short lines alone.
    """
    noted = {ordered("", words) for words in _of(body, PartKind.NOTE)}
    strongest = next((signal for signal in _WITHDRAWING if signal in noted), None)
    copy = next(_of(body, PartKind.PARAGRAPH), "") or "\n".join(_of(body, PartKind.STANDFIRST))
    return strongest or ordered(title, copy)


def commanded(marker: Marker, body: Body, title: str) -> Marker:
    """Return the marker with what the words order; its rank stays."""
    order = order_of(body, title)
    return merged([marker, replace(Marker(), signal=order, rank=marker.rank)]) if order else marker


def named(marker: Marker, body: Body) -> str:
    """Return the number of the piece that a kill or a hold names, or an empty string."""
    if marker.signal not in _WITHDRAWING:
        return ""
    words = [*_of(body, PartKind.NOTE), *_of(body, PartKind.PARAGRAPH), *_of(body, PartKind.STANDFIRST)]
    return next((number for w in words if (number := order_names(w))), "")


def _of(body: Body, kind: PartKind) -> Iterator[str]:
    return (part.span.of(body.text) for part in body.parts if part.kind is kind and not part.group)
