"""Whether there is news of what was due: told as having happened, called off, or not spoken of again.

Silence is claimed only where nothing speaks against it: a later piece that puts something at the same time with the
same place or name, or that uses most of its words, counts as news.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from writethru.tell.dossier import Dossier
from writethru.tell.tellings import Telling, same_place
from writethru.tell.words import pattern, telling

_WORDS = 2  # shared words that make what is told of the same time the same matter
_SHARE, _FEW = 0.5, 3  # share of a plan's words in a later sentence, and how many they are at least


def last_told(dossier: Dossier, plan: Sequence[Telling], every: Iterable[Telling], as_of: date | None) -> date | None:
    """Return the day on which something due was last spoken of, where it is over and there is no news of it.

    Args:
        dossier: where the pieces are.
        plan: all that tell of it.
        every: everything that the pieces put at a time.
        as_of: the day to count from; None when it is not known.

    Returns:
        None where it was not planned, is not over, was called off, or may have been told of since. O(sentences).
    """
    due = min(t.latest for t in plan)
    if as_of is None or due >= as_of or not all(t.planned for t in plan):
        return None
    days = [day for t in plan if (day := dossier.day(t.take))]
    if not days or any(_called_off(dossier, t) or _far_end(dossier, t) for t in plan):
        return None
    if any(_tells_of(one, plan) for one in every) or _spoken_of_later(dossier, plan, due):
        return None
    return max(days)


def _called_off(dossier: Dossier, one: Telling) -> bool:
    """Say whether the sentence itself says that it is off, or at another time."""
    words = pattern("called_off", one.language)
    sentence = dossier.sentence(one.take, one.span)
    return bool(words and words.search((sentence.span if sentence else one.span).of(dossier.takes[one.take].text)))


def _far_end(dossier: Dossier, one: Telling) -> bool:
    """Say whether its time only ends something that goes on until then: nothing is due at it."""
    words = pattern("far_end", one.language)
    before = dossier.takes[one.take].text[max(one.span.start, one.when.span.start - 24) : one.when.span.start]
    return bool(words and any(not before[found.end() :].strip() for found in words.finditer(before)))


def _tells_of(one: Telling, plan: Sequence[Telling]) -> bool:
    """Say whether a telling puts at that time, as no plan, what may be the same."""
    if one.planned:
        return False
    for due in plan:
        if one.latest < due.earliest or one.earliest > due.latest:
            continue
        if same_place(one.place, due.place) or one.names & due.names or len(one.words & due.words) >= _WORDS:
            return True
    return False


def _spoken_of_later(dossier: Dossier, plan: Sequence[Telling], due: date) -> bool:
    """Say whether a piece of that day or later uses most of its words, or says in its language what cannot be read."""
    languages = {t.language for t in plan}
    for take in dossier.latest:
        day = dossier.day(take.key)
        if day is None or day < due:
            continue
        for sentence in dossier.sentences(take.key):
            if sentence.language not in languages:
                return True
            words = telling(sentence.span.of(take.text), sentence.language)
            for t in plan:
                shared = len(words & t.words)
                if t.take != take.key and shared >= _FEW and shared >= _SHARE * len(t.words):
                    return True
    return False
