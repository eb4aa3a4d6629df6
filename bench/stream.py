"""Feed a stream to a desk slice by slice, in order of time: seconds for each piece, memory, and the curve of both.

python -m bench.stream [headlines] [texts] [--part 0.1] [--facts DESK] [--picture FILE.svg]

``headlines``: the Reuters headlines end to end, from a file to links in the store: in one ``add``, as a user would, for
rate and memory, and slice by slice for the curve, where nothing of one slice is read while another is linked.
``texts``: the full texts of the AllSides slice as reading leaves them, so that only linking is timed: chaining is not,
nor is copying their facts and making their gists, which reading makes in the same go. ``--part`` feeds only the first
part of the stream; ``--facts`` names a desk that has the facts of the texts.
"""

import argparse
import gzip
import json
import os
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.__main__ import run
from bench.curve import Line, Panel, picture
from bench.memory import resident, watched
from bench.shared import SHARED
from writethru import Desk, intake, settings
from writethru.enriching import begin, maker
from writethru.model import Facts
from writethru.model.packing import unpack
from writethru.run.local import Processes
from writethru.store import Store

PICTURE = Path(__file__).parents[1] / "docs" / "stream.svg"
HEADLINES, TEXTS = "takes/reuters/articles.jsonl.gz", "stream/allsides.jsonl.gz"
_SLICES = 20
_EDGE = _SLICES // 10  # slices that make a tenth
_MOST = 1500  # MB


@dataclass(frozen=True)
class Slice:
    """What one slice cost: pieces, seconds until they were chained, seconds until they were linked, memory in MB."""

    pieces: int
    chained: float
    linked: float
    memory: float
    peak: float


def in_time(source):
    """Return the rows of a gzipped JSON Lines file in order of time; those without a time come first."""
    lines = gzip.decompress(source.read_bytes()).splitlines(keepends=True)
    return sorted(lines, key=lambda line: (json.loads(line).get("published") or "", line))


