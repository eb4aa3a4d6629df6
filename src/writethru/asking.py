"""What is asked of a desk, and when: each question of its own moment, or several of one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from typing import Self

from writethru.outgoing import Outgoing
from writethru.settings import Settings
from writethru.store import Store


class Asked:
    """What every question of a ``Desk`` is answered from.

    Args:
        store: the desk's.
        settings: the desk's.
        clock: tells the moment, with its zone, from which embargoes are counted.
    """

    def __init__(self, store: Store, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._store = store
        self.settings = settings
        self._clock = clock
        self._look: Outgoing | None = None

    @contextmanager
    def at_once(self) -> Iterator[Self]:
        """Ask several things of one moment, in this thread: of what comes meanwhile no answer knows.

        What all of them have to look up is looked up once. Nothing is to be changed within: it would not be seen.
        """
        found = copy(self)
        vars(found)["_look"] = self._out
        with self._store.one_look():
            yield found

    @property
    def _out(self) -> Outgoing:
        """The store as it may be handed out, at this moment."""
        return self._look or Outgoing(self._store, self._clock())
