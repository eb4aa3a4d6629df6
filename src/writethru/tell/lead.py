"""The piece that a brief opens with: the one that linking chose, unless another opens with far more of the news.

A page may open with a scene, a joke or a picture's words. What is new stands in the headlines of all pieces together,
so a piece of an outlet whose opening has little of their words gives way to the latest of those of its day whose
opening has nearly the most. An agency's piece says first what is new, and leads by its version.
"""

from collections import Counter
from datetime import date, timedelta
from math import sqrt

from writethru.model import PartKind, SourceKind, Take
from writethru.tell.dossier import Dossier
from writethru.tell.items import openings
from writethru.tell.leaning import leans_on
from writethru.tell.matter import latest_word
from writethru.tell.opinion import is_opinion
from writethru.tell.prose import ends, is_prose
from writethru.tell.standfirst import standfirst_of
from writethru.tell.words import roots, telling

_BEGINS = 3  # words with which a piece begins
_FAR_BEHIND = 0.5  # the share of what the best opening has of the headlines, below which a piece gives way to it
_NEARLY = 0.75  # the share of it from which the latest such piece is taken: an earlier one may be overtaken
_WITHIN = timedelta(days=1)  # of the piece that linking chose: older ones are overtaken
_OPENING = 12  # sentences of a piece, of which its standfirst is one
_SHORT = 8  # words that a short opening is taken to have more, so that few words in common are not most of it


def lead_take(dossier: Dossier, kind: str, of: str) -> Take:
    """Return the take to show first, of a story or of a storyline's newest. O(takes x words of openings)."""
    told = {dossier.chain(take.key): take for take in dossier.latest}
    stories = [s for s in dossier.stories if kind == "storyline" or s.id == of]
    chosen = [told[chain] for s in stories if (chain := dossier.chain(s.lead)) in told]
    order = [*chosen, *dossier.latest]
    order = sorted(order, key=lambda take: bool(openings(take)))  # a column tells other matters too
    prose = [take for take in order if is_prose(dossier, take)]
    prose = [take for take in prose if not is_opinion(dossier, take)] or prose
    lead = next((take for take in prose if not _points_back(dossier, take)), next(iter(prose), order[0]))
    return latest_word(dossier, _with_the_news(dossier, lead, prose))


def _points_back(dossier: Dossier, take: Take) -> bool:
    """Say whether a piece opens with what it does not bring in ("The move came after"), as one cut out of another."""
    first = next(iter(dossier.sentences(take.key)), None)
    words = first.span.of(take.text).split()[:_BEGINS] if first and first.language == "en" else []
    return any(True for _ in leans_on(" ".join(words)))


def _with_the_news(dossier: Dossier, lead: Take, prose: list[Take]) -> Take:
    """Return a piece, or of the others of its story and day the one that opens with far more of the news."""
    if lead.source_kind is SourceKind.AGENCY:
        return lead
    rest = [take for take in dict.fromkeys(prose) if take is not lead and _beside(dossier, lead, take)]
    if not rest:
        return lead
    wanted = Counter(root for take in (lead, *rest) for root in roots(telling(take.title, dossier.language)))
    mine = _worth(dossier, lead, wanted)
    far = [take for take in rest if mine < _FAR_BEHIND * _most(dossier, take, wanted)]
    worth = {take.key: _worth(dossier, take, wanted) for take in far}
    most = max(worth.values(), default=0.0)
    nearly = [take for take in far if mine < _FAR_BEHIND * worth[take.key] and worth[take.key] >= _NEARLY * most]
    return max(nearly, key=lambda take: (dossier.when(take.key)[0], worth[take.key]), default=lead)


def _beside(dossier: Dossier, lead: Take, take: Take) -> bool:
    """Say whether a piece is of a story and of the days that another stands for, in its language, and no column."""
    if dossier.story(take.key) != dossier.story(lead.key) or openings(take) or _points_back(dossier, take):
        return False
    if dossier.facts[take.key].language != dossier.facts[lead.key].language:
        return False
    day, other = dossier.day(lead.key) or date.min, dossier.day(take.key) or date.min
    return other >= day - _WITHIN if day > date.min else other == day


def _worth(dossier: Dossier, take: Take, wanted: Counter[str]) -> float:
    """Return how much of the words of all headlines the standfirst of a piece has, for its length."""
    found = standfirst_of(dossier, take, dossier.day(take.key))
    return _has(dossier, found.text, wanted) if found is not None and ends(found.text) else 0.0


def _most(dossier: Dossier, take: Take, wanted: Counter[str]) -> float:
    """Return the most that any sentence near the opening of a piece has of those words: its standfirst is one."""
    own = take.spans(PartKind.STANDFIRST) + tuple(s.span for s in dossier.sentences(take.key)[:_OPENING])
    return max((_has(dossier, span.of(take.text), wanted) for span in own), default=0.0)


def _has(dossier: Dossier, words: str, wanted: Counter[str]) -> float:
    mine = roots(telling(words, dossier.language))
    return sum(wanted[root] for root in mine) / sqrt(len(mine) + _SHORT)
