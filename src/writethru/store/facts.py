"""Facts and vectors by take, with a name of what read them; those read anew wait until links are made of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Column, Connection, delete, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model import Facts
from writethru.model.packing import unpack
from writethru.model.reading import Reading, reading
from writethru.store import schema
from writethru.store.engine import Base, among, fill
from writethru.store.gists import put_gists
from writethru.store.news_schema import amounts
from writethru.store.noted import READ, note, noted, unnote
from writethru.store.waiting import mark_takes

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")
_BATCH = 500
_SAME = 1e-9  # of a value: what multiplying by millions and billions may have left


class FactRows(Base):
    """What was read out of takes.

    Links point at facts by their place among those of their take. So facts that are read again stand beside the
    old ones, which serve on, until new links are made of them: then both change places in one transaction.
    """

    remade = True

    def keep(self, found: Iterable[tuple[Facts, "np.ndarray | None"]], maker: str) -> None:
        """Store the facts and vectors of a batch, as ``put``."""
        self.put([reading(facts, vector) for facts, vector in found], maker)

    def put(self, found: Sequence[Reading], maker: str, gists: str = "") -> None:
        """Store what was read out of a batch of takes, all or none; ``gists``: what made the gists among it.

        What the same maker read is left alone; what another one read stays until links are made of the new. A gist is
        of the newest facts.
        """
        with self.writing() as c:
            if noted(c, READ) != maker:
                unnote(c, READ)
            known = _makers(c, [one.take for one in found])
            _put(c, [(one, maker) for one in found if one.take not in known])
            again = [
                {"take": one.take, "maker": maker, "packed": one.facts, "vector": one.vector}
                for one in found
                if known.get(one.take, maker) != maker
            ]
            if again:
                added = upsert(schema.anew)
                new = {name: added.excluded[name] for name in ("maker", "packed", "vector")}
                c.execute(added.on_conflict_do_update(["take"], set_=new), again)
            read = [one for one in found if known.get(one.take) != maker]
            put_gists(c, {one.take: one.gist for one in read}, gists)
            mark_takes(c, [one.take for one in read])

    def get(self, keys: Iterable[str]) -> dict[str, Facts]:
        """Return the facts of these takes that links were made of, or wait for links; those without are left out."""
        return {key: unpack(packed, Facts) for key, packed in self._get(schema.facts.c.packed, keys).items()}

    def vectors(self, keys: Iterable[str]) -> dict[str, "np.ndarray"]:
        """Return the vectors of these takes (float32, length 1); those without are left out."""
        return _arrays(self._get(schema.vectors.c.vector, keys))

    def newest(self, keys: Iterable[str]) -> tuple[dict[str, bytes], dict[str, "np.ndarray"]]:
        """Return facts, packed, and vectors to make links of: those read anew where there are some."""
        wanted = set(keys)
        return self.newest_facts(wanted), self.newest_vectors(wanted)

    def newest_facts(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return facts, packed, to make links of: those read anew where there are some."""
        wanted = set(keys)
        return self._get(schema.facts.c.packed, wanted) | self._get(schema.anew.c.packed, wanted)

    def newest_vectors(self, keys: Iterable[str]) -> dict[str, "np.ndarray"]:
        """Return the vectors of these takes to make links of: those read anew where there are some."""
        wanted = set(keys)
        again = self._get(schema.anew.c.vector, wanted)
        vectors = self.vectors(wanted - again.keys())
        return vectors | _arrays({key: packed for key, packed in again.items() if packed is not None})

    def statements(self, keys: Iterable[str]) -> dict[str, int]:
        """Return how many statements the copy of each of these takes gives; those without facts are left out."""
        return self._get(schema.facts.c.statements, keys)

    def giving(self, values: Iterable[float]) -> set[str]:
        """Return the takes with a figure of one of these values."""
        near = [amounts.c.value.between(v - abs(v) * _SAME, v + abs(v) * _SAME) for v in values]
        with self.reading() as c:
            return set(c.execute(select(amounts.c.take).where(or_(*near))).scalars()) if near else set()

    def makers(self) -> dict[str, str]:
        """Return, for every take that has facts, in order of key, what read the newest of them."""
        with self.reading() as c:
            return newest_makers(c)

    def read_by(self, keys: Iterable[str]) -> dict[str, str]:
        """Return, for each of these takes that has facts, what read the newest of them."""
        with self.reading() as c:
            return _makers(c, list(keys))

    def outdated(self, maker: str) -> list[str]:
        """Keys of takes whose facts were read by anything else than this maker, in order of key.

        O(takes), and O(1) where it was noted that there are none.
        """
        return [] if self._signed() == maker else [key for key, known in self.makers().items() if known != maker]

    def sign(self, maker: str) -> None:
        """Note that this maker read all facts, if it did, until another one reads some."""
        if self._signed() == maker:
            return
        with self.writing() as c:
            if all(known == maker for known in newest_makers(c).values()):
                note(c, READ, maker)

    def _signed(self) -> str:
        with self.reading() as c:
            return noted(c, READ)

    def _get(self, column: Column[T], keys: Iterable[str]) -> dict[str, T]:
        take = column.table.c.take
        with self.reading() as c:
            rows = c.execute(select(take, column).where(among(take, keys))).all()
            return dict(rows)


def newest_makers(c: Connection) -> dict[str, str]:
    """Return, for every take that has facts, in order of key, what read the newest of them."""
    f, a = schema.facts, schema.anew
    found = {row.take: row.maker for row in c.execute(select(f.c.take, f.c.maker).order_by(f.c.take))}
    return found | {row.take: row.maker for row in c.execute(select(a.c.take, a.c.maker)) if row.take in found}


def take_over(c: Connection, takes: Iterable[str]) -> None:
    """Put the facts and vectors of these takes that were read anew in the place of the old ones."""
    a, wanted = schema.anew, sorted(set(takes))
    for at in range(0, len(wanted), _BATCH):
        some = a.c.take.in_(wanted[at : at + _BATCH])
        rows = [(_reading(row), row.maker) for row in c.execute(select(a).where(some))]
        for table in (schema.facts, schema.vectors, amounts):
            c.execute(delete(table).where(table.c.take.in_([one.take for one, _ in rows])))
        _put(c, rows)
        c.execute(delete(a).where(some))


def _reading(row: Any) -> Reading:  # noqa: ANN401 - a row of the database
    return replace(reading(unpack(row.packed, Facts)), vector=row.vector)


def _put(c: Connection, rows: Sequence[tuple[Reading, str]]) -> None:
    fill(
        c,
        schema.facts,
        [{"take": one.take, "maker": maker, "packed": one.facts, "statements": one.statements} for one, maker in rows],
    )
    fill(c, amounts, [{"value": value, "take": one.take} for one, _ in rows for value in sorted(one.amounts)])
    fill(c, schema.vectors, [{"take": one.take, "vector": one.vector} for one, _ in rows if one.vector is not None])


def _makers(c: Connection, takes: Sequence[str]) -> dict[str, str]:
    """What read the newest facts of these takes."""
    found: dict[str, str] = {}
    for table in (schema.facts, schema.anew):
        rows = c.execute(select(table.c.take, table.c.maker).where(among(table.c.take, takes))).all()
        found |= {row[0]: row[1] for row in rows}
    return found


def _arrays(packed: Mapping[str, bytes]) -> dict[str, "np.ndarray"]:
    import numpy as np

    return {key: np.frombuffer(one, "<f4") for key, one in packed.items()}
