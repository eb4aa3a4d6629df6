"""Before the first reader comes: what pages need is loaded, and answers under way at once get in each other's way less.

Answers are made by threads, of which one runs at a time. One that looks a page up asks the database some times, and
each time waits its turn behind one that writes a page: turns are short here, and not more take them than are useful.
"""

import gc
import sys
from asyncio import create_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from anyio import to_thread
from fastapi import FastAPI

from writethru.desk import Desk
from writethru.errors import WritethruError
from writethru.read.dateline import compiled
from writethru.serve.look import templates
from writethru.tell.telling import telling

_AT_ONCE = 8  # answers that are made at once; as many connections are kept open
_TURN = 0.0005  # seconds
_TOLD = 2  # stories


@asynccontextmanager
async def warmed(app: FastAPI) -> AsyncIterator[None]:
    """Load it beside the first requests: nobody waits for it to end."""
    to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
    sys.setswitchinterval(_TURN)
    loading = create_task(to_thread.run_sync(_load, app.state.desk))
    yield
    app.state.kept.close()
    await loading


def _load(desk: Desk) -> None:
    for name in templates().list_templates(["html"]):
        templates().get_template(name)
    compiled()
    with suppress(WritethruError):  # whoever asks for a page is told what is wrong
        for story in desk.stories(_TOLD):
            desk.sheet(story)  # as it was told before, if it was
            telling(desk.dossier(story.id), "story", story.id)  # and told once more, for the word lists and patterns
    gc.collect()
    gc.freeze()  # what is loaded stays: searching it for cycles again and again holds every page up
