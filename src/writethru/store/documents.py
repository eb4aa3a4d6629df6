"""Documents as received, the takes made of them, and what could not be read."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Select, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model import Refused, Signal, Take
from writethru.model.packing import pack, unpack
from writethru.store import schema
from writethru.store.engine import LAST, Base, among, batches, begins, fill
from writethru.store.news import note_released
from writethru.store.search import index

T = TypeVar("T")
_BATCH = 500
_SOURCES = """
WITH RECURSIVE sources(name) AS (SELECT min(source) FROM takes UNION ALL
    SELECT (SELECT min(source) FROM takes WHERE source > name) FROM sources WHERE name IS NOT NULL)
SELECT name FROM sources WHERE name IS NOT NULL
"""
_PARTS = """
SELECT o.key, p.key FROM takes o CROSS JOIN takes p ON p.guid BETWEEN o.guid || '#' AND o.guid || ?2
WHERE o.key IN (SELECT value FROM json_each(?1)) AND o.guid <> '' ORDER BY o.key, p.key
"""


class Documents(Base):
    """The way in: bytes first, then what readers made of them."""

    def receive(self, sha256: str, name: str, reader: str, received: bytes, at: datetime, charset: str = "") -> bool:
        """Keep bytes before anything is made of them; returns False when they were there already.

        Bytes of which something is in quarantine are to be read again when a reader is named for them.
        """
        row = {"sha256": sha256, "name": name, "reader": reader, "received_at": at, "is_read": False}
        row["charset"] = charset
        with self.writing() as c:
            done = c.execute(upsert(schema.documents).values(**row, received=received).on_conflict_do_nothing())
            if not done.rowcount and reader:
                stuck = _is(sha256) & schema.documents.c.sha256.in_(select(schema.quarantine.c.document))
                c.execute(update(schema.documents).where(stuck).values(reader=reader, is_read=False))
            return done.rowcount > 0

    def is_read(self, sha256: str) -> bool:
        """Say whether a document was read to its end."""
        with self.reading() as c:
            return bool(c.execute(select(schema.documents.c.is_read).where(_is(sha256))).scalar())

    def tally(self, sha256: str) -> tuple[int, int]:
        """Return how many takes a document gave, and how many of its items are in quarantine."""
        with self.reading() as c:
            takes, stuck = (
                c.execute(select(func.count()).select_from(table).where(table.c.document == sha256)).scalar_one()
                for table in (schema.takes, schema.quarantine)
            )
            return takes, stuck

    def unread(self) -> list[str]:
        """Hashes of documents that were received and not read to their end, oldest first."""
        table = schema.documents
        with self.reading() as c:
            found = select(table.c.sha256).where(~table.c.is_read).order_by(table.c.received_at, table.c.sha256)
            return list(c.execute(found).scalars())

    def get(self, sha256: str) -> tuple[str, str, bytes, str]:
        """Return name, reader asked for, the bytes, and the charset that was declared beside them."""
        table = schema.documents
        with self.reading() as c:
            found = select(table.c.name, table.c.reader, table.c.received, table.c.charset).where(_is(sha256))
            row = c.execute(found).one()
            return row.name, row.reader, row.received, row.charset

    def keep(self, sha256: str, items: Iterable[Take | Refused]) -> tuple[int, int, int]:
        """Store what a reader made of a document, then mark it read.

        Returns how many takes were new, how many were there already, and how many items were refused. What a
        killed run had stored of the document is met again and left alone.
        """
        new = known = refused = 0
        with self.writing() as c:
            c.execute(delete(schema.quarantine).where(schema.quarantine.c.document == sha256))
            for batch in _batches(items):
                takes = [item for item in batch if isinstance(item, Take)]
                stored = self._keep_takes(c, takes)
                new, known = new + stored, known + len(takes) - stored
                troubles = [item for item in batch if isinstance(item, Refused)]
                refused += len(troubles)
                for trouble in troubles:
                    row = {"document": sha256, "place": trouble.place, "reason": trouble.reason}
                    c.execute(upsert(schema.quarantine).values(row).on_conflict_do_nothing())
            c.execute(update(schema.documents).where(_is(sha256)).values(is_read=True))
        return new, known, refused

    def _keep_takes(self, c: Connection, takes: Sequence[Take]) -> int:
        fresh = {take.key: take for take in takes}
        there = select(schema.takes.c.key).where(among(schema.takes.c.key, fresh))
        for key in c.execute(there).scalars().all():
            del fresh[key]
        if fresh:
            last = c.execute(select(func.max(schema.takes.c.receipt))).scalar() or 0
            fill(c, schema.takes, [_row(take, n) for n, take in enumerate(fresh.values(), last + 1)])
            index(c, fresh.values())
        return len(fresh)

    def quarantined(self) -> list[tuple[str, str, str, str]]:
        """Return document, its name, the place and the reason of each item that could not be read."""
        q, d = schema.quarantine, schema.documents
        with self.reading() as c:
            found = (
                select(q.c.document, d.c.name, q.c.place, q.c.reason)
                .join(d, d.c.sha256 == q.c.document)
                .order_by(d.c.name, q.c.place)
            )
            return [tuple(row) for row in c.execute(found)]

    def read_again(self) -> int:
        """Mark the documents with refused items to be read again; returns how many."""
        refused = select(schema.quarantine.c.document).distinct()
        with self.writing() as c:
            mark = update(schema.documents).where(schema.documents.c.sha256.in_(refused)).values(is_read=False)
            return c.execute(mark).rowcount


@dataclass(frozen=True, slots=True)
class Release:
    """A person's word: why and when a take was let go, and the keys of the kills and holds it was let go from."""

    why: str
    at: datetime
    orders: frozenset[str]


