"""What came, in order: one row for each thing that came to a story, noted in the transaction that keeps it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import CTE, Column, ColumnElement, Connection, Row, and_, func, select, union

from writethru.model import NewsKind, Placement, Signal, Story
from writethru.store import schema
from writethru.store.engine import Base, among, batches, fill
from writethru.store.news_schema import MOVED, ORDERED, news, seen

T = TypeVar("T")
_KINDS = {Signal.KILL: NewsKind.KILL, Signal.HOLD: NewsKind.HOLD, Signal.CORRECTION: NewsKind.CORRECTION}
_ORDERS = frozenset({NewsKind.KILL, NewsKind.HOLD})
_PAGE = 500  # rows that are read at a time


@dataclass(frozen=True, slots=True)
class Came:
    """One row: as ``NewsItem``, with the story as it was called then."""

    number: int
    at: datetime
    kind: NewsKind
    take: str
    story: str
    was: str


def note_orders(c: Connection, places: Iterable[Placement], at: datetime) -> None:
    """Note the kills and holds among takes that are given a place; each once, whatever place it gets later.

    The story is that of their chain, where that was linked already.
    """
    where = {place.take: place for place in places}
    kinds = {key: kind for key, kind in _kinds(c, where).items() if kind in _ORDERS}
    known = _stood(c, kinds)
    orders = [(where[key], kind) for key, kind in kinds.items() if key not in known]
    told = _titles(c, {one.story for one, _ in orders})
    _note(c, [(kind, one.take, one.chain, one.story if one.story in told else "", "") for one, kind in orders], at)


def note_placed(c: Connection, places: Iterable[Placement], at: datetime) -> set[str]:
    """Note takes that stand in a story for the first time, and those that stand in another; returns the stories.

    What comes together is noted in the order in which it was sent. Time: O(places), by the index of takes.
    """
    where = {place.take: place for place in places}
    known = _stood(c, where)
    moved = [key for key, story in known.items() if where[key].story != story]
    kinds = dict.fromkeys(moved, NewsKind.MOVED) | _kinds(c, where.keys() - known.keys())
    rows = [(kind, key, where[key].chain, where[key].story, known.get(key, "")) for key, kind in kinds.items()]
    _note(c, rows, at)
    return {story for *_, story, was in rows for story in (story, was)}


def note_named(c: Connection, stories: Iterable[Story], at: datetime) -> None:
    """Note stories that are to get another headline than the one they have, before it is written."""
    now = {story.id: story.headline.lower() for story in stories}
    named = [story for story, title in _titles(c, now).items() if title != now[story]]
    _note(c, [(NewsKind.NAMED, "", "", story, "") for story in named], at)


def note_released(c: Connection, takes: Iterable[str], at: datetime) -> None:
    """Note that a person let takes go."""
    p = schema.placements.c
    for batch in batches(sorted(takes)):
        rows = c.execute(select(p.take, p.chain, p.story).where(p.take.in_(batch)).order_by(p.take)).all()
        _note(c, [(NewsKind.RELEASED, row.take, row.chain, row.story, "") for row in rows], at)


def _note(c: Connection, rows: Iterable[tuple[NewsKind, str, str, str, str]], at: datetime) -> None:
    names = ("kind", "take", "chain", "story", "was")
    fill(c, news, [{"at": at, **dict(zip(names, row, strict=True))} for row in rows])


def _stood(c: Connection, takes: Iterable[str]) -> dict[str, str]:
    """Return the story in which each of these takes was noted last; those that never were are left out."""
    last = select(func.max(news.c.number)).where(among(news.c.take, takes)).group_by(news.c.take)
    rows = c.execute(select(news.c.take, news.c.story).where(news.c.number.in_(last)))
    return {row.take: row.story for row in rows}


def _kinds(c: Connection, takes: Iterable[str]) -> dict[str, NewsKind]:
    """Return as what these takes come, in the order in which they were sent."""
    t = schema.takes.c
    found = list[Any](c.execute(select(t.key, t.signal, t.sent).where(among(t.key, takes))).all())
    found.sort(key=lambda row: (row.sent is not None, row.sent.timestamp() if row.sent else 0, row.key))
    return {row.key: _KINDS.get(Signal(row.signal), NewsKind.TAKE) for row in found}


def _titles(c: Connection, stories: Iterable[str]) -> dict[str, str]:
    s = schema.stories.c
    return {row.id: row.title for row in c.execute(select(s.id, s.title).where(among(s.id, stories)))}


class NewsRows(Base):
    """Reads what came."""

    def cursor(self) -> int:
        """The number of what came last; 0 when nothing did."""
        with self.reading() as c:
            return int(c.execute(select(func.max(news.c.number))).scalar() or 0)

    def last(self, stories: Collection[str]) -> tuple[int, int, datetime | None]:
        """Return the number of what came last to any of these stories, that of the last order or release anywhere.

        And when the first of the two came. In one statement: pages ask it each time that they are looked at.
        """
        asked = [select(func.max(news.c.number)).where(what).scalar_subquery() for what in (*_own(stories), ORDERED)]
        with self.reading() as c:
            came, left, order = (int(number or 0) for number in c.execute(select(*asked)).one())
            at = c.execute(select(news.c.at).where(news.c.number == max(came, left))).scalar()
        return max(came, left), order, at

    def since(self, number: int, most: int, stories: Collection[str] = ()) -> list[Came]:
        """Return what came after a number, at most so many, in order.

        Args:
            number: the last one that is known.
            most: how many.
            stories: only what is about one of these, or left it; ids as they were called then.
        """
        found = select(news).where(news.c.number > number).order_by(news.c.number).limit(most)
        if stories:
            own = union(*(select(news.c.number).where(what) for what in _own(stories)))
            found = found.where(news.c.number.in_(own))  # by the indexes of both: the log may be long
        with self.reading() as c:
            return [_came(row) for row in c.execute(found)]

    def numbered(self, numbers: Iterable[int]) -> list[Came]:
        """Return what came under these numbers, in order."""
        return self._those(news.c.number, numbers)

    def of_takes(self, takes: Iterable[str]) -> list[Came]:
        """Return all that came with these takes, in order."""
        return self._those(news.c.take, takes)

    def _those(self, column: Column[T], values: Iterable[T]) -> list[Came]:
        with self.reading() as c:
            rows = c.execute(select(news).where(among(column, values)).order_by(news.c.number)).all()
            return [_came(row) for row in rows]

    def unseen(self, reader: str) -> Iterator[str]:
        """Yield the stories, as they were called then, to which something came that a reader has not seen.

        The newest first; one may come more than once. Reads as far as it is asked: O(log) where all was seen.
        """
        s = seen.alias()
        mine = and_(s.c.reader == reader, s.c.story == news.c.story)
        found = select(news.c.story).outerjoin(s, mine).where(news.c.story != "", news.c.take != "")
        found = found.where(news.c.number > func.coalesce(s.c.number, 0)).order_by(news.c.number.desc())
        with self.reading() as c:
            yield from c.execute(found.execution_options(yield_per=_PAGE)).scalars()

    def now(self, stories: Iterable[str]) -> dict[str, str]:
        """Return by what id each of these stories goes now, since stories go into others."""
        m, wanted = schema.merged.c, set(stories)
        into: dict[str, str] = {}
        with self.reading() as c:
            asked = wanted
            while asked:
                some = dict(c.execute(select(m.story, m.into).where(among(m.story, asked))).all())
                into |= some
                asked = set(some.values()) - into.keys()
        return {story: _last(story, into) for story in wanted}

    def went(self, story: str) -> str:
        """Return the story in which most takes stand that were noted in one that is no more; itself where none does."""
        p = schema.placements.c
        inside = select(news.c.take).where(news.c.story == story)
        most = select(p.story).where(p.take.in_(inside)).group_by(p.story).order_by(func.count().desc(), p.story)
        with self.reading() as c:
            return str(c.execute(most.limit(1)).scalar() or story)

    def names(self, story: str) -> set[str]:
        """Return every id under which a story goes or went: its own, and those of the stories that went into it."""
        m, found = schema.merged.c, {story}
        with self.reading() as c:
            asked = {story}
            while asked:
                asked = set(c.execute(select(m.story).where(m.into.in_(sorted(asked)))).scalars()) - found
                found |= asked
        return found


def touched(since: int) -> CTE:
    """Return the ids of the stories to which something came after a number, or into which such stories went."""
    came = select(news.c.story.label("story")).where(news.c.number > since)
    left = select(news.c.was).where(news.c.number > since, MOVED)
    found = select(came.union(left).subquery().c.story).cte("touched", recursive=True)
    m = schema.merged.c
    return found.union(select(m.into).where(m.story == found.c.story))


def _own(stories: Collection[str]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What came to some stories, and what left them: each is found by an index."""
    return among(news.c.story, stories), and_(MOVED, among(news.c.was, stories))


def _last(story: str, into: Mapping[str, str]) -> str:
    seen_: set[str] = set()
    while story in into and story not in seen_:
        seen_.add(story)
        story = into[story]
    return story


def _came(row: Row[Any]) -> Came:
    return Came(row.number, row.at, NewsKind(row.kind), row.take, row.story, row.was)
