"""The report of a saved search as mail and as JSON: what is new, with the words found and where they stand."""

from collections.abc import Iterator
from textwrap import fill

import msgspec

from writethru.model import Alert, AlertItem, AlertStop, Query, Reported

_WIDE = 78


def subject(alert: Alert) -> str:
    """Return the subject of its mail."""
    if not alert.items:
        return f"Withdrawn: {len(alert.stopped)} reported for “{alert.name}”"
    new = f"{len(alert.items) + alert.more} new for “{alert.name}”"
    return f"{new}, {len(alert.stopped)} withdrawn" if alert.stopped else new


def as_text(alert: Alert, title: str) -> str:
    """Return the report as plain text. ``title``: what the desk is called."""
    parts = [_stopped(alert.stopped)] if alert.stopped else []
    parts += [_item(item) for item in alert.items]
    if alert.more:
        parts.append(f"{alert.more} more are on the desk: search for {asked(alert.query)}.")
    told = f"{title} sends this since a search was saved as “{alert.name}”: {asked(alert.query)}."
    return "\n\n".join([*parts, "--\n" + fill(f"{told} `writethru alerts drop` ends it.", _WIDE)]) + "\n"


def as_json(alert: Alert) -> bytes:
    """Return the report as JSON: the fields of ``Alert``, as documented there."""
    return msgspec.json.encode(alert)


def _stopped(stops: tuple[AlertStop, ...]) -> str:
    lines = [
        f"* {stop.source or 'A source that is not named'}: {stop.said} [{stop.id}, take {stop.take}]" for stop in stops
    ]
    return "\n".join(["WITHDRAWN since it was reported to you. Do not use it.", *lines])


def _item(item: AlertItem) -> str:
    return "\n".join(_lines(item))


def _lines(item: AlertItem) -> Iterator[str]:
    yield fill(f"{'CORRECTION: ' if item.correction else ''}{item.title or '(no headline)'}", _WIDE)
    yield f"{item.source or 'a source that is not named'}, {item.sent[:16].replace('T', ' ') or 'no time given'}"
    if item.flag:
        yield fill(f"NOTE: {item.flag}", _WIDE)
    if item.ai_text:
        yield "NOTE: made or altered by AI, as its source says"
    yield ""
    yield fill(item.sentence, _WIDE, initial_indent="    ", subsequent_indent="    ")
    yield ""
    yield from (fill(f"At second hand: {who}", _WIDE) for who in item.reported)
    if item.found:
        yield fill(f"Found: {'; '.join(item.found)}", _WIDE)
    yield from (fill(f"Changed: {change}", _WIDE) for change in item.changes)
    yield from item.notices.splitlines()
    if item.url:
        yield item.url
    yield f"Take {item.take} ({item.id}), story {item.story or 'none yet'}"


def asked(query: Query) -> str:
    """Return what a query asks for, in words."""
    parts = [
        f"the words {query.words}" if query.words else "",
        f"said by {query.speaker}" if query.speaker else "",
        f"the figure {query.figure}" if query.figure else "",
        f"sent from {query.since} on" if query.since else "",
        f"sent until {query.until}" if query.until else "",
    ]
    return ", ".join(part for part in parts if part)


def says(one: Reported) -> str:
    """Return what became of a saved search that was due, in one plain line."""
    if one.trouble:
        return f"“{one.name}” was not sent to {shown_to(one.to)}: {one.trouble}"
    withdrawn = f", {one.stopped} withdrawn" if one.stopped else ""
    return f"“{one.name}” sent to {shown_to(one.to)}: {one.takes} new{withdrawn}"


def shown_to(to: str) -> str:
    """Return an address as it may be shown: a URL without name and password."""
    from writethru.fetch.addresses import public

    return public(to) if "://" in to else to
