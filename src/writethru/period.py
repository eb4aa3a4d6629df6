"""The period of a digest: what came in it, what was known at its end, and which of its stories weigh most.

A piece came on the day on which it was sent, as its source dates it, so a desk that is filled later, or in another
order, has the same stories in a period.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from writethru.followed import quiet
from writethru.link.badge import counted
from writethru.model import Change, Placement, Signal, Story, Take
from writethru.outgoing import Outgoing
from writethru.publish.clearance import Clearance
from writethru.publish.rights import Audience, Extent
from writethru.publish.waits import hidden
from writethru.store import Store

_ZONES = timedelta(hours=14)  # no clock is further from UTC


@dataclass(frozen=True, slots=True)
class Asked:
    """What a digest is asked for; see ``Sheets.digest``."""

    since: date
    until: date
    today: date
    most: int
    reader: str
    audience: Audience

    def has(self, day: date | None) -> bool:
        """Say whether a day is in the period."""
        return day is not None and self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Period:
    """What there is to choose from.

    Attributes:
        came: by key, the takes of the period that the audience may know of; of a stopped one its tombstone.
        places: where they stand.
        stories: those to which something came that is not stopped.
        takes: by key, all takes of these as known at the end of the period.
        changes: by take, what those that came changed.
        muted: how many more stories there are that the reader wants to hear nothing of.
    """

    came: Mapping[str, Take]
    places: Mapping[str, Placement]
    stories: tuple[Story, ...]
    takes: Mapping[str, Take]
    changes: Mapping[str, list[Change]]
    muted: int


def period(store: Store, out: Outgoing, asked: Asked, muted: Collection[str]) -> Period:
    """Look up what came in a period, and the stories to which it came, without those that are muted.

    Time: O(takes of these stories).
    """
    came = {key: take for key, take in _came(store, out, asked).items() if may_know(take, asked.audience)}
    places = out.placements(came)
    brought = {place.story for key, place in places.items() if not came[key].withdrawn}
    stories = out.stories_of(brought)
    heard = tuple(story for story in stories if not quiet(story, muted))
    every = out.takes(key for story in heard for key in story.takes)
    takes = {key: take for key, take in _known(out, every, asked).items() if may_know(take, asked.audience)}
    changes: dict[str, list[Change]] = defaultdict(list)
    for change in out.changes(came):
        if change.take in takes and change.previous in takes:
            changes[change.take].append(change)
    return Period(came, places, heard, takes, changes, len(stories) - len(heard))


def _came(store: Store, out: Outgoing, asked: Asked) -> dict[str, Take]:
    """Return the takes that were sent in the period; of those without a time, whose dateline has such a day."""
    first, last = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (asked.since, asked.until))
    keys = store.takes.sent_in((first - _ZONES, last + timedelta(days=1) + _ZONES))
    undated = [take.key for take in store.takes.around(store.takes.sources(), None, undated=True)]
    return {key: take for key, take in out.takes([*keys, *undated]).items() if asked.has(day_of(take))}


def day_of(take: Take) -> date | None:
    """Return the day on which a take came, as its source dates it; None where it says neither time nor day."""
    return take.sent.at.date() if take.sent else take.day


def in_time(take: Take) -> tuple[float, str]:
    """Return a key that puts takes in order of time."""
    return (take.sent.at.timestamp() if take.sent else 0.0, take.key)


def may_know(take: Take, audience: Audience) -> bool:
    """Say whether an audience may know that there is this take."""
    return audience is Audience.DESK or not hidden(take)


def _known(out: Outgoing, every: Mapping[str, Take], asked: Asked) -> dict[str, Take]:
    """Return what had come by the end of the period, and what corrected a piece of it since."""
    places = out.placements(every)
    by_then = {key for key, take in every.items() if (day_of(take) or asked.until) <= asked.until}
    chains = {places[key].chain for key in by_then if key in places}
    corrects = {
        key
        for key, take in every.items()
        if take.marker.signal is Signal.CORRECTION and key in places and places[key].chain in chains
    }
    return {key: take for key, take in every.items() if key in by_then | corrects}


def is_open(story: Story, found: Period, exit_: Clearance) -> bool:
    """Say whether anything of a story may leave."""
    return any(exit_.extent(key) is not Extent.NOTHING for key in story.takes if key in found.takes)


def follows(story: Story, names: Collection[str]) -> bool:
    """Say whether a story, or a storyline on which it stands, is among those followed."""
    return not {story.id, *story.storylines}.isdisjoint(names)


def by_weight(store: Store, stories: Sequence[Story], found: Period, first: Collection[str]) -> list[Story]:
    """Return stories, the weightiest first: by origins known, outlets, takes that change something in matter, takes.

    Those that the reader follows, ``first``, come before all others. The order in which they came to the desk and what
    they are called by it decide nothing.
    """
    whence = store.takes.whence(key for story in stories for key in story.takes)

    def weight(story: Story) -> tuple[bool, int, int, int, int, float, str]:
        told = [key for key in story.takes if key in whence and key in found.takes and not found.takes[key].withdrawn]
        latest = {whence[key][0]: key for key in told}.values()
        origins = {origin.take: origin for origin in story.origins}
        known = {name.casefold() for key in latest if key in origins and (name := counted(origins[key]))}
        came = [key for key in told if key in found.came]
        material = sum(any(change.material for change in found.changes.get(key, ())) for key in came)
        sent = max((take.sent.at.timestamp() for key in came if (take := found.came[key]).sent), default=0.0)
        outlets = {whence[key][1] for key in latest}
        return (
            not follows(story, first),
            -len(known),
            -len(outlets),
            -material,
            -len(came),
            -sent,
            min(came, default=""),
        )

    return sorted(stories, key=weight)
