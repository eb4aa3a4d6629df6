"""The gold set of invented sentences: what comes out against what should."""

import json
from pathlib import Path

import pytest

from writethru.enrich.figures import layer
from writethru.enrich.piece import Piece, open_piece
from writethru.enrich.sentences import layer as sentences
from writethru.enrich.syntax import layer as syntax
from writethru.model import Part, PartKind, SourceKind, Span, Take

GOLD = [json.loads(line) for line in Path(__file__).with_name("figures_gold.jsonl").open(encoding="utf-8")]


def take(text):
    part = Part(PartKind.PARAGRAPH, Span(0, len(text)))
    return Take("0" * 16, "x", "0" * 64, "jsonl", "", SourceKind.UNKNOWN, text, (part,))


@pytest.fixture(scope="module")
def pieces() -> list[Piece]:
    out = [open_piece(take(row["text"])) for row in GOLD]
    for piece, row in zip(out, GOLD, strict=True):
        piece.language, piece.languages = row["language"], [row["language"]]
    for one in (sentences(), syntax(), layer()):
        one(out)
    return out


def key(figure, text):
    number = (figure.value,) if figure.value is not None else (figure.low, figure.high)
    return number, figure.unit, figure.change, figure.length


def wanted(row):
    number = (float(row["value"]),) if "value" in row else (float(row["low"]), float(row["high"]))
    return number, row.get("unit", ""), row.get("change", False), row.get("length", False)


def test_gold(pieces):
    hit = missed = extra = whats = what_hit = spans = qualifiers = 0
    for piece, row in zip(pieces, GOLD, strict=True):
        left = list(piece.figures)
        for gold in row["figures"]:
            found = next((f for f in left if key(f, row["text"]) == wanted(gold)), None)
            if found is None:
                missed += 1
                print("missed", row["language"], gold, [key(f, row["text"]) for f in piece.figures])
                continue
            left.remove(found)
            hit += 1
            if found.span.of(row["text"]) == gold["text"]:
                spans += 1
            else:
                print("span", repr(found.span.of(row["text"])), repr(gold["text"]))
            qualifiers += found.qualifier == gold.get("qualifier", found.qualifier)
            if "what" in gold:
                whats += 1
                what_hit += found.what == gold["what"]
                if found.what != gold["what"]:
                    print("what", repr(found.what), repr(gold["what"]))
            if found.hedge != gold.get("hedge", found.hedge):
                print("hedge", found.hedge, gold)
        for f in left:
            extra += 1
            print("extra", row["language"], f.span.of(row["text"]), f.unit, "|", row["text"])
    precision, recall = hit / (hit + extra), hit / (hit + missed)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"F1 {f1:.3f} P {precision:.3f} R {recall:.3f} spans {spans}/{hit} qualifiers {qualifiers}/{hit} what {what_hit}/{whats}")

    assert f1 >= 0.95
    assert spans / hit >= 0.9
    assert qualifiers / hit >= 0.95
    assert what_hit / whats >= 0.85
