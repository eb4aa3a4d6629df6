"""Facts and vectors by take, with a name of what read them; those read anew wait until links are made of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Column, Connection, delete, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model import Facts
from writethru.store import schema
from writethru.store.engine import Base, among, fill
from writethru.store.news_schema import amounts
from writethru.store.noted import READ, note, noted, unnote
from writethru.store.packing import pack, unpack
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

    def keep(self, found: Sequence[tuple[Facts, "np.ndarray | None"]], maker: str) -> None:
        """Store the facts and vectors of a batch, all or none.

        What the same maker read is left alone; what another one read stays until links are made of the new.
        """
        rows: list[dict[str, Any]] = [
            {
                "take": facts.take,
                "maker": maker,
                "packed": pack(facts),
                "facts": facts,
                "vector": None if vector is None else vector.astype("<f4").tobytes(),
            }
            for facts, vector in found
        ]
        with self.writing() as c:
            if noted(c, READ) != maker:
                unnote(c, READ)
            known = _makers(c, [facts.take for facts, _ in found])
            _put(c, [row for row in rows if row["take"] not in known])
            again = [row for row in rows if known.get(row["take"], maker) != maker]
            if again:
                added = upsert(schema.anew)
                new = {name: added.excluded[name] for name in ("maker", "packed", "vector")}
                c.execute(added.on_conflict_do_update(["take"], set_=new), _columns(again, "take", *new))
            mark_takes(c, [facts.take for facts, _ in found if known.get(facts.take) != maker])

    def get(self, keys: Iterable[str]) -> dict[str, Facts]:
        """Return the facts of these takes that links were made of, or wait for links; those without are left out."""
        return {key: unpack(packed, Facts) for key, packed in self._get(schema.facts.c.packed, keys).items()}

    def vectors(self, keys: Iterable[str]) -> dict[str, "np.ndarray"]:
        """Return the vectors of these takes (float32, length 1); those without are left out."""
        return _arrays(self._get(schema.vectors.c.vector, keys))

    def newest(self, keys: Iterable[str]) -> tuple[dict[str, Facts], dict[str, "np.ndarray"]]:
        """Return facts and vectors to make links of: those read anew where there are some."""
        wanted = set(keys)
        facts = self.get(wanted)
        facts |= {key: unpack(packed, Facts) for key, packed in self._get(schema.anew.c.packed, wanted).items()}
        again = self._get(schema.anew.c.vector, wanted)
        vectors = self.vectors(wanted - again.keys())
        return facts, vectors | _arrays({key: packed for key, packed in again.items() if packed is not None})

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
        rows = [{**row, "facts": unpack(row["packed"], Facts)} for row in c.execute(select(a).where(some)).mappings()]
        for table in (schema.facts, schema.vectors, amounts):
            c.execute(delete(table).where(table.c.take.in_([row["take"] for row in rows])))
        _put(c, rows)
        c.execute(delete(a).where(some))


def _put(c: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    counts = [{"statements": _statements(row["facts"])} for row in rows]
    given = _columns(rows, "take", "maker", "packed")
    fill(c, schema.facts, [one | count for one, count in zip(given, counts, strict=True)])
    fill(c, amounts, [{"value": value, "take": row["take"]} for row in rows for value in _values(row["facts"])])
    read = [row for row in rows if row["vector"] is not None]
    fill(c, schema.vectors, _columns(read, "take", "vector"))


def _columns(rows: Sequence[Mapping[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in rows]


def _statements(facts: Facts) -> int:
    """How many statements its copy gives, those within others left out."""
    return sum(one.scope == "copy" and one.shown and one.inside is None for one in facts.statements)


def _values(facts: Facts) -> set[float]:
    """The values of its figures, both ends of a range or change; a place in an order is no amount."""
    some = (one for one in facts.figures if one.ordinal is None and not one.vague)
    return {value for one in some for value in (one.value, one.low, one.high) if value is not None}


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
