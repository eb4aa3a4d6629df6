"""One poll of a source: asked only for what is new, and what follows for the next one."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from writethru.errors import NotFetched
from writethru.fetch.addresses import parse, public
from writethru.fetch.exchange import Response, phrase
from writethru.fetch.feeds import is_page
from writethru.fetch.fetcher import Fetcher
from writethru.model import Source

LONGEST = timedelta(days=1)  # between two polls, whatever went wrong
_OK, _UNCHANGED, _GONE = 200, 304, 410


@dataclass(frozen=True, slots=True)
class Polled:
    """How a poll went.

    Attributes:
        source: the source as it is now, next poll and all; its items are not counted yet.
        response: what is new, or None.
        said: what a desk should hear: it fails, it is well again, it has moved, it is gone; mostly empty.
    """

    source: Source
    response: Response | None = None
    said: str = ""


def poll(fetcher: Fetcher, source: Source) -> Polled:
    """Ask a source for what is new; never raises for what a server does.

    A failure is told when it is a new one, and the next poll waits twice as long as the last did, up to a day. A
    ``Retry-After`` is kept to. 301 and 308 move the source, 410 stops it.
    """
    try:
        response = _asked(fetcher, source)
    except NotFetched as error:
        return failed(source, error, fetcher.clock.now())
    if response.status == _GONE:
        return _gone(source, fetcher.clock.now())
    return _answered(source, response, fetcher.clock.now())


def _asked(fetcher: Fetcher, source: Source) -> Response:
    """Ask for what is new; returns an answer that has it, that has nothing new, or that says the source is gone."""
    conditions = {"If-None-Match": source.etag, "If-Modified-Since": source.modified}
    response = fetcher.get(source.address, {name: value for name, value in conditions.items() if value})
    if response.status not in (_OK, _UNCHANGED, _GONE):
        said = f"{public(response.url)}: answered {phrase(response.status)}"
        raise NotFetched(said, response.status, response.wait(fetcher.clock.now()))
    if response.status == _OK and not response.body.strip():
        raise NotFetched(f"{public(response.url)}: sent an answer with nothing in it")
    if response.status == _OK and is_page(response.body):
        raise NotFetched(f"{public(response.url)}: sent a web page where its feed should be")
    return response


def failed(source: Source, error: NotFetched, now: datetime) -> Polled:
    """Return a source after a poll that failed: doubled delays, and no earlier than the server said."""
    usual = timedelta(minutes=source.every)
    doubled = usual * 2 ** min(source.failures + 1, 16)
    wait = min(max(doubled, timedelta(seconds=error.wait)), max(usual, LONGEST))
    after = replace(source, last_poll=now, due=now + wait, failures=source.failures + 1, error=str(error))
    is_news = not source.failures or source.error != str(error)
    return Polled(after, said=str(error) if is_news else "")


def _gone(source: Source, now: datetime) -> Polled:
    said = f"{public(parse(source.address))}: gone for good (410), not asked again; remove it or give a new address"
    return Polled(replace(source, last_poll=now, due=None, stopped=True, failures=1, error=said), said=said)


def _answered(source: Source, response: Response, now: datetime) -> Polled:
    well = replace(
        source,
        address=response.moved or source.address,
        due=now + max(timedelta(minutes=source.every), timedelta(seconds=min(response.rest, LONGEST.total_seconds()))),
        last_poll=now,
        last_success=now,
        failures=0,
    )
    said = ["well again"] if source.failures else []
    if response.moved and response.moved != source.address:
        said.append(f"moved to {public(response.moved)}")
    if response.status == _UNCHANGED:
        return Polled(well, said="; ".join(said))
    headers, found = response.headers, hashlib.sha256(response.body).hexdigest()
    well = replace(well, etag=headers.get("etag", ""), modified=headers.get("last-modified", ""), sha256=found)
    return Polled(well, response if found != source.sha256 else None, "; ".join(said))
