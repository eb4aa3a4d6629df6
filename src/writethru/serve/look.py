"""How the desk's pages are written out: its own templates over those of the site, which it shares."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from fastapi import Request
from jinja2 import Environment
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from writethru import formats
from writethru.cldr import format_timedelta
from writethru.publish.environment import templates as of_site
from writethru.serve.session import FIELD
from writethru.tell.flags import heading
from writethru.wording import _

_DAY = len("2031-03-14")
_CODE = re.compile("``(.+?)``")

STATIC = {
    "style.css": ("writethru.publish", "text/css"),
    "icon.svg": ("writethru.publish", "image/svg+xml"),
    "desk.css": ("writethru.serve", "text/css"),
    "desk.js": ("writethru.serve", "text/javascript"),
    "htmx.min.js": ("writethru.serve", "text/javascript"),
}


@cache
def templates() -> Environment:
    """Return the templates. The desk's ``base.html`` stands before the site's, so that one page serves both."""
    found = of_site("writethru.serve")
    found.globals["unheaded"] = heading
    found.filters |= {"coded": _coded, "found": _marked, "span_of_time": _span, "told_at": _told_at}
    return found


def _marked(excerpt: str) -> Markup:
    """Return a search's excerpt with the words found in bold."""
    return Markup(str(escape(excerpt)).replace("\x02", "<b>").replace("\x03", "</b>"))


def _coded(words: str) -> Markup:
    """Return words of the documentation with what stands in double backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(words))))


def _told_at(at: datetime | str) -> str:
    """Return a moment, or its ISO 8601 form, as a reader says it; of a day alone, the day."""
    if isinstance(at, str) and len(at) == _DAY:
        return formats.day(date.fromisoformat(at))
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return _("{day}, {time}", day=formats.day(moment.date()), time=f"{moment:%H:%M}")


def _span(seconds: float | None) -> str:
    """Return how long something lasts, as a reader says it."""
    if seconds is None:
        return ""
    return format_timedelta(timedelta(seconds=seconds), locale=str(formats.here()))


@cache
def static(name: str) -> bytes:
    """Return a file of the desk's looks."""
    return files(STATIC[name][0]).joinpath("static", name).read_bytes()


def written(request: Request, template: str, status: HTTPStatus = HTTPStatus.OK, **context: Any) -> HTMLResponse:  # noqa: ANN401 - a template's own context
    """Write out a page, or the part of one that htmx asks for."""
    return HTMLResponse(templates().get_template(template).render(**around(request), **context), status)


def part(request: Request, template: str, **context: Any) -> str:  # noqa: ANN401 - a template's own context
    """Write out a part of a page that is kept."""
    return templates().get_template(template).render({**unfilled(request), **context})


def around(request: Request) -> dict[str, Any]:
    """Return what every page of the desk shows beside its own."""
    state = request.app.state
    frame = _frame(state.desk.settings.title, request.url.path, guarded=bool(state.secret))
    return {**frame, **_of_reader(request)}


def unfilled(request: Request) -> dict[str, Any]:
    """Return the same for a page that is kept for all readers: what is one reader's own is filled in later."""
    state = request.app.state
    return gaps(state.desk.settings.title, request.url.path, guarded=bool(state.secret))


def gaps(title: str, here: str, *, guarded: bool) -> dict[str, Any]:
    """Return what every page of a desk shows, with gaps for what is one reader's own.

    Args:
        title: the desk's.
        here: the path of the page; empty where none of the desk's sections is at it.
        guarded: it asks for a password.
    """
    return {**_frame(title, here, guarded=guarded), **_GAPS, **_PARTS}


def filled(request: Request, page: str, number: int, *, late: bool, parts: Mapping[str, str] | None = None) -> str:
    """Return a kept page with what is the reader's own.

    Args:
        request: the reader's.
        page: the page as it is kept, with gaps.
        number: that of the news up to which it told when it was written.
        late: it is shown as it stood then; else nothing that it tells of came since.
        parts: the reader's own parts of a story that it shows, as written out.
    """
    own = _of_reader(request)
    own["cursor"] = number if late else max(number, own["cursor"])
    for name, part_of in _PARTS.items():
        page = page.replace(str(part_of), (parts or {}).get(name, ""))
    for name, gap in _GAPS.items():
        page = page.replace(gap, str(escape(own[name])))
    return page


_GAPS = {name: f"\x02{name}\x03" for name in ("reader", "token", "cursor")}
_PARTS = {name: Markup(f"\x02{name}\x03") for name in ("done", "follow", "late", "unseen")}


def _frame(title: str, here: str, *, guarded: bool) -> dict[str, Any]:
    return {"title": title, "field": FIELD, "guarded": guarded, "here": here}


def _of_reader(request: Request) -> dict[str, Any]:
    session = request.scope.get("session")
    return {
        "reader": session.reader if session else "",
        "token": session.token if session else "",
        "cursor": request.app.state.desk.cursor() if session else 0,
    }
