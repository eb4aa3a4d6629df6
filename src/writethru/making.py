"""What reading processes hand over, packed as it is kept: facts and vectors, and the gist of each take beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from writethru.enrich.layers import Enriched
from writethru.link.gist import gists
from writethru.link.items import Linkable
from writethru.model import Take
from writethru.model.reading import Gisted, Reading, reading


@dataclass(frozen=True, slots=True)
class Made:
    """A batch as it is kept, and the seconds that each layer took."""

    readings: tuple[Reading, ...]
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Making:
    """Makes of takes, and what was read out of them, what is kept.

    Attributes:
        agencies: names of sources that are agencies on this desk and in no list.
    """

    agencies: frozenset[str]

    def __call__(self, takes: Sequence[Take], found: Enriched) -> Made:
        """Pack a batch, each take with its gist."""
        read = zip(takes, found.found, strict=True)
        items = [Linkable(take, facts, vector) for take, (facts, vector) in read]
        made = zip(items, gists(items, self.agencies), strict=True)
        return Made(tuple(reading(one.facts, one.vector, gist) for one, gist in made), found.seconds)


@dataclass(frozen=True, slots=True)
class Gisting:
    """Makes the gists of takes whose facts are there; ``agencies``: as in ``Making``."""

    agencies: frozenset[str]

    def __call__(self, items: Sequence[Linkable]) -> dict[str, Gisted]:
        """Return the gists of a batch by take."""
        return dict(zip((item.key for item in items), gists(items, self.agencies), strict=True))
