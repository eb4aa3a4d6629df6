"""The static site: an index, a page a story, a storyline, a person, and a take whose whole text may be shown.

The same content gives the same bytes. There is no script, no request to anybody else, and no word that the
rights of its source do not let out to the audience.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from writethru.model import Happening, Person, Span
from writethru.publish import pages
from writethru.publish.clearance import Clearance
from writethru.publish.content import SiteContent
from writethru.publish.files import Written, write_all
from writethru.publish.notes import Notes
from writethru.publish.pages import PersonPage, Plan, Told
from writethru.publish.pictures import figures
from writethru.publish.rights import Audience, notice
from writethru.publish.series_chart import chart
from writethru.publish.traces import Traces
from writethru.publish.versions import label, version, versions
from writethru.publish.when import moment, no_news, when, when_told
from writethru.publish.whole import whole
from writethru.tell.claims import marks, when_words
from writethru.tell.display import day_words, opening, sent_words, shown
from writethru.tell.flags import flag
from writethru.tell.histories import runs
from writethru.tell.notices import correction_of
from writethru.tell.offices import term
from writethru.tell.said import by_person

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

STYLE = "static/style.css"


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: the pages by kind, and what became of the files."""

    folder: Path
    stories: int
    storylines: int
    people: int
    takes: int
    files: Written

    @property
    def index(self) -> Path:
        """The page to open first."""
        return self.folder / "index.html"


class Site:
    """Publishes to a folder of static files."""

    name = "site"

    def publish(self, content: SiteContent, folder: Path) -> Published:
        """Write the site; files that would not change are not touched, and what is no longer wanted is removed.

        Raises:
            WritethruError: a file that was not written from here stands in the way, or the folder is not writable.
        """
        made, planned, words = _rendered(content)
        written = write_all(folder, made, words)
        counts = len(planned.stories), len(planned.storylines), len(planned.people), len(planned.takes)
        return Published(folder, *counts, written)


def publisher() -> Site:
    """Make the publisher."""
    return Site()


def rendered(content: SiteContent) -> dict[str, bytes]:
    """Return every file of the site by its path. Pure: nothing is read but the templates."""
    return _rendered(content)[0]


def notice_page(path: str, title: str, lines: Iterable[str], *, desk: bool) -> bytes:
    """Return the page that stands at once in the place of one whose source killed or holds words of it.

    Args:
        path: of the page inside its site.
        title: the site's name.
        lines: what was stopped, each line without any word of it.
        desk: the site is for the desk's own eyes.
    """
    page = _templates().get_template("notice.html")
    heading = "Withdrawn at the source’s order"
    root = "../" * path.count("/")
    content = {"title": title}
    return page.render(
        content=content, desk=desk, root=root, heading=heading, lines=lines, rewritten=True, stories=()
    ).encode()


def _rendered(content: SiteContent) -> tuple[dict[str, bytes], Plan, dict[str, set[str]]]:
    exit_ = Clearance(content.takes, content.placements, content.settings, content.audience)
    planned = pages.plan(content, exit_)
    press = Press(content, exit_, planned)
    return press.run(), planned, press.traces.pages


