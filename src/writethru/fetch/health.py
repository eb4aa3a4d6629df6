"""How sources are doing: failing, gone, or silent for longer than is usual for them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from writethru.fetch.addresses import public
from writethru.model import Check, Health, Source, SourceState

LOOKED_AT = 30  # arrivals that a source's rhythm is told by
_FEWEST = 5  # silences that make a rhythm
_FAR = 2.0  # a silence so many times the longest of late is unusual
_ILL = (SourceState.FAILING, SourceState.SILENT, SourceState.STOPPED)


def health(source: Source, arrivals: Sequence[datetime], now: datetime) -> Health:
    """Say how a source is doing.

    Args:
        source: the source.
        arrivals: when it brought something lately.
        now: the moment.
    """
    silences = [(after - before).total_seconds() for before, after in pairwise(sorted(arrivals))]
    usual = max(silences) if len(silences) >= _FEWEST else None
    return Health(
        name=source.name,
        address=public(source.address) if source.is_url else source.address,
        state=_state(source, usual),
        items=source.items,
        last_item=source.last_item,
        last_success=source.last_success,
        error=source.error,
        failures=source.failures,
        silent=(now - source.last_item).total_seconds() if source.last_item else None,
        usual=usual,
        due=source.due,
    )


def _state(source: Source, usual: float | None) -> SourceState:
    if source.stopped:
        return SourceState.STOPPED
    if source.failures:
        return SourceState.FAILING
    if source.last_success is None:
        return SourceState.NEW
    # Counted up to when it last answered: a desk that was not watching has not heard a silence.
    silent = (source.last_success - source.last_item).total_seconds() if source.last_item else 0
    return SourceState.SILENT if usual is not None and silent > _FAR * usual else SourceState.WELL


def check(found: Sequence[Health]) -> Check:
    """Return the line of ``doctor`` about the sources."""
    ill = [one for one in found if one.state in _ILL]
    if not found:
        return Check("sources", well=True, says="none followed")
    if not ill:
        return Check("sources", well=True, says=f"{len(found)} followed")
    named = ", ".join(f"{one.name} ({one.state.value})" for one in ill)
    return Check("sources", well=False, says=f"{named}; `writethru sources` has the reasons")
