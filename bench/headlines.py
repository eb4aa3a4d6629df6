"""How fast headlines are read, placed in chains and stored, and whether the rate and the memory stay flat."""

import gzip
import resource
import tempfile
import time
from pathlib import Path

from writethru import Desk

_SLICES = 8


def rows(folder, source):
    """Yield what, figure and bar: all at once, then in slices in order of time, each an add of its own."""
    took, memory = _added(folder / "whole", source)
    yield "74,037 headlines read, chained and stored", f"{took:.0f} s", "60 s"
    yield "headlines, memory", f"{memory:.0f} MB", "flat"
    yield from _sliced(folder, source)


def _added(folder, source):
    began = time.monotonic()
    with Desk(folder) as desk:
        desk.add([str(source)], later=True)
    return time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _sliced(folder, source):
    lines = gzip.decompress(source.read_bytes()).splitlines(keepends=True)
    size = -(-len(lines) // _SLICES)
    rates = []
    with tempfile.TemporaryDirectory() as parts, Desk(folder / "sliced") as desk:
        for at in range(0, len(lines), size):
            part = Path(parts) / f"{at}.jsonl"
            part.write_bytes(b"".join(lines[at : at + size]))
            began = time.monotonic()
            desk.add([str(part)], later=True)
            rates.append(len(lines[at : at + size]) / (time.monotonic() - began))
    shown = ", ".join(f"{rate:,.0f}" for rate in rates)
    yield f"headlines a second, in {_SLICES} adds one after the other", shown, "flat"
