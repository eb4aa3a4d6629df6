"""The pages of a story or storyline as they are kept: written out for all readers, and looked for before.

They are written where they are asked for, or ahead of it (``writethru.serve.ahead``): both are the same to the last
letter, whichever process writes them.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from writethru.answers import in_time
from writethru.desk import Desk
from writethru.model import Story, Storyline, Take
from writethru.publish.clearance import Clearance
from writethru.publish.content import SiteContent
from writethru.publish.pages import Told, plan
from writethru.publish.press import Press, Served
from writethru.publish.story_pages import StoryPages
from writethru.serve.kept import Shown
from writethru.serve.look import gaps, templates
from writethru.settings import Settings
from writethru.sheets import MadeOf, Pages
from writethru.tell.telling import made_by
from writethru.wording import language

_LISTED = 40  # takes, and pieces, that a form of the page lets one choose from

UNSEEN = "unseen"
"""Where among its pages is what a story's page says of what is new to who has seen nothing of it."""


@dataclass(frozen=True)
class Writer:
    """Writes the pages of stories and storylines of a desk for all readers.

    Attributes:
        settings: the desk's.
        guarded: it asks for a password.
    """

    settings: Settings
    guarded: bool

    def pages(self, desk: Desk, name: str) -> tuple[MadeOf, Pages]:
        """Return what a story or storyline is made of, and its pages by number: those that were kept, else new ones.

        ``desk`` is to be asked at one moment.

        Raises:
            NotFound: there is none of that name.
            Withheld: every piece of it was killed or is on hold.
        """
        kept = self.kept(desk, name)
        if kept and desk.version(kept.of) == kept.version:
            return kept.of, kept.pages
        found = desk.find(name)
        content = desk.sheet(found)
        of, pages = desk.made_of(found, content), self._written(content, found)
        if isinstance(found, Story) and (new := desk.away_in(None, found.id)):
            pages[UNSEEN] = templates().get_template("unseen.html").render(**self._gaps, story=new)
        desk.keep_pages(self._look, of, pages)
        return of, pages

    def kept(self, desk: Desk, name: str) -> Shown[MadeOf] | None:
        """Return the pages of an id as they were written last, whatever they are worth by now."""
        kept = desk.pages_kept(name, self._look)
        return Shown(*kept) if kept else None

    def _written(self, content: SiteContent, found: Story | Storyline) -> Pages:
        takes, pieces = _takes(content, found), _pieces(content, found)
        own = {"subject": found, "takes": takes[:_LISTED], "pieces": pieces[:_LISTED], "listed": _LISTED}
        press = on_press(content, {**self._gaps, **own})
        every = (*press.plan.stories, *press.plan.storylines)
        page = next(one for one in every if (one.story or one.storyline) and _id(one) == found.id)
        written = StoryPages(press).story(page) if page.story else StoryPages(press).storyline(page)
        return {str(number): text for number, (_, text) in enumerate(written, 1)}

    @property
    def _gaps(self) -> dict[str, Any]:
        return gaps(self.settings.title, "", guarded=self.guarded)

    @cached_property
    def _look(self) -> bytes:
        """A digest of what pages are written by, beside what is on the desk: code and templates, settings, language."""
        by = msgspec.json.encode((self.settings, self.guarded, language()), order="deterministic")
        return hashlib.blake2b(made_by() + by, digest_size=16).digest()


def on_press(content: SiteContent, beside: dict[str, Any]) -> Press:
    """Return the press that writes pages of the desk, each with what stands ``beside`` its own."""
    exit_ = Clearance(content.takes, content.placements, content.settings, content.audience)
    return Press(content, exit_, plan(content, exit_), Served(templates(), beside))


def _takes(content: SiteContent, found: Story | Storyline) -> list[Take]:
    """Return the takes of a story that can be compared, newest first; none of a storyline: its stories have theirs."""
    keys = found.takes if isinstance(found, Story) else ()
    takes = [content.takes[key] for key in keys if key in content.takes]
    return sorted((take for take in takes if not take.withdrawn), key=in_time, reverse=True)


def _pieces(content: SiteContent, found: Story | Storyline) -> list[Take]:
    """Return the latest take of each piece of a story, newest first: as pieces are now, linked so or not yet."""
    chains = {place.take: place.chain for place in content.placements}
    keys = found.takes if isinstance(found, Story) else ()
    takes = sorted((content.takes[key] for key in keys if key in chains), key=in_time)
    latest = {chains[take.key]: take for take in takes}
    return sorted(latest.values(), key=in_time, reverse=True)


def _id(one: Told) -> str:
    return one.story.id if one.story else one.storyline.id if one.storyline else ""
