"""Which addresses may be reached: public ones, whatever way a host is written and whatever its name resolves to."""

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from writethru.errors import NotFetched

SCHEMES = ("http", "https")

# Not public although they may be routed: each carries or relays to an IPv4 address that nobody has checked.
_CARRIERS = tuple(
    ip_network(block)
    for block in (
        "::/96",  # IPv4-compatible, RFC 4291
        "::ffff:0:0/96",  # IPv4-mapped, RFC 4291
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # NAT64 of a network of one's own, RFC 8215
        "2001::/32",  # Teredo, RFC 4380
        "2002::/16",  # 6to4, RFC 3056
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "fec0::/10",  # site-local, RFC 3879
    )
)


def parse(address: str) -> httpx.URL:
    """Return an address as a URL, percent-encoded and with its host in ASCII.

    Raises:
        NotFetched: it is no URL, or of another kind than http and https.
    """
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise NotFetched(f"{address[:200]}: no address ({error}); write it as https://host/path", final=True) from error
    if url.scheme not in SCHEMES or not url.raw_host:
        said = "no address on the web; only http:// and https:// are fetched"
        raise NotFetched(f"{public(url)[:200]}: {said}", final=True)
    return url


def public(url: httpx.URL | str) -> str:
    """Return an address as it may be shown and stored: without name, password and fragment."""
    return str(httpx.URL(url).copy_with(username=None, password=None, fragment=None))


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Say whether an address is one that anybody on the internet could reach.

    Private, loopback, link-local, shared, multicast and reserved ones are not, nor are those that carry an IPv4
    address in them (IANA's special-purpose registries).
    """
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return not any(address.version == block.version and address in block for block in _CARRIERS)


def reachable(host: str, port: int, private_hosts: Collection[str]) -> list[str]:
    """Resolve a host once; return its addresses that may be connected to, in the resolver's order.

    Args:
        host: a name or an address in any form that the system reads: decimal, hex, IPv6.
        port: where the connection will go.
        private_hosts: hosts that may be anywhere, in small letters.

    Raises:
        NotFetched: there is no such host, or it is nowhere that may be reached.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"no host {host} is known ({error}); check the spelling and the connection") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if host.lower() in private_hosts:
        return addresses
    allowed = [one for one in addresses if is_public(ip_address(one))]
    if not allowed:
        said = f"{host} is {addresses[0]}, which is not public; `private_hosts` in the settings allows a host by name"
        raise NotFetched(said, final=True)
    return allowed
