"""What a person decided for good; and what read each take's facts, so that newer facts can take their place."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; nobody noted what read the facts that are there, so they are read anew by the next ``add``."""
    op.add_column("facts", sa.Column("maker", sa.String(16), nullable=False, server_default=""))
    op.create_table(
        "anew",
        sa.Column("take", sa.String(16), primary_key=True),
        sa.Column("maker", sa.String(16), nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.Column("vector", sa.LargeBinary),
    )
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.DateTime(timezone=True)),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corrections_kind", "corrections", ["kind"])
