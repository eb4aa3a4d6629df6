"""Gists by take, with a name of what made them: bytes, whose meaning linking knows (``writethru.link.gist``)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model.reading import Gisted
from writethru.store import schema
from writethru.store.engine import Base, among, fill

G = schema.gists.c
_WANTED = """
SELECT f.take FROM unlinked u CROSS JOIN placements p ON p.chain = u.chain CROSS JOIN facts f ON f.take = p.take
LEFT JOIN gists g ON g.take = f.take AND g.maker = ? WHERE g.take IS NULL ORDER BY f.take
"""


class GistRows(Base):
    """What linking makes of each take alone, of the newest facts that there are of it."""

    remade = True

    def get(self, keys: Iterable[str], maker: str) -> dict[str, bytes]:
        """Return the gists of these takes that this maker made; the others are left out."""
        with self.reading() as c:
            rows = c.execute(select(G.take, G.packed).where(among(G.take, keys), G.maker == maker))
            return dict(rows.all())

    def keep(self, gists: Mapping[str, Gisted], maker: str) -> None:
        """Keep gists that were made of facts which were there; one by the same maker that came meanwhile stays."""
        added = upsert(schema.gists)
        new = {name: added.excluded[name] for name in ("maker", "trouble", "packed")}
        kept = added.on_conflict_do_update(["take"], set_=new, where=G.maker != maker)
        if rows := _rows(gists, maker):
            with self.writing() as c:
                c.execute(kept, rows)

    def troubled(self) -> dict[str, str]:
        """Return the takes of which no gist could be made but that of a take without words, and what went wrong."""
        with self.reading() as c:
            return dict(c.execute(select(G.take, G.trouble).where(G.trouble != "").order_by(G.take)).all())

    def wanted(self, maker: str) -> list[str]:
        """Return the takes of chains that wait to be linked which have facts, but no gist by this maker; by key.

        O(takes of what waits): the tables are gone through in the order in which they stand here.
        """
        with self.reading() as c:
            return [take for (take,) in c.exec_driver_sql(_WANTED, (maker,))]


def put_gists(c: Connection, gists: Mapping[str, Gisted | None], maker: str) -> None:
    """Write gists in the place of those of the same takes; where none was made nothing stays."""
    c.execute(delete(schema.gists).where(among(G.take, gists)))
    fill(c, schema.gists, _rows(gists, maker))


def _rows(gists: Mapping[str, Gisted | None], maker: str) -> list[dict[str, object]]:
    return [{"take": take, "maker": maker, **one._asdict()} for take, one in gists.items() if one]
