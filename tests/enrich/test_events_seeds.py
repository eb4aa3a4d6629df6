"""Positions, commitments and contacts of the two seeds, told by place and span; none of their sentences stands here."""

import pytest

import desks
from shared import needs_shared
from writethru.model import EventKind, EventState, Facts, PartKind, Take

pytestmark = [needs_shared, pytest.mark.seeds]


@pytest.fixture(scope="module")
def agency(seeds):
    return desks.take_with(seeds, "(END)")


@pytest.fixture(scope="module")
def page(seeds):
    return desks.take_with(seeds, "Relaterte artikler")


def facts_of(seeds, take: Take) -> Facts:
    return seeds._store.facts.get([take.key])[take.key]


def found(seeds, take: Take, kind: EventKind, state: EventState, word: str):
    """The shown events of a kind and state whose words hold a word of the seed."""
    facts = facts_of(seeds, take)
    return facts, [
        event
        for event in facts.events
        if event.shown
        and (event.kind, event.state) == (kind, state)
        and any(word in span.of(take.text) for span in event.spans)
    ]


def name(facts: Facts, entity: int | None) -> str:
    return "" if entity is None else facts.entities[entity].name


def test_an_envoy_is_proposed_by_one_side_and_agreed_by_none(seeds, agency):
    facts, events = found(seeds, agency, EventKind.CONTACT, EventState.PROPOSED, "envoy")

    assert {name(facts, event.actor) for event in events} >= {"Kim Min-seok"}
    assert {name(facts, event.addressee) for event in events if name(facts, event.actor) == "Kim Min-seok"} == {
        "United States"
    }
    for state in (EventState.AGREED, EventState.PLANNED, EventState.HELD):
        assert found(seeds, agency, EventKind.CONTACT, state, "envoy")[1] == []


def test_a_hotline_is_agreed_by_both(seeds, agency):
    facts, (event,) = found(seeds, agency, EventKind.COMMITMENT, EventState.AGREED, "hotline")

    assert [name(facts, entity) for entity in (event.actor, *event.also)] == ["Kim Min-seok", "JD Vance"]


def test_an_invitation_is_extended_and_not_accepted(seeds, agency):
    facts, (event,) = found(seeds, agency, EventKind.CONTACT, EventState.INVITED, "Seoul")

    assert (name(facts, event.actor), name(facts, event.addressee)) == ("Kim Min-seok", "JD Vance")
    for state in (EventState.AGREED, EventState.PLANNED):
        _, others = found(seeds, agency, EventKind.CONTACT, state, "Seoul")
        assert not [other for other in others if any(s.meets(event.trigger[0]) for s in other.spans)]


def test_the_commitments_of_the_paper_have_their_amounts(seeds, page):
    part = next(p for p in page.parts if p.kind is PartKind.PARAGRAPH and "3.5 percent" in p.span.of(page.text))
    facts = facts_of(seeds, page)
    here = [e for e in facts.events if part.span.covers(e.trigger[0]) and e.state is EventState.AGREED]

    assert {name(facts, event.actor) for event in here} == {"South Korea"}
    amounts = {(f.value, f.unit) for e in here if e.amount is not None for f in [facts.figures[e.amount]]}
    assert amounts >= {(3.5, "percent"), (25e9, "USD"), (350e9, "USD")}


def test_the_investment_is_reported_deadlocked_where_it_is_reported(seeds, page):
    facts, (event,) = found(seeds, page, EventKind.COMMITMENT, EventState.STALLED, "350 billion")

    assert [name(facts, entity) for entity in (event.actor, *event.also)] == ["South Korea", "United States"]
    assert facts.figures[event.amount].value == 350e9
    assert event.scope.startswith("teaser")
    assert name(facts, facts.statements[event.statement].entity) == "Lee Jae Myung"


def test_the_visit_to_china_is_anticipated(seeds, agency, page):
    for take in (agency, page):
        facts, events = found(seeds, take, EventKind.CONTACT, EventState.PLANNED, "China")
        assert [name(facts, event.actor) for event in events] == ["Donald Trump"]
        assert [name(facts, event.addressee) for event in events] == ["China"]
        assert [facts.dates[event.due].value for event in events] == ["2026-04"]


def test_history_keeps_its_own_date(seeds, agency):
    facts = facts_of(seeds, agency)
    (old,) = [e for e in facts.events if e.day is not None and facts.dates[e.day].value.startswith("199")]

    assert old.state is EventState.PROPOSED
    assert name(facts, old.addressee) == "United States"