class Press:
    """Writes out the pages of one site, and remembers which words they cite."""

    def __init__(
        self,
        content: SiteContent,
        exit_: Clearance,
        planned: Plan,
        templates: "Environment | None" = None,
        beside: Mapping[str, Any] | None = None,
    ) -> None:
        self.content, self.exit, self.plan = content, exit_, planned
        self._templates, self._beside = templates or _templates(), beside
        self.cited: dict[str, set[Span]] = {}
        self.notes: dict[str, Notes] = {}
        self.people = {page.person.id: page.path for page in planned.people}
        self.lines = {s.storyline.id: s for s in planned.storylines if s.storyline}
        self.told = {s.story.id: s for s in planned.stories if s.story}
        self.traces = Traces(content, exit_, planned)

    def run(self) -> dict[str, bytes]:
        """Return all files. Takes come last, since the other pages say which of their words are to be marked."""
        made = {one.path: self.brief(one) for one in (*self.plan.stories, *self.plan.storylines)}
        made |= {one.path: self.person(one) for one in self.plan.people}
        made |= {path: self.take(key, path) for key, path in self.plan.takes.items()}
        made["people.html"] = self.page("people.html", "people.html", plan=self.plan)
        made["index.html"] = self.page("index.html", "index.html", plan=self.plan, lines=self.lines, words=self._front)
        self.traces.lists("people.html", (), self.plan.people)
        self.traces.lists("index.html", (*self.plan.stories, *self.plan.storylines), self.plan.people)
        style = files("writethru.publish").joinpath(STYLE).read_bytes()
        robots = {"robots.txt": b"User-agent: *\nDisallow: /\n"} if self.desk else {}
        return {path: text.encode() for path, text in made.items()} | {STYLE: style} | robots

    @property
    def desk(self) -> bool:
        """The site is for the desk's own eyes."""
        return self.content.audience is Audience.DESK

    def brief(self, one: Told) -> str:
        """Write out a story or a storyline."""
        stories = [one.story] if one.story else [self.told[s].story for s in self._stories(one)]
        keys = dict.fromkeys(k for s in stories if s for k in s.takes)
        takes = [self.content.takes[k] for k in keys if k in self.content.takes]
        members = [self.told[s] for s in self._stories(one)]
        lines = [self.lines[i] for i in one.story.storylines if i in self.lines] if one.story else []
        related = [
            r for i in one.cleared.related if (r := self.told.get(i) or self.lines.get(i)) and (r.told or self._beside)
        ]
        self.traces.brief(one, keys, [*members, *lines, *related])
        return self.page(
            one.path,
            "brief.html",
            one=one,
            brief=one.cleared,
            state=pages.state(one.story, self.content, self.exit) if one.story else "",
            sources=pages.by_origin(one.cleared, self.content, self.exit),
            chains=versions(one.story, self.content, self.exit) if one.story else (),
            pictures=figures(takes, self.exit),
            closed=self._closed(one, keys),
            members=members,
            lines=lines,
            related=related,
        )

    def person(self, one: PersonPage) -> str:
        """Write out what is known of somebody."""
        self.traces.person(one)
        return self.page(one.path, "person.html", one=one)

    def _closed(self, one: Told, keys: Iterable[str]) -> list[str]:
        """Return the lines that say what is withheld, without those that a notice says already."""
        lines = dict.fromkeys((*one.cleared.withheld, *pages.closed(self.content, self.exit, keys)))
        return [line for line in lines if not any(notice.startswith(line) for notice in one.notices)]

    def _stories(self, one: Told) -> list[str]:
        return [s for s in one.storyline.stories if s in self.told] if one.storyline else []

    def take(self, key: str, path: str) -> str:
        """Write out a whole take."""
        take = self.content.takes[key]
        stories = [s for s in self.plan.stories if s.story and key in s.story.takes]
        self.traces.take(path, key)
        if take.withdrawn:
            heading = f"A take of {take.source or 'a source that is not named'}, {sent_words(take.sent, why=False)}"
            return self.page(path, "notice.html", heading=heading, lines=[flag(take)], rewritten=False, stories=stories)
        laid = whole(take, self.cited.get(key, ()), self.exit)
        changed = version(take, self.content.changes, self.exit)
        sent = sent_words(take.sent)
        return self.page(path, "take.html", one=laid, take=take, stories=stories, sent=sent, changed=changed)

    def page(self, path: str, template: str, **context: Any) -> str:  # noqa: ANN401 - a template's own context
        """Write out one page and remember what it cites."""
        served = self._beside is not None
        root = "/" if served else "../" * path.count("/")
        targets = {key: root + page for key, page in self.plan.takes.items()}
        notes = self.notes[path] = Notes(self.content, self.exit, targets, asked=served)
        out = self._templates.get_template(template).render(
            **(self._beside or {}),
            content=self.content,
            desk=self.desk,
            root=root,
            notes=notes,
            person_at=self._person_at,
            plan_takes=self.plan.takes,
            content_language=self._language,
            **context,
        )
        for key, span in notes.cited:
            self.cited.setdefault(key, set()).add(span)
        self.traces.add(path, (key for key, _ in notes.cited))
        return out

    def _front(self, one: Told) -> "Markup":
        """Return a story's standfirst for the index, with its number on the story's own page."""
        from markupsafe import Markup

        sentence = one.cleared.standfirst
        if sentence is None:
            return Markup()
        number = self.notes[one.path].number(sentence.citation)
        link = '<sup><a class="cite" href="{0}#c{1}" aria-label="Words and source {1}">{1}</a></sup>'
        language = self.content.language(sentence.citation.take)
        words = Markup('<span lang="{}">{}</span>').format(language, shown(sentence.glossed))
        return words + Markup(link).format(one.path, number)

    def _language(self, happening: Happening) -> str:
        return self.content.language(happening.citations[0].take) if happening.citations else "en"

    def _person_at(self, person: str | Person) -> str:
        return self.people.get(person if isinstance(person, str) else person.id, "")


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("writethru.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= FILTERS
    return found


FILTERS: dict[str, Any] = {
    "moment": moment,
    "when": when,
    "when_told": when_told,
    "runs": runs,
    "no_news": no_news,
    "shown": shown,
    "opening": opening,
    "notice": notice,
    "label": label,
    "flag": flag,
    "corrected": correction_of,
    "chart": chart,
    "marks": marks,
    "term": term,
    "told_when": when_words,
    "web": pages.web,
    "by_person": by_person,
    "day": lambda day: day_words(day, year=True),
}
"""What the templates ask of Python."""
