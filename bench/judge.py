"""Draw shown statements at random and print them in their context, for a person to judge who spoke.

python -m bench.judge SEED COUNT FILE.jsonl.gz… > sheet.txt

Each file gives 120 of its pieces, drawn by the same seed, and the statements of all files are drawn from together,
pronouns included. Every row ends in ``person: content: kind:``, to be filled in with y, n or ? by reading the piece:
the person or body is right when it is whom the piece means, by the right name; where no name is resolved, the words
shown for the speaker must name him. "Who", "he" and the like shown without a name are wrong. Count afterwards:

python -m bench.judge --count sheet.txt
"""

import random
import re
import sys
from pathlib import Path

from writethru.enrich.layers import enrich
from writethru.model import Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

PIECES = 120
BEFORE = 420  # code points of context before a statement


def pieces(seed, files):
    """Read the drawn pieces of each file."""
    for source in map(Path, files):
        found = [t for t in JsonLines().read(Document(source.name, source.read_bytes())) if isinstance(t, Take)]
        drawn = random.Random(seed).sample(found, min(PIECES, len(found)))
        for at in range(0, len(drawn), 32):
            yield from enrich(drawn[at : at + 32], only=("language", "sentences", "syntax", "names", "statements"))


def marked(text, statement):
    """Return a statement in its context: <speaker>, [cue] and {content}."""
    pairs = (("<", ">", statement.speaker), ("[", "]", statement.cue), ("{", "}", statement.content))
    edges = [e for a, b, spans in pairs for s in spans for e in ((s.start, 1, a), (s.end, 0, b))]
    at = max(0, min(edges)[0] - BEFORE)
    out = ""
    for place, _, mark in sorted(edges):
        out, at = out + text[at:place] + mark, place
    return " ".join((out + text[at : at + 60]).split())


def sheet(seed, count, files):
    """Print the sheet; the share of all statements that is shown goes before it."""
    every = [(p, s) for p in pieces(seed, files) for s in p.statements]
    shown = [(p, s) for p, s in every if s.shown]
    print(f"shown: {len(shown)} of {len(every)}, {len(shown) / len(every):.3f}\n")
    for number, (piece, s) in enumerate(random.Random(seed).sample(shown, min(count, len(shown))), 1):
        who = piece.entities[s.entity].name if s.entity is not None else "(no name)"
        hand = ", reported by another" if s.reported_by_another else ""
        print(f"{number}. {piece.take.id}: {who}; {s.kind.value}{hand}; {s.confidence:.2f}")
        print(f"   {marked(piece.text, s)}\n   person: content: kind:\n")


def count(filled):
    """Print the share of y for each of the three judgements; a doubtful one counts as wrong."""
    text = Path(filled).read_text(encoding="utf-8")
    for what in ("person", "content", "kind"):
        given = re.findall(rf"\b{what}: ?([yn?])", text)
        share = f", {given.count('y') / len(given):.3f}" if given else ""
        print(f"{what}: {given.count('y')} of {len(given)}{share}")


if __name__ == "__main__":
    if sys.argv[1] == "--count":
        count(sys.argv[2])
    else:
        sheet(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
