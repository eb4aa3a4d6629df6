"""The agencies: their names as datelines and credits have them, their home zone (``data/agencies.toml``)."""

import re
from dataclasses import dataclass

from writethru.model import SourceKind
from writethru.read.lists import kept, table

_HOST = re.compile(r"(?<![a-z0-9.-])[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Agency:
    """One sender; ``zone`` is an IANA name, ``language`` what its home desk writes."""

    name: str
    names: tuple[str, ...]
    zone: str
    language: str
    release: bool = False
    domains: tuple[str, ...] = ()

    @property
    def kind(self) -> SourceKind:
        """A wire for press releases is never agency news."""
        return SourceKind.RELEASE if self.release else SourceKind.AGENCY


@kept
def agencies() -> tuple[Agency, ...]:
    """Return all agencies, as listed."""
    return tuple(
        Agency(
            r["name"], tuple(r["names"]), r["zone"], r["language"], r.get("release", False), tuple(r.get("domains", ()))
        )
        for r in table("agencies")["agency"]
    )


@kept
def _by_name() -> dict[str, Agency]:
    return {name: agency for agency in reversed(agencies()) for name in (agency.name, *agency.names)}


def agency_named(words: str) -> Agency | None:
    """Return the agency of exactly that name, or the first of several ("ats afp", "AFP/Jiji")."""
    words = words.strip()
    if found := _by_name().get(words):
        return found
    for word in re.split(r"[\s/,;&+-]+", words):
        if found := _by_name().get(word):
            return found
    return None


@kept
def _by_folded() -> dict[str, Agency]:
    return {name.casefold(): agency for name, agency in reversed(_by_name().items())}


@kept
def _by_domain() -> dict[str, Agency]:
    return {domain: agency for agency in agencies() for domain in agency.domains}


def agency_called(words: str) -> Agency | None:
    """Return the agency that a field of a machine format means: by name in any case, address, or an id with its host.

    >>> [agency_called(words).name for words in ("www.itar-tass.com", "urn:newsml:dpa.com:20090101:7", "REUTERS")]
    ['TASS', 'dpa', 'Reuters']
    """
    words = " ".join(words.split())
    if found := _by_name().get(words) or _by_folded().get(words.casefold()):
        return found
    return next((found for host in _HOST.findall(words.lower()) if (found := agency_at(host))), None)


def agency_at(domain: str) -> Agency | None:
    """Return the agency that sends from a domain, or from one above it."""
    labels = domain.lower().strip(". ").split(".")
    above = (".".join(labels[n:]) for n in range(len(labels) - 1))
    return next((found for one in above if (found := _by_domain().get(one))), None)


def known(words: str) -> bool:
    """Say whether these words are nothing but names of agencies."""
    words = words.strip()
    return words in _by_name() or all(part in _by_name() for part in re.split(r"[\s/,;&+]+", words))


@kept
def names_pattern() -> str:
    """Return a regular expression for any agency's name, the longest first."""
    return "|".join(re.escape(name) for name in sorted(_by_name(), key=lambda n: (-len(n), n)))
