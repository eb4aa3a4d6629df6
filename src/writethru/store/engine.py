"""The connection to a desk's database: SQLite with write-ahead log; no error of the driver gets past it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import InternalTraversal

from writethru.errors import StoreError

WAIT = 30  # seconds that a writer waits for another
_OPEN = 8  # connections that are kept open
_BATCH = 500  # rows or keys a statement
LAST = "\U0010ffff"  # no letter comes after it

_WRITABLE = "whoever opens a desk, to read it too, must be allowed to write to this file and its folder"
_ADVICE = (
    ("locked", "another program is writing; try again"),
    ("readonly", _WRITABLE),
    ("unable to open", _WRITABLE),
)
"""What to do, by words that SQLite says of what was wrong."""

T = TypeVar("T")


def connect(path: Path) -> Engine:
    """Open the SQLite file of a desk; it is made when absent.

    Raises:
        StoreError: the folder cannot be made or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path.parent}: cannot be made ({error.strerror}); choose another folder by --desk"
        ) from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT}, pool_size=_OPEN)
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _settle(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "cache_size=-32000",
        "temp_store=MEMORY",
        "wal_autocheckpoint=8000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    synchronous = connection.get_execution_options().get("writes")
    if synchronous:
        connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
    connection.exec_driver_sql(f"BEGIN {'IMMEDIATE' if synchronous else 'DEFERRED'}")


_looking: ContextVar[tuple[Engine, Connection] | None] = ContextVar("looking", default=None)


@contextmanager
def one_look(engine: Engine) -> Iterator[None]:
    """Let all that is read within, in this thread or task, see one state of the database, in one transaction.

    Raises:
        StoreError: the database failed; the cause says how.
    """
    with guarded(engine), engine.begin() as connection:
        before = _looking.set((engine, connection))
        try:
            yield
        finally:
            _looking.reset(before)


class Base:
    """What each part of the store has: reading and writing in one transaction, errors turned into ours.

    Attributes:
        remade: what it keeps is made again from what others keep: no write waits for the disk, and when the power
            fails the last ones may be undone, in their order; the file stays whole (SQLite, ``PRAGMA synchronous``).
    """

    remade: ClassVar[bool] = False

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the desk; within ``one_look`` that one.

        Raises:
            StoreError: the database failed; the cause says how.
        """
        looking = _looking.get()
        if looking and looking[0] is self._engine:
            with guarded(self._engine):
                yield looking[1]
            return
        with guarded(self._engine), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is the only writer; all of it is kept or nothing.

        Raises:
            StoreError: the database failed, or another writer held it for longer than ``WAIT`` seconds.
        """
        writes = "NORMAL" if self.remade else "FULL"
        with guarded(self._engine), self._engine.connect().execution_options(writes=writes) as c, c.begin():
            yield c


@contextmanager
def guarded(engine: Engine) -> Iterator[None]:
    """Turn any error of database or driver into a ``StoreError`` that names the file."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        advice = next((advice for words, advice in _ADVICE if words in str(cause)), "see `writethru doctor`")
        raise StoreError(f"{engine.url.database}: {cause}; {advice}") from error


def batches(rows: Sequence[T], most: int = _BATCH) -> Iterator[Sequence[T]]:
    """Yield rows or keys, so many at a time as go into one statement."""
    for at in range(0, len(rows), most):
        yield rows[at : at + most]


class _Among(ColumnElement[bool]):
    """A column with one of the values of a JSON list. Made anew for each question, so it is no more than it must be."""

    _traverse_internals = [  # noqa: RUF012 - SQLAlchemy's own way of telling two statements apart
        ("column", InternalTraversal.dp_clauseelement),
        ("values", InternalTraversal.dp_clauseelement),
    ]
    type = Boolean()
    _is_implicitly_boolean = True  # it is not to be compared with 1, which no index helps with

    def __init__(self, column: ColumnElement[Any], values: str) -> None:
        self.column, self.values = column, BindParameter(None, values, type_=Text(), unique=True)

    @property
    def _from_objects(self) -> list[Any]:
        return self.column._from_objects  # noqa: SLF001 - as SQLAlchemy names it


@compiles(_Among)
def _written(element: _Among, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    column, values = (compiler.process(one, **how) for one in (element.column, element.values))
    return f"{column} IN (SELECT value FROM json_each({values}))"


def among(column: ColumnElement[Any], values: Iterable[object]) -> ColumnElement[bool]:
    """Say of a column that it has one of these values, however many they are: one statement, that is made but once."""
    return _Among(column, json.dumps(sorted(set(values))))


def begins(column: Column[str], beginning: str) -> ColumnElement[bool]:
    """Say of a column that it begins so, letter for letter: found by its index, which LIKE is not."""
    return column.between(beginning, beginning + LAST)


def fill(c: Connection, table: Table, rows: Sequence[Any]) -> None:
    """Insert rows, which all have the same columns. Written plainly: compiling it row by row is half of the cost."""
    if not rows:
        return
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    to_driver = {name: made for name in names if (made := _processor(c, table.c[name]))}
    places = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({columns}) VALUES ({places})"
    if to_driver:
        rows = [{**row, **{name: made(row[name]) for name, made in to_driver.items()}} for row in rows]
    c.exec_driver_sql(statement, [tuple(row[name] for name in names) for row in rows])


def _processor(c: Connection, column: Column[Any]) -> Callable[[Any], Any] | None:
    """Return what makes of a column's values what the driver takes, where that is anything else."""
    return column.type.dialect_impl(c.dialect).bind_processor(c.dialect)
