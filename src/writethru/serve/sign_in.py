"""Signing in and out."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from writethru.serve import password as passwords
from writethru.serve.gate import client, too_many
from writethru.serve.look import STATIC, static, written
from writethru.serve.session import COOKIE, LASTS
from writethru.wording import _

router = APIRouter(include_in_schema=False)


@router.get("/signin")
def ask(request: Request, next: str = "/") -> Response:  # noqa: A002 - the address's own word
    """Ask for the password."""
    return written(request, "signin.html", back=_inside(next), wrong="")


@router.post("/signin")
def sign_in(
    request: Request,
    password: Annotated[str, Form(max_length=1000)],
    reader: Annotated[str, Form(max_length=100)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002 - the form's own word
) -> Response:
    """Begin a session."""
    state, address, back = request.app.state, client(request.scope), _inside(next)
    if wait := state.guesses.wait(address):
        return too_many(wait)
    if not state.secret or not passwords.fits(state.secret, password):
        state.guesses.note(address)
        wrong = _("That is not the password of this desk.")
        return written(request, "signin.html", HTTPStatus.FORBIDDEN, back=back, wrong=wrong)
    answer = RedirectResponse(back, HTTPStatus.SEE_OTHER)
    name = state.sessions.begin(reader.strip())
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, name, max_age=LASTS, httponly=True, samesite="strict", secure=secure)
    return answer


@router.post("/signout")
def sign_out(request: Request) -> Response:
    """End the session."""
    request.app.state.sessions.end(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/signin", HTTPStatus.SEE_OTHER)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


@router.get("/static/{name}")
def looks(name: str) -> Response:
    """Return a style sheet or script."""
    if name not in STATIC:
        return Response(status_code=HTTPStatus.NOT_FOUND)
    return Response(static(name), media_type=STATIC[name][1], headers={"cache-control": "max-age=300"})


def _inside(address: str) -> str:
    """Return an address of this desk, and the desk's first page for any other: nobody is sent elsewhere."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
