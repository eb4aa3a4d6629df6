"""A desk: one installation with its store. The one place that joins the stages; the whole program in one class."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from writethru import intake, plugins, withdrawal
from writethru import settings as settings_of
from writethru.errors import NotFound, UnknownFormat
from writethru.intake import Progress
from writethru.model import (
    Added,
    Brief,
    Change,
    Check,
    Facts,
    Held,
    Hit,
    Profile,
    Released,
    Story,
    Storyline,
    Stuck,
    Take,
    Timeline,
)
from writethru.outgoing import Outgoing
from writethru.store import FILE, Store

if TYPE_CHECKING:
    from writethru.publish.site import Published, Site
    from writethru.read.document import Document
    from writethru.tell.dossier import Dossier

_CHOICES = 5  # how many ids an error names


def _now() -> datetime:
    return datetime.now(UTC)


def _silent(_stage: str, _done: int, _of: int) -> None:
    """Tell nobody."""


class Desk:
    r"""A folder that holds a store and, if one likes, a ``writethru.toml``; made when absent.

    Args:
        folder: where it is; by default ``WRITETHRU_DESK``, else a folder in the user's data folder.
        clock: tells the moment, with its zone, from which embargoes are counted.

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

    def __init__(self, folder: Path | None = None, clock: Callable[[], datetime] = _now) -> None:
        self._clock = clock
        self.folder = settings_of.desk_folder(folder)
        self.settings = settings_of.load(self.folder)
        self._store = Store(self.folder)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    # In

    def add(
        self, names: Sequence[str], reader: str = "", progress: Progress = _silent, *, later: bool = False
    ) -> Added:
        """Read files, folders, globs or ``-`` into the desk, then do whatever an earlier run left undone.

        Bytes are stored before they are read; chains, facts and links follow. Adding something again changes
        nothing.

        Args:
            names: what to read.
            reader: the reader to use, when the format is not to be told by looking.
            progress: told how far each stage is.
            later: leave reading facts and linking to the next add; chains, and with them kills, are in force at once.

        Raises:
            UnknownFormat: there is no reader of that name.
            StoreError: the store failed; what was acknowledged is kept.
        """
        from writethru.read.inbox import Missing, find

        if reader and reader not in plugins.names(plugins.READERS):
            raise UnknownFormat(f"{reader}: no such format; there are {', '.join(plugins.names(plugins.READERS))}")
        missing: list[str] = []

        def documents() -> "Iterator[Document]":
            for number, found in enumerate(find(names), 1):
                progress("receive", number, 0)
                if isinstance(found, Missing):
                    missing.append(str(found))
                else:
                    yield found

        added = self.take_in(documents(), reader, progress, later=later)
        return replace(added, missing=tuple(missing))

    def take_in(
        self, documents: "Iterable[Document]", reader: str = "", progress: Progress = _silent, *, later: bool = False
    ) -> Added:
        """Read documents into the desk, as ``add`` does with files.

        Raises:
            StoreError: the store failed; what was acknowledged is kept.
        """
        again = dict.fromkeys(d.sha256 for d in documents if not intake.receive(self._store, d, reader))
        new, known, refused = intake.read(self._store, self.settings, progress)
        for document in again:
            before = self._store.documents.tally(document)
            known, refused = known + before[0], refused + before[1]
        intake.place(self._store, progress)
        withdrawn, standing = withdrawal.withdraw(self._store, self.settings, self._out)
        seconds: Counter[str] = Counter()
        if not later:
            seconds = intake.enrich(self._store, self.settings, progress)
            intake.link(self._store, self.settings, progress)
        counts = self._store.links.counts()
        return Added(new, known, refused, (), *counts, dict(seconds), withdrawn, standing)

    # Out

    def stories(self) -> list[Story]:
        """Every story, newest first."""
        return self._out.stories()

    @property
    def _out(self) -> Outgoing:
        """The store as it may be handed out, at this moment."""
        return Outgoing(self._store, self._clock())

    def find(self, name: str) -> Story | Storyline:
        """Return the story or storyline that an id, the beginning of one, or words of a headline name.

        Raises:
            NotFound: nothing fits, or more than one does.
        """
        out = self._out
        every: list[Story | Storyline] = [*out.stories(), *out.storylines()]
        if found := next((one for one in every if one.id == name), None):
            return found
        fitting = [s for s in every if s.id.startswith(name)] or [s for s in every if name.lower() in _title(s).lower()]
        fitting = _without_doubles(fitting)
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            raise NotFound(f"{name}: no story or storyline of that id or headline; `writethru stories` lists them")
        choices = ", ".join([*(s.id for s in fitting[:_CHOICES]), *(["…"] if len(fitting) > _CHOICES else [])])
        raise NotFound(f"{name}: fits {len(fitting)} stories and storylines ({choices}); give a whole id")

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
        found = [change for change in self._out.links.changes if change.take in places]
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

        out = self._out
        people = out.people(fold(name))
        if not people:
            raise NotFound(f"{name}: nobody of that name on this desk; `writethru search` finds other words")
        takes = out.takes(mention.take for person in people for mention in person.mentions)
        dossier = Dossier(takes, out.facts(takes), out.links)
        return [Profile(person, said_by(dossier, person.id)) for person in people]

    def search(self, words: str, most: int = 20) -> list[Hit]:
        """Find takes by their words, best first; each with the first sentence that has one, so that voices stay."""
        from writethru.tell.excerpt import excerpt

        out = self._out
        found, wanted = out.found(words, most)
        takes, facts, placed = out.takes(found), out.facts(found), out.placements()
        return [
            _hit(takes[k], placed[k].story if k in placed else "", excerpt(takes[k], facts.get(k), wanted))
            for k in found
        ]

    def publish(self, folder: Path, audience: str = "public", progress: Progress = _silent) -> "Published":
        """Write the static site, for the ``public`` by the rights of each source, or for the ``desk`` in whole.

        The folder is remembered: what a source kills later comes off it as soon as the kill is in.

        Raises:
            WritethruError: the folder is not writable, or holds a file in the way that was not written from here.
        """
        from writethru.publish.content import site_content

        content = site_content(self._whole(), self.settings, audience, progress)
        site: Site = plugins.make(plugins.PUBLISHERS, "site")
        done = withdrawal.publish(self._store, site, content, folder, self._clock())
        withdrawal.withdraw(self._store, self.settings, self._out)  # what was killed while it was written
        return done

    def _whole(self) -> "Dossier":
        from writethru.tell.dossier import Dossier

        out = self._out
        takes = {take.key: take for take in out.every_take()}
        return Dossier(takes, out.facts(takes), out.links)

    def export(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table, as ``../shared/bench/README.md`` has them.

        Raises:
            NotFound: there is no such table.
        """
        from writethru.link.people import voices
        from writethru.publish import export

        if table not in export.TABLES:
            raise NotFound(f"{table}: no such table; there are {', '.join(export.TABLES)}")
        out = self._out
        takes = sorted(out.every_take(), key=_in_time)

        def facts(take: Take) -> Facts:
            return out.facts([take.key]).get(take.key) or Facts(take.key)

        return export.rows(table, export.Ledger(tuple(takes), facts, out.links, voices(out.links.people)))

    # What waits for a person

    def held(self, *, every: bool = False) -> list[Held]:
        """What waits for a person, and why: kills, holds, embargoes, fragments, phrases that nobody understands.

        No word of a killed piece is in it, or of one on hold.

        Args:
            every: what a person let go is told too, and what goes by itself when its time comes.
        """
        from writethru.held import held

        return held(self._store, self._out, self.settings, every=every)

    def release(self, name: str, why: str = "") -> Released:
        """Let a take, or all takes of a chain, go; noted with the moment and the reason.

        Args:
            name: a take's key or its beginning, the id that its source gave it, or the id of a chain.
            why: the reason, in a person's words.

        Raises:
            NotFound: nothing of that name is here, or more than one take, or nothing holds it.
            Withheld: it is a kill, or was killed: only named one by one, with a reason, can such a take be let go.
        """
        from writethru.held import release

        return release(self._store, self._out, name, why, self._clock())

    # The desk itself

    def quarantine(self) -> list[Stuck]:
        """What could not be read, with the reasons."""
        return [Stuck(*row) for row in self._store.documents.quarantined()]

    def read_again(self, progress: Progress = _silent) -> Added:
        """Try what is in quarantine once more."""
        self._store.documents.read_again()
        return self.add([], progress=progress)

    def doctor(self) -> list[Check]:
        """Look at the desk, its settings, plug-ins and models, and say what is not well."""
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

        takes, out = {take.key: take for take in self.takes_of(self.find(of))}, self._out
        return gather(takes, out.facts(takes), out.links, kind, of)

    def _named(self, name: str) -> tuple[str, str]:
        found = self.find(name)
        return "story" if isinstance(found, Story) else "storyline", found.id

    def takes_of(self, subject: Story | Storyline) -> list[Take]:
        """The takes of a story or storyline, in order of time."""
        stories = {subject.id} if isinstance(subject, Story) else set(subject.stories)
        out = self._out
        keys = [key for story in out.stories() if story.id in stories for key in story.takes]
        return sorted(out.takes(keys).values(), key=_in_time)


def _in_time(take: Take) -> tuple[bool, float, str]:
    return (take.sent is None, take.sent.at.timestamp() if take.sent else 0.0, take.key)


def _without_doubles(found: list[Story | Storyline]) -> list[Story | Storyline]:
    """Leave out the storylines that are one story alone, where that story is there too."""
    stories = {one.id for one in found if isinstance(one, Story)}
    return [one for one in found if isinstance(one, Story) or len(one.stories) != 1 or one.stories[0] not in stories]


def _title(subject: Story | Storyline) -> str:
    return subject.headline if isinstance(subject, Story) else subject.name


def _hit(take: Take, story: str, excerpt: str) -> Hit:
    from writethru.tell.flags import flag

    sent = take.sent.at.isoformat() if take.sent else ""
    return Hit(take.key, take.id, take.source, sent, take.title, story, excerpt, flag(take))
