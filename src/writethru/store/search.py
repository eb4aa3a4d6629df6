"""Full text over title and copy: FTS5 with trigrams on SQLite, so that it finds parts of words in any script."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, text

from writethru.model import Take
from writethru.store.engine import Base

_SHORTEST = 3  # trigrams find nothing shorter
_BATCH = 200
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")  # kana, Han, Hangul


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
        asked = {"query": " AND ".join(f'"{term}"' for term in long)} if long else {}
        where = ["words MATCH :query"] if long else []
        for number, term in enumerate(short):
            where.append(f"(title || ' ' || copy) LIKE :short{number}")
            asked[f"short{number}"] = f"%{term}%"
        order = "bm25(words, 0, 4.0, 1.0), take" if long else "rowid DESC"
        found = text(f"SELECT take FROM words WHERE {' AND '.join(where)} ORDER BY {order}")
        if not where:
            return
        with self.reading() as c:
            yield from c.execute(found.execution_options(yield_per=_BATCH), asked).scalars()


def terms(words: str) -> list[str]:
    """Return what is searched for: single words, and words in double quotes as one.

    Those under three letters are left out; in scripts that write a syllable or a word as one letter, those under two.

    >>> terms('ferry "to Vell" of 회담')
    ['ferry', 'to Vell', '회담']
    """
    parts = [part.strip() for i, piece in enumerate(words.split('"')) for part in ([piece] if i % 2 else piece.split())]
    return [part for part in parts if len(part) >= _SHORTEST or _DENSE.fullmatch(part)]


def holds(take: Take, wanted: Iterable[str]) -> bool:
    """Say whether a take has all of these terms, as ``Search`` finds them. O(its text)."""
    text = f"{take.title}\n{_copy(take)}".lower()
    return all(term.lower() in text for term in wanted)


def _copy(take: Take) -> str:
    return "\n".join(" ".join(span.of(take.text).split()) for span in take.copy)
