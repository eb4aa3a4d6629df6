"""The served desk under load: how long its pages take while pieces come, and how soon a piece is on an open page.

python -m bench.desk_load [--desk FOLDER] [--seconds 60]

A desk of 30,000 Reuters headlines and five days of AP wire (over 10,000 stories) is served by `writethru desk`, its
pages written ahead as on a desk that has been served for a while (they are written first where they are not). Twenty
readers open pages, each looking at one for a second on average: a list, a story of full texts, any story, or one of
those that an open page was told of last, one as often as the other. Meanwhile another process links twenty AP pieces a
second whose facts and gists are there, until they run out, and one page stays open. ``--desk`` names a folder in which
an earlier run made its desks (it makes them there where it is empty), so that they need not be made again; the desk
itself is copied and left as it is.
"""

import argparse
import gzip
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import httpx

from bench.shared import SHARED
from bench.stream import HEADLINES, in_time
from writethru import Desk
from writethru.enriching import begin, maker
from writethru.link import gist
from writethru.model import Facts
from writethru.model.packing import unpack
from writethru.model.reading import Gisted, reading
from writethru.run.local import Processes
from writethru.serve.ahead import ahead
from writethru.store import Store

_HEADLINES = 30_000
_READERS, _RATE = 20, 20
_LOOKED_AT = 1.0  # seconds that a reader looks at a page, on average
_MOST = 100  # ms
_FULL = 600  # characters of a text that is more than a headline
_FRESH = "story that something just came to"
_LATEST = 20  # stories that something came to which may be opened
_STORY = re.compile(r'href="(/stories/s-\w+\.html)"')


def desks(folder):
    """Make the desk that is served, one that has the facts of what comes, and a file of that."""
    folder.mkdir(parents=True, exist_ok=True)
    data = SHARED / "data"
    days = sorted((data / "ap89").glob("articles*.gz"))
    rows = [line for file in days for line in gzip.decompress(file.read_bytes()).splitlines(keepends=True)]
    rows.sort(key=lambda line: json.loads(line)["published"])
    cut = round(len(rows) * 5 / 7)
    before, after = folder / "before.jsonl", folder / "coming.jsonl"
    before.write_bytes(b"".join([*in_time(data / HEADLINES)[:_HEADLINES], *rows[:cut]]))
    after.write_bytes(b"".join(rows[cut:]))
    with Desk(folder / "facts") as desk:
        desk.add([str(after)], later=True)
        store = Store(desk.folder)
        with closing(Processes(desk.settings.processes)) as processes:
            for _ in begin(store, desk.settings, processes):
                pass
        store.close()
    with Desk(folder / "desk") as desk:
        desk.add([str(before)])
    after.rename(folder / "after.jsonl")  # all of it was made


def feed(desk_folder, facts_folder, seconds, folder):
    """Let pieces come: twenty each second, chained, their facts put in, linked. Prints when each lot came and its end.

    Each line is the number of what came last once the lot was linked, and when the lot was handed over.
    """
    theirs = Store(facts_folder)
    rows = (facts_folder.parent / "after.jsonl").read_bytes().splitlines(keepends=True)
    with Desk(desk_folder) as desk:
        ours, by = Store(desk_folder), gist.maker(desk.settings.agencies)
        until, at = time.monotonic() + seconds, 0
        while time.monotonic() < until and at < len(rows):
            began = time.monotonic()
            part = folder / f"come-{at}.jsonl"
            part.write_bytes(b"".join(rows[at : at + _RATE]))
            desk.add([str(part)], later=True)
            keys = ours.takes.without_facts()
            ours.facts.put(_read(theirs, keys, by), maker(), by)
            desk.catch_up()
            print(desk.cursor(), began, flush=True)
            at += _RATE
            time.sleep(max(0.0, 1 - (time.monotonic() - began)))
        ours.close()
    theirs.close()


def _read(store, keys, by):
    """Return what was read out of some takes, with their gists, as it is kept."""
    facts, vectors = store.facts.newest(keys)
    gists = store.gists.get(keys, by)
    found = {key: reading(unpack(facts[key], Facts), vectors.get(key)) for key in keys if key in facts}
    return [replace(one, gist=Gisted(gists[key]) if key in gists else None) for key, one in found.items()]


def read(http, pages, until, took, seed):
    """Open pages, one after the other, until the time is up. ``pages``: paths by kind.

    Each reader has looked at something when they begin, so twenty of them do not all ask at one moment.
    """
    chance = random.Random(seed)
    while True:
        time.sleep(chance.expovariate(1 / _LOOKED_AT))
        if time.monotonic() > until:
            return
        kind = chance.choice(sorted(kind for kind in pages if pages[kind]))
        began = time.monotonic()
        http.get(chance.choice(pages[kind])).raise_for_status()
        took[kind].append(1000 * (time.monotonic() - began))


