"""What time does not change: two voices' figures for it are at odds; and figures that are none of the same thing."""

import pytest
from claiming import Desk

from writethru.model import Standing, StatementKind

SAID = StatementKind.SAID
WRECK = "A tour boat, the Marl, sank in Orvale harbor on Sunday, and {} people drowned."


def wrecks(first, second, **more):
    """Two takes of one wreck: the captain's figure in the first, the coast guard's in the second."""
    desk = Desk()
    for rank, (who, words, dead) in enumerate((("Captain Ruel", first, 42), ("Coast Guard", second, 53)), 1):
        text = f"{WRECK.format(dead)} {who} said {words}."
        desk.add(text, (who, words, SAID), chain="a", rank=5 * rank, places=["Orvale"], **more)
    return [claim for claim in desk.claims() if claim.standing is Standing.DISPUTED]


def test_two_voices_count_those_aboard_differently():
    (claim,) = wrecks("120 people were aboard", "149 people were aboard")

    assert [(m.value, m.voice_name, m.against) for m in claim.members] == [
        ("120 people", "Captain Ruel", None),
        ("149 people", "Coast Guard", 0),
    ]


def test_two_voices_tell_another_capacity():
    (claim,) = wrecks("the boat had a capacity of about 100", "the boat had a permitted capacity of 153")

    assert [m.value for m in claim.members] == ["about 100", "153"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("130 people were aboard", "131 people were aboard"),  # the first is a round one
        ("at least 120 people were aboard", "149 people were aboard"),
        ("120 people were injured", "149 people were injured"),  # grows with time
        ("120 people were aboard", "149 other people were aboard"),
    ],
)
def test_what_can_both_be_so_is_no_dispute(first, second):
    assert wrecks(first, second) == []


def test_two_wrecks_are_not_one():
    desk = Desk()
    ferry = "The ferry Ness sank off Tarn on Monday, and 12 people drowned. Mayor Hale said 149 people were aboard."
    text = f"{WRECK.format(42)} Captain Ruel said 120 people were aboard."
    desk.add(text, ("Captain Ruel", "120 people were aboard", SAID), chain="a", places=["Orvale"])
    desk.add(ferry, ("Mayor Hale", "149 people were aboard", SAID), chain="b", day=5, places=["Tarn"])

    assert [claim for claim in desk.claims() if claim.standing is Standing.DISPUTED] == []


def test_the_toll_in_a_relative_clause_is_the_reporters():
    desk = Desk()
    words = "he will sue over the wreck of a boat that drowned 42 people"
    desk.add(f"Captain Ruel said {words}.", ("Captain Ruel", words, SAID), chain="a")

    assert [m.voice_name for claim in desk.claims() for m in claim.members] == [""]


def test_a_clause_that_is_told_keeps_its_voice():
    desk = Desk()
    words = "that 42 people drowned"
    desk.add(f"Captain Ruel said {words}.", ("Captain Ruel", words, SAID), chain="a")

    assert [m.voice_name for claim in desk.claims() for m in claim.members] == ["Captain Ruel"]


def test_a_part_is_no_step_of_the_whole():
    desk = Desk()
    desk.add("A bus burned in Orvale, and 41 people died.", chain="a", rank=1, places=["Orvale"])
    later = "A bus burned in Orvale, and 41 people, including 17 children, died."
    desk.add(later, chain="a", rank=2, places=["Orvale"])

    assert not any(claim.series for claim in desk.claims())


def test_shares_of_different_things_are_not_compared():
    desk = Desk()
    desk.add("Marl Foods said 40 percent of its workers struck.", chain="a", rank=1)
    desk.add("Marl Foods said 60 percent of its shops struck.", chain="a", rank=2)

    assert all(len(claim.members) == 1 for claim in desk.claims())


def test_a_rate_is_no_amount():
    desk = Desk()
    desk.add("Orvale oil cost $18 a barrel.", chain="a", rank=1)
    desk.add("Orvale oil cost $24.", chain="a", rank=2)

    assert all(len(claim.members) == 1 for claim in desk.claims())


def test_a_voice_is_kept_where_a_later_take_names_none():
    desk = Desk()
    said = "about 90,000 barrels were stored"
    desk.add(f"Coast Guard said {said}.", ("Coast Guard", said, SAID), chain="a", rank=1)
    desk.add("In Orvale about 90,000 barrels were stored.", chain="a", rank=2)

    (claim,) = desk.claims()

    assert [m.voice_name for m in claim.members] == ["Coast Guard"]
