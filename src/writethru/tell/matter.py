"""Whether two pieces of a story tell one matter, by how they open, and which is the later word on it."""

from collections.abc import Iterator
from datetime import date

from writethru.model import Take
from writethru.tell.dossier import Dossier
from writethru.tell.items import openings
from writethru.tell.prose import is_prose
from writethru.tell.words import telling

_SENTENCES = 3  # in which a piece says what it is on
_FEWEST = 3  # shared words, below which two openings have nothing in common
_BESIDE = 0.2  # likeness from which a piece tells what another of its source does
_LATER, _LATER_THAT_DAY = 0.3, 0.4  # likeness from which it tells that again, on a later day and on the same


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return how much of the smaller set of words the two share, 0 to 1."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def beside(dossier: Dossier, lead: Take, take: Take) -> bool:
    """Say whether what a piece tells may stand beside the lead: of other sources all, of its own what it is on too.

    Under the same headline on another day stands what a column told then.
    """
    if take.source != lead.source or dossier.story(take.key) != dossier.story(lead.key):
        return True
    if take.key == lead.key:
        return True
    another = bool(lead.title) and take.title.lower() == lead.title.lower()
    another = another and _days(dossier, take) != _days(dossier, lead)
    return not another and _alike(dossier, lead, take) >= _BESIDE


def _days(dossier: Dossier, take: Take) -> tuple[date | None, list[str]]:
    """Return the day of a piece and the days for which it was sent in advance ("Adv14")."""
    return dossier.day(take.key), [word for word in take.marker.raw if word.startswith("Adv")]


def latest_word(dossier: Dossier, lead: Take) -> Take:
    """Return what the source of a piece told last of the same matter: a high version of a cycle ago is overtaken."""
    return max((lead, *_later(dossier, lead)), key=lambda take: _order(dossier, take))


def _later(dossier: Dossier, lead: Take) -> Iterator[Take]:
    for take in dossier.latest:
        same = take.source == lead.source and dossier.story(take.key) == dossier.story(lead.key)
        if not same or _order(dossier, take) <= _order(dossier, lead) or openings(take) or not is_prose(dossier, take):
            continue
        next_day = _order(dossier, lead)[0] < _order(dossier, take)[0]
        if _alike(dossier, lead, take) >= (_LATER if next_day else _LATER_THAT_DAY):
            yield take


def _order(dossier: Dossier, take: Take) -> tuple[date, tuple[str, int, str]]:
    return dossier.day(take.key) or date.min, dossier.when(take.key)


def _alike(dossier: Dossier, a: Take, b: Take) -> float:
    """Return how alike two pieces open: by headline and first sentence, or by headline and first few."""
    found = 0.0
    for sentences in (1, _SENTENCES):
        left, right = (_opening(dossier, take, sentences) for take in (a, b))
        if len(left & right) >= _FEWEST:
            found = max(found, likeness(left, right))
    return found


def _opening(dossier: Dossier, take: Take, sentences: int) -> frozenset[str]:
    """Return what headline and first sentences tell of."""
    first = " ".join(s.span.of(take.text) for s in dossier.sentences(take.key)[:sentences])
    return telling(f"{take.title} {first}", dossier.language)
