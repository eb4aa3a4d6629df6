"""Whose turn it is at a host: one request at a time, and a pause between two."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from writethru.fetch.clock import Clock


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    free: datetime | None = None


class Turns:
    """Makes requests to one host wait for one another; may be used by many threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str, pause: float) -> Iterator[None]:
        """Wait for the host to be free; afterwards it rests for ``pause`` seconds."""
        with self._lock:
            at = self._hosts.setdefault(host, _Host())
        with at.lock:
            if at.free and (left := (at.free - self._clock.now()).total_seconds()) > 0:
                self._clock.sleep(left)
            try:
                yield
            finally:
                at.free = self._clock.now() + timedelta(seconds=pause)
