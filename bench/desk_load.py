"""The served desk under load: how long its pages take while pieces come, and how soon a piece is on an open page.

python -m bench.desk_load [--desk FOLDER] [--seconds 60]

A desk of 30,000 Reuters headlines and five days of AP wire (over 10,000 stories) is served by `writethru desk`. Twenty
readers open pages, each looking at one for a second on average: half of them the list, half stories of the last days
and of any. Meanwhile another process links twenty AP pieces a second whose facts are there, and one page stays open.
``--desk`` names a desk that an earlier run made, so that it need not be made again.
"""

import argparse
import gzip
import json
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import httpx

from bench.shared import SHARED
from bench.stream import HEADLINES, in_time
from writethru import Desk, intake
from writethru.run.local import Processes
from writethru.store import Store

_HEADLINES = 30_000
_READERS, _RATE = 20, 20
_LOOKED_AT = 1.0  # seconds that a reader looks at a page, on average
_MOST = 100  # ms


def desks(folder):
    """Make the desk that is served and one that has the facts of what comes; returns both and what comes."""
    data = SHARED / "data"
    days = sorted((data / "ap89").glob("articles*.gz"))
    rows = [line for file in days for line in gzip.decompress(file.read_bytes()).splitlines(keepends=True)]
    rows.sort(key=lambda line: json.loads(line)["published"])
    cut = round(len(rows) * 5 / 7)
    before, after = folder / "before.jsonl", folder / "after.jsonl"
    before.write_bytes(b"".join([*in_time(data / HEADLINES)[:_HEADLINES], *rows[:cut]]))
    after.write_bytes(b"".join(rows[cut:]))
    with Desk(folder / "facts") as desk:
        desk.add([str(after)], later=True)
        store = Store(desk.folder)
        with closing(Processes(desk.settings.processes)) as processes:
            intake.enrich(store, desk.settings, processes, lambda *_: None)
        store.close()
    with Desk(folder / "desk") as desk:
        desk.add([str(before)])
    return folder / "desk", folder / "facts", rows[cut:]


def feed(desk_folder, facts_folder, rows, seconds, folder, sent):
    """Let pieces come: twenty each second, chained, their facts put in, linked."""
    theirs = Store(facts_folder)
    with Desk(desk_folder) as desk:
        ours = Store(desk_folder)
        until, at = time.monotonic() + seconds, 0
        while time.monotonic() < until and at < len(rows):
            began = time.monotonic()
            part = folder / f"come-{at}.jsonl"
            part.write_bytes(b"".join(rows[at : at + _RATE]))
            sent.append((desk.cursor(), time.monotonic()))
            desk.add([str(part)], later=True)
            keys = ours.takes.without_facts()
            facts, vectors = theirs.facts.newest(keys)
            ours.facts.keep([(facts[key], vectors.get(key)) for key in keys if key in facts], intake.maker())
            desk.catch_up()
            at += _RATE
            time.sleep(max(0.0, 1 - (time.monotonic() - began)))
        ours.close()
    theirs.close()


def read(address, stories, until, took, seed):
    """Open pages, one after the other, until the time is up."""
    chance = random.Random(seed)
    with httpx.Client(base_url=address, timeout=30) as http:
        while time.monotonic() < until:
            kind = chance.choice(("list", "story"))
            path = "/stories" if kind == "list" else f"/stories/{chance.choice(stories)}.html"
            began = time.monotonic()
            http.get(path).raise_for_status()
            took[kind].append(1000 * (time.monotonic() - began))
            time.sleep(chance.expovariate(1 / _LOOKED_AT))


def look_on(address, until, seen):
    """Keep a page open: each time that something comes, fetch what it puts in, and note when."""
    number = httpx.get(f"{address}/api/news", params={"most": 1, "since": 2**40}).json()["cursor"]
    with httpx.Client(base_url=address, timeout=60) as http, httpx.stream("GET", f"{address}/live", timeout=60) as line:
        for words in line.iter_lines():
            if words.startswith("data: "):
                since, number = number, int(words[6:])
                http.get("/fresh/stories", params={"since": since}).raise_for_status()
                seen.append((number, time.monotonic()))
            if time.monotonic() > until:
                return


def quantile(found, share):
    """Return the value below which this share of them lies."""
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def rows(folder, seconds=60, made=None):
    """Yield the figures."""
    desk, facts, coming = made or desks(folder)
    with Desk(desk) as opened:
        every = [story.id for story in opened.stories()]
    chance = random.Random(7)
    stories = [*every[:400], *chance.sample(every, min(400, len(every)))]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "writethru.cli", "desk", "--port", str(port), "--desk", str(desk)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address, took, sent, seen = f"http://127.0.0.1:{port}", {"list": [], "story": []}, [], []
    try:
        _up(address)
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=read, args=(address, stories, until, took, seed)) for seed in range(_READERS)
        ]
        threads.append(threading.Thread(target=look_on, args=(address, until, seen), daemon=True))
        coming_in = threading.Thread(target=feed, args=(desk, facts, coming, seconds, folder, sent))
        for thread in (*threads, coming_in):
            thread.start()
        for thread in (*threads[:-1], coming_in):
            thread.join()
    finally:
        server.terminate()
        server.wait(10)
    yield "desk, stories on it", f"{len(every):,}", "10,000"
    for kind, found in took.items():
        told = " / ".join(f"{quantile(found, share):.0f}" for share in (0.5, 0.95, 0.99))
        yield (
            f"desk, {kind}: ms at the 50th / 95th / 99th percentile, {len(found):,} pages",
            told,
            f"{_MOST} at the 95th",
        )
    delays = [next((at for number, at in seen if number > cursor), None) for cursor, _ in sent]
    waited = [at - came for (_, came), at in zip(sent, delays, strict=True) if at]
    yield "desk, from receipt to an open page, seconds at the 95th percentile", f"{quantile(waited, 0.95):.2f}", "2"


def _up(address):
    for _ in range(100):
        try:
            httpx.get(f"{address}/keys")
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address}: the desk did not come up")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--desk", type=Path, help="a folder with desk, facts and after.jsonl of an earlier run")
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = None
        if asked.desk:
            shutil.copytree(asked.desk / "desk", Path(folder) / "desk")
            coming = (asked.desk / "after.jsonl").read_bytes().splitlines(keepends=True)
            made = Path(folder) / "desk", asked.desk / "facts", coming
        for row in rows(Path(folder), asked.seconds, made):
            print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
