"""Pages that were written out are kept until what they show is another: many read what changes now and then."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

Pages = dict[str, str]
"""The pages of one subject, by number."""

_MOST = 64_000_000  # characters of pages that are kept


class Kept:
    """The pages of subjects, by name, each with the version of what it shows; the ones asked for longest ago go first.

    Where several ask for one page at once, one of them writes it and the others wait for it.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._size = most, 0
        self._pages: OrderedDict[Hashable, tuple[Hashable, Pages]] = OrderedDict()
        self._lock = Lock()
        self._writing: dict[Hashable, Lock] = {}

    def page(self, name: Hashable, version: Hashable, write: Callable[[], Pages]) -> Pages:
        """Return the pages as they are at a version; ``write`` is asked for them where they are not kept."""
        found = self._find(name, version)
        if found is not None:
            return found
        with self._lock:
            mine = self._writing.setdefault(name, Lock())
        with mine:
            found = self._find(name, version)
            if found is None:
                found = write()
                self._keep(name, version, found)
        with self._lock:
            self._writing.pop(name, None)
        return found

    def _find(self, name: Hashable, version: Hashable) -> Pages | None:
        with self._lock:
            kept = self._pages.get(name)
            if kept is None or kept[0] != version:
                return None
            self._pages.move_to_end(name)
            return kept[1]

    def _keep(self, name: Hashable, version: Hashable, pages: Pages) -> None:
        with self._lock:
            old = self._pages.pop(name, None)
            self._size += _length(pages) - (_length(old[1]) if old else 0)
            self._pages[name] = version, pages
            while self._size > self._most and len(self._pages) > 1:
                _, (_, gone) = self._pages.popitem(last=False)
                self._size -= _length(gone)


def _length(pages: Pages) -> int:
    return sum(map(len, pages.values()))
