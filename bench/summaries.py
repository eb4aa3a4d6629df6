"""Our brief of a story of three outlets against an expert's neutral round-up of it: ROUGE-2 on ``summaries/neus``.

The brief of a gold story is its standfirst and key sentences, without headline and glosses, beside three leads: the
first sentence of each of the three pieces. ROUGE (Lin, 2004) is counted over runs of two words, in lower case, cut to
letters and digits, without a stemmer; F1 is the mean over the stories. Where texts are as short as these, most of F1 is
how long the summary is, so precision and recall stand beside it. Rules and weights are chosen on stories whose number
is even (``develop``) and never on the others (``held out``).
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from statistics import fmean

from writethru.enrich.layers import enrich
from writethru.link.items import Linkable
from writethru.link.links import link
from writethru.link.stories import leading
from writethru.model import Links, Story, Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines
from writethru.tell.brief import brief
from writethru.tell.dossier import Dossier

BATCH = 32
HALVES = (("develop", lambda number: number % 2 == 0), ("held out", lambda number: number % 2 == 1))


def rouge(text, gold, n=2):
    """Precision, recall and F1 over runs of ``n`` words."""
    told, wanted = (Counter(zip(*(words[k:] for k in range(n)), strict=False)) for words in map(_words, (text, gold)))
    both = (told & wanted).total()
    p, r = both / max(1, told.total()), both / max(1, wanted.total())
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def one_story(name, items):
    """The dossier of pieces that are known to tell one story."""
    found, keys = link(items), tuple(item.key for item in items)
    places = {p.take: p for p in found.placements}
    placed = tuple(replace(places[key], story=name, series=name, storyline=name, storylines=(name,)) for key in keys)
    origins = tuple(origin for story in found.stories for origin in story.origins)
    lead, chains = leading(items, [(key,) for key in keys]), tuple(sorted({p.chain for p in placed}))
    story = Story(name, lead.take.title, lead.key, keys, chains, origins, (), None, None)
    claims = tuple(replace(claim, story=name) for claim in found.claims)
    links = Links(placed, stories=(story,), people=found.people, claims=claims)
    return Dossier({item.key: item.take for item in items}, {item.key: item.facts for item in items}, links)


def told(dossier, name):
    """The standfirst and the key sentences of the brief of a story."""
    found = brief(dossier, "story", name)
    sentences = dict.fromkeys([found.standfirst.text, *(one.text for one in found.key)])
    return " ".join(sentences)


def three_leads(items):
    """The first sentence of each piece."""
    firsts = (next((s for s in item.facts.sentences if s.scope == "copy"), None) for item in items)
    return " ".join(first.span.of(item.take.text) for item, first in zip(items, firsts, strict=True) if first)


def pieces(articles):
    """Read the pieces of ``stories/neus`` with all their facts."""
    document = Document("articles.jsonl", articles.read_bytes())
    takes = [take for take in JsonLines().read(document) if isinstance(take, Take)]
    for at in range(0, len(takes), BATCH):
        yield from (Linkable(one.take, one.facts(), one.vector) for one in enrich(takes[at : at + BATCH]))


def rows(data, items=None):
    """Yield the figures; ``items`` are the pieces with their facts, which are read where they are not given."""
    items = items or list(pieces(data / "stories" / "neus" / "articles.jsonl.gz"))
    story = {row["id"]: row["story"] for row in _rows(data / "stories" / "neus" / "gold.jsonl.gz")}
    gold = {row["story"]: row["text"] for row in _rows(data / "summaries" / "neus.jsonl.gz")}
    told_of = defaultdict(list)
    for item in items:
        told_of[story[item.take.id]].append(item)
    for way, tell in (("three leads", three_leads), ("brief", lambda some: _brief(some, story))):
        texts = {name: tell(some) for name, some in told_of.items()}
        for half, mine in (("all", lambda _: True), *HALVES):
            scores = [rouge(texts[name], gold[name]) for name in texts if mine(int(name))]
            p, r, f = (100 * fmean(column) for column in zip(*scores, strict=True))
            words = fmean(len(_words(texts[name])) for name in texts if mine(int(name)))
            figure = f"F1 {f:.1f}, precision {p:.1f}, recall {r:.1f}; {words:.0f} words"
            yield f"summaries/neus, {way}, {half} ({len(scores)}), ROUGE-2", figure, "above 17.8"


def _brief(items, story):
    name = story[items[0].take.id]
    return told(one_story(name, items), name)


def _rows(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
