"""Whose turn it is at a host: one request at a time, and a rest between two."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from writethru.fetch.clock import Clock

REST = 1.0  # seconds between two requests to one host
LONGEST_REST = 60.0  # seconds; a host that wants more than this gets it between polls


@dataclass(slots=True)
class Host:
    """A host, and the seconds that it rests after a request."""

    rest: float = REST
    lock: Lock = field(default_factory=Lock)
    free: datetime | None = None


class Turns:
    """Makes requests to one host wait for one another; may be used by many threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, name: str) -> Iterator[Host]:
        """Wait for a host to be free; nobody else asks it until the block ends."""
        with self._lock:
            host = self._hosts.setdefault(name, Host())
        with host.lock:
            if host.free and (left := (host.free - self._clock.now()).total_seconds()) > 0:
                self._clock.sleep(left)
            try:
                yield host
            finally:
                host.free = self._clock.now() + timedelta(seconds=min(host.rest, LONGEST_REST))
