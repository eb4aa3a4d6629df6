"""Which takes may have to wait, what they were let go from, and the folders that sites were published to."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BATCH = 1000


def upgrade() -> None:
    """Take the step; the takes that are there are looked through."""
    op.add_column("takes", sa.Column("waits", sa.Boolean, nullable=False, server_default=sa.false()))
    _fill()
    op.create_index("ix_takes_waits", "takes", ["waits"])
    op.add_column("released", sa.Column("orders", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "published",
        sa.Column("folder", sa.Text, primary_key=True),
        sa.Column("audience", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stops", sa.Text, nullable=False, server_default=""),
    )


def _fill() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT key, packed FROM takes"))
    waiting = [{"key": key} for key, packed in rows if _waits(json.loads(zlib.decompress(packed)))]
    mark = sa.text("UPDATE takes SET waits = :yes WHERE key = :key")
    for at in range(0, len(waiting), _BATCH):
        connection.execute(mark, [row | {"yes": True} for row in waiting[at : at + _BATCH]])


def _waits(take: dict[str, object]) -> bool:
    """Say of a take as it was stored at this step what ``Take.waits`` says."""
    marker, pictures = take.get("marker") or {}, take.get("pictures") or []
    terms = [*(take.get("terms") or []), *(t for p in pictures for t in p.get("terms") or [])]  # type: ignore[attr-defined, misc]
    special = take.get("embargo") or marker.get("fragment") or marker.get("signal") == "advisory"  # type: ignore[attr-defined]
    return bool(special) or any(term.get("rule") == "not understood" for term in terms)
