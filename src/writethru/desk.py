"""A desk: one installation with its store. The one place that joins the stages; the whole program in one class."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from writethru import comparing, intake, plugins, withdrawal
from writethru import settings as settings_of
from writethru.errors import NotFound, UnknownFormat
from writethru.intake import Progress
from writethru.model import (
    Added,
    Brief,
    Change,
    Check,
    Comparison,
    Facts,
    Health,
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
from writethru.store import Store

if TYPE_CHECKING:
    from writethru.publish.site import Published, Site
    from writethru.read.document import Document
    from writethru.tell.dossier import Dossier


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
        self.sources, self.pages, self.seen = self._store.sources, self._store.pages, self._store.seen

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
        from writethru.read.inbox import there

        missing: list[str] = []
        added = self.receive(there(names, missing), reader, progress, later=later)
        return replace(added, missing=tuple(missing))

    def receive(
        self, documents: "Iterable[Document]", reader: str = "", progress: Progress = _silent, *, later: bool = False
    ) -> Added:
        """Read documents into the desk, from wherever they come, as ``add`` does with files.

        Raises:
            UnknownFormat: there is no reader of that name.
            StoreError: the store failed; what was acknowledged is kept.
        """
        if reader and reader not in plugins.names(plugins.READERS):
            raise UnknownFormat(f"{reader}: no such format; there are {', '.join(plugins.names(plugins.READERS))}")
        again: dict[str, None] = {}
        for number, document in enumerate(documents, 1):
            progress("receive", number, 0)
            if not intake.receive(self._store, document, reader):
                again[document.sha256] = None
        read = intake.read(self._store, self.folder, self.settings, progress)
        tallies = [(read.known, read.refused), *map(self._store.documents.tally, again)]
        known, refused = map(sum, zip(*tallies, strict=True))
        intake.place(self._store, progress)
        withdrawn, standing = withdrawal.withdraw(self._store, self.settings, self._out)
        seconds = Counter[str]() if later else self.catch_up(progress)
        counts = self._store.links.counts()
        return Added(read.new, known, refused, (), *counts, read.alarms, dict(seconds), withdrawn, standing)

    def catch_up(self, progress: Progress = _silent) -> Counter[str]:
        """Read facts and link, for what came ``later``; returns each layer's seconds. What comes meanwhile waits."""
        seconds = intake.enrich(self._store, self.settings, progress)
        intake.link(self._store, self.settings, progress)
        return seconds

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
        from writethru.tell.named import named

        out = self._out
        every: list[Story | Storyline] = [*out.stories(), *out.storylines()]
        return next((one for one in every if one.id == name), None) or named(name, every)

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
        return [change for one in self.comparisons(name) for change in one.changes]

    def comparisons(self, name: str) -> list[Comparison]:
        """The same take by take, with what became of the promises of each take's note.

        Raises:
            NotFound: there is none of that name.
        """
        return comparing.comparisons(self._out, self.takes_of(self.find(name)))

    def changes_between(self, earlier: str, later: str) -> Comparison:
        """What changed from one take to another, of any chain or source; each is named by id or key, or its beginning.

        Raises:
            NotFound: there is no take of that name, or more than one.
            Withheld: one of them was killed or is on hold.
        """
        out = self._out
        one, other = (comparing.take_named(out, name) for name in (earlier, later))
        return comparing.changes_between(out, one, other)

    def takes(self, keys: Iterable[str]) -> dict[str, Take]:
        """The takes of these keys; of one that was killed or is on hold what remains to be told of it."""
        return self._out.takes(keys)

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

        out = self._out
        takes = sorted(out.every_take(), key=_in_time)

        def facts(take: Take) -> Facts:
            return out.facts([take.key]).get(take.key) or Facts(take.key)

        ledger = export.Ledger(tuple(takes), facts, out.links, voices(out.links.people), out.receipts())
        return export.rows(table, ledger)

    def hand_over(self, how: str, audience: str = "public") -> Iterator[bytes]:
        """Yield every piece that may leave to an audience, for another system: as ``ninjs`` or ``atom``.

        Raises:
            UnknownFormat: there is no such exporter.
        """
        from writethru.publish.outbox import hand_over

        return hand_over(how, self._whole(), self.settings, audience)

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

    def health(self, now: datetime | None = None) -> list[Health]:
        """How each source that is followed is doing, by name."""
        from writethru.fetch.health import LOOKED_AT, health

        at = now or datetime.now(UTC)
        return [health(one, self.sources.arrivals(one.name, LOOKED_AT), at) for one in self.sources.all()]

    def doctor(self) -> list[Check]:
        """Look at the desk, its settings, plug-ins and models, and say what is not well."""
        from writethru.checkup import checkup

        return checkup(self._store, self.folder, self.health())

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
        stories, out = {subject.id} if isinstance(subject, Story) else set(subject.stories), self._out
        keys = [key for story in out.stories() if story.id in stories for key in story.takes]
        return sorted(out.takes(keys).values(), key=_in_time)


def _in_time(take: Take) -> tuple[bool, float, str]:
    return (take.sent is None, take.sent.at.timestamp() if take.sent else 0.0, take.key)


def _hit(take: Take, story: str, excerpt: str) -> Hit:
    from writethru.tell.flags import flag

    sent = take.sent.at.isoformat() if take.sent else ""
    return Hit(take.key, take.id, take.source, sent, take.title, story, excerpt, flag(take))
