"""Who speaks in a take: claims hang on them alone, so that no others have them made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; of what is there already anybody may speak."""
    op.add_column("bearers", sa.Column("speaks", sa.Boolean, nullable=False, server_default="1"))
