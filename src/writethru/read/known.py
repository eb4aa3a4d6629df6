"""What a desk's settings know of a source, applied to a take as it comes in: its kind and where its clock stands."""

from dataclasses import replace
from datetime import timezone
from zoneinfo import ZoneInfo

from writethru.model import Sent, Take
from writethru.settings import Settings


def as_known(take: Take, settings: Settings) -> Take:
    """Return the take with its source's kind and zone from the settings; a zone that the take gives stays."""
    known = settings.sources.get(take.source)
    if known is None:
        return take
    sent = _in_zone(take.sent, known.zone) if known.zone and take.sent and take.sent.zone_inferred else take.sent
    return replace(take, source_kind=known.kind or take.source_kind, sent=sent)


def _in_zone(sent: Sent, zone: str) -> Sent:
    """Read the clock of a take as standing in another zone than the one it was taken for."""
    at = sent.at.replace(tzinfo=ZoneInfo(zone))
    offset = at.utcoffset()
    assert offset is not None, "a ZoneInfo always has an offset"
    return replace(sent, at=at.replace(tzinfo=timezone(offset)), why=f"no zone given; {zone} by the settings")
