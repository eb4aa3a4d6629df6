"""The folders that sites were published to: a kill must find every one of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.store import schema
from writethru.store.engine import Base


@dataclass(frozen=True, slots=True)
class Place:
    """One folder with a site; ``stops`` names the stops that are carried out there, empty when none was looked at."""

    folder: str
    audience: str
    stops: str


class Sites(Base):
    """Reads and notes where sites were published."""

    def note(self, folder: str, audience: str, at: datetime) -> None:
        """Note that a site for this audience is written to a folder; what is stopped there is to be looked at anew."""
        row = {"folder": folder, "audience": audience, "at": at, "stops": ""}
        with self.writing() as c:
            c.execute(upsert(schema.published).values(row).on_conflict_do_update(["folder"], set_=row))

    def forget(self, folder: str) -> None:
        """Forget a folder: nothing was written to it."""
        with self.writing() as c:
            c.execute(delete(schema.published).where(schema.published.c.folder == folder))

    def every(self) -> list[Place]:
        """Every folder, by name."""
        p = schema.published
        with self.reading() as c:
            rows = c.execute(select(p.c.folder, p.c.audience, p.c.stops).order_by(p.c.folder))
            return [Place(row.folder, row.audience, row.stops) for row in rows]

    def carried_out(self, folder: str, stops: str) -> None:
        """Note that these stops are carried out in a folder."""
        p = schema.published
        with self.writing() as c:
            c.execute(update(p).where(p.c.folder == folder).values(stops=stops))
