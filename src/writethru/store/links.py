"""What linking found: placements, stories, storylines, claims, changes; people are in ``writethru.store.people``."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select

from writethru.model import Change, Claim, Links, PeopleChanges, Placement, Story, Storyline
from writethru.store import schema
from writethru.store.engine import Base
from writethru.store.facts import newest_makers, take_over
from writethru.store.packing import pack, unpack
from writethru.store.people import PeopleRows, Register

T = TypeVar("T")
_LINKED = "linked"
_BATCH = 500


class LinkRows(Base):
    """Reads and replaces what linking found."""

    def replace(
        self, links: Links, of: str, makers: Mapping[str, str], people: PeopleChanges | None = None, was: str = ""
    ) -> bool:
        """Put new links in the place of the old, and the facts that they were made of in the place of older ones.

        All or none: links point at facts, and must find those that they were made of. Takes that came while these
        links were made keep the places that they have.

        Args:
            links: the new ones; their people are not looked at.
            of: names all that they were made of.
            makers: by take, what read the facts that they were made of.
            people: what goes with them of who is who, unless nothing does.
            was: names what the links were made of when this was found out.

        Returns:
            False when facts were read anew or others made links meanwhile: nothing is changed then, and links are to
            be made again.
        """
        linked = {p.take for p in links.placements}
        with self.writing() as c:
            now = newest_makers(c)
            if any(now.get(take) != maker for take, maker in makers.items()) or (people and _made_of(c) != was):
                return False
            take_over(c, makers)
            every = c.execute(select(schema.placements.c.packed)).scalars()
            since = [p for packed in every if (p := unpack(packed, Placement)).take not in linked]
            for table in schema.LINKED:
                c.execute(delete(table))
            _fill(c, schema.placements, [_placement(p) for p in (*links.placements, *since)])
            _fill(c, schema.stories, [_row(s, last=s.last.isoformat() if s.last else None) for s in links.stories])
            _fill(c, schema.storylines, [_row(s) for s in links.storylines])
            _fill(c, schema.changes, list(_changes(links)))
            _fill(c, schema.claims, [_row(k, story=k.story) for k in links.claims])
            if people:
                Register(c).keep(people)
            _sign(c, of)
            return True

    def replace_claims(self, claims: Iterable[Claim], of: str, people: PeopleChanges, was: str) -> bool:
        """Put new claims in the place of the old, and keep what goes with them of who is who; everything else stays.

        Args:
            claims: the new ones.
            of: names all that the links are made of now.
            people: what goes with them of who is who.
            was: names what the links were made of that they go with.

        Returns:
            False when others were made meanwhile: nothing is changed then.
        """
        with self.writing() as c:
            if _made_of(c) != was:
                return False
            c.execute(delete(schema.claims))
            _fill(c, schema.claims, [_row(k, story=k.story) for k in claims])
            Register(c).keep(people)
            _sign(c, of)
            return True

    def place(self, placements: Iterable[Placement]) -> None:
        """Give takes their places, new ones and others, until they are linked."""
        rows = [_placement(p) for p in placements]
        with self.writing() as c:
            for at in range(0, len(rows), _BATCH):
                batch = rows[at : at + _BATCH]
                c.execute(delete(schema.placements).where(schema.placements.c.take.in_([r["take"] for r in batch])))
                c.execute(insert(schema.placements), batch)

    def places(self, takes: Iterable[str]) -> dict[str, Placement]:
        """Return the places of these takes; those without one are left out."""
        return self._where(schema.placements.c.take, takes)

    def standing_in(self, chains: Iterable[str]) -> dict[str, Placement]:
        """Return the places of all takes of these chains, by take."""
        return self._where(schema.placements.c.chain, chains)

    def _where(self, column: ColumnElement[str], values: Iterable[str]) -> dict[str, Placement]:
        wanted = sorted(set(values))
        found: dict[str, Placement] = {}
        with self.reading() as c:
            for at in range(0, len(wanted), _BATCH):
                rows = c.execute(select(schema.placements.c.packed).where(column.in_(wanted[at : at + _BATCH])))
                found |= {p.take: p for packed in rows.scalars() if (p := unpack(packed, Placement))}
        return found

    def made_of(self) -> str:
        """Return the name of all that the links were made of, or an empty string."""
        with self.reading() as c:
            return _made_of(c)

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
        found = self._packed(schema.stories, Story)
        return sorted(found, key=lambda s: (s.last is None, -(s.last.toordinal() if s.last else 0), s.id))

    def story(self, name: str) -> Story | None:
        """Return the story of that id, or None."""
        return self._one(schema.stories, Story, name)

    def storyline(self, name: str) -> Storyline | None:
        """Return the storyline of that id, or None."""
        return self._one(schema.storylines, Storyline, name)

    def storylines(self) -> list[Storyline]:
        """Every storyline, by id."""
        return self._packed(schema.storylines, Storyline)

    def claims(self) -> list[Claim]:
        """Every claim, by id."""
        return self._packed(schema.claims, Claim)

    def _packed(self, table: Table, kind: type[T], order: str = "id") -> list[T]:
        keys = [table.c[order], *([table.c.number] if "number" in table.c else [])]
        with self.reading() as c:
            return [unpack(p, kind) for p in c.execute(select(table.c.packed).order_by(*keys)).scalars()]

    def _one(self, table: Table, kind: type[T], name: str) -> T | None:
        with self.reading() as c:
            packed = c.execute(select(table.c.packed).where(table.c.id == name)).scalar()
            return None if packed is None else unpack(packed, kind)


def _row(thing: Any, **more: object) -> dict[str, object]:  # noqa: ANN401 - any linked object with an id
    return {"id": thing.id, "packed": pack(thing), **more}


def _placement(p: Placement) -> dict[str, object]:
    return {"take": p.take, "chain": p.chain, "story": p.story, "storyline": p.storyline, "packed": pack(p)}


def _changes(links: Links) -> Iterable[dict[str, object]]:
    numbers: dict[str, int] = {}
    for change in links.changes:
        number = numbers[change.take] = numbers.get(change.take, -1) + 1
        yield {"take": change.take, "number": number, "packed": pack(change)}


def _made_of(c: Connection) -> str:
    found = c.execute(select(schema.desk.c.value).where(schema.desk.c.name == _LINKED)).scalar()
    return str(found or "")


def _sign(c: Connection, of: str) -> None:
    c.execute(delete(schema.desk).where(schema.desk.c.name == _LINKED))
    c.execute(insert(schema.desk).values(name=_LINKED, value=of))


def _fill(c: Connection, table: Table, rows: list[Any]) -> None:
    for at in range(0, len(rows), _BATCH):
        c.execute(insert(table), rows[at : at + _BATCH])
