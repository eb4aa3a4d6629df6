"""What ties two stories into one storyline: telling names, references back, words, meaning, numbers, slug, and time.

Whether one story continues another is a function of the two alone: how much a name or a word tells is taken from its
language (``writethru.link.background``), never from what a desk holds. Two stories need a telling name in headline or
lead of both, two months long past that both remember, or the slug of one source, before anything else is asked. A look
back from the later one to the earlier one's day, with words of its headline and lead, is the strongest further
evidence. In two languages names meet by how they sound, and meaning stands for words. A piece that goes over many
matters continues nothing and is continued by nothing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations
from operator import mul
from typing import TYPE_CHECKING

from writethru.link.background import weights
from writethru.link.chains import folded_slug
from writethru.link.items import Linkable
from writethru.link.matter import matter, threads_among
from writethru.link.pointers import (
    ENGLISH,
    HEADED,
    REPEATED,
    SOUND,
    Back,
    is_digest,
    name_words,
    other_number,
    telling,
    told,
)
from writethru.link.subjects import Subject, specific
from writethru.link.threads import Headed, Thread
from writethru.link.units import spread
from writethru.link.words import fold
from writethru.model import Span

if TYPE_CHECKING:
    import numpy as np

_NAMES, _FURTHER, _OPENING, _WORDS, _MEANING = 0.2, 0.1, 0.2, 0.5, 0.3  # the most that each adds
_BACK, _NUMBERED, _DAYS, _SLUG = 0.3, 0.1, 0.3, 1.0
LEAST_NAMES = 0.5  # what the names in headline or lead of both must tell together
_MISSED = 0.15  # what a tie loses when each has other names in headline or lead, of which the other knows nothing
_LEAST_SLUG = 0.3  # without them, what the slug of both must tell
_LEAST_DAYS, _LEAST_OPENING = 2, 0.5  # without such names, the months long past, and the words of headline and lead
_OPENING_ENOUGH, _DAYS_ENOUGH, _BACK_ENOUGH = 2.0, 1.5, 2.0
_FADING = 0.03  # what a tie without a look back loses each time that the days between, from a month on, double
_MONTH = 30
_YEAR, _NEAR_YEAR = 365.25, 3
_LONG_PAST = 60  # days from which what a story looks back to is long past: most of the news looks back less
_PAST_MONTHS = 5  # months long past, the latest, by twos of which a story is looked up
_MOST_NAMES = 40  # names of a story that are kept: the ones it names most
_MOST_TAKES = 64  # of a story that are gone over
_HEADING = 0.3  # share of the takes of a story that must have in headline or lead what heads it
_BACKS = 24  # references back of a story that are kept
_ENGLISH, _ELSEWHERE = "english", "elsewhere"  # the two sides of which one knows a name by its sound
_HEADS, _LEAST_HEAD = 16, 0.1  # words of names by which a story is looked up, and what each must tell


@dataclass
class Node:
    """One matter of one story: its main one (``subject`` empty) or a side thread.

    What others are held against is worked out once, when it is first asked for: it is whole by then.

    Attributes:
        names: its names (folded) by how much they are named; ``shown``: as written; ``prominent``: in headline or lead.
        marks: words of its names: how each stands, and how much it tells.
        opening: telling words of headlines and leads; ``words``: of all copy, as a row of length 1: in the more takes
            a word stands and the more it tells, the more it weighs.
        backs: what it refers back to; ``numbered``: its places in rows; ``slugs``: with their sources.
        years: whether it speaks of an anniversary; ``digest``: whether it goes over many matters.
    """

    story: str
    subject: str
    name: str
    order: tuple[bool, str, str]
    day: int | None
    language: str = "en"
    names: dict[str, float] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    prominent: frozenset[str] = frozenset()
    marks: dict[str, tuple[float, float]] = field(default_factory=dict)
    opening: frozenset[str] = frozenset()
    words: dict[str, float] = field(default_factory=dict)
    backs: tuple[Back, ...] = ()
    numbered: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()
    years: bool = False
    digest: bool = False
    vector: "np.ndarray | None" = None
    passages: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def likeness(self, other: "Node") -> float:
        """Return the cosine of the weighted words of two nodes, 0 to 1."""
        mine, theirs = self.words, other.words
        shared = mine.keys() & theirs.keys()
        return math.fsum(map(mul, map(mine.__getitem__, shared), map(theirs.__getitem__, shared)))

    @cached_property
    def headed(self) -> dict[str, float]:
        """The words of the names in headline or lead that tell anything, and how much, in order."""
        return self._headed(sounds=False)

    @cached_property
    def sounded(self) -> dict[str, float]:
        """How these names sound."""
        return self._headed(sounds=True)

    def _headed(self, *, sounds: bool) -> dict[str, float]:
        marks = sorted(self.marks.items())
        return {
            w: tells for w, (stands, tells) in marks if stands == HEADED and tells and w.startswith(SOUND) == sounds
        }

    @cached_property
    def heading(self) -> float:
        """How much they tell together."""
        return sum(self.headed.values())

    @cached_property
    def heads(self) -> dict[str, float]:
        """The most telling of them."""
        return _most_telling(self.headed)

    @property
    def handles(self) -> dict[str, float]:
        """By what a story that may continue it is found, with what that tells; ``sought``: by what it is looked for.

        Two stories of which one may continue the other share handles that tell ``LEAST_NAMES`` together, or more. How
        names sound is no way from one story in English to another.
        """
        return self._found_by([self._side])

    @property
    def sought(self) -> dict[str, float]:
        """See ``handles``."""
        return self._found_by([_ELSEWHERE] if self._side == _ENGLISH else [_ENGLISH, _ELSEWHERE])

    @property
    def _side(self) -> str:
        return _ENGLISH if self.language in ENGLISH else _ELSEWHERE

    def _found_by(self, sides: Sequence[str]) -> dict[str, float]:
        if self.digest:
            return {}
        months = [f"months {one} {other}" for one, other in combinations(self.past, 2)]
        sounds = _most_telling(self.sounded).items()
        heard = {f"{sound} {side}": tells for side in sides for sound, tells in sounds}
        return {**self.heads, **heard, **dict.fromkeys([*months, *sorted(self.slugs)], 1.0)}

    @cached_property
    def past(self) -> dict[str, set[str]]:
        """Return the latest of the months long past that it looks back to, with the words beside them."""
        found: dict[str, set[str]] = {}
        for back in self.backs:
            if self.day is None or self.day - back.last > _LONG_PAST:
                month = date.fromordinal(back.first).isoformat()[:7]
                found.setdefault(month, set()).update(word for word in back.words if not word.isdigit())
        return {month: found[month] for month in sorted(found)[-_PAST_MONTHS:]}


def _most_telling(words: Mapping[str, float]) -> dict[str, float]:
    told = sorted((-tells, word) for word, tells in words.items())
    return {word: -tells for tells, word in told[:_HEADS] if -tells >= _LEAST_HEAD}


def nodes_of(story: str, takes: Sequence[Linkable]) -> list[Node]:
    """Return the matters of one story, the main one first; ``takes`` in order of time.

    A story of very many takes is told by some of them, evenly from the first to the last.
    """
    first = takes[0]
    order = (first.at is None, first.at.isoformat() if first.at else "", first.key)
    days = [take.day.toordinal() for take in takes if take.day and take.dated]
    takes = [takes[place] for place in spread(range(len(takes)), _MOST_TAKES)]
    main = Node(story, "", first.take.title, order, min(days) if days else None, first.language)
    own = [take for take in takes if not is_digest(take)]
    main.digest = not own
    sides: dict[str, Node] = {}
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)  # by subject, in how many takes each stands
    main.prominent = frozenset(key for take in takes for key, one in matter(take).about if one.prominent)
    headed = Headed(main.prominent)
    for take in takes:
        found = threads_among(take, headed)
        for thread in found:
            words[thread.subject].update(thread.words)
        for thread in found[1:]:
            side = Node(story, thread.subject, thread.name, order, main.day, first.language)
            _add_side(sides.setdefault(thread.subject, side), take, thread)
        _add_main(main, take, found[0], alone=len(found) == 1)
    _point(main, own)
    for node in (main, *sides.values()):
        node.words = _weighed(words[node.subject], node.language)
    main.vector = _mean([take.vector for take in takes if take.vector is not None])
    main.names = dict(sorted(main.names.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_NAMES])
    return [main, *(sides[subject] for subject in sorted(sides))]


def _point(node: Node, takes: Sequence[Linkable]) -> None:
    """Gather what the takes of a story point by; what one of many has in its headline or lead does not head all."""
    least = _HEADING * len(takes)
    matters = [matter(take) for take in takes]
    found = [one.marks for one in matters]
    heads = Counter(word for mine in found for word, (stands, _) in mine.items() if stands == HEADED)
    every: dict[str, tuple[float, float]] = {}
    for mine in found:
        for word, mark in mine.items():
            if (known := every.setdefault(word, mark)) != mark:
                every[word] = max(known[0], mark[0]), min(known[1], mark[1])
    for word, (stands, tells) in sorted(every.items()):
        node.marks[word] = (min(stands, HEADED if heads[word] >= least else REPEATED), tells)
    openings = Counter(word for one in matters for word in one.opening)
    node.opening = frozenset(word for word, count in openings.items() if count >= least)
    node.backs = tuple(dict.fromkeys(back for one in matters for back in one.backs))[:_BACKS]
    rows = Counter(place for one in matters for place in one.numbered)
    node.numbered = frozenset(place for place, count in rows.items() if count >= least)
    slugs = Counter(f"slug {fold(one.take.source)} {folded_slug(one)[1]}" for one in takes if one.take.slug)
    node.slugs = frozenset(slug for slug, count in slugs.items() if count >= least)
    node.years = any(one.years for one in matters)


def _weighed(words: Counter[str], language: str) -> dict[str, float]:
    import numpy as np

    found = sorted(words)
    counts = np.fromiter(map(words.__getitem__, found), np.int64, len(found))
    often = np.array([0.0, *(1 + math.log(count) for count in range(1, int(counts.max(initial=0)) + 1))])
    worth = often[counts] * np.fromiter(map(weights(language).__getitem__, found), np.float64, len(found))
    length = math.sqrt(np.cumsum(worth * worth)[-1]) if found else 0.0  # one after the other: the same on any machine
    return dict(zip(found, (worth / (length or 1.0)).astype("<f4").tolist(), strict=True))


def _add_main(node: Node, take: Linkable, thread: Thread, *, alone: bool) -> None:
    own = None if alone else _places(take, thread)
    for key, subject in matter(take).about:
        if worth := 3.0 * subject.headline + 2.0 * (0 in subject.paragraphs) + _within(subject, own):
            node.names[key] = node.names.get(key, 0) + worth
            node.shown.setdefault(key, subject.name)
    if not alone:
        node.passages[take.key] = thread.passages


def _places(take: Linkable, thread: Thread) -> set[int]:
    """Return the numbers of the paragraphs of a thread."""
    passages = set(thread.passages)
    return {n for n, span in enumerate(take.copy) if span in passages}


def _within(subject: Subject, places: set[int] | None) -> int:
    """Return in how many of some paragraphs somebody is named; of all without these."""
    return len(subject.paragraphs) if places is None else len(places.intersection(subject.paragraphs))


def _add_side(node: Node, take: Linkable, thread: Thread) -> None:
    node.passages[take.key] = thread.passages
    about = matter(take).subjects
    node.marks |= dict.fromkeys(name_words(thread.subject, about[thread.subject].kind), (HEADED, 1.0))
    own = _places(take, thread)
    for key, subject in about.items():
        if worth := float(_within(subject, own)):
            node.names[key] = node.names.get(key, 0) + worth
            node.shown.setdefault(key, subject.name)


def _mean(rows: "Sequence[np.ndarray]") -> "np.ndarray | None":
    import numpy as np

    if not rows:
        return None
    mean = np.mean(np.stack(rows), axis=0)
    length = float(np.linalg.norm(mean))
    return (mean / length).astype("<f2").astype(np.float32) if length else None  # as it is kept


def tie(earlier: Node, later: Node) -> float:
    """Return how strongly the later story continues the earlier one, 0 to about 2."""
    return max(0.0, sum(tied_by(earlier, later).values()))


def tied_by(earlier: Node, later: Node) -> dict[str, float]:
    """Return what ties two stories, by kind: what each adds or takes off. Nothing where too little is in common."""
    slug = max((_slug_tells(slug, later.language) for slug in earlier.slugs & later.slugs), default=0.0)
    across = earlier.language != later.language
    names, further = max(_names(earlier, later, sounds=by) for by in {False, across})
    opening = sum(telling(word, later.language) for word in sorted(earlier.opening & later.opening))
    days = _long_past(earlier, later) if opening >= _LEAST_OPENING else 0.0
    if earlier.digest or later.digest or not (slug >= _LEAST_SLUG or names >= LEAST_NAMES or days >= _LEAST_DAYS):
        return {}
    words, back = math.sqrt(earlier.likeness(later)), _refers_back(earlier, later)
    meaning = _meaning(earlier, later, words)
    missed = 1 - max(
        _known(one, other, sounds=by) for one, other in ((earlier, later), (later, earlier)) for by in {False, across}
    )
    return {
        "names": _NAMES * _enough(names) + _FURTHER * _enough(further),
        "opening": _OPENING * _enough(opening / _OPENING_ENOUGH),
        "words": _WORDS * (max(words, meaning) if across else words),
        "meaning": _MEANING * meaning,
        "back": _BACK * back,
        "numbers": _NUMBERED * other_number(earlier.numbered, later.numbered),
        "days": _DAYS * _enough(days / _DAYS_ENOUGH),
        "slug": _SLUG * slug,
        "strangers": -_MISSED * missed,
        "time": -_faded(earlier, later) * (1 - max(back, _enough(days))),
    }


def _slug_tells(slug: str, language: str) -> float:
    """Return how much the most telling word of a slug tells: the name in it, since "fatal fire" is any fire.

    A slug that is the name of a country is any piece from there.
    """
    words = slug.rpartition(" ")[2].split("-")
    if not specific(" ".join(words)):
        return 0.0
    named = told(" ".join(filter(specific, words)), language)
    return max((telling(word, language) for word in named), default=0.0)


def _names(one: Node, other: Node, *, sounds: bool) -> tuple[float, float]:
    """Return what the names tell that head both, and those that head one of them or none."""
    both = further = 0.0
    heads = (one.sounded if sounds else one.heads).keys() & (other.sounded if sounds else other.heads).keys()
    for word in sorted(one.marks.keys() & other.marks.keys()):
        if word.startswith(SOUND) != sounds:
            continue
        (mine, tells), (theirs, told_there) = one.marks[word], other.marks[word]
        tells = min(tells, told_there)
        if word in heads:
            both += tells
        else:
            further += tells * (min(mine, theirs) + 0.5 if max(mine, theirs) == HEADED else 0.5)
    return both, further


def _known(one: Node, other: Node, *, sounds: bool) -> float:
    """Return the share of what heads one, by what it tells, that the other names at all, 0 to 1."""
    headed = one.sounded if sounds else one.headed
    known = sum(tells for word, tells in headed.items() if word in other.marks or word in other.words)
    return known / (sum(headed.values()) if sounds else one.heading) if headed else 1.0


def _enough(worth: float) -> float:
    """Return 0 for nothing, and more the more there is, up to 1."""
    return 1 - math.exp(-worth)


def _refers_back(earlier: Node, later: Node) -> float:
    """Return how plainly the later story speaks of the earlier one's day in words of its headline and lead, 0 to 1."""
    if earlier.day is None or later.day is None:
        return 0.0
    if later.years and _whole_years(later.day - earlier.day):
        return 1.0
    best = 0.0
    for back in later.backs:
        if back.first - 1 <= earlier.day <= back.last + 1:
            shared = earlier.opening.intersection(back.words)
            best = max(best, sum(telling(word, later.language) for word in sorted(shared)) / _BACK_ENOUGH)
    return min(1.0, best)


def _whole_years(days: int) -> bool:
    years = round(days / _YEAR)
    return years > 0 and abs(days - years * _YEAR) <= _NEAR_YEAR


def _long_past(one: Node, other: Node) -> float:
    """Return how many months long past both look back to in the same words: the same happenings, one hopes."""
    mine, theirs = one.past, other.past
    shared = {month: sorted(mine[month] & theirs[month]) for month in mine.keys() & theirs.keys()}
    language = other.language
    return float(sum(sum(telling(word, language) for word in words) >= 1 for words in shared.values()))


def _meaning(earlier: Node, later: Node, words: float) -> float:
    """Return the likeness of their vectors; that of their words where one of them has none."""
    if earlier.vector is None or later.vector is None:
        return words
    return max(0.0, float(earlier.vector @ later.vector))


def _faded(earlier: Node, later: Node) -> float:
    if earlier.day is None or later.day is None:
        return 0.0
    return _FADING * math.log2(max(1.0, abs(later.day - earlier.day) / _MONTH))
