"""Score what the program says changed between two takes on the gold of ``bench/changes`` (its README has the rules).

python -m bench.changes_gold [--misses]

A change found is right when the gold of its pair has one of the same kind whose words it meets; each is matched once,
best overlap first. ``--misses`` lists what went wrong in the half to work on; the held half gives figures alone.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from writethru.enrich.layers import enrich
from writethru.link.changes import between
from writethru.link.items import Linkable
from writethru.model import Span, Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

FOLDER = Path(__file__).parent / "changes"
HALVES = ("develop", "held")
SIDES = ("before", "after")
_BATCH = 32


@dataclass
class Score:
    """How often a kind was right, said by the program, and in the gold; and what went wrong, a line each."""

    right: Counter = field(default_factory=Counter)
    said: Counter = field(default_factory=Counter)
    gold: Counter = field(default_factory=Counter)
    weighed: int = 0
    misses: list = field(default_factory=list)

    def f1(self, *kinds):
        """Precision, recall and F1 over some kinds, or all."""
        right, said, gold = (
            sum(n for kind, n in counts.items() if not kinds or kind in kinds)
            for counts in (self.right, self.said, self.gold)
        )
        return right / said if said else 0.0, right / gold if gold else 0.0, 2 * right / (said + gold or 1)

    @property
    def material(self):
        """The share of matched changes that are rightly called material or cosmetic."""
        return self.weighed / (self.right.total() or 1)


def score(half):
    """Run the program over one half and compare."""
    pairs = [json.loads(line) for line in (FOLDER / f"{half}.jsonl").read_text("utf-8").splitlines()]
    items = _linkables([pair[side] for pair in pairs for side in SIDES])
    result = Score()
    for pair, earlier, later in zip(pairs, items[::2], items[1::2], strict=True):
        _compare(pair, (earlier.take, later.take), between(earlier, later), result)
    return result


def _linkables(rows):
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    takes = [take for take in JsonLines().read(Document("pairs.jsonl", data)) if isinstance(take, Take)]
    pieces = [p for at in range(0, len(takes), _BATCH) for p in enrich(takes[at : at + _BATCH])]
    return [Linkable(piece.take, piece.facts(), piece.vector) for piece in pieces]


def _compare(pair, takes, found, result):
    gold = pair["changes"]
    result.gold.update(change["kind"] for change in gold)
    result.said.update(str(change.kind) for change in found)
    matched = match(gold, found, takes)
    for g, f in matched:
        result.right[gold[g]["kind"]] += 1
        result.weighed += gold[g]["material"] == found[f].material
        if gold[g]["material"] != found[f].material:
            result.misses.append(f"{pair['pair']}  weighed wrongly  {_told(gold[g])}")
    missed = set(range(len(gold))) - {g for g, _ in matched}
    wrong = set(range(len(found))) - {f for _, f in matched}
    result.misses += [f"{pair['pair']}  not found        {_told(gold[g])}" for g in sorted(missed)]
    result.misses += [f"{pair['pair']}  not in the gold  {_told(_row(found[f], takes))}" for f in sorted(wrong)]


def match(gold, found, takes):
    """Pair gold changes with found ones of the same kind, one to one, best overlap first; returns index pairs."""
    rated = [
        (overlap(g, f, takes), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g["kind"] == str(f.kind)
    ]
    pairs, used = [], (set(), set())
    for rate, i, j in sorted(rated, key=lambda r: (-r[0], r[1:])):
        if rate > 0 and i not in used[0] and j not in used[1]:
            pairs.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return pairs


def overlap(gold, found, takes):
    """How well the words agree: shared letters over all, summed over the sides that both give; 0 if any is apart."""
    rates = []
    for side, take, spans in zip(SIDES, takes, (found.before, found.after), strict=True):
        if gold[side] is not None and spans:
            rates.append(max(_share(place, spans) for place in places(gold[side], gold["kind"], take)))
    return sum(rates) if rates and all(rates) else 0.0


def places(words, kind, take):
    """Everywhere that a gold change's words stand: a headline's in the headline, a note's anywhere, others below."""
    start = take.row_start if kind not in ("headline", "note") else 0
    end = len(take.headline) if kind == "headline" else len(take.text)
    found, at = [], take.text.find(words, start, end)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = take.text.find(words, at + 1, end)
    return found


def _share(place, spans):
    common = sum(max(0, min(place.end, s.end) - max(place.start, s.start)) for s in spans)
    return common / (place.end - place.start + sum(s.end - s.start for s in spans) - common)


def _row(change, takes):
    words = (
        "…".join(span.of(take.text) for span in spans) or None
        for take, spans in zip(takes, (change.before, change.after), strict=True)
    )
    return {"kind": str(change.kind), "material": change.material} | dict(zip(SIDES, words, strict=True))


def _told(change):
    weight = "material" if change["material"] else "cosmetic"
    before, after = (" ".join((change[side] or "–").split())[:90] for side in SIDES)
    return f"{change['kind']} ({weight}): {before} → {after}"


def figures():
    """Rows for ``python -m bench``: what, figure, bar."""
    for half in HALVES:
        result = score(half)
        precision, recall, f1 = result.f1()
        yield f"changes, {half}: kind F1 (precision, recall)", f"{f1:.3f} ({precision:.3f}, {recall:.3f})", "0.90"
        yield f"changes, {half}: material or cosmetic", f"{result.material:.3f}", "0.95"


def main():
    for half in HALVES:
        result = score(half)
        precision, recall, f1 = result.f1()
        print(f"{half}: kind F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f})", end=", ")
        print(f"material or cosmetic {result.material:.3f} of {result.right.total()}")
        for kind in sorted({*result.gold, *result.said}):
            counts = f"right {result.right[kind]:3}  said {result.said[kind]:3}  gold {result.gold[kind]:3}"
            print(f"  {kind:20} {counts}  F1 {result.f1(kind)[2]:.3f}")
        if "--misses" in sys.argv and half == "develop":
            print(*sorted(result.misses), sep="\n")


if __name__ == "__main__":
    main()