def fed(desk, lines, folder, facts=None, limit=float("inf"), slices=_SLICES):
    """Yield what each slice cost, until all are fed or the seconds are used up.

    ``facts``: the folder of a desk that has the facts of these pieces; they are put into the store off the clock.
    """
    size, spent = -(-len(lines) // slices), 0.0
    for at in range(0, len(lines), size):
        part = folder / f"{at}.jsonl"
        part.write_bytes(b"".join(lines[at : at + size]))
        with watched(os.getpid()) as peak:
            began = time.perf_counter()
            desk.add([str(part)], later=True)
            chained = time.perf_counter() - began
            if facts:
                _copy_facts(facts, desk.folder)
            began = time.perf_counter()
            desk.catch_up()
            linked = time.perf_counter() - began
        spent += linked + (0 if facts else chained)
        yield Slice(len(lines[at : at + size]), chained, linked, resident(os.getpid()), peak[0])
        if spent > limit:
            return


def _copy_facts(prepared, desk):
    """Put the facts of what has none into the desk's store, by a connection of its own, and make their gists."""
    theirs, ours = Store(prepared), Store(desk)
    keys = ours.takes.without_facts()
    facts, vectors = theirs.facts.newest(keys)
    read = [(unpack(facts[key], Facts), vectors.get(key)) for key in keys if key in facts]
    ours.facts.keep(read, maker())
    with closing(Processes(1)) as readers:
        intake.prepare(ours, settings.load(desk), readers, lambda *_: None)
    theirs.close()
    ours.close()


def _read_facts(lines, folder):
    """Make a desk that has the facts of these pieces and no links; returns its folder."""
    file = folder / "all.jsonl"
    file.write_bytes(b"".join(lines))
    with Desk(folder / "facts") as desk:
        desk.add([str(file)], later=True)
        store = Store(desk.folder)
        with closing(Processes(desk.settings.processes)) as readers:
            for _ in begin(store, desk.settings, readers):
                pass
        store.close()
        return desk.folder


def at_once(data, folder, part=1.0):
    """Return how many headlines there are, the seconds that one ``writethru add`` took, and the most memory in MB."""
    lines = in_time(data / HEADLINES)
    lines = lines[: round(len(lines) * part)]
    file = folder / "headlines.jsonl"
    file.write_bytes(b"".join(lines))
    seconds, peak = run("add", file, desk=folder / "at-once")
    return len(lines), seconds, peak


def headlines(data, folder, part=1.0):
    """Return what each slice of the headlines cost, end to end."""
    lines = in_time(data / HEADLINES)
    with Desk(folder / "headlines") as desk:
        return list(fed(desk, lines[: round(len(lines) * part)], folder, slices=max(1, round(_SLICES * part))))


def texts(data, folder, part=1.0, prepared=None):
    """Return what each slice of the full texts cost to link; their facts are read first unless a desk has them."""
    lines = in_time(data / TEXTS)
    lines = lines[: round(len(lines) * part)]
    prepared = prepared or _read_facts(lines, folder)
    with Desk(folder / "texts") as desk:
        return list(fed(desk, lines, folder, prepared, slices=max(1, round(_SLICES * part))))


def cost(slices, *, end_to_end):
    """Return the milliseconds that each piece of these slices took, on average."""
    seconds = sum(one.linked + (one.chained if end_to_end else 0) for one in slices)
    return 1000 * seconds / sum(one.pieces for one in slices)


def told_at_once(what, pieces, seconds, peak, rate):
    """Yield what, figure and bar of a stream that was added in one go."""
    yield f"{what}: {pieces:,} pieces, pieces a second", f"{pieces / seconds:,.0f}", rate
    yield f"{what}: resident memory, the most", f"{peak:,.0f} MB", f"under {_MOST:,} MB"


def told(what, slices, rate, *, end_to_end):
    """Yield what, figure and bar of one stream that was fed in slices."""
    whole = cost(slices, end_to_end=end_to_end)
    pieces = sum(one.pieces for one in slices)
    yield f"{what}: {pieces:,} pieces, pieces a second", f"{1000 / whole:,.0f}", rate
    first, last = (cost(some, end_to_end=end_to_end) for some in (slices[:_EDGE], slices[-_EDGE:]))
    grew = f"{first:.2f} to {last:.2f} ms ({last / first - 1:+.0%})"
    yield f"{what}: a piece, from the first tenth to the last", grew, "within 20 percent"
    peak = max(one.peak for one in slices)
    yield f"{what}: resident memory, the most", f"{peak:,.0f} MB", f"under {_MOST:,} MB"


def rows(data, folder, part=1.0, prepared=None, only=("headlines", "texts"), out=PICTURE):
    """Yield the figures of both streams and draw them."""
    panels = []
    if "headlines" in only:
        yield from told_at_once("headlines, one add", *at_once(data, folder, part), "600")
        slices = headlines(data, folder, part)
        yield from told("headlines, in slices", slices, "600", end_to_end=True)
        panels.append(
            panel("Reuters headlines, April 2013: from a file to links in the store", slices, end_to_end=True)
        )
    if "texts" in only:
        slices = texts(data, folder, part, prepared)
        yield from told("full texts, linking alone", slices, "150", end_to_end=False)
        panels.append(panel("AllSides, full texts: linking alone", slices, end_to_end=False))
    out.write_text(picture(panels), encoding="utf-8")


def panel(title, slices, *, end_to_end):
    """Return one stream as a panel: milliseconds a piece and memory, each over the pieces that came before."""
    came = [sum(one.pieces for one in slices[: n + 1]) for n in range(len(slices))]
    spent = [cost([one], end_to_end=end_to_end) for one in slices]
    return Panel(
        title,
        "pieces on the desk",
        came,
        (Line("ms a piece", spent), Line("memory, MB", [one.memory for one in slices])),
    )


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.stream")
    parser.add_argument("only", nargs="*", default=["headlines", "texts"])
    parser.add_argument("--part", type=float, default=1.0)
    parser.add_argument("--facts", type=Path)
    parser.add_argument("--picture", type=Path, default=PICTURE)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(SHARED / "data", Path(folder), asked.part, asked.facts, asked.only, asked.picture):
            print("| {} | {} | {} |".format(*row), flush=True)


if __name__ == "__main__":
    main()
