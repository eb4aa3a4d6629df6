"""The report of a saved search as mail and as JSON: what is new, with the words found and where they stand."""

from collections.abc import Iterator
from textwrap import fill

import msgspec

from writethru.model import Alert, AlertItem, AlertStop, Query, Reported
from writethru.retold import retold
from writethru.wording import _, counted, listed, plural, sentences

_WIDE = 78


def subject(alert: Alert) -> str:
    """Return the subject of its mail."""
    if not alert.items:
        one, many = plural("Withdrawn: {number} reported for “{name}”", "Withdrawn: {number} reported for “{name}”")
        return counted(one, many, len(alert.stopped), name=alert.name)
    one, many = plural("{number} new for “{name}”", "{number} new for “{name}”")
    new = counted(one, many, len(alert.items) + alert.more, name=alert.name)
    if not alert.stopped:
        return new
    return listed([new, counted("{number} withdrawn", "{number} withdrawn", len(alert.stopped))])


def as_text(alert: Alert, title: str) -> str:
    """Return the report as plain text. ``title``: what the desk is called."""
    parts = [_stopped(alert.stopped)] if alert.stopped else []
    parts += [_item(item) for item in alert.items]
    if alert.more:
        one, many = plural(
            "{number} more is on the desk: search for {query}.", "{number} more are on the desk: search for {query}."
        )
        parts.append(counted(one, many, alert.more, query=asked(alert.query)))
    told = _(
        "{title} sends this since a search was saved as “{name}”: {query}. `writethru alerts drop` ends it.",
        title=title,
        name=alert.name,
        query=asked(alert.query),
    )
    return "\n\n".join([*parts, "--\n" + fill(told, _WIDE)]) + "\n"


def as_json(alert: Alert) -> bytes:
    """Return the report as JSON: the fields of ``Alert``, as documented there."""
    return msgspec.json.encode(alert)


def _stopped(stops: tuple[AlertStop, ...]) -> str:
    return "\n".join([_("WITHDRAWN since it was reported to you. Do not use it."), *map(_stop, stops)])


def _stop(stop: AlertStop) -> str:
    source = stop.source or _("A source that is not named")
    return _("* {source}: {words} [{id}, take {take}]", source=source, words=stop.said, id=stop.id, take=stop.take)


def _item(item: AlertItem) -> str:
    return "\n".join(_lines(item))


def _lines(item: AlertItem) -> Iterator[str]:
    title = item.title or _("(no headline)")
    yield fill(_("CORRECTION: {title}", title=title) if item.correction else title, _WIDE)
    when = item.sent[:16].replace("T", " ") or _("no time given")
    yield listed([item.source or _("a source that is not named"), when])
    if item.flag:
        yield fill(_("NOTE: {words}", words=item.flag), _WIDE)
    if item.ai_text:
        yield _("NOTE: made or altered by AI, as its source says")
    yield ""
    yield fill(item.sentence, _WIDE, initial_indent="    ", subsequent_indent="    ")
    yield ""
    yield from (fill(_("At second hand: {who}", who=who), _WIDE) for who in item.reported)
    if item.found:
        yield fill(_("Found: {words}", words=sentences(item.found)), _WIDE)
    yield from (fill(_("Changed: {what}", what=retold(change)), _WIDE) for change in item.changes)
    yield from item.notices.splitlines()
    if item.url:
        yield item.url
    story = item.story or _("none yet")
    yield _("Take {take} ({id}), story {story}", take=item.take, id=item.id, story=story)


def asked(query: Query) -> str:
    """Return what a query asks for, in words."""
    parts = [
        _("the words {words}", words=query.words) if query.words else "",
        _("said by {who}", who=query.speaker) if query.speaker else "",
        _("the figure {figure}", figure=query.figure) if query.figure else "",
        _("sent from {day} on", day=query.since) if query.since else "",
        _("sent until {day}", day=query.until) if query.until else "",
    ]
    return listed(part for part in parts if part)


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
