"""Pages that were written out are kept for as long as what they are made of is the same.

One that is no more the same is written anew. Where what it lacks came in the last minute and stops or corrects nothing,
who asks does not wait for that: they get the page as it stood, with the number of the news up to which it tells, and an
open page hears of all that came after its number.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from writethru.desk import Desk
from writethru.sheets import Pages
from writethru.wording import language, speaking

T = TypeVar("T")

_MOST = 64_000_000  # characters of pages that are kept
_ENTRY = 500  # characters that a subject counts for beside its pages
_PATIENCE = 0.03  # seconds that who asks waits for the page to be written anew, where it may be shown as it stood


@dataclass(frozen=True, slots=True)
class Shown(Generic[T]):
    """Pages that are shown.

    Attributes:
        of: what they were made of.
        version: the version that it had then.
        pages: the pages.
    """

    of: T
    version: Hashable
    pages: Pages


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How the pages of a subject are written; each is asked of a desk at one moment.

    Attributes:
        version: tells the version of what pages are made of: it is another when that changed.
        write: writes them.
        stands: says whether what they were made of may be shown although it has another version by now.
        elsewhere: finds what another program wrote last, whatever it is worth by now.
        grace: seconds that the other program has to write pages anew that may stand, before it is done here.
    """

    version: Callable[[Desk, T], Hashable]
    write: Callable[[Desk], tuple[T, Pages]]
    stands: Callable[[Desk, T], bool] = lambda _desk, _of: False
    elsewhere: Callable[[Desk], Shown[T] | None] = lambda _desk: None
    grace: float = 0.0


class Kept:
    """The pages of subjects, by name, each with what it was made of; the ones asked for longest ago go first.

    Nobody has to say that a page is out of date: what it was made of is asked for its version each time that it is
    looked at. Where several ask for one page at once, one of them writes it and the others wait for it.

    Args:
        most: characters that are kept.
        patience: seconds that the first who asks for a page waits before it is shown as it stood.
    """

    def __init__(self, most: int = _MOST, patience: float = _PATIENCE) -> None:
        self._most, self._size, self.patience = most, 0, patience
        self._pages: OrderedDict[Hashable, Shown[Any]] = OrderedDict()
        self._lock = Lock()
        self._writing: dict[Hashable, Lock] = {}
        self._ordered: set[Hashable] = set()
        self._late: dict[Hashable, float] = {}  # since when pages are known to be late
        self._beside = ThreadPoolExecutor(1, "pages")  # one at a time: those who answer need the machine, too

    def __contains__(self, name: Hashable) -> bool:
        """Say whether there are pages of that name, whatever they are worth by now."""
        return name in self._pages

    def close(self) -> None:
        """Write no more."""
        self._beside.shutdown(cancel_futures=True)

    def page(self, name: Hashable, desk: Desk, kind: Kind[T]) -> tuple[Shown[T], bool]:
        """Return the pages of a subject as they are at the moment at which ``desk`` is asked, or since.

        And whether they are late: shown as they stood.
        """
        found: Shown[T] | None = self._find(name)
        if found is not None and kind.version(desk, found.of) == found.version:
            return found, False
        other = kind.elsewhere(desk)
        if other is not None:
            same = kind.version(desk, other.of) == other.version
            if same or found is None:
                self.keep(name, found := other)
            if same:
                return other, False
        if found is not None and kind.stands(desk, found.of):
            if self._late_for(name) < kind.grace:
                return found, True
            self._order(name, desk, kind)
            new = self._find(name) or found
            return new, new is found
        return self._written(name, desk, kind), False

    def keep(self, name: Hashable, found: Shown[T]) -> None:
        """Keep pages in the place of those that were kept under that name."""
        with self._lock:
            old = self._pages.pop(name, None)
            self._size += _length(found.pages) - (_length(old.pages) if old else 0)
            self._pages[name] = found
            self._late.pop(name, None)
            while self._size > self._most and len(self._pages) > 1:
                left, gone = self._pages.popitem(last=False)
                self._late.pop(left, None)
                self._size -= _length(gone.pages)

    def _late_for(self, name: Hashable) -> float:
        """Return the seconds since somebody first asked for pages that were late; 0 for who is the first."""
        now = monotonic()
        with self._lock:
            return now - self._late.setdefault(name, now)

    def _find(self, name: Hashable) -> Shown[T] | None:
        with self._lock:
            if name in self._pages:
                self._pages.move_to_end(name)
            return self._pages.get(name)

    def _written(self, name: Hashable, desk: Desk, kind: Kind[T]) -> Shown[T]:
        """Write pages, unless somebody else just did."""
        with self._lock:
            mine = self._writing.setdefault(name, Lock())
        try:
            with mine:
                found: Shown[T] | None = self._find(name)
                if found is None or kind.version(desk, found.of) != found.version:
                    of, pages = kind.write(desk)
                    found = Shown(of, kind.version(desk, of), pages)
                    self.keep(name, found)
                return found
        finally:
            with self._lock:
                self._writing.pop(name, None)

    def _order(self, name: Hashable, desk: Desk, kind: Kind[T]) -> None:
        """Have pages written beside; who orders them waits a little for that, and nobody else does.

        Where that fails, whoever asks is told why once the pages may not stand any longer: they are written there then.
        """
        spoken = language()

        def write() -> None:
            try:
                with speaking(spoken), desk.at_once() as now:
                    self._written(name, now, kind)
            finally:
                with self._lock:
                    self._ordered.discard(name)

        with self._lock:
            if name in self._ordered:
                return
            self._ordered.add(name)
            ordered = self._beside.submit(write)
        wait([ordered], self.patience)


def _length(pages: Pages) -> int:
    return _ENTRY + sum(map(len, pages.values()))
