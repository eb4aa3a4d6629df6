"""Folders that copy is dropped into: each file is read when it is whole, and never touched."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from writethru.read.document import Document
from writethru.read.inbox import NOTHING, Apart, paths, shown

STILL = timedelta(seconds=2)  # for which size and time of change must stand before a file is taken to be whole
_MAIL = b"From "  # how each mail of an mbox file begins


class Seen(Protocol):
    """What remembers files."""

    def files(self, place: str) -> dict[str, tuple[int, int, str]]:
        """Return size, time of change in nanoseconds, and hash of each file of a folder, or of one, when last read."""
        ...

    def keep_file(self, path: str, size: int, changed: int, sha256: str) -> None:
        """Remember what a file was like when it was read."""
        ...


_Look = tuple[int, int]  # size in bytes, time of change in nanoseconds


@dataclass(frozen=True, slots=True)
class _Waiting:
    look: _Look
    since: datetime


class Folder:
    """A folder, or one file such as a mailbox.

    Args:
        path: where it is, absolute.
        seen: what remembers the files that were read before.
    """

    def __init__(self, path: Path, seen: Seen) -> None:
        self.path = path
        self._seen = seen
        self._read: dict[str, _Look] = {}
        self._hashes: dict[str, str] = {}
        for path_read, (size, changed, sha256) in seen.files(shown(str(path))).items():
            self._read[path_read] = size, changed
            self._hashes[path_read] = sha256
        self._waiting: dict[str, _Waiting] = {}

    def look(self, now: datetime, apart: Apart = NOTHING) -> list[Path]:
        """Return the files that are new or have changed, and have stood still since an earlier look; O(files).

        What lies ``apart`` is passed over.

        Raises:
            OSError: the folder is not there or cannot be read.
        """
        self.path.stat()
        ready, waiting = [], {}
        for path in paths(str(self.path), apart):
            look, name = _look(path), shown(str(path))
            if look is None or not look[0] or look == self._read.get(name):
                continue
            before = self._waiting.get(name)
            since = before.since if before and before.look == look else now
            waiting[name] = _Waiting(look, since)
            if now - since >= STILL:
                ready.append(path)
        self._waiting = waiting
        return ready

    def documents(self, ready: list[Path], unreadable: list[str]) -> Iterator[Document]:
        """Read files; of a mailbox that has grown, only what is new. A line for each that fails to ``unreadable``."""
        for path in ready:
            name = shown(str(path))
            try:
                data = path.read_bytes()
            except OSError as error:
                unreadable.append(f"{name}: cannot be read ({error.strerror}); check its permissions")
                self._read[name] = self._waiting[name].look
                continue
            yield Document(shown(path.name), self._news(name, data))
            self._note(name, data)

    def _news(self, name: str, data: bytes) -> bytes:
        """Return the mails that were added to a mailbox since it was read; of anything else, all."""
        size = self._read.get(name, (0, 0))[0]
        if not size or not data.startswith(_MAIL) or not data[size:].startswith(_MAIL):
            return data
        return data[size:] if hashlib.sha256(data[:size]).hexdigest() == self._hashes.get(name) else data

    def _note(self, name: str, data: bytes) -> None:
        """Remember a file as read; called when its bytes are on the desk."""
        size, changed = self._waiting[name].look
        if len(data) == size:  # else it grew between the look and the reading, and is looked at again
            self._read[name] = size, changed
            self._hashes[name] = hashlib.sha256(data).hexdigest()
            self._seen.keep_file(name, size, changed, self._hashes[name])


def _look(path: Path) -> _Look | None:
    try:
        found = path.stat()
    except OSError:  # taken away meanwhile
        return None
    return found.st_size, found.st_mtime_ns
