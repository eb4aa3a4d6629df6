"""Alerts: for each saved search, what is new since it was last reported and fits, sent by mail or to a webhook.

A report that does not go out is due still, with all that came since. What went out is noted in one step with the
number up to which it went; a program that is ended just between the two sends that report again. Where nothing came
meanwhile it has the same key then (``Message-ID``, ``Idempotency-Key``), by which it is known again.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from writethru.errors import NotFetched, NotFound, NotSent
from writethru.model import Alert, AlertItem, AlertStop, Hit, NewsKind, Reported, SavedSearch, Signal, Take
from writethru.outgoing import Outgoing
from writethru.searching import hits
from writethru.settings import Settings
from writethru.store import Store
from writethru.store.news import Came
from writethru.store.searches import Done
from writethru.tell.excerpt import CLOSE, OPEN
from writethru.wording import SOURCE, speaking

_BRINGS = frozenset({NewsKind.TAKE, NewsKind.CORRECTION, NewsKind.RELEASED})
_MOST = 50  # takes of one report
_FEW = 6  # changes of a take that are told
_LEASE = timedelta(minutes=10)  # for which nobody else sends for a search
_BEHIND = 100  # numbers that a search may lie behind without that being noted
_PAGE = 2000  # rows of the log that are read at a time


def send_due(store: Store, settings: Settings, clock: Callable[[], datetime]) -> list[Reported]:
    """Report what is new for every saved search that goes somewhere; returns those with something to tell, or trouble.

    Each is composed at the moment when it goes, so that nothing leaves that was killed meanwhile.
    """
    found = []
    for one in store.searches.due(store.news.cursor()):
        now = clock()
        alert, done = compose(store, Outgoing(store, now), one)
        if not (alert.items or alert.stopped or done.last - one.last > _BEHIND):
            continue  # nothing to say, and little to go over again: no other writer is held up for it
        if mine := store.searches.claim(one, now, now + _LEASE):
            try:
                found.append(_sent(store, settings, clock, mine))
            except BaseException:
                store.searches.failed(mine, mine.trouble)
                raise
    return [one for one in found if one.takes or one.stopped or one.trouble]


def _sent(store: Store, settings: Settings, clock: Callable[[], datetime], one: SavedSearch) -> Reported:
    now = clock()
    with speaking(SOURCE if "://" in one.to else settings.site.language):  # a program reads English
        alert, done = compose(store, Outgoing(store, now), one)
    if alert.items or alert.stopped:
        try:
            with speaking(settings.site.language):
                _deliver(settings, one, alert, now)
        except NotSent as error:
            trouble = f"{error}; it is tried again"
            store.searches.failed(one, trouble)
            return Reported(one.reader, one.name, one.to, trouble=trouble)
    store.searches.done(one, done)
    return Reported(one.reader, one.name, one.to, len(done.takes), len(done.stopped))


def compose(store: Store, out: Outgoing, one: SavedSearch) -> tuple[Alert, Done]:
    """Return the report of a search, and what is to be noted once it went out.

    What is embargoed or on hold waits; what was killed is never told. What was reported and is stopped now is told as
    that, once.
    """
    rows, last = _since(store, one)
    brought = {row.take: row for row in rows if row.kind in _BRINGS}
    waiting = {row.number for row in brought.values() if _waits(out, row.take)}
    free = {key for key in brought if not _waits(out, key) and key not in out.stops}
    free -= {key for key, stopped in store.searches.reported(one, free).items() if not stopped}
    found = _fitting(store, out, one, free)
    stops = sorted(key for key, told in store.searches.reported(one, out.stops.keys()).items() if not told)
    shown = found[:_MOST]
    key = hashlib.sha256(repr((one.reader, one.name, one.last, last, len(found), stops)).encode()).hexdigest()[:32]
    alert = Alert(one.name, one.query, _items(out, shown), _stops(out, stops), len(found) - len(shown), key)
    return alert, Done(last, waiting, [hit.take for hit in found], stops)


def _since(store: Store, one: SavedSearch) -> tuple[list[Came], int]:
    """Return what came since a search was reported, and what waited then; and the number up to which that goes."""
    rows, last = store.news.numbered(one.waiting), one.last
    while some := store.news.since(last, _PAGE):
        rows, last = [*rows, *some], some[-1].number
    return rows, last


def _waits(out: Outgoing, key: str) -> bool:
    return out.stops[key] is Signal.HOLD if key in out.stops else key in out.held_back


def _fitting(store: Store, out: Outgoing, one: SavedSearch, takes: Iterable[str]) -> list[Hit]:
    if not (wanted := set(takes)):
        return []
    try:
        return list(hits(store, out, one.query, wanted))
    except NotFound:  # nobody of the speaker's name has come yet
        return []


def _items(out: Outgoing, found: Sequence[Hit]) -> tuple[AlertItem, ...]:
    takes = out.takes(hit.take for hit in found)
    changes: dict[str, list[str]] = {}
    for change in out.changes(takes):
        if change.material and change.summary:
            changes.setdefault(change.take, []).append(change.summary)
    return tuple(
        _item(hit, takes[hit.take], tuple(islice(changes.get(hit.take, ()), _FEW)), _rights(takes[hit.take]))
        for hit in found
    )


def _rights(take: Take) -> str:
    """Return whose a piece is, in its source's words, and what it reserves, in ours."""
    from writethru.publish.rights import owner, reserved

    return "; ".join(part for part in (owner(take), reserved(take)) if part)


def _item(hit: Hit, take: Take, changes: tuple[str, ...], notices: str) -> AlertItem:
    marked = hit.excerpt.split(OPEN)
    return AlertItem(
        take=hit.take,
        id=hit.id,
        source=hit.source,
        sent=hit.sent,
        title=hit.title,
        url=take.url,
        story=hit.story,
        sentence=hit.excerpt.replace(OPEN, "").replace(CLOSE, ""),
        found=tuple(dict.fromkeys(part.partition(CLOSE)[0] for part in marked[1:])),
        reported=hit.reported,
        changes=changes,
        flag=hit.flag,
        notices=notices,
        ai_text=take.ai_text,
        correction=take.marker.signal is Signal.CORRECTION,
    )


def _stops(out: Outgoing, keys: Iterable[str]) -> tuple[AlertStop, ...]:
    takes = out.takes(keys)
    return tuple(AlertStop(key, takes[key].id, takes[key].source, takes[key].status) for key in sorted(takes))


def _deliver(settings: Settings, one: SavedSearch, alert: Alert, now: datetime) -> None:
    """Send a report where its reader wants it.

    Raises:
        NotSent: it did not go out.
    """
    from writethru.publish.alert import as_json, as_text, subject

    if "://" in one.to:
        from writethru.send.webhook import post

        post(one.to, as_json(alert), alert.key, [host.lower() for host in settings.private_hosts])
        return
    from writethru.send.mail import domain, message, send

    mail = message(one.to, subject(alert), as_text(alert, settings.title), settings.mail, now)
    if settings.mail:
        mail["Message-ID"] = f"<{alert.key}@{domain(settings.mail)}>"
        send(mail, settings.mail)


def checked(to: str) -> str:
    """Return an address that reports may go to; empty for none.

    Raises:
        NotSent: it is neither a mail address nor a URL.
    """
    from writethru.fetch.addresses import parse
    from writethru.send.mail import is_address

    to = to.strip()
    if not to or is_address(to):
        return to
    try:
        return str(parse(to))
    except NotFetched as error:
        raise NotSent(f"{to}: neither a mail address nor an http or https URL; write me@paper.example") from error
