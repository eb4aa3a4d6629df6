"""The pages of stories, storylines and whole takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from writethru.model import Take
from writethru.publish import pages
from writethru.publish.coverage_chart import coverage
from writethru.publish.heads import Head, of_story, of_take
from writethru.publish.lines import Background, Row, background, rows
from writethru.publish.pages import Told
from writethru.publish.pictures import figures
from writethru.publish.press import Press
from writethru.publish.sheets import laid_out
from writethru.publish.versions import Version, version, versions
from writethru.publish.whole import whole
from writethru.tell.display import sent_words
from writethru.tell.flags import flag
from writethru.tell.said import by_person
from writethru.wording import _

_NAMED = 5  # stories before it that a story's background names


@dataclass(frozen=True, slots=True)
class Latest:
    """What changed most lately in a story: the newest take that changed anything, and the one before it."""

    before: Version
    version: Version


@dataclass(frozen=True, slots=True)
class Walked:
    """One story on a storyline: its row, itself, what it follows and what goes on from it."""

    row: Row
    story: Told
    follows: tuple[Told, ...]
    goes_on: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """What a story goes on from on one storyline, with its branches; ``earlier`` counts what is not named."""

    line: Told
    before: tuple[Told, ...]
    beside: tuple[Told, ...]
    after: tuple[Told, ...]
    earlier: int


class StoryPages:
    """Writes the pages of stories, storylines and takes on a press."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._rows = {one.path: self._walk(one) for one in press.plan.storylines}

    def story(self, one: Told) -> Iterator[tuple[str, str]]:
        """Yield the pages of a story, by path: one, or as many as it needs."""
        press, story = self._press, one.story
        if story is None:
            return
        takes = [press.content.takes[key] for key in dict.fromkeys(story.takes) if key in press.content.takes]
        behind = [self._behind(story.id, press.lines[line]) for line in story.storylines if line in press.lines]
        others = [other for found in behind for other in (*found.before, *found.beside, *found.after, found.line)]
        related = [other for other in self._related(one) if other not in others]
        chains = versions(story, press.record, press.exit)
        yield from self._pages(
            one,
            takes,
            [*others, *related],
            chains,
            template="story.html",
            state=pages.state(story, press.content, press.exit),
            latest=_latest(chains),
            coverage=coverage(takes, press.record.opening) if one.told else "",
            behind=behind,
            related=related,
        )

    def storyline(self, one: Told) -> Iterator[tuple[str, str]]:
        """Yield the pages of a storyline, by path."""
        press = self._press
        stories = press.stories(one)
        keys = dict.fromkeys(key for told in stories if told.story for key in told.story.takes)
        takes = [press.content.takes[key] for key in keys if key in press.content.takes]
        related = self._related(one)
        walked = [self._walked(row) for row in self._rows[one.path]]
        yield from self._pages(
            one,
            takes,
            [*stories, *related],
            (),
            template="storyline.html",
            walked=walked,
            behind=(),
            related=related,
            coverage="",
        )

    def _pages(
        self, one: Told, takes: list[Take], others: list[Told], chains: tuple[tuple[Version, ...], ...], **more: object
    ) -> Iterator[tuple[str, str]]:
        press, cleared = self._press, one.cleared
        template = str(more.pop("template"))
        head = of_story(one, one.title, press.content.title, self._sources(one), press.address)
        found = laid_out(
            by_person(cleared.said),
            one.stands,
            cleared.claims,
            cleared.timeline,
            pages.by_origin(cleared, press.content, press.exit),
            chains,
        )
        for sheet in found:
            path = numbered(one.path, sheet.number)
            press.traces.brief(path, one, [take.key for take in takes], others)
            yield (
                path,
                press.page(
                    head if sheet.number == 1 else _further(head, path),
                    template if sheet.number == 1 else "sheet.html",
                    one=one,
                    brief=cleared,
                    sheet=sheet,
                    page_of=lambda number: numbered(one.path, number),
                    pictures=figures(takes, press.exit),
                    closed=self._closed(one, takes),
                    **more,
                ),
            )

    def take(self, key: str, path: str) -> str:
        """Return the page of a whole take; of a stopped one its notice."""
        press = self._press
        take = press.content.takes[key]
        stories = press.traces.of_take(key)
        press.traces.take(path, key)
        head = of_take(take, path, press.content.language(key))
        if take.withdrawn:
            source = take.source or _("a source that is not named")
            heading = _("A take of {source}, {when}", source=source, when=sent_words(take.sent, why=False))
            head = Head(path, heading)
            return press.page(
                head, "notice.html", heading=heading, lines=[flag(take)], rewritten=False, stories=stories
            )
        changed = version(take, press.record.changes.get(key, ()), press.exit)
        laid = whole(take, press.cited.get(key, ()), press.exit)
        sent = sent_words(take.sent)
        return press.page(head, "take.html", one=laid, take=take, stories=stories, sent=sent, changed=changed)

    def _sources(self, one: Told) -> Iterable[Take]:
        takes = self._press.content.takes
        return [takes[line.take] for line in one.cleared.sources if line.take in takes]

    def _related(self, one: Told) -> list[Told]:
        press = self._press
        found = (press.told.get(other) or press.lines.get(other) for other in one.cleared.related)
        return [other for other in found if other and (other.told or press.served)]

    def _closed(self, one: Told, takes: Iterable[Take]) -> list[str]:
        """Return the lines that say what is withheld, without those that a notice says already."""
        press = self._press
        closed = pages.closed(press.content, press.exit, (take.key for take in takes))
        lines = dict.fromkeys((*one.cleared.withheld, *closed))
        return [line for line in lines if not any(notice.startswith(line) for notice in one.notices)]

    def _walk(self, line: Told) -> tuple[Row, ...]:
        stories = [one.story.id for one in self._press.stories(line) if one.story]
        return rows(stories, line.storyline.follows if line.storyline else ())

    def _told(self, ids: Iterable[str]) -> tuple[Told, ...]:
        return tuple(self._press.told[one] for one in ids if one in self._press.told)

    def _walked(self, row: Row) -> Walked:
        return Walked(row, self._press.told[row.story], self._told(row.follows), self._told(row.goes_on))

    def _behind(self, story: str, line: Told) -> Behind:
        found: Background = background(story, line.path, self._rows[line.path], _NAMED)
        return Behind(line, self._told(found.before), self._told(found.beside), self._told(found.after), found.earlier)


def numbered(path: str, number: int) -> str:
    """Return the path of a further page of a subject: ``stories/s-1.html``, then ``stories/s-1.2.html``."""
    return path if number == 1 else f"{path.removesuffix('.html')}.{number}.html"


def _further(head: Head, path: str) -> Head:
    return replace(head, path=path, data={}, description="")


def _latest(chains: Iterable[tuple[Version, ...]]) -> Latest | None:
    """Return the newest take of all chains that changed anything, those that changed more than wording first."""
    found = [Latest(before, after) for chain in chains for before, after in pairwise(chain)]
    told = [one for one in found if one.version.take.sent and (one.version.changes or one.version.hidden)]
    return max(told, key=_moment, default=None)


def _moment(one: Latest) -> tuple[float, str]:
    sent = one.version.take.sent
    return (sent.at.timestamp() if sent else 0.0, one.version.take.key)
