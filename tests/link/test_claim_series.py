"""Counts that go on: one series over takes, pieces and days, and what must not be drawn into it."""

from itertools import pairwise

import pytest
from claiming import Desk
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.model import Standing, StatementKind

SAID = StatementKind.SAID


def counts(desk):
    return [claim for claim in desk.claims() if claim.series]


def numbers(claim):
    return [member.number for member in claim.members]


def wreck(toll, more=""):
    return f"A tour boat, the Marl, sank in Orvale harbor on Sunday, and {toll} drowned.{more}"


def test_a_toll_is_one_series_over_takes_pieces_and_days():
    desk = Desk()
    desk.add(wreck("at least 42 people"), chain="a", rank=1, places=["Orvale"], series="x")
    desk.add(wreck("more than 50 people"), chain="a", rank=5, places=["Orvale"], series="x")
    desk.add(wreck("51 people"), chain="a", rank=9, places=["Orvale"], series="x")
    found = "Divers in Orvale harbor recovered two more bodies from the boat Marl, bringing the toll to 53 dead."
    desk.add(found, chain="b", day=5, rank=1, places=["Orvale"], series="y")

    (claim,) = counts(desk)

    assert claim.standing is Standing.REVISED
    assert numbers(claim) == [42, 50, 51, 53]
    assert [member.revises for member in claim.members] == [None, 0, None, 2]  # more than 50 is a way to say 51
    assert [(m.at.day, m.at.hour) for m in claim.members] == [(4, 9), (4, 13), (4, 17), (5, 9)]


def test_a_lower_count_of_the_same_chain_is_a_step_too():
    desk = Desk()
    desk.add(wreck("60 people"), chain="a", rank=1)
    desk.add(wreck("54 people"), chain="a", rank=2)

    (claim,) = counts(desk)

    assert [(m.number, m.revises) for m in claim.members] == [(60, None), (54, 0)]


def test_every_voice_of_a_take_is_heard_and_none_disputes_a_newer_figure():
    desk = Desk()
    text = wreck("at least 42 people", " Captain Ruel said 42 people died. Lars Dohn counted 42 dead.")
    voices = ("Captain Ruel", "42 people died", SAID), ("Lars Dohn", "42 dead", SAID)
    desk.add(text, *voices, chain="a", rank=1)
    desk.add(wreck("58 people", " Mayor Hale said."), ("Mayor Hale", "58 people drowned", SAID), chain="a", rank=2)

    (claim,) = counts(desk)

    assert [(m.number, m.voice_name) for m in claim.members] == [
        (42, "Captain Ruel"),
        (42, "Lars Dohn"),
        (58, "Mayor Hale"),
    ]
    assert claim.standing is Standing.REVISED


@pytest.mark.parametrize(
    "other",
    [
        "In Tarn on Sunday a bus went off a bridge, and 44 people died.",  # elsewhere, something else
        "The Orvale ferry Ness burned in 2019, and 44 people died.",  # long ago
        "Of 44 people aboard the Marl in Orvale harbor, the boat that sank Sunday, all but one are dead.",
    ],
)
def test_another_event_is_no_step(other):
    desk = Desk()
    desk.add(wreck("at least 42 people"), chain="a", rank=1, places=["Orvale"])
    desk.add(other, chain="b", rank=2, places=["Orvale", "Tarn"])

    assert counts(desk) == []


def test_what_fighting_cost_so_far_is_not_what_it_cost_today():
    desk = Desk()
    day = "{} people were killed in the hills of Tarn on {}. That brought the toll of the week in Tarn to {} dead."
    told = [("Five", "Monday", 12), ("Nine", "Tuesday", 21), ("Four", "Wednesday", 25)]
    for number, (today, name, toll) in enumerate(told):
        desk.add(day.format(today, name, toll), chain=f"c{number}", day=4 + number, places=["Tarn"], series="tarn")

    assert [numbers(claim) for claim in counts(desk)] == [[12, 21, 25]]


def test_part_of_a_whole_is_no_count():
    desk = Desk()
    desk.add("Three of 20 hostages in the Orvale bank were killed.", chain="a", rank=1, places=["Orvale"])
    desk.add("The dead in the Orvale bank include 14 children.", chain="a", rank=2, places=["Orvale"])

    assert counts(desk) == []


def test_a_series_keeps_its_order_when_a_member_may_not_stay():
    desk = Desk()
    for rank, toll in enumerate((42, 51, 53), 1):
        desk.add(wreck(f"{toll} people"), chain="a", rank=rank)
    (claim,) = counts(desk)

    left = claim.keeping(lambda member: member.number != 51)

    assert [(m.number, m.revises) for m in left.members] == [(42, None), (53, None)]
    assert (left.standing, left.series, left.about) == (Standing.SINGLE, False, "")
    assert claim.keeping(lambda member: True) is claim
    assert claim.keeping(lambda member: False) is None


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)), st.sets(st.integers(0, 3)))
def test_whatever_is_taken_out_nothing_points_astray(order, out):
    (claim,) = counts(CLIMB)
    shuffled = Desk()
    shuffled.voices, shuffled.names = CLIMB.voices, CLIMB.names
    for part in ("pieces", "placements", "origins"):
        setattr(shuffled, part, [getattr(CLIMB, part)[n] for n in order])

    assert shuffled.claims() == CLIMB.claims()
    left = claim.keeping(lambda member: claim.members.index(member) not in out)
    for member in left.members if left else ():
        assert member.revises is None or left.members[member.revises].number != member.number
    assert left is None or all(a.at <= b.at for a, b in pairwise(left.members))


def _climb():
    desk = Desk()
    for rank, toll in enumerate((3, 9, 9, 14), 1):
        desk.add(wreck(f"{toll} people"), chain="a", rank=rank)
    return desk


CLIMB = _climb()


# Taken back


def test_what_a_correction_leaves_out_is_withdrawn():
    text = "The yard in Orvale closes on Friday. It has built ferries since the war. Wages will be paid until May. {}"
    desk = Desk()
    desk.add(text.format("Its owner lost $40 million last year."), chain="a", rank=1)
    desk.add(text.format(""), chain="a", rank=2, removes="reference to losses")

    (claim,) = desk.claims()

    assert claim.standing is Standing.WITHDRAWN
    assert claim.members[0].withdrawn.take == desk.pieces[1][0].key


def test_a_shorter_text_takes_nothing_back():
    desk = Desk()
    text = (
        "The yard in Orvale closes on Friday. It has built ferries since the war. Its owner lost $40 million last year."
    )
    desk.add(text, chain="a", rank=1)
    desk.add("The yard in Orvale closes on Friday.", chain="a", rank=2)

    assert [claim.standing for claim in desk.claims()] == [Standing.SINGLE]


def test_a_voice_can_take_its_figure_back():
    desk = Desk()
    said = "300 villagers were killed in the raid"
    desk.add(f"The Marrow Front said {said}.", ("The Marrow Front", said, SAID), rank=1)
    back = "The Marrow Front withdrew its figure of 300 villagers killed in the raid."
    desk.add(back, ("The Marrow Front", "its figure of 300 villagers killed in the raid", SAID), rank=3)

    (claim,) = desk.claims()

    assert claim.standing is Standing.WITHDRAWN