def look_on(address, until, seen, latest):
    """Keep a page open: each time that something comes, fetch what it puts in, and note when and which stories."""
    number = httpx.get(f"{address}/api/news", params={"most": 1, "since": 2**40}).json()["cursor"]
    with httpx.Client(base_url=address, timeout=60) as http, httpx.stream("GET", f"{address}/live", timeout=60) as line:
        for words in line.iter_lines():
            if words.startswith("data: "):
                since, number = number, int(words[6:])
                fresh = http.get("/fresh/stories", params={"since": since}).raise_for_status().text
                seen.append((number, time.monotonic()))
                latest.extend(path for path in _STORY.findall(fresh) if path not in latest)
            if time.monotonic() > until:
                return


def quantile(found, share):
    """Return the value below which this share of them lies."""
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def rows(folder, seconds=60, made=None):
    """Yield the figures. ``made``: where the desks are or are to be made."""
    made = made or folder
    if not (made / "after.jsonl").is_file():
        desks(made)
    yield from _written_ahead(made / "desk")
    shutil.copytree(made / "desk", folder / "served")
    coming = (made / "after.jsonl").read_bytes().count(b"\n")
    seconds = min(seconds, coming / _RATE)
    pages, stories = _pages(folder / "served")
    pages[_FRESH] = deque(maxlen=_LATEST)
    took, seen = {kind: [] for kind in pages}, []
    with _served(folder / "served") as (address, started, spent), ExitStack() as open_:
        clients = [open_.enter_context(httpx.Client(base_url=address, timeout=30)) for _ in range(_READERS)]
        until = time.monotonic() + seconds
        readers = [threading.Thread(target=read, args=(one, pages, until, took, n)) for n, one in enumerate(clients)]
        threading.Thread(target=look_on, args=(address, until, seen, pages[_FRESH]), daemon=True).start()
        asked = ["--feed", str(folder / "served"), "--desk", str(made), "--seconds", str(seconds)]
        command = [sys.executable, "-m", "bench.desk_load", *asked]
        before = spent()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as coming_in:
            for reader in readers:
                reader.start()
            sent = [(int(number), float(at)) for number, at in map(str.split, coming_in.stdout)]
            for reader in readers:
                reader.join()
        cpu = spent() - before
    yield "desk, stories on it", f"{stories:,}", "10,000"
    yield "desk, from its start to its first page, seconds", f"{started:.1f}", ""
    for kind, found in took.items():
        told = " / ".join(f"{quantile(found, share):.0f}" for share in (0.5, 0.95, 0.99))
        row = f"desk, {kind}: ms at the 50th / 95th / 99th percentile, {len(found):,} pages"
        yield row, told, f"{_MOST} at the 95th"
    yield "desk, CPU of the server, ms a page", f"{1000 * cpu / sum(map(len, took.values())):.0f}", ""
    delays = [(next((at for n, at in seen if n >= number), None), came) for number, came in sent]
    waited = [at - came for at, came in delays if at]
    yield (
        f"desk, from receipt to an open page, seconds at the 50th / 95th percentile, {len(waited)} of {len(sent)} lots",
        f"{quantile(waited, 0.5):.2f} / {quantile(waited, 0.95):.2f}",
        "2 at the 95th",
    )


def _written_ahead(folder):
    """Write the pages of a desk that are not written yet, as the process beside its server does when it has time."""
    with Desk(folder) as desk:
        began = time.process_time()
        written = sum(1 for _ in takewhile(bool, ahead(desk, guarded=False, every=0)))
        spent = time.process_time() - began
    yield (
        "desk, pages of stories written ahead where they were not, CPU ms a story",
        f"{1000 * spent / written:.1f}",
        "",
    )


def _pages(folder):
    """Return the paths that are asked for, by kind, and how many stories there are."""
    with Desk(folder) as desk:
        every = desk.stories()
        leads = desk.takes(story.lead for story in every)
    chance = random.Random(7)
    full = [story for story in every if len(leads[story.lead].text) > _FULL]
    path = "/stories/{}.html".format
    return {
        "list": ["/stories"],
        "story of full texts": [path(story.id) for story in chance.sample(full, min(400, len(full)))],
        "any story": [path(story.id) for story in chance.sample(every, min(400, len(every)))],
    }, len(every)


@contextmanager
def _served(folder):
    """Serve a desk; yields where, after how many seconds its first page was there, and what tells its CPU seconds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began, address = time.monotonic(), f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "writethru.cli", "desk", "--port", str(port), "--desk", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _up(address)
        yield address, time.monotonic() - began, lambda: _cpu(server.pid)
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def _cpu(pid):
    """Return the seconds of CPU that a process used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _up(address):
    for _ in range(100):
        try:
            httpx.get(f"{address}/stories", timeout=30).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address}: the desk did not come up")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--desk", type=Path, help="where the desks are kept; they are made there where there are none")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--feed", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.feed:
            feed(asked.feed, asked.desk / "facts", asked.seconds, Path(folder))
            return
        for row in rows(Path(folder), asked.seconds, asked.desk):
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
