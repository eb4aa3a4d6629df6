"""Who is meant, in invented copy with namesakes: every marked mention must lead to the person it is marked with."""

import tomllib
from pathlib import Path

import pytest

from marked import Marked, copy, read
from writethru.enrich.piece import Piece

PROBES = tomllib.loads((Path(__file__).parent / "names_probes.toml").read_text(encoding="utf-8"))["probe"]


def wrong(piece: Piece, marks: list[Marked]) -> list[str]:
    """Return a line for each mark that leads elsewhere."""
    out = []
    for mark in marks:
        inside = [
            (m.span.end - m.span.start, e.name)
            for e in piece.entities
            for m in e.mentions
            if m.span.meets(mark.span) and mark.same(m.span)
        ]
        got = max(inside)[1] if inside else "?"
        if got != mark.name:
            out.append(f"{mark.words!r} at {mark.span.start}: {got}, not {mark.name}")
    return out


@pytest.mark.parametrize("probe", PROBES, ids=[probe["name"] for probe in PROBES])
def test_every_marked_mention_leads_to_its_bearer(probe):
    take, marks = copy(probe["text"])
    assert wrong(read(take), marks) == []
