"""Facts are read while chains are made, and linked in the same lots whenever they came."""

import json
import time

import pytest

from writethru import Desk, intake
from writethru.enriching import Enriching
from writethru.publish.export import TABLES

ROWS = 300
PATIENCE = 60  # seconds to wait for the first that are read


@pytest.fixture
def headlines(tmp_path):
    path = tmp_path / "wire.jsonl"
    towns = ("Vell", "Strand", "Ostmark", "Lund", "Kerrow")
    rows = (
        {
            "id": f"row-{n}",
            "source": "Vell Post",
            "headline": f"{towns[n % 5]} to rebuild bridge {n}, {n % 7 + 2} hurt",
            "text": "",
            "published": f"2031-03-{n % 28 + 1:02}T09:00:00+00:00",
        }
        for n in range(ROWS)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def test_what_was_read_early_is_kept_and_told_once_in_order(tmp_path, headlines, monkeypatch):
    monkeypatch.setenv("WRITETHRU_WORKERS", "2")
    with Desk(tmp_path / "desk") as desk:
        desk.add([headlines], later=True)
        keys = desk._store.takes.without_facts()
        reading = Enriching(desk._store, desk.settings, desk._readers, keys)
        until = time.monotonic() + PATIENCE
        while len(desk._store.takes.without_facts()) == ROWS and time.monotonic() < until:
            reading.keep_ready()
        assert [key for batch in reading for key in batch] == keys
        assert desk._store.takes.without_facts() == []


def test_links_are_the_same_however_early_facts_came(tmp_path, headlines, monkeypatch):
    monkeypatch.setattr(intake, "_LINKED", 64)
    monkeypatch.setattr(intake, "_SLICE", 50)
    monkeypatch.setattr("writethru.run.local._BATCH", 2)
    exported = []
    for workers in ("1", "3"):
        monkeypatch.setenv("WRITETHRU_WORKERS", workers)
        with Desk(tmp_path / workers) as desk:
            desk.add([headlines])
            exported.append([list(desk.export(table)) for table in TABLES])
    assert exported[0] == exported[1]
