"""Namesakes told apart and one person's spellings brought together, within a piece and over pieces."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from writethru.enrich.language import Language
from writethru.enrich.names import Names
from writethru.enrich.piece import open_piece
from writethru.enrich.sentences import Sentences
from writethru.enrich.syntax import Syntax
from writethru.link.people import people
from writethru.model import Facts, Part, PartKind, Person, Sent, SourceKind, Span, Take
from writethru.read.document import take_key

PROBES = tomllib.loads((Path(__file__).parent / "namesakes.toml").read_text(encoding="utf-8"))["probe"]
MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
KINDS = {"H": PartKind.HEADLINE, "P": PartKind.PARAGRAPH, "C": PartKind.CAPTION, "T": PartKind.TEASER}
FIRST = "2031-03-05"


@dataclass(frozen=True)
class Marked:
    """A mention as the probe marks it."""

    take: str
    span: Span
    words: str
    name: str


@cache
def layers():
    return Language(), Sentences(), Syntax(), Names()


def laid(day: str, rows: list[str]) -> tuple[Take, list[Marked]]:
    """Make a take of a piece of a probe, and what its marks say."""
    key = take_key("probe", day + "\n".join(rows))
    plain, parts, marks = "", [], []
    for number, row in enumerate(rows):
        tag, _, words = row.partition(" ")
        start, last = len(plain), 0
        for found in MARK.finditer(words):
            plain += words[last : found.start()]
            marks.append(Marked(key, Span(len(plain), len(plain) + len(found[1])), found[1], found[2]))
            plain += found[1]
            last = found.end()
        plain += words[last:]
        group = f"teaser-{tag[1:]}" if tag[0] == "T" else f"picture-{number}" if tag == "C" else ""
        parts.append(Part(KINDS[tag[0]], Span(start, len(plain)), group))
        plain += "\n\n"
    sent = Sent(datetime.fromisoformat(day).replace(tzinfo=UTC))
    return Take(key, key, "", "probe", "", SourceKind.UNKNOWN, plain, tuple(parts), sent=sent), marks


def pieces(text: str) -> list[tuple[Take, list[Marked]]]:
    """The pieces of a probe, each with its marks."""
    out, day, rows = [], FIRST, []
    for row in text.strip().splitlines():
        if row.startswith("= "):
            out.append(laid(day, rows))
            day, rows = row.removeprefix("= "), []
        else:
            rows.append(row)
    return [*out, laid(day, rows)]


def resolved(probe: dict) -> tuple[list[Marked], dict[Marked, Person | None]]:
    """Read and link the pieces of a probe: its marks, and whom each leads to."""
    read, marks, facts = [], [], {}
    for take, marked in pieces(probe["text"]):
        piece = open_piece(take)
        for layer in layers():
            layer([piece])
        facts[take.key] = Facts(take.key, entities=tuple(piece.entities))
        read.append((take, facts[take.key]))
        marks += marked
    whose = {(m.take, m.entity): person for person in people(read) for m in person.mentions}
    found = {}
    for mark in marks:
        inside = [
            (m.span.end - m.span.start, number)
            for number, entity in enumerate(facts[mark.take].entities)
            for m in entity.mentions
            if mark.span.covers(m.span) or m.span.covers(mark.span)
        ]
        found[mark] = whose[mark.take, max(inside)[1]] if inside else None
    return marks, found


def wrong(probe: dict) -> list[str]:
    """Return a line for each mark that leads elsewhere, and for each two names that lead to one."""
    marks, found = resolved(probe)
    homes, out = defaultdict(set), []
    for mark in marks:
        person = found[mark]
        got = person.name if person else "?"
        if mark.name == "?" or person is None:
            if got != mark.name:
                out.append(f"{mark.words!r} at {mark.span.start}: {got}, not {mark.name}")
            continue
        homes[mark.name].add(person.id)
        if not mark.name.startswith("~") and got != mark.name:
            out.append(f"{mark.words!r} at {mark.span.start}: {got}, not {mark.name}")
        kind = probe.get("kinds", {}).get(mark.name, person.kind.value)
        if person.kind.value != kind:
            out.append(f"{mark.words!r} at {mark.span.start}: a {person.kind.value}, not a {kind}")
    out += [f"{name}: {sorted(ids)}" for name, ids in homes.items() if len(ids) > 1]
    for one, ids in homes.items():
        out += [f"{one} and {other} are one" for other in homes if one < other and ids & homes[other]]
    return out


@pytest.mark.parametrize("probe", PROBES, ids=[probe["name"] for probe in PROBES])
def test_namesakes_are_told_apart_and_spellings_meet(probe):
    assert wrong(probe) == []
