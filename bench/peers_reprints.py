"""Reprints in the AllSides slice: what Writethru and datasketch find of the pieces made out of an earlier one.

The gold is exact: a piece counts that has a third of the shorter text's runs of five words in common with an earlier
piece. Both are asked of each piece in order of time. MinHash estimates another share, that of all runs of both texts
(Jaccard), so it gets its best threshold as a present. Writethru calls a piece a reprint or rewrite also where it says
that it is an agency's; where that text is not in the slice, it counts against it here.
"""

import json
import re
import time
from collections import Counter

from bench.peers import Absent, need
from bench.stream import TEXTS, in_time
from writethru.link.items import Linkable
from writethru.link.origins import origins
from writethru.model import Facts, OriginKind, Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

_RUN = 5  # words in a row
_SHARE = 1 / 3
_LEAST = 12  # runs that a text must have before sharing them says anything
_THRESHOLDS = (0.1, 0.15, 0.2, 0.3, 0.4)
_HASHES = 128


def rows(shared):
    """Yield what is to be found, then a line for each system."""
    lines = in_time(shared / "data" / TEXTS)
    pieces = [json.loads(line) for line in lines]
    runs = [runs_of(piece.get("text") or "") for piece in pieces]
    pairs = sharing(runs)
    abroad = sum(pieces[a].get("source") != pieces[b].get("source") for a, b in pairs)
    yield "reprints: pairs that share a third of the text; over outlets", f"{len(pairs)}; {abroad}", "about 480; 156"
    gold = {pieces[later]["id"] for _, later in pairs}
    systems = {"Writethru": lambda: _ours(lines), "datasketch MinHashLSH": lambda: _minhash(pieces, runs)}
    for system, made in systems.items():
        yield f"reprints, {len(gold)} pieces: {system}", _best(made, gold, len(pieces)), "side by side"


def runs_of(text):
    """Return the hashes of all runs of five words."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1))


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


def _best(made, gold, of):
    """Return precision, recall and F1 on pieces at the best threshold, and the pieces a second at that one."""
    outcomes = []
    try:
        for took, setting, found in made():
            right = len(gold & found)
            precision, recall = right / (len(found) or 1), right / (len(gold) or 1)
            outcomes.append((2 * right / ((len(gold) + len(found)) or 1), precision, recall, of / took, setting))
    except Absent as missing:
        return str(missing)
    f1, precision, recall, rate, setting = max(outcomes)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}; {rate:,.0f} pieces/s{setting}"


# Each system yields (seconds, setting in words, ids of the pieces made out of an earlier one), once a threshold


def _ours(lines):
    takes = [take for take in JsonLines().read(Document("pieces.jsonl", b"".join(lines))) if isinstance(take, Take)]
    items = [Linkable(take, Facts(take.key), None) for take in takes]
    named = {take.key: take.id for take in takes}
    made, began = (OriginKind.REPRINT, OriginKind.REWRITE), time.perf_counter()
    found = {named[origin.take] for origin in origins(items) if origin.kind in made}
    yield time.perf_counter() - began, "", found


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
            if index.query(sketch):
                found.add(name)
            index.insert(name, sketch)
        yield sketching + time.perf_counter() - began, f" (best threshold {threshold})", found
