"""The first schema: documents, takes, quarantine, facts, links and full text."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Take the step."""
    _received()
    _facts()
    _links()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE words USING fts5(take UNINDEXED, title, copy, tokenize='trigram')")
    else:
        op.create_table("words", sa.Column("take", sa.String(16), primary_key=True), _text("title"), _text("copy"))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _packed() -> sa.Column[bytes]:
    return sa.Column("packed", sa.LargeBinary, nullable=False)


def _received() -> None:
    op.create_table(
        "documents",
        sa.Column("sha256", sa.String(64), primary_key=True),
        _text("name"),
        sa.Column("reader", sa.String(40), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("is_read", sa.Boolean, nullable=False),
        sa.Column("received", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "takes",
        sa.Column("key", sa.String(16), primary_key=True),
        _text("id"),
        sa.Column("document", sa.String(64), nullable=False),
        _text("source"),
        sa.Column("sent", MOMENT),
        _text("title"),
        _packed(),
    )
    for column in ("id", "document", "sent"):
        op.create_index(f"ix_takes_{column}", "takes", [column])
    op.create_table(
        "quarantine",
        sa.Column("document", sa.String(64), primary_key=True),
        sa.Column("place", sa.Text, primary_key=True),
        _text("reason"),
    )


def _facts() -> None:
    op.create_table("facts", sa.Column("take", sa.String(16), primary_key=True), _packed())
    op.create_table(
        "vectors",
        sa.Column("take", sa.String(16), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )


def _links() -> None:
    op.create_table(
        "placements",
        sa.Column("take", sa.String(16), primary_key=True),
        _text("chain"),
        _text("story"),
        _text("storyline"),
        _packed(),
    )
    for column in ("chain", "story", "storyline"):
        op.create_index(f"ix_placements_{column}", "placements", [column])
    op.create_table("stories", sa.Column("id", sa.Text, primary_key=True), sa.Column("last", sa.String(10)), _packed())
    op.create_index("ix_stories_last", "stories", ["last"])
    for table in ("storylines", "people"):
        op.create_table(table, sa.Column("id", sa.Text, primary_key=True), _packed())
    op.create_table(
        "names", sa.Column("folded", sa.Text, primary_key=True), sa.Column("person", sa.Text, primary_key=True)
    )
    op.create_table("claims", sa.Column("id", sa.Text, primary_key=True), _text("story"), _packed())
    op.create_index("ix_claims_story", "claims", ["story"])
    op.create_table(
        "changes",
        sa.Column("take", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        _packed(),
    )
    op.create_table("desk", sa.Column("name", sa.String(40), primary_key=True), _text("value"))
