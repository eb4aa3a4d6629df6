"""The application: the desk's pages and its API, behind the gate."""

from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from writethru.desk import Desk
from writethru.errors import (
    AlreadyCited,
    Contradiction,
    NotFound,
    NotSent,
    SettingsError,
    StoreError,
    Withheld,
    WritethruError,
)
from writethru.serve import api, api_corrections, api_reader, by_hand, fresh, live, pages, reading, sign_in, tables
from writethru.serve.answer import Failure, Json, schemas
from writethru.serve.gate import Gate
from writethru.serve.kept import Kept
from writethru.serve.live import Watcher
from writethru.serve.password import Guesses
from writethru.serve.session import Sessions
from writethru.serve.subject import Writer
from writethru.serve.warm import warmed

PARTS = (api, api_corrections, api_reader, live, sign_in, tables, reading, fresh, pages, by_hand)
"""The modules of the routes, in the order in which they are asked."""

_STATUS: dict[type[WritethruError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Contradiction: HTTPStatus.CONFLICT,
    AlreadyCited: HTTPStatus.CONFLICT,
    Withheld: HTTPStatus.FORBIDDEN,
    NotSent: HTTPStatus.UNPROCESSABLE_ENTITY,
    SettingsError: HTTPStatus.UNPROCESSABLE_ENTITY,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
}


def application(desk: Desk, secret: str, watcher: Watcher) -> Gate:
    """Make the application of a desk.

    Args:
        desk: which is to stay open as long as it serves.
        secret: the hash of its password; where it is empty it answers to this machine alone.
        watcher: tells open pages what comes.
    """
    app = FastAPI(
        title=f"{desk.settings.title}: the desk",
        version=version("writethru"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=warmed,
    )
    app.state.desk, app.state.watcher = desk, watcher
    app.state.kept, app.state.writer = Kept(), Writer(desk.settings, guarded=bool(secret))
    app.state.sessions, app.state.guesses, app.state.secret = Sessions(), Guesses(), secret
    for part in PARTS:
        app.include_router(part.router)
    app.add_exception_handler(WritethruError, _failed)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(HTTPException, _refused)
    _documented(app, guarded=bool(secret))
    return Gate(app, secret, app.state.sessions, app.state.guesses, desk.settings.site.language)


async def _failed(request: Request, error: Exception) -> Response:
    """Answer with an error of ours: one line that says what to do."""
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), HTTPStatus.BAD_REQUEST)
    return _line(request, str(error), status)


async def _misasked(request: Request, error: Exception) -> Response:
    """Answer to a request that has not the shape that its route wants."""
    found = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    place = ".".join(map(str, found.get("loc", ()))) or "the request"
    return _line(request, f"{place}: {found.get('msg', 'not understood')}; see /api", HTTPStatus.UNPROCESSABLE_ENTITY)


async def _refused(request: Request, error: Exception) -> Response:
    """Answer where there is no such route."""
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    return _line(request, f"{request.url.path}: {status.phrase.lower()}; the desk begins at /", status)


def _line(request: Request, words: str, status: HTTPStatus) -> Response:
    """Answer with one line: as JSON to a program, as a page to a reader."""
    if request.url.path.startswith("/api/"):
        return Json(Failure(words), status)
    return pages.trouble(request, words, status)


def _documented(app: FastAPI, *, guarded: bool) -> None:
    """Let the API's documentation tell what it answers with, and whether it asks for the password."""
    told = app.openapi

    def whole() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = told()
            parts = found.setdefault("components", {})
            parts.setdefault("schemas", {}).update(schemas())
            if guarded:
                parts["securitySchemes"] = {"password": {"type": "http", "scheme": "basic"}}
                found["security"] = [{"password": []}]
        return app.openapi_schema or {}

    app.openapi = whole  # type: ignore[method-assign]  # FastAPI's own way of adding to what it generates
