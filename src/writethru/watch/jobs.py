"""Calls that run beside one another and hand over their results as they come."""

import queue
from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Jobs(Generic[T]):
    """Runs each call in a thread of its own. The threads end with the program: no slow server holds up its end."""

    def __init__(self) -> None:
        self._done: queue.SimpleQueue[T] = queue.SimpleQueue()
        self.running = 0

    def start(self, call: Callable[[], T]) -> None:
        """Start a call, which must not raise."""
        self.running += 1
        Thread(target=lambda: self._done.put(call()), daemon=True).start()

    def finished(self, wait: float | None) -> list[T]:
        """Return what is finished; waits for the first of it, at most ``wait`` seconds (None: as long as it takes)."""
        found: list[T] = []
        try:
            found.append(self._done.get(timeout=wait))
            while True:
                found.append(self._done.get_nowait())
        except queue.Empty:
            self.running -= len(found)
            return found
