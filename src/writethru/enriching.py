"""The facts of takes: read in other processes, where there are many, and kept here as they come."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from writethru.model import Take
from writethru.settings import Settings
from writethru.store import Store

if TYPE_CHECKING:
    from writethru.making import Made, Making
    from writethru.run.local import Processes, Underway

_MANY = 10_000  # takes after which the processes are let go: linking so many takes room, and no reading


class Enriching:
    """Reads the facts of takes; where there are many, other processes begin at once, whatever this one does meanwhile.

    Iterating yields the keys of each batch, in order, when its facts are kept.

    Args:
        store: the desk's.
        settings: the desk's.
        readers: the processes that read.
        keys: of the takes; they are read in this order.

    Attributes:
        seconds: that each layer took so far.
    """

    def __init__(self, store: Store, settings: Settings, readers: "Processes", keys: Sequence[str]) -> None:
        self.keys, self.seconds = keys, Counter[str]()
        self._store, self._readers, self._agencies = store, readers, settings.agencies
        self._kept = list[list[str]]()
        self._underway: Underway[Take, Made] | None = None
        if readers.many(keys):
            self._underway = readers.begin(keys, self._load, self._making())

    def keep_ready(self) -> None:
        """Keep what has been read by now, without waiting for more."""
        for made in self._underway.ready() if self._underway else ():
            self._kept.append(self._keep(made))

    def __iter__(self) -> Iterator[list[str]]:
        """Raise ``WritethruError`` when a process died; what was yielded is kept."""
        for takes in self._kept:  # to which more comes while somebody works at these
            yield takes
            self.keep_ready()
        if self.keys:
            found = self._underway or self._readers.run(self.keys, self._load, self._making())
            yield from map(self._keep, found)
        if len(self.keys) > _MANY:
            self._readers.close()

    def _keep(self, made: "Made") -> list[str]:
        from writethru.link import gist

        self._store.facts.put(made.readings, maker(), gist.maker(self._agencies))
        self.seconds.update(made.seconds)
        return [one.take for one in made.readings]

    def _load(self, keys: Sequence[str]) -> list[Take]:
        takes = self._store.takes.get(keys)
        return [takes[key] for key in keys if key in takes]

    def _making(self) -> "Making":
        from writethru.making import Making

        return Making(self._agencies)


def begin(store: Store, settings: Settings, readers: "Processes") -> Enriching:
    """Begin to read the facts of all takes that have none, oldest first."""
    return Enriching(store, settings, readers, store.takes.without_facts())


def maker() -> str:
    """Return what reads facts now, by its short name; see ``writethru.enrich.layers``."""
    from writethru.enrich.layers import maker

    return maker()
