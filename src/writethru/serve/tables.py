"""The tables of a story as CSV: figures and disputes, and the timeline, with words and sources."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from writethru.model import Citation, Claim, Take, Timeline
from writethru.publish.when import when
from writethru.serve.asked import At
from writethru.tell.display import folded, shown

router = APIRouter(include_in_schema=False)

_SOURCE = ("source", "take", "words", "sent")
_FIGURES = ("about", "standing", "figure or statement", "hedge", "who", "as reported by", "how", *_SOURCE)
_TIMELINE = ("state", "when", "from", "until", "inferred", "what", "where", *_SOURCE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is run as a formula by some programs

_SIGNED = re.compile(r"[+-]\d[\w.,% ]*")  # "-2+1" and "-1|x" are run all the same

Row = Sequence[object]
Takes = dict[str, Take]


@router.get("/stories/{name}/figures.csv")
@router.get("/storylines/{name}/figures.csv")
def figures(desk: At, name: str) -> Response:
    """Hand out the figures and disputes of a story or storyline, a row for each figure or statement."""
    claims = desk.claims(name)
    takes = desk.takes({member.citation.take for claim in claims for member in claim.members})
    return _table(f"{desk.find(name).id}-figures", _FIGURES, _of_claims(claims, takes))


@router.get("/stories/{name}/timeline.csv")
@router.get("/storylines/{name}/timeline.csv")
def timeline(desk: At, name: str) -> Response:
    """Hand out the timeline of a story or storyline, a row for each source of each happening."""
    found = desk.timeline(name)
    every = (*found.past, *found.now, *found.overdue, *found.ahead)
    takes = desk.takes({citation.take for one in every for citation in one.citations})
    return _table(f"{desk.find(name).id}-timeline", _TIMELINE, _of_timeline(found, takes))


def _of_claims(claims: Iterable[Claim], takes: Takes) -> Iterator[Row]:
    for claim in claims:
        for one in claim.members:
            how = one.kind.value if one.kind else ""
            said = shown(one.value), one.hedge, one.voice_name, one.reporter, how
            yield shown(claim.heading), claim.standing.value, *said, *_source(one.citation, takes)


def _of_timeline(found: Timeline, takes: Takes) -> Iterator[Row]:
    eras = (("past", found.past), ("now", found.now), ("overdue", found.overdue), ("ahead", found.ahead))
    for state, happenings in eras:
        for one in happenings:
            day = when(one), one.earliest or "", one.latest or "", one.why or "yes" if one.inferred else ""
            for citation in one.citations:
                yield state, *day, shown(one.glossed), ", ".join(one.places), *_source(citation, takes)


def _source(citation: Citation, takes: Takes) -> Row:
    take, span = takes[citation.take], citation.span
    words = folded(take.text[span.start : span.end])
    return take.source, take.key, words, take.sent.at.isoformat() if take.sent else ""


def _table(name: str, head: Row, rows: Iterable[Row]) -> Response:
    out = io.StringIO()
    writing = csv.writer(out)
    writing.writerow(head)
    writing.writerows([_harmless(str(cell)) for cell in row] for row in rows)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _harmless(cell: str) -> str:
    """Return a cell that no program runs as a formula; numbers with a sign, and their unit, stay as they are."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _SIGNED.fullmatch(cell) else cell
