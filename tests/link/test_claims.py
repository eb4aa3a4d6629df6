"""Claims out of invented copy: what is brought together, and what must stay apart."""

import pytest
from claiming import Desk
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.link.claims import claims
from writethru.model import Origin, OriginKind, Standing, StatementKind


def standings(found):
    return [(claim.standing, tuple(member.value for member in claim.members)) for claim in found]


def disputed(found):
    return [claim for claim in found if claim.standing is Standing.DISPUTED]


CLAIMED, SAID, DENIED = StatementKind.CLAIMED, StatementKind.SAID, StatementKind.DENIED

LEAK = (
    "Norvia opened an inquiry into the leak, in which about 12.4 million subscribers are believed to have been "
    "affected. Quillan Telecom has claimed an intruder opened records of only about 2,500 of the accounts at issue."
)


def test_a_figure_without_a_voice_and_the_company_that_claims_otherwise():
    desk = Desk().add(
        LEAK,
        ("Quillan Telecom", "an intruder opened records of only about 2,500 of the accounts at issue", CLAIMED),
    )

    (claim,) = disputed(desk.claims())

    nobody, company = claim.members
    assert (nobody.value, nobody.voice, nobody.voice_name, nobody.hedge) == (
        "about 12.4 million subscribers",
        "",
        "",
        "believed",
    )
    assert (company.value, company.voice) == ("only about 2,500 of the accounts", "quillan-telecom")
    assert company.voice_name == "Quillan Telecom"
    assert claim.origins == ("Alder Wire",)


@pytest.mark.parametrize(
    ("text", "speaker", "words", "kind"),
    [
        (
            "Some 40,000 households lost power. But Brightline Power said only 900 of those households were cut off.",
            "Brightline Power",
            "only 900 of those households were cut off",
            SAID,
        ),
        (
            "Lists show 300 villagers were killed. The Marrow Army denied that more than 20 villagers were killed.",
            "The Marrow Army",
            "more than 20 villagers were killed",
            DENIED,
        ),
        (
            "About 900 tons of acid are believed to have leaked. Quillan Mining has said that only 40 tons escaped.",
            "Quillan Mining",
            "only 40 tons escaped",
            SAID,
        ),
        (
            "Quillan Mining insisted only 12 miners were hurt, but about 90 miners are feared hurt in the blast.",
            "Quillan Mining",
            "only 12 miners were hurt",
            CLAIMED,
        ),
    ],
)
def test_a_party_set_against_a_figure_is_in_dispute(text, speaker, words, kind):
    assert [len(claim.members) for claim in disputed(Desk().add(text, (speaker, words, kind)).claims())] == [2]


def test_two_named_voices_with_two_crowds():
    desk = Desk().add(
        "The Harbour Union said 50,000 people marched through Port Alder. The city police put the number at 12,000.",
        ("The Harbour Union", "50,000 people marched through Port Alder", SAID),
        ("The city police", "the number at 12,000", SAID),
    )

    assert standings(desk.claims()) == [(Standing.DISPUTED, ("50,000 people", "12,000"))]


def test_a_denied_figure_is_in_dispute():
    desk = Desk().add(
        "In the raid 300 villagers were killed. The Marrow Army denied that as many as 300 villagers were killed.",
        ("The Marrow Army", "as many as 300 villagers were killed", DENIED),
    )

    assert len(disputed(desk.claims())) == 1


def test_two_voices_give_two_tolls_on_one_day():
    desk = Desk()
    desk.add("The ministry said 14 people were killed in the raid.", ("The ministry", "14 people were killed", SAID))
    desk.add(
        "The Free Marrow Front said 61 people were killed in the raid.",
        ("The Free Marrow Front", "61 people were killed", SAID),
        origin="Saltmarsh News",
    )

    (claim,) = desk.claims()

    assert claim.standing is Standing.DISPUTED
    assert [member.voice_name for member in claim.members] == ["The ministry", "The Free Marrow Front"]
    assert claim.origins == ("Alder Wire", "Saltmarsh News")


