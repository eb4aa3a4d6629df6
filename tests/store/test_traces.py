"""Traces in the store: what is put in piece by piece comes out as if it had been there at once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from writethru.link.items import Linkable
from writethru.link.origins import origins, trace
from writethru.link.traces import Remembered
from writethru.model import Facts, Part, PartKind, Sent, SourceKind, Span, Take
from writethru.model.packing import pack
from writethru.store import Store, schema

LINES = (
    "A ferry with 312 people on board ran aground outside the port of Strand early on Tuesday, the mayor said there.",
    "Lifeboats took forty passengers ashore within an hour and nobody was hurt, according to the coastguard of Strand.",
    "Vellmark Lines, which owns the ferry, said that its steering had been repaired at a yard in Karsk in January.",
    "The harbour office closed the northern channel until noon and asked small boats to stay away from the wreck site.",
)


def take(number, source, *lines, hour=9, day=3, kind=SourceKind.PAGE):
    text, parts = "", []
    for line in lines:
        parts.append(Part(PartKind.PARAGRAPH, Span(len(text), len(text) + len(line))))
        text += line + "\n\n"
    sent = Sent(datetime(2026, 3, day, hour, tzinfo=UTC))
    return Take(f"{number:016x}", str(number), "0" * 64, "test", source, kind, text, tuple(parts), sent=sent)


TAKES = [
    take(1, "Strand Post", *LINES[:3], hour=11),
    take(2, "Karsk Daily", *LINES[1:], hour=10),
    take(3, "Herald", *LINES, hour=12),
    take(4, "Nordpress", *LINES, hour=13, kind=SourceKind.AGENCY),
    *(take(5 + n, "Post", LINES[0], f"Line {n}. " * 20, day=1 + 7 * n) for n in range(4)),
]


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path) as opened:
        yield opened


def fill(store, takes):
    with store.traces.writing() as c:
        for number, one in enumerate(takes):
            row = {"key": one.key, "id": one.id, "document": "", "source": one.source, "title": "", "receipt": number}
            c.execute(insert(schema.takes).values(**row, packed=pack(one)))


def items(takes):
    return [Linkable(one, Facts(one.key)) for one in takes]


def put(store, takes):
    """Trace some takes against all that is kept, and keep what comes of it."""
    memory = Remembered({}, store.traces)
    found = trace(items(takes), memory)
    store.traces.keep(list(memory.kept.values()), memory.marked)
    return found


@pytest.mark.parametrize("size", [1, 3, 8])
def test_piece_by_piece_comes_to_what_all_at_once_does(store, size):
    fill(store, TAKES)
    found = {}
    for at in range(0, len(TAKES), size):
        found |= put(store, TAKES[at : at + size])
    assert found == {origin.take: origin for origin in origins(items(TAKES))}


def test_what_is_found_is_not_kept_by_finding_it(store):
    fill(store, TAKES)
    trace(items(TAKES), Remembered({}, store.traces))
    assert store.traces.traces(one.key for one in TAKES) == {}


def test_traces_can_be_made_anew(store):
    fill(store, TAKES)
    first = put(store, TAKES)
    assert put(store, TAKES) == {}
    store.traces.forget("other rules")
    assert store.traces.made_by() == "other rules"
    assert put(store, TAKES) == first


def test_a_run_that_was_met_too_often_is_held_by_nobody(store):
    fill(store, TAKES)
    put(store, TAKES)
    [*runs] = Remembered({}, store.traces).traces([TAKES[3].key])[TAKES[3].key].sample
    formulae = store.traces.formulae(runs)
    assert formulae
    assert store.traces.holders(runs).keys() == set(runs) - formulae
