"""A desk's file as an older program left it: the newest steps of the schema undone."""

import sqlite3

_UNDO = {
    "0015": "DROP INDEX ix_takes_source; DROP TABLE otherwise; ALTER TABLE unclaimed RENAME TO newer;"
    "CREATE TABLE unclaimed (line TEXT PRIMARY KEY); INSERT INTO unclaimed SELECT line FROM newer; DROP TABLE newer;",
    "0014": "DROP TABLE gists;",
    "0013": "ALTER TABLE bearers DROP COLUMN speaks;",
    "0012": "DROP TABLE reports; DROP INDEX ix_news_ordered;",
    "0011": "".join(f"DROP TABLE {table};" for table in ("news", "follows", "seen", "searches", "amounts"))
    + "DROP INDEX ix_merged_into; ALTER TABLE facts DROP COLUMN statements;",
    "0010": "".join(
        f"DROP INDEX ix_{table}_title; ALTER TABLE {table} DROP COLUMN title;" for table in ("stories", "storylines")
    ),
    "0009": (
        "DROP TABLE bearers; DROP TABLE forms; DROP TABLE meetings; DROP TABLE ruled; DROP TABLE spoken;"
        "DROP TABLE identities; DROP TABLE unmet;"
        "DROP TABLE borne; DROP TABLE people; DROP INDEX ix_names_person;"
        "CREATE TABLE people (id TEXT PRIMARY KEY, packed BLOB NOT NULL);"
    ),
    "0008": "".join(
        f"DROP TABLE {table};" for table in ("unlinked", "unclaimed", "chains", "traits", "nodes", "handles", "merged")
    )
    + "DROP INDEX ix_claims_line; ALTER TABLE claims DROP COLUMN line;"
    "DELETE FROM desk WHERE name = 'came';",
    "0007": "DROP TABLE traces; DROP TABLE runs; DROP TABLE formulae;",
    "0006": "ALTER TABLE corrections DROP COLUMN by; ALTER TABLE corrections DROP COLUMN undone_by;",
    "0005": "ALTER TABLE facts DROP COLUMN maker; DROP TABLE anew; DROP TABLE corrections;"
    "DELETE FROM desk WHERE name = 'read';",
    "0004": "DROP INDEX ix_takes_waits; ALTER TABLE takes DROP COLUMN waits; DROP TABLE published;"
    "ALTER TABLE released DROP COLUMN orders;",
}


def back_to(path, revision):
    """Undo every step after a revision."""
    older = sqlite3.connect(path)
    for step in sorted(_UNDO, reverse=True):
        if step > revision:
            older.executescript(_UNDO[step])
    older.executescript(f"UPDATE alembic_version SET version_num = '{revision}';")
    older.close()
