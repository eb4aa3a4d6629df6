"""Enrichment on this machine: in this process for a few takes, on all its cores for many."""

import multiprocessing
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.enrich.layers import enrich
from writethru.errors import WritethruError
from writethru.model import Facts, Take

if TYPE_CHECKING:
    import numpy as np

BATCH = 16
"""Takes to a batch: the same whatever the number of processes, so that they find the same facts."""

_FEW = 48  # up to so many takes, loading the models a second time costs more than it saves


@dataclass(frozen=True, slots=True)
class Enriched:
    """A batch's facts and vectors, and the seconds that each layer took."""

    found: tuple[tuple[Facts, "np.ndarray | None"], ...]
    seconds: dict[str, float]


def work(takes: Sequence[Take]) -> Enriched:
    """Read the facts of one batch. A function of its input alone; picklable, so that any engine can hold it."""
    seconds: Counter[str] = Counter()
    pieces = enrich(takes, clock=lambda layer, spent: seconds.update({layer: spent}))
    return Enriched(tuple((piece.facts(), piece.vector) for piece in pieces), dict(seconds))


def run(keys: Sequence[str], load: Callable[[Sequence[str]], Sequence[Take]], processes: int) -> Iterator[Enriched]:
    """Yield the facts of these takes batch by batch, in any order of batches.

    ``load`` gives the takes of some keys; only so many are in memory as there are processes to read them.

    Raises:
        WritethruError: a process died, mostly for want of memory. What was yielded is done; run it again.
    """
    batches = [keys[at : at + BATCH] for at in range(0, len(keys), BATCH)]
    if processes == 1 or len(keys) <= _FEW:
        for batch in batches:
            yield work(load(batch))
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_settle_in) as pool:
        try:
            yield from _pooled(pool, batches, load, 2 * processes)
        except BrokenProcessPool as error:
            raise WritethruError(
                "a process that enriches died, perhaps for want of memory; nothing is lost: add again, "
                "or with fewer processes (WRITETHRU_WORKERS=1)"
            ) from error


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


def _settle_in() -> None:
    """Prepare a process: one thread for its linear algebra, and no life longer than the one that started it."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """Wait for the parent's end, then end: a killed parent would leave its processes waiting for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
