"""Traces: what origins are told by, in tables; who holds which run of words is found by an index."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, select

from writethru.model import Take, Trace
from writethru.model.packing import pack, unpack
from writethru.store import schema
from writethru.store.engine import Base, batches
from writethru.store.noted import TRACED, note, noted
from writethru.store.waiting import mark

_BATCH = 900  # values in one query

V = TypeVar("V", int, str)


class TraceRows(Base):
    """Keeps traces over the whole life of a desk (``writethru.link.traces.Memory``)."""

    remade = True

    def made_by(self) -> str:
        """Return the name of the rules by which traces were made, or an empty string."""
        with self.reading() as c:
            return noted(c, TRACED)

    def forget(self, by: str) -> None:
        """Drop all traces, and have all chains linked again, by other rules from now on; ``by`` names those."""
        with self.writing() as c:
            for table in (schema.runs, schema.formulae, schema.traces):
                c.execute(delete(table))
            note(c, TRACED, by)
            mark(c, c.execute(select(schema.placements.c.chain).distinct()).scalars())

    def traces(self, takes: Iterable[str]) -> dict[str, Trace]:
        """Return the traces of these takes, by take; those that there are not are left out."""
        rows = self._where("SELECT sample, packed FROM traces WHERE take", takes)
        return {one.take: one for row in rows for one in [_trace(row)]}

    def holders(self, runs: Iterable[int]) -> dict[int, set[str]]:
        """Return by run the takes that hold it; formulae are left out."""
        out: dict[int, set[str]] = {}
        for run, take in self._where("SELECT run, take FROM runs CROSS JOIN traces USING (number) WHERE run", runs):
            out.setdefault(run, set()).add(take)
        return out

    def formulae(self, runs: Iterable[int]) -> set[int]:
        """Return those of the runs that are formulae."""
        return {run for (run,) in self._where("SELECT run FROM formulae WHERE run", runs)}

    def copiers(self, takes: Iterable[str]) -> set[str]:
        """Return the takes that have one of these as their model."""
        return {take for (take,) in self._where("SELECT take FROM traces WHERE model", takes)}

    def takes(self, keys: Iterable[str]) -> dict[str, Take]:
        """Return takes by key, with their texts."""
        rows = self._where("SELECT key, packed FROM takes WHERE key", keys)
        return {key: unpack(packed, Take) for key, packed in rows}

    def keep(self, traces: Sequence[Trace], formulae: Iterable[int]) -> None:
        """Put traces in, in the place of older ones of the same takes, and take note of runs that are formulae."""
        with self.writing() as c:
            write(c, traces, formulae)

    def _where(self, query: str, values: Iterable[V]) -> list[Any]:
        """Return the rows in which a column has one of many values."""
        if not (wanted := sorted(set(values))):
            return []
        with self.reading() as c:
            return _chosen(c, query, wanted)


def write(c: Connection, traces: Sequence[Trace], formulae: Iterable[int]) -> None:
    """Write traces in the place of older ones of the same takes, and forget who holds formulae."""
    if made := sorted(set(formulae)):
        c.exec_driver_sql("INSERT OR IGNORE INTO formulae (run) VALUES (?)", [(run,) for run in made])
        c.exec_driver_sql("DELETE FROM runs WHERE run = ?", [(run,) for run in made])
    known = {take for (take,) in _chosen(c, "SELECT take FROM traces WHERE take", sorted(one.take for one in traces))}
    if old := [(one.model, _packed(one), one.take) for one in traces if one.take in known]:
        c.exec_driver_sql("UPDATE traces SET model = ?, packed = ? WHERE take = ?", old)
    if new := [one for one in traces if one.take not in known]:
        _add(c, new)


def _add(c: Connection, traces: Sequence[Trace]) -> None:
    last = c.execute(select(func.max(schema.traces.c.number))).scalar() or 0
    rows = [
        (number, one.take, one.model, array("q", one.sample).tobytes(), _packed(one))
        for number, one in enumerate(traces, last + 1)
    ]
    c.exec_driver_sql("INSERT INTO traces (number, take, model, sample, packed) VALUES (?, ?, ?, ?, ?)", rows)
    wanted = sorted({run for one in traces for run in one.sample})
    formulae = {run for (run,) in _chosen(c, "SELECT run FROM formulae WHERE run", wanted)}
    pairs = [(run, n) for n, one in enumerate(traces, last + 1) for run in one.sample if run not in formulae]
    if pairs:
        c.exec_driver_sql("INSERT INTO runs (run, number) VALUES (?, ?)", sorted(pairs))


def _chosen(c: Connection, query: str, wanted: Sequence[V]) -> list[Any]:
    rows: list[Any] = []
    for batch in batches(wanted, _BATCH):
        rows += c.exec_driver_sql(f"{query} IN ({','.join('?' * len(batch))})", tuple(batch))
    return rows


def _packed(one: Trace) -> bytes:
    return pack(replace(one, sample=()))


def _trace(row: Any) -> Trace:  # noqa: ANN401 - a row of the database
    return replace(unpack(row.packed, Trace), sample=tuple(array("q", row.sample)))
