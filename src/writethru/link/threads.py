"""Threads: a piece has a main one, and sometimes a second matter runs beside it.

A side thread is a person or body that neither headline nor lead names, yet that is named in three paragraphs or more
and in a fifth of the copy, mostly in one run, in paragraphs that do not speak of what the headline speaks of, and
with figures or names of its own. Paragraphs between and beside them that share their words belong to it too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from writethru.link.items import Linkable
from writethru.link.subjects import Subject, folded_name, subjects, title_words
from writethru.link.weights import commonplace
from writethru.link.words import fold, stem, terms, tokens
from writethru.model import EntityKind, Span

_PARAGRAPHS = 3
_SHARE = 0.2
_RUN = 0.6  # share of its paragraphs that stand close together
_GAP = 2  # paragraphs without the name that a run may step over
_MAIN = 0.7  # share of its paragraphs with one word of the headline: from here on it is the main matter
_OWN_WORDS = 2  # words of the thread that a paragraph must share to belong to it
_ROOT = 5  # letters by which words of one family are told ("Vellmark", "Vellmarkers")
_SUBJECTS = frozenset({EntityKind.PERSON, EntityKind.BODY})


@dataclass(frozen=True, slots=True)
class Thread:
    """One matter in one piece. ``subject`` is empty for the main one; ``passages`` are its paragraphs, in order."""

    take: str
    subject: str
    name: str
    passages: tuple[Span, ...]
    words: tuple[str, ...]


def threads(item: Linkable) -> tuple[Thread, ...]:
    """Return the threads of a piece, the main one first; side threads by where they begin. O(names * paragraphs)."""
    copy = item.take.copy
    words = [terms(span.of(item.take.text), item.language) for span in copy]
    sides: list[tuple[str, Subject, frozenset[int]]] = []
    taken: frozenset[int] = frozenset()
    about = subjects(item)
    for key, subject in sorted(about.items(), key=lambda pair: (-len(pair[1].paragraphs), pair[0])):
        if taken & set(subject.paragraphs) or not _beside(item, key, subject, about):
            continue
        mine = _drawn_in(subject.paragraphs, words) - taken
        taken |= mine
        sides.append((key, subject, mine))
    main = tuple(span for place, span in enumerate(copy) if place not in taken)
    title = terms(item.take.title, item.language)
    left = [word for place, found in enumerate(words) if place not in taken for word in found]
    out = [Thread(item.key, "", item.take.title, main, tuple(title + title + left))]
    for key, subject, mine in sorted(sides, key=lambda side: min(side[2])):
        own = tuple(word for place in sorted(mine) for word in words[place])
        out.append(Thread(item.key, key, subject.name, tuple(copy[place] for place in sorted(mine)), own))
    return tuple(out)


def _beside(item: Linkable, key: str, subject: Subject, about: dict[str, Subject]) -> bool:
    places, copy = subject.paragraphs, item.take.copy
    return (
        subject.kind in _SUBJECTS
        and not subject.prominent
        and not set(key.split()) & title_words(item)
        and len(places) >= _PARAGRAPHS
        and len(places) >= _SHARE * len(copy)
        and _together(places) >= _RUN
        and not _of_headline(item, places)
        and _has_own(item, key, places, about)
    )


def _together(places: Sequence[int]) -> float:
    """Return the share of the places that stand in the longest run with small gaps."""
    runs, now = [], 1
    for before, after in pairwise(places):
        now = now + 1 if after - before <= _GAP + 1 else 1
        runs.append(now)
    return max(runs, default=1) / len(places)


def _of_headline(item: Linkable, places: Sequence[int]) -> bool:
    """Say whether nearly all these paragraphs share one telling word of the headline."""
    title = {word[:_ROOT] for word in terms(item.take.title, item.language) if word not in commonplace()}
    spoken: Counter[str] = Counter()
    for place in places:
        text = item.take.copy[place].of(item.take.text)
        spoken.update(title & {stem(fold(word))[:_ROOT] for word in tokens(text)})
    return any(count >= _MAIN * len(places) for count in spoken.values())


def _has_own(item: Linkable, key: str, places: Sequence[int], about: dict[str, Subject]) -> bool:
    """Say whether figures, or another name, stand in these paragraphs and nowhere else."""
    mine = set(places)
    spans = [item.take.copy[place] for place in places]
    figures = any(span.covers(figure.span) for figure in item.facts.figures for span in spans if not figure.length)
    return figures or any(
        other != key and subject.paragraphs and set(subject.paragraphs) <= mine for other, subject in about.items()
    )


def _drawn_in(places: Sequence[int], words: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the paragraphs of a thread: those that name it, and neighbours that share its words.

    Its words are those that stand more often in its paragraphs than in all the others.
    """
    mine = set(places)
    inside = Counter(word for place in mine for word in set(words[place]))
    outside = Counter(word for place, found in enumerate(words) if place not in mine for word in set(found))
    others = max(1, len(words) - len(mine))
    own = {
        word
        for word, count in inside.items()
        if word not in commonplace() and count / len(mine) > 2 * outside[word] / others
    }
    grown = set(mine)
    for step in (1, -1):
        for place in range(len(words)) if step == 1 else reversed(range(1, len(words))):
            if place and place not in grown and place - step in grown and len(own & set(words[place])) >= _OWN_WORDS:
                grown.add(place)
    return frozenset(grown)


def same_subject(one: str, other: str) -> bool:
    """Say whether two folded names can be one: equal, or one the other's last or first words."""
    a, b = folded_name(one).split(), folded_name(other).split()
    short, long = sorted((a, b), key=len)
    return bool(short) and (long[-len(short) :] == short or long[: len(short)] == short)
