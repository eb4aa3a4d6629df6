"""What others make of the same stories, in the same run as Writethru.

- Single pass over TF-IDF (scikit-learn): a piece joins the story whose centroid is nearest, or starts one: the usual
  baseline of topic detection and tracking (Allan et al., 1998; Yang et al., 1998).
- TextClust of river (Carnein et al., 2017; Assenmacher and Trautmann, 2022): online micro-clusters over TF-IDF.

Presents to the others, none to Writethru: each set its best threshold, found with the gold; the document frequencies
of a whole set from the start; TextClust a memory ten times its default. Writethru has one configuration for all.
"""

import json
import re
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from bench.peers import Absent, need
from bench.stream import HEADLINES, fed, in_time
from writethru import Desk

SETS = {
    "uci": ("stories", "stories/uci/articles.jsonl.gz", "stories/uci/gold.jsonl.gz"),
    "ecbplus": ("stories", "stories/ecbplus/articles.jsonl.gz", "stories/ecbplus/gold.jsonl.gz"),
    "neus": ("stories", "stories/neus/articles.jsonl.gz", "stories/neus/gold.jsonl.gz"),
    "giveme5w1h": ("stories", "stories/giveme5w1h/articles.jsonl.gz", "stories/giveme5w1h/gold.jsonl.gz"),
    "ap-text": ("leads", "ap89/articles.jsonl.gz", "ap89/gold.jsonl.gz"),
}
_THRESHOLDS = [n / 100 for n in (2, 4, 6, 8, 10, *range(15, 65, 5))]
_RADII = (0.6, 0.7, 0.8, 0.9, 0.95)
_REMEMBERED = 1000  # pieces after which TextClust lets go of a cluster that nothing joined; its default is 100
_LEAD = 100  # words of a text that TextClust reads: with whole texts it takes hours
_BLOCK = 256  # pieces whose likeness is computed at once; the outcome is that of one at a time
_PATIENCE = 120  # seconds for which a system is fed headlines
SIDE = "side by side"


def rows(shared, scorer, names=tuple(SETS)):
    """Yield a line for each system and set, then the rates."""
    sys.path.insert(0, str(scorer.parent))
    import score

    systems = {"Writethru": _ours, "scikit-learn TF-IDF, single pass": _tfidf, "river TextClust": _textclust}
    for name in names:
        kind, source, gold = SETS[name]
        pieces = [json.loads(line) for line in in_time(shared / "data" / source)]
        right = score.rows(shared / "data" / gold)
        for system, made in systems.items():
            yield f"{name}: {system}", _best(made, pieces, partial(_score, score, kind, right)), SIDE
    yield from _rates(shared)


def _score(score, kind, gold, found):
    """Return B-cubed F1 and, of series, how often a lead finds its own."""
    if kind == "stories":
        return (score.stories(gold, found)["f1"],)
    figures = score.leads(gold, found)
    return figures["scored"]["f1"], figures["lead_found_its_series"]


def _best(made, pieces, judge):
    """Run a system with each of its thresholds; returns the best outcome in words."""
    try:
        outcomes = [(judge(found), setting) for setting, found in made(pieces)]
    except Absent as missing:
        return str(missing)
    figures, setting = max(outcomes)
    return ", a lead finds its series ".join(f"{figure:.3f}" for figure in figures) + (setting and f" ({setting})")


# Each system yields (setting in words, rows as ``score.py`` reads them), once for each threshold


def _ours(pieces):
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        file = Path(folder) / "pieces.jsonl"
        file.write_text("".join(json.dumps(piece) + "\n" for piece in pieces), "utf-8")
        desk.add([str(file)])
        yield "", list(desk.export("stories"))


def _tfidf(pieces):
    vectors = _vectors(pieces)
    for threshold in _THRESHOLDS:
        yield f"best threshold {threshold:.2f}", _rows(pieces, single_pass(vectors, threshold))


def _rows(pieces, stories):
    """Return the rows of a system that knows one kind of group."""
    return [{"id": p["id"], "story": story, "series": story} for p, story in zip(pieces, stories, strict=True)]


def _vectors(pieces):
    need("sklearn")
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(map(_words, pieces))


