"""What came since a page was opened: the part that is put into it, and the words that announce it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from writethru.desk import Desk
from writethru.model import Story, Take
from writethru.serve.asked import At, Question, Since
from writethru.serve.kept import Kept, Kind
from writethru.serve.look import part
from writethru.sheets import Pages

router = APIRouter(include_in_schema=False, route_class=Question)

_MOST = 200  # things that came which are looked at
_SHOWN = 12  # stories, and takes, that are put into a page


@router.get("/fresh")
def anywhere(request: Request, desk: At, since: Since = 0) -> Response:
    """Announce what came to the desk."""

    def told(desk: Desk) -> dict[str, Any]:
        stories, takes = _came(desk, since)
        return {"stories": stories, "takes": takes, "rows": (), "pieces": ()}

    return _announced(request, desk, since, told)


@router.get("/fresh/stories")
def among_stories(request: Request, desk: At, since: Since = 0) -> Response:
    """Announce it, with the rows of the stories concerned as they are now."""

    def told(desk: Desk) -> dict[str, Any]:
        stories, takes = _came(desk, since)
        rows = desk.stories_named(list(stories)[:_SHOWN]) if takes else []
        return {"stories": stories, "takes": takes, "rows": rows, "pieces": ()}

    return _announced(request, desk, since, told)


@router.get("/fresh/stories/{name}")
def in_subject(request: Request, desk: At, name: str, since: Since = 0) -> Response:
    """Announce what came to one story or storyline, with its takes."""

    def told(desk: Desk) -> dict[str, Any]:
        found = desk.find(name)
        stories, takes = _came(desk, since, {found.id} if isinstance(found, Story) else {*found.stories})
        pieces = sorted(takes.values(), key=_when, reverse=True)[:_SHOWN]
        return {"stories": stories, "takes": takes, "rows": (), "pieces": pieces}

    return _announced(request, desk, since, told)


def _announced(request: Request, desk: Desk, since: int, told: Callable[[Desk], dict[str, Any]]) -> Response:
    """Write an announcement out, once for all pages that ask for it: they do so at the same moment."""

    def write(desk: Desk) -> tuple[None, Pages]:
        found = told(desk)
        return None, {"": part(request, "fresh.html", **found) if found["takes"] else ""}

    kept: Kept = request.app.state.kept
    shown, _ = kept.page((request.url.path, since), desk, Kind(lambda desk, _: desk.latest(), write))
    return HTMLResponse(shown.pages[""]) if shown.pages[""] else Response(status_code=HTTPStatus.NO_CONTENT)


def _came(desk: Desk, since: int, only: set[str] | None = None) -> tuple[dict[str, None], dict[str, Take]]:
    """Return the stories to which something came, the newest first, and the takes that came."""
    items = [one for one in desk.news(since, _MOST).items if one.story and (only is None or one.story in only)]
    stories = dict.fromkeys(one.story for one in reversed(items))
    return stories, desk.takes(one.take for one in items if one.take)


def _when(take: Take) -> tuple[float, str]:
    return (take.sent.at.timestamp() if take.sent else 0.0, take.key)
