"""The pages that are read: a story, a storyline, a person, a take; and two takes side by side."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from writethru.desk import Desk
from writethru.errors import NotFound, Withheld
from writethru.model import Follow, Span, Story, Storyline
from writethru.publish.clearance import Clearance
from writethru.publish.content import SiteContent
from writethru.publish.pages import Told, plan
from writethru.publish.people_pages import person as person_pages
from writethru.publish.press import Press, Served
from writethru.publish.rights import Audience
from writethru.publish.story_pages import StoryPages
from writethru.publish.versions import version
from writethru.serve.asked import At, Question, Reader, Words
from writethru.serve.look import around, filled, templates, unfilled, written

router = APIRouter(include_in_schema=False, route_class=Question)


@router.get("/stories/{name}.html")
def story(request: Request, desk: At, reader: Reader, name: str, done: int = 0) -> Response:
    """Show a story."""
    return _brief(request, desk, reader, name, done)


@router.get("/storylines/{name}.html")
def storyline(request: Request, desk: At, reader: Reader, name: str, done: int = 0) -> Response:
    """Show a storyline."""
    return _brief(request, desk, reader, name, done)


def _brief(request: Request, desk: Desk, reader: str, name: str, done: int) -> Response:
    """Answer with the page of a story or storyline: kept, but for who reads it and how much there is by now."""
    name, _, number = name.partition(".")
    found = desk.find(name)
    followed = _followed(desk, reader, found)
    own = {"subject": found, "followed": followed, "done": done}
    kept, pages = (found.id, followed.muted if followed else None, done), request.app.state.kept
    written = pages.page(kept, desk.version(found), lambda: _written(request, desk, found, own))
    page = written.get(number or "1")
    if page is None:
        raise NotFound(f"{name}: has {len(written)} pages; there is no page {number}")
    return HTMLResponse(filled(request, page))


def _written(request: Request, desk: Desk, found: Story | Storyline, own: dict[str, Any]) -> dict[str, str]:
    """Return the pages of a story or storyline, by number."""
    content = desk.sheet(found)
    latest = {place.chain: content.takes[place.take] for place in content.placements}
    press = _press(content, {**unfilled(request), **own, "latest_of": latest.__getitem__})
    every = (*press.plan.stories, *press.plan.storylines)
    page = next(one for one in every if (one.story or one.storyline) and _id(one) == found.id)
    written = StoryPages(press).story(page) if page.story else StoryPages(press).storyline(page)
    return {str(number): text for number, (_, text) in enumerate(written, 1)}


def _followed(desk: Desk, reader: str, found: Story | Storyline) -> Follow | None:
    follows = {one.name: one for one in desk.follows(reader)}
    names = [found.id, *(found.storylines if isinstance(found, Story) else ())]
    return next((follows[name] for name in names if name in follows), None)


def _id(one: Told) -> str:
    return one.story.id if one.story else one.storyline.id if one.storyline else ""


def _press(content: SiteContent, beside: dict[str, Any]) -> Press:
    exit_ = Clearance(content.takes, content.placements, content.settings, content.audience)
    return Press(content, exit_, plan(content, exit_), Served(templates(), beside))


@router.get("/people/{name}.html")
def person(request: Request, desk: At, name: str) -> Response:
    """Show what is known of somebody."""
    name, _, number = name.partition(".")
    press = _press(desk.sheet_of_person(name), around(request))
    page = next((one for one in press.plan.people if one.person.id == name), None)
    if page is None:
        raise Withheld(f"{name}: no word of whoever that is may be shown")
    written = {str(at): text for at, (_, text) in enumerate(person_pages(press, page), 1)}
    if (number or "1") not in written:
        raise NotFound(f"{name}: has {len(written)} pages; there is no page {number}")
    return HTMLResponse(written[number or "1"])


@router.get("/takes/{key}.html")
def take(
    request: Request, desk: At, key: str, at: Annotated[str, Query(pattern=r"^(\d{1,9}-\d{1,9})?$")] = ""
) -> Response:
    """Show a whole take; ``at``: the words that are to be marked, by where they begin and end."""
    press = _press(desk.sheet_of_take(key), around(request))
    if at:
        press.cited[key] = {Span(*map(int, at.split("-")))}
    if key not in press.plan.takes:
        raise Withheld(f"{key}: its text may not be shown")
    return HTMLResponse(StoryPages(press).take(key, press.plan.takes[key]))


@router.get("/compare")
def compare(request: Request, desk: At, earlier: Words = "", later: Words = "") -> Response:
    """Show what changed from one take to another."""
    if not (earlier and later):
        return written(request, "compare.html", found=None, sides=(), changed=None, language="")
    found = desk.changes_between(earlier, later)
    takes = desk.takes((found.earlier, found.later))
    sides = takes[found.earlier], takes[found.later]
    changed = version(sides[1], found.changes, Clearance(takes, (), desk.settings, Audience.DESK))
    return written(request, "compare.html", found=found, sides=sides, changed=changed, language=sides[1].language)
