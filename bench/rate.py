"""How fast facts are read: every layer over AP pieces of 440 words or so, on two cores, and where the time goes."""

import gzip
import json
import time
from collections import Counter

from writethru.model import Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines
from writethru.run import local

_CORES = 2
_NEAR = range(340, 541)  # words: pieces about as long as an agency's usual one


def rows(articles):
    """Yield the rate, then each layer's share; ``articles`` is a gzipped JSON Lines file of pieces."""
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        kept = [line for line in lines if len(json.loads(line)["text"].split()) in _NEAR]
    read = JsonLines().read(Document("pieces.jsonl", "".join(kept).encode()))
    takes = {take.key: take for take in read if isinstance(take, Take)}
    words = sum(len(take.text.split()) for take in takes.values()) / len(takes)
    seconds, began = Counter(), time.perf_counter()
    for batch in local.run(list(takes), lambda keys: [takes[key] for key in keys], _CORES):
        seconds.update(batch.seconds)
    took = time.perf_counter() - began
    yield f"facts, {len(takes)} pieces of {words:.0f} words, two cores", f"{len(takes) / took:.1f} pieces/s", "15"
    whole = sum(seconds.values())
    for layer, spent in seconds.most_common():
        share = f"{spent / whole:.0%}, {1000 * spent / len(takes):.1f} ms a piece"
        yield f"facts, {layer}: share of the time of the layers", share, ""
