"""What a piece is called over its versions, and the desk's own order of receipt."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; takes that are there are numbered in the order of their documents."""
    op.add_column("takes", sa.Column("guid", sa.Text, nullable=False, server_default=""))
    op.add_column("takes", sa.Column("url", sa.Text, nullable=False, server_default=""))
    op.add_column("takes", sa.Column("receipt", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE takes SET receipt = (SELECT n FROM (SELECT t.key AS k, row_number() OVER "
        "(ORDER BY d.received_at, d.sha256, t.key) AS n FROM takes t JOIN documents d ON d.sha256 = t.document) "
        "WHERE k = takes.key)"
    )
    for column in ("guid", "url", "receipt"):
        op.create_index(f"ix_takes_{column}", "takes", [column])
