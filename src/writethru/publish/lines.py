"""A storyline as a line that can be walked: each story with what it follows and what goes on from it, and its place.

Stories stand newest first. Each has a lane, as commits have in the graph of a version control system: the first story
that goes on from another stays on its lane, every other one is a branch and has one of its own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

MOST = 6
"""Lanes that are drawn; stories of further branches stand on the last."""

_LANE, _DOT = 16, 14  # px: from lane to lane, and from the top of a row to its dot


@dataclass(frozen=True, slots=True)
class Row:
    """One story on its line.

    Attributes:
        story: its id.
        follows: the stories that it goes on from, none at a beginning.
        goes_on: those that go on from it, newest first; two or more are branches.
        lane: where it stands, from 0.
        passing: the lanes of others that run past it.
        joining: the lanes of those branches that begin at it.
        above: a later story goes on from it on its own lane.
        lanes: how many lanes its whole line has.
    """

    story: str
    follows: tuple[str, ...]
    goes_on: tuple[str, ...]
    lane: int
    passing: tuple[int, ...]
    joining: tuple[int, ...]
    above: bool
    lanes: int = 1

    @property
    def rail(self) -> "Markup":
        """The lanes beside it as inline SVG as high as its row. It says nothing that is not in words beside it."""
        return _rail(self)


def rows(stories: Sequence[str], follows: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    """Lay a storyline out: newest first, and each story above the one that it goes on from.

    Args:
        stories: ids, newest first.
        follows: (story, the earlier story that it continues); what names others is left out.

    O(stories² + stories × lanes) at worst.
    """
    place = {story: number for number, story in enumerate(stories)}
    known = {pair for pair in follows if pair[0] in place and pair[1] in place and pair[0] != pair[1]}
    stories = _ordered(stories, known)
    place = {story: number for number, story in enumerate(stories)}
    before: defaultdict[str, list[str]] = defaultdict(list)
    after: defaultdict[str, list[str]] = defaultdict(list)
    for later, earlier in sorted(known, key=lambda pair: (place[pair[0]], place[pair[1]])):
        if place[later] < place[earlier]:
            before[later].append(earlier)
            after[earlier].append(later)
    lanes: list[str | None] = []  # by lane, the story that is waited for there
    found = [_row(story, before[story], after[story], lanes) for story in stories]
    most = min(len(lanes), MOST)
    return tuple(_within(row, most) for row in found)


def _ordered(stories: Sequence[str], follows: Collection[tuple[str, str]]) -> list[str]:
    """Return the stories in their order, except that none stands above one that goes on from it.

    Where they go round in a circle, the newest of it stands first.
    """
    left, out = list(stories), list[str]()
    waits: defaultdict[str, set[str]] = defaultdict(set)
    for later, earlier in follows:
        waits[earlier].add(later)
    while left:
        free = next((story for story in left if not waits[story]), left[0])
        left.remove(free)
        out.append(free)
        for others in waits.values():
            others.discard(free)
    return out


def _row(story: str, follows: list[str], goes_on: list[str], lanes: list[str | None]) -> Row:
    waiting = [lane for lane, awaited in enumerate(lanes) if awaited == story]
    if waiting:
        lane = waiting[0]
    elif None in lanes:
        lane = lanes.index(None)
    else:
        lane = len(lanes)
        lanes.append(None)
    for free in waiting:
        lanes[free] = None
    passing = tuple(n for n, awaited in enumerate(lanes) if awaited is not None and n != lane)
    lanes[lane] = follows[0] if follows else None
    return Row(story, tuple(follows), tuple(goes_on), lane, passing, tuple(waiting[1:]), bool(waiting))


def _within(row: Row, most: int) -> Row:
    """Return a row with no lane beyond the last that is drawn."""

    def near(lane: int) -> int:
        return min(lane, most - 1)

    passing = tuple(dict.fromkeys(near(lane) for lane in row.passing))
    joining = tuple(dict.fromkeys(near(lane) for lane in row.joining if near(lane) != near(row.lane)))
    return Row(row.story, row.follows, row.goes_on, near(row.lane), passing, joining, row.above, most)


def _rail(row: Row) -> "Markup":
    from markupsafe import Markup

    def x(lane: int) -> int:
        return _LANE * lane + _LANE // 2

    line = Markup('<line x1="{}" y1="{}" x2="{}" y2="{}"/>')
    drawn = [line.format(x(lane), 0, x(lane), "100%") for lane in row.passing]
    drawn += [line.format(x(lane), 0, x(row.lane), _DOT) for lane in row.joining]
    drawn += [line.format(x(row.lane), 0, x(row.lane), _DOT)] if row.above else []
    drawn += [line.format(x(row.lane), _DOT, x(row.lane), "100%")] if row.follows else []
    dot = Markup('<circle cx="{}" cy="{}" r="5"/>').format(x(row.lane), _DOT)
    tag = '<svg class="rail" width="{}" height="100%" aria-hidden="true" focusable="false">{}{}</svg>'
    return Markup(tag).format(_LANE * row.lanes, Markup().join(drawn), dot)


@dataclass(frozen=True, slots=True)
class Background:
    """What a story goes on from on one storyline, oldest first, what goes on from it, and what branches off beside it.

    Every entry is the id of a story. ``earlier`` counts what came before the oldest that is named.
    """

    line: str
    before: tuple[str, ...]
    beside: tuple[str, ...]
    after: tuple[str, ...]
    earlier: int = 0


def background(story: str, line: str, told: Sequence[Row], most: int = 5) -> Background:
    """Return where a story stands on a line; ``most`` stories before it are named."""
    found: Mapping[str, Row] = {row.story: row for row in told}
    path: list[str] = []
    at = found.get(story)
    while at and at.follows and at.follows[0] not in path:
        path.append(at.follows[0])
        at = found.get(at.follows[0])
    mine = found.get(story)
    earlier = mine.follows if mine else ()
    beside = [other for one in earlier if one in found for other in found[one].goes_on if other != story]
    return Background(
        line,
        tuple(reversed(path[:most])),
        tuple(dict.fromkeys(beside)),
        mine.goes_on if mine else (),
        max(0, len(path) - most),
    )
