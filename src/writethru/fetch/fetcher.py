"""A polite GET: robots asked, turns kept, each redirect checked like the first address."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from importlib.metadata import version

import httpx

from writethru.errors import NotFetched
from writethru.fetch.addresses import parse, public
from writethru.fetch.clock import Clock
from writethru.fetch.exchange import Limits, Response, exchange
from writethru.fetch.robots import AGENT, MOST, Remembered, Robots, RobotsCache
from writethru.fetch.turns import REST, Turns

_PERMANENT, _REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.8, */*;q=0.5"


class Fetcher:
    """Fetches addresses over HTTP; may be used by many threads.

    Args:
        private_hosts: hosts that need not be public.
        limits: what one request may cost.
        cache: where ``robots.txt`` files are kept.
        clock: what pauses are measured by.
    """

    def __init__(
        self,
        private_hosts: Collection[str] = (),
        limits: Limits | None = None,
        cache: RobotsCache | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self._private_hosts = frozenset(host.lower() for host in private_hosts)
        self._limits = limits or Limits()
        self._turns = Turns(self.clock)
        self._robots = Robots(cache or Remembered(), self.clock)

    def get(self, address: str, conditions: Mapping[str, str] | None = None, led_from: str = "") -> Response:
        """Fetch an address, whatever the status of the answer; redirects are followed.

        Args:
            address: an http or https URL.
            conditions: headers such as ``If-None-Match``.
            led_from: the feed or page that named the address, if one did. A private host is reached by its own
                address and from what it says itself; nobody else leads there.

        Raises:
            NotFetched: it is nowhere that may be reached, ``robots.txt`` does not allow it, or there is no whole
                answer within the limits.
        """
        url, moved, for_good = parse(address), "", True
        private = self._private_hosts if parse(led_from or address).host in self._private_hosts else frozenset[str]()
        for _ in range(self._limits.hops + 1):
            with self._turns.turn(url.netloc.decode("ascii")) as host:
                host.rest = max(REST, self._robots.check(url, partial(self._file, private)))
                response = exchange(url, {**_who(), **(conditions or {})}, self._limits, private)
            if response.status not in _REDIRECTS:
                return replace(response, moved=moved, rest=host.rest)
            url = _redirected(url, response)
            for_good = for_good and response.status in _PERMANENT
            moved = str(url) if for_good else moved
        raise NotFetched(f"{public(parse(address))}: more than {self._limits.hops} redirects")

    def _file(self, private: Collection[str], address: str) -> Response:
        """Fetch a ``robots.txt`` in the turn of the request that it goes before."""
        url, limits = parse(address), replace(self._limits, body=MOST)
        for _ in range(limits.hops + 1):
            response = exchange(url, _who(), limits, private, cut=True)
            if response.status not in _REDIRECTS:
                return response
            url = _redirected(url, response)
        raise NotFetched(f"{address}: more than {limits.hops} redirects")


def _who() -> dict[str, str]:
    return {"User-Agent": f"{AGENT}/{version('writethru')} (news desk software)", "Accept": _ACCEPT}


def _redirected(url: httpx.URL, response: Response) -> httpx.URL:
    """Return where a redirect leads; name and password stay with the host they were given for."""
    location = response.headers.get("location", "")
    if not location:
        raise NotFetched(f"{public(url)}: answered {response.status} and does not say where to go")
    try:
        target = parse(str(url.join(location)))
    except (httpx.InvalidURL, NotFetched) as error:
        raise NotFetched(f"{public(url)}: leads nowhere on the web ({location[:200]!r})") from error
    return target.copy_with(userinfo=url.userinfo if _same_host(url, target) else b"")


def _same_host(url: httpx.URL, target: httpx.URL) -> bool:
    """Say whether two addresses are one server's: the same origin, or the same host over TLS from now on."""
    if url.host != target.host:
        return False
    secured = (url.scheme, url.port, target.scheme, target.port) == ("http", None, "https", None)
    return secured or (url.scheme, url.port) == (target.scheme, target.port)
