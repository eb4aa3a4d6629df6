"""What a site lets robots do: ``robots.txt`` (RFC 9309), kept for a day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import httpx
from protego import Protego

from writethru.errors import NotFetched
from writethru.fetch.clock import Clock
from writethru.fetch.exchange import Response, phrase

AGENT = "writethru"
MOST = 512_000  # bytes that are read; RFC 9309, 2.5 asks for 500 KiB
_KEPT = timedelta(days=1)
_OK, _CLIENT_ERRORS, _TOO_MANY, _SERVER_ERRORS = 200, 400, 429, 500


class RobotsCache(Protocol):
    """Where the files are kept between polls."""

    def robots(self, site: str) -> tuple[datetime, bytes] | None:
        """Return when a site's file was had, and the file; None when it never was."""
        ...

    def keep_robots(self, site: str, at: datetime, body: bytes) -> None:
        """Keep a site's file; empty when it has none."""
        ...


class Remembered:
    """A cache that lasts as long as the program runs."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[datetime, bytes]] = {}

    def robots(self, site: str) -> tuple[datetime, bytes] | None:
        """Return when a site's file was had, and the file."""
        return self._kept.get(site)

    def keep_robots(self, site: str, at: datetime, body: bytes) -> None:
        """Keep a site's file."""
        self._kept[site] = at, body


class Robots:
    """Asks each site's ``robots.txt`` once a day.

    A site without one (4xx) allows everything. One whose file cannot be had (5xx, no answer) is left alone, unless
    an older copy is at hand (RFC 9309, 2.3.1 and 2.4).

    Args:
        cache: where files are kept.
        clock: says when a copy is too old.
    """

    def __init__(self, cache: RobotsCache, clock: Clock) -> None:
        self._cache, self._clock = cache, clock

    def check(self, url: httpx.URL, get: Callable[[str], Response]) -> float:
        """Return the seconds that the site wants between two requests, 0 when it does not say.

        Args:
            url: what is to be fetched.
            get: fetches the site's file, redirects followed.

        Raises:
            NotFetched: the site does not want this address fetched, or its wishes cannot be had.
        """
        rules = Protego.parse(
            self._file(f"{url.scheme}://{url.netloc.decode('ascii')}", get).decode("utf-8-sig", "replace")
        )
        address = str(url.copy_with(username=None, password=None))
        if not rules.can_fetch(address, AGENT):
            raise NotFetched(f"{address}: robots.txt of {url.host} does not allow it", final=True)
        return max(0.0, rules.crawl_delay(AGENT) or 0.0)

    def _file(self, site: str, get: Callable[[str], Response]) -> bytes:
        kept, now = self._cache.robots(site), self._clock.now()
        if kept and now - kept[0] < _KEPT:
            return kept[1]
        try:
            body = self._fetched(get(f"{site}/robots.txt"))
        except NotFetched:
            if kept:
                return kept[1]
            raise
        self._cache.keep_robots(site, now, body)
        return body

    def _fetched(self, response: Response) -> bytes:
        """Return the file in an answer, empty when there is none."""
        if response.status == _OK:
            return response.body
        if _CLIENT_ERRORS <= response.status < _SERVER_ERRORS and response.status != _TOO_MANY:
            return b""
        said = f"{response.url}: answered {phrase(response.status)}, so nothing is fetched there"
        raise NotFetched(said, response.status, response.wait(self._clock.now()))
