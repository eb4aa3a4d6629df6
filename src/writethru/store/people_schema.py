"""The tables of people, bodies and places: who bears a name where, and by what they are found again.

bearers      one row for each entity of each take: what tells whom it is, and who it is found to be
forms        one row for each set of names that bearers have, with what all of them show
meetings     the hashed keys under which forms meet; of surnames, too
people       one row for each person, body and place, without the mentions
names        the folded names of each
identities   every id that was ever given
borne        the takes whose bearers are kept, and what read their facts
otherwise    one row each time that one who was there is found to be another, or is called otherwise; never changed
unmet        the takes of which there are links, and whose bearers are not kept yet, or of older facts
ruled        the hashed keys that a decision bears on; spoken: the surnames and takes
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, text

from writethru.store.schema import Utc, metadata

bearers = Table(
    "bearers",
    metadata,
    Column("take", String(16), primary_key=True),
    Column("entity", Integer, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("form", BigInteger, nullable=False),  # 0 of one that is lone
    Column("day", Integer),  # from 0001-01-01, which is 1
    Column("surname", Text, nullable=False),
    Column("sound", Text, nullable=False),
    Column("lone", Boolean, nullable=False),
    Column("holds", Boolean, nullable=False),
    Column("homeless", Boolean, nullable=False),
    Column("speaks", Boolean, nullable=False, server_default="1"),
    Column("identity", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
Index("ix_bearers_form", bearers.c.form, bearers.c.person, sqlite_where=text("form <> 0"))
Index("ix_bearers_surname", bearers.c.surname, bearers.c.lone, bearers.c.day, sqlite_where=text("surname <> ''"))
Index("ix_bearers_sound", bearers.c.sound, bearers.c.lone, bearers.c.day, sqlite_where=text("sound <> ''"))

forms = Table(
    "forms",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),
)

meetings = Table(
    "meetings",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("form", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

names = Table(
    "names",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("person", Text, primary_key=True, index=True),
)

identities = Table(
    "identities",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("stem", Text, nullable=False, index=True),  # the id without the number behind it
)

borne = Table(
    "borne",
    metadata,
    Column("take", String(16), primary_key=True),
    Column("maker", String(24), nullable=False),
)

otherwise = Table(
    "otherwise",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Utc, nullable=False),
    Column("person", Text, nullable=False, index=True),  # who it is now
)

unmet = Table("unmet", metadata, Column("take", String(16), primary_key=True))

ruled = Table(
    "ruled",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("decision", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

spoken = Table(
    "spoken",
    metadata,
    Column("decision", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(10), primary_key=True),
    Column("word", Text, primary_key=True),
)
