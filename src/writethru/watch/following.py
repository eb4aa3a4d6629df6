"""A source taken up and given up."""

from dataclasses import dataclass, replace
from pathlib import Path

from writethru.desk import Desk
from writethru.errors import NotFound, WritethruError
from writethru.fetch import feeds
from writethru.fetch.addresses import parse, public
from writethru.fetch.fetcher import Fetcher
from writethru.model import Source

EVERY = 15  # minutes between two polls unless one says otherwise
_PREFIXES = ("www.", "feeds.", "feed.", "rss.")


@dataclass(frozen=True, slots=True)
class Followed:
    """What was taken up.

    Attributes:
        name: what the source is called on this desk.
        address: the feed's address or the path, without name and password.
        kind: ``RSS``, ``Atom``, ``JSON Feed``, ``XML``, ``JSON``, ``folder`` or ``file``.
        every: minutes between two polls.
        others: other feeds of that page.
    """

    name: str
    address: str
    kind: str
    every: int
    others: tuple[str, ...] = ()


def fetcher_of(desk: Desk) -> Fetcher:
    """Return a fetcher by the desk's settings, with its memory of ``robots.txt`` files."""
    return Fetcher(desk.settings.private_hosts, cache=desk.fetched)


def follow(desk: Desk, address: str, name: str = "", every: int = EVERY, fetcher: Fetcher | None = None) -> Followed:
    """Follow the feed that an address is or that the page there has, or a folder or file of this machine.

    What is followed already, by its address, is polled anew even if it was given up.

    Raises:
        NotFetched: the address cannot be had, or there is no feed.
        NotFound: there is no such folder or file.
        WritethruError: another source has that name.
    """
    fetcher = fetcher or fetcher_of(desk)
    if "://" in address:
        found = feeds.find(fetcher, address)
        due, shown = fetcher.clock.now(), public(parse(found.address))
    else:
        found, due = _place(address), None
        shown = found.address
    there = desk.sources.all()
    same = next((one for one in there if one.address == found.address and name in ("", one.name)), None)
    if same:
        desk.sources.keep(replace(same, every=every, due=due, stopped=False, failures=0))
        return Followed(same.name, shown, found.kind, every, found.others)
    called = name or _name(found.address, {one.name for one in there})
    if not desk.sources.add(Source(called, found.address, every, due)):
        raise WritethruError(f"{called}: another source has that name; choose one with --name")
    return Followed(called, shown, found.kind, every, found.others)


def unfollow(desk: Desk, name: str) -> None:
    """Follow a source no longer; what it brought stays on the desk.

    Raises:
        NotFound: there is none of that name.
    """
    if not desk.sources.remove(name):
        raise NotFound(f"{name}: no source of that name; `writethru sources` lists them")


def _place(address: str) -> feeds.Feed:
    path = Path(address).expanduser().resolve()
    if not path.exists():
        raise NotFound(f"{address}: no such folder or file; write an address on the web as https://host/path")
    return feeds.Feed(str(path), "folder" if path.is_dir() else "file")


def _name(address: str, taken: set[str]) -> str:
    """Return a short name that is free: the host, else with its path; of a path its last part, else all of it."""
    if "://" not in address:
        return _free([Path(address).name, address], taken)
    url = parse(address)
    prefix = next((p for p in _PREFIXES if url.host.startswith(p)), "")
    host = url.host.removeprefix(prefix)
    return _free([host, f"{host}{url.path.rstrip('/')}", f"{host}{url.raw_path.decode('ascii')}"], taken)


def _free(names: list[str], taken: set[str]) -> str:
    return next((name for name in names if name and name not in taken), names[-1])
