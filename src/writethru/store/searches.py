"""Searches that readers saved, and what was reported of them; one program at a time sends for each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, delete, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model import Query, SavedSearch
from writethru.store.engine import Base, batches
from writethru.store.news_schema import reports, searches


@dataclass(frozen=True, slots=True)
class Done:
    """What a report of a search had.

    Attributes:
        last: the number of the news up to which it went.
        waiting: numbers up to that one whose takes were held back.
        takes: the takes that it reported.
        stopped: takes reported before, of which it reported that they were stopped.
    """

    last: int
    waiting: Collection[int] = ()
    takes: Collection[str] = ()
    stopped: Collection[str] = ()


class SearchRows(Base):
    """Reads and writes saved searches."""

    def save(self, one: SavedSearch) -> None:
        """Keep a search, in the place of one that the reader called the same."""
        with self.writing() as c:
            for table in (searches, reports):
                c.execute(delete(table).where(table.c.reader == one.reader, table.c.name == one.name))
            c.execute(upsert(searches).values(_row(one)))

    def drop(self, reader: str, name: str) -> bool:
        """Forget a search; returns False when there is none of that name."""
        with self.writing() as c:
            c.execute(delete(reports).where(reports.c.reader == reader, reports.c.name == name))
            return c.execute(delete(searches).where(_is(reader, name))).rowcount > 0

    def of(self, reader: str) -> list[SavedSearch]:
        """The searches of a reader, by name."""
        with self.reading() as c:
            rows = c.execute(select(searches).where(searches.c.reader == reader).order_by(searches.c.name))
            return [_saved(row) for row in rows]

    def due(self, cursor: int) -> list[SavedSearch]:
        """The searches that go somewhere and may have something to report, by reader and name."""
        s = searches.c
        some = or_(s.last < cursor, s.waiting != "[]", s.trouble != "")
        with self.reading() as c:
            rows = c.execute(select(searches).where(s.address != "", some).order_by(s.reader, s.name))
            return [_saved(row) for row in rows]

    def claim(self, one: SavedSearch, now: datetime, until: datetime) -> SavedSearch | None:
        """Take a search, for nobody else to send for it until then or until it is done; None where somebody has it.

        Returns it as it is now: another may have sent for it since it was read.
        """
        free = or_(searches.c.claimed.is_(None), searches.c.claimed <= now)
        with self.writing() as c:
            if not c.execute(update(searches).where(_is(one.reader, one.name), free).values(claimed=until)).rowcount:
                return None
            return _saved(c.execute(select(searches).where(_is(one.reader, one.name))).one())

    def done(self, one: SavedSearch, report: Done) -> None:
        """Note in one step what was reported, and let go of the search; nothing where it was saved anew meanwhile."""
        values = {"last": report.last, "waiting": _json(sorted(report.waiting)), "claimed": None, "trouble": ""}
        with self.writing() as c:
            if not c.execute(update(searches).where(*_same(one)).values(values)).rowcount:
                return
            rows = [
                {"reader": one.reader, "name": one.name, "take": take, "stopped": stopped}
                for takes, stopped in ((report.takes, False), (report.stopped, True))
                for take in takes
            ]
            if rows:
                added = upsert(reports)
                c.execute(
                    added.on_conflict_do_update(["reader", "name", "take"], set_={"stopped": added.excluded.stopped}),
                    rows,
                )

    def failed(self, one: SavedSearch, trouble: str) -> None:
        """Note why a report did not go out, and let go of the search: all of it is due still."""
        with self.writing() as c:
            c.execute(update(searches).where(*_same(one)).values(claimed=None, trouble=trouble))

    def reported(self, one: SavedSearch, takes: Collection[str]) -> dict[str, bool]:
        """Return which of these takes were reported for a search; True where that they were stopped was, too."""
        r, found = reports.c, dict[str, bool]()
        mine = (r.reader == one.reader, r.name == one.name)
        with self.reading() as c:
            for batch in batches(sorted(takes)):
                rows = c.execute(select(r.take, r.stopped).where(*mine, r.take.in_(batch)))
                found |= {row.take: row.stopped for row in rows}
        return found


def _is(reader: str, name: str) -> ColumnElement[bool]:
    return (searches.c.reader == reader) & (searches.c.name == name)


def _same(one: SavedSearch) -> tuple[ColumnElement[bool], ...]:
    row = _row(one)
    return _is(one.reader, one.name), *(searches.c[name] == row[name] for name in ("query", "address", "last"))


def _row(one: SavedSearch) -> dict[str, object]:
    return {
        "reader": one.reader,
        "name": one.name,
        "query": _json(one.query),
        "address": one.to,
        "last": one.last,
        "waiting": _json(one.waiting),
        "trouble": one.trouble,
    }


def _saved(row: Row[Any]) -> SavedSearch:
    query = msgspec.json.decode(row.query, type=Query)
    waiting = msgspec.json.decode(row.waiting, type=tuple[int, ...])
    return SavedSearch(row.reader, row.name, query, row.address, row.last, waiting, row.trouble)


def _json(thing: object) -> str:
    return msgspec.json.encode(thing).decode()
