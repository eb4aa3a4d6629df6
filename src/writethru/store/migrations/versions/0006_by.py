"""Who decided, and who took it back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; nobody noted who made the decisions that are there."""
    op.add_column("corrections", sa.Column("by", sa.Text, nullable=False, server_default=""))
    op.add_column("corrections", sa.Column("undone_by", sa.Text, nullable=False, server_default=""))
