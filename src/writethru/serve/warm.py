"""What the first reader would wait for is done before: what pages need is loaded while the server starts."""

import gc
from asyncio import create_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from anyio import to_thread
from fastapi import FastAPI

from writethru.desk import Desk
from writethru.errors import WritethruError
from writethru.serve.look import templates

_OFTEN = ("away.html", "stories.html", "story.html", "stands.html", "take.html")


@asynccontextmanager
async def warmed(app: FastAPI) -> AsyncIterator[None]:
    """Load it beside the first requests: nobody waits for it to end."""
    loading = create_task(to_thread.run_sync(_load, app.state.desk))
    yield
    await loading


def _load(desk: Desk) -> None:
    for name in _OFTEN:
        templates().get_template(name)
    with suppress(WritethruError):  # whoever asks for a page is told what is wrong
        for story in desk.stories(1):
            desk.sheet(story)
    gc.collect()
    gc.freeze()  # what is loaded stays: searching it for cycles again and again holds every page up
