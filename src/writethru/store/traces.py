"""Traces: what origins are told by, in tables; who holds which run of words is found by an index."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Select, bindparam, delete, insert, select, update

from writethru.model import Take, Trace
from writethru.store import schema
from writethru.store.engine import Base
from writethru.store.packing import pack, unpack

_BATCH = 900  # values in one query
_T, _R, _F = schema.traces, schema.runs, schema.formulae

V = TypeVar("V", int, str)


class TraceRows(Base):
    """Keeps traces over the whole life of a desk."""

    @contextmanager
    def remembering(self) -> "Iterator[Remembering]":
        """A memory for ``writethru.link.origins.trace``: all that is put into it is kept, or nothing."""
        with self.writing() as connection:
            yield Remembering(connection)

    def forget(self) -> None:
        """Drop all traces, so that they are made anew, by other rules."""
        with self.writing() as c:
            for table in (_R, _F, _T):
                c.execute(delete(table))


class Remembering:
    """The desk's memory of traces within one transaction (``writethru.link.traces.Memory``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def traces(self, takes: Iterable[str]) -> dict[str, Trace]:
        """Return the traces of these takes, by take; those that there are not are left out."""
        query = select(_T.c.take, _T.c.sample, _T.c.packed)
        return {row.take: _trace(row) for row in self._where(query, _T.c.take, takes)}

    def holders(self, runs: Iterable[int]) -> dict[int, set[str]]:
        """Return by run the takes that hold it; formulae are left out."""
        query = select(_R.c.run, _T.c.take).join_from(_R, _T, _R.c.number == _T.c.number)
        out: dict[int, set[str]] = {}
        for row in self._where(query, _R.c.run, runs):
            out.setdefault(row.run, set()).add(row.take)
        return out

    def formulae(self, runs: Iterable[int]) -> set[int]:
        """Return those of the runs that are formulae."""
        return {row.run for row in self._where(select(_F.c.run), _F.c.run, runs)}

    def copiers(self, takes: Iterable[str]) -> set[str]:
        """Return the takes that have one of these as their model."""
        return {row.take for row in self._where(select(_T.c.take, _T.c.model), _T.c.model, takes)}

    def takes(self, keys: Iterable[str]) -> dict[str, Take]:
        """Return takes by key, with their texts."""
        query = select(schema.takes.c.key, schema.takes.c.packed)
        return {row.key: unpack(row.packed, Take) for row in self._where(query, schema.takes.c.key, keys)}

    def keep(self, traces: Sequence[Trace]) -> None:
        """Put traces in, in the place of older ones of the same takes."""
        if not traces:
            return
        known = {row.take for row in self._where(select(_T.c.take), _T.c.take, (one.take for one in traces))}
        if old := [_row(one) for one in traces if one.take in known]:
            change = update(_T).where(_T.c.take == bindparam("of"))
            rows = [{"of": row["take"], "to": row["model"], "now": row["packed"]} for row in old]
            self._connection.execute(change.values(model=bindparam("to"), packed=bindparam("now")), rows)
        if new := [one for one in traces if one.take not in known]:
            self._connection.execute(insert(_T), [_row(one) for one in new])
            self._hold(new)

    def mark(self, runs: Collection[int]) -> None:
        """Take note that runs are formulae; who held them is forgotten."""
        fresh = sorted(set(runs) - self.formulae(runs))
        if fresh:
            self._connection.execute(insert(_F), [{"run": run} for run in fresh])
            self._connection.execute(delete(_R).where(_R.c.run == bindparam("of")), [{"of": run} for run in fresh])

    def _hold(self, traces: Sequence[Trace]) -> None:
        query = select(_T.c.take, _T.c.number)
        numbers = {row.take: row.number for row in self._where(query, _T.c.take, (one.take for one in traces))}
        formulae = self.formulae({run for one in traces for run in one.sample})
        pairs = sorted((run, numbers[one.take]) for one in traces for run in one.sample if run not in formulae)
        if pairs:
            self._connection.execute(insert(_R), [{"run": run, "number": number} for run, number in pairs])

    def _where(self, query: Select[Any], column: Column[V], values: Iterable[V]) -> Iterator[Row[Any]]:
        """Yield the rows in which a column has one of many values."""
        wanted = sorted(set(values))
        for at in range(0, len(wanted), _BATCH):
            yield from self._connection.execute(query.where(column.in_(wanted[at : at + _BATCH])))


def _row(one: Trace) -> dict[str, object]:
    return {
        "take": one.take,
        "model": one.model,
        "sample": array("q", one.sample).tobytes(),
        "packed": pack(replace(one, sample=())),
    }


def _trace(row: Row[Any]) -> Trace:
    return replace(unpack(row.packed, Trace), sample=tuple(array("q", row.sample)))
