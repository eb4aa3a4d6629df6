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


def key(figure):
    numbers = figure.value, figure.low, figure.high, figure.ordinal
    return numbers, figure.unit, figure.change, figure.length, figure.vague


def wanted(row):
    numbers = tuple(row.get(name) for name in ("value", "low", "high", "ordinal"))
    return numbers, row.get("unit", ""), *(row.get(name, False) for name in ("change", "length", "vague"))


def matched(pieces):
    """Pair each figure of the gold with what was found for it (or None), and list what is too much."""
    pairs, extra = [], []
    for piece, row in zip(pieces, GOLD, strict=True):
        left = list(piece.figures)
        for gold in row["figures"]:
            found = next((figure for figure in left if key(figure) == wanted(gold)), None)
            if found:
                left.remove(found)
            pairs.append((row, gold, found))
        extra += [(row["text"], figure) for figure in left]
    return pairs, extra


def test_values_and_units(pieces):
    pairs, extra = matched(pieces)
    hits = sum(found is not None for _, _, found in pairs)
    f1 = 2 * hits / (len(pairs) + hits + len(extra))

    assert f1 >= 0.97, ([gold for _, gold, found in pairs if not found], extra)


@pytest.mark.parametrize(("name", "least"), [("text", 0.95), ("qualifier", 0.97), ("what", 0.9), ("hedge", 0.95)])
def test_parts(pieces, name, least):
    pairs, _ = matched(pieces)
    both = [
        (gold[name], found.span.of(row["text"]) if name == "text" else getattr(found, name))
        for row, gold, found in pairs
        if found and name in gold
    ]

    assert sum(one == two for one, two in both) / len(both) >= least, [pair for pair in both if pair[0] != pair[1]]


def test_gold_spans_are_in_the_text():
    assert all(gold["text"] in row["text"] for row in GOLD for gold in row["figures"])
