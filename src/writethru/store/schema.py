"""The tables. One schema for SQLite and PostgreSQL; what is nested is kept as packed bytes.

    documents    the bytes as received, before anything is made of them
    takes        what readers made of them: one row a take, never changed afterwards
    quarantine   items that could not be read, with the reason
    alarms       markers that are in no list, by source
    released     takes that a person let go after a kill, a hold or an embargo, and why
    published    the folders that sites were written to, for whom, and which stops are carried out there
    facts        what was read out of a take, and what read it; vectors beside them
    gists        what linking makes of a take alone, of its newest facts, and what made it
    anew         facts read again by something newer, until links are made of them
    corrections  what a person decided for good, and whether it was taken back
    traces       what origins are told by: one row a take; runs: who holds which run of words; formulae: whose none is
    placements   where each take belongs; linked: stories, storylines, claims, changes
    unlinked     chains to which something came that links were not made of yet; unclaimed: the same of storylines
    chains       where each chain stood, day by day; traits: what chains are told apart by, in blocks by day
    nodes        what stories are followed by; handles: by which they are found; merged: stories that went into others
    bearers      who bears a name where, and who is who (see ``writethru.store.people_schema``)
    news         what came, in order, and what readers know of it (see ``writethru.store.news_schema``)
    sources      what is followed, and how its polls went; arrivals: when it brought something
    pages        pages wanted for the items of feeds
    robots       robots.txt by site; files: dropped files as they were when they were read
    desk         a few named values of the desk itself

Full text lies in ``words``, which each database makes in its own way (see ``writethru.store.search``).
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """A moment in UTC: SQLite drops zones, so they are put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn any zone into UTC; a moment without zone is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; give it one before it is stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment its zone again."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


documents = Table(
    "documents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("reader", String(40), nullable=False, default=""),  # the reader asked for, or empty
    Column("received_at", Utc, nullable=False),
    Column("is_read", Boolean, nullable=False, default=False),
    Column("received", LargeBinary, nullable=False),
    Column("charset", String(40), nullable=False, server_default=""),  # as the sender declared it beside the bytes
)

