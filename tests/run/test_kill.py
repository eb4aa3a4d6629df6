"""A kill at any moment of an ``add`` loses nothing that was stored, and the next ``add`` finishes the work."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from namesakes import fill, named, who
from newsroom import lay
from schemas import back_to
from writethru import Desk, enriching, intake, linking
from writethru.publish.export import TABLES
from writethru.remembering import OnDesk
from writethru.store import FILE

ROWS = 40
PATIENCE = 60  # seconds to wait for a stage to be reached


@pytest.fixture
def copy(tmp_path):
    path = tmp_path / "wire.jsonl"
    towns = ("Vell", "Strand", "Ostmark", "Lund", "Kerrow")
    with path.open("w", encoding="utf-8") as out:
        for n in range(ROWS):
            town = towns[n % len(towns)]
            text = f"{town} will rebuild bridge {n}, the mayor said on Monday. It has carried {n + 100} carts a day."
            row = {
                "id": f"row-{n}",
                "source": f"{town} Post",
                "headline": f"{town} to rebuild bridge {n}",
                "text": text,
            }
            out.write(json.dumps(row | {"published": f"2031-03-{n % 28 + 1:02}T09:00:00+00:00"}) + "\n")
    return path


def start(desk, *names, stderr=subprocess.DEVNULL, command="add"):
    command = [sys.executable, "-m", "writethru.cli", command, *map(str, names), "--desk", str(desk)]
    environment = os.environ | {"WRITETHRU_WORKERS": "1"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=stderr)


def count(desk, query):
    if not (desk / FILE).exists():
        return 0
    try:
        with sqlite3.connect(f"file:{desk / FILE}?mode=ro", uri=True) as connection:
            return connection.execute(query).fetchone()[0]
    except sqlite3.OperationalError:  # the schema is not there yet, or the file is being made
        return 0


STAGES = {
    "bytes stored": "SELECT count(*) FROM documents",
    "takes stored": "SELECT count(*) FROM takes",
    "some facts stored": "SELECT count(*) FROM facts",
    "all facts stored": f"SELECT count(*) = {ROWS} FROM facts",
    "some facts read anew": "SELECT count(*) FROM anew",
    "decided": "SELECT count(*) FROM corrections",
}


def reach(desk, process, stage):
    until = time.monotonic() + PATIENCE
    while not count(desk, STAGES[stage]) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)


def finish(desk):
    """The next add: without names, since what was acknowledged does not need the file again."""
    with Desk(desk) as opened:
        opened.add([])
    assert count(desk, "SELECT count(*) FROM takes") == ROWS
    assert count(desk, "SELECT count(*) FROM facts") == ROWS
    assert count(desk, "SELECT count(*) FROM placements") == ROWS
    assert count(desk, "SELECT count(*) FROM words") == ROWS
    assert count(desk, "SELECT count(*) FROM documents WHERE NOT is_read") == 0


@pytest.mark.parametrize("stage", ["bytes stored", "takes stored", "all facts stored"])
def test_killed_add_is_finished_by_the_next(tmp_path, copy, stage):
    desk = tmp_path / "desk"
    process = start(desk, copy)
    reach(desk, process, stage)
    process.send_signal(signal.SIGKILL)
    process.wait()
    copy.unlink()

    assert count(desk, STAGES[stage])
    finish(desk)


def test_an_interrupted_add_says_so_on_one_line_and_is_finished_by_the_next(tmp_path, copy):
    desk = tmp_path / "desk"
    process = start(desk, copy, stderr=subprocess.PIPE)
    reach(desk, process, "some facts stored")
    process.send_signal(signal.SIGINT)
    err = process.communicate()[1].decode()

    assert process.returncode == 130
    assert err.startswith("writethru: stopped")
    assert err.count("\n") == 1
    finish(desk)


def test_what_was_killed_and_finished_is_what_was_never_killed(tmp_path, copy):
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    process = start(killed, copy)
    reach(killed, process, "some facts stored")
    process.send_signal(signal.SIGKILL)
    process.wait()
    finish(killed)
    with Desk(whole) as one, Desk(killed) as other:
        one.add([str(copy)])
        for table in TABLES:
            assert list(one.export(table)) == list(other.export(table)), table


def test_facts_that_an_older_program_read_are_read_anew_and_a_kill_loses_none_of_them(tmp_path, copy):
    desk, whole = tmp_path / "desk", tmp_path / "whole"
    for home in (desk, whole):
        with Desk(home) as opened:
            opened.add([str(copy)])
    back_to(desk / FILE, "0004")
    with Desk(desk) as opened:
        [check] = [check for check in opened.doctor() if check.what == "enrichment"]
    assert not check.well
    assert f"the facts of {ROWS} takes are to be read anew" in check.says

    process = start(desk)
    reach(desk, process, "some facts read anew")
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = count(desk, STAGES["some facts read anew"])
    assert 0 < done < ROWS
    told = []
    with Desk(desk) as one, Desk(whole) as other:
        assert len(one._store.facts.outdated(enriching.maker())) == ROWS - done
        assert list(one.export("figures")) == list(other.export("figures"))  # the old facts serve
        one.add([], progress=lambda *how: told.append(how))
        assert one._store.facts.outdated(enriching.maker()) == []
        for table in TABLES:
            assert list(one.export(table)) == list(other.export(table)), table
        assert all(check.well for check in one.doctor())
    assert [how for how in told if how[0] == intake.ANEW][-1] == (intake.ANEW, ROWS - done, ROWS - done)
    assert count(desk, STAGES["some facts read anew"]) == 0


def test_a_decision_that_was_killed_before_linking_is_carried_out_by_the_next_add(tmp_path):
    with Desk(tmp_path) as desk:
        fill(desk, [named(1, "Ida Moor"), named(2, "Ida Strand")])
    process = start(tmp_path, "Ida Moor", "Ida Strand", command="same")
    reach(tmp_path, process, "decided")
    process.send_signal(signal.SIGKILL)
    process.wait()

    with Desk(tmp_path) as desk:
        desk.add([])
        assert who(desk) == {"ida-moor": ["Ida Moor@1", "Ida Strand@2"]}
        assert desk.undo(1).people == ("ida-moor", "ida-strand")


def test_people_whom_a_killed_run_did_not_find_are_found_by_the_next_add(tmp_path):
    with Desk(tmp_path) as desk:
        lay(desk, [named(1, "Ida Moor"), named(2, "Ida Moor")])
        linking._link(desk._store, desk.settings, OnDesk(desk._store))
        assert who(desk) == {}
        assert not linking.whole(desk._store, desk.settings)

    with Desk(tmp_path) as desk:
        desk.add([])
        assert who(desk) == {"ida-moor": ["Ida Moor@1", "Ida Moor@2"]}
        assert linking.whole(desk._store, desk.settings)
