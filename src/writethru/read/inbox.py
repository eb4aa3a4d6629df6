"""What to read: files, folders, globs and standard input, as documents in a fixed order."""

import glob
import itertools
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from writethru.read.document import Document

STDIN = "-"

# What lies about in folders and is no copy; a file that is named itself is always read.
_NO_COPY = frozenset(
    {".cfg", ".css", ".ini", ".js", ".lock", ".log", ".py", ".pyc", ".sh", ".sqlite", ".toml", ".yaml"}
)
_NO_PIECE = frozenset({"README", "LICENSE", "CHANGELOG"})


@dataclass(frozen=True, slots=True)
class Missing:
    """Something named that is not there or cannot be opened; one line that says what to do."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class Apart:
    """Folders whose files are no copy, where they lie in what is read: the desk's own, and sites published from it.

    What is named inside of one is read: a file, or a folder that somebody keeps there.

    Args:
        folders: what each folder is, by its path.

    Attributes:
        met: a line for each of them that was passed over.
    """

    def __init__(self, folders: Mapping[Path, str]) -> None:
        self._folders = {path.resolve(): what for path, what in folders.items()}
        self.met: dict[str, None] = {}

    def copy(self, found: Iterable[Path], within: Path) -> Iterator[Path]:
        """Yield the files found within a folder that lie in none of these, but those that the folder itself lies in."""
        named = within.resolve()
        closed = {path: what for path, what in self._folders.items() if path == named or named in path.parents}
        if not closed:
            yield from found
            return
        for file in found:
            whole = file.resolve()
            around = next((path for path in closed if path in whole.parents), None)
            if around is None:
                yield file
            else:
                self.met[shown(f"{around}: {closed[around]}, not read; name a file in it to have it read")] = None


NOTHING = Apart({})
"""Where nothing is passed over."""


def find(names: Sequence[str], apart: Apart = NOTHING) -> Iterator[Document | Missing]:
    """Yield each document that is named, each file once.

    A folder is read through to its depths, in order of path, without hidden files, programs and settings; a name
    that is no file is tried as a glob (``**`` too); ``-`` is standard input. Whatever is not there is yielded as
    ``Missing`` and the rest goes on. What lies ``apart`` in a folder is passed over.
    """
    seen: set[Path] = set()
    for name in names:
        if name == STDIN:
            yield Document("standard input", sys.stdin.buffer.read())
            continue
        found = list(paths(name, apart))
        if not found and not apart.met:
            yield Missing(shown(name), "no such file, folder or pattern; check the spelling and the folder you are in")
        for path in found:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield _open(path)


def there(names: Sequence[str], missing: list[str], apart: Apart = NOTHING) -> Iterator[Document]:
    """Yield each document that is named and there; a line for each that is not goes to ``missing``. As ``find``."""
    for found in find(names, apart):
        if isinstance(found, Missing):
            missing.append(str(found))
        else:
            yield found


def paths(name: str, apart: Apart = NOTHING) -> Iterator[Path]:
    """Yield the files that a file, folder or glob names, in order of path, but what lies ``apart`` in a folder."""
    path = Path(name).expanduser()
    if path.is_dir():
        inside = (p for p in sorted(path.rglob("*")) if p.is_file())
        yield from apart.copy((p for p in inside if _may_be_copy(p.relative_to(path))), path)
    elif path.exists():
        yield path
    else:
        found = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        yield from apart.copy((Path(one) for one in found if Path(one).is_file()), _fixed(path))


def _fixed(pattern: Path) -> Path:
    """Return the part of a pattern before its first wildcard."""
    return Path(*itertools.takewhile(lambda part: not glob.has_magic(part), pattern.parts))


def _may_be_copy(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.suffix.lower() not in _NO_COPY and path.stem not in _NO_PIECE


def shown(name: str) -> str:
    """Return a file's name as text that can be stored and shown: bytes that are no UTF-8 become replacement signs."""
    return os.fsencode(name).decode("utf-8", "replace")


def _open(path: Path) -> Document | Missing:
    try:
        return Document(shown(path.name), path.read_bytes())
    except OSError as error:
        return Missing(shown(str(path)), f"cannot be read ({error.strerror}); check its permissions")
