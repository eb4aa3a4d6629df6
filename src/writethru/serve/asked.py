"""What routes ask for over and over: the desk, who asks, and how a list is to be cut."""

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import iscoroutinefunction, signature
from threading import Lock
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from fastapi.routing import APIRoute

from writethru.desk import Desk

MOST = 200  # rows of a list that are answered at once

_EVERY = 10_000  # things that came which are looked at

What = Literal["follow", "unfollow", "mute", "unmute"]
"""What a reader can say of a story or storyline."""

changing = Lock()
"""Held while the desk is changed from here: one change at a time in this process; processes wait for one another."""


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _reader(request: Request) -> str:
    return str(request.scope["session"].reader)


def _hand(request: Request) -> Desk:
    """Return the desk as it is worked at by who asks: decisions are noted with that name."""
    desk = _desk(request)
    return desk.worked_by(_reader(request) or desk.by)


def say(desk: Desk, reader: str, what: What, name: str) -> None:
    """Do what a reader says of a story or storyline.

    Raises:
        NotFound: nothing fits the name, or more than one does.
    """
    acts = {"follow": desk.follow, "unfollow": desk.unfollow, "mute": desk.mute, "unmute": desk.unmute}
    with changing:
        acts[what](reader, name)


def came(desk: Desk, since: int, stories: Iterable[str] = ("",)) -> set[str]:
    """Return the takes that came after a cursor, to the desk or to some stories of it."""
    return {item.take for story in stories for item in desk.news(since, _EVERY, story).items if item.take}


class Question(APIRoute):
    """A route by which the desk is asked: all that one request asks for is told as of one moment."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **how: Any) -> None:  # noqa: ANN401 - FastAPI's own
        super().__init__(path, _at_once(endpoint) if set(how.get("methods") or ()) == {"GET"} else endpoint, **how)


def _at_once(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Return what answers a request with a desk that is asked at one moment; what takes no desk stays as it is."""
    if iscoroutinefunction(answer) or "desk" not in signature(answer).parameters:
        return answer

    @wraps(answer)
    def answered(desk: Desk, **asked: Any) -> Any:  # noqa: ANN401 - whatever the route takes and returns
        with desk.at_once() as now:
            return answer(desk=now, **asked)

    return answered


At = Annotated[Desk, Depends(_desk)]
Hand = Annotated[Desk, Depends(_hand)]
Reader = Annotated[str, Depends(_reader)]
Most = Annotated[int, Query(ge=1, le=MOST, description="At most so many rows.")]
After = Annotated[str, Query(max_length=200, description="What the answer before gave as ``next``.")]
Since = Annotated[int, Query(ge=0, le=2**62, description="Only what came after this ``cursor``.")]
Words = Annotated[str, Query(max_length=400)]
