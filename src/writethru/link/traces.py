"""What is kept of a take so that its origin can be told when others come, and where it is kept.

A trace is small (a sample of a text's runs, and what it says of itself), so that a desk can keep one for each take and
never forgets any. A memory holds traces, and finds those that share runs: the store keeps them in tables
(``writethru.store.traces``), ``Remembered`` in dictionaries, for a set of takes that is linked at once.
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
    """Where traces are kept. Nothing in it expires; everything it returns is a function of what was put in."""

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

    def keep(self, traces: Sequence[Trace]) -> None:
        """Put traces in, in the place of older ones of the same takes; holders of formulae are not noted."""
        ...

    def mark(self, runs: Collection[int]) -> None:
        """Take note that runs are formulae, for good; who held them is forgotten."""
        ...


def begin(item: Linkable, agencies: frozenset[str] = frozenset()) -> Trace:
    """Return the trace of one take by itself, before it is held against others. O(words).

    ``agencies``: names of sources that are agencies on this desk and in no list.
    """
    take, at = item.take, item.at
    name = next(iter(take.names), take.title)
    found = own(take, agencies)
    return Trace(
        take=take.key,
        source=take.source,
        agency=bool(agency_of(take)),
        moment=int((at - _EPOCH).total_seconds()) if at else _UNDATED,
        week=item.day.toordinal() // 7 if item.day else -1,
        piece=int.from_bytes(blake2b(fold(name).encode(), digest_size=7).digest()),
        sample=runs(take).sample,
        own=found,
        origin=found,
    )


def leads(trace: Trace) -> bool:
    """Say whether others copy from it whenever it came in: an agency's own take, and a press release."""
    return trace.agency or trace.own.kind is OriginKind.RELEASE


@dataclass(slots=True)
class Remembered:
    """A memory in dictionaries, over takes that are all at hand."""

    at_hand: Mapping[str, Take]
    _traces: dict[str, Trace] = field(default_factory=dict)
    _holders: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _formulae: set[int] = field(default_factory=set)
    _copiers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def traces(self, takes: Iterable[str]) -> dict[str, Trace]:
        """Return the traces of these takes."""
        return {take: self._traces[take] for take in takes if take in self._traces}

    def holders(self, runs: Iterable[int]) -> dict[int, set[str]]:
        """Return by run the takes that hold it."""
        return {run: self._holders[run] for run in runs if run in self._holders}

    def formulae(self, runs: Iterable[int]) -> set[int]:
        """Return those of the runs that are formulae."""
        return self._formulae.intersection(runs)

    def copiers(self, takes: Iterable[str]) -> set[str]:
        """Return the takes that have one of these as their model."""
        return {copier for take in takes for copier in self._copiers.get(take, ())}

    def takes(self, keys: Iterable[str]) -> dict[str, Take]:
        """Return takes by key."""
        return {key: self.at_hand[key] for key in keys}

    def keep(self, traces: Sequence[Trace]) -> None:
        """Put traces in."""
        for trace in traces:
            before = self._traces.get(trace.take)
            if before and before.model:
                self._copiers[before.model].discard(trace.take)
            if trace.model:
                self._copiers[trace.model].add(trace.take)
            if before is None:
                for run in trace.sample:
                    if run not in self._formulae:
                        self._holders[run].add(trace.take)
            self._traces[trace.take] = trace

    def mark(self, runs: Collection[int]) -> None:
        """Take note that runs are formulae."""
        self._formulae.update(runs)
        for run in runs:
            self._holders.pop(run, None)
