"""Stubs: items of a feed that are only the beginning of a piece, whose page has the rest."""

import re
from collections.abc import Sequence

from writethru.model import Source, Take

MOST = 20  # pages of one source that are fetched in one go
_SHORT = 600  # characters of copy; a piece of three or four sentences has more
_ENOUGH = 3  # items that a feed is judged by
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\b(?:read more|continue reading)\W*)\s*$", re.IGNORECASE)


def is_stub(take: Take) -> bool:
    """Say whether a feed's item is only the beginning of a piece: short, or broken off."""
    copy = " ".join(span.of(take.text) for span in take.copy).strip()
    return len(copy) < _SHORT or bool(_BREAKS_OFF.search(copy))


def gives_stubs(source: Source, takes: Sequence[Take]) -> bool:
    """Say whether a feed gives stubs: most of its new items are; of too few items, what it did before counts."""
    stubs = sum(is_stub(take) for take in takes)
    return 2 * stubs > len(takes) if len(takes) >= _ENOUGH else source.stubs or (stubs > 0 and not source.items)


def wanted(takes: Sequence[Take]) -> list[str]:
    """Return the addresses of the pages that have the rest of these items, in the feed's order."""
    return list(dict.fromkeys(take.url for take in takes if take.url and is_stub(take)))
