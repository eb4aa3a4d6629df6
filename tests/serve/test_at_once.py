"""One desk, several programs at once: two adds, a watch and the desk in the browser, each a process of its own."""

import json
import os
import re
import signal
import subprocess
import sys

import pytest

from served import client
from writethru.store import Store

TOWNS = ("Karsk", "Strand", "Ulm", "Vellmark", "Kestrava", "Graywick", "Lorne", "Selke")
MATTERS = (
    ("bridge", "The old bridge in {town} closed on Monday after cracks were found in a pillar, the mayor said."),
    ("school", "A school in {town} will open a week late since its boiler burst on Sunday, teachers said."),
    ("market", "The fish market of {town} moves to the northern quay in May, the harbour office announced."),
)


def pieces(matter):
    """A piece about one matter for each town: as JSON Lines."""
    name, text = MATTERS[matter]
    for town in TOWNS:
        row = {"id": f"{name}-{town}", "headline": f"{town} {name} in the news", "text": text.format(town=town)}
        yield json.dumps(row | {"source": "Strand Post", "language": "en", "published": "2031-03-05T09:00:00Z"})


@pytest.fixture
def start(tmp_path):
    """Start a command of the program as a process; whatever still runs at the end is ended."""
    started = []
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "WRITETHRU_DESK": str(tmp_path / "desk")}

    def start(*command):
        process = subprocess.Popen(
            [sys.executable, "-c", "from writethru.cli import main; main()", *map(str, command)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_nothing_is_lost_nobody_is_locked_out_and_the_desk_answers_all_the_while(start, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    desk = start("desk", "--port", 0)
    address = re.search(r"http://\S+/", desk.stderr.readline())[0]
    (inbox / "0.jsonl").write_text("\n".join(pieces(0)))
    watch = start("watch", inbox)
    adds = []
    for number in (1, 2):
        (tmp_path / f"{number}.jsonl").write_text("\n".join(pieces(number)))
        adds.append(start("add", tmp_path / f"{number}.jsonl", "--json"))

    with client(address) as http:
        answered, number = 0, 0
        while number < len(MATTERS) * len(TOWNS):
            assert all(one.poll() in (None, 0) for one in adds), [one.communicate() for one in adds]
            assert watch.poll() is None, watch.communicate()
            for path in ("/", "/stories", "/api/stories"):
                answer = http.get(path)
                assert answer.status_code == 200, (path, answer.text)
            items = http.get("/api/stories").json()["items"]
            number = sum(len(story["takes"]) for story in items)
            for story in items[:1]:  # the desk writes too
                answer = http.post("/api/follow", json={"name": story["id"]})
                assert answer.status_code == 200, answer.text
            answered += 4
        assert {take["id"] for story in items for take in http.get(f"/api/stories/{story['id']}/takes").json()} == {
            f"{name}-{town}" for name, _ in MATTERS for town in TOWNS
        }
        assert answered > 8

    done = [one.communicate(timeout=60) for one in adds]
    assert [one.returncode for one in adds] == [0, 0], done
    assert all(json.loads(out)["quarantined"] == 0 for out, _ in done)
    assert [err for _, err in done] == ["", ""]
    for process in (watch, desk):
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        assert err.splitlines() == ["writethru: stopped; what was done is kept, and the next add finishes the work"]


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_pages_are_written_before_anybody_asks_and_nothing_is_left_running(start, tmp_path, end):
    (tmp_path / "0.jsonl").write_text("\n".join(pieces(0)))
    start("add", tmp_path / "0.jsonl").communicate()
    desk = start("desk", "--port", 0)
    address = re.search(r"http://\S+/", desk.stderr.readline())[0]
    with client(address) as http, Store(tmp_path / "desk") as store:
        stories = {story["id"] for story in http.get("/api/stories").json()["items"]}
        written = set()
        while written != stories:
            assert http.get("/stories").status_code == 200
            written = {name for name in stories if store.told.pages(name, b"", tuple)}

    desk.send_signal(end)
    desk.communicate(timeout=30)  # until nobody holds its output any more
    assert desk.returncode in (130, -signal.SIGKILL)
