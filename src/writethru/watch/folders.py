"""Folders that copy is dropped into: each file is read when it is whole, and never touched."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from writethru.read.document import Document
from writethru.read.inbox import paths, shown

STILL = timedelta(seconds=2)  # for which size and time of change must stand before a file is taken to be whole
_MAIL = b"From "  # how each mail of an mbox file begins


class Seen(Protocol):
    """What remembers files."""

    def file(self, path: str) -> tuple[int, int, str] | None:
        """Return size, time of change in nanoseconds, and hash of a file when it was last read."""
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
        path: where it is.
        seen: what remembers the files that were read before.
    """

    def __init__(self, path: Path, seen: Seen) -> None:
        self.path = path
        self._seen = seen
        self._read: dict[str, _Look] = {}
        self._waiting: dict[str, _Waiting] = {}

    def look(self, now: datetime) -> list[Path]:
        """Return the files that are new or have changed, and have stood still since an earlier look; O(files).

        Raises:
            OSError: the folder is not there or cannot be read.
        """
        self.path.stat()
        ready, waiting = [], {}
        for path in paths(str(self.path)):
            look = _look(path)
            if look is None or not look[0] or look == self._known(str(path)):
                continue
            before = self._waiting.get(str(path))
            since = before.since if before and before.look == look else now
            waiting[str(path)] = _Waiting(look, since)
            if now - since >= STILL:
                ready.append(path)
        self._waiting = waiting
        return ready

    def documents(self, ready: list[Path], unreadable: list[str]) -> Iterator[Document]:
        """Read files; of a mailbox that has grown, only what is new. A line for each that fails to ``unreadable``."""
        for path in ready:
            try:
                data = path.read_bytes()
            except OSError as error:
                unreadable.append(f"{path}: cannot be read ({error.strerror}); check its permissions")
                self._read[str(path)] = self._waiting[str(path)].look
                continue
            yield Document(shown(path.name), _news(data, self._seen.file(str(path))))
            self._note(path, data)

    def _note(self, path: Path, data: bytes) -> None:
        """Remember a file as read; called when its bytes are on the desk."""
        size, changed = self._waiting[str(path)].look
        if len(data) == size:  # else it grew between the look and the reading, and is looked at again
            self._read[str(path)] = size, changed
            self._seen.keep_file(shown(str(path)), size, changed, hashlib.sha256(data).hexdigest())

    def _known(self, path: str) -> _Look | None:
        if path not in self._read and path not in self._waiting and (kept := self._seen.file(shown(path))):
            self._read[path] = kept[:2]
        return self._read.get(path)


def _look(path: Path) -> _Look | None:
    try:
        found = path.stat()
    except OSError:  # taken away meanwhile
        return None
    return found.st_size, found.st_mtime_ns


def _news(data: bytes, before: tuple[int, int, str] | None) -> bytes:
    """Return the mails that were added to a mailbox since it was read; of anything else, all."""
    if before is None or not data.startswith(_MAIL) or not data[before[0] :].startswith(_MAIL):
        return data
    same = hashlib.sha256(data[: before[0]]).hexdigest() == before[2]
    return data[before[0] :] if same else data
