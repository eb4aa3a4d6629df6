"""Positions, commitments and contacts over pieces: brought together, in order, and never more than a source says."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import talks
from invented import Copy
from talks import MARCH, PLEDGE, all_of, dossier, first, second, third
from writethru.model import EntityKind, EventState, MentionKind, Placement
from writethru.tell.accounts import NOBODY
from writethru.tell.commitments import commitments
from writethru.tell.contacts import contacts
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.histories import every_account
from writethru.tell.positions import issue, positions
from writethru.tell.stands import by_person, named_in, stands


def by_form(found):
    return {(one.form, tuple(p.name for p in one.parties)): one for one in found.contacts}


def history(one):
    return [(step.state.value, step.day.earliest if step.day else None, step.reporter) for step in one.steps]


def toll(found):
    (issue,) = [one for one in found.issues if "toll" in one.label.text and len(one.positions) > 1]
    return issue


# Commitments


def test_one_commitment_told_by_three_pieces_has_its_history():
    (found,) = commitments(all_of()).commitments

    assert [p.name for p in found.actors] == ["Ida Moor"]
    assert history(found) == [
        ("pledged", None, ""),
        ("pledged", MARCH[5], ""),
        ("reaffirmed", MARCH[10], ""),
        ("stalled", MARCH[10], "Abel Quist"),
    ]
    assert (found.amount.value, found.amount.unit) == (3e6, "CROWN")
    assert found.due.earliest == MARCH[20]
    assert found.condition.text == "if the toll is dropped"


def test_what_one_says_of_anothers_promise_does_not_outrank_his_own_word_of_that_day():
    (found,) = commitments(all_of()).commitments

    assert (found.state, found.reporter) == (EventState.REAFFIRMED, "")


def test_a_state_that_only_another_reports_says_so():
    copy = second()
    copy.events = [e for e in copy.events if e.state is not EventState.REAFFIRMED]
    (found,) = commitments(dossier(copy)).commitments

    assert (found.state, found.reporter, found.actors) == (EventState.STALLED, "Abel Quist", ())


@pytest.mark.parametrize(("day", "late"), [(5, False), (20, False), (21, True)])
def test_a_due_day_that_passed_without_news_says_so(day, late):
    (found,) = commitments(dossier(first()), MARCH[day]).commitments

    assert found.overdue == late


def test_news_after_the_due_day_is_news():
    (found,) = commitments(dossier(first(), second(day=22)), MARCH[30]).commitments

    assert not found.overdue


def test_as_of_a_day_later_pieces_are_not_known():
    found = commitments(dossier(first(), second()), MARCH[9])

    assert found.as_of == MARCH[9]
    assert [history(one) for one in found.commitments] == [[("pledged", MARCH[5], "")]]


def test_another_amount_is_another_commitment():
    copy = second()
    copy.figures[0] = replace(copy.figures[0], value=9e6)
    copy.events = copy.events[:1]
    found = commitments(dossier(first(), copy)).commitments

    assert sorted(one.amount.value for one in found) == [3e6, 9e6]


def test_a_state_is_the_same_under_the_name_of_its_capital():
    """The names of real places are what a reader knows them by."""
    told = []
    for key, day, name in (("c1", 5, "Norway"), ("c2", 8, "Oslo")):
        words = f"{name} agreed to repair the northern lighthouse."
        copy = Copy(key, [("P", words)], sent=datetime(2031, 3, day, tzinfo=UTC), day=MARCH[day])
        copy.entity(name, (MentionKind.NAME, name, ""), kind=EntityKind.PLACE)
        copy.event("commitment", "agreed", "agreed", words, 0, object="to repair the northern lighthouse")
        told.append(copy)
    (found,) = commitments(dossier(*told)).commitments

    assert [party.name for party in found.actors] == ["Norway"]


def test_what_a_correction_dropped_is_not_told():
    old, new = first(), talks.correction()
    found = dossier(old, new)
    placed = (
        Placement("t1", "c", None, "c", "s-t1", "l1", ("l1",)),
        Placement("t5", "c", "t1", "c", "s-t1", "l1", ("l1",)),
    )
    found = replace(found, links=replace(found.links, placements=placed))

    assert commitments(found).commitments == ()
    assert [one.form for one in contacts(found).contacts] == ["envoy"]


# Positions


def test_actors_stand_against_issues_over_time():
    found = toll(positions(all_of()))

    stands_of = {"".join(a.name for a in p.actors): history(p) for p in found.positions}
    assert stands_of["Abel Quist"] == [("opposed", MARCH[5], "Ida Moor"), ("demanded", MARCH[5], "Ida Moor")]
    assert stands_of["Ida Moor"] == [("supported", MARCH[10], "")]


def test_an_unclear_actor_stays_unclear_and_apart():
    found = toll(positions(all_of()))
    unclear = found.positions[-1]

    assert unclear.actors == ()
    assert history(unclear) == [("opposed", MARCH[5], "")]


def test_a_proposal_is_a_stand_of_whoever_makes_it():
    (found,) = [one for one in positions(dossier(first())).issues if "envoy" in one.label.text]

    assert [([a.name for a in p.actors], history(p)) for p in found.positions] == [
        (["Ida Moor"], [("proposed", MARCH[5], "")])
    ]


def test_a_rejected_claim_never_stands_over_an_issue_as_if_it_were_so():
    claim, answer = "The pilots' union said that Moor had sold the quay.", "Moor rejected that claim."
    copy = Copy("r1", [("P", claim), ("P", answer)], sent=datetime(2031, 3, 5, tzinfo=UTC), day=MARCH[5])
    moor = copy.entity("Ida Moor", (MentionKind.SURNAME, "Moor", answer))
    said = copy.says("Moor had sold the quay", None)
    copy.says("that claim", moor, copy.at("Moor", answer), rejects=said)
    copy.event("position", "opposed", "rejected", answer, moor, object="that claim", statement=1)
    (found,) = positions(dossier(copy)).issues

    assert found.label.text == answer
    assert found.positions[0].steps[0].accounts[0].object.text == "Moor had sold the quay"


def test_who_was_for_it_and_is_against_it_has_turned():
    early, late = second(day=6), second("t9", day=12)
    late.events = [replace(e, state=EventState.OPPOSED) for e in late.events if e.kind.value == "position"]
    (position,) = [p for p in toll(positions(dossier(first(), early, late))).positions if p.changed]

    assert [step.state.value for step in position.steps] == ["supported", "opposed"]
    assert [actor.name for actor in position.actors] == ["Ida Moor"]


def test_actors_of_whom_the_same_words_tell_the_same_are_one_row():
    copy = second()
    copy.events = [replace(e, also=(1,)) if e.kind.value == "position" else e for e in copy.events]
    (found,) = positions(dossier(copy)).issues

    assert [[a.name for a in p.actors] for p in found.positions] == [["Ida Moor", "Abel Quist"]]
    assert issue([account for p in found.positions for s in p.steps for account in s.accounts]) == found


def test_what_is_said_by_nobody_who_is_clear_says_so():
    copy = first()
    copy.statements[0] = replace(copy.statements[0], entity=None, speaker=(), shown=False)
    found = toll(positions(dossier(copy)))
    (quist,) = [p for p in found.positions if [actor.name for actor in p.actors] == ["Abel Quist"]]

    assert {step.reporter for step in quist.steps} == {NOBODY}


# Contacts


def test_a_meeting_planned_and_held_is_one_with_every_source_under_it():
    found = by_form(contacts(all_of()))["meeting", ("Ida Moor", "Abel Quist")]

    assert (found.state, found.day.earliest, found.place.text) == (EventState.HELD, MARCH[9], "Harn")
    assert history(found) == [("planned", MARCH[5], ""), ("held", MARCH[9], "")]
    assert [a.quote.citation.take for a in found.steps[1].accounts] == ["t4", "t2"]


def test_an_envoy_proposed_by_one_side_and_agreed_by_none_stays_proposed():
    (found,) = [one for one in contacts(all_of()).contacts if one.form == "envoy"]

    assert found.state is EventState.PROPOSED
    assert [p.name for p in found.parties] == ["Ida Moor", "Orra"]


def test_a_visit_invited_and_called_off_is_one_with_its_history():
    (found,) = [one for one in contacts(all_of()).contacts if one.form == "visit"]

    assert history(found) == [("invited", MARCH[10], ""), ("cancelled", MARCH[13], "")]
    assert found.state is EventState.CANCELLED
    assert not found.overdue


def test_a_planned_day_that_passed_without_news_says_so():
    (found,) = [one for one in contacts(dossier(first()), MARCH[11]).contacts if one.form == "meeting"]

    assert found.state is EventState.PLANNED
    assert found.overdue


def test_two_meetings_of_the_same_people_on_different_days_are_two():
    later = second("t7", day=18)
    later.dates[0] = replace(later.dates[0], value="2031-03-17", earliest=MARCH[17], latest=MARCH[17])
    found = [one for one in contacts(dossier(second(), later)).contacts if one.form == "meeting"]

    assert sorted(one.day.earliest for one in found) == [MARCH[9], MARCH[17]]


def test_one_who_meets_many_has_one_contact_for_each():
    told = []
    for key, words in (("m1", "Ida Moor met reporters in Harn on Monday."), ("m2", "Ida Moor met pilots in Harn.")):
        copy = Copy(key, [("P", words)], sent=datetime(2031, 3, 10, tzinfo=UTC), day=MARCH[10])
        copy.entity("Ida Moor", (MentionKind.NAME, "Ida Moor", ""))
        copy.event("contact", "held", "met", words, 0)
        told.append(copy)
    again = replace(told[1], key="m3", source="Orra Post")

    assert [len(one.steps[0].accounts) for one in contacts(dossier(*told, again)).contacts] == [2, 1]


def test_who_is_invited_at_a_meeting_is_invited_to_another():
    copy = second()
    copy.events = [replace(event, due=None, day=None, addressee=1) for event in copy.events if event.kind == "contact"]
    copy.events[1] = replace(copy.events[1], actor=0, plover="CONSULT", object=(), trigger=copy.events[0].trigger)
    found = contacts(dossier(copy)).contacts

    assert sorted(one.state.value for one in found) == ["held", "invited"]


def test_a_group_without_a_name_is_the_same_only_where_the_words_are():
    told = []
    for key, words in (
        ("g1", "Two pilots opposed the quay toll."),
        ("g2", "Two pilots opposed the quay toll."),
        ("g3", "On Monday, two pilots opposed the quay toll again."),
    ):
        copy = Copy(key, [("P", words)], source=key, sent=datetime(2031, 3, 10, tzinfo=UTC), day=MARCH[10])
        name = "two pilots" if "two" in words else "Two pilots"
        copy.entity("two pilots", (MentionKind.ROLE, name, ""), kind=EntityKind.BODY)
        copy.event("position", "opposed", "opposed", words, 0, object="the quay toll")
        told.append(copy)
    (found,) = positions(dossier(*told)).issues

    assert [len(position.steps[0].accounts) for position in found.positions] == [2, 1]


def test_a_day_of_what_is_asked_is_not_the_day_of_the_asking():
    copy = first()
    copy.date("March 20", MARCH[20], inside=PLEDGE)
    copy.events = [replace(e, day=0, object=e.spans) for e in copy.events if e.kind == "commitment"]
    (found,) = commitments(dossier(copy)).commitments

    assert [step.day.earliest for step in found.steps] == [MARCH[5]]


# What holds for all


def test_every_line_is_the_words_that_it_cites():
    found = all_of()
    told = stands(found)
    for part in (told.positions, told.commitments, told.contacts):
        for account in every_account(part):
            for words in (account.quote, account.object, account.condition, account.place):
                if words:
                    text = found.takes[words.citation.take].text
                    assert words.text == folded(words.citation.span.of(text))


def test_events_too_doubtful_to_show_are_not_told():
    copy = first()
    copy.events = [replace(event, shown=False) for event in copy.events]

    assert stands(dossier(copy)) == stands(dossier(replace(copy, events=[])))


def test_a_persons_part_is_what_is_theirs():
    mine = by_person(stands(all_of()))["p-Abel Quist"]

    assert {p.actors[0].name for issue in mine.positions.issues for p in issue.positions} == {"Abel Quist"}
    assert {one.form for one in mine.contacts.contacts} == {"meeting", "visit"}
    assert "p-Ida Moor" in named_in(mine)


COPIES = [first(), second(), third(), talks.page(), second("t6", day=12), first("t8", day=11)]


@settings(max_examples=30, deadline=None)
@given(st.permutations(COPIES), st.sampled_from([None, MARCH[10], MARCH[30]]))
def test_any_order_of_the_same_pieces_tells_the_same(copies, as_of):
    assert stands(dossier(*copies), as_of) == stands(dossier(*COPIES), as_of)


@given(st.integers(1, 30))
def test_nothing_of_a_later_piece_is_known_before_it(day):
    for part in (positions, commitments, contacts):
        for account in every_account(part(all_of(), MARCH[day])):
            sent = all_of().takes[account.quote.citation.take].sent
            assert sent is None or sent.at.date() <= MARCH[day]


def test_without_facts_there_is_nothing_to_tell():
    empty = Dossier(all_of().takes, {}, all_of().links)

    assert stands(empty, date(2031, 3, 20)).contacts.contacts == ()
