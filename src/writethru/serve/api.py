"""The API: what a desk can be asked, as JSON. Lists come in pages, and each takes ``since``."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from writethru.desk import Desk
from writethru.model import (
    Brief,
    Change,
    Claim,
    Commitments,
    Comparison,
    Contacts,
    Hit,
    News,
    Positions,
    Profile,
    Story,
    Storyline,
    Take,
    Timeline,
    Why,
    WhyLine,
)
from writethru.serve.answer import MARKDOWN, Json, Page, paged, told
from writethru.serve.asked import After, At, Most, Question, Since, Words, came

router = APIRouter(prefix="/api", default_response_class=Json, route_class=Question)

AsOf = Annotated[date | None, Query(description="Count what is ahead from this day.")]


@router.get("/news", responses=told(News), tags=["what came"])
def news(desk: At, since: Since = 0, most: Most = 100, story: Words = "") -> Json:
    """Tell what came after a cursor, oldest first: takes by the story in which they stand, kills, what moved."""
    return Json(desk.news(since, most, story))


@router.get("/stories", responses=told(Page[Story]), tags=["stories"])
def stories(desk: At, since: Since = 0, after: After = "", most: Most = 50) -> Json:
    """List the stories, newest first; with ``since`` those alone to which something came."""
    cursor = desk.cursor()
    return paged(desk.stories(most + 1, after, since), most, cursor, lambda story: story.id)


@router.get("/stories/{name}", responses=told(Story, Storyline), tags=["stories"])
def story(desk: At, name: str) -> Json:
    """Find a story or storyline by its id, the beginning of one, or words of its headline."""
    return Json(desk.find(name))


@router.get("/stories/{name}/brief", responses=told(Brief), tags=["stories"])
def brief(desk: At, name: str, as_of: AsOf = None) -> Json:
    """Tell a story or storyline in cited sentences."""
    return Json(desk.brief(name, as_of))


@router.get("/stories/{name}/brief.md", response_class=Response, responses=MARKDOWN, tags=["stories"])
def markdown(desk: At, name: str) -> Response:
    """Tell it as Markdown."""
    return Response(desk.write(desk.brief(name), desk.dossier(name), "markdown"), media_type="text/markdown")


@router.get("/stories/{name}/takes", responses=told(list[Take]), tags=["stories"])
def takes(desk: At, name: str, since: Since = 0) -> Json:
    """List the takes of a story or storyline, in order of time."""
    fresh = _fresh(desk, name, since)
    return Json([one for one in desk.takes_of(desk.find(name)) if fresh is None or one.key in fresh])


@router.get("/stories/{name}/changes", responses=told(list[Change]), tags=["stories"])
def changes(desk: At, name: str, since: Since = 0) -> Json:
    """Say what changed from take to take."""
    fresh = _fresh(desk, name, since)
    return Json([one for one in desk.changes(name) if fresh is None or one.take in fresh])


@router.get("/stories/{name}/claims", responses=told(list[Claim]), tags=["stories"])
def claims(desk: At, name: str, disputed: bool = False, since: Since = 0) -> Json:
    """Show what is claimed, by whom and when, what is in dispute first."""
    fresh, found = _fresh(desk, name, since), desk.claims(name, disputed=disputed)
    return Json([one for one in found if fresh is None or any(m.citation.take in fresh for m in one.members)])


@router.get("/stories/{name}/timeline", responses=told(Timeline), tags=["stories"])
def timeline(desk: At, name: str, as_of: AsOf = None) -> Json:
    """Lay out what happened, what is now and what is due."""
    return Json(desk.timeline(name, as_of))


@router.get("/stories/{name}/positions", responses=told(Positions), tags=["stories"])
def positions(desk: At, name: str, as_of: AsOf = None) -> Json:
    """Set actors against issues."""
    return Json(desk.positions(name, as_of))


@router.get("/stories/{name}/commitments", responses=told(Commitments), tags=["stories"])
def commitments(desk: At, name: str, as_of: AsOf = None) -> Json:
    """List who owes whom what by when."""
    return Json(desk.commitments(name, as_of))


@router.get("/stories/{name}/contacts", responses=told(Contacts), tags=["stories"])
def contacts(desk: At, name: str, as_of: AsOf = None) -> Json:
    """List meetings, calls, visits and envoys."""
    return Json(desk.contacts(name, as_of))


@router.get("/storylines", responses=told(Page[Storyline]), tags=["stories"])
def storylines(desk: At, since: Since = 0, after: After = "", most: Most = 50) -> Json:
    """List the storylines, by id; with ``since`` those alone to whose stories something came."""
    cursor = desk.cursor()
    return paged(desk.storylines(most + 1, after, since), most, cursor, lambda line: line.id)


@router.get("/takes/{key}", responses=told(list[Take]), tags=["takes"])
def take(desk: At, key: str) -> Json:
    """Return a take by its key; nothing, where there is none."""
    return Json(list(desk.takes([key]).values()))


@router.get("/compare", responses=told(Comparison), tags=["takes"])
def compare(desk: At, earlier: Words, later: Words) -> Json:
    """Say what changed from one take to another, of any chain or source."""
    return Json(desk.changes_between(earlier, later))


@router.get("/why", responses=told(Why, WhyLine), tags=["takes"])
def why(desk: At, piece: Words, story: Words) -> Json:
    """Say why a piece stands in a story or not, or why a story continues another."""
    return Json(desk.why(piece, story))


@router.get("/people/{name}", responses=told(list[Profile]), tags=["people"])
def people(desk: At, name: str) -> Json:
    """Show whom a name may mean, with roles over time and what they said."""
    return Json(desk.who(name))


@router.get("/search", responses=told(list[Hit]), tags=["search"])
def search(
    desk: At,
    words: Words = "",
    speaker: Words = "",
    figure: Words = "",
    since_day: date | None = None,
    until_day: date | None = None,
    since: Since = 0,
    most: Most = 20,
) -> Json:
    """Find takes by their words, by who speaks, by a figure and by days, best first; with ``since`` latest first."""
    among = came(desk, since) if since else None
    days = {"since_day": since_day, "until_day": until_day}
    return Json(desk.search(words, most, speaker=speaker, figure=figure, **days, among=among))


def _fresh(desk: Desk, name: str, since: int) -> set[str] | None:
    """Return the takes of a story or storyline that came after a cursor; None for all of them."""
    if not since:
        return None
    found = desk.find(name)
    return came(desk, since, [found.id] if isinstance(found, Story) else found.stories)
