"""Enrichment on this machine: in this process for a few takes, on all its cores for many."""

import multiprocessing
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from types import ModuleType
from typing import TYPE_CHECKING

from writethru.enrich.layers import enrich, groups
from writethru.errors import WritethruError
from writethru.model import Facts, Take
from writethru.plugins import LAYERS, make_all

if TYPE_CHECKING:
    import numpy as np

BATCH = 16
"""Takes to a batch: the same whatever the number of processes, so that they find the same facts."""

_FEW = 48  # up to so many takes, loading every model a second time costs more than it saves


@dataclass(frozen=True, slots=True)
class Enriched:
    """A batch's facts and vectors, and the seconds that each layer took."""

    found: tuple[tuple[Facts, "np.ndarray | None"], ...]
    seconds: dict[str, float]


def work(takes: Sequence[Take], only: Sequence[str] = ()) -> Enriched:
    """Read the facts of one batch. A function of its input alone; picklable, so that any engine can hold it."""
    seconds: Counter[str] = Counter()
    pieces = enrich(takes, clock=lambda layer, spent: seconds.update({layer: spent}), only=only)
    return Enriched(tuple((piece.facts(), piece.vector) for piece in pieces), dict(seconds))


def run(keys: Sequence[str], load: Callable[[Sequence[str]], Sequence[Take]], processes: int) -> Iterator[Enriched]:
    """Yield the facts of these takes batch by batch, in any order of batches.

    ``load`` gives the takes of some keys; only so many are in memory as there are processes to read them.

    Raises:
        WritethruError: a process died, mostly for want of memory. What was yielded is done; run it again.
    """
    batches = [keys[at : at + BATCH] for at in range(0, len(keys), BATCH)]
    _one_thread()
    if processes == 1 or not keys:
        yield from (work(load(batch)) for batch in batches)
        return
    few = len(keys) <= _FEW
    with _pool(1 if few else processes) as pool:
        try:
            yield from _beside(pool, batches, load) if few else _pooled(pool, batches, load, 2 * processes)
        except BrokenProcessPool as error:
            raise WritethruError(
                "a process that enriches died, perhaps for want of memory; nothing is lost: add again, "
                "or with fewer processes (WRITETHRU_WORKERS=1)"
            ) from error


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Start processes that run nothing of the caller's own script.

    A fresh process imports the main script again, which must then guard itself; what runs here needs no script, so
    none is shown to it.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_settle_in) as pool:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            pool.submit(int)  # the first task starts every process
        finally:
            sys.modules["__main__"] = script
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stops early waits for the batches being read alone


def _pooled(
    pool: ProcessPoolExecutor,
    batches: Sequence[Sequence[str]],
    load: Callable[[Sequence[str]], Sequence[Take]],
    ahead: int,
) -> Iterator[Enriched]:
    waiting: list[Future[Enriched]] = []
    for batch in batches:
        waiting.append(pool.submit(work, load(batch)))
        if len(waiting) >= ahead:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def _beside(
    pool: ProcessPoolExecutor, batches: Sequence[Sequence[str]], load: Callable[[Sequence[str]], Sequence[Take]]
) -> Iterator[Enriched]:
    """Read a few takes here, and what is independent of the rest in the pool: loading models is most of the work."""
    here, *there = groups(make_all(LAYERS))
    for batch in batches:
        takes = load(batch)
        waiting = [pool.submit(work, takes, names) for names in there]
        done = work(takes, here)
        for future in waiting:
            done = _joined(done, future.result())
        yield done


def _joined(a: Enriched, b: Enriched) -> Enriched:
    """Put together what two groups of layers found in the same takes."""
    pairs = zip(a.found, b.found, strict=True)
    found = tuple((_merged(one, two), v if v is not None else w) for (one, v), (two, w) in pairs)
    return Enriched(found, a.seconds | b.seconds)


def _merged(a: Facts, b: Facts) -> Facts:
    empty = Facts(a.take)
    filled = {f.name: getattr(b, f.name) for f in fields(b) if getattr(b, f.name) != getattr(empty, f.name)}
    return replace(a, **filled | {"engines": a.engines | b.engines})


def _settle_in() -> None:
    """Prepare a process: one thread for its linear algebra, and no life longer than the one that started it."""
    _one_thread()
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _one_thread() -> None:
    """Keep linear algebra to one thread: processes are the parallelism, and sums come out alike everywhere.

    It is read when numpy is first loaded; where a program has loaded it before, its setting stays.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def _leave_with_parent() -> None:
    """Wait for the parent's end, then end: a killed parent would leave its processes waiting for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
