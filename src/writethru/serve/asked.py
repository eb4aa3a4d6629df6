"""What routes ask for over and over: the desk, who asks, and how a list is to be cut."""

from threading import Lock
from typing import Annotated

from fastapi import Depends, Query, Request

from writethru.desk import Desk

MOST = 200  # rows of a list that are answered at once

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


At = Annotated[Desk, Depends(_desk)]
Hand = Annotated[Desk, Depends(_hand)]
Reader = Annotated[str, Depends(_reader)]
Most = Annotated[int, Query(ge=1, le=MOST, description="At most so many rows.")]
After = Annotated[str, Query(max_length=200, description="What the answer before gave as ``next``.")]
Since = Annotated[int, Query(ge=0, le=2**62, description="Only what came after this ``cursor``.")]
Words = Annotated[str, Query(max_length=400)]
