"""What came since a page was opened: the part that is put into it, and the words that announce it."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import Response

from writethru.desk import Desk
from writethru.model import Story, Take
from writethru.serve.asked import At, Question, Since
from writethru.serve.look import written

router = APIRouter(include_in_schema=False, route_class=Question)

_MOST = 200  # things that came which are looked at
_SHOWN = 12  # stories, and takes, that are put into a page


@router.get("/fresh")
def anywhere(request: Request, desk: At, since: Since = 0) -> Response:
    """Announce what came to the desk."""
    stories, takes = _came(desk, since)
    return written(request, "fresh.html", stories=stories, takes=takes, rows=(), pieces=()) if takes else _nothing()


@router.get("/fresh/stories")
def among_stories(request: Request, desk: At, since: Since = 0) -> Response:
    """Announce it, with the rows of the stories concerned as they are now."""
    stories, takes = _came(desk, since)
    rows = desk.stories_named(list(stories)[:_SHOWN]) if stories else []
    return written(request, "fresh.html", stories=stories, takes=takes, rows=rows, pieces=()) if takes else _nothing()


@router.get("/fresh/stories/{name}")
def in_subject(request: Request, desk: At, name: str, since: Since = 0) -> Response:
    """Announce what came to one story or storyline, with its takes."""
    found = desk.find(name)
    stories, takes = _came(desk, since, {found.id} if isinstance(found, Story) else {*found.stories})
    pieces = sorted(takes.values(), key=_when, reverse=True)[:_SHOWN]
    return written(request, "fresh.html", stories=stories, takes=takes, rows=(), pieces=pieces) if takes else _nothing()


def _came(desk: Desk, since: int, only: set[str] | None = None) -> tuple[dict[str, None], dict[str, Take]]:
    """Return the stories to which something came, the newest first, and the takes that came."""
    items = [one for one in desk.news(since, _MOST).items if one.story and (only is None or one.story in only)]
    stories = dict.fromkeys(one.story for one in reversed(items))
    return stories, desk.takes(one.take for one in items if one.take)


def _when(take: Take) -> tuple[float, str]:
    return (take.sent.at.timestamp() if take.sent else 0.0, take.key)


def _nothing() -> Response:
    return Response(status_code=HTTPStatus.NO_CONTENT)
