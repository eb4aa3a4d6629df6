"""What linking makes of the two documents of ``../shared/seeds``, by fact."""

from functools import cache

import pytest

from shared import SEEDS, needs_shared
from writethru.enrich.layers import enrich
from writethru.link.items import Linkable
from writethru.link.links import link
from writethru.model import OriginKind, Take
from writethru.read import detect
from writethru.read.document import Document

pytestmark = [needs_shared, pytest.mark.seeds]
MAIN, SIDE = 0, 1


@cache
def linked():
    documents = [Document(path.name, path.read_bytes()) for path in SEEDS]
    takes = [next(t for t in detect.read(document) if isinstance(t, Take)) for document in documents]
    items = [Linkable(piece.take, piece.facts(), piece.vector) for piece in enrich(takes)]
    return takes, link(items), link(items[::-1])


def test_two_stories_two_months_apart_on_one_storyline():
    (agency, page), links, _ = linked()
    place = {p.take: p for p in links.placements}
    assert place[agency.key].story != place[page.key].story
    assert place[agency.key].storyline == place[page.key].storyline
    line = next(line for line in links.storylines if line.id == place[page.key].storyline)
    assert line.stories == (place[page.key].story, place[agency.key].story)
    assert line.follows == ((place[agency.key].story, place[page.key].story),)


def test_the_data_affair_is_a_second_storyline_without_the_page():
    (agency, page), links, _ = linked()
    place = {p.take: p for p in links.placements}
    assert len(place[page.key].storylines) == 1
    assert len(place[agency.key].storylines) == 2
    side = next(line for line in links.storylines if line.id == place[agency.key].storylines[SIDE])
    assert side.name.startswith("Coupang")
    assert side.stories == (place[agency.key].story,)
    assert {citation.take for citation in side.passages} == {agency.key}
    named = [span for span in agency.copy if "Coupang" in span.of(agency.text)]
    assert set(named) <= {citation.span for citation in side.passages}


def test_origins_are_known_for_the_agency_alone():
    (agency, page), links, _ = linked()
    found = {origin.take: origin for story in links.stories for origin in story.origins}
    assert (found[agency.key].kind, found[agency.key].of) == (OriginKind.REPORTING, "Yonhap")
    assert found[page.key].kind is OriginKind.UNKNOWN


def test_the_other_order_gives_the_same():
    _, links, turned = linked()
    assert links == turned
