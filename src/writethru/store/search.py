"""Full text over title and copy: FTS5 with trigrams on SQLite, so that it finds parts of words in any script."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from writethru.model import Take
from writethru.store.engine import Base

_SHORTEST = 3  # trigrams find nothing shorter


def index(c: Connection, takes: Iterable[Take]) -> None:
    """Make takes findable, in the transaction that stores them."""
    rows = [{"take": take.key, "title": take.title, "copy": _copy(take)} for take in takes]
    c.execute(text("INSERT INTO words (take, title, copy) VALUES (:take, :title, :copy)"), rows)


class Search(Base):
    """Finds takes by their words."""

    def find(self, words: str, most: int) -> list[str]:
        """Return the takes that hold all these words, best first; see ``terms`` for what counts as one."""
        wanted = terms(words)
        if not wanted:
            return []
        found = text(
            "SELECT take FROM words WHERE words MATCH :query ORDER BY bm25(words, 0, 4.0, 1.0), take LIMIT :most"
        )
        query = " AND ".join(f'"{term}"' for term in wanted)
        with self.reading() as c:
            return list(c.execute(found, {"query": query, "most": most}).scalars())


def terms(words: str) -> list[str]:
    """Return what is searched for: single words, and words in double quotes as one; those under three letters not.

    >>> terms('ferry "to Vell" of')
    ['ferry', 'to Vell']
    """
    parts = [part.strip() for i, piece in enumerate(words.split('"')) for part in ([piece] if i % 2 else piece.split())]
    return [part for part in parts if len(part) >= _SHORTEST]


def _copy(take: Take) -> str:
    return "\n".join(" ".join(span.of(take.text).split()) for span in take.copy)
