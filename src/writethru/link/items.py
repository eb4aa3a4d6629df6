"""What linking works on: a take with its facts, in one canonical order."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from functools import cache, cached_property
from typing import TYPE_CHECKING

from writethru.enrich.language import Language
from writethru.model import Facts, Span, Take

if TYPE_CHECKING:
    import numpy as np

    from writethru.link.gist import Gist
    from writethru.model import Bearer

_LOOKED_AT = 400  # code points by which a language is told
_EARLIEST = datetime.min.replace(tzinfo=UTC)


class Linkable:
    """One take, its facts, and the vector of its title and lead (float32, length 1) where it has one.

    What is asked of it again and again is worked out once.

    Args:
        take: as it was read.
        facts: what was read out of it; or how to come by them, since they are seldom asked for where there is a gist.
        vector: as it is there.
        gist: what linking makes of it alone, where that was made before.
    """

    def __init__(
        self,
        take: Take,
        facts: Facts | Callable[[], Facts],
        vector: "np.ndarray | None" = None,
        gist: "Gist | None" = None,
    ) -> None:
        self.take, self.vector, self.gist = take, vector, gist
        self._facts = facts

    @cached_property
    def facts(self) -> Facts:
        """What was read out of it."""
        return self._facts if isinstance(self._facts, Facts) else self._facts()

    def unpacks(self, facts: Callable[[], Facts]) -> None:
        """Come by its facts in this way, since they will be asked for."""
        self._facts = facts

    @property
    def key(self) -> str:
        """The take's name."""
        return self.take.key

    @property
    def day(self) -> date | None:
        """The day it was written or sent, else the day inferred from its words, else None."""
        return self.take.day or (self.gist or self.facts).anchor.day

    @property
    def dated(self) -> bool:
        """Whether its day is given, year and all, and not inferred."""
        return self.take.day is not None or (self.gist or self.facts).anchor.given

    @property
    def at(self) -> datetime | None:
        """The moment it was sent, midnight (UTC) of its day where the moment is not known, else None."""
        if self.take.sent:
            sent = self.take.sent.at
            return sent if sent.tzinfo else sent.replace(tzinfo=UTC)
        return datetime.combine(self.day, time(), UTC) if self.day else None

    @property
    def bearers(self) -> "list[Bearer]":
        """The bearers of its names, before it is known who they are; anew each time, since linking fills them in."""
        from writethru.link.bearers import borne

        return self.gist.bearers(self.take) if self.gist else borne(self.take, self.facts)

    @cached_property
    def copy(self) -> tuple[Span, ...]:
        """The spans of the take's own copy."""
        return self.take.copy

    @cached_property
    def language(self) -> str:
        """The language of its copy, a primary tag, or ``und``; of a headline alone, what the source says goes first."""
        declared = self.take.language.split("-")[0].lower()
        told = (self.gist or self.facts).language
        read = told if told != "und" else ""
        if not declared or not read or declared == read:
            return read or declared or "und"
        return read if self.copy else declared


def bare(take: Take) -> Linkable:
    """Return a take as it can be linked before any fact is read out of it: with the language it says or shows."""
    language = "" if take.language else _language(" ".join([take.title, *(s.of(take.text) for s in take.copy[:1])]))
    return Linkable(take, Facts(take.key, language=language or "und"))


@cache
def _detector() -> Language:
    return Language()


def _language(words: str) -> str:
    return _detector().detect(words[:_LOOKED_AT])


def canonical(items: Iterable[Linkable]) -> tuple[Linkable, ...]:
    """Order items by moment, then key, undated ones last; a take given twice counts once. O(n log n)."""
    unique = {item.key: item for item in items}
    return tuple(sorted(unique.values(), key=lambda i: (i.at is None, i.at or _EARLIEST, i.key)))
