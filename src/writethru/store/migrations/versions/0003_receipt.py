"""A piece's names over its versions, its signal, the order of receipt; what a person let go; alarms."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None

_TEXTS = ("guid", "url")


def upgrade() -> None:
    """Take the step; takes that are there are numbered in the order of their documents."""
    for name in _TEXTS:
        op.add_column("takes", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("takes", sa.Column("signal", sa.String(12), nullable=False, server_default="new"))
    op.add_column("takes", sa.Column("receipt", sa.Integer, nullable=False, server_default="0"))
    _fill()
    for column in (*_TEXTS, "signal", "receipt"):
        op.create_index(f"ix_takes_{column}", "takes", [column])
    op.create_table(
        "released",
        sa.Column("take", sa.String(16), primary_key=True),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "alarms",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("words", sa.Text, primary_key=True),
        sa.Column("take", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
    )


def _fill() -> None:
    connection = op.get_bind()
    query = "SELECT t.key, t.packed FROM takes t JOIN documents d ON d.sha256 = t.document"
    rows = connection.execute(sa.text(f"{query} ORDER BY d.received_at, d.sha256, t.key")).all()
    fill = sa.text("UPDATE takes SET guid = :guid, url = :url, signal = :signal, receipt = :receipt WHERE key = :key")
    for receipt, (key, packed) in enumerate(rows, 1):
        take = json.loads(zlib.decompress(packed))
        signal = take.get("marker", {}).get("signal", "new")
        known = {"guid": take.get("guid", ""), "url": take.get("url", ""), "signal": signal}
        connection.execute(fill, known | {"receipt": receipt, "key": key})
