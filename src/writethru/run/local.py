"""Enrichment on this machine: in this process for a few takes, on all its cores for many."""

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, fields, replace
from itertools import islice
from types import ModuleType
from typing import Generic, Protocol, TypeVar

from writethru.enrich.layers import Enriched, Enrichment, enrichment, groups
from writethru.errors import WritethruError
from writethru.model import Facts, Span, Take
from writethru.plugins import LAYERS, make_all


class Copy(Protocol):
    """Something of which it is known how much there is to read in it."""

    @property
    def copy(self) -> tuple[Span, ...]:
        """The spans of its own copy."""


T = TypeVar("T")
C = TypeVar("C", bound=Copy)
Finish = Callable[[Sequence[Take], Enriched], T]
"""Makes of a batch and what was read out of it what is handed over; it has to pickle."""

_BATCH = 16  # takes to a batch
_HEADLINES = 16  # headlines alone that count as one take: they are read as much faster
_AHEAD = 24  # batches that are read ahead, so that no process waits while what was read is linked
_KEEP_UP = 2  # processes that read headlines faster than one process links them
_TURN = 0.0005  # seconds until the thread that takes in what was read gets its turn, so that who reads need not wait
_FEW = 48  # up to so many takes, loading every model a second time costs more than it saves


def run(keys: Sequence[str], load: Callable[[Sequence[str]], Sequence[Take]], processes: int) -> Iterator[Enriched]:
    """Yield the facts of these takes batch by batch, as ``Processes`` do that are let go afterwards."""
    with closing(Processes(processes)) as readers:
        yield from readers.run(keys, load, as_read)


def as_read(_: Sequence[Take], found: Enriched) -> Enriched:
    """Hand a batch over as it was read."""
    return found


@dataclass(frozen=True, slots=True)
class _Whole(Generic[T]):
    """The whole of what is done with a batch in one process."""

    read: Enrichment
    finish: Finish[T]

    def __call__(self, takes: Sequence[Take]) -> T:
        return self.finish(takes, self.read(takes))


