"""What changes while others look: who is found to be another and when, marks on storylines; and takes by source."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; of what was found before nobody knows when."""
    op.create_table(
        "otherwise",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
    )
    op.create_index("ix_otherwise_person", "otherwise", ["person"])
    op.rename_table("unclaimed", "unclaimed_before")
    op.create_table(
        "unclaimed",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("line", sa.Text, nullable=False),
        sa.UniqueConstraint("line", name="uq_unclaimed_line"),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO unclaimed (line) SELECT line FROM unclaimed_before")
    op.drop_table("unclaimed_before")
    op.create_index("ix_takes_source", "takes", ["source", "sent"])
