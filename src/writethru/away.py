"""While a reader was away: what is new on each storyline that is followed, out of the log of what came.

Read state belongs to the story: a reader has seen it up to a number of the log. What stands in a story is seen where
it stood in any story at the time when that was seen; so it stays seen when stories go into one another or are parted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from writethru.followed import followed, quiet
from writethru.model import Away, AwayLine, AwayStory, ChangeKind, CitedSentence, Follow, Links, NewsKind, Story, Take
from writethru.outgoing import Outgoing
from writethru.since import ORDERS
from writethru.store import Store
from writethru.store.news import Came

_BRINGS = frozenset({NewsKind.TAKE, NewsKind.CORRECTION, NewsKind.RELEASED})
_SOME = 200  # rows of the log that are gone over at a time where nothing is followed


@dataclass(frozen=True, slots=True)
class _New:
    """What of a story a reader has not seen, in order, and the number to mark as seen; ``first``: nothing was."""

    story: Story
    rows: tuple[Came, ...]
    number: int
    first: bool

    @property
    def newest(self) -> Came:
        return self.rows[-1]


def away(store: Store, out: Outgoing, reader: str, most: int) -> Away:
    """Return what came while a reader was away. See ``Answers.away``."""
    cursor = store.news.cursor()
    said = followed(store, out, reader)
    muted = {one.name for one in said if one.muted}
    kept = [one for one in said if not one.muted]
    if kept:
        found = _followed(store, out, reader, kept, muted)
        new = sorted((one for some in found.values() for one in some), key=_newest_first)
    else:
        new = list(islice(_every(store, out, reader, muted), most + 1))
        found = {"": new}
    shown = _told(store, out, new[:most])
    titles = {one.name: one.title for one in kept} | {"": ""}
    lines = [
        AwayLine(
            name,
            titles[name],
            tuple(shown[one.story.id] for one in sorted(some, key=_newest_first) if one.story.id in shown),
        )
        for name, some in sorted(found.items(), key=lambda pair: min(map(_newest_first, pair[1]), default=0))
    ]
    return Away(cursor, tuple(line for line in lines if line.stories), len(kept), more=len(new) > most)


def away_in(store: Store, out: Outgoing, reader: str | None, story: str) -> AwayStory | None:
    """Return what of the story of an id a reader has not seen; None where everything was, and where there is none."""
    return _told(store, out, _unseen(store, out, reader, out.stories_of([story]))).get(story)


def _newest_first(one: _New) -> int:
    return -one.newest.number


def _followed(
    store: Store, out: Outgoing, reader: str, kept: Sequence[Follow], muted: set[str]
) -> dict[str, list[_New]]:
    """Return what is new, by the id of what is followed; each story once, on its main storyline before others."""
    names = [one.name for one in kept]
    lines = out.storylines_of(names)
    of = {line.id: line.stories for line in lines}
    stories = out.stories_of({*names, *(story for line in lines for story in line.stories)} - muted)
    found: dict[str, list[_New]] = {name: [] for name in names}
    for one in _unseen(store, out, reader, stories):
        id_ = one.story.id
        places = [*one.story.storylines, *(name for name in names if id_ in of.get(name, ())), id_]
        found[next(name for name in places if name in found)].append(one)
    return found


def _every(store: Store, out: Outgoing, reader: str, muted: set[str]) -> Iterator[_New]:
    """Yield the stories that have something new, roughly the newest first."""
    rows, gone_over = store.news.unseen(reader), set[str]()
    while some := list(islice(rows, _SOME)):
        names = set(store.news.now(some).values()) - gone_over
        gone_over |= names
        stories = [story for story in out.stories_of(names) if not quiet(story, muted)]
        yield from sorted(_unseen(store, out, reader, stories), key=_newest_first)


def _unseen(store: Store, out: Outgoing, reader: str | None, stories: Sequence[Story]) -> Iterator[_New]:
    """Yield the stories of which a reader has not seen everything, with what is new in them; None has seen nothing."""
    rows: dict[str, list[Came]] = defaultdict(list)
    for row in store.news.of_takes(key for story in stories for key in story.takes):
        rows[row.take].append(row)
    stood = {row.story for some in rows.values() for row in some}
    marks = {} if reader is None else store.readers.marks(reader, stood)
    for story in stories:
        mine = [rows[key] for key in story.takes]
        new = [row for some in mine for row in _after(some, marks) if _told_of(row, out)]
        if new:
            number = max(row.number for some in mine for row in some)
            first = not any(row.story in marks for some in mine for row in some)
            yield _New(story, tuple(sorted(new, key=lambda row: row.number)), number, first)


def _after(rows: Sequence[Came], marks: dict[str, int]) -> list[Came]:
    """Return what of one take was not seen: it came after the last time that it stood in a story that was seen."""
    upto = max((row.number for row in rows if row.number <= marks.get(row.story, 0)), default=0)
    return [row for row in rows if row.number > upto]


def _told_of(row: Came, out: Outgoing) -> bool:
    return (row.kind in _BRINGS and row.take not in out.stops) or (row.kind in ORDERS and row.take in out.stops)


def _told(store: Store, out: Outgoing, new: Iterable[_New]) -> dict[str, AwayStory]:
    """Return these stories with what is new in them counted, by id."""
    some = {one.story.id: one for one in new}
    brought = {row.take for one in some.values() for row in one.rows if row.kind in _BRINGS}
    stories = out.badged([one.story for one in some.values()])
    parts = {key for key, take in out.takes(out.waiting_among(brought)).items() if not take.whole}
    shown = {name: key for name, one in some.items() if (key := _newest(one, out.stops.keys(), parts))}
    takes = out.takes(shown.values())
    count = _Counting(store, out, brought, [key for story in stories for key in story.takes])
    return {
        story.id: replace(
            count.told(story, some[story.id]),
            headline=_headline(takes[shown[story.id]]) if story.id in shown else None,
        )
        for story in stories
    }


class _Counting:
    """Counts what new takes bring; all that it asks for is looked up at once."""

    def __init__(self, store: Store, out: Outgoing, brought: set[str], takes: Sequence[str]) -> None:
        self._brought = brought
        self._places, self._said = store.links.places(takes), store.facts.statements(brought)
        self._kinds: dict[str, list[ChangeKind]] = defaultdict(list)
        for change in out.changes(brought):
            if change.material:
                self._kinds[change.take].append(change.kind)

    def told(self, story: Story, new: _New) -> AwayStory:
        """Return a story with what is new counted; changes in pieces of which the reader has seen a take before."""
        from writethru.publish.versions import counted

        takes = [key for key in story.takes if key in self._brought]
        known = {self._places[key].chain for key in story.takes if key not in self._brought}
        changed = [kind for key in takes if self._places[key].chain in known for kind in self._kinds[key]]
        return AwayStory(
            story=story.id,
            headline=None,
            name=story.headline if story.given else "",
            notice=story.notice,
            badge=story.badge,
            at=new.newest.at,
            number=new.number,
            takes=len(takes),
            corrections=sum(row.kind is NewsKind.CORRECTION for row in new.rows),
            changes=len(changed),
            what=counted(changed),
            statements=sum(map(self._statements, takes)),
            stopped=sum(row.kind in ORDERS for row in new.rows),
            first=new.first,
            title=story.headline,
            order=story.order,
            last=story.last,
        )

    def _statements(self, key: str) -> int:
        """How many statements a take gives that no take of its piece gave before."""
        if self._places[key].previous:
            return self._kinds[key].count(ChangeKind.STATEMENT_ADDED)
        return self._said.get(key, 0)


def _newest(one: _New, stops: Set[str], parts: Set[str]) -> str:
    """Return the take to show: the one that leads if it is new, else what came last, parts after what stands alone."""
    new = [row.take for row in one.rows if row.kind in _BRINGS] or [one.story.lead]
    told = [key for key in new if key not in stops]
    if one.story.lead in told:
        return one.story.lead
    return ([key for key in told if key not in parts] or told or [""])[-1]


def _headline(take: Take) -> CitedSentence | None:
    from writethru.tell.brief import headline_of
    from writethru.tell.dossier import Dossier

    return headline_of(Dossier({take.key: take}, {}, Links()), take) if take.text.strip() else None
