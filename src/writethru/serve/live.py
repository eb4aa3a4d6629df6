"""What comes, told to open pages as it comes: server-sent events (WHATWG HTML, 9.2).

One watcher asks the store for its newest number, however many pages are open; each page is told numbers alone and
fetches what it wants to show.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

router = APIRouter()

EVERY = 0.1  # seconds between two looks
_QUIET = 15.0  # seconds after which a page is told that nothing came, so that a dead line is noticed


class Watcher:
    """Looks for the newest number while anybody listens, and wakes all who do.

    Args:
        newest: returns it.
    """

    def __init__(self, newest: Callable[[], int]) -> None:
        self._newest = newest
        self._listening = 0
        self._moved = asyncio.Condition()
        self.number = 0
        self._alone = CapacityLimiter(1)  # it looks even while all threads that answer are busy
        self._over = False
        self._task: asyncio.Task[None] | None = None

    async def numbers(self, since: int) -> AsyncIterator[int | None]:
        """Yield each number above one, and None when for a while there was none; until the server ends."""
        self._listening += 1
        if self._task is None or self._task.done():
            self.number = await to_thread.run_sync(self._newest, limiter=self._alone)
            self._task = asyncio.create_task(self._look())
        try:
            while not self._over:
                try:
                    async with asyncio.timeout(_QUIET):
                        found = await self._above(since)
                except TimeoutError:
                    yield None
                    continue
                if found > since:
                    yield (since := found)
        finally:
            self._listening -= 1

    async def end(self) -> None:
        """Let everybody go who listens: the server ends."""
        async with self._moved:
            self._over = True
            self._moved.notify_all()

    async def _above(self, number: int) -> int:
        async with self._moved:
            await self._moved.wait_for(lambda: self._over or self.number > number)
            return self.number

    async def _look(self) -> None:
        while self._listening and not self._over:
            await asyncio.sleep(EVERY)
            found = await to_thread.run_sync(self._newest, limiter=self._alone)
            if found != self.number:
                self.number = found
                async with self._moved:
                    self._moved.notify_all()


@router.get("/live", include_in_schema=False)
async def live(request: Request, since: int = 0) -> StreamingResponse:
    """Tell a page each time that something came."""
    watcher: Watcher = request.app.state.watcher
    last = request.headers.get("last-event-id", "")
    since = max(since, int(last)) if last.isdecimal() and len(last) < 19 else since

    async def told() -> AsyncIterator[bytes]:
        with suppress(asyncio.CancelledError):
            async for number in watcher.numbers(since):
                yield (
                    b": still here\n\n" if number is None else f"id: {number}\nevent: came\ndata: {number}\n\n".encode()
                )

    return StreamingResponse(told(), media_type="text/event-stream", headers={"cache-control": "no-store"})
