"""What was told of stories and storylines, and their pages, each with a digest of what it was made of: a file apart.

It holds nothing that cannot be told again: it may be deleted at any time, and is never waited for by whoever writes to
the desk.
"""

from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Column, LargeBinary, MetaData, Row, Select, Table, Text, select
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model import Telling
from writethru.model.packing import pack, unpack
from writethru.store.engine import Base, batches, connect

T = TypeVar("T")
FILE = "told.sqlite"
_metadata = MetaData()
_told = Table(
    "told",
    _metadata,
    Column("subject", Text, primary_key=True),
    Column("made_of", LargeBinary, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
_pages = Table(
    "pages",
    _metadata,
    Column("subject", Text, primary_key=True),
    Column("version", LargeBinary, nullable=False),  # first what they were written by, then the version of their rows
    Column("packed", LargeBinary, nullable=False),
)


class ToldRows(Base):
    """Keeps tellings, one for each subject. The file is made when the first is kept."""

    remade = True

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._made, self._lock = False, Lock()
        super().__init__(connect(self._path))

    def find(self, subject: str, made_of: bytes) -> Telling | None:
        """Return what was told of a subject from just this; None where it was told from anything else, or never."""
        t = _told.c
        packed = self._one(select(t.packed).where(t.subject == subject, t.made_of == made_of))
        return None if packed is None else unpack(packed.packed, Telling)

    def keep(self, subject: str, made_of: bytes, found: Telling) -> None:
        """Keep what was told of a subject, in the place of what was told of it before."""
        self._put(_told, subject=subject, made_of=made_of, packed=pack(found))

    def pages(self, subject: str, by: bytes, kind: type[T]) -> tuple[bytes, T] | None:
        """Return the pages of a subject as they were kept, with their version; None where ``by`` wrote none."""
        found = self._one(select(_pages.c.version, _pages.c.packed).where(_pages.c.subject == subject))
        if found is None or not found.version.startswith(by):
            return None
        return found.version[len(by) :], unpack(found.packed, kind)

    def keep_pages(self, subject: str, by: bytes, version: bytes, found: object) -> None:
        """Keep the pages of a subject, in the place of those before. ``by``: what wrote them, always so many bytes."""
        self._put(_pages, subject=subject, version=by + version, packed=pack(found))

    def only(self, subjects: Iterable[str]) -> None:
        """Forget what was told of any other subject, and its pages: those that are no more."""
        if not self._path.is_file():
            return
        self._make()
        wanted = set(subjects)
        with self.writing() as c:
            for table in (_told, _pages):
                gone = sorted(set(c.execute(select(table.c.subject)).scalars()) - wanted)
                for batch in batches(gone):
                    c.execute(table.delete().where(table.c.subject.in_(batch)))

    def _one(self, asked: Select[Any]) -> Row[Any] | None:
        if not self._path.is_file():
            return None
        self._make()
        with self.reading() as c:
            return c.execute(asked).first()

    def _put(self, table: Table, **row: object) -> None:
        added = upsert(table).values(row)
        self._make()
        with self.writing() as c:
            c.execute(added.on_conflict_do_update(["subject"], set_={name: added.excluded[name] for name in row}))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _make(self) -> None:
        with self._lock:
            if not self._made:
                with self.writing() as c:
                    _metadata.create_all(c)
                self._made = True
