"""How a story stands: breaking, developing, settled, on hold or killed; a function of its takes and a moment alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from writethru.model import Sent, Signal, Take

BREAKING = timedelta(hours=6)
"""A story breaks while it is younger than this and has several takes, or its newest take is an alert that is."""

SEVERAL = 3
"""Takes from which a story is more than one piece that just came."""

DEVELOPING = timedelta(hours=48)
"""A story develops while its newest take is younger than this."""


class StoryState(StrEnum):
    """How a story stands."""

    BREAKING = "breaking"
    DEVELOPING = "developing"
    SETTLED = "settled"
    HELD = "on hold"
    KILLED = "killed"


def story_state(takes: Iterable[Take], stops: Mapping[str, str], now: datetime | None) -> StoryState:
    """Say how a story stands.

    Args:
        takes: its takes, as they are handed out.
        stops: by key, the takes that nobody may use (see ``writethru.publish.rights.stops_of``).
        now: the moment that is asked about: on the site the newest take that it knows, so that the same desk gives
            the same pages.
    """
    every = tuple(takes)
    told = [take for take in every if take.key not in stops]
    if every and not told:
        killed = any(take.marker.signal is Signal.KILL for take in every)
        return StoryState.KILLED if killed else StoryState.HELD
    timed = sorted((take for take in told if take.sent), key=lambda take: (latest(take.sent), take.key))
    if not timed or now is None:
        return StoryState.SETTLED
    since_first, since_last = (now - latest(take.sent) for take in (timed[0], timed[-1]))
    alert = timed[-1].marker.signal is Signal.ALERT
    moving = len(told) >= SEVERAL and since_first <= BREAKING
    if since_last <= BREAKING and (alert or moving):
        return StoryState.BREAKING
    return StoryState.DEVELOPING if since_last <= DEVELOPING else StoryState.SETTLED


def latest(sent: Sent | None) -> datetime:
    """Return the moment of a take; of one that has a day alone the day's last, since it may be that late."""
    if sent is None:
        raise ValueError("a take without a time has no moment")
    return sent.at + timedelta(hours=23, minutes=59) if sent.day_only else sent.at


def newest(takes: Iterable[Take]) -> datetime | None:
    """Return the moment of the newest of these takes; None where none has a time."""
    return max((take.sent.at for take in takes if take.sent), default=None)
