"""Full text over title and copy: FTS5 with trigrams on SQLite, so that it finds parts of words in any script."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, text

from writethru.model import Take
from writethru.model.terms import found_by, is_abbreviation, spellings, terms
from writethru.store.engine import Base

_SHORTEST = 3  # trigrams find nothing shorter
_BATCH = 200
_WHOLE = "*[^A-Za-z0-9]{}[^A-Za-z0-9]*"


def index(c: Connection, takes: Iterable[Take]) -> None:
    """Make takes findable, in the transaction that stores them."""
    rows = [(take.key, take.title, _copy(take)) for take in takes]
    c.exec_driver_sql("INSERT INTO words (take, title, copy) VALUES (?, ?, ?)", rows)


class Search(Base):
    """Finds takes by their words."""

    def find(self, words: str, most: int) -> list[str]:
        """Return the takes that hold all these words, best first; see ``terms`` for what counts as one."""
        return list(islice(self.ranked(words), most))

    def ranked(self, words: str) -> Iterator[str]:
        """Yield the takes that hold all these words, best first; of words of two letters alone the latest first.

        A word is found wherever its letters stand in a row, so that the beginning of one is enough. Time: O(takes that
        hold them); words of two letters are looked for in every take that holds the others.
        """
        wanted = terms(words)
        long, short = ([t for t in wanted if (len(t) >= _SHORTEST) is whole] for whole in (True, False))
        asked = {"query": " AND ".join(map(_spelled, long))} if long else {}
        where = ["words MATCH :query"] if long else []
        for number, term in enumerate(short):
            whole = is_abbreviation(term)
            where.append(f"(' ' || title || ' ' || copy || ' ') {'GLOB' if whole else 'LIKE'} :short{number}")
            asked[f"short{number}"] = _WHOLE.format(term) if whole else f"%{term}%"
        order = "bm25(words, 0, 4.0, 1.0), take" if long else "rowid DESC"
        found = text(f"SELECT take FROM words WHERE {' AND '.join(where)} ORDER BY {order}")
        if not where:
            return
        with self.reading() as c:
            yield from c.execute(found.execution_options(yield_per=_BATCH), asked).scalars()


def holds(take: Take, wanted: Iterable[str]) -> bool:
    """Say whether a take has all of these terms, as ``Search`` finds them. O(its text)."""
    text = f"{take.title}\n{_copy(take)}"
    return all(re.search(found_by(term), text, re.IGNORECASE) for term in wanted)


def _spelled(term: str) -> str:
    return "({})".format(" OR ".join(f'"{one}"' for one in spellings(term)))


def _copy(take: Take) -> str:
    return "\n".join(" ".join(span.of(take.text).split()) for span in take.copy)
