"""What a piece gives to the node of its story, read out of it alone: names, threads, what points to other stories."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from writethru.link.items import Linkable
from writethru.link.pointers import Back, backs, looks_back_years, marks, numbered, opening, told
from writethru.link.subjects import Subject, subjects
from writethru.link.threads import Headed, Thread, threads

_KEPT = 256  # pieces of which it is kept while their story is looked at


@dataclass(frozen=True, slots=True)
class Matter:
    """One piece, as it is gone over for its story; see ``writethru.link.ties.Node``.

    Attributes:
        about: its specific names, by their folded form.
        alone: its threads, as if no other piece were of its story.
        marks: words of its names: how each stands, and how much it tells.
        opening: words of headline and lead that tell anything.
        backs: what it refers back to; ``numbered``: its places in rows; ``years``: whether it speaks of an anniversary.
    """

    about: tuple[tuple[str, Subject], ...]
    alone: tuple[Thread, ...]
    marks: Mapping[str, tuple[float, float]]
    opening: tuple[str, ...]
    backs: tuple[Back, ...]
    numbered: frozenset[str]
    years: bool

    @property
    def subjects(self) -> Mapping[str, Subject]:
        """Its specific names, by their folded form."""
        return dict(self.about)


def matter(item: Linkable) -> Matter:
    """Return what a piece gives: as it was made before, else made now. O(words, and names * paragraphs)."""
    return item.gist.matter if item.gist else _made(item)


@lru_cache(maxsize=_KEPT)
def _made(item: Linkable) -> Matter:
    return Matter(
        tuple(subjects(item).items()),
        threads(item),
        marks(item),
        told(opening(item), item.language),
        backs(item),
        numbered(item),
        looks_back_years(item),
    )


def threads_among(item: Linkable, headed: Headed) -> tuple[Thread, ...]:
    """Return the threads of a piece as ``threads``, which is asked again only where its story heads a side of it."""
    found = matter(item)
    if any(headed.has(side.subject) for side in found.alone[1:]):
        return _among(item, frozenset(name for name, _ in found.about if headed.has(name)))
    return found.alone


@lru_cache(maxsize=_KEPT)
def _among(item: Linkable, heading: frozenset[str]) -> tuple[Thread, ...]:
    return threads(item, heading)
