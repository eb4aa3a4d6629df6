"""What persons decided for good, in one table; what a decision is about is packed, each kind in its shape."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, true, update

from writethru.model import Decision, DecisionKind, Side
from writethru.store import schema
from writethru.store.engine import Base
from writethru.store.packing import pack, unpack


class Corrections(Base):
    """Notes and replays decisions; a number is never given twice, and nothing is ever deleted."""

    def note(self, kind: DecisionKind, sides: Sequence[Side], why: str, at: datetime) -> int:
        """Keep a decision; returns its number."""
        row = {"kind": kind.value, "packed": pack(tuple(sides)), "why": why, "at": at}
        with self.writing() as c:
            return int(
                c.execute(insert(schema.corrections).values(row).returning(schema.corrections.c.number)).scalar_one()
            )

    def undo(self, number: int, at: datetime) -> None:
        """Take a decision back, from this moment; one that was taken back before keeps its moment."""
        t = schema.corrections
        with self.writing() as c:
            c.execute(update(t).where(t.c.number == number, t.c.undone.is_(None)).values(undone=at))

    def every(self) -> list[Decision]:
        """Every decision, those that were taken back too, in order of number."""
        return self._where(true())

    def in_force(self) -> list[Decision]:
        """The decisions that hold, in order of number."""
        return self._where(schema.corrections.c.undone.is_(None))

    def _where(self, wanted: ColumnElement[bool]) -> list[Decision]:
        t = schema.corrections
        people = t.c.kind.in_([kind.value for kind in DecisionKind])
        with self.reading() as c:
            rows = c.execute(select(t).where(people, wanted).order_by(t.c.number)).all()
        return [
            Decision(r.number, DecisionKind(r.kind), unpack(r.packed, tuple[Side, ...]), r.why, r.at, r.undone)
            for r in rows
        ]
