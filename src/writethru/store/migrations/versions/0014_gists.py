"""What linking makes of a take alone, beside its facts; of what is there already it is made when it is asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "gists",
        sa.Column("take", sa.String(16), primary_key=True),
        sa.Column("maker", sa.String(16), nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_gists_trouble", "gists", ["take"], sqlite_where=sa.text("trouble != ''"))
