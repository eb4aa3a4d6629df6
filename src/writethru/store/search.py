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

    def find(self, words: str, most: int) -> list[tuple[str, str]]:
        r"""Return (take, excerpt with the words found between \x02 and \x03), best first.

        All words must occur; words in double quotes count as one; words under three letters are passed over.
        """
        query = _query(words)
        if not query:
            return []
        found = text(
            "SELECT take, snippet(words, -1, char(2), char(3), '…', 32) AS excerpt FROM words "
            "WHERE words MATCH :query ORDER BY bm25(words, 0, 4.0, 1.0), take LIMIT :most"
        )
        with self.reading() as c:
            return [(row.take, row.excerpt) for row in c.execute(found, {"query": query, "most": most})]


def _copy(take: Take) -> str:
    return "\n".join(" ".join(span.of(take.text).split()) for span in take.copy)


def _query(words: str) -> str:
    parts = [part.strip() for i, piece in enumerate(words.split('"')) for part in ([piece] if i % 2 else piece.split())]
    return " AND ".join(f'"{part}"' for part in parts if len(part) >= _SHORTEST)
