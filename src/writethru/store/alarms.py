"""What takes carry that nobody understands yet: kept once a source, so that a desk is told once and not each time."""

from collections.abc import Mapping

from sqlalchemy import insert, select, update

from writethru.model import Alarm
from writethru.store import schema
from writethru.store.engine import Base


class Alarms(Base):
    """Unknown markers by source."""

    def raise_for(self, seen: Mapping[tuple[str, str], tuple[str, int]]) -> list[Alarm]:
        """Note what was seen and return what was not known before.

        ``seen``: by source and words, the first take that has them and how many do.
        """
        t, new = schema.alarms, []
        with self.writing() as c:
            for (source, words), (take, times) in sorted(seen.items()):
                same = (t.c.source == source) & (t.c.words == words)
                if c.execute(update(t).where(same).values(times=t.c.times + times)).rowcount:
                    continue
                c.execute(insert(t).values(source=source, words=words, take=take, times=times))
                new.append(Alarm(source, words, take, times))
        return new

    def all(self) -> list[Alarm]:
        """Every alarm, by source."""
        t = schema.alarms
        with self.reading() as c:
            rows = c.execute(select(t.c.source, t.c.words, t.c.take, t.c.times).order_by(t.c.source, t.c.words))
            return [Alarm(*row) for row in rows]
