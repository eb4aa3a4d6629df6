"""Statements about one thing: who denies what, and what must not be taken for a dispute."""

import pytest
from claiming import Desk

from writethru.model import Standing, StatementKind

SAID, CLAIMED, ACCUSED = StatementKind.SAID, StatementKind.CLAIMED, StatementKind.ACCUSED
DENIED, REJECTED, PROPOSED = StatementKind.DENIED, StatementKind.REJECTED, StatementKind.PROPOSED


def told(desk):
    return [claim for claim in desk.claims() if any(member.kind for member in claim.members)]


def sides(claim):
    return [(m.voice_name, m.against) for m in claim.members]


CHARGE = ("Quillan Union", "Brightline Power of hiding the leak", ACCUSED)


def test_a_denied_charge_is_in_dispute():
    desk = Desk().add(
        "Quillan Union accused Brightline Power of hiding the leak. Norvia Gas denied the charge.",
        CHARGE,
        ("Norvia Gas", "the charge", DENIED, 0),
    )

    (claim,) = told(desk)

    assert claim.standing is Standing.DISPUTED
    assert sides(claim) == [("Quillan Union", None), ("Norvia Gas", 0)]
    assert claim.about == "accused Brightline Power of hiding the leak"


def test_a_denial_in_another_piece_meets_what_it_denies():
    desk = Desk()
    said = "the Orvale plant makes nerve gas for export"
    desk.add(f"The Norvian Ministry said {said}.", ("The Norvian Ministry", said, SAID))
    denied = "that the Orvale plant makes nerve gas"
    desk.add(f"Talvonia denied {denied}.", ("Talvonia", denied, DENIED), day=5, origin="Saltmarsh News")

    (claim,) = told(desk)

    assert sides(claim) == [("The Norvian Ministry", None), ("Talvonia", 0)]
    assert claim.origins == ("Alder Wire", "Saltmarsh News")


def test_what_a_denial_says_of_others_is_theirs_as_it_reports_it():
    words = "allegations by dockers that guards beat three of them with iron rods"
    desk = Desk().add(f"The Port Board denied {words}.", ("The Port Board", words, DENIED))

    (claim,) = told(desk)

    charge, denial = claim.members
    assert (charge.voice_name, charge.reporter) == ("dockers", "The Port Board")
    assert charge.value == "guards beat three of them with iron rods"
    assert (denial.voice_name, denial.against) == ("The Port Board", 0)


def test_the_same_denial_over_pieces_is_one_claim():
    desk = Desk()
    for day in (4, 5, 6):
        words = "allegations by dockers that guards beat three of them with iron rods"
        desk.add(f"The Port Board denied {words}.", ("The Port Board", words, DENIED), day=day)

    (claim,) = told(desk)

    assert [m.against for m in claim.members] == [None, 0, None, 2, None, 4]
    assert {m.voice_name for m in claim.members} == {"dockers", "The Port Board"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (  # an offer is turned down: nobody disputes that it was made
            "Norvia proposed talks in May. Talvonia rejected it.",
            [("Norvia", "talks in May", PROPOSED), ("Talvonia", "it", REJECTED, 0)],
        ),
        (  # whose charge it is does not fit who is said to have made it
            "Quillan Union accused Brightline Power of hiding the leak. Norvia Gas denied the neighbors' charge.",
            [CHARGE, ("Norvia Gas", "the neighbors' charge", DENIED, 0)],
        ),
        (  # what one tells of a denial is that denial
            "Mayor Hale said Brightline Power denied hiding the leak from anybody.",
            [
                ("Mayor Hale", "Brightline Power denied hiding the leak from anybody", SAID),
                ("Brightline Power", "hiding the leak from anybody", DENIED),
            ],
        ),
        (  # words that two share by chance
            "Mayor Hale said the harbor opens in May. Brightline Power denied hiding the leak.",
            [("Mayor Hale", "the harbor opens in May", SAID), ("Brightline Power", "hiding the leak", DENIED)],
        ),
        (  # a ruling is no side of what it rules on
            "Judge Lena Orr rejected claims that the Orvale plant hid the leak from its neighbors.",
            [("Judge Lena Orr", "claims that the Orvale plant hid the leak from its neighbors", REJECTED)],
        ),
        (  # nobody denies his own words
            "Norvia Gas accused guards of theft. Norvia Gas denied the charge.",
            [("Norvia Gas", "guards of theft", ACCUSED), ("Norvia Gas", "the charge", DENIED, 0)],
        ),
    ],
)
def test_no_dispute_is_made_up(text, said):
    assert told(Desk().add(text, *said)) == []


def test_two_origins_that_report_the_same_words_agree():
    said = "the ferry Marl had been repaired in January at the Orvale yard"
    desk = Desk()
    desk.add(f"Vellmark Lines said {said}.", ("Vellmark Lines", said, SAID))
    desk.add(f"Vellmark Lines said that {said}.", ("Vellmark Lines", said, SAID), origin="Saltmarsh News")

    (claim,) = told(desk)

    assert (claim.standing, claim.origins) == (Standing.AGREED, ("Alder Wire", "Saltmarsh News"))


def test_one_origin_that_says_it_twice_agrees_with_nobody():
    said = "the ferry Marl had been repaired in January at the Orvale yard"
    desk = Desk()
    for _ in range(2):
        desk.add(f"Vellmark Lines said {said}.", ("Vellmark Lines", said, SAID))

    assert told(desk) == []
