"""The badge of a story: from how many origins it is told at least, and what is not known."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from writethru.link.words import fold
from writethru.model import Origin, OriginKind
from writethru.read.agencies import agency_called
from writethru.wording import _, listed, plural
from writethru.wording import counted as told

_HOST = re.compile(r"(?:www\.)?(?!gov\.)([\w-]+)\.(?!gov|mil|edu)(?:com?\.)?[a-z]{2,}")
_APART = (OriginKind.RELEASE, OriginKind.AI)  # never independent reporting


def badge(found: Sequence[Origin], outlets: Mapping[str, str]) -> str:
    """Say in one line from how many origins a story is told; ``outlets`` gives each take's source.

    Takes of unknown origin that share one text count once, and so do those of one outlet: "3 unknown" says that there
    are at most three more origins. Press releases and what AI made are said apart. Where one outlet has all of it by
    itself, as on the desk of one agency, there is nothing to count, and it is only named.

    >>> badge([Origin("a", OriginKind.REPORTING, "Nordpress"), Origin("b", OriginKind.UNKNOWN)], {"a": "x", "b": "y"})
    '2 outlets, at least 1 origin (Nordpress), 1 unknown'
    """
    known = {_house(name): name for origin in found if (name := counted(origin))}
    if {_outlet(origin, outlets) for origin in found} == known.keys() and all(map(counted, found)) and len(known) == 1:
        return _("{outlet} alone", outlet=next(iter(known.values())))
    names = sorted(known.values())
    unknown = _unknown(
        [origin for origin in found if not counted(origin) and origin.kind not in _APART], outlets, known
    )
    parts = [told("{number} outlet", "{number} outlets", len({_outlet(origin, outlets) for origin in found}))]
    if names:
        one, many = plural("at least {number} origin ({names})", "at least {number} origins ({names})")
        parts.append(told(one, many, len(names), names=listed(names)))
    if unknown:
        parts.append(told("{number} unknown", "{number} unknown", unknown))
    if releases := len(
        {origin.of or origin.root or origin.take for origin in found if origin.kind is OriginKind.RELEASE}
    ):
        parts.append(told("{number} press release", "{number} press releases", releases))
    if made := sum(origin.kind is OriginKind.AI for origin in found):
        parts.append(told("{number} AI-made", "{number} AI-made", made))
    return listed(parts)


def counted(origin: Origin) -> str:
    """Return the name that an origin counts under as reporting, empty for one that counts for nothing."""
    return "" if origin.kind in (*_APART, OriginKind.UNKNOWN) else origin.of


def _outlet(origin: Origin, outlets: Mapping[str, str]) -> str:
    return _house(outlets.get(origin.take, "")) or origin.take


@lru_cache(maxsize=4096)
def _house(name: str) -> str:
    """Return what an outlet is counted by: the same for an agency's names, and for a name and the address made of it.

    >>> _house("The Strand Post") == _house("strandpost.com")
    True
    """
    if agency := agency_called(name):
        return fold(agency.name)
    host = _HOST.fullmatch(name.strip().lower())
    return re.sub(r"[\W_]+", "", fold(host[1]) if host else fold(name).removeprefix("the ")) or fold(name)


def _unknown(found: Sequence[Origin], outlets: Mapping[str, str], known: Mapping[str, str]) -> int:
    """Count unknown origins: what one root or one outlet joins is one; of a known origin's own outlet it is none."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (up := above.setdefault(name, name)) != name:
            name = up
        return name

    for origin in found:
        above[top(f"take {origin.root or origin.take}")] = top(f"outlet {_outlet(origin, outlets)}")
    counted_already = {top(f"outlet {name}") for name in known if f"outlet {name}" in above}
    return len({top(f"outlet {_outlet(origin, outlets)}") for origin in found} - counted_already)
