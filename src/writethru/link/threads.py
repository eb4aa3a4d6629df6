"""Threads: a piece has a main one, and sometimes a second matter runs beside it.

A side thread is a person or body that neither headline nor lead names, yet that is named in three paragraphs or more
and in a fifth of the copy, mostly in one run, in paragraphs that do not speak of what the headline speaks of, and
with figures or names of its own; one who stands in headline or lead is named as often or more. Paragraphs between and
after them that share their words belong to it too, but never more than three fifths of the copy.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from writethru.link.items import Linkable
from writethru.link.subjects import Subject, folded_name, subjects, title_words
from writethru.link.weights import commonplace
from writethru.link.words import fold, stem, terms, title_terms, tokens
from writethru.model import EntityKind, Span

_PARAGRAPHS = 3
_SHARE = 0.2
_RUN = 0.6  # share of its paragraphs that stand close together
_GAP = 2  # paragraphs without the name that a run may step over
_WIDE, _WIDE_SHARE = 4, 0.25  # paragraphs that belong to a thread, those that do not name it included
_MAIN = 0.5  # share of its paragraphs with a telling word of the headline: above this it is the main matter
_MOST = 0.6  # share of the copy above which it is the main matter, whatever the headline says
_LEADS = 1.0  # how many times as many paragraphs must name one who stands in headline or lead
_PERSON_OWN = 3
_VOICE = 0.5  # share of its paragraphs in which it speaks: from here on it is a voice, not a matter
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
    words: frozenset[str]


def threads(item: Linkable, heading: Set[str] = frozenset()) -> tuple[Thread, ...]:
    """Return the threads of a piece, the main one first; side threads by where they begin. O(names * paragraphs).

    ``heading``: those of its own folded names that other pieces of the same story have in headline or lead; they are no
    side matter.
    """
    copy = item.copy
    language = item.language
    words = [terms(span.of(item.take.text), language) for span in copy]
    sides: list[tuple[str, Subject, frozenset[int]]] = []
    taken: frozenset[int] = frozenset()
    about = subjects(item) if len(copy) >= _PARAGRAPHS else {}
    shared = frozenset(stem(word) for key, subject in about.items() if subject.prominent for word in key.split())
    for key, subject in sorted(about.items(), key=lambda pair: (-len(pair[1].paragraphs), pair[0])):
        if taken & set(subject.paragraphs) or key in heading or not _beside(item, key, subject, about):
            continue
        mine = _drawn_in(subject.paragraphs, words, shared) - taken
        if _together(subject.paragraphs, mine) < _RUN or not _beside_enough(len(mine), len(copy)):
            continue
        taken |= mine
        sides.append((key, subject, mine))
    main = tuple(span for place, span in enumerate(copy) if place not in taken)
    left = (word for place, found in enumerate(words) if place not in taken for word in found)
    out = [Thread(item.key, "", item.take.title, main, frozenset([*title_terms(item.take.title, language), *left]))]
    for key, subject, mine in sorted(sides, key=lambda side: min(side[2])):
        own = frozenset(word for place in mine for word in words[place])
        out.append(Thread(item.key, key, subject.name, tuple(copy[place] for place in sorted(mine)), own))
    return tuple(out)


def _beside(item: Linkable, key: str, subject: Subject, about: Mapping[str, Subject]) -> bool:
    places = subject.paragraphs
    return (
        subject.kind in _SUBJECTS
        and not subject.prominent
        and len(places) >= _PARAGRAPHS
        and not set(key.split()) & title_words(item)
        and bool(item.take.title)
        and any(len(o.paragraphs) >= _LEADS * len(places) for o in about.values() if o.prominent)
        and len(places) >= _SHARE * len(item.copy)
        and not _a_voice(item, key, places)
        and not _of_headline(item, places)
        and _has_own(item, subject, key, about)
    )


def _beside_enough(mine: int, copy: int) -> bool:
    return max(_WIDE, _WIDE_SHARE * copy) <= mine <= _MOST * copy


def _together(places: Sequence[int], drawn: frozenset[int]) -> float:
    """Return the share of the places that stand in one run of the drawn-in paragraphs, small gaps stepped over."""
    run, best = 0, 0
    ordered = sorted(drawn)
    for before, after in pairwise([-_GAP - 2, *ordered]):
        run = (run if after - before <= _GAP else 0) + (after in places)
        best = max(best, run)
    return best / len(places)


def _of_headline(item: Linkable, places: Sequence[int]) -> bool:
    """Say whether most of these paragraphs share a telling word with the headline."""
    title = {word[:_ROOT] for word in terms(item.take.title, item.language) if word not in commonplace()}
    shared = 0
    for place in places:
        text = item.copy[place].of(item.take.text)
        shared += bool(title & {stem(fold(word))[:_ROOT] for word in tokens(text)})
    return shared > _MAIN * len(places)


def _a_voice(item: Linkable, key: str, places: Sequence[int]) -> bool:
    """Say whether it is there because it speaks."""
    speaking = {
        place
        for statement in item.facts.statements
        if statement.entity is not None and folded_name(item.facts.entities[statement.entity].name) == key
        for place in places
        if any(item.copy[place].covers(span) for span in statement.content)
    }
    return len(speaking) >= _VOICE * len(places)


def _has_own(item: Linkable, subject: Subject, key: str, about: Mapping[str, Subject]) -> bool:
    """Say whether figures and other names stand in these paragraphs only: three for a person, one for a body.

    People who act in an event are told of at length too, so more is asked of them.
    """
    mine = set(subject.paragraphs)
    spans = [item.copy[place] for place in mine]
    figures = any(span.covers(figure.span) for figure in item.facts.figures for span in spans if figure.definite)
    names = sum(bool(o.paragraphs) and set(o.paragraphs) <= mine for other, o in about.items() if other != key)
    return figures + names >= (_PERSON_OWN if subject.kind is EntityKind.PERSON else 1)


def _drawn_in(places: Sequence[int], words: Sequence[Sequence[str]], shared: frozenset[str]) -> frozenset[int]:
    """Return the paragraphs of a thread: those that name it, those after them that share its words, and gaps of one.

    Its words are those that stand more often in its paragraphs than in all the others, ``shared`` ones left out.
    """
    mine = set(places)
    inside = Counter(word for place in mine for word in set(words[place]))
    outside = Counter(word for place, found in enumerate(words) if place not in mine for word in set(found))
    others = max(1, len(words) - len(mine))
    own = {
        word
        for word, count in inside.items()
        if word not in shared and word not in commonplace() and count / len(mine) > 2 * outside[word] / others
    }
    for place in range(min(mine) + 1, len(words)):
        if place - 1 in mine and len(own & set(words[place])) >= _OWN_WORDS:
            mine.add(place)
    return frozenset(mine | {place + 1 for place in mine if place + 2 in mine})


class Headed:
    """Folded names that head a story, by which it is told whether another name can be one of them.

    Args:
        names: folded.
    """

    def __init__(self, names: Iterable[str]) -> None:
        every = {tuple(name.split()) for name in names} - {()}
        self._names = every
        self._ends = {part for name in every for part in _ends(name)}

    def has(self, name: str) -> bool:
        """Say whether a name can be one with any of them, as ``same_subject`` does. O(words of the name)."""
        words = tuple(name.split())
        return words in self._ends or any(part in self._names for part in _ends(words))


def _ends(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the first words of a name and its last ones, all of them too."""
    for count in range(1, len(words) + 1):
        yield words[:count]
        yield words[-count:]


def same_subject(one: str, other: str) -> bool:
    """Say whether two folded names can be one: equal, or one the other's last or first words."""
    short, long = sorted((one.split(), other.split()), key=len)
    return bool(short) and (long[-len(short) :] == short or long[: len(short)] == short)
