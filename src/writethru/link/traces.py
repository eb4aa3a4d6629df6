"""What is kept of a take so that its origin can be told when others come, and where it is kept.

A trace is small (a sample of a text's runs, and what it says of itself), so that a desk can keep one for each take and
never forgets any. A memory holds traces, and finds those that share runs: the store keeps them in tables
(``writethru.store.traces``). What one linking finds is put into ``Remembered``, dictionaries in front of that, and
written with all else that was found, or not at all. A headline alone has no runs, and leaves no trace.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Protocol

from writethru.link.credits import agency_of, own
from writethru.link.items import Linkable
from writethru.link.runs import runs
from writethru.link.words import fold
from writethru.model import OriginKind, Take, Trace

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNDATED = 1 << 52  # seconds: behind every moment that is known


class Memory(Protocol):
    """Where traces are looked up. Nothing in it expires; all it returns is a function of what was put in."""

    def traces(self, takes: Iterable[str]) -> Mapping[str, Trace]:
        """Return the traces of these takes, by take; those that it has not are left out."""
        ...

    def holders(self, runs: Iterable[int]) -> Mapping[int, Collection[str]]:
        """Return by run the takes that hold it; formulae are left out."""
        ...

    def formulae(self, runs: Iterable[int]) -> Collection[int]:
        """Return those of the runs that are formulae."""
        ...

    def copiers(self, takes: Iterable[str]) -> Collection[str]:
        """Return the takes that have one of these as their model."""
        ...

    def takes(self, keys: Iterable[str]) -> Mapping[str, Take]:
        """Return takes by key, with their texts."""
        ...


def begin(item: Linkable, agencies: frozenset[str] = frozenset()) -> Trace:
    """Return the trace of one take by itself, before it is held against others. O(words).

    ``agencies``: names of sources that are agencies on this desk and in no list.
    """
    take = item.take
    name = next(iter(take.names), take.title)
    found = own(take, agencies)
    moment, week = timed(item)
    return Trace(
        take=take.key,
        source=take.source,
        agency=bool(agency_of(take)),
        moment=moment,
        week=week,
        piece=int.from_bytes(blake2b(fold(name).encode(), digest_size=7).digest()),
        sample=runs(take).sample,
        own=found,
        origin=found,
    )


def begun(item: Linkable, agencies: frozenset[str] = frozenset()) -> Trace:
    """Return what ``begin`` does: as it was made before where the take has a gist, with the agencies of that time."""
    return (item.gist and item.gist.trace) or begin(item, agencies)


def timed(item: Linkable) -> tuple[int, int]:
    """Return the moment and the week of a take; they change where facts that are read anew date it otherwise."""
    at, day = item.at, item.day
    return int((at - _EPOCH).total_seconds()) if at else _UNDATED, day.toordinal() // 7 if day else -1


def leads(trace: Trace) -> bool:
    """Say whether others copy from it whenever it came in: an agency's own take, and a press release."""
    return trace.agency or trace.own.kind is OriginKind.RELEASE


@dataclass(slots=True)
class Remembered:
    """A memory in dictionaries, over one that is behind it and is only read: what is put in stays here.

    Attributes:
        at_hand: takes whose texts need not be looked up.
        behind: what was there before, or nothing.
        kept: the traces that were put in, as they are now.
        marked: the runs that were marked.
    """

    at_hand: Mapping[str, Take]
    behind: Memory | None = None
    kept: dict[str, Trace] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)
    _read: dict[str, Trace | None] = field(default_factory=dict)
    _holders: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _copiers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def traces(self, takes: Iterable[str]) -> dict[str, Trace]:
        """Return the traces of these takes."""
        wanted = set(takes)
        if self.behind and (unread := wanted - self.kept.keys() - self._read.keys()):
            self._read |= dict.fromkeys(unread) | dict(self.behind.traces(unread))
        return {take: one for take in sorted(wanted) if (one := self.kept.get(take) or self._read.get(take))}

    def holders(self, runs: Iterable[int]) -> dict[int, Collection[str]]:
        """Return by run the takes that hold it."""
        wanted = set(runs) - self.marked
        found = dict(self.behind.holders(wanted)) if self.behind else {}
        mine = wanted & self._holders.keys()
        nobodys = set(self.behind.formulae(mine)) if self.behind else set()
        return found | {run: self._holders[run].union(found.get(run, ())) for run in mine - nobodys}

    def formulae(self, runs: Iterable[int]) -> set[int]:
        """Return those of the runs that are formulae."""
        wanted = set(runs)
        found = self.marked & wanted
        return found.union(self.behind.formulae(wanted - found)) if self.behind else found

    def copiers(self, takes: Iterable[str]) -> set[str]:
        """Return the takes that have one of these as their model."""
        wanted = set(takes)
        before = set(self.behind.copiers(wanted)) - self.kept.keys() if self.behind else set[str]()
        return before.union(*(self._copiers[take] for take in wanted & self._copiers.keys()))

    def takes(self, keys: Iterable[str]) -> dict[str, Take]:
        """Return takes by key."""
        wanted = set(keys)
        found = {key: self.at_hand[key] for key in wanted & self.at_hand.keys()}
        return found | dict(self.behind.takes(wanted - found.keys())) if self.behind else found

    def keep(self, traces: Sequence[Trace]) -> None:
        """Put traces in, in the place of older ones of the same takes."""
        known = self.traces(trace.take for trace in traces)
        for trace in traces:
            before = known.get(trace.take)
            if before and before.model:
                self._copiers[before.model].discard(trace.take)
            if trace.model:
                self._copiers[trace.model].add(trace.take)
            if before is None:
                for run in trace.sample:
                    self._holders[run].add(trace.take)
            self.kept[trace.take] = trace

    def mark(self, runs: Collection[int]) -> None:
        """Take note that runs are formulae, for good; nobody holds them any more."""
        self.marked.update(runs)
