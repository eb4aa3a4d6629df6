"""Names as they stand: mended spans, kinds by vote, roles, and what always holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import copy, layers, read
from writethru.enrich.entities.cluster import body_key, place_key
from writethru.enrich.entities.spelling import fold, korean_key, romanise
from writethru.enrich.piece import open_piece
from writethru.model import EntityKind

PERSON, BODY, PLACE = EntityKind.PERSON, EntityKind.BODY, EntityKind.PLACE


def names(text: str) -> dict[str, EntityKind]:
    return {e.name: e.kind for e in read(copy(text)[0]).entities}


def roles(text: str) -> dict[str, list[tuple[str, str]]]:
    return {e.name: [(r.state, r.title) for r in e.roles] for e in read(copy(text)[0]).entities if e.roles}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("P Prime Minister Seo Min-jae arrived in Vik on Friday.", "Seo Min-jae", PERSON),
        ("P The Office of the Harbor Commissioner closed on Monday.", "Office of the Harbor Commissioner", BODY),
        ("P Workers at Tarn Air Inc. walked out. Tarn Air called it a surprise.", "Tarn Air", BODY),
        ("P They met in the village of Ostmark on Sunday.", "Ostmark", PLACE),
        ("P Mrs. Quill spoke first.", "Quill", PERSON),
        ("P The talks in South Korea ended. Officials from the North left early.", "South Korea", PLACE),
        ("P Norland's ambassador to Zan Ida Moor left on Monday.", "Ida Moor", PERSON),
    ],
)
def test_names_are_mended_and_have_one_kind(text, name, kind):
    assert names(text)[name] is kind


def test_a_compound_of_two_known_names_is_both():
    found = names("P Ida Moor met Per Hale in Vik. The Moor-Hale meeting lasted an hour.")
    assert set(found) >= {"Ida Moor", "Per Hale"}
    assert not any("-" in name for name in found)


@pytest.mark.parametrize(
    "text",
    [
        "C Mayor Ida Moor opens the bridge on Jan. 5. (Yonhap)",
        "C Ida Moor (L) and Per Hale meet in Vik. (PHOTO NOT FOR SALE)",
    ],
)
def test_agencies_marks_and_months_are_no_names(text):
    assert set(names(text)) <= {"Ida Moor", "Per Hale", "Vik"}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("P Acting Norland Ambassador to Zan Ida Moor spoke.", "Ida Moor", ("acting", "Norland Ambassador to Zan")),
        ("P Former President Per Hale spoke in Vik.", "Per Hale", ("former", "President")),
        ("P Ida Moor, the minister of trade, said no.", "Ida Moor", ("", "minister of trade")),
        ("P Ida Moor, a spokeswoman for Tarn Air, said no.", "Ida Moor", ("", "spokeswoman for Tarn Air")),
        (
            "P Norland's new ambassador to Zan, Ida Moor, said no.",
            "Ida Moor",
            ("new", "Norland's new ambassador to Zan"),
        ),
        ("P Tarn Air, the Zanic airline, said no.", "Tarn Air", ("", "Zanic airline")),
    ],
)
def test_roles_beside_names(text, name, role):
    assert role in roles(text)[name]


def test_the_premier_is_the_prime_minister_and_a_rival_of_another_state_is_not():
    sheet = read(
        copy(
            "P Zanic Prime Minister Ida Moor met Belish Prime Minister Karl Ostrow on Friday.\n"
            "P The Belish premier left early."
        )[0]
    )
    found = {m.span.of(sheet.text): e.name for e in sheet.entities for m in e.mentions if m.kind.value == "role"}
    assert found == {"The Belish premier": "Karl Ostrow"}


@pytest.mark.parametrize(
    ("text", "hers"),
    [
        ("P President Moor spoke in Vik. His wife, Ida Moor, cut the ribbon.", ["wife"]),
        ("P Ida Moor, wife of the founder, left on Monday. President Moor stayed.", ["wife of the founder"]),
        ("P Ida Moor, the president's wife, left on Monday. President Moor stayed.", ["president's wife"]),
        ("P Ida Moor left on Monday. Mr. Moor stayed.", []),
    ],
)
def test_a_title_that_cannot_be_hers_is_of_another_of_her_name(text, hers):
    found = read(copy(text)[0]).entities
    his, her = (next(one for one in found if one.name == name) for name in ("Moor", "Ida Moor"))
    assert [role.title for role in her.roles] == hers
    assert not any("President" in role.title for role in her.roles)
    assert his.kind is PERSON


def test_a_child_may_bear_any_title_but_that_of_whose_child_it_is():
    assert "Moor" not in names("P Ida Moor, the daughter of a pilot, won on Monday. Mayor Moor spoke in Vik.")
    assert "Moor" in names("P Ida Moor, the daughter of the mayor, spoke on Monday. Mayor Moor left Vik.")


def test_it_rains_and_nobody_does_it():
    sheet = read(copy("P Tarn Air grounded its fleet on Monday.\nP It was too cold to fly.")[0])
    assert [m for e in sheet.entities for m in e.mentions if m.span.of(sheet.text) == "It"] == []


def test_keys():
    assert (place_key("us"), place_key("n korea")) == ("united states", "north korea")
    assert body_key("tarn air inc") == "tarn air"
    assert fold("Møller-Åse") == fold("moller ase")


@pytest.mark.parametrize(
    ("hangul", "latin"), [("한도윤", "Han Do-yun"), ("서한림", "Suh Han-rim"), ("박성우", "Park Sung-woo")]
)
def test_hangul_meets_its_romanised_form(hangul, latin):
    assert korean_key(hangul) == korean_key(latin)
    assert romanise(hangul).isascii()


SENTENCES = [
    "Prime Minister Ida Moor met Per Hale in Vik.",
    "Moor said she would return.",
    "Tobias Moor, the opposition leader, said he disagreed.",
    "“It is a gift,” Hale said.",
    "The prime minister thanked him.",
    "Tarn Air Inc. said it would cut jobs.",
    "Mrs. Moor - the Moor-Hale talks, (Reuters) ",
    "한도윤 대통령이 말했다.",
    "THE END (2nd LD) -- '' ``",
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("HPCT"), st.sampled_from(SENTENCES)), min_size=1, max_size=6))
def test_mentions_lie_in_passages_and_a_piece_reads_the_same_in_any_batch(rows):
    take, _ = copy("\n".join(f"{tag}{1 if tag == 'T' else ''} {words}" for tag, words in rows))
    sheet = read(take)
    for entity in sheet.entities:
        assert entity.mentions == tuple(sorted(entity.mentions, key=lambda m: m.span))
        assert entity.name in entity.names or entity.kind is PLACE
        for mention in entity.mentions:
            assert mention.span.of(sheet.text).strip()
            assert 0 < mention.confidence <= 1
            assert any(p.span.covers(mention.span) and p.scope == mention.scope for p in sheet.passages)
    batch = [open_piece(copy("P Ida Moor left. She said so.")[0]), open_piece(take)]
    for layer in layers():
        layer(batch)
    assert batch[1].entities == sheet.entities
