"""The example desk: invented copy about places and people that do not exist, with its settings.

It is what ``make demo`` reads and the corpus of the end-to-end test. ``README.md`` beside this file lists what
each piece shows.
"""

from importlib.resources import files
from pathlib import Path

PIECES = frozenset({".txt", ".html", ".jsonl"})


def folder() -> Path:
    """Return the folder that holds the example desk's copy and its ``writethru.toml``.

    The package is installed unpacked, so the folder can be read as any other; it is never written to.
    """
    return Path(str(files(__name__)))


def pieces() -> tuple[Path, ...]:
    """Return the files of copy, sorted by name; settings and the list of contents are not among them."""
    return tuple(sorted(path for path in folder().iterdir() if path.suffix in PIECES))
