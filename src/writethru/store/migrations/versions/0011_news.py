"""What came and what readers know of it; figures are found by their values, statements counted without unpacking."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
_BATCH = 500


def upgrade() -> None:
    """Take the step; what is linked counts as having come in the order of receipt, so that nothing is new twice."""
    _came()
    _readers()
    _found()
    op.create_index("ix_merged_into", "merged", ["into"])


def _came() -> None:
    op.create_table(
        "news",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("take", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("chain", "story", "was")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_news_take", "news", ["take"])
    op.create_index("ix_news_story", "news", ["story"])
    op.create_index("ix_news_was", "news", ["was"], sqlite_where=sa.text("was <> ''"))
    op.execute(
        "INSERT INTO news (at, kind, take, chain, story, was)"
        " SELECT d.received_at,"
        " CASE t.signal WHEN 'kill' THEN 'kill' WHEN 'hold' THEN 'hold'"
        " WHEN 'correction' THEN 'correction' ELSE 'take' END,"
        " t.key, p.chain, CASE WHEN c.chain IS NULL THEN '' ELSE p.story END, ''"
        " FROM takes t JOIN placements p ON p.take = t.key JOIN documents d ON d.sha256 = t.document"
        " LEFT JOIN chains c ON c.chain = p.chain"
        " WHERE c.chain IS NOT NULL OR t.signal IN ('kill', 'hold') ORDER BY t.receipt"
    )


def _readers() -> None:
    op.create_table(
        "follows",
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("muted", sa.Boolean, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "seen",
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("before", sa.Integer, nullable=False),
    )
    op.create_table(
        "searches",
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("query", "address")),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("waiting", sa.Text, nullable=False),
        sa.Column("claimed", MOMENT),
        sa.Column("trouble", sa.Text, nullable=False),
    )


def _found() -> None:
    op.add_column("facts", sa.Column("statements", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "amounts",
        sa.Column("value", sa.Float, primary_key=True),
        sa.Column("take", sa.String(16), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_amounts_take", "amounts", ["take"])
    facts = sa.table("facts", sa.column("take"), sa.column("packed"), sa.column("statements"))
    amounts = sa.table("amounts", sa.column("value"), sa.column("take"))
    counted = sa.update(facts).where(facts.c.take == sa.bindparam("of")).values(statements=sa.bindparam("count"))
    c, last = op.get_bind(), ""
    some = sa.select(facts.c.take, facts.c.packed).order_by(facts.c.take).limit(_BATCH)
    while rows := c.execute(some.where(facts.c.take > last)).all():
        read = {row.take: json.loads(zlib.decompress(row.packed)) for row in rows}
        c.execute(counted, [{"of": take, "count": _statements(one)} for take, one in read.items()])
        if found := [{"value": value, "take": take} for take, one in read.items() for value in _values(one)]:
            c.execute(sa.insert(amounts), found)
        last = rows[-1].take


def _statements(facts: dict[str, list[dict[str, object]]]) -> int:
    said = facts.get("statements", ())
    return sum(one["scope"] == "copy" and bool(one.get("shown", True)) and one.get("inside") is None for one in said)


def _values(facts: dict[str, list[dict[str, object]]]) -> set[object]:
    amounts = [one for one in facts.get("figures", ()) if not one.get("vague") and one.get("ordinal") is None]
    return {one.get(name) for one in amounts for name in ("value", "low", "high")} - {None}
