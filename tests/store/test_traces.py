"""Traces in the store: what is put in piece by piece comes out as if it had been there at once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from writethru.link.items import Linkable
from writethru.link.origins import origins, trace
from writethru.model import Facts, Part, PartKind, Sent, SourceKind, Span, Take
from writethru.store import Store, schema
from writethru.store.packing import pack

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


@pytest.mark.parametrize("size", [1, 3, 8])
def test_piece_by_piece_comes_to_what_all_at_once_does(store, size):
    fill(store, TAKES)
    found = {}
    for at in range(0, len(TAKES), size):
        with store.traces.remembering() as memory:
            found |= trace(items(TAKES[at : at + size]), memory)
    assert found == {origin.take: origin for origin in origins(items(TAKES))}


def cut_off(memory):
    trace(items(TAKES), memory)
    raise KeyError("cut off")


def test_all_is_kept_or_nothing(store):
    fill(store, TAKES)
    with pytest.raises(KeyError), store.traces.remembering() as memory:
        cut_off(memory)
    with store.traces.remembering() as memory:
        assert memory.traces(one.key for one in TAKES) == {}


def test_traces_can_be_made_anew(store):
    fill(store, TAKES)
    with store.traces.remembering() as memory:
        first = trace(items(TAKES), memory)
        assert trace(items(TAKES), memory) == {}
    store.traces.forget()
    with store.traces.remembering() as memory:
        assert trace(items(TAKES), memory) == first
