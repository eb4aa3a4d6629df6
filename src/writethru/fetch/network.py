"""Connections that go where was checked and end when their time is up: what ``httpcore`` opens sockets by."""

import ssl
import time
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from writethru.fetch.addresses import reachable


class Network(httpcore.NetworkBackend):
    """Opens one request's connection: resolves its host once and connects to the address that was checked.

    The name stays what TLS and the ``Host`` header ask for, so that a name cannot be bound anew in between.

    Args:
        private_hosts: hosts that may be anywhere.
        until: the moment, by ``time.monotonic``, at which reading and writing ends, however busy the line is.
    """

    def __init__(self, private_hosts: Collection[str], until: float) -> None:
        self._private_hosts = private_hosts
        self._until = until
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers.

        Raises:
            NotFetched: the host is nowhere that may be reached.
            httpcore.ConnectError, httpcore.ConnectTimeout: none of its addresses answers.
        """
        failed: Exception | None = None
        for address in reachable(host, port, self._private_hosts):
            try:
                wait = _left(self._until, timeout)
                stream = self._sockets.connect_tcp(address, port, wait, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._until)
        raise failed or httpcore.ConnectError(f"{host} has no address")


class _Timed(httpcore.NetworkStream):
    """A stream that no server can hold open by sending a byte now and then."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._until, timeout))
        return _Timed(secured, self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        return self._stream.get_extra_info(info)


def _left(until: float, timeout: float | None) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("its time is up")
    return left if timeout is None else min(left, timeout)


@cache
def tls() -> ssl.SSLContext:
    """Return what certificates are checked by; made once, which takes some 20 milliseconds."""
    return httpx.create_ssl_context()
