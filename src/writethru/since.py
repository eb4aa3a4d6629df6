"""What came since a number: for pages that stay open, for feeds, and for whoever asks again and again."""

from writethru.model import News, NewsItem, NewsKind
from writethru.outgoing import Outgoing
from writethru.store import Store
from writethru.tell.flags import flag

ORDERS = frozenset({NewsKind.KILL, NewsKind.HOLD})
"""What stops a piece: told always."""


def news(store: Store, out: Outgoing, since: int, most: int, story: str = "") -> News:
    """Return what came after a number. See ``Answers.news``."""
    names = store.news.names(store.links.leads_to(story)) if story else ()
    rows = store.news.since(since, most + 1, names)
    kept = [row for row in rows[:most] if row.kind in ORDERS or row.take not in out.stops]
    now = store.news.now(name for row in kept for name in (row.story, row.was))
    odd = out.stops.keys() | out.waiting_among(row.take for row in kept if row.take)
    flags = {key: flag(take) for key, take in out.takes(row.take for row in kept if row.take in odd).items()}
    items = [
        NewsItem(row.number, row.at, row.kind, row.take, now[row.story], now[row.was], flags.get(row.take, ""))
        for row in kept
    ]
    return News(tuple(items), rows[:most][-1].number if rows else since, len(rows) > most)
