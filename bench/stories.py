"""Score story grouping on sets of pieces: read, language, names, dates, vectors, then ``link.stories``.

    python bench/stories.py SCORER SET_FOLDER...

SCORER is the folder of ``score.py``; each SET_FOLDER holds ``articles.jsonl.gz`` and ``gold.jsonl.gz``.
"""

import sys
import time
from pathlib import Path

from writethru.enrich.layers import ordered
from writethru.enrich.piece import open_piece
from writethru.link.items import Linkable
from writethru.link.links import link
from writethru.model import Take
from writethru.plugins import LAYERS, make
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

_LAYERS = ("language", "dates", "vectors")


def linkables(folder: Path, layers: tuple[str, ...] = _LAYERS) -> list[Linkable]:
    """Read a set's articles with the layers that grouping reads."""
    document = Document("articles.jsonl", (folder / "articles.jsonl.gz").read_bytes())
    pieces = [open_piece(take) for take in JsonLines().read(document) if isinstance(take, Take)]
    for layer in ordered([make(LAYERS, name) for name in layers]):
        layer(pieces)
    return [Linkable(piece.take, piece.facts(), piece.vector) for piece in pieces]


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    import score

    for name in sys.argv[2:]:
        folder, began = Path(name), time.perf_counter()
        items = linkables(folder)
        read = time.perf_counter()
        stories = [story.takes for story in link(items).stories]
        ids = {item.key: item.take.id for item in items}
        rows = [{"id": ids[key], "story": f"s-{takes[0]}"} for takes in stories for key in takes]
        took = time.perf_counter() - read
        print(f"{folder.name}: {len(items)} pieces, read in {read - began:.1f} s, grouped in {took:.1f} s")
        print("  ", score.stories(score.rows(folder / "gold.jsonl.gz"), rows))


if __name__ == "__main__":
    main()
