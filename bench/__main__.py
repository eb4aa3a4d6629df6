"""Print every figure of docs/measured.md afresh: `make bench`, or `python -m bench NAME…` for some of them.

Each is measured through the command line, as a user would run it, on a desk of its own in a temporary folder.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.memory import watch
from bench.shared import SCORER, SHARED

WRITETHRU = [sys.executable, "-m", "writethru.cli"]


def run(*arguments, desk, out=subprocess.DEVNULL):
    """Run one command; returns wall seconds and the largest memory of all its processes together, in MB."""
    began = time.perf_counter()
    process = subprocess.Popen([*WRITETHRU, *map(str, arguments), "--desk", str(desk)], stdout=out)
    most = watch(process)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}: exit {process.returncode}")
    return time.perf_counter() - began, most


def score(kind, gold, desk, table):
    rows = desk.parent / f"{table}.jsonl"
    with rows.open("wb") as out:
        run("export", table, desk=desk, out=out)
    printed = subprocess.run([sys.executable, str(SCORER), kind, str(gold), str(rows)], capture_output=True, check=True)
    return printed.stdout.decode().strip()


def seeds(folder):
    files = sorted((SHARED / "seeds").glob("*.txt"))
    spent, _ = run("add", *files, desk=folder / "desk")
    line = json.loads(subprocess.check_output([*WRITETHRU, "stories", "--json", "--desk", str(folder / "desk")]))
    told, _ = run("brief", line[0]["storylines"][0], desk=folder / "desk")
    yield "seeds, cold start, both files to a brief", f"{spent + told:.2f} s", "under 6 s"


def ap(folder):
    files = sorted((SHARED / "data" / "ap89" / "raw").glob("*.gz"))
    desk, report = folder / "desk", folder / "added.json"
    with report.open("wb") as out:
        took, memory = run("add", *files, "--json", desk=desk, out=out)
    added = json.loads(report.read_text())
    yield "AP, pieces stored / in quarantine", f"{added['new']} / {added['quarantined']}", "1,468 / 0"
    yield "AP, pieces a second, read to linked", f"{added['new'] / took:.1f} ({took:.0f} s)", "12"
    yield "AP, memory of all processes at once", f"{memory:.0f} MB", "under 1,500 MB"
    for stage, seconds in sorted(added["seconds"].items(), key=lambda pair: -pair[1]):
        yield f"AP, {stage}, pieces a second and core", f"{added['new'] / seconds:.0f}", ""
    again, _ = run("add", *files, desk=desk)
    yield "AP, the same once more", f"{again:.1f} s", "under 10 s"
    yield "AP, series by slug", score("leads", SHARED / "data/ap89/gold.jsonl.gz", desk, "stories"), "later issue"


def ap_lines(_folder):
    from bench.ap_lines import measure

    yield from measure(SHARED / "data" / "ap89" / "raw")


def _scored(kind, source, table, gold=None):
    def measure(folder):
        took, memory = run("add", SHARED / "data" / source, desk=folder / "desk")
        found = score(kind, SHARED / "data" / (gold or source), folder / "desk", table)
        yield f"{source}, {kind} ({took:.0f} s, {memory:.0f} MB)", found, "later issue"

    return measure


def headlines(folder):
    from bench.headlines import rows

    yield from rows(folder, SHARED / "data" / "takes" / "reuters" / "articles.jsonl.gz")
    yield (
        "takes of the Reuters headlines",
        score("takes", SHARED / "data/takes/reuters/gold.jsonl.gz", folder / "whole", "takes"),
        "F1 0.85",
    )


def changes(_folder):
    """Needs no shared folder: its gold is ours."""
    from bench.changes_gold import figures

    yield from figures()


def figures(_folder):
    """Needs no shared folder either."""
    from bench.figures_gold import figures

    yield from figures()


def fixtures(_folder):
    from bench.fixtures import rows  # only here does the bench read in this process

    yield from rows(SHARED / "data" / "fixtures")


def events(_folder):
    from bench.events import rows

    yield from rows(SHARED / "data" / "fixtures")


def event_types(_folder):
    from bench.events import types

    yield from types(SHARED / "data" / "fixtures")


def summaries(_folder):
    from bench.summaries import rows

    yield from rows(SHARED / "data")


def origins(_folder):
    from bench.reprints import rows

    yield from rows(SHARED / "data" / "stream" / "allsides.jsonl.gz")


def kill(folder):
    from bench.kill import figures

    yield from figures(folder)


def peers(_folder):
    from bench import peers, peers_reprints, peers_stories

    yield from peers.rows(SHARED, SCORER)
    yield from peers_stories.rows(SHARED, SCORER)
    yield from peers_reprints.rows(SHARED)


def rate(_folder):
    from bench.rate import rows

    yield from rows(SHARED / "data" / "ap89" / "articles.jsonl.gz")


def probes(_folder):
    """Needs no shared folder either."""
    from bench.probes_gold import rows

    yield from rows()


def stream(folder):
    from bench.stream import rows

    yield from rows(SHARED / "data", folder)


def size(folder):
    """Needs no shared folder either."""
    from bench.size import rows

    yield from rows(folder)


def claims(folder):
    from bench.claims import figures

    files, rows = sorted((SHARED / "data" / "ap89" / "raw").glob("*.gz")), folder / "claims.jsonl"
    run("add", *files, desk=folder / "desk")
    with rows.open("wb") as out:
        run("export", "claims", desk=folder / "desk", out=out)
    yield from figures(rows.read_text("utf-8").splitlines())


MEASURES = {
    "seeds": seeds,
    "ap": ap,
    "ap-lines": ap_lines,
    "headlines": headlines,
    "ap-text": _scored("leads", "ap89/articles.jsonl.gz", "stories", "ap89/gold.jsonl.gz"),
    "uci": _scored("stories", "stories/uci/articles.jsonl.gz", "stories", "stories/uci/gold.jsonl.gz"),
    "ecbplus": _scored("stories", "stories/ecbplus/articles.jsonl.gz", "stories", "stories/ecbplus/gold.jsonl.gz"),
    "neus": _scored("stories", "stories/neus/articles.jsonl.gz", "stories", "stories/neus/gold.jsonl.gz"),
    "giveme5w1h": _scored(
        "stories", "stories/giveme5w1h/articles.jsonl.gz", "stories", "stories/giveme5w1h/gold.jsonl.gz"
    ),
    "polnear": _scored("statements", "statements/polnear-dev.jsonl.gz", "statements"),
    "tempeval": _scored("dates", "dates/tempeval3-train.jsonl.gz", "dates"),
    "events": events,
    "changes": changes,
    "figures": figures,
    "summaries": summaries,
    "origins": origins,
    "kill": kill,
    "rate": rate,
    "probes": probes,
    "stream": stream,
    "peers": peers,
    "size": size,
}

# what needs no shared folder: its texts are ours
OWN = {"changes", "figures", "probes", "size"}

# printed only when asked for: a line for each claim, sample or type
LISTS = {"claims": claims, "fixtures": fixtures, "event-types": event_types}


def main():
    names = sys.argv[1:] or list(MEASURES)
    if not set(names) <= OWN and not SCORER.is_file():
        sys.exit(f"bench: {SCORER} is not there; it needs the shared folder beside this one")
    print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| what | figure | bar |\n| --- | --- | --- |")
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            for what, figure, bar in (MEASURES | LISTS)[name](Path(folder)):
                print(f"| {what} | {figure} | {bar} |", flush=True)


if __name__ == "__main__":
    main()
