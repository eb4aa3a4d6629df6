"""Score the figures that the program finds on the gold of ``bench/figures`` (its README has the rules).

python -m bench.figures_gold [--misses]

Each sentence is read as a piece of its own, by all layers that figures lean on. ``--misses`` lists what went wrong in
the half to work on; the held half gives figures alone.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path

from writethru.enrich.layers import enrich
from writethru.model import Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

FOLDER = Path(__file__).parent / "figures"
HALVES = ("develop", "held")
FIELDS = ("qualifier", "per", "of", "part_of", "place", "day", "by")
_LAYERS = ("language", "sentences", "syntax", "names", "dates", "statements", "figures")
_UNSPACED = ("zh", "ja", "ko")


@dataclass
class Score:
    """Counts of one half or one language; ``fields`` holds right and asked by name."""

    right: int = 0
    said: int = 0
    gold: int = 0
    what_right: int = 0
    what_said: int = 0
    what_gold: int = 0
    fields: dict = field(default_factory=lambda: defaultdict(Counter))
    misses: list = field(default_factory=list)

    @property
    def value(self):
        """F1 on value with unit."""
        return 2 * self.right / (self.said + self.gold or 1)

    @property
    def what(self):
        """F1 on what is counted."""
        return 2 * self.what_right / (self.what_said + self.what_gold or 1)


def score(half):
    """Read one half; returns a score for each language, and one for all under ``""``."""
    rows = [json.loads(line) for line in (FOLDER / f"{half}.jsonl").read_text("utf-8").splitlines()]
    data = "".join(json.dumps({**row, "figures": None}, ensure_ascii=False) + "\n" for row in rows).encode()
    takes = [take for take in JsonLines().read(Document("figures.jsonl", data)) if isinstance(take, Take)]
    found = defaultdict(Score)
    for row, piece in zip(rows, enrich(takes, only=_LAYERS), strict=True):
        for one in (found[""], found[row["language"]]):
            _compare(row, piece, one)
    return found


def _compare(row, piece, result):
    gold, figures = row["figures"], piece.figures
    pairs = _matched(row, piece)
    result.gold += len(gold)
    result.said += len(figures)
    result.right += len(pairs)
    result.what_gold += sum("what" in g for g in gold)
    result.what_said += sum(bool(f.what) for f in figures) - sum(
        "what" not in gold[g] for g, f in pairs if figures[f].what
    )
    for g, f in pairs:
        _weigh(gold[g], figures[f], piece, row, result)
    missed = set(range(len(gold))) - {g for g, _ in pairs}
    extra = set(range(len(figures))) - {f for _, f in pairs}
    result.misses += [f"{row['id']}  not found      {_told(gold[g])}" for g in sorted(missed)]
    result.misses += [f"{row['id']}  not in gold    {_shown(figures[f], piece)}" for f in sorted(extra)]


def _matched(row, piece):
    """Pair gold figures with those found, one to one, in order; returns index pairs."""
    start, pairs, at = piece.take.row_start, [], 0
    for g, gold in enumerate(row["figures"]):
        found = row["text"].find(gold["words"], at)
        begin = found if found >= 0 else row["text"].find(gold["words"])
        at = begin + 1
        span = (start + begin, start + begin + len(gold["words"]))
        free = [f for f in range(len(piece.figures)) if f not in {two for _, two in pairs}]
        hits = [f for f in free if _same(gold, piece.figures[f], span)]
        if hits:
            pairs.append((g, hits[0]))
    return pairs


def _same(gold, figure, span):
    numbers = [("value", figure.value), ("low", figure.low), ("high", figure.high), ("ordinal", figure.ordinal)]
    flags = ("change", "vague", "length")
    return (
        figure.span.start < span[1]
        and span[0] < figure.span.end
        and all(_equal(gold.get(name), value) for name, value in numbers)
        and gold.get("unit", "") == figure.unit
        and all(bool(gold.get(flag)) == getattr(figure, flag) for flag in flags)
    )


def _equal(one, two):
    return one == two or (one is not None and two is not None and isclose(one, two, rel_tol=1e-6))


def _weigh(gold, figure, piece, row, result):
    """Add what is counted and the other fields of one right figure."""
    if "what" in gold:
        right = any(_says(answer, figure.what, row["language"]) for answer in gold["what"])
        result.what_right += right
        if not right:
            result.misses.append(
                f"{row['id']}  what: {figure.what!r} for {' / '.join(gold['what'])}  [{gold['words']}]"
            )
    for name in FIELDS:
        given = _field(name, figure, piece)
        if name in gold or (given and name == "qualifier"):
            wanted = gold.get(name, "")
            right = _near(wanted, given) if name in ("of", "place", "day", "by") else wanted == given
            result.fields[name].update(right=right, asked=1)
            if not right:
                result.misses.append(f"{row['id']}  {name}: {given!r} for {wanted!r}  [{gold['words']}]")


def _field(name, figure, piece):
    text = piece.text
    if name in ("of", "part_of", "per", "qualifier"):
        value = getattr(figure, name)
        return value.of(text) if name == "of" and value else value if value is not None else ""
    if name == "place":
        return piece.entities[figure.place].name if figure.place is not None else ""
    if name == "day":
        return piece.dates[figure.day].span.of(text) if figure.day is not None else ""
    if figure.statement is None:
        return ""
    return " ".join(span.of(text) for span in piece.statements[figure.statement].speaker)


def _says(answer, found, language):
    head = re.search(r"\*(.+)\*", answer)[1]
    one, two = _words(answer.replace("*", ""), language), _words(found, language)
    shared = sum((one & two).values())
    inside = head.lower() in found.lower() if language in _UNSPACED else head.lower() in _words(found, language)
    return inside and 2 * shared >= 0.5 * (one.total() + two.total())


def _near(wanted, given):
    return bool(given) and (wanted in given or given in wanted)


def _words(text, language):
    return Counter(re.sub(r"\s", "", text) if language in _UNSPACED else re.findall(r"[\w’'-]+", text.lower()))


def _told(gold):
    return ", ".join(f"{name} {value}" for name, value in gold.items())


def _shown(f, piece):
    number = (f.ordinal and f"#{f.ordinal}") or (f.value if f.value is not None else f"{f.low}–{f.high}")
    flags = " ".join(flag for flag in ("change", "vague", "length") if getattr(f, flag))
    return f"{f.span.of(piece.text)!r} = {number} {f.unit!r} {flags} what {f.what!r}"


def figures():
    """Rows for ``python -m bench``: what, figure, bar."""
    for half in HALVES:
        result = score(half)[""]
        yield f"figures, {half}: value with unit, F1", f"{result.value:.3f}", "0.95"
        yield f"figures, {half}: what is counted, F1", f"{result.what:.3f}", "0.85"


def main():
    for half in HALVES:
        found = score(half)
        for language, one in sorted(found.items()):
            counts = f"right {one.right:3}  said {one.said:3}  gold {one.gold:3}"
            print(f"{half:8} {language or 'all':4} value F1 {one.value:.3f}  what F1 {one.what:.3f}  {counts}")
        print(*(f"{half:8} {name}: {n['right']} of {n['asked']}" for name, n in found[""].fields.items()), sep="\n")
        if "--misses" in sys.argv and half == "develop":
            print(*sorted(found[""].misses), sep="\n")


if __name__ == "__main__":
    main()