takes = Table(
    "takes",
    metadata,
    Column("key", String(16), primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("document", String(64), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("sent", Utc, index=True),
    Column("title", Text, nullable=False),
    Column("guid", Text, nullable=False, default="", index=True),  # the provider's name for the piece, or empty
    Column("url", Text, nullable=False, default="", index=True),
    Column("signal", String(12), nullable=False, default="new", index=True),
    Column("receipt", Integer, nullable=False, index=True),  # the desk's own order of receipt, from 1
    Column("waits", Boolean, nullable=False, default=False, index=True),  # see Take.waits
    Column("packed", LargeBinary, nullable=False),
    Index("ix_takes_source", "source", "sent"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("document", String(64), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

released = Table(
    "released",
    metadata,
    Column("take", String(16), primary_key=True),
    Column("why", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("orders", Text, nullable=False, default=""),  # the kills and holds that it was let go from, by key
)

published = Table(
    "published",
    metadata,
    Column("folder", Text, primary_key=True),
    Column("audience", String(10), nullable=False),
    Column("at", Utc, nullable=False),
    Column("stops", Text, nullable=False, default=""),  # a digest of the stops that are carried out there
)

alarms = Table(
    "alarms",
    metadata,
    Column("source", Text, primary_key=True),
    Column("words", Text, primary_key=True),
    Column("take", Text, nullable=False),  # the id of the first take that has them
    Column("times", Integer, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("take", String(16), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
    Column("maker", String(16), nullable=False, server_default=""),  # what read them, or empty when nobody noted it
    Column("statements", Integer, nullable=False, server_default="0"),  # how many of them its copy gives
)

vectors = Table(
    "vectors",
    metadata,
    Column("take", String(16), primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32, little-endian
)

anew = Table(
    "anew",
    metadata,
    Column("take", String(16), primary_key=True),
    Column("maker", String(16), nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Column("vector", LargeBinary),
)

gists = Table(
    "gists",
    metadata,
    Column("take", String(16), primary_key=True),
    Column("maker", String(16), nullable=False),
    Column("trouble", Text, nullable=False),  # what went wrong, mostly empty
    Column("packed", LargeBinary, nullable=False),
)
Index("ix_gists_trouble", gists.c.take, sqlite_where=gists.c.trouble != "")

corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False, index=True),
    Column("packed", LargeBinary, nullable=False),  # what it is about; each kind has its own shape
    Column("why", Text, nullable=False, default=""),
    Column("at", Utc, nullable=False),
    Column("by", Text, nullable=False, server_default=""),  # who decided, as the machine knows them, or empty
    Column("undone", Utc),  # when it was taken back, or null
    Column("undone_by", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,  # a number is never given twice
)

traces = Table(
    "traces",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("take", String(16), nullable=False, unique=True, index=True),
    Column("model", String(16), nullable=False, server_default="", index=True),  # the take that it is copied from
    Column("sample", LargeBinary, nullable=False),  # int64, little-endian
    Column("packed", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("run", BigInteger, primary_key=True),
    Column("number", Integer, primary_key=True),  # of the trace that holds it
    sqlite_with_rowid=False,
)

formulae = Table("formulae", metadata, Column("run", BigInteger, primary_key=True, autoincrement=False))

placements = Table(
    "placements",
    metadata,
    Column("take", String(16), primary_key=True),
    Column("chain", Text, nullable=False, index=True),
    Column("story", Text, nullable=False, index=True),
    Column("storyline", Text, nullable=False, index=True),
    Column("packed", LargeBinary, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("last", String(10), index=True),
    Column("title", Text, nullable=False, server_default=""),  # in lower case
    Column("packed", LargeBinary, nullable=False),
    Index("ix_stories_title", "title", "id"),  # titles are gone over in it, and nothing else is read
)

storylines = Table(
    "storylines",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False, server_default=""),
    Column("packed", LargeBinary, nullable=False),
    Index("ix_storylines_title", "title", "id"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story", Text, nullable=False, index=True),
    Column("line", Text, nullable=False, server_default="", index=True),
    Column("packed", LargeBinary, nullable=False),
)

unlinked = Table(
    "unlinked",
    metadata,
    Column("chain", Text, primary_key=True),
    Column("number", Integer, nullable=False),  # counts up, so that what comes while links are made is seen
)

unclaimed = Table(
    "unclaimed",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("line", Text, nullable=False, unique=True),
    sqlite_autoincrement=True,  # a number is never given twice: a storyline that is marked again has another
)

chains = Table(
    "chains",
    metadata,
    Column("chain", Text, primary_key=True),
    Column("home", Text, nullable=False, index=True),  # the group in which it stands
    Column("story", Text, nullable=False, index=True),
    Column("slug", Text, nullable=False, index=True),  # source and slug, without one the series, or empty
    Column("wrapup", Text, nullable=False, index=True),  # the source of a wrap-up, else empty
    Column("packed", LargeBinary, nullable=False),
)

traits = Table(
    "traits",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),
)

nodes = Table(
    "nodes",
    metadata,
    Column("story", Text, primary_key=True),
    Column("line", Text, nullable=False, index=True),
    Column("follows", Text, nullable=False, index=True),  # the story that it continues, or empty
    Column("packed", LargeBinary, nullable=False),
)

handles = Table(
    "handles",
    metadata,
    Column("handle", Text, primary_key=True),
    Column("story", Text, primary_key=True, index=True),
)

merged = Table(
    "merged",
    metadata,
    Column("story", Text, primary_key=True),
    Column("into", Text, nullable=False, index=True),
)

changes = Table(
    "changes",
    metadata,
    Column("take", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("name", Text, primary_key=True),
    Column("due", Utc, index=True),
    Column("packed", LargeBinary, nullable=False),
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("source", Text, primary_key=True),
    Column("at", Utc, primary_key=True),
    Column("items", Integer, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
)

robots = Table(
    "robots",
    metadata,
    Column("site", Text, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
)

desk = Table("desk", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))

LINKED = (stories, storylines, claims, changes, unclaimed, chains, traits, nodes, handles, merged)
"""What linking makes, and could make anew out of all else."""
