"""A desk's store: one SQLite file, and one beside it of what can be made again. It knows the model and nothing else."""

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from writethru.store.alarms import Alarms
from writethru.store.corrections import Corrections
from writethru.store.documents import Documents, Takes
from writethru.store.engine import connect, guarded, one_look
from writethru.store.facts import FactRows
from writethru.store.gists import GistRows
from writethru.store.links import LinkRows
from writethru.store.migrations import migrate
from writethru.store.news import NewsRows
from writethru.store.people import PeopleRows
from writethru.store.readers import ReaderRows
from writethru.store.remembered import Found, Remembered
from writethru.store.search import Search
from writethru.store.searches import SearchRows
from writethru.store.shown import ShownRows
from writethru.store.sites import Sites
from writethru.store.sources import Fetched, Pages, Sources
from writethru.store.told import ToldRows
from writethru.store.traces import TraceRows

FILE = "desk.sqlite"
__all__ = ["FILE", "Found", "Store"]


class Store:
    """Everything that a desk keeps.

    Each part reads and writes in transactions of its own. Raises ``StoreError`` for whatever the database raises,
    and ``StoreTooNew`` on opening a file of a newer version. May be used by several processes at once: writers
    wait for one another.
    """

    def __init__(self, folder: Path) -> None:
        self._engine = connect(folder / FILE)
        migrate(self._engine)
        self.documents = Documents(self._engine)
        self.takes = Takes(self._engine)
        self.alarms = Alarms(self._engine)
        self.facts = FactRows(self._engine)
        self.gists = GistRows(self._engine)
        self.corrections = Corrections(self._engine)
        self.links = LinkRows(self._engine)
        self.traces = TraceRows(self._engine)
        self.remembered = Remembered(self._engine)
        self.people = PeopleRows(self._engine)
        self.news = NewsRows(self._engine)
        self.readers = ReaderRows(self._engine)
        self.shown = ShownRows(self._engine)
        self.search = Search(self._engine)
        self.searches = SearchRows(self._engine)
        self.sites = Sites(self._engine)
        self.sources = Sources(self._engine)
        self.pages = Pages(self._engine)
        self.fetched = Fetched(self._engine)
        self.told = ToldRows(folder)

    def one_look(self) -> AbstractContextManager[None]:
        """Let all that is read within see one state of the desk: what many questions at once are asked in."""
        return one_look(self._engine)

    def check(self) -> str:
        """Look the whole file over; returns what is wrong with it, or an empty string. O(size of the file)."""
        with guarded(self._engine), self._engine.begin() as connection:
            found = str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
        return "" if found == "ok" else found

    def close(self) -> None:
        """Let go of the files."""
        self._engine.dispose()
        self.told.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()
