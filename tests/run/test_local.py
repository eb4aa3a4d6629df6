"""Enrichment finds the same facts however many processes read, and needs no guard in a script."""

import json
import multiprocessing
import pickle
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from writethru import example
from writethru.enrich.layers import enrichment
from writethru.link.items import Linkable
from writethru.making import Gisting
from writethru.model import Facts
from writethru.model.packing import pack
from writethru.read import detect
from writethru.read.document import Document
from writethru.run import local

NAMES = ("museum", "norwegian", "korean", "harbour")
PIECES = [path for path in example.pieces() if path.name.startswith(NAMES)]
HEADLINES = (
    "Ferry sinks off Vik, 40 feared dead",
    "Nils Braskov meets Ida Moor in Vellmark",
    "Fähre vor Vik gesunken",
    "渡轮在维克附近沉没",
    "비크 앞바다서 여객선 침몰",
    "Vik",
)
ROWS = "\n".join(json.dumps({"id": str(n), "headline": words, "text": ""}) for n, words in enumerate(HEADLINES))
DOCUMENTS = [*(Document(path.name, path.read_bytes()) for path in PIECES), Document("rows.jsonl", ROWS.encode())]
TAKES = {t.key: t for document in DOCUMENTS for t in detect.read(document)}


def load(keys):
    return [TAKES[key] for key in keys]


def bits(*batches):
    """What was found, as it is stored: by take, the bytes of facts and vector."""
    pairs = (pair for batch in batches for pair in batch.found)
    return {facts.take: (pack(facts), vector.tobytes()) for facts, vector in pairs}


@pytest.fixture(scope="module")
def alone():
    return bits(*local.run(sorted(TAKES), load, 1))


def test_a_second_process_changes_no_bit(alone):
    assert alone.keys() == TAKES.keys()
    assert bits(*local.run(sorted(TAKES), load, 2)) == alone


def test_two_processes_that_share_the_batches_change_no_bit(alone):
    many = sorted(TAKES) * 4  # more than are read beside one another

    assert bits(*local.run(many, load, 2)) == alone


def test_no_bit_depends_on_the_batch(alone):
    order, read = list(TAKES.values()), enrichment()
    random.Random(7).shuffle(order)
    for size in (1, 3, len(order)):
        assert bits(*(read(order[at : at + size]) for at in range(0, len(order), size))) == alone


def test_an_engine_can_hold_the_enrichment(alone):
    """Made without arguments, pickled small, called with a batch, knowing no store."""
    held = pickle.dumps(enrichment())
    take = next(iter(TAKES.values()))

    assert len(held) < 500
    assert bits(pickle.loads(held)([take])) == {take.key: alone[take.key]}


def test_headlines_go_in_larger_batches():
    takes = load(sorted(TAKES))
    whole = [take for take in takes if take.copy]
    headlines = [take for take in takes if not take.copy]
    many = {str(n): (whole + headlines * 9)[n % (len(whole) + 9 * len(headlines))] for n in range(600)}
    sizes = [len(batch.found) for batch in local.run(list(many), lambda keys: [many[key] for key in keys], 1)]

    assert sum(sizes) == len(many)
    assert max(sizes) > 2 * 16


def test_processes_are_kept_until_they_are_let_go(alone):
    many = sorted(TAKES) * 4
    with closing(local.Processes(2)) as readers:
        found = bits(*readers.run(many, load, local.as_read))
        started = {child.pid for child in multiprocessing.active_children()}
        again = [*readers.run(many[:3], load, local.as_read), *readers.run(many, load, local.as_read)]
        assert found == bits(*again) == alone
        assert {child.pid for child in multiprocessing.active_children()} == started
    assert not {child.pid for child in multiprocessing.active_children()} & started


def test_nothing_to_read_is_nothing_found():
    assert list(local.run([], load, 2)) == []


def test_a_script_needs_no_guard(tmp_path):
    piece, script = tmp_path / "harbour.txt", tmp_path / "script.py"
    piece.write_text("Harbour reopens\n\nThe harbour of Vell reopened on Monday, the port office said.")
    code = "from pathlib import Path\nfrom writethru import Desk\nprint('once')\nwith Desk(Path(%r)) as desk:\n"
    script.write_text(code % str(tmp_path / "desk") + f"    print(desk.add([{str(piece)!r}]).new)\n")
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)

    assert ran.stdout.split() == ["once", "1"]


def test_gists_are_the_same_bytes_wherever_they_are_made():
    items = {f"{key}{n}": Linkable(take, Facts(key, language="en")) for key, take in TAKES.items() for n in range(20)}
    made = []
    for processes in (1, 2):
        with closing(local.Processes(processes)) as readers:
            batches = readers.each(list(items), lambda keys: [items[key] for key in keys], Gisting(frozenset()))
            made.append([gists for batch in batches for gists in batch.items()])
    assert made[0] == made[1]
    assert {take for take, _ in made[0]} == TAKES.keys()


def test_no_more_processes_read_than_are_of_use(monkeypatch):
    """While headlines are linked, as many as keep up with linking; after very many takes, none."""
    headlines = [take for take in TAKES.values() if not take.copy] * 90
    texts = [take for take in TAKES.values() if take.copy] * 16
    some = dict(enumerate([*headlines, *texts]))
    started = []

    def pool(processes):
        started.append(processes)
        return ThreadPoolExecutor(processes)

    def read(processes, keys, *, linked, times=1):
        started.clear()
        with closing(local.Processes(processes)) as readers:
            for _ in range(times):
                found = readers.each(list(keys), lambda keys: [some[key] for key in keys], list, linked=linked)
                assert [take for batch in found for take in batch] == [some[key] for key in keys]
        return [*started]

    monkeypatch.setattr(local, "_pool", pool)

    assert read(2, range(len(headlines)), linked=True) == [2]
    assert read(8, range(len(headlines)), linked=True) == [2]
    assert read(8, range(len(headlines)), linked=False) == [8]
    assert read(8, range(len(some)), linked=True) == [2, 8]

    assert read(8, range(len(some)), linked=False, times=2) == [8]
    monkeypatch.setattr(local, "_MANY", len(headlines))
    assert read(8, range(len(headlines)), linked=False, times=2) == [8]
    assert read(8, range(len(some)), linked=False, times=2) == [8, 8]
