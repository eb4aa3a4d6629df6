"""What a desk can be asked: stories, briefs, timelines, people, words, tables; answered through the one door out."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from writethru import comparing, plugins
from writethru.asking import Asked
from writethru.errors import NotFound
from writethru.model import (
    Away,
    Brief,
    Change,
    Claim,
    Commitments,
    Comparison,
    Contacts,
    Hit,
    News,
    Positions,
    Profile,
    Query,
    Standing,
    Story,
    Storyline,
    Take,
    Telling,
    Timeline,
    Verified,
    Why,
    WhyLine,
)
from writethru.outgoing import Outgoing
from writethru.run.progress import Progress, silent

if TYPE_CHECKING:
    from writethru.publish.calendar import Calendar
    from writethru.tell.dossier import Dossier


class Answers(Asked):
    """The questions of ``Desk``: nothing here changes what is stored.

    Args:
        store: the desk's.
        settings: the desk's.
        clock: tells the moment, with its zone, from which embargoes are counted.
    """

    def stories(self, most: int | None = None, after: str = "", since: int = 0) -> list[Story]:
        """Return the stories, newest first, those without a day last, each with its badge. O(what is returned).

        Args:
            most: at most so many; by default all.
            after: the id of the story behind which to go on.
            since: only those to which something came after this number (see ``cursor``).
        """
        out = self._out
        return out.badged(out.stories(most, after, since))

    def cursor(self) -> int:
        """Return the number of what came last; 0 on an empty desk."""
        return self._store.news.cursor()

    def news(self, since: int = 0, most: int = 200, story: str = "") -> News:
        """Return what came after a number, in order: takes, kills, what moved. Not a word of a take is in it.

        What came with a take that was killed or is on hold since is left out, and the kill or hold is told.

        Args:
            since: the number after which to go on.
            most: at most so many.
            story: only of the story of this id, or what left it.
        """
        from writethru.since import news

        return news(self._store, self._out, since, most, story)

    def away(self, reader: str = "", most: int = 50) -> Away:
        """Return what is new since a reader last looked, by what is followed; without follows, the newest stories.

        Nothing is marked as seen by it. O(takes of the stories followed).

        Args:
            reader: who; empty for the one reader of an open desk.
            most: at most so many stories.
        """
        from writethru.away import away

        return away(self._store, self._out, reader, most)

    def find(self, name: str) -> Story | Storyline:
        """Return the story or storyline that an id, the beginning of one, or words of a headline name.

        Raises:
            NotFound: nothing fits, or more than one does.
        """
        return self._out.subject(name)

    def brief(self, name: str, as_of: date | None = None) -> Brief:
        """Tell a story or storyline in cited sentences.

        Raises:
            NotFound: there is none of that name.
        """
        return self._brief(self.find(name), as_of)[0]

    def _brief(self, found: Story | Storyline, as_of: date | None) -> "tuple[Brief, Dossier]":
        from writethru.tell.brief import brief

        if as_of:
            dossier = self._dossier(found)
            return brief(dossier, _kind(found), found.id, as_of), dossier
        telling, dossier = self._told(found)
        return telling.brief, dossier

    def _told(self, found: Story | Storyline) -> "tuple[Telling, Dossier]":
        from writethru.retelling import retell

        dossier = self._dossier(found)
        return retell(self._store, dossier, _kind(found), found.id), dossier

    def timeline(self, name: str, as_of: date | None = None) -> Timeline:
        """Lay out what happened, what is now and what is due in a story or storyline.

        Raises:
            NotFound: there is none of that name.
        """
        from writethru.tell.timeline import timeline

        return timeline(self.dossier(name), as_of)

    def positions(self, name: str, as_of: date | None = None) -> Positions:
        """Set actors against issues over time, in a story or storyline, as known on a day or by now.

        Raises:
            NotFound: there is none of that name.
        """
        from writethru.tell.positions import positions

        return positions(self.dossier(name), as_of)

    def commitments(self, name: str = "", as_of: date | None = None) -> Commitments:
        """List who owes whom what by when, and its state, in a story or storyline, or on the whole desk.

        Raises:
            NotFound: there is none of that name.
        """
        from writethru.tell.commitments import commitments

        return commitments(self.dossier(name) if name else self._whole(), as_of)

    def contacts(self, name: str = "", as_of: date | None = None) -> Contacts:
        """List meetings, calls, visits and envoys, and what became of them; of all or of a part, as ``commitments``.

        Raises:
            NotFound: there is none of that name.
        """
        from writethru.tell.contacts import contacts

        return contacts(self.dossier(name) if name else self._whole(), as_of)

    def calendar(self, name: str, as_of: date | None = None) -> "Calendar":
        """Write the timeline of a story or storyline as a calendar (RFC 5545).

        Raises:
            NotFound: there is none of that name.
        """
        from writethru.publish.calendar import calendar
        from writethru.tell.timeline import timeline

        found = self.find(name)
        dossier = self._dossier(found)
        called = found.headline if isinstance(found, Story) else found.name
        return calendar(timeline(dossier, as_of), dossier, called)

    def claims(self, name: str, *, disputed: bool = False) -> list[Claim]:
        """The figures and statements about one thing in a story or storyline, and how they stand, disputed ones first.

        ``disputed``: only what is in dispute.

        Raises:
            NotFound: there is none of that name.
        """
        from writethru.tell.claims import claims_of

        found = claims_of(self.dossier(name))
        return [claim for claim in found if not disputed or claim.standing is Standing.DISPUTED]

    def write(self, told: Brief, dossier: "Dossier", how: str) -> str:
        """Write a brief in the way of a registered writer: ``markdown``, ``json``.

        Raises:
            PluginError: there is no such writer.
        """
        written: str = plugins.make(plugins.WRITERS, how)(told, dossier)
        return written

    def verify(self, name: str = "", progress: Progress = silent) -> Verified:
        """Look for every sentence of the briefs, as they are handed out, in the takes that they cite.

        Args:
            name: a story or storyline; without one all stories, and the storylines of more than one story.
            progress: told how far it is.

        Raises:
            NotFound: there is none of that name.
        """
        from writethru.verifying import verify

        longer = (line.id for line in self._out.links.storylines if len(line.stories) > 1)
        names = [self.find(name).id] if name else [*(story.id for story in self.stories()), *longer]
        return verify(self._store, self._handed_out, names, progress)

    def _handed_out(self, name: str) -> str:
        """A brief as it leaves the desk, in JSON."""
        told, dossier = self._brief(self.find(name), None)
        return self.write(told, dossier, "json")

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

    def why(self, piece: str, story: str) -> Why | WhyLine:
        """Tell why a piece stands in a story or does not; or, of two stories, whether one continues the other.

        Args:
            piece: a take's id or key, the beginning of one, or a chain's id; or a story's id (s-…).
            story: a story's id, its beginning, or words of its headline.

        Raises:
            NotFound: nothing has that name, or more than one thing, or it is a storyline's; or the desk was linked by
                an older version.
            Withheld: the piece was killed or is on hold.
        """
        from writethru.explaining import why, why_line
        from writethru.linking import outdated

        if outdated(self._store, self.settings):
            raise NotFound(f"{piece}: was linked by another version; `writethru add` without names links all anew")

        out, named, reach = self._out, self._story(story), self.settings.story_days
        if piece.startswith("s-"):
            return why_line(self._store, out, reach, self._story(piece), named)
        return why(self._store, out, reach, piece, named)

    def _story(self, name: str) -> Story:
        found = self.find(name)
        if isinstance(found, Story):
            return found
        raise NotFound(f"{name}: names the storyline {found.id}; name a story, by its id")

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
        from writethru.tell.offices import offices
        from writethru.tell.said import said_by

        out = self._out
        people = out.people(fold(name)) if fold(name) else ()
        if not people:
            raise NotFound(f"{name or '“”'}: nobody of that name on this desk; `writethru search` finds other words")
        takes = out.takes(mention.take for person in people for mention in person.mentions)
        dossier = Dossier(takes, out.facts(takes), out.links_of(takes, told=False))
        return [Profile(person, said_by(dossier, person.id), offices(person, takes)) for person in people]

    def search(
        self,
        words: str = "",
        most: int = 20,
        speaker: str = "",
        figure: str = "",
        since_day: date | None = None,
        until_day: date | None = None,
        among: Collection[str] | None = None,
    ) -> list[Hit]:
        """Find takes, best first, or the latest first without words; each with the sentence that shows why.

        The whole sentence is given, so that voices stay. Of a word its beginning is enough, so it serves as one types.

        Args:
            words: words that a take has, and words in double quotes as they stand.
            most: at most so many.
            speaker: a name, as ``who`` understands it: one sentence gives that one's own words, and one of the words.
            figure: a value ("3.5", "350 billion"): one sentence gives it, however it is written.
            since_day: the first day on which it may have been sent.
            until_day: the last such day.
            among: only these takes, by key, the latest first.

        Raises:
            NotFound: nothing is searched for, nobody has that name, or the figure has no number in it.
        """
        from writethru.searching import hits

        query = Query(words, speaker, figure, since_day, until_day)
        return list(islice(hits(self._store, self._out, query, among), most))

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
        from writethru.publish.export import rows

        return rows(table, self._out)

    def hand_over(self, how: str, audience: str = "public") -> Iterator[bytes]:
        """Yield every piece that may leave to an audience, for another system: as ``ninjs`` or ``atom``.

        Raises:
            UnknownFormat: there is no such exporter.
        """
        from writethru.publish.outbox import hand_over

        return hand_over(how, self._whole(), self.settings, audience)

    def dossier(self, name: str) -> "Dossier":
        """Gather all that is known of a story or storyline.

        Raises:
            NotFound: there is none of that name.
        """
        return self._dossier(self.find(name))

    def _dossier(self, of: Story | Storyline) -> "Dossier":
        from writethru.tell.dossier import gather

        out = self._out
        takes = {take.key: take for take in _takes_of(out, of)}
        return gather(takes, out.facts(takes), out.links_of(takes), _kind(of), of.id)

    def takes_of(self, subject: Story | Storyline) -> list[Take]:
        """The takes of a story or storyline, in order of time."""
        return _takes_of(self._out, subject)


def _takes_of(out: Outgoing, subject: Story | Storyline) -> list[Take]:
    stories = [subject] if isinstance(subject, Story) else out.stories_of(subject.stories)
    return sorted(out.takes(key for story in stories for key in story.takes).values(), key=in_time)


def _kind(of: Story | Storyline) -> str:
    return "story" if isinstance(of, Story) else "storyline"


def in_time(take: Take) -> tuple[bool, float, str]:
    """Return what takes are put in order of time by; those without a time come last."""
    return (take.sent is None, take.sent.at.timestamp() if take.sent else 0.0, take.key)
