"""Gists by take, with a name of what made them: bytes, whose meaning linking knows (``writethru.link.gist``)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, select

from writethru.model.reading import Gisted
from writethru.store import schema
from writethru.store.engine import Base, among, fill

G = schema.gists.c


class GistRows(Base):
    """What linking makes of each take alone, of the newest facts that there are of it."""

    def get(self, keys: Iterable[str], maker: str) -> dict[str, bytes]:
        """Return the gists of these takes that this maker made; the others are left out."""
        with self.reading() as c:
            rows = c.execute(select(G.take, G.packed).where(among(G.take, keys), G.maker == maker))
            return dict(rows.all())

    def keep(self, gists: Mapping[str, Gisted], maker: str) -> None:
        """Put gists in the place of those of the same takes."""
        with self.writing() as c:
            put_gists(c, gists, maker)

    def troubled(self) -> dict[str, str]:
        """Return the takes of which no gist could be made but that of a take without words, and what went wrong."""
        with self.reading() as c:
            return dict(c.execute(select(G.take, G.trouble).where(G.trouble != "").order_by(G.take)).all())

    def wanted(self, maker: str) -> list[str]:
        """Return the takes of chains that wait to be linked which have facts, but no gist by this maker; by key."""
        u, p, f = schema.unlinked.c, schema.placements.c, schema.facts.c
        found = (
            select(f.take)
            .join(schema.placements, p.take == f.take)
            .join(schema.unlinked, u.chain == p.chain)
            .outerjoin(schema.gists, (G.take == f.take) & (G.maker == maker))
            .where(G.take.is_(None))
        )
        with self.reading() as c:
            return list(c.execute(found.order_by(f.take)).scalars())


def put_gists(c: Connection, gists: Mapping[str, Gisted | None], maker: str) -> None:
    """Write gists in the place of those of the same takes; where none was made nothing stays."""
    c.execute(delete(schema.gists).where(among(G.take, gists)))
    rows = [{"take": take, "maker": maker, **one._asdict()} for take, one in gists.items() if one]
    fill(c, schema.gists, rows)
