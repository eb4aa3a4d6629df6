"""The sources that a desk follows, when they brought something, and what was fetched for them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Table, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model import Source, Take
from writethru.model.packing import pack, unpack
from writethru.store import schema
from writethru.store.engine import Base


class Sources(Base):
    """Sources and their polls. Several processes may watch one desk: a source that is due is given to one of them."""

    def all(self) -> list[Source]:
        """Every source, by name."""
        with self.reading() as c:
            rows = c.execute(select(schema.sources).order_by(schema.sources.c.name)).mappings()
            return [_source(row) for row in rows]

    def get(self, name: str) -> Source | None:
        """Return the source of that name."""
        with self.reading() as c:
            row = c.execute(select(schema.sources).where(schema.sources.c.name == name)).mappings().first()
            return _source(row) if row else None

    def add(self, source: Source) -> bool:
        """Keep a new source; returns False when its name is taken."""
        with self.writing() as c:
            done = c.execute(upsert(schema.sources).values(_row(source)).on_conflict_do_nothing())
            return done.rowcount > 0

    def keep(self, source: Source, brought: int = 0) -> None:
        """Keep what became of a source, unless it was removed meanwhile.

        Args:
            source: as it is now.
            brought: takes that it brought just now; its ``last_poll`` says when.
        """
        with self.writing() as c:
            mine = schema.sources.c.name == source.name
            there = c.execute(update(schema.sources).where(mine).values(_row(source))).rowcount
            if there and brought:
                row = {"source": source.name, "at": source.last_poll, "items": brought}
                c.execute(upsert(schema.arrivals).values(row).on_conflict_do_nothing())

    def remove(self, name: str) -> bool:
        """Forget a source; what it brought stays. Returns False when there is none of that name."""
        with self.writing() as c:
            for table in (schema.arrivals, schema.pages):
                c.execute(delete(table).where(table.c.source == name))
            return c.execute(delete(schema.sources).where(schema.sources.c.name == name)).rowcount > 0

    def claim(self, now: datetime, until: datetime, names: Sequence[str] | None, most: int) -> list[Source]:
        """Take the sources that are due, for nobody else to poll them until they are kept again.

        Args:
            now: the moment.
            until: when they are due again if they are never kept, because whoever claimed them has died.
            names: which of them may be taken; None for any.
            most: how many.

        Returns:
            Them as they are, the longest due first.
        """
        table = schema.sources
        due = select(table).where(table.c.due <= now).order_by(table.c.due, table.c.name).limit(most)
        due = due if names is None else due.where(table.c.name.in_(names))
        with self.reading() as c:  # asked every second: no other writer is held up when nothing is due
            if c.execute(due).first() is None:
                return []
        with self.writing() as c:
            found = [_source(row) for row in c.execute(due).mappings()]
            c.execute(update(table).where(table.c.name.in_([one.name for one in found])).values(due=until))
            return found

    def arrivals(self, name: str, most: int) -> list[datetime]:
        """Return when a source brought something, the latest first."""
        table = schema.arrivals
        with self.reading() as c:
            found = select(table.c.at).where(table.c.source == name).order_by(table.c.at.desc()).limit(most)
            return list(c.execute(found).scalars())

    def brought(self, document: str) -> list[Take]:
        """Return the takes that a document was the first to bring, in order of key."""
        table = schema.takes
        with self.reading() as c:
            found = select(table.c.packed).where(table.c.document == document).order_by(table.c.key)
            return [unpack(packed, Take) for packed in c.execute(found).scalars()]


class Pages(Base):
    """The pages that are wanted for the items of feeds; each is fetched once."""

    def want(self, source: str, urls: Iterable[str]) -> None:
        """Note pages to be fetched, but for those that were wanted before."""
        with self.writing() as c:
            for url in urls:
                row = {"url": url, "source": source, "tries": 0, "done": False}
                c.execute(upsert(schema.pages).values(row).on_conflict_do_nothing())

    def wanted(self, source: str, most: int) -> list[str]:
        """Return pages of a source that are still to be fetched, those tried least first."""
        table = schema.pages
        with self.reading() as c:
            found = select(table.c.url).where(table.c.source == source, ~table.c.done)
            return list(c.execute(found.order_by(table.c.tries, table.c.url).limit(most)).scalars())

    def tried(self, url: str, most: int, *, done: bool) -> None:
        """Note that a page was fetched, or was tried once more; after ``most`` tries it is given up."""
        table = schema.pages
        with self.writing() as c:
            tries = table.c.tries + 1
            c.execute(update(table).where(table.c.url == url).values(tries=tries, done=(tries >= most) | done))


class Fetched(Base):
    """What was fetched or read before: ``robots.txt`` files by site, dropped files by path."""

    def robots(self, site: str) -> tuple[datetime, bytes] | None:
        """Return when a site's ``robots.txt`` was had, and the file."""
        with self.reading() as c:
            row = c.execute(select(schema.robots).where(schema.robots.c.site == site)).first()
            return (row.at, row.body) if row else None

    def keep_robots(self, site: str, at: datetime, body: bytes) -> None:
        """Keep a site's ``robots.txt`` in place of the last."""
        with self.writing() as c:
            _replace(c, schema.robots, {"site": site, "at": at, "body": body})

    def files(self, place: str) -> dict[str, tuple[int, int, str]]:
        """Return size, time of change in nanoseconds, and hash of each file of a folder, or of one, when last read."""
        table = schema.files
        inside = (table.c.path == place) | table.c.path.startswith(f"{place.rstrip('/')}/", autoescape=True)
        with self.reading() as c:
            return {row.path: (row.size, row.changed, row.sha256) for row in c.execute(select(table).where(inside))}

    def keep_file(self, path: str, size: int, changed: int, sha256: str) -> None:
        """Keep what a file was like when it was read."""
        with self.writing() as c:
            _replace(c, schema.files, {"path": path, "size": size, "changed": changed, "sha256": sha256})


def _replace(c: Connection, table: Table, row: dict[str, object]) -> None:
    key = next(iter(table.primary_key))
    c.execute(delete(table).where(key == row[key.name]))
    c.execute(insert(table).values(row))


def _row(source: Source) -> dict[str, object]:
    return {"name": source.name, "due": source.due, "packed": pack(source)}


def _source(row: RowMapping) -> Source:
    return replace(unpack(row["packed"], Source), due=row["due"])