# What must not be taken for a dispute.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (  # a part of the whole, with another thing done to it
            "About 500 people were arrested in Port Alder. Police claimed only 20 of those people were charged.",
            [("Police", "only 20 of those people were charged", CLAIMED)],
        ),
        (  # what changed since
            "Some 12,000 homes lost power. But Brightline Power said only 300 of those homes were still dark.",
            [("Brightline Power", "only 300 of those homes were still dark", SAID)],
        ),
        (  # two things counted in one sentence
            "At least 14 people were killed and 60 injured, the coast guard said.",
            [("the coast guard", "At least 14 people were killed and 60 injured", SAID)],
        ),
        (  # before and after
            "Unemployment fell to 4.1 percent in May from 4.6 percent a year earlier, the bureau claimed.",
            [("the bureau", "Unemployment fell to 4.1 percent in May from 4.6 percent a year earlier", CLAIMED)],
        ),
        (  # two companies, two matters
            "Norvia Steel said it would cut 500 jobs. Quillan Mining claimed its new pit would bring 120 jobs.",
            [
                ("Norvia Steel", "it would cut 500 jobs", SAID),
                ("Quillan Mining", "its new pit would bring 120 jobs", CLAIMED),
            ],
        ),
        (  # what was made good since
            "About 900 tons of acid are believed to have leaked. Quillan Mining said only 40 tons were recovered.",
            [("Quillan Mining", "only 40 tons were recovered", SAID)],
        ),
        (  # a part of a whole that nobody doubts
            "The army has 40,000 troops on the island. General Staff claimed only 300 of the troops were sick.",
            [("General Staff", "only 300 of the troops were sick", CLAIMED)],
        ),
        (  # nobody is named on either side
            "Some reports spoke of 300 dead, but others counted only 20 dead.",
            [],
        ),
    ],
)
def test_no_dispute_is_made_up(text, said):
    assert disputed(Desk().add(text, *said).claims()) == []


def test_two_places_are_two_matters():
    desk = Desk()
    desk.add(
        "The mayor said 5 people were killed in Orvale.",
        ("The mayor", "5 people were killed in Orvale", SAID),
        places=["Orvale"],
    )
    desk.add(
        "The governor said 17 people were killed in Tarn.",
        ("The governor", "17 people were killed in Tarn", SAID),
        places=["Tarn"],
        origin="Saltmarsh News",
    )

    assert [claim.standing for claim in desk.claims()] == [Standing.SINGLE, Standing.SINGLE]


def test_two_stories_have_two_tolls():
    desk = Desk()
    desk.add("The ministry said 5 people were killed.", ("The ministry", "5 people were killed", SAID))
    desk.add("The front said 17 people were killed.", ("The front", "17 people were killed", SAID), story="s2")

    assert disputed(desk.claims()) == []


# Agreement, origins, revision.


def test_rounded_and_exact_agree_and_two_origins_are_counted():
    desk = Desk()
    desk.add("Norvia will invest $25 billion in coastal railways.")
    desk.add("The state will invest $24.98 billion in coastal railways, papers show.", origin="Saltmarsh News")

    (claim,) = desk.claims()

    assert claim.standing is Standing.AGREED
    assert claim.origins == ("Alder Wire", "Saltmarsh News")


@pytest.mark.parametrize("origin", ["Alder Wire", ""])
def test_a_reprint_or_an_unknown_origin_is_no_second_origin(origin):
    desk = Desk()
    desk.add("Norvia will invest $25 billion in coastal railways.")
    desk.add("Norvia will invest $25 billion in coastal railways.", origin=origin)

    assert [claim.standing for claim in desk.claims()] == [Standing.SINGLE]


def test_a_later_take_revises_the_toll_and_keeps_the_series():
    desk = Desk()
    desk.add("At least 3 people were killed in the fire.", chain="fire", rank=1)
    desk.add("Exactly 9 people were killed in the fire.", chain="fire", rank=2)
    desk.add("Exactly 9 people were killed in the fire.", chain="fire", rank=3)
    desk.add("Exactly 11 people were killed in the fire.", chain="fire", rank=4, day=5)

    (claim,) = [claim for claim in desk.claims() if claim.standing is Standing.REVISED]

    assert [member.value for member in claim.members][-2:] == ["Exactly 9 people", "Exactly 11 people"]
    assert [member.day.day for member in claim.members][-2:] == [4, 5]


