"""Reprints: precision and recall of origins on 120 pairs of texts of ``stream/allsides``, judged by hand.

The pairs were drawn by a fixed seed before the program was asked anything. Of all pairs of texts that share runs of
five words, ten each were drawn where a tenth, a fifth, a third and a half of the shorter text's runs stand in the
other, of one outlet and of two: 80 pairs near the line of a third. Since few of these were copies, 40 more were drawn
by another seed: 28 of two outlets that share a quarter or more, and 12 of one outlet within three days. Each pair was
judged by the headline of both texts, the opening, the end, every passage that they share and what stands between these;
where a text is long, the rest of it was not read.

``copied``: one of the two texts was made out of the other, or both out of a third, in the reporters' own words and for
a quarter of it or more. ``why``, in a word: an ``agency``'s text in both, a ``syndicated`` column, an ``update``, a
``rewrite``, an ``excerpt`` that is most of a piece; and on the other side ``quotations`` (posts, speeches, statements,
interviews) and nothing else, a picture ``gallery``, ``links``, ``footer``, ``furniture``, an ``appeal`` for money, a
``list`` of names, a ``digest`` or an ``excerpt`` in a longer text, ``background``.
One reader judged, and nobody checked it. Errors on these pairs were looked at while the rules were made (posts, turns
of a transcript, quotations of a named outlet, pieces of one moment), so the figures flatter: other pairs would come out
lower.

A pair is found when the program gives both texts one root. The file holds ids and judgements, and no text.
"""

import gc
import json
import time
from pathlib import Path

from writethru.link.items import Linkable
from writethru.link.origins import trace
from writethru.link.traces import Remembered
from writethru.model import Facts, Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

GOLD = Path(__file__).with_name("reprints_gold.jsonl")


def rows(articles):
    """Yield precision and recall, over all pairs, over those of two outlets and those of one; and what it costs."""
    document = Document("articles.jsonl", articles.read_bytes())
    takes = [take for take in JsonLines().read(document) if isinstance(take, Take)]
    memory = Remembered({take.key: take for take in takes})
    gc.collect()
    gc.disable()  # as in linking
    began = time.process_time()
    trace([Linkable(take, Facts(take.key)) for take in takes], memory)
    spent = time.process_time() - began
    gc.enable()
    words = sum(len(take.text.split()) for take in takes)
    roots = {take.id: root(memory, take.key) for take in takes}
    outlets = {take.id: take.source for take in takes}
    gold = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    apart = [pair for pair in gold if outlets[pair["a"]] != outlets[pair["b"]]]
    together = [pair for pair in gold if pair not in apart]
    for what, pairs in (("all", gold), ("of two outlets", apart), ("of one outlet", together)):
        yield f"reprints, {len(pairs)} pairs, {what}", _scored(pairs, roots), "reported"
    yield f"origins, {len(takes)} texts, CPU per 440 words", f"{1000 * spent * 440 / words:.2f} ms", "1.5 ms"


def root(memory, take):
    """Return the take that the text of another leads back to, over all copies of copies."""
    trace_of = memory.traces([take])[take]
    return root(memory, trace_of.model) if trace_of.model else take


def _scored(pairs, roots):
    said = [(roots[pair["a"]] == roots[pair["b"]], pair["copied"]) for pair in pairs]
    right = said.count((True, True))
    found, there = (sum(side) for side in zip(*said, strict=True))
    return f"precision {right / found:.2f} ({right} of {found}), recall {right / there:.2f} ({right} of {there})"
