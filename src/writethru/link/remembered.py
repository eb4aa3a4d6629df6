"""What is remembered of chains between one linking and the next, and what linking looks it up in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from writethru.link.items import Linkable
from writethru.link.standing import UNDATED, Run, Standing, Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from writethru.link.at_hand import AtHand
    from writethru.link.nodes import Told
    from writethru.link.traces import Memory
    from writethru.model import Story


@dataclass(frozen=True, slots=True)
class Chained:
    """One chain as it was linked.

    Attributes:
        chain: its id; ``takes``: their keys in order of version.
        day: the day by which it was put into a story (ordinal), or ``UNDATED``.
        at: when its first take was sent (ISO, UTC), or empty; ``first``: that take's key.
        days: the first and the last day of its takes (ordinal), or none.
        source, slug: folded; ``series``: its slug's run over days, or what is filed together without one, or empty.
        follows: without a slug, the chain of its source that it goes on from, or empty.
        wrapup: whether its newest take wraps others up; ``wraps``: the chains that it wraps.
        steps: the groups in which it stood; ``story``: the id of its story.
        by_hand: whether a person's word has a say in that.
    """

    chain: str
    takes: tuple[str, ...]
    day: int
    at: str
    first: str
    days: tuple[int, int] | None
    source: str
    slug: str
    wrapup: bool = False
    series: str = ""
    follows: str = ""
    wraps: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    story: str = ""
    by_hand: bool = False

    @property
    def home(self) -> str:
        """The group in which it stands."""
        return self.steps[-1][1] if self.steps else ""

    @property
    def order(self) -> tuple[bool, str, str]:
        """In order of time, those without one last."""
        return not self.at, self.at, self.first

    @property
    def named(self) -> str:
        """Its source and slug, without a slug its series, or empty."""
        return f"{self.source}:{self.slug}" if self.slug else self.series

    @property
    def standing(self) -> Standing:
        """Where it stood."""
        return Standing(self.chain, self.day, list(self.steps))


def standing_so(one: Chained, **values: Any) -> Chained:  # noqa: ANN401 - whatever its fields are
    """Return a chain with these values: itself where it has them, as most do; copying costs a hundred times as much."""
    return one if all(getattr(one, name) == value for name, value in values.items()) else replace(one, **values)


class Headline(NamedTuple):
    """A take as it is looked through for its headline alone."""

    take: str
    chain: str
    title: str
    at: datetime


class Known(Protocol):
    """What is on the desk already."""

    def chains(self, names: Iterable[str]) -> dict[str, Chained]:
        """Return these chains; those that were never linked are left out."""

    def standing(self, takes: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the chain and the story of each of these takes, as far as they were linked."""

    def given_up(self, stories: Iterable[str]) -> set[str]:
        """Return which of these ids lead to another story."""

    def homes(self, names: Iterable[str]) -> list[Chained]:
        """Return all chains of these groups."""

    def storied(self, names: Iterable[str]) -> list[Chained]:
        """Return all chains of these stories."""

    def slugged(self, names: Iterable[str]) -> list[Chained]:
        """Return all chains of these sources and slugs, or of these series without a slug."""

    def wrapups(self, sources: Iterable[str]) -> list[Chained]:
        """Return the wrap-ups of these sources."""

    def window(self, days: Run | None) -> "list[Mapping[str, NDArray[Any]]]":
        """Return the blocks of traits of a run of days, and of chains without a day; None for every day."""

    def at_hand(self, runs: Sequence[Run] | None) -> "AtHand":
        """Return the rows of some runs of days, and of chains without a day, as they are held in memory."""

    def items(self, takes: Iterable[str]) -> dict[str, Linkable]:
        """Return takes with their facts and vectors, by key."""

    def bare(self, takes: Iterable[str]) -> dict[str, Linkable]:
        """Return takes as they were read, without facts, by key."""

    def headlines(self, source: str, since: datetime, until: datetime) -> "Sequence[Headline]":
        """Return the headlines of a source that were sent in a window."""

    def nodes(self, stories: Iterable[str]) -> "dict[str, Told]":
        """Return what these stories are followed by."""

    def following(self, stories: Iterable[str]) -> list[str]:
        """Return the stories that follow any of these."""

    def on_lines(self, lines: Iterable[str]) -> list[str]:
        """Return the stories on these lines."""

    def holding(self, handles: Iterable[str], most: int) -> dict[str, list[str]]:
        """Return the stories that have these handles; a handle that more than so many have is left out."""

    def counted(self, handles: Iterable[str]) -> dict[str, int]:
        """Return how many stories have each of these handles."""

    def stories_with(self, takes: Iterable[str]) -> "list[Story]":
        """Return the stories in which any of these takes are, as they were last told."""

    @property
    def traces(self) -> "Memory | None":
        """What origins are told by, or nothing."""


