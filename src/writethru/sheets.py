"""What a page of one story, storyline, person or take shows, and what a digest tells: gathered when asked for."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from writethru.answers import Answers
from writethru.comparing import newest_two
from writethru.errors import NotFound, StoreError
from writethru.forgetting import gone
from writethru.model import AwayStory, Digest, Mailed, NewsKind, Person, Story, Storyline
from writethru.outgoing import Outgoing
from writethru.wording import speaking

if TYPE_CHECKING:
    from writethru.publish.content import SiteContent
    from writethru.tell.dossier import Dossier


SECONDS = 60
"""For how long what came may be missing on a page that is written anew once it is asked for."""

_MOST_NEW = 500  # things that came which are looked at

Pages = dict[str, str]
"""The pages of one story or storyline, by number."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment of which a page tells.

    Attributes:
        at: when that was, in seconds since 1970.
        number: that of the news that came last by then.
        said: another for each order, release and decision: who missed one of these is shown nothing.
    """

    at: float
    number: int
    said: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What the pages of a story or storyline were made of.

    Attributes:
        subject: its id.
        on: the storylines on which it stands, if it is a story.
        stood: the stories in which its takes ever stood: who saw one of these has seen something of it.
        stories, lines, takes: the ids and keys of all that is told or named there.
        waits: one of the takes may have to wait for its time, so the pages change by the clock too.
        moment: when they were made.
    """

    subject: str
    on: tuple[str, ...]
    stood: tuple[str, ...]
    stories: tuple[str, ...]
    lines: tuple[str, ...]
    takes: tuple[str, ...]
    waits: bool
    moment: Moment


