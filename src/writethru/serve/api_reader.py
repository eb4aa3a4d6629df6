"""The API: what a reader follows, has seen and wants to be told of; and how the desk itself is doing."""

from dataclasses import dataclass

from fastapi import APIRouter

from writethru.desk import Desk
from writethru.model import Away, Follow, Health, Query, SavedSearch, Stuck
from writethru.serve.answer import Json, told
from writethru.serve.asked import At, Hand, Most, Question, Reader, Since, What, changing, say

router = APIRouter(prefix="/api", default_response_class=Json, route_class=Question)


@dataclass(frozen=True, slots=True)
class Subject:
    """A story or storyline, by its id or words of its headline."""

    name: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A story, and the number up to which it was seen."""

    story: str
    number: int


@dataclass(frozen=True, slots=True)
class Search:
    """A search to be told of: by words, speaker, figure; ``to`` is a mail address, a web address, or nothing."""

    name: str
    words: str = ""
    speaker: str = ""
    figure: str = ""
    to: str = ""


@router.get("/away", responses=told(Away), tags=["reader"])
def away(desk: At, reader: Reader, most: Most = 50) -> Json:
    """Tell what came of what one follows since one saw it; nothing counts as seen by being asked for."""
    return Json(desk.away(reader, most))


@router.get("/follows", responses=told(list[Follow]), tags=["reader"])
def follows(desk: At, reader: Reader) -> Json:
    """List what one follows and what one has muted."""
    return Json(desk.follows(reader))


def _said(desk: Desk, reader: str, what: What, of: Subject) -> Json:
    """Do what a reader says; answer with what is followed and muted now."""
    say(desk, reader, what, of.name)
    return Json(desk.follows(reader))


@router.post("/follow", responses=told(list[Follow]), tags=["reader"])
def follow(desk: Hand, reader: Reader, what: Subject) -> Json:
    """Follow a story or storyline."""
    return _said(desk, reader, "follow", what)


@router.post("/unfollow", responses=told(list[Follow]), tags=["reader"])
def unfollow(desk: Hand, reader: Reader, what: Subject) -> Json:
    """Follow it no longer."""
    return _said(desk, reader, "unfollow", what)


@router.post("/mute", responses=told(list[Follow]), tags=["reader"])
def mute(desk: Hand, reader: Reader, what: Subject) -> Json:
    """Be told of it no more."""
    return _said(desk, reader, "mute", what)


@router.post("/unmute", responses=told(list[Follow]), tags=["reader"])
def unmute(desk: Hand, reader: Reader, what: Subject) -> Json:
    """Be told of it again."""
    return _said(desk, reader, "unmute", what)


@router.post("/seen", responses=told(Away), tags=["reader"])
def seen(desk: Hand, reader: Reader, what: Seen) -> Json:
    """Note that a story was seen up to a number."""
    with changing:
        desk.seen(reader, what.story, what.number)
    return Json(desk.away(reader))


@router.get("/searches", responses=told(list[SavedSearch]), tags=["reader"])
def searches(desk: At, reader: Reader) -> Json:
    """List the searches that one is told of."""
    return Json(desk.searches(reader))


@router.post("/searches", responses=told(list[SavedSearch]), tags=["reader"])
def save(desk: Hand, reader: Reader, what: Search) -> Json:
    """Keep a search, and be told of what it finds from now on."""
    with changing:
        desk.save_search(reader, what.name, Query(what.words, what.speaker, what.figure), what.to)
    return Json(desk.searches(reader))


@router.delete("/searches/{name}", responses=told(list[SavedSearch]), tags=["reader"])
def drop(desk: Hand, reader: Reader, name: str) -> Json:
    """Forget a search."""
    with changing:
        desk.drop_search(reader, name)
    return Json(desk.searches(reader))


@router.get("/quarantine", responses=told(list[Stuck]), tags=["desk"])
def quarantine(desk: At, since: Since = 0) -> Json:
    """List what could not be read, with the reasons."""
    return Json(desk.quarantine()[since:])


@router.get("/sources", responses=told(list[Health]), tags=["desk"])
def sources(desk: At) -> Json:
    """Show how each source is doing."""
    return Json(desk.health())
