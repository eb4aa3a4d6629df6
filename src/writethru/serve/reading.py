"""The pages that are read: a story, a storyline, a person, a take; and two takes side by side."""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from writethru.answers import in_time
from writethru.desk import Desk
from writethru.errors import NotFound, Withheld
from writethru.model import Span, Story, Storyline, Take
from writethru.publish.clearance import Clearance
from writethru.publish.content import SiteContent
from writethru.publish.pages import Told, plan
from writethru.publish.people_pages import person as person_pages
from writethru.publish.press import Press, Served
from writethru.publish.rights import Audience
from writethru.publish.story_pages import StoryPages
from writethru.publish.versions import version
from writethru.serve.asked import At, Question, Reader, Words
from writethru.serve.kept import Kept
from writethru.serve.look import around, filled, part, templates, unfilled, written
from writethru.sheets import MadeOf

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
    kept: Kept = request.app.state.kept
    name = name if name in kept else desk.find(name).id
    of, pages = kept.page(name, desk.version, lambda: _written(request, desk, name))
    page = pages.get(number or "1")
    if page is None:
        raise NotFound(f"{name}: has {len(pages)} pages; there is no page {number}")
    follow = part(request, "follow.html", subject=of.found, followed=desk.following(reader, of.found))
    unseen = "" if number else _unseen(request, desk, reader, of)
    said = part(request, "done.html", done=done) if done else ""
    return HTMLResponse(filled(request, page, follow=follow, unseen=unseen, done=said))


def _unseen(request: Request, desk: Desk, reader: str, of: MadeOf) -> str:
    """Return the part of a story's page that says what came since the reader saw it; kept for the reader."""
    story = of.found
    if not isinstance(story, Story):
        return ""

    def write() -> tuple[MadeOf, dict[str, str]]:
        new = desk.away_in(reader, story)
        return of, {"": part(request, "unseen.html", story=new) if new else ""}

    def version(of: MadeOf) -> tuple[object, ...]:
        return *desk.version(of), desk.seen_upto(reader, story)

    kept: Kept = request.app.state.kept
    return kept.page(("unseen", reader, story.id), version, write)[1][""]


def _written(request: Request, desk: Desk, name: str) -> tuple[MadeOf, dict[str, str]]:
    """Return what a story or storyline is made of, and its pages, by number."""
    found = desk.find(name)
    content = desk.sheet(found)
    latest = {place.chain: content.takes[place.take] for place in content.placements}
    own = {"subject": found, "latest_of": latest.__getitem__, "takes": _newest_first(content, found)}
    press = _press(content, {**unfilled(request), **own})
    every = (*press.plan.stories, *press.plan.storylines)
    page = next(one for one in every if (one.story or one.storyline) and _id(one) == found.id)
    written = StoryPages(press).story(page) if page.story else StoryPages(press).storyline(page)
    return desk.made_of(found, content), {str(number): text for number, (_, text) in enumerate(written, 1)}


def _newest_first(content: SiteContent, found: Story | Storyline) -> list[Take]:
    """Return the takes of a story that can be compared; none of a storyline, whose stories have their own."""
    keys = found.takes if isinstance(found, Story) else ()
    takes = [content.takes[key] for key in keys if key in content.takes]
    return sorted((take for take in takes if not take.withdrawn), key=in_time, reverse=True)


def _id(one: Told) -> str:
    return one.story.id if one.story else one.storyline.id if one.storyline else ""


def _press(content: SiteContent, beside: dict[str, Any]) -> Press:
    exit_ = Clearance(content.takes, content.placements, content.settings, content.audience)
    return Press(content, exit_, plan(content, exit_), Served(templates(), beside))


@router.get("/people/{name}.html")
def person(request: Request, desk: At, name: str, done: int = 0) -> Response:
    """Show what is known of somebody."""
    name, _, number = name.partition(".")
    press = _press(desk.sheet_of_person(name), {**around(request), "done": done})
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
    content = desk.sheet_of_take(key)
    press = _press(content, {**around(request), "before": _before(content, key)})
    if at:
        press.cited[key] = {Span(*map(int, at.split("-")))}
    if key not in press.plan.takes:
        raise Withheld(f"{key}: its text may not be shown")
    return HTMLResponse(StoryPages(press).take(key, press.plan.takes[key]))


@router.get("/takes/{key}/compare")
def before(desk: At, key: str) -> Response:
    """Lead to what a take changed in the one before it."""
    earlier = _before(desk.sheet_of_take(key), key)
    if not earlier:
        raise NotFound(f"{key}: there is no take before it to compare it with")
    return _compared(earlier, key)


def _before(content: SiteContent, key: str) -> str:
    """Return the key of the take that a take follows in its chain; empty where there is none to show."""
    earlier = (change.previous for change in content.changes if change.take == key)
    return next((one for one in earlier if one in content.takes and not content.takes[one].withdrawn), "")


def _compared(earlier: str, later: str) -> Response:
    return RedirectResponse(f"/compare?{urlencode({'earlier': earlier, 'later': later})}", HTTPStatus.SEE_OTHER)


@router.get("/stories/{name}/compare")
@router.get("/storylines/{name}/compare")
def newest(desk: At, name: str) -> Response:
    """Lead to what changed most lately in a story or storyline."""
    return _compared(*desk.newest_two(name))


@router.get("/compare")
def compare(request: Request, desk: At, earlier: Words = "", later: Words = "") -> Response:
    """Show what changed from one take to another."""
    if not (earlier and later):
        return written(request, "compare.html", found=None, sides=(), changed=None, spoken="")
    found = desk.changes_between(earlier, later)
    takes = desk.takes((found.earlier, found.later))
    sides = takes[found.earlier], takes[found.later]
    changed = version(sides[1], found.changes, Clearance(takes, (), desk.settings, Audience.DESK))
    return written(request, "compare.html", found=found, sides=sides, changed=changed, spoken=sides[1].language)
