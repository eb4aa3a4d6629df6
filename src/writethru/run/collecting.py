"""The interpreter's search for cycles, put off while much is looked at that has none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_FEW = 2_000_000  # objects that are never searched for being so many
_came, _left = [0], [_FEW]  # objects since the last search of all, and how many it left


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for cycles: placing and linking make none, and searching all takes again and again is slow.

    What stays afterwards is set apart from what is searched, until as much again has come: else all that a desk holds
    in memory would be searched each time that something was linked.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            _set_apart()
            gc.enable()


def _set_apart() -> None:
    _came[0] += gc.get_count()[0]
    gc.freeze()
    if _came[0] > _left[0]:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _came[0], _left[0] = 0, max(_FEW, gc.get_freeze_count())
