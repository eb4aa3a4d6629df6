"""A person's word, given on the page that it is about; each can be taken back on the page that it leads to."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from writethru.desk import Desk
from writethru.errors import AlreadyCited
from writethru.model import Arranged, Decided, Story
from writethru.serve.asked import Hand, Reader, What, changing, say
from writethru.serve.look import written

router = APIRouter(include_in_schema=False)

Field = Annotated[str, Form(max_length=1000)]
Yes = Annotated[bool, Form()]


def _said(request: Request, act: Callable[[], Arranged | Decided], form: dict[str, str | list[str]]) -> Response:
    """Do it and lead to where it shows; where published pages cite what would move, ask first."""
    try:
        with changing:
            done = act()
    except AlreadyCited as error:
        return written(request, "cited.html", cited=error.pages, form=form, act=request.url.path)
    now = done.now if isinstance(done, Arranged) else done.people
    query = urlencode({"done": done.decision.number})
    return RedirectResponse(f"{_page(now)}?{query}", HTTPStatus.SEE_OTHER)


def _page(now: tuple[str, ...]) -> str:
    """Return the page of the first of what a word was about."""
    kinds = {"s-": "stories", "l-": "storylines"}
    return next((f"/{kinds.get(name[:2], 'people')}/{name}.html" for name in now), "/corrections")


@router.post("/hand/merge")
def merge(request: Request, desk: Hand, one: Field, other: Field, because: Field = "", cited: Yes = False) -> Response:
    """Two stories, or two storylines, are one."""
    form: dict[str, str | list[str]] = {"one": one, "other": other, "because": because}
    return _said(request, lambda: desk.merge(one, other, because, although_cited=cited), form)


@router.post("/hand/split")
def split(
    request: Request,
    desk: Hand,
    name: Field,
    leaving: Annotated[list[str], Form()],
    because: Field = "",
    cited: Yes = False,
) -> Response:
    """Pieces leave a story."""
    form: dict[str, str | list[str]] = {"name": name, "leaving": leaving, "because": because}
    return _said(request, lambda: desk.split(name, leaving, because, although_cited=cited), form)


@router.post("/hand/move")
def move(request: Request, desk: Hand, piece: Field, to: Field, because: Field = "", cited: Yes = False) -> Response:
    """A piece stands in another story."""
    form: dict[str, str | list[str]] = {"piece": piece, "to": to, "because": because}
    return _said(request, lambda: desk.move(piece, to, because, although_cited=cited), form)


@router.post("/hand/pin")
def pin(request: Request, desk: Hand, piece: Field, because: Field = "") -> Response:
    """A piece stays."""
    return _said(request, lambda: desk.pin(piece, because), {})


@router.post("/hand/rename")
def rename(request: Request, desk: Hand, name: Field, to: Field, because: Field = "") -> Response:
    """A story or storyline has a name."""
    return _said(request, lambda: desk.rename(name, to, because), {})


@router.post("/hand/same")
def same(request: Request, desk: Hand, one: Field, other: Field, because: Field = "") -> Response:
    """Two names mean one."""
    return _said(request, lambda: desk.same(one, other, because), {})


@router.post("/hand/different")
def different(request: Request, desk: Hand, one: Field, other: Field, because: Field = "") -> Response:
    """Two are not one."""
    return _said(request, lambda: desk.different(one, other, because), {})


@router.post("/hand/undo")
def undo(request: Request, desk: Hand, number: Annotated[int, Form()], cited: Yes = False) -> Response:
    """A decision is taken back."""
    return _said(request, lambda: desk.undo(number, although_cited=cited), {"number": str(number)})


@router.post("/hand/{what}/{name}")
def followed(request: Request, desk: Hand, reader: Reader, what: What, name: str) -> Response:
    """Follow, unfollow, mute or unmute a story or storyline; who follows a story follows the storyline it is on."""
    say(desk, reader, what, _line(desk, name) if what == "follow" else name)
    return _back(request)


def _back(request: Request) -> Response:
    """Lead back to the page on which it was said."""
    return RedirectResponse(request.headers.get("referer", "/"), HTTPStatus.SEE_OTHER)


def _line(desk: Desk, name: str) -> str:
    """Return the storyline on which a story stands, the first of several; what stands on none, itself."""
    found = desk.find(name)
    return found.storylines[0] if isinstance(found, Story) and found.storylines else found.id


@router.post("/hand/seen")
def seen(request: Request, desk: Hand, reader: Reader, story: Field, number: Annotated[int, Form()]) -> Response:
    """A story was seen."""
    with changing:
        desk.seen(reader, story, number)
    return _back(request)
