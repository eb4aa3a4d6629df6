"""Who is meant, in invented copy with namesakes: every marked mention must lead to the person it is marked with."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from writethru.enrich.language import Language
from writethru.enrich.names import Names
from writethru.enrich.piece import Piece, open_piece
from writethru.enrich.sentences import Sentences
from writethru.enrich.syntax import Syntax
from writethru.model import Part, PartKind, SourceKind, Span, Take
from writethru.read.document import take_key

PROBES = tomllib.loads((Path(__file__).parent / "names_probes.toml").read_text(encoding="utf-8"))["probe"]
MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
KINDS = {"H": PartKind.HEADLINE, "P": PartKind.PARAGRAPH, "C": PartKind.CAPTION, "T": PartKind.TEASER}


@dataclass(frozen=True)
class Marked:
    """A mention as the probe marks it."""

    span: Span
    words: str
    name: str


@cache
def layers():
    return Language(), Sentences(), Syntax(), Names()


def laid(text: str) -> tuple[Take, list[Marked]]:
    """Make a take of a probe, and what its marks say."""
    plain, parts, marks = "", [], []
    for number, row in enumerate(text.strip().splitlines()):
        tag, _, words = row.partition(" ")
        start = len(plain)
        last = 0
        for found in MARK.finditer(words):
            plain += words[last : found.start()]
            marks.append(Marked(Span(len(plain), len(plain) + len(found[1])), found[1], found[2]))
            plain += found[1]
            last = found.end()
        plain += words[last:]
        group = f"teaser-{tag[1:]}" if tag[0] == "T" else f"picture-{number}" if tag == "C" else ""
        parts.append(Part(KINDS[tag[0]], Span(start, len(plain)), group))
        plain += "\n\n"
    key = take_key("probe", text)
    take = Take(key, key, "", "probe", "", SourceKind.UNKNOWN, plain, tuple(parts), language="en")
    return take, marks


def read(take: Take) -> Piece:
    piece = open_piece(take)
    for layer in layers():
        layer([piece])
    return piece


def wrong(piece: Piece, marks: list[Marked]) -> list[str]:
    """Return a line for each mark that leads elsewhere."""
    out = []
    for mark in marks:
        inside = [
            (m.span.end - m.span.start, e.name)
            for e in piece.entities
            for m in e.mentions
            if m.span.meets(mark.span) and (mark.span.covers(m.span) or m.span.covers(mark.span))
        ]
        got = max(inside)[1] if inside else "?"
        if got != mark.name:
            out.append(f"{mark.words!r} at {mark.span.start}: {got}, not {mark.name}")
    return out


@pytest.mark.parametrize("probe", PROBES, ids=[probe["name"] for probe in PROBES])
def test_every_marked_mention_leads_to_its_bearer(probe):
    take, marks = laid(probe["text"])
    assert wrong(read(take), marks) == []
