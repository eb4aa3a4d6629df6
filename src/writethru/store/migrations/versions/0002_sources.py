"""Sources that are followed, their polls, and the charset that comes beside a document."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Take the step."""
    op.add_column("documents", sa.Column("charset", sa.String(40), nullable=False, server_default=""))
    op.create_table(
        "sources",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("due", MOMENT),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_sources_due", "sources", ["due"])
    op.create_table(
        "arrivals",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("at", MOMENT, primary_key=True),
        sa.Column("items", sa.Integer, nullable=False),
    )
    op.create_table(
        "pages",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    op.create_index("ix_pages_source", "pages", ["source"])
    op.create_table(
        "robots",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "files",
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
