"""Whether a take says that a hold on its piece is over (``data/embargo.toml``, ``lifts``)."""

import re
from functools import cache

from writethru.model import PartKind, Take
from writethru.read.lists import any_of, table

_LOOKED_AT = 300  # code points at the head of a line
_SAYS = frozenset({PartKind.HEADLINE, PartKind.SLUG, PartKind.NOTE, PartKind.MARKUP, PartKind.PARAGRAPH})


@cache
def _lifts() -> re.Pattern[str]:
    return any_of(table("embargo")["lifts"], re.IGNORECASE)


def lifts_hold(take: Take) -> bool:
    """Say whether a take lets its piece be used again: in headline, slug or note, or in its first paragraph."""
    copy = 0
    for part in take.parts:
        copy += part.kind is PartKind.PARAGRAPH
        if part.group or part.kind not in _SAYS or (part.kind is PartKind.PARAGRAPH and copy > 1):
            continue
        if _lifts().search(part.span.of(take.text)[:_LOOKED_AT]):
            return True
    return False
