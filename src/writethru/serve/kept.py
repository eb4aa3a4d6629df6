"""Pages that were written out are kept for as long as what they are made of is the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from writethru.sheets import Pages

T = TypeVar("T")

_MOST = 64_000_000  # characters of pages that are kept


class Kept:
    """The pages of subjects, by name, each with what it was made of; the ones asked for longest ago go first.

    Nobody has to say that a page is out of date: what it was made of is asked for its version each time that it is
    looked at. Where several ask for one page at once, one of them writes it and the others wait for it.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._size = most, 0
        self._pages: OrderedDict[Hashable, tuple[Any, Hashable, Pages]] = OrderedDict()
        self._lock = Lock()
        self._writing: dict[Hashable, Lock] = {}

    def __contains__(self, name: Hashable) -> bool:
        """Say whether there are pages of that name, whatever they are worth by now."""
        return name in self._pages

    def page(
        self, name: Hashable, version: Callable[[T], Hashable], write: Callable[[], tuple[T, Pages]]
    ) -> tuple[T, Pages]:
        """Return what the pages of a subject are made of, and the pages.

        Args:
            name: the subject's.
            version: tells the version of what pages are made of: it is another when that changed.
            write: writes them where they are not kept, or are another by now.
        """
        found = self._find(name, version)
        if found is not None:
            return found
        with self._lock:
            mine = self._writing.setdefault(name, Lock())
        with mine:
            found = self._find(name, version)
            if found is None:
                found = write()
                self._keep(name, version(found[0]), found)
        with self._lock:
            self._writing.pop(name, None)
        return found

    def _find(self, name: Hashable, version: Callable[[T], Hashable]) -> tuple[T, Pages] | None:
        with self._lock:
            kept = self._pages.get(name)
            if kept is not None:
                self._pages.move_to_end(name)
        if kept is None or version(kept[0]) != kept[1]:
            return None
        return kept[0], kept[2]

    def _keep(self, name: Hashable, version: Hashable, found: tuple[T, Pages]) -> None:
        with self._lock:
            old = self._pages.pop(name, None)
            self._size += _length(found[1]) - (_length(old[2]) if old else 0)
            self._pages[name] = found[0], version, found[1]
            while self._size > self._most and len(self._pages) > 1:
                _, (_, _, gone) = self._pages.popitem(last=False)
                self._size -= _length(gone)


def _length(pages: Pages) -> int:
    return sum(map(len, pages.values()))
