"""The static site: what is on it, in which order its pages are written, and how it gets to its folder.

A front page, all stories by day, a page a story, a storyline, a person and a take whose whole text may be shown, how it
is made, and feeds. The same content gives the same bytes. There is no script, no request to anybody else, and no word
that the rights of its source do not let out to the audience.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from writethru.publish import pages
from writethru.publish.clearance import Clearance
from writethru.publish.content import SiteContent
from writethru.publish.environment import templates
from writethru.publish.feeds import feed
from writethru.publish.files import Written, gone_from, write_all
from writethru.publish.front import front
from writethru.publish.heads import Head, iso
from writethru.publish.people_pages import lists, person
from writethru.publish.press import Press
from writethru.publish.story_pages import StoryPages
from writethru.publish.story_state import newest
from writethru.wording import _, speaking

STATIC = ("static/style.css", "static/icon.svg")
FEEDS = frozenset({"feed.atom", "feed.rss", "feed.json"})


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
        with speaking(content.settings.site.language):
            return self._published(content, folder)

    def _published(self, content: SiteContent, folder: Path) -> Published:
        press = _press(content)
        there = {one.path for one in press.plan.stories}
        latest = newest(content.takes.values())
        gone = gone_from(folder, "stories/", there, latest.isoformat() if latest else "1970-01-01T00:00:00+00:00")
        written = write_all(folder, _files(press, gone), press.traces.pages, gone)
        planned = press.plan
        counts = len(planned.stories), len(planned.storylines), len(planned.people), len(planned.takes)
        return Published(folder, *counts, written)


def publisher() -> Site:
    """Make the publisher."""
    return Site()


def rendered(content: SiteContent) -> dict[str, bytes]:
    """Return every file of the site by its path. Pure: nothing is read but the templates."""
    with speaking(content.settings.site.language):
        return _files(_press(content), {})


def notice_page(path: str, title: str, lines: Iterable[str], *, desk: bool) -> bytes:
    """Return the file that stands at once in the place of one whose source killed or holds words of it.

    Args:
        path: of the file inside its site: a page, or a feed.
        title: the site's name.
        lines: what was stopped, each line without any word of it.
        desk: the site is for the desk's own eyes.
    """
    if path in FEEDS:
        from writethru.publish.feed_formats import emptied

        return emptied(path, title, lines)
    page = templates().get_template("notice.html")
    heading = _("Withdrawn at the source’s order")
    return page.render(
        head=Head(path, heading),
        content={"title": title},
        address="",
        desk=desk,
        root="../" * path.count("/"),
        heading=heading,
        lines=lines,
        rewritten=True,
        stories=(),
    ).encode()


def _press(content: SiteContent) -> Press:
    exit_ = Clearance(content.takes, content.placements, content.settings, content.audience)
    return Press(content, exit_, pages.plan(content, exit_))


def _files(press: Press, gone: Mapping[str, str]) -> dict[str, bytes]:
    """Return all files. Takes come last, since the other pages say which of their words are to be marked."""
    plan, of_stories = press.plan, StoryPages(press)
    made: dict[str, str] = {}
    for one in plan.stories:
        made.update(of_stories.story(one))
    for one in plan.storylines:
        made.update(of_stories.storyline(one))
    for somebody in plan.people:
        made.update(person(press, somebody))
    made.update(lists(press))
    made.update(front(press))
    made.update((path, of_stories.take(key, path)) for key, path in plan.takes.items())
    looks = {path: files("writethru.publish").joinpath(path).read_bytes() for path in STATIC}
    return {path: text.encode() for path, text in made.items()} | looks | _beside(press, made, gone)


def _beside(press: Press, made: Mapping[str, str], gone: Mapping[str, str]) -> dict[str, bytes]:
    """Return the feeds, and what tells search engines where to look, or to stay away."""
    from writethru.publish.feed_formats import sitemap, written

    found = written(feed(press.content, press.plan.stories, gone, desk=press.desk))
    for path in found:
        press.traces.lists(path, press.plan.stories, ())
        press.traces.add(path, (s.citation.take for one in press.plan.stories for s in one.cleared.key))
    if press.desk:
        return {**found, "robots.txt": b"User-agent: *\nDisallow: /\n"}
    if not press.address:
        return found
    changed = {one.path: iso(one.changed) for one in press.plan.stories}
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {press.address}sitemap.xml\n".encode()
    pages_ = {path: changed.get(path, "") for path in made}
    return {**found, "sitemap.xml": sitemap(press.address, pages_), "robots.txt": robots}
