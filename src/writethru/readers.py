"""What readers tell a desk: what they follow, what they want to hear nothing of, and what they have seen."""

from collections.abc import Iterable

from writethru.errors import NotFound
from writethru.model import Follow, Query, Reported, SavedSearch
from writethru.sheets import Sheets


class Readers(Sheets):
    """The part of ``Desk`` that keeps what each reader said. ``reader`` is empty for the one of an open desk."""

    def follow(self, reader: str, name: str) -> Follow:
        """Follow a story or storyline: what is new there comes first in ``away``. A muted one is muted no longer.

        Args:
            reader: who.
            name: an id, its beginning, or words of the headline.

        Raises:
            NotFound: nothing fits, or more than one does.
        """
        return self._say(reader, name, muted=False)

    def mute(self, reader: str, name: str) -> Follow:
        """Leave a story or storyline out of ``away``; one that is followed is followed no longer. As ``follow``."""
        return self._say(reader, name, muted=True)

    def unfollow(self, reader: str, name: str) -> Follow:
        """Follow a story or storyline no longer.

        Raises:
            NotFound: nothing that the reader follows has that name.
        """
        return self._unsay(reader, name, muted=False)

    def unmute(self, reader: str, name: str) -> Follow:
        """Take back that a story or storyline is muted. As ``unfollow``."""
        return self._unsay(reader, name, muted=True)

    def follows(self, reader: str) -> list[Follow]:
        """Return what a reader follows and what is muted, in the order in which it was said."""
        from writethru.followed import followed

        return followed(self._store, self._out, reader)

    def following(self, reader: str, names: Iterable[str]) -> Follow | None:
        """Return what a reader said of the first of these ids of which they said anything; without its title."""
        from writethru.followed import following

        return following(self._store, reader, names)

    def seen(self, reader: str, story: str, number: int) -> int:
        """Note up to which number of the news a reader has seen a story; nothing else ever does.

        Marks only move on: a lower number than is noted changes nothing.

        Args:
            reader: who.
            story: its id.
            number: ``AwayStory.number`` or ``NewsItem.number`` of what was shown.

        Returns:
            The number that is noted now.

        Raises:
            NotFound: there is no story of that id, or nothing that came has such a number yet.
        """
        if number > self._store.news.cursor():
            raise NotFound(f"{number}: nothing that came has that number yet; `writethru news` lists what did")
        return self._store.readers.see(reader, self._id(story), number)

    def unseen(self, reader: str, story: str) -> int:
        """Take back the last ``seen`` of a story, once; returns the number that is noted now, 0 for none.

        Raises:
            NotFound: there is no story of that id.
        """
        return self._store.readers.unsee(reader, self._id(story))

    def save_search(self, reader: str, name: str, query: Query, to: str = "") -> SavedSearch:
        """Keep a search; from now on, what comes and fits is reported by ``send_due`` where it is to go.

        One that the reader called the same is replaced.

        Args:
            reader: whose it is.
            name: what they call it.
            query: what it looks for, as ``search``.
            to: a mail address or the URL of a webhook; empty to keep it on the desk alone.

        Raises:
            NotFound: it looks for nothing, there is no number in its figure, or it has no name.
            NotSent: ``to`` is no address.
        """
        from writethru.alerting import checked
        from writethru.searching import understood

        if not name.strip():
            raise NotFound("the search has no name; give it one by which it can be dropped")
        saved = SavedSearch(reader, name.strip(), understood(query), checked(to), self._store.news.cursor())
        self._store.searches.save(saved)
        return saved

    def drop_search(self, reader: str, name: str) -> None:
        """Forget a search.

        Raises:
            NotFound: the reader saved none of that name.
        """
        if not self._store.searches.drop(reader, name):
            raise NotFound(f"{name}: no saved search of that name; `writethru alerts list` lists them")

    def searches(self, reader: str) -> list[SavedSearch]:
        """Return the searches that a reader saved, by name."""
        return self._store.searches.of(reader)

    def send_due(self) -> list[Reported]:
        """Report what came and fits to those who saved a search for it; what does not go out is due still.

        Returns those that had something to report, and those with trouble.
        """
        from writethru.alerting import send_due

        return send_due(self._store, self.settings, self._clock)

    def _id(self, story: str) -> str:
        found = self._store.links.story(story)
        if found is None:
            raise NotFound(f"{story}: no story of that id; `writethru stories` lists them")
        return found.id

    def _say(self, reader: str, name: str, *, muted: bool) -> Follow:
        from writethru.followed import under

        found = self.find(name).id
        self._store.readers.say(reader, under(self._store, reader, found), found, self._clock(), muted=muted)
        return next(one for one in self.follows(reader) if one.name == found)

    def _unsay(self, reader: str, name: str, *, muted: bool) -> Follow:
        from writethru.followed import said_of, under

        one = said_of([one for one in self.follows(reader) if one.muted == muted], name)
        self._store.readers.unsay(reader, under(self._store, reader, one.name))
        return one