def _words(piece):
    return f"{piece.get('headline') or ''}\n{piece.get('text') or ''}"


def single_pass(vectors, threshold):
    """Yield the story of each row in turn: that of the nearest centroid by cosine, or a new one."""
    import numpy as np

    stories = np.zeros(vectors.shape[0], dtype=int)
    squares = np.zeros(vectors.shape[0])  # of the length of each story's sum of vectors
    count = 0
    for start in range(0, vectors.shape[0], _BLOCK):
        end = min(start + _BLOCK, vectors.shape[0])
        block = (vectors[start:end] @ vectors[:end].T).tocsr()
        for row in range(start, end):
            at = slice(block.indptr[row - start], block.indptr[row - start + 1])
            near, likeness = block.indices[at], block.data[at]
            earlier = near < row
            sums = np.bincount(stories[near[earlier]], likeness[earlier], minlength=1)
            cosines = sums / np.sqrt(np.maximum(squares[: len(sums)], 1e-12))
            story = int(cosines.argmax())
            if count == 0 or cosines[story] < threshold:
                story, count = count, count + 1
                sums = np.zeros(count)
            squares[story] += 2 * sums[story] + 1
            stories[row] = story
            yield story


def _textclust(pieces):
    for radius in _RADII:
        yield f"best radius {radius}", _rows(pieces, _clustered(pieces, radius))


def _clustered(pieces, radius):
    """Yield the cluster that each piece joins as it comes. None are merged later, so that a cluster keeps its name."""
    need("river")
    from river.cluster import TextClust
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    class Told(TextClust):
        def _get_closest_mc(self, mc, idf, distance):
            found, far = super()._get_closest_mc(mc, idf, distance)
            self.joined = self._cluster_id if found is None else found
            return found, far

    model = Told(radius=radius, tgap=_REMEMBERED, real_time_fading=False, auto_merge=False)
    for number, piece in enumerate(pieces):
        words = f"{piece.get('headline') or ''} {' '.join((piece.get('text') or '').split()[:_LEAD])}".lower()
        counts = Counter(word for word in re.findall(r"\w\w+", words) if word not in ENGLISH_STOP_WORDS)
        model.joined = f"wordless {number}"
        model.learn_one(counts)
        yield model.joined


# Rates


def _rates(shared):
    """Yield how fast each system takes the Reuters headlines, in order of time, until its patience is over."""
    lines = in_time(shared / "data" / HEADLINES)
    pieces = [json.loads(line) for line in lines]
    systems = {
        "Writethru, end to end with its store": lambda: _our_rate(lines),
        "scikit-learn TF-IDF, single pass": lambda: _rate(_tfidf_stream(pieces), len(lines)),
        "river TextClust": lambda: _rate(_clustered(pieces, 0.8), len(lines)),
    }
    for system, made in systems.items():
        try:
            yield f"{len(lines):,} headlines: {system}", made(), SIDE
        except Absent as missing:
            yield f"{len(lines):,} headlines: {system}", str(missing), ""


def _tfidf_stream(pieces):
    yield from single_pass(_vectors(pieces), 0.35)


def _rate(stories, of):
    """Say how fast the first and the last tenth of a stream went, and how far it came."""
    clock, began = [0.0], time.perf_counter()
    for _ in stories:
        clock.append(time.perf_counter() - began)
        if clock[-1] > _PATIENCE:
            break
    return _paced(clock, of)


def _paced(clock, of):
    done = len(clock) - 1
    if done < of:
        return f"{done / clock[-1]:,.0f} a second; came as far as {done:,} in {clock[-1]:.0f} s"
    edge = max(1, of // 10)
    first, last = edge / clock[edge], edge / (clock[-1] - clock[-1 - edge])
    return f"{done / clock[-1]:,.0f} a second; the first tenth {first:,.0f}, the last {last:,.0f}"


def _our_rate(lines):
    clock = [0.0]
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder) / "desk") as desk:
        for one in fed(desk, lines, Path(folder), limit=_PATIENCE, slices=100):
            seconds = (one.chained + one.linked) / one.pieces
            clock += [clock[-1] + seconds * (n + 1) for n in range(one.pieces)]
    return _paced(clock, len(lines))
