"""Which state a name acts for: its own, its capital's or its government's name."""

from writethru.enrich.entities.lexicon import places
from writethru.enrich.entities.spelling import fold

_GOVERNMENTS = (" government", " authorities")


def acting_state(name: str) -> str:
    """Return the state for which one so named acts, folded; empty where the name is of no state.

    >>> acting_state("Oslo"), acting_state("Norwegian government"), acting_state("Bergen")
    ('norway', 'norway', '')
    """
    found = fold(name).removeprefix("the ")
    for ending in _GOVERNMENTS:
        found = found.removesuffix(ending)
    return places().nation.get(found, "")