def test_a_revised_figure_stays_in_dispute():
    spill = "About {} tons of acid are believed to have leaked. Quillan Mining has said that only 40 tons escaped."
    said = ("Quillan Mining", "only 40 tons escaped", SAID)
    desk = Desk().add(spill.format(900), said, chain="c").add(spill.format("1,400"), said, chain="c", rank=2)

    (claim,) = desk.claims()

    assert claim.standing is Standing.DISPUTED
    assert [member.value for member in claim.members] == ["About 900 tons", "About 1,400 tons", "only 40 tons"]


def test_one_number_in_two_languages_is_one_claim():
    desk = Desk().add("The ferry Marl sank off Orvale with 412 people aboard.")
    desk.add("Fergen Marl sank ved Orvale med 412 mennesker om bord.", origin="Saltmarsh News", language="nb")

    (claim,) = desk.claims()

    assert (claim.standing, len(claim.members)) == (Standing.AGREED, 2)


def test_a_value_that_both_takes_give_was_not_revised():
    desk = Desk()
    desk.add("In the fire 9 people were killed, 4 people killed in the kitchen alone.", chain="fire", rank=1)
    desk.add("In the fire 9 people were killed, 4 people killed in the kitchen alone.", chain="fire", rank=2)

    assert Standing.REVISED not in {claim.standing for claim in desk.claims()}


def test_a_later_take_replaces_the_same_figure_of_the_earlier():
    desk = Desk()
    desk.add("Norvia will invest $25 billion in coastal railways.", chain="c", rank=1)
    desk.add("Norvia will invest $25 billion in coastal railways.", chain="c", rank=2)

    (claim,) = desk.claims()

    assert [member.citation.take for member in claim.members] == [f"{1:016x}"]


# Teasers, lengths, small counts.


def test_pieces_of_unknown_origin_that_share_one_text_never_count_as_two():
    """Nor does a press release, nor a page made by AI: nobody else bears out what they say."""
    desk = Desk()
    for number in range(5):
        desk.add("Norvia will invest $25 billion in coastal railways.", origin=f"outlet {number}")
    kinds = (OriginKind.UNKNOWN, OriginKind.REPRINT, OriginKind.REWRITE, OriginKind.RELEASE, OriginKind.AI)
    desk.origins = [
        Origin(one.take, kind, "Maker" if kind in {OriginKind.RELEASE, OriginKind.AI} else "", root="0" * 16)
        for one, kind in zip(desk.origins, kinds, strict=True)
    ]
    (claim,) = desk.claims()
    assert (claim.standing, claim.origins) == (Standing.SINGLE, ())


def test_a_teaser_is_a_member_and_no_origin_and_no_claim_by_itself():
    teaser = "Talks go on about the $350 billion investment pledge of Norvia."
    with_copy = Desk().add("Norvia repeated its $350 billion investment pledge.", teaser=teaser).claims()
    alone = Desk().add("Norvia repeated its pledge.", teaser=teaser).claims()

    assert [member.citation.scope for member in with_copy[0].members] == ["copy", "teaser-1"]
    assert alone == ()


def test_lengths_and_slight_counts_make_no_claims():
    desk = Desk().add("The two ministers met for 50 minutes after a five-day trip and made three proposals.")

    assert desk.claims() == ()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(5)))
def test_order_of_arrival_does_not_matter(order):
    desk = ORDERED
    shuffled = [desk.pieces[n] for n in order]
    places, origins = [desk.placements[n] for n in order], [desk.origins[n] for n in order]

    assert claims(shuffled, places, desk.voices, desk.names, origins) == desk.claims()


def _ordered():
    desk = Desk()
    desk.add(LEAK, ("Quillan Telecom", "only about 2,500 of the accounts at issue", CLAIMED), chain="a")
    desk.add(LEAK, ("Quillan Telecom", "only about 2,500 of the accounts at issue", CLAIMED), chain="a", rank=2)
    desk.add("At least 3 people were killed in the fire.", chain="b")
    desk.add("Exactly 9 people were killed in the fire.", chain="b", rank=2)
    desk.add("Norvia will invest $25 billion in coastal railways.", origin="Saltmarsh News")
    return desk


ORDERED = _ordered()
