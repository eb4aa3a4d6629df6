"""What a question costs on a desk of many pieces: `python -m bench size`, or `python -m bench.size --takes 200000`.

The invented example desk is added once; then its rows are put beside it again and again under other keys, straight
into the database. Linking never saw the copies: they are there to be in the way. Each copy says other words of its
own in its titles, so that one of them can be asked for. Seconds are of the processor, in a process of its own for
each question, from the start of Python to its end, and hold for a machine that does other work besides.
"""

import argparse
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

from writethru import Desk
from writethru.example import pieces
from writethru.store import FILE

_TAKES = 20_000
_KEY = 16  # letters of a key
_COLUMNS = {  # the columns of each table in which keys stand; what is packed is one of them
    "takes": ("key", "id", "guid", "url", "packed"),
    "facts": ("take", "packed"),
    "placements": ("take", "chain", "story", "storyline", "packed"),
    "stories": ("id", "title", "packed"),
    "storylines": ("id", "title", "packed"),
    "claims": ("id", "story", "line", "packed"),
    "changes": ("take", "packed"),
}
_BATCH = 200  # copies a transaction


def grow(folder, takes):
    """Put so many takes, and what hangs on them, into a desk that has a few; returns how many there are."""
    c = sqlite3.connect(folder / FILE, isolation_level=None)
    c.execute("PRAGMA synchronous=OFF")
    rows = {table: _rows(c, table) for table in _COLUMNS}
    keys = [row["key"] for row in rows["takes"]]
    words = c.execute("SELECT take, title, copy FROM words").fetchall()
    for at in range(1, takes // len(keys) + 1):
        if at % _BATCH == 1:
            c.execute("BEGIN")
        other = {key: f"{at:06x}{key[6:]}" for key in keys}
        for table, some in rows.items():
            _put(c, table, [_copied(table, row, other, at) for row in some], at * len(keys))
        c.executemany("INSERT INTO words VALUES (?, ?, ?)", [(other[k], f"{t} no. {at}", copy) for k, t, copy in words])
        if at % _BATCH == 0:
            c.execute("COMMIT")
    if c.in_transaction:
        c.execute("COMMIT")
    there = c.execute("SELECT count(*) FROM takes").fetchone()[0]
    c.close()
    return there


def _rows(c, table):
    c.row_factory = sqlite3.Row
    found = [dict(row) for row in c.execute(f"SELECT * FROM {table}")]
    c.row_factory = None
    return [row | {"packed": zlib.decompress(row["packed"]).decode()} for row in found]


def _copied(table, row, other, at):
    copy = dict(row)
    for column in _COLUMNS[table]:
        for key, new in other.items():
            if key in copy[column]:
                copy[column] = copy[column].replace(key, new)
    if table == "claims":
        copy["packed"] = copy["packed"].replace(row["id"], f"{row['id']}-{at}")
        copy["id"] = f"{row['id']}-{at}"
    if table == "takes":
        copy |= {name: copy[name] and f"{copy[name]}-{at}" for name in ("id", "guid", "url")}
    if table in ("stories", "storylines"):
        copy["title"] = f"no. {at} {copy['title']}"
        named = "headline" if table == "stories" else "name"
        copy["packed"] = copy["packed"].replace(f'"{named}":"', f'"{named}":"No. {at} ', 1)
    return copy


def _put(c, table, rows, past):
    for row in rows:
        row["packed"] = zlib.compress(row["packed"].encode(), 1)
        if table == "takes":
            row["receipt"] += past
    if rows:
        names = list(rows[0])
        into = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        c.executemany(into, [tuple(row.values()) for row in rows])


def asked(desk, *words):
    """Run one command in a process of its own; returns its seconds of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "writethru.cli", *words, "--desk", str(desk)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | {"OMP_NUM_THREADS": "1"})
    if process.wait():
        sys.exit(f"{' '.join(words)}: exit {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows(folder, takes=_TAKES):
    """Yield a row for each question: what, seconds on the large desk and on the small one, the bar."""
    home = folder / "desk"
    with Desk(home) as desk:
        desk.add([str(path) for path in pieces()])
        story = max(desk.stories(), key=lambda one: len(one.takes))
        said = next(row["person"] for row in desk.export("statements") if row["person"])
        who = next(row["names"][0] for row in desk.export("people") if row["person"] == said)
    small = {name: asked(home, *words) for name, words in _questions(story, who, "")}
    began = time.perf_counter()
    there = grow(home, takes)
    print(f"{there:,} takes, made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    for name, words in _questions(story, who, "No. 7 "):
        few, many = small[name], asked(home, *words)
        yield (
            f"{name}, {there:,} takes",
            f"{many:.2f} s ({few:.2f} s with the example desk alone)",
            "1 s",
        )


def _questions(story, who, number):
    return (
        ("opening: `quarantine`", ("quarantine",)),
        ("`held`", ("held",)),
        ("`stories --most 20`", ("stories", "--most", "20")),
        ("`brief` by a whole id", ("brief", story.id)),
        ("`brief` by words of a headline", ("brief", f"{number}{story.headline}")),
        ("`claims`", ("claims", story.id)),
        ("`changes`", ("changes", story.id)),
        ("`timeline`", ("timeline", story.id)),
        ("`who`", ("who", who)),
        ("`search`, words that every copy has", ("search", *story.headline.split()[:2])),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--takes", type=int, default=_TAKES)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for row in rows(Path(temporary), given.takes):
            print(" | ".join(row))
