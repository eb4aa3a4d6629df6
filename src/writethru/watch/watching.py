"""Watching: sources are polled when they are due, folders looked into, and what comes goes to the desk."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from writethru.desk import Desk
from writethru.errors import NotFetched, NotFound
from writethru.fetch import pages
from writethru.fetch.addresses import public
from writethru.fetch.exchange import Response
from writethru.fetch.fetcher import Fetcher
from writethru.fetch.poll import Polled, failed, poll
from writethru.model import Source, Take
from writethru.publish.alert import says
from writethru.read.document import Document
from writethru.watch.alerts import Alerts
from writethru.watch.behind import Behind
from writethru.watch.folders import STILL, Folder
from writethru.watch.following import fetcher_of
from writethru.watch.jobs import Jobs

_TICK = 1.0  # seconds between two looks
_TOGETHER = 32  # sources polled at one time
_LEASE = timedelta(minutes=15)  # for which a claimed source is left alone by other watches
_TRIES = 3  # for a page


@dataclass(frozen=True, slots=True)
class Event:
    """What a desk should hear of a source: it brought something, or something is the matter with it.

    Attributes:
        source: its name, or the path of a folder that is no source of the desk; ``desk`` where it is the desk's own.
        at: when.
        new: takes that it brought.
        quarantined: items that could not be read.
        said: what is the matter, in one plain line; or what it brought this time.
    """

    source: str
    at: datetime
    new: int = 0
    quarantined: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages that were fetched for a source."""

    source: str
    found: list[pages.Page]


@dataclass(frozen=True, slots=True)
class _Brought:
    """What a document brought: takes that are new, and how many items could not be read."""

    takes: tuple[Take, ...] = ()
    stuck: int = 0


