"""The press: writes out pages by their templates, one after another, and remembers which words each of them cites."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from writethru.model import Happening, Person, Span
from writethru.publish.clearance import Clearance
from writethru.publish.content import SiteContent
from writethru.publish.environment import templates
from writethru.publish.heads import Head
from writethru.publish.notes import Notes
from writethru.publish.pages import Plan, Told
from writethru.publish.rights import Audience
from writethru.publish.traces import Traces
from writethru.publish.versions import Record
from writethru.wording import language

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Served:
    """How a page is written that is asked for by itself: with which templates, and what stands beside its own."""

    templates: "Environment"
    beside: Mapping[str, Any]


class Press:
    """Writes out the pages of one site.

    Attributes:
        content: what the site is made of.
        exit: says how much of each take may leave.
        plan: all pages.
        record: what is known of each take beside its words.
        cited: by key of take, the spans that pages written so far cite: its own page marks them.
        traces: the takes whose words stand on each page.
        served: how a page is written that is asked for by itself; None on a site that is written in whole.
    """

    def __init__(self, content: SiteContent, exit_: Clearance, plan: Plan, served: "Served | None" = None) -> None:
        self.content, self.exit, self.plan, self.served = content, exit_, plan, served
        self.record = Record.of(content)
        self.cited: dict[str, set[Span]] = {}
        self.traces = Traces(content, exit_, plan)
        self.people = {page.person.id: page.path for page in plan.people}
        self.lines = {s.storyline.id: s for s in plan.storylines if s.storyline}
        self.told = {s.story.id: s for s in plan.stories if s.story}
        self._takes: dict[str, Mapping[str, str]] = {}
        self._place = {story: number for number, story in enumerate(self.told)}

    @property
    def desk(self) -> bool:
        """The site is for the desk's own eyes."""
        return self.content.audience is Audience.DESK

    @property
    def address(self) -> str:
        """Where the site will stand, with a slash at its end; empty where the settings do not say."""
        return self.content.settings.site.address

    def stories(self, line: Told) -> list[Told]:
        """Return the stories of a storyline, newest first."""
        mine = [story for story in (line.storyline.stories if line.storyline else ()) if story in self.told]
        return [self.told[story] for story in sorted(mine, key=self._place.__getitem__)]

    def place(self, line: Told) -> int:
        """Return where a storyline's newest story stands among all, from 0; behind all where none is told."""
        stories = line.storyline.stories if line.storyline else ()
        return min((self._place[story] for story in stories if story in self._place), default=len(self._place))

    def page(self, head: Head, template: str, **context: Any) -> str:  # noqa: ANN401 - a template's own context
        """Write out one page and remember what it cites."""
        served = self.served
        root = "/" if served else "../" * head.path.count("/")
        notes = Notes(self.content, self.exit, self._takes_from(root), asked=served is not None)
        out = (
            (served.templates if served else templates())
            .get_template(template)
            .render(
                **(served.beside if served else {}),
                head=head,
                content=self.content,
                address=self.address,
                desk=self.desk,
                root=root,
                notes=notes,
                person_at=self._person_at,
                plan=self.plan,
                content_language=self._language,
                **context,
            )
        )
        for key, span in notes.cited:
            self.cited.setdefault(key, set()).add(span)
        self.traces.add(head.path, (key for key, _ in notes.cited))
        return out

    def _takes_from(self, root: str) -> Mapping[str, str]:
        """Return the address of each take's page, as pages at one depth link to it: laid out once for all of them."""
        if root not in self._takes:
            self._takes[root] = {key: root + page for key, page in self.plan.takes.items()}
        return self._takes[root]

    def _language(self, happening: Happening) -> str:
        return self.content.language(happening.citations[0].take) if happening.citations else language()

    def _person_at(self, person: str | Person) -> str:
        return self.people.get(person if isinstance(person, str) else person.id, "")
