"""What was told of stories and storylines, each with a digest of what it was told from: a file beside the desk's.

It holds nothing that cannot be told again: it may be deleted at any time, and is never waited for by whoever writes to
the desk.
"""

from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, select
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model import Telling
from writethru.store.engine import Base, batches, connect
from writethru.store.packing import pack, unpack

FILE = "told.sqlite"
_metadata = MetaData()
_told = Table(
    "told",
    _metadata,
    Column("subject", Text, primary_key=True),
    Column("made_of", LargeBinary, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)


class ToldRows(Base):
    """Keeps tellings, one for each subject. The file is made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._made, self._lock = False, Lock()
        super().__init__(connect(self._path, durable=False))

    def find(self, subject: str, made_of: bytes) -> Telling | None:
        """Return what was told of a subject from just this; None where it was told from anything else, or never."""
        t = _told.c
        if not self._path.is_file():
            return None
        self._make()
        with self.reading() as c:
            packed = c.execute(select(t.packed).where(t.subject == subject, t.made_of == made_of)).scalar()
        return None if packed is None else unpack(packed, Telling)

    def keep(self, subject: str, made_of: bytes, found: Telling) -> None:
        """Keep what was told of a subject, in the place of what was told of it before."""
        added = upsert(_told).values(subject=subject, made_of=made_of, packed=pack(found))
        new = {name: added.excluded[name] for name in ("made_of", "packed")}
        self._make()
        with self.writing() as c:
            c.execute(added.on_conflict_do_update(["subject"], set_=new))

    def only(self, subjects: Iterable[str]) -> None:
        """Forget what was told of any other subject: those that are no more."""
        if not self._path.is_file():
            return
        self._make()
        with self.writing() as c:
            gone = sorted(set(c.execute(select(_told.c.subject)).scalars()) - set(subjects))
            for batch in batches(gone):
                c.execute(_told.delete().where(_told.c.subject.in_(batch)))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _make(self) -> None:
        with self._lock:
            if not self._made:
                with self.writing() as c:
                    _metadata.create_all(c)
                self._made = True
