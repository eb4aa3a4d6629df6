"""A desk: one installation with its store. The one place that joins the stages; the whole program in one class."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from writethru import plugins
from writethru import settings as settings_of
from writethru.errors import NotFound, UnknownFormat
from writethru.model import (
    Added,
    Brief,
    Change,
    Check,
    Facts,
    Health,
    Hit,
    Links,
    Profile,
    Refused,
    Story,
    Storyline,
    Stuck,
    Take,
    Timeline,
)
from writethru.store import FILE, Store
from writethru.store.search import terms

if TYPE_CHECKING:
    from writethru.publish.site import Published, Site
    from writethru.read.document import Document
    from writethru.tell.dossier import Dossier

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


def _silent(_stage: str, _done: int, _of: int) -> None:
    """Tell nobody."""


class Desk:
    r"""A folder that holds a store and, if one likes, a ``writethru.toml``; made when absent.

    Args:
        folder: where it is; by default ``WRITETHRU_DESK``, else a folder in the user's data folder.

    Raises:
        SettingsError: the settings are not as they should be.
        StoreError: the store cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from writethru import Desk
        >>> with TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        ...     piece = Path(folder) / "harbour.txt"
        ...     _ = piece.write_text("Harbour reopens after two weeks\n\nIt reopened on Monday, the port office said.")
        ...     added = desk.add([str(piece)])
        ...     [story.headline for story in desk.stories()]
        ['Harbour reopens after two weeks']
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = settings_of.desk_folder(folder)
        self.settings = settings_of.load(self.folder)
        self._store = Store(self.folder)
        self.sources, self.pages, self.seen = self._store.sources, self._store.pages, self._store.seen

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    # In

    def add(self, names: Sequence[str], reader: str = "", progress: Progress = _silent) -> Added:
        """Read files, folders, globs or ``-`` into the desk, then do whatever an earlier run left undone.

        Bytes are stored before they are read; facts and links follow. Adding something again changes nothing.

        Args:
            names: what to read.
            reader: the reader to use, when the format is not to be told by looking.
            progress: told how far each stage is.

        Raises:
            UnknownFormat: there is no reader of that name.
            StoreError: the store failed; what was acknowledged is kept.
        """
        from writethru.read.inbox import there

        missing: list[str] = []
        done = self.receive(there(names, missing), reader, progress)
        return replace(done, missing=tuple(missing))

    def receive(self, documents: "Iterable[Document]", reader: str = "", progress: Progress = _silent) -> Added:
        """Take documents in, from wherever they come, then do whatever an earlier run left undone; as ``add``.

        Raises:
            UnknownFormat: there is no reader of that name.
            StoreError: the store failed; what was acknowledged is kept.
        """
        if reader and reader not in plugins.names(plugins.READERS):
            raise UnknownFormat(f"{reader}: no such format; there are {', '.join(plugins.names(plugins.READERS))}")
        seconds: Counter[str] = Counter()
        read_before = self._receive(documents, reader, progress)
        new, known, refused = self._read(progress)
        for document in read_before:
            before = self._store.documents.tally(document)
            known, refused = known + before[0], refused + before[1]
        self._enrich(progress, seconds)
        self._link(progress)
        return Added(new, known, refused, (), *self._store.links.counts(), seconds=dict(seconds))

    def _receive(self, documents: "Iterable[Document]", reader: str, progress: Progress) -> list[str]:
        """Store the bytes of documents; return the hashes of those that were read before."""
        known = []
        for number, found in enumerate(documents, 1):
            progress("receive", number, 0)
            if not self._store.documents.receive(
                found.sha256, found.name, reader, found.received, datetime.now(UTC), found.charset
            ) and self._store.documents.is_read(found.sha256):
                known.append(found.sha256)
        return list(dict.fromkeys(known))

    def _read(self, progress: Progress) -> tuple[int, int, int]:
        """Make takes of every document that was not read to its end."""
        from writethru.read import detect
        from writethru.read.document import Document

        new = known = refused = 0
        unread = self._store.documents.unread()
        for number, sha256 in enumerate(unread, 1):
            name, reader, received, charset = self._store.documents.get(sha256)
            items = (self._known(item) for item in detect.read(Document(name, received, charset), reader or None))
            made = self._store.documents.keep(sha256, items)
            new, known, refused = new + made[0], known + made[1], refused + made[2]
            progress("read", number, len(unread))
        return new, known, refused

    def _known(self, item: Take | Refused) -> Take | Refused:
        from writethru.read.known import as_known
        from writethru.read.times import believed

        return as_known(believed(item), self.settings) if isinstance(item, Take) else item

    def _enrich(self, progress: Progress, seconds: Counter[str]) -> None:
        """Read the facts of every take that has none."""
        from writethru.run import local

        pending, done = self._store.takes.without_facts(), 0
        for batch in local.run(pending, self._load, self.settings.processes):
            self._store.facts.keep(batch.found)
            seconds.update(batch.seconds)
            done += len(batch.found)
            progress("enrich", done, len(pending))

    def _load(self, keys: Sequence[str]) -> list[Take]:
        takes = self._store.takes.get(keys)
        return [takes[key] for key in keys if key in takes]

    def _link(self, progress: Progress) -> None:
        """Link all takes anew, unless the links were made of just these takes."""
        keys = self._store.takes.keys()
        made_of = hashlib.sha256("\n".join([str(self.settings.story_days), *keys]).encode()).hexdigest()
        if self._store.links.made_of() == made_of:
            return
        from writethru.enrich.entities.spelling import fold
        from writethru.link.items import Linkable
        from writethru.link.links import link

        progress("link", 0, len(keys))
        takes, facts, vectors = self._load(keys), self._store.facts.get(keys), self._store.facts.vectors(keys)
        items = [Linkable(take, facts[take.key], vectors.get(take.key)) for take in takes]
        self._store.links.replace(link(items, self.settings.story_days), made_of, fold)
        progress("link", len(keys), len(keys))

    # Out

    def stories(self) -> list[Story]:
        """Every story, newest first."""
        return self._store.links.stories()

    def find(self, name: str) -> Story | Storyline:
        """Return the story or storyline that an id, the beginning of one, or words of a headline name.

        Raises:
            NotFound: nothing fits, or more than one does.
        """
        from writethru.tell.named import named

        links = self._store.links
        if found := links.story(name) or links.storyline(name):
            return found
        return named(name, [*links.stories(), *links.storylines()])

    def brief(self, name: str, as_of: date | None = None) -> Brief:
        """Tell a story or storyline in cited sentences.

        Raises:
            NotFound: there is none of that name.
        """
        from writethru.tell.brief import brief

        kind, of = self._named(name)
        return brief(self._dossier(kind, of), kind, of, as_of)

    def timeline(self, name: str, as_of: date | None = None) -> Timeline:
        """Lay out what happened, what is now and what is due in a story or storyline.

        Raises:
            NotFound: there is none of that name.
        """
        from writethru.tell.timeline import timeline

        return timeline(self.dossier(name), as_of)

    def write(self, told: Brief, dossier: "Dossier", how: str) -> str:
        """Write a brief in the way of a registered writer: ``markdown``, ``json``.

        Raises:
            PluginError: there is no such writer.
        """
        written: str = plugins.make(plugins.WRITERS, how)(told, dossier)
        return written

    def changes(self, name: str) -> list[Change]:
        """What changed between the takes of a story's or storyline's chains, oldest take first.

        Raises:
            NotFound: there is none of that name.
        """
        places = {take.key: place for place, take in enumerate(self.takes_of(self.find(name)))}
        found = [change for change in self._store.links.changes() if change.take in places]
        return sorted(found, key=lambda change: places[change.take])

    def who(self, name: str) -> list[Profile]:
        """Return the people, bodies and places that a name may mean, surest first, with what they said.

        Nothing is told out of a chain that was killed or is on hold.

        Raises:
            NotFound: nobody of that name.
        """
        from writethru.enrich.entities.spelling import fold
        from writethru.tell.dossier import Dossier
        from writethru.tell.said import said_by

        people = self._store.links.people(fold(name))
        if not people:
            raise NotFound(f"{name}: nobody of that name on this desk; `writethru search` finds other words")
        keys = {mention.take for person in people for mention in person.mentions}
        links = self._store.links.all()
        takes = self._usable(keys, links)
        dossier = Dossier(takes, self._store.facts.get(takes), links)
        return [Profile(person, said_by(dossier, person.id)) for person in people]

    def _usable(self, keys: set[str], links: Links) -> dict[str, Take]:
        """Return the takes of these keys without those whose chain was killed or is on hold."""
        from writethru.publish.rights import stopped

        chains = {p.chain for p in links.placements if p.take in keys}
        near = self._store.takes.get(p.take for p in links.placements if p.chain in chains)
        stops = stopped(near, links.placements)
        return {key: take for key, take in near.items() if key in keys and key not in stops}

    def search(self, words: str, most: int = 20) -> list[Hit]:
        """Find takes by their words, best first; each with the first sentence that has one, so that voices stay."""
        from writethru.tell.excerpt import excerpt

        found, wanted = self._store.search.find(words, most), terms(words)
        takes, facts = self._store.takes.get(found), self._store.facts.get(found)
        placed = {p.take: p for p in self._store.links.placements()}
        return [
            _hit(takes[k], placed[k].story if k in placed else "", excerpt(takes[k], facts.get(k), wanted))
            for k in found
        ]

    def publish(self, folder: Path, audience: str = "public", progress: Progress = _silent) -> "Published":
        """Write the static site, for the ``public`` by the rights of each source, or for the ``desk`` in whole.

        Raises:
            WritethruError: the folder is not writable, or holds a file in the way that was not written from here.
        """
        from writethru.publish.content import site_content

        content = site_content(self._whole(), self.settings, audience, progress)
        site: Site = plugins.make(plugins.PUBLISHERS, "site")
        return site.publish(content, folder)

    def _whole(self) -> "Dossier":
        from writethru.tell.dossier import Dossier

        takes = {take.key: take for take in self._store.takes.all()}
        return Dossier(takes, self._store.facts.get(takes), self._store.links.all())

    def export(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table, as ``../shared/bench/README.md`` has them.

        Raises:
            NotFound: there is no such table.
        """
        from writethru.link.people import voices
        from writethru.publish import export

        if table not in export.TABLES:
            raise NotFound(f"{table}: no such table; there are {', '.join(export.TABLES)}")
        links = self._store.links.all()
        takes = sorted(self._store.takes.all(), key=_in_time)
        ledger = export.Ledger(tuple(takes), self._facts_of, links, voices(links.people))
        return export.rows(table, ledger)

    def _facts_of(self, take: Take) -> Facts:
        return self._store.facts.get([take.key]).get(take.key) or Facts(take.key)

    # The desk itself

    def quarantine(self) -> list[Stuck]:
        """What could not be read, with the reasons."""
        return [Stuck(*row) for row in self._store.documents.quarantined()]

    def read_again(self, progress: Progress = _silent) -> Added:
        """Try what is in quarantine once more."""
        self._store.documents.read_again()
        return self.add([], progress=progress)

    def health(self, now: datetime | None = None) -> list[Health]:
        """How each source that is followed is doing, by name."""
        from writethru.fetch.health import LOOKED_AT, health

        at = now or datetime.now(UTC)
        return [health(one, self.sources.arrivals(one.name, LOOKED_AT), at) for one in self.sources.all()]

    def doctor(self) -> list[Check]:
        """Look at the desk, its settings, plug-ins and models, and say what is not well."""
        from writethru.fetch.health import check
        from writethru.run.checks import parts

        trouble = self._store.check()
        file = Check("store", not trouble, trouble or f"{self.folder / FILE}: whole")
        stuck = len(self.quarantine())
        waiting = f"{stuck} items; `writethru quarantine` has the reasons" if stuck else "empty"
        undone = len(self._store.takes.without_facts())
        left = f"{undone} takes wait for it; run `writethru add` without names" if undone else "nothing waits"
        return [
            Check("desk", well=True, says=str(self.folder)),
            file,
            Check("quarantine", not stuck, waiting),
            Check("enrichment", not undone, left),
            check(self.health()),
            *parts(),
        ]

    def dossier(self, name: str) -> "Dossier":
        """Gather all that is known of a story or storyline.

        Raises:
            NotFound: there is none of that name.
        """
        return self._dossier(*self._named(name))

    def _dossier(self, kind: str, of: str) -> "Dossier":
        from writethru.tell.dossier import gather

        takes = {take.key: take for take in self.takes_of(self.find(of))}
        return gather(takes, self._store.facts.get(takes), self._store.links.all(), kind, of)

    def _named(self, name: str) -> tuple[str, str]:
        found = self.find(name)
        return "story" if isinstance(found, Story) else "storyline", found.id

    def takes_of(self, subject: Story | Storyline) -> list[Take]:
        """The takes of a story or storyline, in order of time."""
        stories = [subject.id] if isinstance(subject, Story) else list(subject.stories)
        keys = [key for name in stories if (story := self._store.links.story(name)) for key in story.takes]
        return sorted(self._store.takes.get(keys).values(), key=_in_time)


def _in_time(take: Take) -> tuple[bool, float, str]:
    return (take.sent is None, take.sent.at.timestamp() if take.sent else 0.0, take.key)


def _hit(take: Take, story: str, excerpt: str) -> Hit:
    sent = take.sent.at.isoformat() if take.sent else ""
    return Hit(take.key, take.id, take.source, sent, take.title, story, excerpt)
