"""What ties two stories into one storyline: names, remembered days, words, meaning, slug, and time.

On a desk of a few pieces rarity says nothing, so names and remembered days count absolutely as well: two stories need
two specific names, or two remembered days, or a slug in common before anything else is asked.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from writethru.link.chains import folded_slug
from writethru.link.items import Linkable
from writethru.link.subjects import subjects
from writethru.link.threads import Thread, threads
from writethru.link.weights import Weights
from writethru.link.words import fold
from writethru.model import DateType, Span

if TYPE_CHECKING:
    import numpy as np

_NAMES, _DAYS, _WORDS, _MEANING, _SLUG = 0.3, 0.3, 0.3, 0.3, 0.6
_NAMES_ENOUGH = 12.0  # nats of shared names after which two thirds of their weight is given
_DAYS_ENOUGH = 1.5  # remembered days after which two thirds of theirs is
_HALF = 365  # days after which a tie is half as strong
_LEAST_NAMES, _LEAST_DAYS = 2, 1.5
_PAST, _AHEAD = 10, 3  # days from its own day from which a day is remembered, or expected
_MOST_NAMES = 40  # names a story is looked up by: the ones it names most


@dataclass(slots=True)
class Node:
    """One matter of one story: its main one (``subject`` empty) or a side thread."""

    story: str
    subject: str
    name: str
    order: tuple[bool, str, str]
    day: int | None
    names: dict[str, float] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    prominent: frozenset[str] = frozenset()
    words: Counter[str] = field(default_factory=Counter)
    remembered: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()
    vector: "np.ndarray | None" = None
    passages: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    row: dict[str, float] = field(default_factory=dict)

    def likeness(self, other: "Node", weights: Weights) -> float:
        """Return the cosine of the weighted words of two nodes, 0 to 1."""
        mine, theirs = self.weighted(weights), other.weighted(weights)
        return sum(value * theirs[word] for word, value in mine.items() if word in theirs)

    @property
    def handles(self) -> list[str]:
        """By what a story that may continue it, or that it may continue, is found."""
        return sorted([*self.names, *self.remembered, *self.slugs])

    def weighted(self, weights: Weights) -> dict[str, float]:
        """Weigh the words once: a node is compared with many, all by the same weights, when it is complete."""
        if not self.row:
            row = {word: (1 + math.log(count)) * weights[word] for word, count in sorted(self.words.items())}
            length = math.sqrt(sum(value * value for value in row.values())) or 1.0
            self.row = {word: value / length for word, value in row.items()}
        return self.row


def nodes_of(story: str, takes: Sequence[Linkable]) -> list[Node]:
    """Return the matters of one story, the main one first; ``takes`` in order of time."""
    first = takes[0]
    order = (first.at is None, first.at.isoformat() if first.at else "", first.key)
    days = [take.day.toordinal() for take in takes if take.day and take.dated]
    main = Node(story, "", first.take.title, order, min(days) if days else None)
    sides: dict[str, Node] = {}
    prominent = {key for take in takes for key, subject in subjects(take).items() if subject.prominent}
    for take in takes:
        found = threads(take, sorted(prominent))
        for thread in found[1:]:
            node = sides.setdefault(thread.subject, Node(story, thread.subject, thread.name, order, main.day))
            _add_side(node, take, thread)
        _add_main(main, take, found[0], alone=len(found) == 1)
    main.vector = _mean([take.vector for take in takes if take.vector is not None])
    main.names = dict(sorted(main.names.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_NAMES])
    return [main, *(sides[subject] for subject in sorted(sides))]


def _add_main(node: Node, take: Linkable, thread: Thread, *, alone: bool) -> None:
    node.words.update(set(thread.words))
    node.remembered |= remembered(take)
    if take.take.slug:
        node.slugs |= {f"slug {fold(take.take.source)} {folded_slug(take)[1]}"}
    own = {n for n, span in enumerate(take.take.copy) if span in thread.passages}
    for key, subject in subjects(take).items():
        weight = 3.0 * subject.headline + 2.0 * (0 in subject.paragraphs) + len(own & set(subject.paragraphs))
        if weight:
            node.names[key] = node.names.get(key, 0) + weight
            node.shown.setdefault(key, subject.name)
        if subject.prominent:
            node.prominent |= {key}
    if not alone:
        node.passages[take.key] = thread.passages


def _add_side(node: Node, take: Linkable, thread: Thread) -> None:
    node.words.update(set(thread.words))
    node.passages[take.key] = thread.passages
    own = {n for n, span in enumerate(take.take.copy) if span in thread.passages}
    for key, subject in subjects(take).items():
        weight = float(len(own & set(subject.paragraphs)))
        if weight:
            node.names[key] = node.names.get(key, 0) + weight
            node.shown.setdefault(key, subject.name)


def _mean(rows: "Sequence[np.ndarray]") -> "np.ndarray | None":
    import numpy as np

    if not rows:
        return None
    mean = np.mean(np.stack(rows), axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if length else None


def remembered(item: Linkable) -> frozenset[str]:
    """Return the days and months that a piece looks back or ahead to: dated happenings other than its own news."""
    day = item.day
    found = set()
    for expression in item.facts.dates:
        if expression.scope not in {"headline", "copy"} or expression.precision not in {"day", "month"}:
            continue
        if expression.type is not DateType.DATE or expression.earliest is None or expression.latest is None:
            continue
        own = day is not None and ((day - expression.latest).days < _PAST and (expression.earliest - day).days < _AHEAD)
        if not own and not expression.inferred:
            found.add(f"day {expression.value[:7]}")
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much names, words and remembered days weigh on a desk."""

    names: Weights
    words: Weights
    days: Weights


def tie(earlier: Node, later: Node, desk: Rarity) -> float:
    """Return how strongly the later story continues the earlier one, 0 to about 1."""
    return sum(tied_by(earlier, later, desk).values())


def tied_by(earlier: Node, later: Node, desk: Rarity) -> dict[str, float]:
    """Return what ties two stories, by kind: what each adds to the tie. Nothing where too little is in common."""
    slug = bool(earlier.slugs & later.slugs)
    names = sorted(earlier.names.keys() & later.names.keys())
    days = sum(_telling(desk.days[day]) for day in sorted(earlier.remembered & later.remembered))
    both = earlier.prominent & later.prominent
    if not slug and days < _LEAST_DAYS and (len(names) < _LEAST_NAMES or not both.intersection(names)):
        return {}
    nats = sum(desk.names[name] * (1.0 if name in both else 0.4) for name in names)
    found = {
        "names": _NAMES * (1 - math.exp(-nats / _NAMES_ENOUGH)),
        "days": _DAYS * (1 - math.exp(-days / _DAYS_ENOUGH)),
        "words": _WORDS * math.sqrt(earlier.likeness(later, desk.words)),
        "meaning": _MEANING * _meaning(earlier, later),
        "slug": _SLUG if slug else 0.0,
    }
    fading = _fading(earlier, later)
    return {kind: float(added * fading) for kind, added in found.items()}


def _telling(nats: float) -> float:
    """Return how much one remembered day tells, 0 to 1: nothing when a twentieth of the desk looks back to it."""
    return min(1.0, max(0.0, (nats - 3) / 3))


def _meaning(earlier: Node, later: Node) -> float:
    if earlier.vector is None or later.vector is None:
        return 0.0
    return max(0.0, float(earlier.vector @ later.vector))


def _fading(earlier: Node, later: Node) -> float:
    if earlier.day is None or later.day is None:
        return 1.0
    return float(0.5 ** (abs(later.day - earlier.day) / _HALF))
