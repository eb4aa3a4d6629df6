"""What ties the figures of one storyline and family, two by two; what was found is kept while the figures are the same.

Figures come in order of time, and each is held against earlier ones alone. So what is told later leaves the ties of
all before it as they are: only what came is held against what was there, however long the line is.
"""

from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from writethru.link.claim_items import Item
from writethru.link.claim_relations import Fit, Relation, at_odds, relation, values

_LARGE = 100  # from here on two pieces of one story do not share a number by chance
_RECENT = 64  # members of a group that a new figure is compared with, the latest first
_KEPT = 20_000  # figures whose ties are kept, besides those that are asked for
_FEW = 8  # figures that are held against one another again each time


class Tie(NamedTuple):
    """How a later figure stands to an earlier one, by number; ``once``: only if their takes tell one event."""

    later: int
    earlier: int
    how: Relation
    once: bool


@dataclass(slots=True)
class Ties:
    """The ties of one shelf of figures, which are in order of time."""

    _shelf: list[Item] = field(default_factory=list)
    _found: list[Tie] = field(default_factory=list)
    _index: defaultdict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))

    def of(self, shelf: Sequence[Item]) -> Sequence[Tie]:
        """Return all ties, in order of the later figure, the latest of the earlier ones first.

        Each is compared only with those that share a word, a take or a state, the latest 64 of them: O(64 × figures
        that were not there before, or stand behind some that were not).
        """
        self._cut(self._same(shelf))
        takes: defaultdict[str, list[Item]] = defaultdict(list)
        for item in shelf:
            takes[item.take].append(item)
        for number in range(len(self._shelf), len(shelf)):
            item = shelf[number]
            keys = _keys(item)
            near = {other for key in keys for other in self._index[key][-_RECENT:]}
            for other in sorted(near, reverse=True)[:_RECENT]:
                if tied := _tie(shelf[other], item, takes):
                    self._found.append(Tie(number, other, *tied))
            for key in keys:
                self._index[key].append(number)
        self._shelf = list(shelf)
        return self._found

    def __len__(self) -> int:
        return len(self._shelf)

    def _same(self, shelf: Sequence[Item]) -> int:
        """Return how many figures are the very same as before, from the first on, up to the last whole take."""
        same = zip(self._shelf, shelf, strict=False)
        count = next((n for n, (old, new) in enumerate(same) if old is not new), min(len(self._shelf), len(shelf)))
        while 0 < count < max(len(shelf), len(self._shelf)) and _one_take(self._shelf, shelf, count):
            count -= 1
        return count

    def _cut(self, count: int) -> None:
        """Forget all figures from this number on."""
        if count == len(self._shelf):
            return
        del self._shelf[count:]
        del self._found[bisect_left(self._found, count, key=lambda tie: tie.later) :]
        for numbers in self._index.values():
            del numbers[bisect_left(numbers, count) :]


def _one_take(old: Sequence[Item], new: Sequence[Item], count: int) -> bool:
    """Say whether a take goes on behind so many figures, before or now."""
    last = new[count - 1].take
    return any(count < len(shelf) and shelf[count].take == last for shelf in (old, new))


class Shelves:
    """The ties of the shelves of figures that were gone over last."""

    def __init__(self) -> None:
        self._there: OrderedDict[tuple[str, str], Ties] = OrderedDict()
        self._size = 0

    def ties(self, name: tuple[str, str], shelf: Sequence[Item]) -> Sequence[Tie]:
        """Return the ties of a shelf.

        Args:
            name: storyline and family.
            shelf: its figures in order of time.
        """
        if len(shelf) <= _FEW:
            return Ties().of(shelf)
        kept = self._there.pop(name, None) or Ties()
        self._size -= len(kept)
        self._there[name] = kept
        found = kept.of(shelf)
        self._size += len(kept)
        while self._size > _KEPT and len(self._there) > 1:
            self._size -= len(self._there.popitem(last=False)[1])
        return found


def _keys(item: Item) -> list[tuple[str, ...]]:
    """Return the keys of which two figures must share one to be compared."""
    keys: list[tuple[str, ...]] = [("take", item.take), *(("word", word) for word in sorted(item.thing))]
    if item.state:
        keys.append(("state", item.story, item.state))
    if not item.thing:
        keys.append(("unit", item.story, item.figure.unit))
    if item.figure.value is not None and abs(item.figure.value) >= _LARGE:  # other words or another language for it
        keys.append(("value", item.story, f"{item.figure.value:.2g}"))
    return keys


def _tie(one: Item, two: Item, takes: defaultdict[str, list[Item]]) -> tuple[Relation, bool] | None:
    """Return the relation of two figures, as their takes allow it, and whether it holds of one event alone.

    Across takes a value is revised or disputed only where each take gives one value for the thing: a piece that
    tells of several events has several tolls. And a value that both takes give was not revised.
    """
    tie, once = relation(one, two), False
    if tie is None and one.fixed and one.take != two.take and at_odds(one, two):
        tie, once = Relation.DISPUTES, True
    if tie is None:
        return None
    if tie in (Relation.AGREES, Relation.WITHDRAWS) or one.take == two.take:
        return tie, once
    if not (_sole(one, takes[one.take]) and _sole(two, takes[two.take])):
        return None
    if tie is Relation.REVISES and (_given(one, takes[two.take]) or _given(two, takes[one.take])):
        return None
    return tie, once


def _sole(item: Item, others: Iterable[Item]) -> bool:
    """Say whether a take gives no other value for the same sort of thing in the same voice."""
    return not any(
        (other.state, other.voice) == (item.state, item.voice)
        and (bool(item.state) or bool(other.thing & item.thing) or other.group == item.group)
        and values(item, other) is Fit.CLASH
        and not other.teaser
        for other in others
    )


def _given(item: Item, others: Iterable[Item]) -> bool:
    return any(other.group == item.group and values(item, other) is Fit.EQUAL for other in others)
