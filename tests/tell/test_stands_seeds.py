"""The two real documents: an envoy, a hotline, an invitation, sums and a visit, told by places and numbers alone."""

from datetime import date

import pytest

import desks
from shared import needs_shared
from writethru.model import EventState
from writethru.tell.histories import every_account

pytestmark = [needs_shared, pytest.mark.seeds]


@pytest.fixture(scope="module")
def agency(seeds):
    return desks.take_with(seeds, "(END)").key


@pytest.fixture(scope="module")
def owed(seeds):
    return seeds.commitments().commitments


@pytest.fixture(scope="module")
def met(seeds):
    return seeds.contacts().contacts


def names(parties):
    return {party.name for party in parties}


def test_an_envoy_proposed_by_one_side_and_agreed_by_none_stays_proposed(met, agency):
    told = [one for one in met if one.form == "envoy"]

    assert {one.state for one in told} == {EventState.PROPOSED}
    assert any(
        "Kim Min-seok" in names(one.parties) and one.steps[0].accounts[0].quote.citation.take == agency for one in told
    )


def test_a_hotline_is_agreed_by_both(owed):
    (found,) = [one for one in owed if one.object and "hotline" in one.object.text]

    assert (found.state, found.reporter) == (EventState.AGREED, "")
    assert names(found.actors) == {"Kim Min-seok", "JD Vance"}


def test_an_invitation_is_extended_and_not_accepted(met):
    (found,) = [one for one in met if one.form == "visit" and "JD Vance" in names(one.parties)]

    assert [step.state for step in found.steps] == [EventState.INVITED]


def test_the_papers_commitments_have_their_amounts(owed):
    sums = {
        (one.amount.value, one.amount.unit): one
        for one in owed
        if one.amount and "South Korea" in names(one.actors) and one.state is EventState.AGREED
    }

    assert {(25e9, "USD"), (350e9, "USD"), (3.5, "percent")} <= sums.keys()


def test_the_sum_that_was_stuck_is_the_sum_that_was_agreed_and_each_has_its_own_day(owed):
    (found,) = [one for one in owed if one.amount and one.amount.value == 350e9 and len(one.steps) > 1]
    stuck, agreed = found.steps

    assert (stuck.state, stuck.reporter, stuck.day) == (EventState.STALLED, "Lee Jae Myung", None)
    assert (agreed.state, agreed.day.earliest) == (EventState.AGREED, date(2025, 11, 28))
    assert agreed.day.inferred


def test_the_visit_that_is_expected_is_told_by_both_documents(met, agency):
    (found,) = [one for one in met if one.form == "visit" and names(one.parties) >= {"Donald Trump", "China"}]

    assert (found.state, found.day.value) == (EventState.PLANNED, "2026-04")
    assert len({a.quote.citation.take for step in found.steps for a in step.accounts}) == 2


def test_nobody_is_given_what_another_says_he_said(seeds):
    for story in seeds.stories():
        found = seeds.positions(story.id)
        vance = [a for a in every_account(found) if names(a.actors) == {"JD Vance"}]
        assert all(account.reporter == "Kim Min-seok" for account in vance)
