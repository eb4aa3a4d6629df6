"""Namesakes told apart and one person's spellings brought together, within a piece and over pieces."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from marked import Marked, laid, read
from writethru.link.bearers import Pieces, borne
from writethru.link.meeting import meet
from writethru.link.people import people
from writethru.model import Facts, Person, Sent, Take
from writethru.read.document import take_key
from writethru.store import Store

PROBES = tomllib.loads((Path(__file__).parent / "namesakes.toml").read_text(encoding="utf-8"))["probe"]
FIRST = "2031-03-05"


def dated(day: str, rows: list[str]) -> tuple[Take, list[Marked]]:
    """Make a take of one piece of a probe, sent on a day, and what its marks say."""
    sent = Sent(datetime.fromisoformat(day).replace(tzinfo=UTC))
    return laid(take_key("probe", day + "\n".join(rows)), rows, sent=sent)


def pieces(text: str) -> list[tuple[Take, list[Marked]]]:
    """The pieces of a probe, each with its marks."""
    out, day, rows = [], FIRST, []
    for row in text.strip().splitlines():
        if row.startswith("= "):
            out.append(dated(day, rows))
            day, rows = row.removeprefix("= "), []
        else:
            rows.append(row)
    return [*out, dated(day, rows)]


def resolved(
    probe: dict, found_by: Callable[[Pieces], Iterable[Person]] = people
) -> tuple[list[Marked], dict[Marked, Person | None]]:
    """Read and link the pieces of a probe: its marks, and whom each leads to."""
    linked, marks, facts = [], [], {}
    for take, marked in pieces(probe["text"]):
        facts[take.key] = Facts(take.key, entities=tuple(read(take).entities))
        linked.append((take, facts[take.key]))
        marks += marked
    whose = {(m.take, m.entity): person for person in found_by(linked) for m in person.mentions}
    found = {}
    for mark in marks:
        inside = [
            (m.span.end - m.span.start, number)
            for number, entity in enumerate(facts[mark.take].entities)
            for m in entity.mentions
            if mark.same(m.span)
        ]
        found[mark] = whose[mark.take, max(inside)[1]] if inside else None
    return marks, found


def piece_by_piece(folder: Path, pieces: Pieces) -> list[Person]:
    """Find people as copy comes: each piece in an add of its own, in order of time."""
    with Store(folder) as store:
        for take, facts in sorted(pieces, key=lambda one: one[0].sent.at):
            with store.people.changing() as register:
                register.keep(meet(register, {take.key: borne(take, facts)}), take.sent.at)
        return store.people.everybody()


def wrong(probe: dict, found_by: Callable[[Pieces], Iterable[Person]] = people) -> list[str]:
    """Return a line for each mark that leads elsewhere, and for each two names that lead to one."""
    marks, found = resolved(probe, found_by)
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


@pytest.mark.parametrize("probe", PROBES, ids=[probe["name"] for probe in PROBES])
def test_namesakes_are_told_apart_piece_by_piece(probe, tmp_path):
    assert wrong(probe, partial(piece_by_piece, tmp_path)) == []
