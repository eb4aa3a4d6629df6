"""What readers said and saw: stories followed, muted and seen. Each reader has a name; an open desk's has none."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.store.engine import Base, batches
from writethru.store.news_schema import follows, seen


class ReaderRows(Base):
    """Reads and writes what readers said of stories and storylines, and what they have seen."""

    def say(self, reader: str, names: Collection[str], name: str, at: datetime, *, muted: bool) -> None:
        """Note that a reader follows a story or storyline, or wants to hear nothing of it.

        Args:
            reader: who.
            names: every id under which it goes or went; what was said of these before is gone.
            name: the id under which it goes.
            at: when.
            muted: to hear nothing of it.
        """
        with self.writing() as c:
            c.execute(delete(follows).where(follows.c.reader == reader, follows.c.name.in_(names)))
            c.execute(upsert(follows).values(reader=reader, name=name, muted=muted, at=at))

    def unsay(self, reader: str, names: Collection[str]) -> None:
        """Forget what a reader said of what goes or went by one of these ids."""
        with self.writing() as c:
            c.execute(delete(follows).where(follows.c.reader == reader, follows.c.name.in_(names)))

    def said(self, reader: str) -> dict[str, bool]:
        """What a reader follows, by the id that it had when that was said, oldest first; True where it is muted."""
        f = follows.c
        with self.reading() as c:
            rows = c.execute(select(f.name, f.muted).where(f.reader == reader).order_by(f.at, f.name))
            return {row.name: row.muted for row in rows}

    def see(self, reader: str, story: str, number: int) -> int:
        """Note up to which number a reader has seen a story; a lower one than is noted changes nothing.

        Returns the number that is noted now.
        """
        mine = (seen.c.reader == reader, seen.c.story == story)
        with self.writing() as c:
            known = c.execute(select(seen.c.number).where(*mine)).scalar() or 0
            if number <= known:
                return known
            c.execute(delete(seen).where(*mine))
            c.execute(upsert(seen).values(reader=reader, story=story, number=number, before=known))
            return number

    def unsee(self, reader: str, story: str) -> int:
        """Take back what was noted last of a reader and a story; once, then there is nothing left to take back.

        Returns the number that is noted now.
        """
        mine = (seen.c.reader == reader, seen.c.story == story)
        with self.writing() as c:
            before = c.execute(select(seen.c.before).where(*mine)).scalar() or 0
            c.execute(delete(seen).where(*mine))
            if before:
                c.execute(upsert(seen).values(reader=reader, story=story, number=before, before=0))
            return before

    def marks(self, reader: str, stories: Collection[str]) -> dict[str, int]:
        """Up to which number a reader has seen these stories; those that were never seen are left out."""
        s, found = seen.c, dict[str, int]()
        with self.reading() as c:
            for batch in batches(sorted(stories)):
                rows = c.execute(select(s.story, s.number).where(s.reader == reader, s.story.in_(batch)))
                found |= {row.story: row.number for row in rows}
        return found

    def version(self, reader: str) -> tuple[object, ...]:
        """Return what is another after anything that a reader said or saw. O(what they saw)."""
        f, s = follows.c, seen.c
        said = select(func.count(), func.max(f.at), func.coalesce(func.sum(f.muted), 0)).where(f.reader == reader)
        saw = select(func.count(), func.coalesce(func.sum(s.number), 0)).where(s.reader == reader)
        with self.reading() as c:
            return *c.execute(said).one(), *c.execute(saw).one()
