"""Judge the grouping of pieces on the pairs of ``bench/probes``: one story, one storyline but two stories, or apart.

python -m bench.probes_gold [--wrong]

Every pair stands on a desk of its own, then all of them once on one desk, in one add. ``--wrong`` lists what went
wrong in the half to work on; the held half gives counts alone (the README of the probes says why).
"""

import hashlib
import json
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from writethru import Desk

FOLDER = Path(__file__).parent / "probes"
VERDICTS = ("story", "storyline", "apart")
BAR = "0.95"


@dataclass(frozen=True)
class Pair:
    """Two pieces by id, what an editor says of them, and the kind of difficulty."""

    kind: str
    pieces: tuple[str, str]
    verdict: str

    @property
    def held(self):
        """Whether the pair is held back: by the names of its pieces, so that nobody chooses."""
        return hashlib.sha1(" ".join(self.pieces).encode()).digest()[0] % 2 == 1


def read(folder=FOLDER):
    """Return the pieces by id, as rows of JSON Lines, and the pairs in the order of their files."""
    pieces, pairs = {}, []
    for file in sorted(folder.glob("*.toml")):
        table = tomllib.loads(file.read_text("utf-8"))
        if double := pieces.keys() & table["piece"].keys():
            raise ValueError(f"{file.name}: {', '.join(sorted(double))}: a piece of that id is in another file")
        pieces |= {name: {"language": "en"} | piece | {"id": name} for name, piece in table["piece"].items()}
        pairs += [Pair(kind, (a, b), verdict) for kind, rows in table["pairs"].items() for a, b, verdict in rows]
    return pieces, pairs


def together(pieces, pairs):
    """Return what the program says of each pair, with all pieces of all pairs on one desk."""
    with tempfile.TemporaryDirectory() as folder:
        placed = _placed(Path(folder), pieces.values())
    return [_found(placed, pair) for pair in pairs]


def alone(pieces, pairs):
    """Return what the program says of each pair, each on a desk of its own."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty"
        Desk(empty).close()
        for number, pair in enumerate(pairs):
            own = Path(folder) / str(number)
            shutil.copytree(empty, own)  # quicker than making each one anew
            found.append(_found(_placed(own, [pieces[name] for name in pair.pieces]), pair))
            shutil.rmtree(own)
    return found


def _placed(folder, rows):
    """Add the rows in one file; returns where each piece stands."""
    file = folder / "probes.jsonl"
    file.write_text("".join(json.dumps(row, default=str, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    with Desk(folder) as desk:
        desk.add([str(file)])
        return {row["id"]: row for row in desk.export("stories")}


def _found(placed, pair):
    one, other = (placed[name] for name in pair.pieces)
    if one["story"] == other["story"]:
        return "story"
    return "storyline" if {*one["storylines"]} & {*other["storylines"]} else "apart"


def right(pairs, found, held):
    """Return by kind how many pairs of one half there are, and how many of them are right."""
    mine = [(pair, said) for pair, said in zip(pairs, found, strict=True) if pair.held == held]
    return Counter(pair.kind for pair, _ in mine), Counter(pair.kind for pair, said in mine if pair.verdict == said)


def wrong(pairs, found):
    """Return a line for each wrong pair of the half to work on."""
    return [
        f"{pair.kind}: {' / '.join(pair.pieces)}: {said}, not {pair.verdict}"
        for pair, said in zip(pairs, found, strict=True)
        if said != pair.verdict and not pair.held
    ]


def share(pairs, found):
    """Return the share of all pairs that is right."""
    return sum(pair.verdict == said for pair, said in zip(pairs, found, strict=True)) / len(pairs)


def rows():
    """Rows for ``python -m bench``: what, figure, bar."""
    pieces, pairs = read()
    for where, lay in (("all on one desk", together), ("each on its own", alone)):
        found = lay(pieces, pairs)
        yield f"probes, {where}: right of {len(pairs)} pairs", f"{share(pairs, found):.3f}", BAR
        for what, figure in _by_verdict(pairs, found):
            yield f"probes, {where}: {what}", figure, ""
        of, done = right(pairs, found, held=True)
        yield f"probes, {where}: the half held back", f"{done.total()} of {of.total()}", ""
        of, done = right(pairs, found, held=False)
        yield f"probes, {where}: the half worked on", f"{done.total()} of {of.total()}", ""
        for kind in of:
            yield f"probes, {where}: {kind}, the half worked on", f"{done[kind]} of {of[kind]}", ""


def _by_verdict(pairs, found):
    table = Counter((pair.verdict, said) for pair, said in zip(pairs, found, strict=True))
    for verdict in VERDICTS:
        told = ", ".join(f"{said} {table[verdict, said]}" for said in VERDICTS)
        yield f"{verdict} by the editor", told


def main():
    pieces, pairs = read()
    for where, lay in (("all on one desk", together), ("each on its own", alone)):
        found = lay(pieces, pairs)
        print(f"{where}: {share(pairs, found):.3f} right of {len(pairs)}")
        if "--wrong" in sys.argv:
            print(*wrong(pairs, found), sep="\n")


if __name__ == "__main__":
    main()