class Watch:
    """Follows sources and folders for a desk.

    What comes is stored, placed and, where it is a kill or hold, carried out on every site at once. Facts and links
    come after: beside the watch in ``forever``, at its end in ``once``; then the reports of saved searches go out.

    Args:
        desk: where all goes.
        names: which sources; folders and files by path. Without names, every source of the desk.
        tell: told what happens.
        fetcher: fetches; by default as the desk's settings say.

    Raises:
        NotFound: there is nothing of a name, or nothing at all to watch.
    """

    def __init__(
        self, desk: Desk, names: Sequence[str], tell: Callable[[Event], None], fetcher: Fetcher | None = None
    ) -> None:
        self._desk, self._tell = desk, tell
        self._fetcher = fetcher or fetcher_of(desk)
        self._jobs: Jobs[Polled | _Pages] = Jobs()
        self._behind = Behind(desk)
        self._alerts = Alerts(desk)
        self._claimed: dict[str, Source] = {}
        self._paging: set[str] = set()
        sources = {one.name for one in desk.sources.all()}
        if not names and not sources:
            raise NotFound("this desk follows nothing yet; `writethru source add` takes an address or a folder")
        self._only = list(names) or None
        self._named = {name: _path(name) for name in names if name not in sources}
        self._folders: dict[str, Folder] = {}
        self._lost: dict[str, str] = {}

    def once(self) -> None:
        """Poll what is due and read what was dropped, once."""
        began = self._now()
        self._desk.receive((), later=True)  # what an earlier run left undone
        try:
            self._poll(began)
            self._look()
            while self._jobs.running:
                self._finish(None)
                self._poll(began)
            if self._folders:
                self._fetcher.clock.sleep(STILL.total_seconds())
                self._look()
        finally:
            self._release()
        self._desk.catch_up()
        for one in self._desk.send_due():
            self._say("desk", _Brought(), says(one))

    def forever(self) -> None:
        """Go on until interrupted."""
        self._desk.receive((), later=True)  # what an earlier run left undone
        self._behind.want()
        try:
            while True:
                self._poll(self._now())
                self._look()
                for said in (self._behind.go(), *self._alerts.go()):
                    self._say("desk", _Brought(), said)
                if self._jobs.running:
                    self._finish(_TICK)
                else:
                    self._fetcher.clock.sleep(_TICK)
        finally:
            self._release()
            self._behind.stop()
            self._alerts.stop()

    def _now(self) -> datetime:
        return self._fetcher.clock.now()

    # Sources on the web

    def _poll(self, due: datetime) -> None:
        """Start to poll the sources that were due at that moment."""
        free = _TOGETHER - len(self._claimed)
        for source in self._desk.sources.claim(due, self._now() + _LEASE, self._only, free):
            self._claimed[source.name] = source
            self._jobs.start(partial(_polled, self._fetcher, source))

    def _finish(self, wait: float | None) -> None:
        """Take in what has been fetched."""
        results = self._jobs.finished(wait)
        polls = [one for one in results if isinstance(one, Polled)]
        fetched = [one for one in results if isinstance(one, _Pages)]
        answers = [one.response for one in polls] + [page.response for one in fetched for page in one.found]
        brought = self._receive([_document(answer) for answer in answers if answer])
        for one in polls:
            self._keep(one, brought)
        for each in fetched:
            self._keep_pages(each, brought)

    def _receive(self, documents: Iterable[Document]) -> dict[str, _Brought]:
        """Give documents to the desk; return what each brought, by its hash."""
        before: dict[str, set[str]] = {}

        def noted() -> Iterator[Document]:
            for document in documents:
                keys = {take.key for take in self._desk.sources.brought(document.sha256)}
                before.setdefault(document.sha256, keys)
                yield document

        added = self._desk.receive(noted(), later=True) if documents else None
        if added and added.new:
            self._behind.want()
        stuck = Counter(one.document for one in self._desk.quarantine()) if added and added.quarantined else Counter()
        return {
            sha256: _Brought(tuple(t for t in self._desk.sources.brought(sha256) if t.key not in keys), stuck[sha256])
            for sha256, keys in before.items()
        }

    def _keep(self, polled: Polled, brought: Mapping[str, _Brought]) -> None:
        source = polled.source
        found = brought.get(source.sha256, _Brought()) if polled.response else _Brought()
        if found.takes:
            stubs = pages.gives_stubs(source, found.takes)
            source = replace(source, items=source.items + len(found.takes), last_item=source.last_poll, stubs=stubs)
            if stubs:
                self._desk.pages.want(source.name, pages.wanted(found.takes))
        self._desk.sources.keep(source, len(found.takes))
        del self._claimed[source.name]
        self._say(source.name, found, polled.said)
        if not source.failures and not source.stopped:
            self._fetch_pages(source)

    def _fetch_pages(self, source: Source) -> None:
        urls = self._desk.pages.wanted(source.name, pages.MOST)
        if urls and source.name not in self._paging:
            self._paging.add(source.name)
            self._jobs.start(partial(_paged, self._fetcher, source, urls))

    def _keep_pages(self, fetched: _Pages, brought: Mapping[str, _Brought]) -> None:
        self._paging.discard(fetched.source)
        takes: list[Take] = []
        stuck = 0
        for page in fetched.found:
            self._desk.pages.tried(page.url, _TRIES, done=page.done)
            found = brought[_document(page.response).sha256] if page.response else _Brought()
            takes += found.takes
            stuck += found.stuck
        self._say(fetched.source, _Brought(tuple(takes), stuck), "full text from pages" if takes else "")

    def _release(self) -> None:
        """Give back what was claimed and not polled to its end."""
        for source in self._claimed.values():
            self._desk.sources.keep(source)

    # Folders

    def _look(self) -> None:
        """Read what was dropped into folders."""
        places = dict(self._named)
        for source in self._desk.sources.all():
            if not source.is_url and (self._only is None or source.name in self._only):
                places[source.name] = Path(source.address)
        self._folders = {n: self._folders.get(n) or Folder(path, self._desk.fetched) for n, path in places.items()}
        if not self._folders:
            return
        apart = self._desk.apart()
        for name, folder in self._folders.items():
            trouble: list[str] = []
            try:
                ready = folder.look(self._now(), apart)
            except OSError as error:
                trouble.append(f"{folder.path}: cannot be looked into ({error.strerror}); is it still there?")
                ready = []
            found = list(self._receive(folder.documents(ready, trouble)).values()) if ready else []
            takes = tuple(take for one in found for take in one.takes)
            said = trouble[0] if trouble and self._lost.get(name) != trouble[0] else ""
            self._lost[name] = trouble[0] if trouble else ""
            self._say(name, _Brought(takes, sum(one.stuck for one in found)), said)
            self._keep_place(name, len(takes), self._lost[name])

    def _keep_place(self, name: str, new: int, trouble: str) -> None:
        """Keep how a folder that is a source is doing, when that has changed or was noted some time ago."""
        source, now = self._desk.sources.get(name), self._now()
        if source is None or source.is_url:
            return
        if trouble:
            noted = source.failures > 0 and source.error == trouble
        else:
            lately = timedelta(minutes=source.every)
            noted = not source.failures and source.last_success is not None and now - source.last_success < lately
        if noted and not new:
            return
        after = replace(source, last_poll=now, items=source.items + new, last_item=now if new else source.last_item)
        if trouble:
            after = replace(after, failures=source.failures + 1, error=trouble)
        else:
            after = replace(after, failures=0, last_success=now)
        self._desk.sources.keep(after, new)

    def _say(self, name: str, found: _Brought, said: str) -> None:
        if found.takes or found.stuck or said:
            self._tell(Event(name, self._now(), len(found.takes), found.stuck, said))


def _path(name: str) -> Path:
    path = Path(name).expanduser()
    if not path.exists():
        raise NotFound(f"{name}: no source and no folder of that name; `writethru sources` lists the sources")
    return path.resolve()


def _document(response: Response) -> Document:
    return Document(public(response.url), response.body, response.charset)


def _polled(fetcher: Fetcher, source: Source) -> Polled:
    try:
        return poll(fetcher, source)
    except Exception as error:  # noqa: BLE001 - a fault over one source's answer costs that source its poll
        said = f"{public(source.address)}: the poll failed ({type(error).__name__}: {error}); report it"
        return failed(source, NotFetched(" ".join(said.split())), fetcher.clock.now())


def _paged(fetcher: Fetcher, source: Source, urls: Sequence[str]) -> _Pages:
    try:
        return _Pages(source.name, pages.fetch(fetcher, source, urls))
    except Exception:  # noqa: BLE001 - a fault over one page: all are tried again, so many times
        return _Pages(source.name, [pages.Page(url, None, done=False) for url in urls])
