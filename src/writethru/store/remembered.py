"""What is remembered between one linking and the next, and what came since; as bytes, whose meaning linking knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Column, Connection, delete, func, insert, or_, select, tuple_

from writethru.model import Change, Placement, Story, Storyline, Trace
from writethru.store import schema, traces
from writethru.store.engine import Base, among, batches, fill
from writethru.store.facts import take_over
from writethru.store.links import change_rows, placement_row, row
from writethru.store.news import note_named, note_placed
from writethru.store.news_schema import news
from writethru.store.noted import BLOCKS, LINKED, note, noted, unnote
from writethru.store.people import forget_borne, mark_unmet
from writethru.store.waiting import latest, mark

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """What linking some chains changed; ``gone`` are ids of what is no more, the rest is put in the place of the old.

    Attributes:
        linked: the chains; ``takes``: all of theirs.
        chains: rows as the table has them; ``nodes``: likewise, ``handles``: by story.
        traits: blocks by day; ``outdated``: by day the number up to which its blocks hold no longer.
        changes: those of the takes that are linked.
        lines: the storylines of which claims are to be made anew.
        traced: what origins are told by; ``formulae``: runs of words that are nobody's.
    """

    linked: Sequence[str]
    takes: Sequence[str]
    chains: Sequence[dict[str, object]] = ()
    chains_gone: Iterable[str] = ()
    traits: Sequence[tuple[int, bytes]] = ()
    outdated: Mapping[int, int] = field(default_factory=dict)
    stories: Sequence[Story] = ()
    stories_gone: Iterable[str] = ()
    merged: Sequence[tuple[str, str]] = ()
    nodes: Sequence[dict[str, object]] = ()
    handles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    storylines: Sequence[Storyline] = ()
    storylines_gone: Iterable[str] = ()
    placements: Sequence[Placement] = ()
    changes: Sequence[Change] = ()
    lines: Iterable[str] = ()
    traced: Sequence[Trace] = ()
    formulae: Iterable[int] = ()


class Remembered(Base):
    """Reads and writes what linking remembers."""

    remade = True

    def waiting(self, most: int) -> tuple[list[str], int]:
        """Return chains to which something came that links were not made of yet, at most so many, oldest first.

        Also a number by which ``keep`` tells what comes while links are made of these. O(all that wait).
        """
        u, p, t = schema.unlinked, schema.placements, schema.takes
        with self.reading() as c:
            first = func.min(t.c.sent)
            found = select(u.c.chain).outerjoin(p, p.c.chain == u.c.chain).outerjoin(t, t.c.key == p.c.take)
            ordered = found.group_by(u.c.chain).order_by(first.is_(None), first, u.c.chain).limit(most)
            return list(c.execute(ordered).scalars().all()), latest(c)

    def waiting_among(self, chains: Iterable[str]) -> tuple[list[str], int]:
        """Return which of some chains wait and have facts of each take, and the number as ``waiting`` does.

        Those are left out that have a take which was linked in another chain: both chains go together. O(chains).
        """
        u, p, f, wanted = schema.unlinked, schema.placements, schema.facts, sorted(set(chains))
        joined = select(u.c.chain).join(p, p.c.chain == u.c.chain).outerjoin(f, f.c.take == p.c.take)
        read = joined.group_by(u.c.chain).having(func.count(f.c.take) == func.count(p.c.take))
        moved = select(p.c.chain).join(news, news.c.take == p.c.take).where(news.c.chain != p.c.chain)
        with self.reading() as c:
            gained = set(c.execute(moved.where(among(p.c.chain, wanted))).scalars().all())
            found = c.execute(read.where(among(u.c.chain, wanted))).scalars().all()
            return [chain for chain in found if chain not in gained], latest(c)

    def all_wait(self) -> int:
        """How many chains wait to be linked."""
        with self.reading() as c:
            return int(c.execute(select(func.count()).select_from(schema.unlinked)).scalar_one())

    def unclaimed(self, lines: Iterable[str] | None = None) -> dict[str, int]:
        """The storylines, or those of these, whose claims are to be made anew, in order, with their marks' numbers."""
        u = schema.unclaimed.c
        asked = select(u.line, u.number).order_by(u.line)
        with self.reading() as c:
            return dict(c.execute(asked if lines is None else asked.where(among(u.line, lines))).all())

    def forget(self) -> None:
        """Forget all that linking found, and have all chains linked anew: they are linked otherwise from now on."""
        with self.writing() as c:
            for table in schema.LINKED:
                c.execute(delete(table))
            forget_borne(c)
            unnote(c, LINKED)
            mark(c, c.execute(select(schema.placements.c.chain).distinct()).scalars())

    def keep(self, found: Found, upto: int, at: datetime) -> bool:
        """Write what linking some chains changed, and put the facts it was made of in the place of older ones.

        All or none: links point at facts, and must find those that they were made of. What came by it is noted too.

        Args:
            found: what changed.
            upto: the number that ``waiting`` gave.
            at: the moment.

        Returns:
            False when something came to these chains meanwhile, or others linked them: nothing is changed then.
        """
        with self.writing() as c:
            u = schema.unlinked
            still = set(c.execute(select(u.c.chain).where(u.c.number <= upto)).scalars().all())
            if not still.issuperset(found.linked):
                return False
            c.execute(delete(u).where(among(u.c.chain, found.linked)))
            take_over(c, found.takes)
            mark_unmet(c, found.takes)
            told = note_placed(c, found.placements, at)
            note_named(c, (story for story in found.stories if story.id not in told), at)
            _write(c, found)
            return True

    def by(self, column: str, values: Iterable[str]) -> list[bytes]:
        """Return the chains whose ``chain``, ``home``, ``story``, ``slug`` or ``wrapup`` is one of these."""
        t = schema.chains
        return self._where(t.c.packed, t.c[column], values)

    def standing(self, takes: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the chain and the story of each of these takes whose chain was linked."""
        p, t = schema.placements, schema.chains
        wanted = select(p.c.take, t.c.chain, t.c.story).join(t, t.c.chain == p.c.chain)
        with self.reading() as c:
            rows = c.execute(wanted.where(among(p.c.take, takes))).all()
            return {take: (chain, story) for take, chain, story in rows}

    def given_up(self, stories: Iterable[str]) -> set[str]:
        """Return which of these ids lead to another story."""
        m = schema.merged
        return set(self._where(m.c.story, m.c.story, stories))

    def traits(self, runs: Sequence[tuple[int, int]] | None, undated: int) -> list[bytes]:
        """Return the blocks of some runs of days and of those without one, in order; of all days without runs."""
        return self.blocks(self.named(runs, undated))

    def named(self, runs: Sequence[tuple[int, int]] | None, undated: int) -> list[tuple[int, int]]:
        """Return number and day of these blocks, in order; a number counts up, and is never given again."""
        t = schema.traits
        found = select(t.c.number, t.c.day).order_by(t.c.number, t.c.day)
        if runs:
            found = found.where(or_(t.c.day == undated, *(t.c.day.between(*run) for run in runs)))
        with self.reading() as c:
            return [(row.number, row.day) for row in c.execute(found)]

    def blocks(self, names: Sequence[tuple[int, int]]) -> list[bytes]:
        """Return blocks by number and day, in the order asked for; one that is no more is left out."""
        t, found = schema.traits, dict[tuple[int, int], bytes]()
        with self.reading() as c:
            for batch in batches(names):
                there = tuple_(t.c.number, t.c.day).in_(batch)
                rows = c.execute(select(t.c.number, t.c.day, t.c.packed).where(there))
                found |= {(row.number, row.day): row.packed for row in rows}
        return [found[name] for name in names if name in found]

    def traits_of(self, day: int) -> list[tuple[int, bytes]]:
        """Return the blocks of one day, in order, each with its number."""
        t = schema.traits
        with self.reading() as c:
            rows = c.execute(select(t.c.number, t.c.packed).where(t.c.day == day).order_by(t.c.number))
            return [(row.number, row.packed) for row in rows]

    def nodes(self, stories: Iterable[str]) -> list[bytes]:
        """Return the nodes of these stories."""
        t = schema.nodes
        return self._where(t.c.packed, t.c.story, stories)

    def stories_by(self, column: str, values: Iterable[str]) -> list[str]:
        """Return the stories of whose nodes a column (``line``, ``follows``) has such a value."""
        t = schema.nodes
        return self._where(t.c.story, t.c[column], values)

    def counted(self, handles: Iterable[str]) -> dict[str, int]:
        """Return how many stories have each of these handles."""
        h = schema.handles
        rows = select(h.c.handle, func.count()).where(among(h.c.handle, handles)).group_by(h.c.handle)
        with self.reading() as c:
            return dict(c.execute(rows).all())

    def holding(self, handles: Iterable[str]) -> dict[str, list[str]]:
        """Return the stories that have these handles."""
        h, found = schema.handles, dict[str, list[str]]()
        with self.reading() as c:
            for handle, story in c.execute(select(h.c.handle, h.c.story).where(among(h.c.handle, handles))).all():
                found.setdefault(handle, []).append(story)
        return found

    def _where(self, wanted: Column[T], column: Column[str], values: Iterable[str]) -> list[T]:
        if not (keys := set(values)):
            return []
        with self.reading() as c:
            return list(c.execute(select(wanted).where(among(column, keys))).scalars().all())


def _write(c: Connection, found: Found) -> None:
    s = schema
    _replace(c, s.chains.c.chain, found.chains, found.chains_gone)
    _replace(c, s.nodes.c.story, found.nodes, [name.removeprefix("s-") for name in found.stories_gone])
    handles: list[dict[str, object]] = [
        {"handle": handle, "story": story} for story, every in found.handles.items() for handle in every
    ]
    _replace(c, s.handles.c.story, handles, [*found.handles, *(n.removeprefix("s-") for n in found.stories_gone)])
    stories = [
        row(one, last=one.last.isoformat() if one.last else None, title=one.headline.lower()) for one in found.stories
    ]
    _replace(c, s.stories.c.id, stories, found.stories_gone)
    lines = [row(one, title=one.name.lower()) for one in found.storylines]
    _replace(c, s.storylines.c.id, lines, found.storylines_gone)
    _replace(c, s.placements.c.take, [placement_row(one) for one in found.placements], ())
    _replace(c, s.changes.c.take, list(change_rows(found.changes)), found.takes)
    _replace(c, s.merged.c.story, [{"story": a, "into": b} for a, b in found.merged], [one.id for one in found.stories])
    _replace(c, s.unclaimed.c.line, [{"line": line} for line in sorted(found.lines)], ())
    traces.write(c, found.traced, found.formulae)
    _put_blocks(c, found)


def _put_blocks(c: Connection, found: Found) -> None:
    """Write the blocks of traits under numbers that none had before: by these it is told what came."""
    t = schema.traits.c
    number = int(noted(c, BLOCKS) or c.execute(select(func.max(t.number))).scalar() or 0)
    for day, upto in found.outdated.items():
        c.execute(delete(schema.traits).where(t.day == day, t.number <= upto))
    for count, (day, packed) in enumerate(found.traits, 1):
        c.execute(insert(schema.traits).values(day=day, number=number + count, packed=packed))
    note(c, BLOCKS, str(number + len(found.traits)))


def _replace(c: Connection, key: Column[str], rows: Sequence[dict[str, object]], gone: Iterable[str]) -> None:
    """Put rows in the place of those of the same keys, and delete those of keys that are no more."""
    if old := {*gone, *(str(one[key.name]) for one in rows)}:
        c.execute(delete(key.table).where(among(key, old)))
    fill(c, key.table, rows)
