"""Whether two pieces of a story tell one matter, by how they open, and which is the later word on it."""

from collections.abc import Iterator
from datetime import date

from writethru.model import Take
from writethru.tell.dossier import Dossier
from writethru.tell.items import openings
from writethru.tell.prose import is_prose
from writethru.tell.words import telling

_BESIDE, _FEWEST = 0.2, 2  # likeness, and shared words, from which a piece tells what another of its source does
_LATER, _LATER_THAT_DAY = 0.3, 0.4  # likeness from which it tells that again, on a later day and on the same
_FEW = 4  # telling words, below which likeness says nothing


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return how much of the smaller set of words the two share, 0 to 1."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def beside(dossier: Dossier, lead: Take, take: Take) -> bool:
    """Say whether what a piece tells may stand beside the lead: of other sources all, of its own what it is on too."""
    if take.source != lead.source or dossier.story(take.key) != dossier.story(lead.key):
        return True
    mine, other = _opening(dossier, lead), _opening(dossier, take)
    return take.key == lead.key or (len(mine & other) >= _FEWEST and likeness(mine, other) >= _BESIDE)


def latest_word(dossier: Dossier, lead: Take) -> Take:
    """Return what the source of a piece told last of the same matter: a high version of a cycle ago is overtaken."""
    return max((lead, *_later(dossier, lead)), key=lambda take: _order(dossier, take))


def _later(dossier: Dossier, lead: Take) -> Iterator[Take]:
    mine = _opening(dossier, lead)
    for take in dossier.latest:
        same = take.source == lead.source and dossier.story(take.key) == dossier.story(lead.key)
        if not same or _order(dossier, take) <= _order(dossier, lead) or openings(take) or not is_prose(dossier, take):
            continue
        words = _opening(dossier, take)
        alike = likeness(mine, words) if min(len(mine), len(words)) >= _FEW else 0.0
        if alike >= (_LATER if _order(dossier, lead)[0] < _order(dossier, take)[0] else _LATER_THAT_DAY):
            yield take


def _order(dossier: Dossier, take: Take) -> tuple[date, tuple[str, int, str]]:
    return dossier.day(take.key) or date.min, dossier.when(take.key)


def _opening(dossier: Dossier, take: Take) -> frozenset[str]:
    """Return what headline and first sentence tell of."""
    first = next((s.span.of(take.text) for s in dossier.sentences(take.key)), "")
    return telling(f"{take.title} {first}", dossier.language)
