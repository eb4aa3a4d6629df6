"""The schema's history: a numbered module a step, applied in order by Alembic, each in one transaction."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from writethru.errors import StoreTooNew
from writethru.store.engine import guarded

HEAD = "0015"
FOLDER = Path(__file__).parent


def migrate(engine: Engine) -> None:
    """Bring a database to the newest schema; nothing is done, and Alembic not loaded, when it is there already.

    Raises:
        StoreTooNew: the database was written by a newer Writethru.
        StoreError: a step failed; the database is as it was before that step.
    """
    with guarded(engine):
        found = _revision(engine)
        if found == HEAD:
            return
        if found is not None and found > HEAD:
            raise StoreTooNew(
                f"{engine.url.database}: written by a newer Writethru (schema {found}, this one knows {HEAD}); upgrade"
            )
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        with engine.connect().execution_options(writes="FULL") as connection, connection.begin():
            if _revision_of(connection) != HEAD:  # another process may have been quicker
                config.attributes["connection"] = connection
                command.upgrade(config, HEAD)


def _revision(engine: Engine) -> str | None:
    with engine.begin() as connection:
        return _revision_of(connection)


def _revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None
