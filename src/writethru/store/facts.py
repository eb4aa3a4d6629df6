"""Facts and vectors by take."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Column, select
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model import Facts
from writethru.store import schema
from writethru.store.engine import Base
from writethru.store.packing import pack, unpack

if TYPE_CHECKING:
    import numpy as np

_BATCH = 500


class FactRows(Base):
    """What was read out of takes."""

    def keep(self, found: Sequence[tuple[Facts, "np.ndarray | None"]]) -> None:
        """Store the facts and vectors of a batch, all or none; what is there already is left alone."""
        with self.writing() as c:
            for facts, vector in found:
                row = {"take": facts.take, "packed": pack(facts)}
                c.execute(upsert(schema.facts).values(row).on_conflict_do_nothing())
                if vector is not None:
                    packed = vector.astype("<f4").tobytes()
                    c.execute(upsert(schema.vectors).values(take=facts.take, vector=packed).on_conflict_do_nothing())

    def get(self, keys: Iterable[str]) -> dict[str, Facts]:
        """Return the facts of these takes; those without are left out."""
        return {key: unpack(packed, Facts) for key, packed in self._get(schema.facts.c.packed, keys).items()}

    def vectors(self, keys: Iterable[str]) -> dict[str, "np.ndarray"]:
        """Return the vectors of these takes (float32, length 1); those without are left out."""
        import numpy as np

        return {key: np.frombuffer(packed, "<f4") for key, packed in self._get(schema.vectors.c.vector, keys).items()}

    def _get(self, column: Column[bytes], keys: Iterable[str]) -> dict[str, bytes]:
        wanted, found = sorted(set(keys)), {}
        take = column.table.c.take
        with self.reading() as c:
            for at in range(0, len(wanted), _BATCH):
                rows = c.execute(select(take, column).where(take.in_(wanted[at : at + _BATCH])))
                found.update({row[0]: row[1] for row in rows})
        return found
