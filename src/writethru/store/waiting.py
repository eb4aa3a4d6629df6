"""Which chains wait to be linked: noted in the transaction in which something comes to them."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from writethru.store import schema
from writethru.store.engine import among, fill
from writethru.store.noted import CAME, note, noted


def latest(c: Connection) -> int:
    """Return the number of what came last; it only counts up."""
    return int(noted(c, CAME) or 0)


def mark(c: Connection, chains: Iterable[str]) -> None:
    """Note that something came to these chains."""
    wanted = sorted(set(chains))
    if not wanted:
        return
    u, number = schema.unlinked, latest(c) + 1
    note(c, CAME, str(number))
    c.execute(delete(u).where(among(u.c.chain, wanted)))
    fill(c, u, [{"chain": chain, "number": number} for chain in wanted])


def mark_takes(c: Connection, takes: Iterable[str]) -> None:
    """Note that something came to the chains of these takes, as far as they have one."""
    p = schema.placements
    mark(c, c.execute(select(p.c.chain).where(among(p.c.take, takes))).scalars())
