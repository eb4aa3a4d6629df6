"""The pieces that linking looked at last, held in memory until it looks at them again."""

from collections import OrderedDict
from collections.abc import Mapping

from writethru.link.items import Linkable

_KEPT = 2500  # pieces: a long text takes some 50 KB


class Pieces:
    """The takes that were looked at last, each with a name of what read it."""

    def __init__(self) -> None:
        self._there: OrderedDict[str, tuple[str, Linkable]] = OrderedDict()

    def read_by(self, readers: Mapping[str, str]) -> dict[str, Linkable]:
        """Return the takes that are held, by key; one that something else has read since is left out.

        ``readers``: what has read each.
        """
        found = {}
        for take, reader in readers.items():
            by, item = self._there.get(take, ("", None))
            if item is not None and by == reader:
                found[take] = item
        return found

    def keep(self, found: Mapping[str, Linkable], readers: Mapping[str, str]) -> None:
        """Hold these takes, the last of all, and let go of those that were looked at longest ago."""
        for take, item in found.items():
            self._there[take] = readers[take], item
            self._there.move_to_end(take)
        while len(self._there) > _KEPT:
            self._there.popitem(last=False)
