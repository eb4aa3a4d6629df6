"""What persons decided for good, in one table; what a decision is about is packed, each kind in its shape."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, true, update

from writethru.model import Arrangement, ArrangementKind, Decision, DecisionKind, Pieces, Side
from writethru.model.packing import pack, unpack
from writethru.store import schema
from writethru.store.engine import Base
from writethru.store.waiting import mark_takes


@dataclass(frozen=True, slots=True)
class _About:
    """What an arrangement is about, as it is packed."""

    lines: bool
    sides: tuple[Pieces, ...]
    name: str = ""


class Corrections(Base):
    """Notes and replays decisions; a number is never given twice, and nothing is ever deleted."""

    def note(self, kind: DecisionKind, sides: Sequence[Side], why: str, at: datetime, by: str = "") -> int:
        """Keep a decision about people; returns its number."""
        return self._note(kind.value, pack(tuple(sides)), why, at, by)

    def note_arrangement(self, one: Arrangement) -> int:
        """Keep a decision about stories or storylines, and have what it names linked anew; returns its number here."""
        about = pack(_About(one.lines, one.sides, one.name))
        return self._note(one.kind.value, about, one.why, one.at, one.by, _takes(one))

    def _note(self, kind: str, packed: bytes, why: str, at: datetime, by: str, takes: Iterable[str] = ()) -> int:
        row = {"kind": kind, "packed": packed, "why": why, "at": at, "by": by}
        with self.writing() as c:
            mark_takes(c, takes)
            return int(
                c.execute(insert(schema.corrections).values(row).returning(schema.corrections.c.number)).scalar_one()
            )

    def undo(self, number: int, at: datetime, by: str = "") -> None:
        """Take a decision back, from this moment; one that was taken back before keeps its moment.

        What one about stories or storylines names is linked anew.
        """
        t = schema.corrections
        mine = (t.c.number == number, t.c.undone.is_(None))
        with self.writing() as c:
            if row := c.execute(select(t).where(*mine)).first():
                mark_takes(c, _takes(_read(row)))
                c.execute(update(t).where(*mine).values(undone=at, undone_by=by))

    def every(self) -> list[Decision | Arrangement]:
        """Every decision, those that were taken back too, in order of number."""
        return [_read(row) for row in self._where(true())]

    def in_force(self) -> list[Decision]:
        """The decisions about who is who that hold, in order of number."""
        return [one for one in self._of_people() if one.kind is not DecisionKind.FORGET]

    def forgotten(self) -> list[Decision]:
        """The decisions that hold of those who are to be forgotten, in order of number."""
        return [one for one in self._of_people() if one.kind is DecisionKind.FORGET]

    def _of_people(self) -> list[Decision]:
        return [one for one in self._in_force() if isinstance(one, Decision)]

    def arrangements(self) -> list[Arrangement]:
        """The decisions about stories and storylines that hold, in order of number."""
        return [one for one in self._in_force() if isinstance(one, Arrangement)]

    def _in_force(self) -> list[Decision | Arrangement]:
        return [_read(row) for row in self._where(schema.corrections.c.undone.is_(None))]

    def _where(self, wanted: ColumnElement[bool]) -> Sequence[Row[Any]]:
        t = schema.corrections
        known = t.c.kind.in_([*DecisionKind, *ArrangementKind])
        with self.reading() as c:
            return c.execute(select(t).where(known, wanted).order_by(t.c.number)).all()

    def version(self) -> tuple[int, int]:
        """Return the number of the last decision, and how many were taken back."""
        t = schema.corrections
        with self.reading() as c:
            found = c.execute(select(func.max(t.c.number), func.count(t.c.undone))).one()
        return int(found[0] or 0), int(found[1])


def _takes(one: Decision | Arrangement) -> Iterable[str]:
    """Return the takes whose chains are linked otherwise because of a decision."""
    return [key for side in one.sides for key in side.takes] if isinstance(one, Arrangement) else ()


def _read(row: Row[Any]) -> Decision | Arrangement:
    said = (row.why, row.at, row.undone, row.by, row.undone_by)
    if row.kind in {kind.value for kind in DecisionKind}:
        return Decision(row.number, DecisionKind(row.kind), unpack(row.packed, tuple[Side, ...]), *said)
    about = unpack(row.packed, _About)
    return Arrangement(row.number, ArrangementKind(row.kind), about.lines, about.sides, about.name, *said)
