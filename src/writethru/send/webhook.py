"""Webhooks: JSON posted to an address, which is looked at as every address is that something is fetched from."""

from collections.abc import Collection

from writethru.errors import NotFetched, NotSent
from writethru.fetch.addresses import parse, public
from writethru.fetch.exchange import Limits, exchange, phrase
from writethru.fetch.robots import AGENT

_LIMITS = Limits(connect=10, read=20, total=30, body=64_000)


def post(address: str, body: bytes, key: str, private_hosts: Collection[str] = ()) -> None:
    """Post JSON; once this returns, the server has answered that it took it (2xx). No redirect is followed.

    Args:
        address: an http or https URL; name and password in it go along as basic authentication.
        body: the JSON.
        key: the same for the same message, so that a server can tell one that comes twice (``Idempotency-Key``).
        private_hosts: hosts that need not be public.

    Raises:
        NotSent: the address may not be reached, there is no answer, or it is not taken.
    """
    headers = {"User-Agent": AGENT, "Content-Type": "application/json", "Idempotency-Key": key}
    try:
        answer = exchange(parse(address), headers, _LIMITS, private_hosts, cut=True, body=body)
    except NotFetched as error:
        raise NotSent(str(error)) from error
    if not 200 <= answer.status < 300:
        raise NotSent(f"{public(address)}: answered {phrase(answer.status)}")
