"""Reprints in the AllSides slice: which pairs of texts are copies, as Writethru and datasketch find them.

An exact count says which pairs share a third of the shorter text's runs of five words. That alone makes no copy: two
in five of these pairs are pages with one gallery, and many others quote one speech. So pairs are judged by hand
(`reprints_gold.jsonl`, see ``bench.reprints``, and `reprints_pool.jsonl`): all that share a third, and all of two
outlets that either system brings together at any setting, so that none of them has found a copy of two outlets that
nobody looked at. The pool was judged by the reader of the first, by the headlines and the longest passages that two
texts share, class by class and with the program's answer at hand, which flatters it. What is copied is defined as
there; an excerpt counts that makes a quarter of a text or more.

A pair is found by Writethru when both texts lead back to one root, by datasketch when MinHash takes them for alike
(by the share of all runs of both, Jaccard); it gets the threshold that is best for each table as a present. Texts of
one outlet are set apart: versions and follow-ups there are no reprints, and count as one voice either way. So are
pieces whose agency is known by their credit alone, as no text here can show it.
"""

import json
import re
import time
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from pathlib import Path

from bench.peers import Absent, need
from bench.reprints import GOLD, root
from bench.stream import TEXTS, in_time
from writethru.link.items import Linkable
from writethru.link.origins import trace
from writethru.link.traces import Remembered
from writethru.model import Facts, OriginKind, Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

POOL = Path(__file__).with_name("reprints_pool.jsonl")

_RUN = 5  # words in a row
_SHARE = 1 / 3
_LEAST = 12  # runs that a text must have before sharing them says anything
_THRESHOLDS = (0.1, 0.15, 0.2, 0.3, 0.4)
_HASHES = 128


@dataclass(frozen=True, slots=True)
class _Found:
    """What a system says at one setting: the pairs that it brings together, and the seconds that it took."""

    pairs: set[frozenset[str]]
    took: float
    setting: str = ""
    further: str = ""


def rows(shared):
    """Yield what is to be found, then a line for each system and kind of pair."""
    lines = in_time(shared / "data" / TEXTS)
    pieces = [json.loads(line) for line in lines]
    runs = [runs_of(piece.get("text") or "") for piece in pieces]
    outlets = {piece["id"]: piece.get("source") for piece in pieces}
    alike = {frozenset((pieces[a]["id"], pieces[b]["id"])) for a, b in sharing(runs)}
    judged = _judged()
    for what, abroad in (("of two outlets", True), ("of one outlet", False)):
        mine = {pair: copied for pair, copied in judged.items() if _abroad(pair, outlets) == abroad}
        third = sum(_abroad(pair, outlets) == abroad for pair in alike)
        copies = sum(mine[pair] for pair in alike & mine.keys())
        told = f"{third}, of which {copies} copies; {len(mine)} judged, {sum(mine.values())} copies"
        yield f"reprints: pairs {what} that share a third of the text", told, ""
    systems = {"Writethru": lambda: _ours(lines), "datasketch MinHashLSH": lambda: _minhash(pieces, runs)}
    for system, made in systems.items():
        try:
            found = list(made())
        except Absent as missing:
            yield f"reprints: {system}", str(missing), ""
            continue
        for what, abroad in (("two outlets", True), ("one outlet", False)):
            mine = {pair: copied for pair, copied in judged.items() if _abroad(pair, outlets) == abroad}
            yield f"reprints, pairs of {what}: {system}", _best(found, mine, len(pieces)), "side by side"


def runs_of(text):
    """Return the hashes of all runs of five words, the same each time: what was judged is what MinHash finds."""
    words = re.findall(r"\w+", text.lower())
    joined = (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=7).digest()) for run in joined)


def sharing(runs):
    """Return the pairs (earlier, later) that share a third of the shorter one's runs, by an index of all runs."""
    holders, together = {}, Counter()
    for number, mine in enumerate(runs):
        if len(mine) < _LEAST:
            continue
        for run in mine:
            earlier = holders.setdefault(run, [])
            together.update((other, number) for other in earlier)
            earlier.append(number)
    return {(a, b) for (a, b), n in together.items() if n >= _SHARE * min(len(runs[a]), len(runs[b]))}


def _judged():
    judged = [json.loads(line) for file in (POOL, GOLD) for line in file.read_text("utf-8").splitlines()]
    return {frozenset((pair["a"], pair["b"])): pair["copied"] for pair in judged}


def _abroad(pair, outlets):
    return len({outlets[piece] for piece in pair}) > 1


def _best(found, judged, of):
    """Return precision, recall and F1 on judged pairs at the best setting, and the pieces a second at that one."""
    copies = {pair for pair, copied in judged.items() if copied}
    outcomes = []
    for one in found:
        said = one.pairs & judged.keys()
        right = len(said & copies)
        precision, recall = right / (len(said) or 1), right / (len(copies) or 1)
        f1 = 2 * right / ((len(said) + len(copies)) or 1)
        outcomes.append((f1, precision, recall, of / one.took, f"{one.setting}{one.further}"))
    f1, precision, recall, rate, told = max(outcomes)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}; {rate:,.0f} pieces/s{told}"


def _ours(lines):
    takes = [take for take in JsonLines().read(Document("pieces.jsonl", b"".join(lines))) if isinstance(take, Take)]
    items, memory = [Linkable(take, Facts(take.key), None) for take in takes], Remembered({t.key: t for t in takes})
    began = time.perf_counter()
    trace(items, memory)
    took, families, credited = time.perf_counter() - began, {}, 0
    for take in takes:
        if known := memory.traces([take.key]).get(take.key):
            families.setdefault(root(memory, take.key), []).append(take.id)
            credited += not known.model and known.origin.kind is OriginKind.REPRINT
    pairs = {frozenset(pair) for family in families.values() for pair in combinations(family, 2)}
    yield _Found(pairs, took, further=f"; besides, {credited} pieces by their credit alone")


def _minhash(pieces, runs):
    need("datasketch")
    from datasketch import MinHash, MinHashLSH

    began, sketches = time.perf_counter(), {}
    for piece, mine in zip(pieces, runs, strict=True):
        if len(mine) >= _LEAST:
            sketches[piece["id"]] = MinHash(num_perm=_HASHES)
            sketches[piece["id"]].update_batch([run.to_bytes(8, "little", signed=True) for run in mine])
    sketching = time.perf_counter() - began
    for threshold in _THRESHOLDS:
        index, found, began = MinHashLSH(threshold=threshold, num_perm=_HASHES), set(), time.perf_counter()
        for name, sketch in sketches.items():
            found.update(frozenset((name, other)) for other in index.query(sketch))
            index.insert(name, sketch)
        yield _Found(found, sketching + time.perf_counter() - began, f" (best threshold {threshold})")