class Sheets(Answers):
    """What pages and digests ask a ``Desk``, a subject or a period at a time: nothing here looks at the whole desk."""

    def stories_named(self, ids: Iterable[str]) -> list[Story]:
        """Return the stories of these ids that are there, in that order, each with its badge."""
        out = self._out
        found = {story.id: story for story in out.badged(out.stories_of(ids))}
        return [found[name] for name in ids if name in found]

    def storylines(self, most: int, after: str = "", since: int = 0) -> list[Storyline]:
        """Return storylines by id: at most so many, behind one where it is named; only those touched ``since``."""
        return self._out.storylines_behind(most, after, since)

    def named(self, name: str) -> list[Person]:
        """Return the people, bodies and places that a name may mean, surest first; nobody for one of no letters."""
        from writethru.enrich.entities.spelling import fold

        out = self._out
        shut = {one.id for one in gone(self._store, out)}
        return [one for one in out.people(fold(name)) if one.id not in shut] if fold(name) else []

    def latest(self) -> tuple[object, ...]:
        """Return what is another when a list of the whole desk may be: what came, decisions, the minute."""
        minute = self._clock().replace(second=0, microsecond=0)
        return self._store.news.cursor(), self._store.corrections.version(), minute

    def found_otherwise(self) -> int:
        """Return a number that counts up each time that somebody who was there is found to be another."""
        return self._store.people.otherwise()

    def told_otherwise(self, since: int) -> list[str]:
        """Return the ids of the stories and storylines that name somebody of whom that was found after a number."""
        return self._store.people.told_otherwise(since)

    def id_of(self, name: str) -> str:
        """Return the id of the story or storyline that a name means, as ``find``, but told by it alone where it is one.

        Raises:
            NotFound: nothing fits, or more than one does.
        """
        name = self._store.links.leads_to(name)
        return name if self._store.links.is_there(name) else self.find(name).id

    def made_of(self, found: Story | Storyline, content: "SiteContent") -> MadeOf:
        """Return what the page of a story or storyline is made of, to be asked for its ``version``."""
        on, own = (found.storylines, found.takes) if isinstance(found, Story) else ((), ())
        stood = sorted({row.story for row in self._store.news.of_takes(own)})
        stories = (found.id, *(story.id for story, _ in content.stories))
        lines = tuple(line.id for line, _ in content.storylines)
        waits = bool(self._out.waiting_among(content.takes))
        return MadeOf(found.id, on, (*stood,), stories, lines, (*content.takes,), waits, self.moment())

    def moment(self) -> Moment:
        """Return the moment at which the desk is asked."""
        said = (self._store.news.last(())[1], *self._store.corrections.version())
        return Moment(self._clock().timestamp(), self._store.news.cursor(), said)

    def stands(self, moment: Moment, stories: Collection[str] = (), takes: Collection[str] = ()) -> bool:
        """Say whether what was told at a moment may be shown for now as what it is: as of some seconds ago.

        It may where nothing was ordered, released or decided since, and what came, if anything did, began to come in
        the last ``SECONDS`` and corrects nothing; so may it where somebody was found to be another since then. What
        else is gathered from takes once they are linked follows them within seconds, without news of its own: so what
        was told longer ago than that and is another without any is out.

        Args:
            moment: when it was told.
            stories: what came to others is of no concern; where there are none, all that came to the desk is.
            takes: who is named in others is of no concern.
        """
        now = self.moment()
        came = self._store.news.since(moment.number, _MOST_NEW, stories)
        other = self._store.people.otherwise_since(datetime.fromtimestamp(moment.at, UTC), takes) if takes else None
        begun = [one.at for one in came] + ([other] if other else [])
        first = min([at.timestamp() for at in begun], default=moment.at)
        corrected = len(came) == _MOST_NEW or any(one.kind is NewsKind.CORRECTION for one in came)
        return now.said == moment.said and not corrected and abs(now.at - first) <= SECONDS

    def version(self, of: MadeOf) -> bytes:
        """Return what is another as soon as anything is that a page is made of, and each minute where some of it waits.

        O(rows of the subject), and nothing is unpacked: asked each time that a page is looked at.
        """
        minute = self._clock().strftime("%Y-%m-%d %H:%M") if of.waits else ""
        return self._store.shown.digest(of.stories, of.lines, of.takes) + minute.encode()

    def pages_kept(self, subject: str, look: bytes) -> tuple[MadeOf, bytes, Pages] | None:
        """Return the pages of a story or storyline that were kept, with what they are made of and its version then.

        ``look``: what else pages are written by, as a digest; None where they were written by anything else.
        """
        with suppress(StoreError):
            kept = self._store.told.pages(subject, look, tuple[MadeOf, Pages])
            if kept:
                return kept[1][0], kept[0], kept[1][1]
        return None

    def keep_pages(self, look: bytes, of: MadeOf, pages: Pages) -> None:
        """Keep the pages of a story or storyline until they are others; those that change by the clock are not."""
        with suppress(StoreError):  # a folder that may not be written, a disk that is full
            if not of.waits:
                self._store.told.keep_pages(of.subject, look, self.version(of), (of, pages))

    def sheet(self, found: Story | Storyline) -> "SiteContent":
        """Gather what the page of a story or storyline shows to the desk.

        Raises:
            Withheld: every piece of it was killed or is on hold.
        """
        from writethru.publish.subject import of_subject, unnamed_in
        from writethru.retelling import retell

        out = self._out
        hidden = gone(self._store, out)
        dossier = unnamed_in(self._dossier(found), hidden)
        kind = "story" if isinstance(found, Story) else "storyline"
        telling = retell(self._store, dossier, kind, found.id)
        return of_subject(dossier, self.settings, found.id, telling, hidden)

    def sheet_of_person(self, name: str) -> "SiteContent":
        """Gather what the page of a person, body or place shows to the desk; named by its id.

        Raises:
            NotFound: there is nobody of that id.
        """
        from writethru.publish.subject import of_person

        out = self._out
        shut = gone(self._store, out)
        person = next((one for one in out.concerned([name]) if one.id == name and one not in shut), None)
        if person is None:
            raise NotFound(f"{name}: nobody of that id on this desk; the page of people finds names")
        return of_person(self._over(mention.take for mention in person.mentions), self.settings, person, shut)

    def sheet_of_take(self, key: str) -> "SiteContent":
        """Gather what the page of a take shows to the desk; named by its key.

        Raises:
            NotFound: there is no such take.
        """
        from writethru.publish.subject import of_take

        before = [change.previous for change in self._out.changes([key])]
        dossier = self._over([key, *before])
        if key not in dossier.takes:
            raise NotFound(f"{key}: no take of that key on this desk; search finds words")
        return of_take(dossier, self.settings)

    def away_in(self, reader: str | None, story: str) -> AwayStory | None:
        """Return what of the story of an id a reader has not seen; None where everything was, and where there is none.

        ``reader``: None for one who has seen nothing of it. Nothing is marked by it.
        """
        from writethru.away import away_in

        return away_in(self._store, self._out, reader, story)

    def said_by(self, reader: str) -> tuple[object, ...]:
        """Return what is another whenever a reader follows, mutes or sees something, or takes that back."""
        return self._store.readers.version(reader)

    def seen_of(self, reader: str, of: MadeOf) -> tuple[tuple[str, int], ...]:
        """Return what a reader has seen of what a page shows: up to which number, by story in which its takes stood."""
        return tuple(sorted(self._store.readers.marks(reader, of.stood).items()))

    def newest_two(self, name: str) -> tuple[str, str]:
        """Return the keys of the two takes of a story or storyline that tell what changed most lately.

        Raises:
            NotFound: there is none of that name, or fewer than two of its takes may be shown.
        """
        found = newest_two(self._out, self.takes_of(self.find(name)))
        if found is None:
            raise NotFound(f"{name}: has one take alone; there is nothing to compare it with")
        return found

    def digest(self, since: date, until: date, most: int = 12, reader: str = "", audience: str = "public") -> Digest:
        """Write a finite brief of a period: its weightiest stories, corrections, kills, and what is due soon.

        What is told is what was known at the end of the period, cut down to what may leave to the audience.

        Args:
            since: the first day on which a piece of it was sent.
            until: the last such day.
            most: at most so many stories.
            reader: who: stories that they follow come first, those muted are left out.
            audience: ``public``, by the rights of each source, or ``desk``.
        """
        from writethru.digesting import digest
        from writethru.period import Asked
        from writethru.publish.rights import Audience

        now = self._clock()
        asked = Asked(since, until, now.date(), most, reader, Audience(audience))
        with speaking(self.settings.site.language):
            return digest(self._store, Outgoing(self._store, now), self.settings, asked, now)

    def mail(self, found: Digest, to: Iterable[str]) -> list[Mailed]:
        """Send a digest to each of these addresses by itself; what does not go out is not tried again."""
        from writethru.mailing import mail

        return list(mail(found, to, self.settings.mail))

    def _over(self, takes: Iterable[str]) -> "Dossier":
        from writethru.tell.dossier import Dossier

        out = self._out
        found = out.takes(takes)
        return Dossier(found, out.facts(found), out.links_of(found))
