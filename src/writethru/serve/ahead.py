"""Pages are written before anybody asks for them: beside the server, and only when nobody else needs the machine.

Stories to which something came go first, the last of them before the others, then what their pages name, the storylines
on which they stand and whatever names somebody who was found to be another, then all other stories, the newest first;
so is whatever the desk was told while nobody served it. What is written is kept in the file of tellings, from which the
server takes it. Nothing waits for it: a page that is asked for first is written by the server.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from writethru.desk import Desk

_EVERY = 0.2  # seconds between two looks at what came
_MOST = 200  # stories, and things that came, that are looked at together


@contextmanager
def written_ahead(folder: Path, *, guarded: bool) -> Iterator[None]:
    """Let a process of its own write the pages of a desk for as long as this lasts."""
    process = multiprocessing.get_context("spawn").Process(target=_go, args=(folder, guarded), daemon=True)
    script, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")  # it runs none of the caller's
    try:
        process.start()
    finally:
        sys.modules["__main__"] = script
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _go(folder: Path, guarded: bool) -> None:
    """Write until the server ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the server that Ctrl-C is meant for
    if hasattr(os, "nice"):
        os.nice(19)  # before what it needs is loaded: the server starts meanwhile

    from writethru.desk import Desk
    from writethru.errors import WritethruError
    from writethru.wording import speaking

    server = multiprocessing.parent_process()
    with suppress(WritethruError), Desk(folder, make=False) as desk, speaking(desk.settings.site.language):
        for _ in ahead(desk, guarded=guarded):
            if server is None or not server.is_alive():  # it was killed
                return


def ahead(desk: "Desk", *, guarded: bool, every: float = _EVERY) -> Iterator[str]:
    """Write the pages of a desk, without end; yields the id of each that was looked at, or nothing after a rest.

    Args:
        desk: whose.
        guarded: it asks for a password.
        every: seconds to rest where there is nothing to write.
    """
    from writethru.serve.subject import Writer

    writer, number, rest = Writer(desk.settings, guarded=guarded), desk.cursor(), _every_story(desk)
    came, beside, otherwise = dict[str, None](), dict[str, None](), desk.found_otherwise()
    while True:
        if (found := desk.found_otherwise()) > otherwise:
            beside |= dict.fromkeys(desk.told_otherwise(otherwise))
            otherwise = found
        if desk.cursor() > number:
            news = desk.news(number, _MOST)
            number = news.cursor
            for item in news.items:
                came.pop(item.story, None)
                came[item.story] = None
            came.pop("", None)
        of_news = bool(came)
        name = came.popitem()[0] if came else next(iter(beside), "") or next(rest, "")
        beside.pop(name, None)
        if name:
            with suppress(Exception), desk.at_once() as now:  # killed whole, gone meanwhile; a fault costs one page
                of, _ = writer.pages(now, name)
                beside |= dict.fromkeys((*of.on, *of.stories) if of_news else ())
        else:
            time.sleep(every)
        yield name


def _every_story(desk: "Desk") -> Iterator[str]:
    """Yield the stories of a desk, the newest first, as far as it is asked."""
    after = ""
    while some := desk.stories(_MOST, after):
        yield from (story.id for story in some)
        after = some[-1].id