class Nothing:
    """A desk on which nothing is yet."""

    def chains(self, names: Iterable[str]) -> dict[str, Chained]:  # noqa: ARG002
        """There are none."""
        return {}

    def standing(self, takes: Iterable[str]) -> dict[str, tuple[str, str]]:  # noqa: ARG002
        """None were."""
        return {}

    def given_up(self, stories: Iterable[str]) -> set[str]:  # noqa: ARG002
        """None does."""
        return set()

    def homes(self, names: Iterable[str]) -> list[Chained]:  # noqa: ARG002
        """There are none."""
        return []

    storied = slugged = wrapups = homes

    def following(self, stories: Iterable[str]) -> list[str]:  # noqa: ARG002
        """There are none."""
        return []

    def on_lines(self, lines: Iterable[str]) -> list[str]:
        """There are none."""
        return self.following(lines)

    def window(self, days: Run | None) -> "list[Mapping[str, NDArray[Any]]]":  # noqa: ARG002
        """There is none."""
        return []

    def at_hand(self, runs: Sequence[Run] | None) -> "AtHand":  # noqa: ARG002
        """There are none yet."""
        from writethru.link.at_hand import AtHand

        return AtHand()

    def items(self, takes: Iterable[str]) -> dict[str, Linkable]:  # noqa: ARG002
        """There are none."""
        return {}

    def nodes(self, stories: Iterable[str]) -> "dict[str, Told]":  # noqa: ARG002
        """There are none."""
        return {}

    def counted(self, handles: Iterable[str]) -> dict[str, int]:  # noqa: ARG002
        """Nobody has any."""
        return {}

    def holding(self, handles: Iterable[str], most: int) -> dict[str, list[str]]:  # noqa: ARG002
        """Nobody has any."""
        return {}

    def bare(self, takes: Iterable[str]) -> dict[str, Linkable]:
        """There are none."""
        return self.items(takes)

    def headlines(self, source: str, since: datetime, until: datetime) -> "Sequence[Headline]":  # noqa: ARG002
        """There are none."""
        return []

    def stories_with(self, takes: Iterable[str]) -> "list[Story]":  # noqa: ARG002
        """There are none."""
        return []

    @property
    def traces(self) -> None:
        """There are none."""


def chained(chain: str, takes: Sequence[Linkable], fullest: Linkable) -> Chained:
    """Return what is remembered of a chain that was not linked yet; ``takes`` in order of version."""
    from writethru.link.chains import folded_slug
    from writethru.link.items import canonical
    from writethru.link.words import fold

    first = canonical(takes)[0]
    days = [take.day.toordinal() for take in takes if take.day]
    return Chained(
        chain=chain,
        takes=tuple(take.key for take in takes),
        day=fullest.day.toordinal() if fullest.day else UNDATED,
        at=first.at.isoformat() if first.at else "",
        first=first.key,
        days=(min(days), max(days)) if days else None,
        source=fold(takes[0].take.source),
        slug=next((folded_slug(take)[1] for take in takes if take.take.slug), ""),
        wrapup=takes[-1].take.marker.wrapup,
    )
