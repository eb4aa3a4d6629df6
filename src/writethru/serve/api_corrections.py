"""The API: a person's word. Each answer holds the number by which it can be taken back."""

from dataclasses import dataclass

from fastapi import APIRouter

from writethru.model import Arranged, Arrangement, Decided, Decision, Held, Released
from writethru.serve.answer import Json, told
from writethru.serve.asked import At, Hand, Since, came, changing

router = APIRouter(prefix="/api", default_response_class=Json)


@dataclass(frozen=True, slots=True)
class Two:
    """Two things that are one, or are not; ``because`` is the reason, kept with it.

    ``although_cited``: go on where published pages cite what moves.
    """

    one: str
    other: str
    because: str = ""
    although_cited: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """Pieces that leave a story, or stories that leave a storyline."""

    name: str
    leaving: list[str]
    because: str = ""
    although_cited: bool = False


@dataclass(frozen=True, slots=True)
class Moving:
    """A piece and the story, or a story and the storyline, where it is to stand; ``new``: in one of its own."""

    piece: str
    to: str
    because: str = ""
    although_cited: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """One thing; ``to`` is what to call it, where it is renamed."""

    name: str
    to: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Undoing:
    """The number of a decision."""

    number: int
    although_cited: bool = False


@router.get("/decisions", responses=told(list[Decision], list[Arrangement]), tags=["corrections"])
def decisions(desk: At, since: Since = 0) -> Json:
    """List what was decided, with what was taken back again; with ``since`` what has a higher number."""
    return Json([one for one in desk.decisions() if one.number > since])


@router.post("/merge", responses=told(Arranged), tags=["corrections"])
def merge(desk: Hand, what: Two) -> Json:
    """Decide for good that two stories, or two storylines, are one."""
    with changing:
        return Json(desk.merge(what.one, what.other, what.because, although_cited=what.although_cited))


@router.post("/split", responses=told(Arranged), tags=["corrections"])
def split(desk: Hand, what: Leaving) -> Json:
    """Decide for good that pieces leave a story and are one by themselves; or stories a storyline."""
    with changing:
        return Json(desk.split(what.name, what.leaving, what.because, although_cited=what.although_cited))


@router.post("/move", responses=told(Arranged), tags=["corrections"])
def move(desk: Hand, what: Moving) -> Json:
    """Decide for good that a piece stands in a story, or a story on a storyline."""
    with changing:
        return Json(desk.move(what.piece, what.to, what.because, although_cited=what.although_cited))


@router.post("/pin", responses=told(Arranged), tags=["corrections"])
def pin(desk: Hand, what: Named) -> Json:
    """Decide for good that a piece stays where it is, or a story on its storyline."""
    with changing:
        return Json(desk.pin(what.name, what.because))


@router.post("/rename", responses=told(Arranged), tags=["corrections"])
def rename(desk: Hand, what: Named) -> Json:
    """Give a story or storyline a name."""
    with changing:
        return Json(desk.rename(what.name, what.to, what.because))


@router.post("/same", responses=told(Decided), tags=["corrections"])
def same(desk: Hand, what: Two) -> Json:
    """Decide for good that two names mean one person, body or place."""
    with changing:
        return Json(desk.same(what.one, what.other, what.because))


@router.post("/different", responses=told(Decided), tags=["corrections"])
def different(desk: Hand, what: Two) -> Json:
    """Decide for good that two are not one."""
    with changing:
        return Json(desk.different(what.one, what.other, what.because))


@router.post("/undo", responses=told(Arranged, Decided), tags=["corrections"])
def undo(desk: Hand, what: Undoing) -> Json:
    """Take a decision back."""
    with changing:
        return Json(desk.undo(what.number, although_cited=what.although_cited))


@router.get("/held", responses=told(list[Held]), tags=["corrections"])
def held(desk: At, every: bool = False, since: Since = 0) -> Json:
    """List what waits for a person, and why; with ``since`` what came after it alone."""
    fresh = came(desk, since) if since else None
    return Json([one for one in desk.held(every=every) if fresh is None or one.take in fresh])


@router.post("/release", responses=told(Released), tags=["corrections"])
def release(desk: Hand, what: Named) -> Json:
    """Let a take, or all takes of a chain, go."""
    with changing:
        return Json(desk.release(what.name, what.because))
