"""What linking found: placements, stories, storylines, claims, changes; people are in ``writethru.store.people``."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select

from writethru.model import Change, Claim, Links, Origin, Placement, Story, Storyline
from writethru.model.packing import pack, unpack
from writethru.store import schema
from writethru.store.engine import Base, among, begins, fill
from writethru.store.news import note_orders, touched
from writethru.store.noted import LINKED, note, noted
from writethru.store.people import PeopleRows
from writethru.store.waiting import mark

T = TypeVar("T")
_BATCH = 500
_PLACES, _STORIES = 1 << 14, 1 << 12  # that are not unpacked again: those of a long line are asked for over and over

Subjects = tuple[list[Story], list[Storyline]]
_TITLED = (schema.stories, schema.storylines)


class LinkRows(Base):
    """Reads and replaces what linking found."""

    remade = True

    def keep_claims(self, marked: Mapping[str, int], found: Sequence[tuple[str, Claim]]) -> None:
        """Put new claims in the place of those of some storylines; those of others stay, and what is the same is left.

        A claim that came from a storyline which is gone over later is taken from it. A storyline that was marked again
        meanwhile, or that others went over, is left to whoever marked it.

        Args:
            marked: the storylines that were gone over, each with the number of its mark at that time.
            found: their claims, each with its storyline.
        """
        t, u = schema.claims, schema.unclaimed
        with self.writing() as c:
            there = c.execute(select(u.c.line, u.c.number).where(among(u.c.line, marked))).all()
            lines = {line for line, number in there if marked[line] == number}
            made = [row(one, story=one.story, line=line) for line, one in found if line in lines]
            before: dict[str, tuple[Any, ...]] = {}
            for some in (among(t.c.line, lines), among(t.c.id, [one["id"] for one in made])):
                before |= {there.id: tuple(there) for there in c.execute(select(t).where(some))}
            names = [column.name for column in t.columns]
            new = [one for one in made if before.get(str(one["id"])) != tuple(one[name] for name in names)]
            same = {one["id"] for one in made} - {one["id"] for one in new}
            c.execute(delete(t).where(among(t.c.id, before.keys() - same)))
            c.execute(delete(u).where(among(u.c.line, lines)))
            fill(c, t, new)

    def sign(self, of: str) -> None:
        """Note what settings and decisions all links are made by now."""
        with self.writing() as c:
            note(c, LINKED, of)

    def place(self, placements: Sequence[Placement], at: datetime) -> None:
        """Give takes their places, new ones and others, until they are linked; their chains wait for that now.

        Kills and holds among them are noted as having come at that moment.
        """
        rows = [placement_row(p) for p in placements]
        table = schema.placements
        with self.writing() as c:
            chains = {str(row["chain"]) for row in rows}
            mine = among(table.c.take, [row["take"] for row in rows])
            chains |= set(c.execute(select(table.c.chain).where(mine)).scalars().all())
            c.execute(delete(table).where(mine))
            fill(c, table, rows)
            mark(c, chains)
            note_orders(c, placements, at)

    def places(self, takes: Iterable[str]) -> dict[str, Placement]:
        """Return the places of these takes; those without one are left out."""
        return self._where(schema.placements.c.take, takes)

    def chains_of(self, takes: Iterable[str]) -> dict[str, str]:
        """Return the chains of these takes; those without a place are left out."""
        p = schema.placements.c
        with self.reading() as c:
            rows = c.execute(select(p.take, p.chain).where(among(p.take, takes))).all()
            return dict(rows)

    def standing_in(self, chains: Iterable[str]) -> dict[str, Placement]:
        """Return the places of all takes of these chains, by take."""
        return self._where(schema.placements.c.chain, chains)

    def _where(self, column: ColumnElement[str], values: Iterable[str]) -> dict[str, Placement]:
        with self.reading() as c:
            rows = c.execute(select(schema.placements.c.packed).where(among(column, values))).scalars().all()
            return {p.take: p for p in map(_placement, rows)}

    def on_lines(self, lines: Iterable[str]) -> dict[str, list[Placement]]:
        """The places of the takes by the main storyline, in order of both; a storyline that has none is left out."""
        found: dict[str, list[Placement]] = {}
        places = self._where(schema.placements.c.storyline, lines)
        for take in sorted(places, key=lambda take: (places[take].storyline, take)):
            found.setdefault(places[take].storyline, []).append(places[take])
        return found

    def lengths(self, lines: Iterable[str]) -> dict[str, int]:
        """Return how many takes have each of these as their main storyline; one that has none is left out."""
        line = schema.placements.c.storyline
        with self.reading() as c:
            return dict(c.execute(select(line, func.count()).where(among(line, lines)).group_by(line)).all())

    def stories_of(self, names: Iterable[str]) -> list[Story]:
        """These stories, those that are there, by id."""
        return self._some(schema.stories.c.id, Story, names)

    def origins_of(self, names: Iterable[str]) -> list[Origin]:
        """Where the takes of these stories come from."""
        s = schema.stories.c
        with self.reading() as c:
            rows = c.execute(select(s.packed).where(among(s.id, names))).scalars().all()
            return [origin for packed in rows for origin in _origins(packed)]

    def storylines_of(self, names: Iterable[str]) -> list[Storyline]:
        """These storylines, those that are there, by id."""
        return self._some(schema.storylines.c.id, Storyline, names)

    def changes_of(self, takes: Iterable[str]) -> list[Change]:
        """What changed with these takes, in order of take and place."""
        return self._some(schema.changes.c.take, Change, takes, schema.changes.c.number)

    def claims_of(self, lines: Iterable[str], stories: Iterable[str]) -> list[Claim]:
        """The claims of these storylines and those of these stories, by id."""
        t = schema.claims.c
        found = {
            one.id: one
            for column, some in ((t.line, lines), (t.story, stories))
            for one in self._some(column, Claim, some)
        }
        return [found[name] for name in sorted(found)]

    def _some(
        self, column: ColumnElement[str], kind: type[T], values: Iterable[str], *order: ColumnElement[int]
    ) -> list[T]:
        wanted = select(column.table.c.packed).order_by(column, *order)
        with self.reading() as c:
            return [unpack(packed, kind) for packed in c.execute(wanted.where(among(column, values))).scalars().all()]

    def newest(self, most: int | None = None, after: str = "", since: int = 0) -> list[Story]:
        """Stories, newest first, those without a day last: at most so many, those behind one where it is named.

        ``since``: only those to which something came after that number of the news.
        """
        s = schema.stories.c
        found = select(s.packed).order_by(s.last.desc().nulls_last(), s.id).limit(most)
        if since:
            found = found.where(s.id.in_(select(touched(since).c.story)))
        with self.reading() as c:
            if after:
                last = c.execute(select(s.last).where(s.id == after)).scalar()
                same = and_(s.last.is_(None) if last is None else s.last == last, s.id > after)
                found = found.where(same if last is None else or_(same, s.last < last, s.last.is_(None)))
            return [unpack(packed, Story) for packed in c.execute(found).scalars()]

    def lines_behind(self, name: str, most: int, since: int = 0) -> list[str]:
        """Return the ids of storylines behind one, in order: at most so many; ``since`` as for ``newest``."""
        found = select(schema.storylines.c.id).where(schema.storylines.c.id > name)
        if since:
            p = schema.placements.c
            found = found.where(
                schema.storylines.c.id.in_(select(p.storyline).where(p.story.in_(select(touched(since)))))
            )
        with self.reading() as c:
            return list(c.execute(found.order_by(schema.storylines.c.id).limit(most)).scalars())

    def begun(self, name: str, most: int) -> Subjects:
        """At most so many stories, and as many storylines, whose ids begin so, by id."""
        return self._subjects(lambda t: begins(t.c.id, name), most)

    def titled(self, words: str, most: int) -> Subjects:
        """At most so many stories, and as many storylines, with these words in their titles, by id. O(all titles)."""
        return self._subjects(lambda t: func.instr(t.c.title, words.lower()) > 0, most)

    def _subjects(self, fits: Callable[[Table], ColumnElement[bool]], most: int) -> Subjects:
        with self.reading() as c:
            ids = [c.execute(select(t.c.id).where(fits(t)).limit(most)).scalars().all() for t in _TITLED]
        return self.stories_of(ids[0]), self.storylines_of(ids[1])

    def made_of(self) -> str:
        """Return the name of all that the links were made of, or an empty string."""
        with self.reading() as c:
            return noted(c, LINKED)

    def counts(self) -> tuple[int, int]:
        """How many stories and how many storylines there are."""
        with self.reading() as c:
            stories, storylines = (
                c.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (schema.stories, schema.storylines)
            )
            return stories, storylines

    def all(self) -> Links:
        """Return everything."""
        return Links(
            placements=tuple(self.placements()),
            changes=tuple(self.changes()),
            stories=tuple(self.stories()),
            storylines=tuple(self._packed(schema.storylines, Storyline)),
            people=tuple(PeopleRows(self._engine).everybody()),
            claims=tuple(self._packed(schema.claims, Claim)),
        )

    def placements(self) -> list[Placement]:
        """Every placement, in order of take."""
        return self._packed(schema.placements, Placement, order="take")

    def changes(self) -> list[Change]:
        """Every change, in order of take and place."""
        return self._packed(schema.changes, Change, order="take")

    def stories(self) -> list[Story]:
        """Every story, newest first; those without a day last."""
        return self.newest()

    def story(self, name: str) -> Story | None:
        """Return the story of that id, or the one into which it went, or None."""
        return self._one(schema.stories, Story, self.leads_to(name))

    def leads_to(self, name: str) -> str:
        """Return the id of the story into which the one of that id went; itself where it went into none."""
        m = schema.merged
        with self.reading() as c:
            seen = [name]
            while (into := c.execute(select(m.c.into).where(m.c.story == seen[-1])).scalar()) and into not in seen:
                seen.append(into)
            return seen[-1]

    def is_there(self, name: str) -> bool:
        """Say whether there is a story or storyline of that id."""
        with self.reading() as c:
            return any(c.execute(select(t.c.id).where(t.c.id == name)).first() for t in _TITLED)

    def storyline(self, name: str) -> Storyline | None:
        """Return the storyline of that id, or None."""
        return self._one(schema.storylines, Storyline, name)

    def storylines(self) -> list[Storyline]:
        """Every storyline, by id."""
        return self._packed(schema.storylines, Storyline)

    def claims(self) -> list[Claim]:
        """Every claim, by id."""
        return self._packed(schema.claims, Claim)

    def every_claim(self) -> Iterator[list[Claim]]:
        """Every claim, by id, some at a time."""
        return self._batches(schema.claims, Claim)

    def every_change(self) -> Iterator[list[Change]]:
        """Every change, in order of take and place, some at a time."""
        return self._batches(schema.changes, Change, order="take")

    def _packed(self, table: Table, kind: type[T], order: str = "id") -> list[T]:
        return [one for some in self._batches(table, kind, order) for one in some]

    def _batches(self, table: Table, kind: type[T], order: str = "id") -> Iterator[list[T]]:
        keys = [table.c[order], *([table.c.number] if "number" in table.c else [])]
        found = select(table.c.packed).order_by(*keys).execution_options(yield_per=_BATCH)
        with self.reading() as c:
            for some in c.execute(found).scalars().partitions():
                yield [unpack(packed, kind) for packed in some]

    def _one(self, table: Table, kind: type[T], name: str) -> T | None:
        with self.reading() as c:
            packed = c.execute(select(table.c.packed).where(table.c.id == name)).scalar()
            return None if packed is None else unpack(packed, kind)


@lru_cache(maxsize=_STORIES)
def _origins(packed: bytes) -> tuple[Origin, ...]:
    return unpack(packed, Story).origins


@lru_cache(maxsize=_PLACES)
def _placement(packed: bytes) -> Placement:
    return unpack(packed, Placement)


def row(thing: Any, **more: object) -> dict[str, object]:  # noqa: ANN401 - any linked object with an id
    """Return a linked object as it is written."""
    return {"id": thing.id, "packed": pack(thing), **more}


def placement_row(p: Placement) -> dict[str, object]:
    """Return a place as it is written."""
    return {"take": p.take, "chain": p.chain, "story": p.story, "storyline": p.storyline, "packed": pack(p)}


def change_rows(changes: Iterable[Change]) -> Iterable[dict[str, object]]:
    """Yield the changes of some chains as they are written."""
    numbers: dict[str, int] = {}
    for change in changes:
        number = numbers[change.take] = numbers.get(change.take, -1) + 1
        yield {"take": change.take, "number": number, "packed": pack(change)}
