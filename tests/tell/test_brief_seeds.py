"""The storyline's brief of the two real documents, checked by facts and spans, never by their sentences."""

import re
from datetime import date

import pytest

from shared import SEEDS, needs_shared
from writethru.enrich.layers import enrich
from writethru.model import Standing, StatementKind
from writethru.read.document import Document
from writethru.tell.brief import brief
from writethru.tell.display import folded
from writethru.tell.dossier import gather

pytestmark = [needs_shared, pytest.mark.seeds]


@pytest.fixture(scope="module")
def told():
    detect = pytest.importorskip("writethru.read.detect", reason="no reader for these documents yet")
    linking = pytest.importorskip("writethru.link.links", reason="linking is not there yet")
    items = pytest.importorskip("writethru.link.items", reason="linking is not there yet")
    takes = [take for path in SEEDS for take in detect.read(Document(path.name, path.read_bytes()))]
    pieces = enrich(takes)
    facts = {piece.take.key: piece.facts() for piece in pieces}
    links = linking.link([items.Linkable(p.take, facts[p.take.key], p.vector) for p in pieces])
    line = max(links.storylines, key=lambda found: len(found.stories))
    dossier = gather({t.key: t for t in takes}, facts, links, "storyline", line.id)
    return dossier, brief(dossier, "storyline", line.id)


def agency(dossier):
    return next(take.key for take in dossier.takes.values() if take.marker.raw)


def test_headline_is_the_agencys_without_its_marker(told):
    dossier, b = told

    assert b.headline.citation.take == agency(dossier)
    assert b.headline.citation.scope == "headline"
    assert not re.search(r"\bLD\b", b.headline.text)


def test_key_sentences_are_four_to_six_from_both_documents_and_word_for_word(told):
    dossier, b = told

    assert 4 <= len(b.key) <= 6
    assert {s.citation.take for s in b.key} == set(dossier.takes)
    for sentence in (b.headline, b.standfirst, *b.key):
        take = dossier.takes[sentence.citation.take]
        assert sentence.text == folded(sentence.citation.span.of(take.text))
    for sentence in b.key:
        copy = dossier.takes[sentence.citation.take].copy
        assert any(part.covers(sentence.citation.span) for part in copy)


def test_no_lone_kim_is_left_to_guess(told):
    _, b = told
    bearers = {"Kim Min-seok", "Kevin Kim", "Kim Jong-un"}
    for sentence in (b.standfirst, *b.key):
        rest = re.sub("|".join(bearers), "", sentence.text)
        if re.search(r"\bKim\b", rest):
            assert {g.text for g in sentence.glosses} & bearers or any(name in sentence.text for name in bearers)


def test_weekdays_in_key_sentences_carry_their_day(told):
    _, b = told
    for sentence in (b.standfirst, *b.key):
        for day, words in (("Friday", "23 Jan."), ("Thursday", "22 Jan.")):
            if day in sentence.text:
                assert f"{day} [{words}]" in sentence.glossed


def test_the_summits_are_three_told_by_both(told):
    dossier, b = told
    past = {h.value: h for h in b.timeline.past}
    for value, place in (("2018-06", "Singapore"), ("2019-02", "Hanoi"), ("2019-06", "Panmunj")):
        assert len(past[value].places) == 1
        assert past[value].places[0].startswith(place)
        assert {c.take for c in past[value].citations} == set(dossier.takes)


def test_decades_keep_their_precision(told):
    _, b = told
    decades = [h for h in b.timeline.past if h.precision == "decade"]

    assert {(h.earliest.year // 10, h.value[:3]) for h in decades} == {(198, "198"), (199, "199")}


def test_now_is_the_day_of_the_agencys_take(told):
    _, b = told

    assert b.timeline.as_of == date(2026, 1, 23)
    assert {h.value for h in b.timeline.now} <= {"2026-01-22", "2026-01-23"}
    assert "2026-01-23" in {h.value for h in b.timeline.now}


def test_the_visit_ahead_is_told_by_both_and_by_the_page_in_a_teaser(told):
    dossier, b = told
    visit = next(h for h in b.timeline.ahead if h.value == "2026-04")

    assert visit.planned
    assert visit.places == ("China",)
    assert {c.take for c in visit.citations} == set(dossier.takes)
    page = [c.scope for c in visit.citations if c.take != agency(dossier)]
    assert page
    assert all(scope.startswith("teaser") for scope in page)


def test_a_day_without_a_year_is_open_or_inferred_with_its_evidence(told):
    dossier, b = told
    (page,) = set(dossier.takes) - {agency(dossier)}
    for happening in (*b.timeline.past, *b.timeline.now, *b.timeline.ahead):
        only_page = {c.take for c in happening.citations} == {page}
        if only_page and happening.precision == "day":
            assert happening.inferred
            assert happening.why


def test_nobody_is_given_what_others_say_he_said(told):
    _, b = told
    for line in b.said:
        if "mafia" in line.quote.text:
            assert "Kim" not in line.speaker
    rejections = [line for line in b.said if line.rejects and "mafia" in line.rejects.text]
    assert rejections
    assert all(line.kind is StatementKind.REJECTED for line in rejections)


def test_the_dispute_over_customers_stands_side_by_side(told):
    _, b = told
    disputes = [c for c in b.claims if c.standing is Standing.DISPUTED]
    if not b.claims:
        pytest.skip("claims are not linked yet")
    values = [{m.value for m in c.members} for c in disputes]

    assert any(any("33.7" in v for v in found) and any("3,000" in v for v in found) for found in values)


def test_an_unknown_origin_is_said_to_be(told):
    _, b = told

    assert "1 unknown" in b.badge
    assert {line.origin.kind.value for line in b.sources} == {"reporting", "unknown"}
