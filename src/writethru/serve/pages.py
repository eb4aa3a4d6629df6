"""The desk's own pages: what is new, the list of stories with its search, what waits, what was decided."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from writethru.desk import Desk
from writethru.errors import NotFound
from writethru.model import Hit
from writethru.model import Query as Asked
from writethru.serve.asked import After, At, Hand, Question, Reader, changing
from writethru.serve.decided import teller
from writethru.serve.kept import Kept, Kind
from writethru.serve.look import filled, part, written
from writethru.sheets import Moment, Pages
from writethru.wording import _

router = APIRouter(include_in_schema=False, route_class=Question)

_ROWS = 40  # stories on a page of the list
_FOUND = 40  # hits of a search

Words = Annotated[str, Query(max_length=400)]

_Own = tuple[Moment, tuple[object, ...]]  # when a page was written, and what its reader had said by then


@router.get("/")
def away(request: Request, desk: At, reader: Reader) -> Response:
    """Show what came while one was away: kept for each reader until something comes or they say or see something."""

    def write(desk: Desk) -> tuple[_Own, Pages]:
        page = part(request, "away.html", away=desk.away(reader), follows=desk.follows(reader))
        return (desk.moment(), desk.said_by(reader)), {"": page}

    def stands(desk: Desk, of: _Own) -> bool:
        return desk.said_by(reader) == of[1] and desk.stands(of[0])

    kind: Kind[_Own] = Kind(lambda desk, _: (desk.latest(), desk.said_by(reader)), write, stands)
    kept: Kept = request.app.state.kept
    shown, late = kept.page(("away", reader), desk, kind)
    return HTMLResponse(filled(request, shown.pages[""], shown.of[0].number, late=late))


@router.get("/stories")
def stories(
    request: Request,
    desk: At,
    words: Words = "",
    speaker: Words = "",
    figure: Words = "",
    since_day: Words = "",
    until_day: Words = "",
    after: After = "",
) -> Response:
    """List the stories, newest first, or those with pieces that a search finds; as one types."""
    days, wrong = _days(since_day, until_day)
    asked = {"words": words, "speaker": speaker, "figure": figure, "since_day": since_day, "until_day": until_day}
    template = "rows.html" if request.headers.get("hx-target") == "rows" else "stories.html"
    if not any(asked.values()):
        return _newest(request, desk, template, asked, after)
    hits: list[Hit] = []
    try:
        if not wrong:
            hits = desk.search(words, _FOUND, speaker=speaker, figure=figure, since_day=days[0], until_day=days[1])
    except NotFound as why:
        wrong = str(why)
    return written(request, template, asked=asked, hits=hits, found=(), more="", wrong=wrong, live=False)


def _newest(request: Request, desk: Desk, template: str, asked: dict[str, str], after: str) -> Response:
    """List the stories, newest first: one list for all who look before something comes."""

    def write(desk: Desk) -> tuple[Moment, Pages]:
        found = desk.stories(_ROWS + 1, after)
        more = found[_ROWS - 1].id if len(found) > _ROWS else ""
        rows = found[:_ROWS]
        page = part(request, template, asked=asked, hits=(), found=rows, more=more, wrong="", live=not after)
        return desk.moment(), {"": page}

    kept: Kept = request.app.state.kept
    shown, late = kept.page((template, after), desk, Kind(lambda desk, _: desk.latest(), write, Desk.stands))
    return HTMLResponse(filled(request, shown.pages[""], shown.of.number, late=late))


def _days(*given: str) -> tuple[list[date | None], str]:
    """Return the days that were given, and what is wrong with them."""
    try:
        return [date.fromisoformat(one) if one else None for one in given], ""
    except ValueError:
        return [None, None], _("A day is written as 2031-03-14.")


@router.get("/people")
def people(request: Request, desk: At, name: Words = "") -> Response:
    """Find people, bodies and places by name."""
    return written(request, "who.html", name=name, found=desk.named(name) if name.strip() else [])


@router.get("/corrections")
def corrections(request: Request, desk: At, done: int = 0) -> Response:
    """Show what was decided, newest first, each with a way to take it back."""
    every = desk.decisions()[::-1]
    return written(request, "corrections.html", decisions=every, told=teller(desk, every), done=done)


@router.get("/quarantine")
def quarantine(request: Request, desk: At) -> Response:
    """Show what could not be read, and why."""
    return written(request, "quarantine.html", stuck=desk.quarantine())


@router.get("/sources")
def sources(request: Request, desk: At) -> Response:
    """Show how each source is doing."""
    return written(request, "sources.html", health=desk.health())


@router.get("/held")
def held(request: Request, desk: At) -> Response:
    """Show what waits for a person."""
    held = desk.held(every=True)
    titles = {key: take.title for key, take in desk.takes(dict.fromkeys(one.take for one in held)).items()}
    return written(request, "held.html", held=held, titles=titles)


@router.post("/held")
def release(desk: Hand, take: Annotated[str, Form(max_length=200)], because: Annotated[str, Form()] = "") -> Response:
    """Let a take go."""
    with changing:
        desk.release(take, because)
    return RedirectResponse("/held", HTTPStatus.SEE_OTHER)


@router.get("/alerts")
def alerts(request: Request, desk: At, reader: Reader) -> Response:
    """Show the searches that one is told of."""
    return written(request, "alerts.html", searches=desk.searches(reader))


@router.post("/alerts")
def save(
    desk: Hand,
    reader: Reader,
    name: Annotated[str, Form(max_length=200)],
    words: Annotated[str, Form(max_length=400)] = "",
    speaker: Annotated[str, Form(max_length=400)] = "",
    figure: Annotated[str, Form(max_length=100)] = "",
    to: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Keep a search."""
    with changing:
        desk.save_search(reader, name, Asked(words, speaker, figure), to)
    return RedirectResponse("/alerts", HTTPStatus.SEE_OTHER)


@router.post("/alerts/drop")
def drop(desk: Hand, reader: Reader, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Forget a search."""
    with changing:
        desk.drop_search(reader, name)
    return RedirectResponse("/alerts", HTTPStatus.SEE_OTHER)


@router.get("/keys")
def keys(request: Request) -> Response:
    """Show what each key does."""
    return written(request, "keys.html")


@router.get("/api")
def documentation(request: Request) -> Response:
    """Show the API's documentation."""
    return written(request, "api.html", paths=request.app.openapi()["paths"])


def trouble(request: Request, words: str, status: HTTPStatus) -> Response:
    """Return the page of what went wrong."""
    withheld = status is HTTPStatus.FORBIDDEN and not request.url.path.startswith("/hand/")
    return written(request, "trouble.html", status, words=words, withheld=withheld)
