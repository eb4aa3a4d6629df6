"""People across pieces: who merges, who stays apart, and ids that do not depend on the order."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.link.people import people, slug, voices
from writethru.model import (
    Entity,
    EntityKind,
    Facts,
    Mention,
    MentionKind,
    Role,
    Sent,
    SourceKind,
    Span,
    Take,
)

PERSON, BODY, PLACE = EntityKind.PERSON, EntityKind.BODY, EntityKind.PLACE


def piece(number: int, *entities: tuple, day: int = 5):
    """A take whose text is the names of its entities, one after the other, and its facts.

    An entity is (kind, names...) or (kind, names..., (title, state)).
    """
    text, found = "", []
    for kind, *rest in entities:
        roles = [r for r in rest if isinstance(r, tuple)]
        names = [n for n in rest if isinstance(n, str)]
        mentions = []
        for name in names:
            lone = kind is PERSON and " " not in name and name.isascii()
            span = Span(len(text), len(text) + len(name))
            mentions.append(Mention(span, "copy", MentionKind.SURNAME if lone else MentionKind.NAME))
            text += name + "\n"
        found.append(
            Entity(kind, names[0], tuple(names), tuple(mentions), tuple(Role(t, Span(0, 1), s) for t, s in roles))
        )
    key = f"{number:016x}"
    sent = Sent(datetime(2031, 3, day, 9, tzinfo=UTC))
    take = Take(key, key, "", "test", "", SourceKind.UNKNOWN, text, (), sent=sent)
    return take, Facts(key, entities=tuple(found))


def named(pieces):
    """Name to the takes that mention it."""
    return {(p.id, p.name): sorted({m.take[-1] for m in p.mentions}) for p in people(pieces)}


def test_spellings_of_one_name_are_one_person():
    found = people(
        [
            piece(1, (PERSON, "Han Do-yun", "Han")),
            piece(2, (PERSON, "Han Do Yun")),
            piece(3, (PERSON, "Han Doyun")),
            piece(4, (PERSON, "한도윤")),
        ]
    )
    assert [(p.id, p.name, len(p.mentions)) for p in found] == [("han-do-yun", "Han Do-yun", 4)]


def test_groups_without_a_name_stay_in_their_piece():
    pieces = [piece(n, (PERSON, "Ida Moor")) for n in (1, 2)]
    takes = []
    for take, facts in pieces:
        mention = Mention(Span(0, 3), "copy", MentionKind.ROLE)
        takes.append(
            (take, replace(facts, entities=(*facts.entities, Entity(BODY, "officials", ("officials",), (mention,)))))
        )
    found = people(takes)

    assert [(p.id, p.group, len(p.mentions)) for p in found if p.kind is BODY] == [
        ("officials-000000", True, 1), ("officials-000000-2", True, 1)
    ]  # fmt: skip
    assert [(p.id, p.group, len(p.mentions)) for p in found if p.kind is PERSON] == [("ida-moor", False, 2)]


def test_initials_join_only_where_no_other_middle_name_makes_it_doubtful():
    one = people([piece(1, (PERSON, "Ida Moor")), piece(2, (PERSON, "Ida B. Moor"))])
    three = people(
        [piece(1, (PERSON, "Ida Moor")), piece(2, (PERSON, "Ida B. Moor")), piece(3, (PERSON, "Ida C. Moor"))]
    )
    assert (len(one), len(three)) == (1, 3)


def test_different_people_with_one_surname_never_merge():
    found = named(
        [
            piece(1, (PERSON, "Ida Moor", "Moor", ("prime minister", ""))),
            piece(2, (PERSON, "Tobias Moor", "Moor", ("opposition leader", ""))),
            piece(3, (PERSON, "Greta Moor", "Moor")),
        ]
    )
    assert len(found) == 3


def test_a_lone_surname_finds_its_full_name_by_office_and_day():
    pieces = [
        piece(1, (PERSON, "Ida Moor", "Moor", ("Prime Minister", ""))),
        piece(2, (PERSON, "Moor", ("Prime Minister", "")), day=6),
        piece(3, (PERSON, "Moor", ("coach", "")), day=6),
        piece(4, (PERSON, "Moor", ("Prime Minister", "")), day=25),
    ]
    found = named(pieces)
    assert found["ida-moor", "Ida Moor"] == ["1", "2"]
    assert len(found) == 3


def test_a_lone_surname_stays_alone_where_two_fit():
    pieces = [
        piece(1, (PERSON, "Ida Moor", ("minister", ""))),
        piece(2, (PERSON, "Tobias Moor", ("minister", ""))),
        piece(3, (PERSON, "Moor", ("minister", ""))),
    ]
    assert len(people(pieces)) == 3


def test_of_two_who_fit_the_holder_of_the_office_is_meant():
    company = [(PERSON, "Olga Reiss"), (PERSON, "Per Hale")]
    pieces = [
        piece(1, (PERSON, "Ida Moor", "Moor", ("president", "")), *company),
        piece(2, (PERSON, "Tobias Moor"), *company),
        piece(3, (PERSON, "Moor", ("President", "")), *company),
        piece(4, (PERSON, "Moor"), *company),
    ]
    found = named(pieces)
    assert found["ida-moor", "Ida Moor"] == ["1", "3"]
    assert len(found) == 5


def test_an_office_that_says_little_tells_nobody_from_another_in_the_same_company():
    company = [(PERSON, "Olga Reiss"), (PERSON, "Per Hale")]
    pieces = [
        piece(1, (PERSON, "Ida Moor", "Moor", ("official", "")), *company),
        piece(2, (PERSON, "Tobias Moor"), *company),
        piece(3, (PERSON, "Moor", ("official", "")), *company),
    ]
    assert len(people(pieces)) == 5


def test_one_full_name_in_two_walks_of_life_is_two_people():
    pieces = [
        piece(1, (PERSON, "Ida Moor", ("Prime Minister", "")), (PERSON, "Per Hale")),
        piece(2, (PERSON, "Ida Moor", ("striker", "")), (PERSON, "Olga Reiss")),
        piece(3, (PERSON, "Ida Moor", ("premier", ""))),
    ]
    assert [p.id for p in people(pieces) if p.name == "Ida Moor"] == ["ida-moor", "ida-moor-2"]
    assert named(pieces)["ida-moor", "Ida Moor"] == ["1", "3"]


def test_company_keeps_one_person_one():
    pieces = [
        piece(1, (PERSON, "Ida Moor", ("Prime Minister", "")), (PERSON, "Per Hale")),
        piece(2, (PERSON, "Ida Moor", ("novelist", "")), (PERSON, "Per Hale")),
    ]
    assert len(people(pieces)) == 2


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (BODY, "Tarn Air Inc.", "Tarn Air"),
        (PLACE, "U.S.", "United States"),
        (PLACE, "Hwangjomri", "Hwangjeomri"),
        (PLACE, "N. Harland", "North Harland"),
    ],
)
def test_spellings_of_bodies_and_places(kind, one, other):
    assert len(people([piece(1, (kind, one)), piece(2, (kind, other))])) == 1


def test_north_and_south_are_two_places():
    assert len(people([piece(1, (PLACE, "North Harland")), piece(2, (PLACE, "South Harland"))])) == 2


def test_an_acronym_leads_to_the_long_name():
    found = people([piece(1, (BODY, "Office of Tides", "OT")), piece(2, (BODY, "OT"))])
    assert [(p.name, len(p.mentions)) for p in found] == [("Office of Tides", 2)]


def test_voices_name_every_entity():
    pieces = [piece(1, (PERSON, "Ida Moor"), (PLACE, "Vik")), piece(2, (PERSON, "Ida Moor"))]
    assert voices(people(pieces)) == {
        (f"{1:016x}", 0): "ida-moor",
        (f"{1:016x}", 1): "vik",
        (f"{2:016x}", 0): "ida-moor",
    }


def test_slugs_are_readable():
    assert slug("Søren Åkesson") == "soren-akesson"
    assert slug("한도윤").isascii()


@pytest.mark.parametrize(
    ("one", "other", "office", "count"),
    [
        ("Seo Jin-a", "Jin-a Seo", "", 1),
        ("Jung Min-ho", "Chung Min-ho", "finance minister", 1),
        ("Jung Min-ho", "Chung Min-ho", "", 2),
        ("Sergei Malin", "Sergey Malin", "president", 1),
        ("Sergei Malin", "Sergey Malin", "official", 2),
        ("J. T. Moor", "John Moor", "senator", 1),
        ("J. T. Moor", "John Moor", "", 2),
        ("Bill Carver", "William Carver", "Sen.", 1),
        ("Marco Bell", "Mario Bell", "mayor", 2),
        ("Walter Quill Jr.", "Walter Quill Sr.", "publisher", 2),
        ("Karl Moor", "Ida Moor", "prime minister", 2),
    ],
)
def test_two_spellings_are_one_where_office_or_order_proves_it(one, other, office, count):
    roles = [(office, "")] if office else []
    assert len(people([piece(1, (PERSON, one, *roles)), piece(2, (PERSON, other, *roles))])) == count


def test_a_holder_of_an_office_known_by_surname_alone_is_one_over_a_term():
    pieces = [piece(n, (PERSON, "Moor", ("President", "")), day=day) for n, day in ((1, 5), (2, 9), (3, 30))]
    assert len(people(pieces)) == 1


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Crown Prince", "Prince", 1),  # the heir of one house, known by his first name alone
        ("Princess", "Princess", 1),
        ("Sheik", "Sheik", 2),  # a courtesy that many bear
        ("Duke", "Duke", 2),
        ("Danish Prince", "Swedish Prince", 2),
        ("prince", "waiter", 2),
    ],
)
def test_one_royal_of_a_name_is_one_over_a_term(one, other, count):
    pieces = [piece(n, (PERSON, "Ivar", (office, "")), day=4 + n) for n, office in ((1, one), (2, other))]
    assert len(people(pieces)) == count


def test_the_same_surname_in_office_of_two_states_is_two():
    pieces = [
        piece(1, (PERSON, "Moor", ("French President", ""))),
        piece(2, (PERSON, "Moor", ("German President", ""))),
    ]
    assert len(people(pieces)) == 2


def test_roles_keep_the_first_take_and_the_last():
    pieces = [piece(n, (PERSON, "Ida Moor", ("Premier", "")), day=day) for n, day in ((1, 5), (2, 7), (3, 9))]
    (found,) = people(pieces)
    assert [take[-1] for take, _ in found.roles] == ["1", "3"]


ENTITY = st.one_of(
    st.tuples(
        st.just(PERSON),
        st.sampled_from(
            ["Ida Moor", "I. Moor", "Ida B. Moor", "Tobias Moor", "Moor", "Han Do-yun", "Do-yun Han", "한도윤"]
        ),
    ),
    st.tuples(
        st.just(PERSON),
        st.sampled_from(["Ida Moor", "I. Moor", "Jung Min-ho", "Chung Min-ho", "Min-ho Jung", "Tobias Moor", "Moor"]),
        st.tuples(
            st.sampled_from(["prime minister", "French president", "president", "striker", "prince"]), st.just("")
        ),
    ),
    st.tuples(
        st.sampled_from([BODY, PLACE]), st.sampled_from(["Vik", "Tarn Air", "Tarn Air Inc.", "TA", "North Harland"])
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(ENTITY, max_size=4), max_size=6), st.integers(0, 10**6))
def test_order_of_arrival_does_not_matter_and_nobody_is_lost(rows, seed):
    pieces = [piece(number, *row, day=5 + number % 3) for number, row in enumerate(rows)]
    shuffled = pieces[:]
    random.Random(seed).shuffle(shuffled)
    found = people(pieces)
    assert found == people(shuffled)
    assert len({p.id for p in found}) == len(found)
    assert set(voices(found)) == {(take.key, n) for take, facts in pieces for n in range(len(facts.entities))}
