"""Clocks without a zone, where the desk knows in which zone their source works."""

from dataclasses import replace
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

from writethru.model import Take


def zoned(take: Take, zone: str) -> Take:
    """Return a take with its clock read in the zone that the desk's settings give its source.

    Only a clock whose zone was not given is read anew; a day without a clock stays as it is. The zone stays
    inferred, with the setting as its evidence, since the piece itself does not say it.
    """
    sent = take.sent
    if not zone or sent is None or sent.day_only or not sent.zone_inferred:
        return take
    at = sent.at.replace(tzinfo=ZoneInfo(zone))
    fixed = timezone(at.utcoffset() or timedelta())
    why = f"no zone given; the desk's settings place {take.source or 'a source without a name'} in {zone}"
    return replace(take, sent=replace(sent, at=at.replace(tzinfo=fixed), why=why))
