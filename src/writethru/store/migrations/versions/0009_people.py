"""People are found as copy comes: who bears a name where, the forms of names, the ids that were given."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; people are found anew by the next ``add``."""
    _bearers()
    op.create_table(
        "forms",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    _pairs("meetings", "form", sa.BigInteger())
    _pairs("ruled", "decision", sa.Integer())
    op.create_index("ix_ruled_decision", "ruled", ["decision"])
    op.drop_table("people")
    op.create_table(
        "people",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.execute("DELETE FROM names")
    op.create_index("ix_names_person", "names", ["person"])
    op.create_table(
        "identities",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("stem", sa.Text, nullable=False),
        sa.UniqueConstraint("id", name="uq_identities_id"),
    )
    op.create_table(
        "borne",
        sa.Column("take", sa.String(16), primary_key=True),
        sa.Column("maker", sa.String(24), nullable=False),
    )
    op.create_index("ix_identities_stem", "identities", ["stem"])
    op.create_table(
        "spoken",
        sa.Column("decision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("word", sa.Text, primary_key=True),
    )
    op.create_table("unmet", sa.Column("take", sa.String(16), primary_key=True))
    op.execute("INSERT INTO unmet SELECT take FROM facts")


def _bearers() -> None:
    op.create_table(
        "bearers",
        sa.Column("take", sa.String(16), primary_key=True),
        sa.Column("entity", sa.Integer, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("form", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Integer),
        sa.Column("surname", sa.Text, nullable=False),
        sa.Column("sound", sa.Text, nullable=False),
        sa.Column("lone", sa.Boolean, nullable=False),
        sa.Column("holds", sa.Boolean, nullable=False),
        sa.Column("homeless", sa.Boolean, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_bearers_person", "bearers", ["person"])
    op.create_index("ix_bearers_form", "bearers", ["form", "person"], sqlite_where=sa.text("form <> 0"))
    for word in ("surname", "sound"):
        op.create_index(f"ix_bearers_{word}", "bearers", [word, "lone", "day"], sqlite_where=sa.text(f"{word} <> ''"))


def _pairs(name: str, other: str, kind: sa.types.TypeEngine[int]) -> None:
    """Make a table of hashed keys, each with what it leads to."""
    op.create_table(
        name,
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column(other, kind, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
