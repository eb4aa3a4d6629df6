"""Enrichment finds the same facts however many processes read, and needs no guard in a script."""

import subprocess
import sys

import numpy as np

from writethru import example
from writethru.read import detect
from writethru.read.document import Document
from writethru.run import local

PIECES = [path for path in example.pieces() if path.name.startswith(("museum", "norwegian", "korean"))]
TAKES = {t.key: t for path in PIECES for t in detect.read(Document(path.name, path.read_bytes()))}


def load(keys):
    return [TAKES[key] for key in keys]


def found(processes):
    batches = list(local.run(sorted(TAKES), load, processes))
    return [pair for batch in batches for pair in batch.found]


def test_two_processes_find_what_one_finds():
    alone, together = found(1), found(2)

    assert [facts for facts, _ in together] == [facts for facts, _ in alone]
    assert all(np.allclose(a, b, atol=1e-5) for (_, a), (_, b) in zip(alone, together, strict=True))


def test_nothing_to_read_is_nothing_found():
    assert list(local.run([], load, 2)) == []


def test_a_script_needs_no_guard(tmp_path):
    piece, script = tmp_path / "harbour.txt", tmp_path / "script.py"
    piece.write_text("Harbour reopens\n\nThe harbour of Vell reopened on Monday, the port office said.")
    code = "from pathlib import Path\nfrom writethru import Desk\nprint('once')\nwith Desk(Path(%r)) as desk:\n"
    script.write_text(code % str(tmp_path / "desk") + f"    print(desk.add([{str(piece)!r}]).new)\n")
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)

    assert ran.stdout.split() == ["once", "1"]