class Underway(Generic[C, T]):
    """Batches that other processes work at, whatever this one does meanwhile; made by ``Processes``.

    Iterating waits for what is made of them and yields it, in their order.
    """

    def __init__(
        self,
        submit: Callable[[Sequence[C]], Future[T]],
        batches: Iterator[Sequence[C]],
        ahead: int,
        guarded: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._submitted, self._guarded = map(submit, batches), guarded
        with guarded():
            self._waiting = deque(islice(self._submitted, ahead))

    def ready(self) -> Iterator[T]:
        """Yield what has been made of the first batches, without waiting for anything."""
        while self._waiting and self._waiting[0].done():
            yield self._first()

    def __iter__(self) -> Iterator[T]:
        try:
            while self._waiting:
                yield self._first()
        finally:  # whoever stops early waits for the batches being read alone
            for future in self._waiting:
                future.cancel()

    def _first(self) -> T:
        with self._guarded():
            made = self._waiting.popleft().result()
            self._waiting.extend(islice(self._submitted, 1))
        return made


class Processes:
    """Processes that read takes: started when there is something to read, and kept, since loading models takes long.

    Args:
        processes: how many read at once; with one, takes are read in this process.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._started = 0

    def many(self, keys: Sequence[str]) -> bool:
        """Say whether so many takes are worth other processes that each load all models."""
        return self._processes > 1 and len(keys) > _FEW

    def begin(
        self, keys: Sequence[str], load: Callable[[Sequence[str]], Sequence[Take]], finish: Finish[T]
    ) -> Underway[Take, T]:
        """Begin to read many takes in other processes; takes and raises as ``run``.

        Headlines alone cost more to link than to read: whoever links them is one of the processes, and no more read,
        each with models of its own, than keep up with it.
        """
        return self._underway(_batches(keys, load), _Whole(enrichment(), finish), self._to_read)

    def run(
        self, keys: Sequence[str], load: Callable[[Sequence[str]], Sequence[Take]], finish: Finish[T]
    ) -> Iterator[T]:
        """Yield what is made of the facts of these takes batch by batch, in the order of the keys.

        Args:
            keys: of the takes.
            load: gives the takes of some keys; only so many batches are in memory as are read ahead.
            finish: what is done with each batch where it was read.

        Raises:
            WritethruError: a process died, mostly for want of memory. What was yielded is done; run it again.
        """
        if self.many(keys):
            yield from self.begin(keys, load, finish)
            return
        if self._processes == 1 or not keys:
            yield from map(_Whole(enrichment(), finish), _batches(keys, load))
            return
        with self._guarded():
            for batch, found in _beside(self._ready(1), _batches(keys, load)):
                yield finish(batch, found)

    def each(
        self, keys: Sequence[str], load: Callable[[Sequence[str]], Sequence[C]], work: Callable[[Sequence[C]], T]
    ) -> Iterator[T]:
        """Yield what is made of things batch by batch, in the order of their keys; see ``run``.

        ``work``: makes it, of a batch; it has to pickle. Of few it is made in this process.
        """
        batches = _batches(keys, load)
        yield from self._underway(batches, work, lambda _: self._processes) if self.many(keys) else map(work, batches)

    def _to_read(self, batch: Sequence[Copy]) -> int:
        """Return how many processes are to read what is like a batch."""
        texts = sum(bool(one.copy) for one in batch)
        return self._processes if texts * _HEADLINES > len(batch) else min(_KEEP_UP, self._processes - 1)

    def _underway(
        self, batches: Iterator[Sequence[C]], work: Callable[[Sequence[C]], T], wanted: Callable[[Sequence[C]], int]
    ) -> Underway[C, T]:
        def submit(batch: Sequence[C]) -> Future[T]:
            return self._ready(wanted(batch)).submit(work, batch)

        return Underway(submit, batches, max(_AHEAD, 2 * self._processes), self._guarded)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Let the processes go when one of them died, and say what to do."""
        try:
            yield
        except BrokenProcessPool as error:
            self.close()
            raise WritethruError(
                "a process that enriches died, perhaps for want of memory; nothing is lost: add again, "
                "or with fewer processes (WRITETHRU_WORKERS=1)"
            ) from error

    def _ready(self, processes: int) -> ProcessPoolExecutor:
        """Return a pool of at least so many processes, all of them started; a smaller one ends with what it is at."""
        if self._pool is None or self._started < processes:
            if self._pool is not None:
                self._pool.shutdown(wait=False)
            self._pool, self._started = _pool(processes), processes
        return self._pool

    def close(self) -> None:
        """Let the processes go, as soon as they have read the batches that they are at."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool, self._started = None, 0


def _batches(keys: Sequence[str], load: Callable[[Sequence[str]], Sequence[C]]) -> Iterator[list[C]]:
    """Yield what stands under some keys in batches that take about as long as ``_BATCH`` takes with copy."""
    most = _BATCH * _HEADLINES
    batch, weight = list[C](), 0
    for at in range(0, len(keys), most):
        for take in load(keys[at : at + most]):
            batch.append(take)
            weight += _HEADLINES if take.copy else 1
            if weight >= most:
                yield batch
                batch, weight = [], 0
    if batch:
        yield batch


def _pool(processes: int) -> ProcessPoolExecutor:
    """Start processes that run nothing of the caller's own script.

    A fresh process imports the main script again, which must then guard itself; what runs here needs no script, so
    none is shown to it.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_settle_in)
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        sys.setswitchinterval(min(_TURN, sys.getswitchinterval()))
        for _ in range(processes):  # a task that finds nobody idle starts a process
            pool.submit(int)
    finally:
        sys.modules["__main__"] = script
    return pool


def _beside(pool: ProcessPoolExecutor, batches: Iterator[list[Take]]) -> Iterator[tuple[list[Take], Enriched]]:
    """Read a few takes here, and what is independent of the rest in the pool: loading models is most of the work."""
    here, *there = (Enrichment(names) for names in groups(make_all(LAYERS)))
    for batch in batches:
        waiting = [pool.submit(read, batch) for read in there]
        done = here(batch)
        for future in waiting:
            done = _joined(done, future.result())
        yield batch, done


def _joined(a: Enriched, b: Enriched) -> Enriched:
    """Put together what two groups of layers found in the same takes."""
    pairs = zip(a.found, b.found, strict=True)
    found = tuple((_merged(one, two), v if v is not None else w) for (one, v), (two, w) in pairs)
    return Enriched(found, a.seconds | b.seconds)


def _merged(a: Facts, b: Facts) -> Facts:
    empty = Facts(a.take)
    filled = {f.name: getattr(b, f.name) for f in fields(b) if getattr(b, f.name) != getattr(empty, f.name)}
    for told in ("engines", "failed"):
        filled[told] = dict(sorted((getattr(a, told) | getattr(b, told)).items()))
    return replace(a, **filled)


def _settle_in() -> None:
    """Prepare a process: it lives no longer than the one that started it."""
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """Wait for the parent's end, then end: a killed parent would leave its processes waiting for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
