"""What was reported for each saved search, so that what is stopped since is told; orders are found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "reports",
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("take", sa.String(16), primary_key=True),
        sa.Column("stopped", sa.Boolean, nullable=False),
    )
    op.create_index("ix_reports_take", "reports", ["take"])
    ordered = sa.text("kind IN ('hold', 'kill', 'released')")
    op.create_index("ix_news_ordered", "news", ["number"], sqlite_where=ordered)
