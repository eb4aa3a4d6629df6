"""The tables of what came, and of what readers know of it.

news      one row for each thing that came to a story, in order; rows are added and never changed
follows   the stories and storylines that readers follow, or want to hear nothing of
seen      up to which number of ``news`` a reader has seen a story
searches  the searches that readers saved, and up to which number what they found was reported
reports   the takes that were reported for each of them
amounts   the values that the figures of takes give
"""

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text, text

from writethru.store.schema import Utc, metadata

news = Table(
    "news",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Utc, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("take", String(16), nullable=False, index=True),  # empty where it is about the story alone
    Column("chain", Text, nullable=False),
    Column("story", Text, nullable=False, index=True),  # as it was called then; empty where none was known yet
    Column("was", Text, nullable=False),  # the story in which the take stood before, or empty
    sqlite_autoincrement=True,  # a number is never given twice
)
MOVED, ORDERED = text("was <> ''"), text("kind IN ('hold', 'kill', 'released')")
"""What the indexes of a part of the log cover; SQLite takes them where a query says it in just these words."""

Index("ix_news_was", news.c.was, sqlite_where=MOVED)
Index("ix_news_ordered", news.c.number, sqlite_where=ORDERED)

follows = Table(
    "follows",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("name", Text, primary_key=True),  # the id of a story or storyline
    Column("muted", Boolean, nullable=False),
    Column("at", Utc, nullable=False),
)

seen = Table(
    "seen",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("story", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("before", Integer, nullable=False),  # the number that this one replaced, for undo
)

searches = Table(
    "searches",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("query", Text, nullable=False),  # JSON
    Column("address", Text, nullable=False),  # of mail or a webhook; empty to be shown on the desk alone
    Column("last", Integer, nullable=False),
    Column("waiting", Text, nullable=False),  # JSON: numbers up to ``last`` that were held back when it was reported
    Column("claimed", Utc),  # until when somebody is sending, or null
    Column("trouble", Text, nullable=False),  # why the last report did not go out, or empty
)

reports = Table(
    "reports",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("take", String(16), primary_key=True, index=True),
    Column("stopped", Boolean, nullable=False),  # that it was stopped since was reported too
)

amounts = Table(
    "amounts",
    metadata,
    Column("value", Float, primary_key=True),
    Column("take", String(16), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
