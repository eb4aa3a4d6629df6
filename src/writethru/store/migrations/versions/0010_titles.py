"""Stories and storylines are found by the words of their titles without unpacking them."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TITLES = {"stories": "headline", "storylines": "name"}
_BATCH = 500


def upgrade() -> None:
    """Take the step; what is there gets its title out of what is packed."""
    for table, field in _TITLES.items():
        op.add_column(table, sa.Column("title", sa.Text, nullable=False, server_default=""))
        _fill(sa.table(table, sa.column("id"), sa.column("packed"), sa.column("title")), field)
        op.create_index(f"ix_{table}_title", table, ["title", "id"])


def _fill(table: sa.TableClause, field: str) -> None:
    c, last = op.get_bind(), ""
    named = sa.update(table).where(table.c.id == sa.bindparam("of")).values(title=sa.bindparam("called"))
    some = sa.select(table.c.id, table.c.packed).order_by(table.c.id).limit(_BATCH)
    while rows := c.execute(some.where(table.c.id > last)).all():
        c.execute(named, [{"of": one.id, "called": _title(one.packed, field)} for one in rows])
        last = rows[-1].id


def _title(packed: bytes, field: str) -> str:
    return str(json.loads(zlib.decompress(packed))[field]).lower()
