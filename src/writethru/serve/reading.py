"""The pages that are read: a story, a storyline, a person, a take; and two takes side by side."""

from functools import partial
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from writethru.desk import Desk
from writethru.errors import NotFound, Withheld
from writethru.model import Span
from writethru.publish.clearance import Clearance
from writethru.publish.content import SiteContent
from writethru.publish.people_pages import person as person_pages
from writethru.publish.rights import Audience
from writethru.publish.story_pages import StoryPages
from writethru.publish.versions import version
from writethru.serve.asked import At, Question, Reader, Words
from writethru.serve.kept import Kept, Kind, Shown
from writethru.serve.look import around, filled, part, written
from writethru.serve.subject import UNSEEN, Writer, on_press
from writethru.sheets import MadeOf, Pages

router = APIRouter(include_in_schema=False, route_class=Question)

_GRACE = 2.0  # seconds that the process which writes ahead has for a page that may be shown as it stood


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
    shown, late = _kept(request, desk, name)
    of, page = shown.of, shown.pages.get(number or "1") if number != UNSEEN else None
    if page is None:
        raise NotFound(f"{name}: there is no page {number} of it; its pages are named on the first")
    followed = desk.following(reader, (of.subject, *of.on))
    follow = part(request, "follow.html", subject=of.subject, followed=followed)
    unseen = "" if number else _unseen(request, desk, reader, shown)
    said = part(request, "done.html", done=done) if done else ""
    parts = {"follow": follow, "late": part(request, "late.html") if late else "", "unseen": unseen, "done": said}
    return HTMLResponse(filled(request, page, of.moment.number, late=late, parts=parts))


def _kept(request: Request, desk: Desk, name: str) -> tuple[Shown[MadeOf], bool]:
    """Return the pages of a story or storyline, out of memory, as they were kept, or new ones; and if they are late."""
    kept: Kept = request.app.state.kept
    writer: Writer = request.app.state.writer
    if name not in kept:
        name = desk.id_of(name)
    found = partial(writer.kept, name=name)
    return kept.page(name, desk, Kind(Desk.version, partial(writer.pages, name=name), _stands, found, _GRACE))


def _stands(desk: Desk, of: MadeOf) -> bool:
    return not of.waits and desk.stands(of.moment, of.stories, of.takes)


def _unseen(request: Request, desk: Desk, reader: str, shown: Shown[MadeOf]) -> str:
    """Return the part of a story's page that says what came since the reader saw it; kept for the reader."""
    of = shown.of
    seen = desk.seen_of(reader, of)
    if not seen:
        return shown.pages.get(UNSEEN, "")

    def write(desk: Desk) -> tuple[MadeOf, Pages]:
        new = desk.away_in(reader, of.subject)
        return of, {UNSEEN: part(request, "unseen.html", story=new) if new else ""}

    kept: Kept = request.app.state.kept
    kind: Kind[MadeOf] = Kind(lambda desk, of: (desk.version(of), desk.seen_of(reader, of)), write)
    return kept.page((UNSEEN, reader, of.subject), desk, kind)[0].pages[UNSEEN]


@router.get("/people/{name}.html")
def person(request: Request, desk: At, name: str, done: int = 0) -> Response:
    """Show what is known of somebody."""
    name, _, number = name.partition(".")
    press = on_press(desk.sheet_of_person(name), {**around(request), "done": done})
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
    press = on_press(content, {**around(request), "before": _before(content, key)})
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
