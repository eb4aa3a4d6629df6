"""The rows that a page is made of, as one digest: while it is the same, so is the page."""

import hashlib
import json
from collections.abc import Collection

from writethru.store.engine import Base
from writethru.store.news_schema import ORDERED

# What linking made of the subject and of what stands beside it, what came to its chains, what was read out of its
# takes, whom they name, and (of the whole desk) the last order or release and what was decided. ``?1`` to ``?3``:
# stories, storylines, takes. Copy never changes.
_ROWS = f"""
SELECT packed FROM stories WHERE id IN (SELECT value FROM json_each(?1))
UNION ALL SELECT packed FROM storylines WHERE id IN (SELECT value FROM json_each(?2))
UNION ALL SELECT packed FROM claims WHERE story IN (SELECT value FROM json_each(?1))
UNION ALL SELECT packed FROM claims WHERE line IN (SELECT value FROM json_each(?2))
UNION ALL SELECT packed FROM placements WHERE chain IN
    (SELECT chain FROM placements WHERE take IN (SELECT value FROM json_each(?3)))
UNION ALL SELECT packed FROM changes WHERE take IN (SELECT value FROM json_each(?3))
UNION ALL SELECT take || maker FROM facts WHERE take IN (SELECT value FROM json_each(?3))
UNION ALL SELECT b.take || b.entity || ' ' || b.person || ' ' || p.name FROM bearers b JOIN people p ON p.id = b.person
    WHERE b.take IN (SELECT value FROM json_each(?3))
UNION ALL SELECT 'order ' || coalesce(max(number), 0) FROM news WHERE {ORDERED.text}
UNION ALL SELECT 'decided ' || coalesce(max(number), 0) || ' ' || count(undone) FROM corrections
"""

# The same of the whole desk, with who is who, what was let go, and how many takes there are.
_ALL = f"""
SELECT packed FROM stories UNION ALL SELECT packed FROM storylines UNION ALL SELECT packed FROM claims
UNION ALL SELECT packed FROM placements UNION ALL SELECT packed FROM changes UNION ALL SELECT packed FROM people
UNION ALL SELECT take || maker FROM facts UNION ALL SELECT take || entity || ' ' || person FROM bearers
UNION ALL SELECT 'released ' || take || ' ' || at || orders FROM released
UNION ALL SELECT 'takes ' || count(*) || ' ' || coalesce(max(receipt), 0) FROM takes
UNION ALL SELECT 'order ' || coalesce(max(number), 0) FROM news WHERE {ORDERED.text}
UNION ALL SELECT 'decided ' || coalesce(max(number), 0) || ' ' || count(undone) FROM corrections
"""


class ShownRows(Base):
    """Tells whether what is shown is still what there is."""

    def digest(self, stories: Collection[str], lines: Collection[str], takes: Collection[str]) -> bytes:
        """Return a digest of what is kept of some stories, storylines and takes together.

        It is another as soon as linking, who is who, an order, a release or a decision changed anything of them.
        O(their rows): nothing is unpacked.
        """
        return self._digest(_ROWS, *(json.dumps(sorted(some)) for some in (stories, lines, takes)))

    def whole(self) -> bytes:
        """Return the same of the whole desk. O(desk), but nothing is unpacked."""
        return self._digest(_ALL)

    def _digest(self, rows: str, *asked: str) -> bytes:
        found = hashlib.blake2b(digest_size=16)
        with self.reading() as c:
            for (row,) in c.exec_driver_sql(rows, asked):
                found.update(row if isinstance(row, bytes) else row.encode())
                found.update(b"\0")
        return found.digest()
