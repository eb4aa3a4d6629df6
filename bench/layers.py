"""Facts of a JSON Lines file straight to export rows, without a desk: quick to run while working on a layer.

python -m bench.layers statements FILE.jsonl.gz OUT.jsonl
"""

import json
import sys
from collections import Counter
from pathlib import Path

from writethru.enrich.layers import enrich
from writethru.model import Take
from writethru.publish import export
from writethru.publish.events import events
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

TABLES = {
    "statements": lambda take, facts: export.statements(take, facts, {}),
    "figures": lambda take, facts: export.figures(take, facts, {}),
    "dates": export.dates,
    "events": lambda take, facts: events(take, facts, {}, export.shift),
}


def main(table, source, target):
    document = Document(Path(source).name, Path(source).read_bytes())
    takes = [t for t in JsonLines().read(document) if isinstance(t, Take)]
    seconds = Counter()
    with Path(target).open("w", encoding="utf-8") as out:
        for at in range(0, len(takes), 32):
            for piece in enrich(takes[at : at + 32], clock=lambda name, s: seconds.update({name: s})):
                rows = TABLES[table](piece.take, piece.facts())
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    for name, spent in seconds.most_common():
        print(f"{name:12} {spent:7.2f} s  {len(takes) / spent:8.1f} pieces/s", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
