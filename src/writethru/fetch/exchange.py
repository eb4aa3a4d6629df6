"""One request and its answer: bounded in bytes, unpacked bytes and time, redirects not followed."""

import base64
import gzip
import io
import re
import time
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

import httpcore
import httpx

from writethru.errors import NotFetched
from writethru.fetch.addresses import public
from writethru.fetch.network import Network, tls

_GZIP = b"\x1f\x8b"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_OF_ANYTHING = frozenset({"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    Attributes:
        connect: seconds until a connection stands.
        read: seconds between two arrivals of bytes.
        total: seconds for all of it.
        body: bytes of the body, packed and unpacked.
        hops: redirects that are followed.
    """

    connect: float = 10
    read: float = 20
    total: float = 60
    body: int = 20_000_000
    hops: int = 5


@dataclass(frozen=True, slots=True)
class Response:
    """An answer.

    Attributes:
        url: where the body came from, after all redirects.
        status: the HTTP status.
        headers: as received.
        body: the bytes, unpacked where they were packed for the way.
        moved: where the address has moved to for good, or empty.
        rest: seconds that the host wants between two requests.
    """

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes
    moved: str = ""
    rest: float = 0

    @property
    def charset(self) -> str:
        """The charset that the server declares, or empty; Latin-1 and ASCII count as none: servers say them of all."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1].lower() if found and found[1].lower() not in _OF_ANYTHING else ""

    def wait(self, now: datetime) -> float:
        """Return the seconds of ``Retry-After``, given as such or as a date (RFC 9110, 10.2.3); 0 without sense."""
        said = self.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return float(said[:9])
        try:
            at = parsedate_to_datetime(said)
        except ValueError:
            return 0
        return max(0, (at - now).total_seconds()) if at.tzinfo else 0


def exchange(
    url: httpx.URL,
    headers: Mapping[str, str],
    limits: Limits,
    private_hosts: Collection[str] = (),
    *,
    cut: bool = False,
    body: bytes | None = None,
) -> Response:
    """Ask for one URL, or post to it, over a connection of its own.

    Args:
        url: what to ask for; name and password in it go to this host alone.
        headers: what to say besides ``Host`` and what is accepted.
        limits: what it may cost.
        private_hosts: hosts that need not be public.
        cut: take the first ``limits.body`` bytes of a body that is longer, instead of refusing it.
        body: what to post; without it the URL is asked for.

    Raises:
        NotFetched: there is no whole answer within the limits.
    """
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    network = Network(private_hosts, time.monotonic() + limits.total)
    timeout = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.connect}
    given = {"Accept-Encoding": "gzip", "Connection": "close", **headers, **_credentials(url)}
    sent: list[tuple[bytes | str, bytes | str]] = list(given.items())
    method = "GET" if body is None else "POST"
    context = tls() if url.scheme == "https" else None
    try:
        with (
            httpcore.ConnectionPool(ssl_context=context, network_backend=network) as pool,
            pool.stream(method, target, headers=sent, content=body, extensions={"timeout": timeout}) as response,
        ):
            found = httpx.Headers(response.headers)
            received = _body(response.iter_stream(), limits.body, found.get("content-encoding", ""), cut=cut)
            return Response(url, response.status, found, received)
    except NotFetched as error:
        raise NotFetched(f"{public(url)}: {error}", final=error.final) from error
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise NotFetched(f"{public(url)}: {_trouble(error, limits)}") from error


def _credentials(url: httpx.URL) -> dict[str, str]:
    if not url.userinfo:
        return {}
    name, _, password = url.userinfo.partition(b":")
    given = unquote_to_bytes(name) + b":" + unquote_to_bytes(password)
    return {"Authorization": f"Basic {base64.b64encode(given).decode()}"}


def _body(chunks: Iterable[bytes], most: int, encoding: str, *, cut: bool) -> bytes:
    received = bytearray()
    for chunk in chunks:
        received += chunk
        if len(received) > most:
            break
    body = bytes(received)
    if len(body) <= most:
        body = _unpacked(body, most, encoding.strip().lower())
    if len(body) > most and not cut:
        raise NotFetched(f"more than {most:,} bytes; only so much is taken")
    return body[:most]


def _unpacked(body: bytes, most: int, encoding: str) -> bytes:
    """Unpack a body, no further than one byte over what is allowed; one that is not packed at all stays as it is."""
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched(f"packed as {encoding[:40]!r}, which was not asked for")
    if not encoding.endswith("gzip") or not body.startswith(_GZIP):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as packed:
            return packed.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise NotFetched(f"broken gzip ({error})") from error


def _trouble(error: Exception, limits: Limits) -> str:
    match error:
        case httpcore.ConnectTimeout():
            return f"no connection within {limits.connect:g} seconds"
        case httpcore.TimeoutException():
            return f"no whole answer in time ({limits.read:g} seconds without a byte, {limits.total:g} in all)"
        case httpcore.ProtocolError():
            return f"the answer broke off or is no HTTP ({error})"
        case _:
            return f"no connection ({error})"


def phrase(status: int) -> str:
    """Return a status with its words: ``503 Service Unavailable``."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