class Takes(Base):
    """Takes as stored."""

    def keys(self) -> list[str]:
        """The keys of all takes, sorted."""
        with self.reading() as c:
            return list(c.execute(select(schema.takes.c.key).order_by(schema.takes.c.key)).scalars())

    def all(self) -> Iterator[Take]:
        """Every take, in order of key, read in batches."""
        return self._some(select(schema.takes.c.packed).order_by(schema.takes.c.key))

    def in_time(self) -> list[str]:
        """The keys of all takes in order of time, then key, those without a time last."""
        t = schema.takes
        with self.reading() as c:
            return list(c.execute(select(t.c.key).order_by(t.c.sent.is_(None), t.c.sent, t.c.key)).scalars())

    def sent_in(self, window: tuple[datetime, datetime], keys: Collection[str] | None = None) -> list[str]:
        """The keys of takes that were sent in a window, ends included, the latest first: of all takes, or of these."""
        t = schema.takes
        asked = select(t.c.key, t.c.sent).where(t.c.sent.between(*window))
        with self.reading() as c:
            some = [asked] if keys is None else [asked.where(t.c.key.in_(batch)) for batch in batches(sorted(keys))]
            rows = [row for one in some for row in c.execute(one)]
        return [row.key for row in sorted(rows, key=lambda row: (-row.sent.timestamp(), row.key))]

    def get(self, keys: Iterable[str]) -> dict[str, Take]:
        """Return the takes of these keys; those that are not there are left out."""
        chosen = among(schema.takes.c.key, keys)
        return {take.key: take for take in self._some(select(schema.takes.c.packed).where(chosen))}

    def named(self, name: str) -> list[str]:
        """Keys of the takes that an id or key names, or else the beginning of one, in order of key."""
        t = schema.takes
        whole = (t.c.key == name) | (t.c.id == name)
        begun = begins(t.c.key, name) | begins(t.c.id, name)
        with self.reading() as c:
            found = (list(c.execute(select(t.c.key).where(w).order_by(t.c.key)).scalars()) for w in (whole, begun))
            return next((keys for keys in found if keys), [])

    def without_facts(self) -> list[str]:
        """Keys of takes whose facts were not read yet, oldest first, those without a time last."""
        t, f = schema.takes, schema.facts
        with self.reading() as c:
            found = select(t.c.key).outerjoin(f, f.c.take == t.c.key).where(f.c.take.is_(None))
            return list(c.execute(found.order_by(t.c.sent.is_(None), t.c.sent, t.c.key)).scalars().all())

    def unplaced(self, most: int) -> list[Take]:
        """Takes that stand in no chain yet, at most so many, oldest first, those without a time last."""
        t, p = schema.takes, schema.placements
        found = select(t.c.packed).outerjoin(p, p.c.take == t.c.key).where(p.c.take.is_(None))
        return list(self._some(found.order_by(t.c.sent.is_(None), t.c.sent, t.c.key).limit(most)))

    def sources(self) -> list[str]:
        """The names of all sources, sorted. O(sources): the index is asked for one after the other."""
        with self.reading() as c:
            return [name for (name,) in c.exec_driver_sql(_SOURCES)]

    def whence(self, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
        """The chain and the source of these takes, as far as they have a place, by key."""
        t, p = schema.takes, schema.placements
        wanted = select(t.c.key, p.c.chain, t.c.source).join(p, p.c.take == t.c.key)
        with self.reading() as c:
            rows = c.execute(wanted.where(among(t.c.key, keys)))
            return {key: (chain, source) for key, chain, source in rows}

    def around(self, sources: Iterable[str], window: tuple[datetime, datetime] | None, undated: bool) -> list[Take]:
        """Takes of these sources that stand in a chain already: those sent in a window, and those without a time."""
        t, p = schema.takes, schema.placements
        times = [*([t.c.sent.between(*window)] if window else []), *([t.c.sent.is_(None)] if undated else [])]
        named = select(t.c.packed).join(p, p.c.take == t.c.key).where(t.c.source.in_(list(sources)))
        return [take for when in times for take in self._some(named.where(when))]  # by the index of source and time

    def headlines(
        self, sources: Iterable[str], window: tuple[datetime, datetime]
    ) -> list[tuple[str, str, str, datetime]]:
        """Key, chain, headline and moment of takes of these sources that stand in a chain and were sent in a window."""
        t, p = schema.takes, schema.placements
        found = select(t.c.key, p.c.chain, t.c.title, t.c.sent).join(p, p.c.take == t.c.key)
        with self.reading() as c:
            rows = c.execute(found.where(t.c.source.in_(list(sources)), t.c.sent.between(*window))).all()
            return [(key, chain, title, sent) for key, chain, title, sent in rows]

    def called(self, names: Iterable[str]) -> list[Take]:
        """Takes that stand in a chain already and have one of these names: guid or address."""
        t, p = schema.takes, schema.placements
        wanted = sorted(set(names))
        found: dict[str, Take] = {}
        for at in range(0, len(wanted), _BATCH):
            batch = wanted[at : at + _BATCH]
            fitting = or_(t.c.guid.in_(batch), t.c.url.in_(batch))
            rows = self._some(select(t.c.packed).join(p, p.c.take == t.c.key).where(fitting))
            found |= {take.key: take for take in rows}
        return list(found.values())

    def ordering_stops(self) -> dict[str, Signal]:
        """The takes that order a kill or a hold, by key."""
        t = schema.takes
        with self.reading() as c:
            found = c.execute(select(t.c.key, t.c.signal).where(t.c.signal.in_([Signal.KILL, Signal.HOLD])))
            return {row.key: Signal(row.signal) for row in found}

    def waiting(self) -> list[Take]:
        """The takes that may have to wait for their time or a person, in order of key."""
        t = schema.takes
        return list(self._some(select(t.c.packed).where(t.c.waits).order_by(t.c.key)))

    def waiting_with(self, keys: Iterable[str]) -> tuple[dict[str, Take], dict[str, str]]:
        """Return, of these takes, those of a chain in which one may have to wait, and all others of such chains.

        Returns:
            The takes by key, and the chain of each; one that is not placed yet has none. O(what is asked for).
        """
        t, own, beside = schema.takes, schema.placements.alias(), schema.placements.alias()
        asked, placed = set(keys), dict[str, str]()
        with self.reading() as c:
            joined = own.join(beside, beside.c.chain == own.c.chain).join(t, t.c.key == beside.c.take)
            found = select(own.c.chain).select_from(joined).where(among(own.c.take, asked), t.c.waits)
            chains = set(c.execute(found).scalars())
            alone = set(c.execute(select(t.c.key).where(among(t.c.key, asked), t.c.waits)).scalars())
            if chains:
                placed = dict(c.execute(select(own.c.take, own.c.chain).where(among(own.c.chain, chains))).all())
        return (self.get(alone | placed.keys()), placed) if alone or placed else ({}, placed)

    def parts_of(self, orders: Iterable[str]) -> dict[str, list[str]]:
        """The keys of pieces that came in one item, each named after it with a number, by key of what names the item.

        What names no item in parts is left out. In one statement: whoever hands anything out asks it of every order.
        """
        found: dict[str, list[str]] = {}
        with self.reading() as c:
            for order, part in c.exec_driver_sql(_PARTS, (json.dumps(list(orders)), f"#{LAST}")):
                found.setdefault(order, []).append(part)
        return found

    def released(self) -> dict[str, Release]:
        """The takes that a person let go."""
        r = schema.released
        with self.reading() as c:
            rows = c.execute(select(r.c.take, r.c.why, r.c.at, r.c.orders))
            return {row.take: Release(row.why, row.at, frozenset(row.orders.split())) for row in rows}

    def release(self, takes: Mapping[str, Iterable[str]], why: str, at: datetime) -> None:
        """Note that a person lets these takes go, each from these kills and holds, and why; what was noted is gone."""
        rows = [{"take": t, "why": why, "at": at, "orders": " ".join(sorted(of))} for t, of in takes.items()]
        added = upsert(schema.released)
        new = {name: added.excluded[name] for name in ("why", "at", "orders")}
        with self.writing() as c:
            c.execute(added.on_conflict_do_update(["take"], set_=new), rows)
            note_released(c, takes, at)

    def receipts(self, keys: Iterable[str]) -> dict[str, int]:
        """The desk's own order of receipt of these takes, by key."""
        return self._each(schema.takes.c.receipt, keys)

    def sent(self, keys: Iterable[str]) -> dict[str, datetime | None]:
        """When these takes were sent, by key, as far as it is known: the earliest first, those without a time last."""
        found = self._each(schema.takes.c.sent, keys)
        return {key: found[key] for key in sorted(found, key=lambda key: (found[key] is None, found[key], key))}

    def ids(self, keys: Iterable[str]) -> dict[str, str]:
        """The ids that their sources gave these takes, by key."""
        return self._each(schema.takes.c.id, keys)

    def _each(self, column: Column[T], keys: Iterable[str]) -> dict[str, T]:
        key = schema.takes.c.key
        with self.reading() as c:
            rows = c.execute(select(key, column).where(among(key, keys))).all()
            return dict(rows)

    def _some(self, query: Select[bytes]) -> Iterator[Take]:
        with self.reading() as c:
            for some in c.execute(query.execution_options(yield_per=_BATCH)).scalars().partitions():
                yield from (unpack(packed, Take) for packed in some)


def _is(sha256: str) -> ColumnElement[bool]:
    return schema.documents.c.sha256 == sha256


def _row(take: Take, receipt: int) -> dict[str, object]:
    return {
        "key": take.key,
        "id": take.id,
        "document": take.document,
        "source": take.source,
        "sent": take.sent.at if take.sent else None,
        "title": take.title,
        "guid": take.guid,
        "url": take.url,
        "signal": take.marker.signal.value,
        "receipt": receipt,
        "waits": take.waits,
        "packed": pack(take),
    }


def _batches(items: Iterable[Take | Refused]) -> Iterator[list[Take | Refused]]:
    batch: list[Take | Refused] = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
