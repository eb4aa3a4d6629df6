"""A desk: one installation with its store. The one place that joins the stages; the whole program in one class."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from writethru import enriching, intake, plugins, withdrawal
from writethru import settings as settings_of
from writethru.errors import NotFound, UnknownFormat, WritethruError
from writethru.model import (
    Added,
    Arranged,
    Arrangement,
    ArrangementKind,
    Check,
    Decided,
    Decision,
    DecisionKind,
    Health,
    Held,
    Released,
    Stuck,
)
from writethru.readers import Readers
from writethru.run.progress import Progress, silent
from writethru.store import FILE, Store

if TYPE_CHECKING:
    from writethru.arranging import Signed
    from writethru.link.at_hand import AtHand
    from writethru.publish.site import Published
    from writethru.read.document import Document
    from writethru.read.inbox import Apart
    from writethru.run.local import Processes

_now = partial(datetime.now, UTC)


class Desk(Readers):
    r"""A folder that holds a store and, if one likes, a ``writethru.toml``; made when absent.

    Args:
        folder: where it is; by default ``WRITETHRU_DESK``, else a folder in the user's data folder.
        clock: tells the moment, with its zone, from which embargoes are counted.
        by: who works at it: noted with each decision.
        make: whether to make a desk where there is none.

    Raises:
        NotFound: there is no desk, and none is to be made.
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

    def __init__(
        self, folder: Path | None = None, clock: Callable[[], datetime] = _now, *, by: str = "", make: bool = True
    ) -> None:
        self.folder, self.by = settings_of.desk_folder(folder), by
        settings = settings_of.load(self.folder)
        if not make and not settings_of.is_desk(self.folder, FILE):
            raise NotFound(f"{self.folder}: no desk there; `writethru add` makes one, --desk names another")
        super().__init__(Store(self.folder), settings, clock)
        self.sources, self.pages, self.fetched = self._store.sources, self._store.pages, self._store.fetched

    def worked_by(self, reader: str) -> Self:
        """Return this desk as somebody else works at it: decisions are noted with that name. The store is one."""
        found = copy(self)
        found.by = reader
        return found

    def close(self) -> None:
        """Let go of the store, and of the processes that read."""
        if "_readers" in vars(self):
            self._readers.close()
        self._store.close()

    @cached_property
    def _readers(self) -> "Processes":
        from writethru.run.local import Processes

        return Processes(self.settings.processes)

    @cached_property
    def _at_hand(self) -> "AtHand":
        from writethru.link.at_hand import AtHand

        return AtHand()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    # In

    def add(self, names: Sequence[str], reader: str = "", progress: Progress = silent, *, later: bool = False) -> Added:
        """Read files, folders, globs or ``-`` into the desk, then do whatever an earlier run left undone.

        Bytes are stored before they are read; chains, facts and links follow. Adding it again changes nothing.

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

        missing, apart = list[str](), self.apart()
        added = self.receive(there(names, missing, apart), reader, progress, later=later)
        return replace(added, missing=tuple(missing), passed_over=tuple(apart.met))

    def apart(self) -> "Apart":
        """Return what is no copy wherever it lies: the desk's own folder, and the sites published from it."""
        return intake.apart(self._store, self.folder)

    def receive(
        self, documents: "Iterable[Document]", reader: str = "", progress: Progress = silent, *, later: bool = False
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
        reading = None if later else enriching.begin(self._store, self.settings, self._readers)
        intake.place(self._store, progress, reading.keep_ready if reading else None)
        withdrawn, standing = withdrawal.withdraw(self._store, self.settings, self._out)
        seconds = self.catch_up(progress, reading) if reading else Counter[str]()
        counts = self._store.links.counts()
        return Added(read.new, known, refused, (), *counts, read.alarms, dict(seconds), withdrawn, standing)

    def catch_up(self, progress: Progress = silent, reading: enriching.Enriching | None = None) -> Counter[str]:
        """Read facts, or go on ``reading``, and link what came ``later``; then what other layers read anew, likewise.

        Returns each layer's seconds. What comes meanwhile waits. Stopped at any moment, it goes on where it was.
        """
        reading = reading or enriching.begin(self._store, self.settings, self._readers)
        seconds = intake.enrich(self._store, self.settings, reading, progress, self._at_hand)
        intake.prepare(self._store, self.settings, self._readers, progress)
        intake.link(self._store, self.settings, progress, self._at_hand)
        seconds += intake.enrich_anew(self._store, self.settings, self._readers, progress)
        intake.link(self._store, self.settings, progress, self._at_hand)
        return seconds

    def publish(self, folder: Path, audience: str = "public", progress: Progress = silent) -> "Published":
        """Write the static site, for the ``public`` by the rights of each source, or for the ``desk`` in whole.

        The folder is remembered: what a source kills later comes off it as soon as the kill is in.

        Raises:
            WritethruError: the folder is not writable, has the desk in it, or a file that was not written from here.
        """
        from writethru.publishing import publish

        if self.folder.resolve().is_relative_to(folder.resolve()):
            raise WritethruError(f"{folder}: the desk lies in it, and would go out with it; choose another folder")
        now, out = self._clock(), self._out
        done = publish(self._store, out, self.settings, self._whole, folder, audience, now, progress)
        withdrawal.withdraw(self._store, self.settings, self._out)  # what was killed while it was written
        return done

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

    # Who is who, by a person's word

    def same(self, one: str, other: str, why: str = "", progress: Progress = silent) -> Decided:
        """Decide for good that two names mean one person, body or place; every later bearer of either is it too.

        Args:
            one: an id or its beginning, a name, ``NAME, ROLE``, or ``NAME@TAKE``: who bears the name in that take
                or chain.
            other: in the same ways.
            why: the reason, kept with it.
            progress: told how far linking is.

        Raises:
            NotFound: a name fits nobody, or several; they are named then.
            Contradiction: an earlier decision says otherwise.
        """
        return self._decide(DecisionKind.SAME, one, other, why, progress)

    def different(self, one: str, other: str, why: str = "", progress: Progress = silent) -> Decided:
        """Decide for good that two are not one; named as for ``same``.

        Two who are one now are parted: others go to the side whose office or company they share, or to neither.

        Raises:
            NotFound: a name fits nobody, or several, or nothing tells the two apart.
            Contradiction: an earlier decision says otherwise.
        """
        return self._decide(DecisionKind.DIFFERENT, one, other, why, progress)

    def forget(self, name: str, why: str = "") -> Decided:
        """Decide for good that somebody has no page and is in no list, at the desk and on sites published from here.

        What sources wrote stays in their words, without a link. It is done at once on the sites that stand where they
        were published; storylines named after somebody are named anew by the next ``publish``.

        Args:
            name: as for ``same``.
            why: the reason, kept with it.

        Raises:
            NotFound: a name fits nobody, or several; they are named then.
        """
        from writethru.forgetting import forget, off_the_sites

        return off_the_sites(self._store, forget(self._store, self._out, name, self._signed(why)))

    def _decide(self, kind: DecisionKind, one: str, other: str, why: str, progress: Progress) -> Decided:
        from writethru.deciding import decide, now_are

        decided = decide(self._store, self._out, kind, (one, other), self._signed(why))
        intake.link(self._store, self.settings, progress)
        return replace(decided, people=now_are(self._out, decided.decision.sides))

    # Stories and storylines, by a person's word

    def merge(
        self, one: str, other: str, why: str = "", progress: Progress = silent, *, although_cited: bool = False
    ) -> Arranged:
        """Decide for good that two stories, or two storylines, are one; what would join either later joins it.

        Args:
            one: an id, its beginning, or words of the headline.
            other: in the same ways.
            why: the reason, kept with it.
            progress: told how far linking is.
            although_cited: go on where published pages cite what moves.

        Raises:
            NotFound: a name fits nothing, or several.
            Contradiction: an earlier decision says otherwise.
            AlreadyCited: published pages cite what would move.
        """
        return self._arrange(ArrangementKind.MERGE, (one, other), why, progress, although_cited)

    def split(
        self,
        name: str,
        leaving: Sequence[str],
        why: str = "",
        progress: Progress = silent,
        *,
        although_cited: bool = False,
    ) -> Arranged:
        """Decide for good that pieces leave a story and are one by themselves; or stories a storyline.

        What comes later goes to the side that it is more like, or whose stories it continues. Raises as ``merge``.

        Args:
            name: the story or storyline.
            leaving: pieces, by a take's id or key or a chain's id, each with all takes of its chain; or stories.
            why: the reason, kept with it.
            progress: told how far linking is.
            although_cited: go on where published pages cite what moves.
        """
        return self._arrange(ArrangementKind.SPLIT, (name, *leaving), why, progress, although_cited)

    def move(
        self, piece: str, to: str, why: str = "", progress: Progress = silent, *, although_cited: bool = False
    ) -> Arranged:
        """Decide for good that a piece stands in a story, or a story on a storyline; ``new``: in one of its own.

        It alone is moved: what comes later is placed as if it had not been. Named and raises as ``split``.
        """
        return self._arrange(ArrangementKind.MOVE, (piece, to), why, progress, although_cited)

    def pin(self, piece: str, why: str = "", progress: Progress = silent) -> Arranged:
        """Decide for good that a piece stays in the story where it is, or a story on its storyline. As ``move``."""
        return self._arrange(ArrangementKind.PIN, (piece,), why, progress, although_cited=False)

    def rename(self, name: str, to: str, why: str = "", progress: Progress = silent) -> Arranged:
        """Give a story or storyline a name, shown before any headline; the one given last holds. As ``merge``."""
        return self._arrange(ArrangementKind.RENAME, (name,), why, progress, although_cited=False, name=to)

    def _arrange(
        self,
        kind: ArrangementKind,
        asked: tuple[str, ...],
        why: str,
        progress: Progress,
        although_cited: bool,
        name: str = "",
    ) -> Arranged:
        from writethru.arranging import arrange, now_in
        from writethru.understood import Word

        by = self._signed(why, although_cited=although_cited)
        done = arrange(self._store, self._out, Word(kind, asked, name), by)
        intake.link(self._store, self.settings, progress)
        return replace(done, now=now_in(self._store, done.decision))

    def _signed(self, why: str, *, although_cited: bool = False) -> "Signed":
        from writethru.arranging import Signed

        return Signed(self._clock(), self.by, why, although_cited)

    def decisions(self) -> list[Decision | Arrangement]:
        """What was decided of people, stories and storylines, in order, with what was taken back again."""
        return self._store.corrections.every()

    def undo(self, number: int, progress: Progress = silent, *, although_cited: bool = False) -> Decided | Arranged:
        """Take a decision back: everything is as if it had never been said.

        Raises:
            NotFound: there is no decision of that number.
            AlreadyCited: published pages cite what would move back.
        """
        from writethru.arranging import now_in, undo
        from writethru.deciding import now_are

        done = undo(self._store, self._out, number, self._signed("", although_cited=although_cited))
        intake.link(self._store, self.settings, progress)
        if isinstance(done, Arranged):
            return replace(done, now=now_in(self._store, done.decision))
        return replace(done, people=now_are(self._out, done.decision.sides))

    # The desk itself

    def quarantine(self) -> list[Stuck]:
        """What could not be read, with the reasons."""
        return [Stuck(*row) for row in self._store.documents.quarantined()]

    def read_again(self, progress: Progress = silent) -> Added:
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

        return checkup(self._store, self.folder, self.settings, self.health())
