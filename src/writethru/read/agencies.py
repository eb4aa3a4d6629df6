"""The agencies: their names as datelines and credits have them, their home zone (``data/agencies.toml``)."""

import re
from dataclasses import dataclass

from writethru.model import SourceKind
from writethru.read.lists import kept, table


@dataclass(frozen=True, slots=True)
class Agency:
    """One sender; ``zone`` is an IANA name, ``language`` what its home desk writes."""

    name: str
    names: tuple[str, ...]
    zone: str
    language: str
    release: bool = False

    @property
    def kind(self) -> SourceKind:
        """A wire for press releases is never agency news."""
        return SourceKind.RELEASE if self.release else SourceKind.AGENCY


@kept
def agencies() -> tuple[Agency, ...]:
    """Return all agencies, as listed."""
    return tuple(
        Agency(r["name"], tuple(r["names"]), r["zone"], r["language"], r.get("release", False))
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


def known(words: str) -> bool:
    """Say whether these words are nothing but names of agencies."""
    words = words.strip()
    return words in _by_name() or all(part in _by_name() for part in re.split(r"[\s/,;&+]+", words))


@kept
def names_pattern() -> str:
    """Return a regular expression for any agency's name, the longest first."""
    return "|".join(re.escape(name) for name in sorted(_by_name(), key=lambda n: (-len(n), n)))
