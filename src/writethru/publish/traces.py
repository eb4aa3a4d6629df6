"""Which takes' words stand on which page: what must come down when one of them is killed.

A page has the words of all that it cites and of all that its story is told from; where it names another story or a
person, those of the take that the name is known from. Too much is safe here, too little is not.
"""

from collections.abc import Iterable, Iterator, Sequence

from writethru.model import Person
from writethru.publish.clearance import Clearance
from writethru.publish.content import SiteContent
from writethru.publish.pages import PersonPage, Plan, Told
from writethru.publish.rights import Extent, may_show_picture
from writethru.tell.display import folded, shown
from writethru.tell.stands import named_in


class Traces:
    """Gathers the takes of each page of one site while it is written."""

    def __init__(self, content: SiteContent, exit_: Clearance, plan: Plan) -> None:
        self._content, self._exit = content, exit_
        self._chains = {p.take: p.chain for p in content.placements}
        self._people = {person.id: person for person, _ in content.people}
        self._names: dict[str, frozenset[str]] = {}
        self._told = {one.path: one for one in (*plan.stories, *plan.storylines)}
        self._of_take: dict[str, list[Told]] = {}
        for one in plan.stories:
            for key in one.story.takes if one.story else ():
                self._of_take.setdefault(key, []).append(one)
        self.pages: dict[str, set[str]] = {}

    def add(self, path: str, takes: Iterable[str]) -> None:
        """Note that a page has words of these takes; those of a withdrawn one are on no page."""
        known = self._content.takes
        self.pages.setdefault(path, set()).update(k for k in takes if k in known and not known[k].withdrawn)

    def _open(self, key: str) -> bool:
        """Say whether anything of a take may leave: of its text, or one of its pictures."""
        exit_, take = self._exit, self._content.takes.get(key)
        if take is None or exit_.extent(key) is not Extent.NOTHING:
            return take is not None
        stop = exit_.stops.get(key, "")
        permits = (may_show_picture(take, p, exit_.settings, exit_.audience, stop) for p in take.pictures)
        return any(permit.extent is Extent.FULL for permit in permits)

    def brief(self, path: str, one: Told, keys: Iterable[str], others: Iterable[Told]) -> None:
        """Note a page of a story or storyline that is told from these takes and names these others."""
        voices = {line.person for line in one.cleared.said} | {m.voice for c in one.cleared.claims for m in c.members}
        voices |= named_in(one.stands)
        self.add(path, filter(self._open, keys))
        self.add(path, (key for who in voices if who in self._people for key in self.named(self._people[who])))
        self.titles(path, (one, *others))

    def person(self, path: str, one: PersonPage) -> None:
        """Note a page of a person."""
        self.add(path, self.named(one.person, *one.names))
        others = (self._people[who] for who in named_in(one.stands) if who in self._people)
        self.add(path, (key for other in others for key in self.named(other)))
        self.titles(path, one.stories)

    def take(self, path: str, key: str) -> None:
        """Note the page of a whole take."""
        self.add(path, [key])
        self.titles(path, self.of_take(key))

    def of_take(self, key: str) -> Sequence[Told]:
        """Return the stories in which a take stands, newest first."""
        return self._of_take.get(key, ())

    def lists(self, path: str, stories: Iterable[Told], people: Iterable[PersonPage]) -> None:
        """Note a page that lists stories and people."""
        for one in stories:
            first = (one.cleared.headline, one.cleared.standfirst)
            self.add(path, (sentence.citation.take for sentence in first if sentence))
            evidence = (g.evidence for sentence in first if sentence for g in sentence.glosses)
            self.add(path, (citation.take for citation in evidence if citation))
            self.titles(path, [one])
        for page in people:
            self.add(path, self.named(page.person))

    def titles(self, path: str, stories: Iterable[Told]) -> None:
        """Note the takes that the titles of these stories and storylines come from."""
        for one in stories:
            if one.cleared.headline:
                self.add(path, [one.cleared.headline.citation.take])
            of = one.story or one.storyline
            if one.cleared.name and of:
                self.add(path, of.given)  # a name that a person gave may be in their words
            elif one.storyline and one.title == shown(one.storyline.name):
                keys = tuple(self._keys(one))
                for words in one.title.split(" – "):
                    self.add(path, self._alone(words, keys))

    def _keys(self, line: Told) -> Iterator[str]:
        stories = set(line.storyline.stories) if line.storyline else set()
        for one in self._told.values():
            if one.story and one.story.id in stories:
                yield from one.story.takes

    def named(self, person: Person, *names: str) -> frozenset[str]:
        """Return the takes without which nobody here would know somebody by these names."""
        if names or person.id not in self._names:
            keys = tuple(dict.fromkeys(mention.take for mention in person.mentions))
            found = frozenset(key for name in (person.name, *names) for key in self._alone(name, keys))
            if names:
                return found
            self._names[person.id] = found
        return self._names[person.id]

    def _alone(self, words: str, keys: Sequence[str]) -> Iterable[str]:
        """Return the takes of the one chain that has these words; none when two have, all when nobody has."""
        wanted, having = folded(words).casefold(), set()
        for key in keys:
            if key in self._content.takes and wanted in folded(self._content.takes[key].text).casefold():
                having.add(self._chains.get(key, key))
                if len(having) > 1:
                    return ()
        return [key for key in keys if not having or self._chains.get(key, key) in having]
