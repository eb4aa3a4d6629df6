"""Linking piece by piece: what is left to be linked, and what is remembered of chains and stories."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; links that are there are made anew by the next ``add``, by which time what it needs is here."""
    op.create_table(
        "unlinked",
        sa.Column("chain", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO unlinked SELECT DISTINCT chain, 1 FROM placements")
    op.execute("INSERT INTO desk (name, value) VALUES ('came', '1')")
    op.execute("UPDATE desk SET value = 'otherwise' WHERE name = 'linked'")  # claims that know no line must go
    op.create_table("unclaimed", sa.Column("line", sa.Text, primary_key=True))
    op.create_table(
        "chains",
        sa.Column("chain", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("home", "story", "slug", "wrapup")),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "traits",
        sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "nodes",
        sa.Column("story", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("line", "follows")),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "handles",
        sa.Column("handle", sa.Text, primary_key=True),
        sa.Column("story", sa.Text, primary_key=True),
    )
    op.create_table(
        "merged",
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("into", sa.Text, nullable=False),
    )
    op.add_column("claims", sa.Column("line", sa.Text, nullable=False, server_default=""))
    indexes = {
        "claims": ("line",),
        "chains": ("home", "story", "slug", "wrapup"),
        "nodes": ("line", "follows"),
        "handles": ("story",),
    }
    for table, columns in indexes.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
