"""What origins are told by: a trace of each take, who holds which runs of words, and runs that are formulae."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; the takes that are there get their traces by the next linking."""
    op.create_table(
        "traces",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("take", sa.String(16), nullable=False),
        sa.Column("model", sa.String(16), nullable=False, server_default=""),
        sa.Column("sample", sa.LargeBinary, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_traces_take", "traces", ["take"], unique=True)
    op.create_index("ix_traces_model", "traces", ["model"])
    op.create_table(
        "runs",
        sa.Column("run", sa.BigInteger, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table("formulae", sa.Column("run", sa.BigInteger, primary_key=True, autoincrement=False))
