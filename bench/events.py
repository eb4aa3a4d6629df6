"""Event types on the textbook sentences of the CAMEO manual (``fixtures/plover``), which have one gold type each.

The gold has the names of 2016, the program those of the table of September 2021; four names are read as what the
table made of them (``RENAMED``). Where it moved only some codes of a category, nothing is read into the gold, and the
difference counts as an error: easing a curfew was CONCEDE and is RETREAT, an embargo was SANCTION and is COERCE,
destroying property was COERCE and is ASSAULT. A sentence may tell more than one event; every further type that is found
in it counts as wrong. The word classes were written on the sentences with odd numbers; the even ones were only counted.
"""

import json
from collections import Counter

from writethru.enrich.layers import enrich
from writethru.read.jsonl import Row, take_of

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
LAYERS = ("language", "sentences", "syntax", "names", "dates", "figures", "statements", "events")
DAY = "2005-06-15"  # the sentences have none


def sentences(folder):
    """The sentences by their number in the file: (number, text, gold type in the names of 2021)."""
    rows = json.loads((folder / "plover" / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8"))
    for number, row in enumerate(rows):
        if row["event"] != "DOCUMENT":
            yield number, row["text"].strip(" {}"), RENAMED.get(row["event"], row["event"])


def found(texts):
    """The types found in each text, unsure ones too."""
    takes = [take_of(Row(id=str(n), text=text, published=DAY), "plover") for n, text in enumerate(texts)]
    for piece in enrich(takes, only=LAYERS):
        yield {event.plover.partition("-")[0] for event in piece.events} - {""}


def counts(pairs):
    """Count by type what was right, wrong and missed; ``pairs`` are (gold type, types found)."""
    right, wrong, missed = Counter(), Counter(), Counter()
    for gold, types in pairs:
        (right if gold in types else missed)[gold] += 1
        wrong.update(types - {gold})
    return right, wrong, missed


def f1(right, wrong, missed):
    """Precision, recall and their harmonic mean."""
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _figure(right, wrong, missed):
    return "P {:.3f}, R {:.3f}, F1 {:.3f}".format(*f1(right, wrong, missed))


def _read(folder):
    gold = list(sentences(folder))
    types = found(text for _, text, _ in gold)
    return [(number, kind, got) for (number, _, kind), got in zip(gold, types, strict=True)]


def rows(folder):
    """Lines of the table: both halves and all of it."""
    read = _read(folder)
    for name, part in (
        ("odd numbers, developed on", [r for r in read if r[0] % 2]),
        ("even numbers, only counted", [r for r in read if not r[0] % 2]),
        ("all", read),
    ):
        totals = (sum(c.values()) for c in counts((kind, got) for _, kind, got in part))
        yield f"PLOVER textbook sentences, type of event, {name} ({len(part)})", _figure(*totals), "F1 told"


def types(folder):
    """Lines of the table: a line for each type."""
    right, wrong, missed = counts((kind, got) for _, kind, got in _read(folder))
    for kind in sorted({*right, *wrong, *missed}):
        yield f"PLOVER textbook sentences, {kind}", _figure(right[kind], wrong[kind], missed[kind]), ""
