"""What a sentence points back at, and what explains it."""

import pytest

from invented import Copy
from writethru.model import EntityKind, Links, MentionKind
from writethru.tell.behind import leans
from writethru.tell.dossier import Dossier
from writethru.tell.leaning import Pointer, gives, leans_on, open_ends, pointers


def of(*paragraphs):
    copy = Copy("c1", [("P", words) for words in paragraphs])
    return copy, lambda: Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())


def pointed(words, before=()):
    return {word for found in leans_on(words, frozenset(before)) for word in found.words}


@pytest.mark.parametrize(
    ("words", "nouns"),
    [
        ("The panel told the mayor of the incident.", {"panel", "incident"}),
        ("The two firms met.", {"firm"}),
        ("The panel of judges met, and the company that owns it.", set()),
        ("A panel met, and an incident was reported.", set()),
        ("Those planes left.", {"plane"}),
        ("At that price, nobody bought, and she said that prices rise.", {"price"}),
        ("Nobody forgets that picture.", {"picture"}),
        ("The second quay was built of oak.", {"quay"}),
        ("The longest quay and the only crane were built of oak.", set()),
        ("The sea rose and the police left, but the wounded men stayed.", {"men"}),
        ("The Harn Port Authority said so.", set()),
        ("The report was told by the board by post.", {"board", "report"}),
    ],
)
def test_a_definite_noun_points_back_unless_it_says_which(words, nouns):
    assert pointed(words) == nouns


@pytest.mark.parametrize(
    ("words", "before", "nouns"),
    [
        ("The quay was built of oak.", {"quay"}, {"quay"}),
        ("The quay was built of oak.", set(), set()),
        ("Another crane was sold.", {"crane"}, {"crane"}),
        ("The waiver says that everyone knows.", {"waiver"}, {"waiver"}),
        ("The waiver of the fee holds.", {"waiver"}, set()),
    ],
)
def test_a_noun_that_its_piece_had_before_is_missed_where_that_is_not_told(words, before, nouns):
    assert pointed(words, before) == nouns


def test_a_noun_is_explained_by_itself_by_a_body_or_by_a_person():
    copy, found = of("Two planes of Orrel Line collided, Ida Moor said.")
    copy.entity("Orrel Line", (MentionKind.NAME, "Orrel Line", ""), kind=EntityKind.BODY)
    copy.entity("Ida Moor", (MentionKind.NAME, "Ida Moor", ""))
    given = gives(found(), "c1", copy.at("Two planes of Orrel Line collided, Ida Moor said."))
    new = {noun: Pointer(frozenset({noun}), old=False) for noun in ("plane", "company", "woman", "incident", "union")}

    assert open_ends({new["plane"], new["company"], new["woman"]}, given) == 0
    assert open_ends({new["incident"], new["union"]}, given) == 2
    assert open_ends({new["incident"], new["union"]}, given, follows=True) == 1  # no sentence makes up a union
    assert open_ends({Pointer(frozenset({"quay"}), old=True)}, given, follows=True) == 1


def test_a_body_of_one_word_is_missed_where_its_name_is_not_told():
    copy, found = of("A ferry of Orrel ran aground.", "Orrel has four ferries.", "Congress has met.")
    copy.entity(
        "Orrel", (MentionKind.NAME, "Orrel", ""), (MentionKind.NAME, "Orrel", "Orrel has"), kind=EntityKind.BODY
    )
    last = pointers(found(), "c1")[copy.at("Orrel has four ferries.")]

    assert last == {Pointer(frozenset({"orrel"}), old=True)}


def test_the_staff_of_a_body_told_of_and_letters_for_a_name_in_full_are_missed():
    copy, found = of(
        "The pilots' committee met.",
        "Police held committee leaders.",
        "The HPU rests.",
        "The Harbor Pilots' Union rests.",
    )
    copy.entity("HPU", (MentionKind.NAME, "HPU", ""), kind=EntityKind.BODY)
    there = pointers(found(), "c1")

    assert Pointer(frozenset({"committee"}), old=True) in there[copy.at("Police held committee leaders.")]
    assert any("harbor" in one.words for one in there[copy.at("The HPU rests.")])


def test_who_is_named_by_a_surname_alone_is_missed():
    copy, found = of("A ferry sank.", "The storm, Sorn said, was over.")
    copy.entity("Sorn", (MentionKind.SURNAME, "Sorn", ""))

    there = pointers(found(), "c1")[copy.at("The storm, Sorn said, was over.")]

    assert Pointer(frozenset({"sorn"}), old=True) in there


def test_the_last_word_of_a_name_of_two_is_missed_even_where_it_was_read_as_another_name():
    copy, found = of("Ivo Sorn was held.", "An official said Sorn had left Harn in May.")
    copy.entity("Ivo Sorn", (MentionKind.NAME, "Ivo Sorn", ""), kind=EntityKind.BODY)
    copy.entity("Sorn", (MentionKind.NAME, "Sorn", "said Sorn"), kind=EntityKind.BODY)
    there = pointers(found(), "c1")[copy.at("An official said Sorn had left Harn in May.")]

    assert Pointer(frozenset({"sorn"}), old=True) in there


def test_a_name_in_full_explains_its_letters():
    copy, found = of("The Union of Harbor Pilots met Moor.", "A union met.")
    letters = Pointer(frozenset({"uhp"}), old=True)

    assert open_ends({letters}, gives(found(), "c1", copy.at("The Union of Harbor Pilots met Moor."))) == 0
    assert open_ends({letters}, gives(found(), "c1", copy.at("A union met."))) == 1


def test_who_is_hardly_named_but_by_age_is_explained_by_the_sentence_before():
    words = "Ivo Sorn, 24, was in fair condition."
    copy, found = of(
        "Police held a man.", "He had a gun.", "Two others fled by boat.", words, "Ida Moor, 30, is a pilot."
    )
    copy.entity("Ivo Sorn", (MentionKind.NAME, "Ivo Sorn", ""))
    (stranger,) = pointers(found(), "c1")[copy.at(words)]

    assert open_ends({stranger}, set()) == 1
    assert open_ends({stranger}, set(), follows=True) == 0
    assert not pointers(found(), "c1")[copy.at("Ida Moor, 30, is a pilot.")]


def test_a_name_before_a_noun_and_a_first_name_with_an_age_are_missed():
    copy, found = of(
        "The ferry Sorn and the boy Ivo were found.", "Since the Sorn affair, they rest.", "Ivo, 5, slept."
    )
    there = pointers(found(), "c1")

    assert Pointer(frozenset({"sorn"}), old=True) in there[copy.at("Since the Sorn affair, they rest.")]
    assert Pointer(frozenset({"ivo"}), old=True) in there[copy.at("Ivo, 5, slept.")]


@pytest.mark.parametrize(
    ("words", "so"),
    [
        ("But the ferry sailed.", True),
        ("One was Ida Moor, who wrote it.", True),
        ("The pilots, however, stayed.", True),
        ("The court then ruled for the pilots.", True),
        ("The pilots also met the mayor.", True),
        ("The four are at sea.", True),
        ("She leads in both of those towns.", True),
        ("No other town can make the same claim.", True),
        ("Making sure that both statements hold takes work.", True),
        ("Neither man wants to speak.", True),
        ("He added that the ferry was late.", True),
        ("Moor, a pilot, then appeared at the quay.", True),
        ("The mayor said as much on Monday.", True),
        ("The harbor board has come up with one.", True),
        ("It is the custom to greet them this way.", True),
        ("No charge is planned against a second person taken to the quay.", True),
        ("From there, the ferry sails to Harn.", True),
        ("On the other side of the harbor, Moor met the mayor.", True),
        ("In present terms, that comes to nine ferries.", True),
        ("In the meantime, the ferry sails.", True),
        ("(Try to say that in a storm).", True),
        ("One significant factor, she said, is the tide.", True),
        ("“We always ask them twice,” added Moor, a pilot.", True),
        ("“It was late,” Ida Moor added.", True),
        ("One reason for the delay was the tide.", False),
        ("A ferry was added in May.", False),
        ("Moor met both sisters and brothers at sea.", False),
        ("Moor talked to no one.", False),
        ("Two hundred pilots met the mayor.", False),
        ("Ida Moor also met the mayor.", False),
        ("A pilot hit the quay, then the crane.", False),
    ],
)
def test_what_can_only_be_read_behind_the_sentence_before_it(words, so):
    assert leans(words, "en") is so


@pytest.mark.parametrize(
    ("before", "words", "nouns"),
    [
        ("A new law allows ferries to sail at night.", "The law is the work of the board.", {"law"}),
        ("Ferries sail at night.", "The law is the work of the pilots.", None),
        ("Pilots stole at the market.", "Four of the would-be robbers were held.", {"would-be", "robber"}),
        ("Pilots met.", "At a meeting in Harn, Sorn also sold a ferry.", {"harn", "sorn", "at"}),
        ("A ferry left.", "“Some of the pilots were asleep,” Moor said.", {"pilot"}),
        ("Moor sails.", "First comes a list of boats for the new Moor yard.", {"yard"}),
        ("The Harbor Pilots' Union met.", "HPU records show nothing.", {"hpu"}),
        ("Pilots met.", "It is a step toward that goal.", {"goal"}),
        ("A yard burned.", "They marched in another Harn yard with flags.", {"yard"}),
        ("Pilots met.", "For Moor, the conversation was of the sea.", {"conversation"}),
        ("The Harbor Pilots' Union (HPU) met.", "The boats rest, an HPU man said.", {"hpu"}),
        ("Pilots met.", "The 17-year-old, who sails, rests.", {"man"}),
        ("Two were among three guests.", "The third guest was unhurt.", {"guest"}),
        ("A pilot was held.", "The attackers left by boat.", {"attacker"}),
    ],
)
def test_what_a_piece_brought_in_is_missed(before, words, nouns):
    copy, found = of(before, words)
    there = {one.words for one in pointers(found(), "c1")[copy.at(words)]}

    assert (not there) if nouns is None else any(one and one <= nouns for one in there)


def test_several_are_explained_by_several():
    attackers = Pointer(frozenset({"attacker"}), old=False)
    copy, found = of("Three men shot at Moor.", "A man shot at Moor.")
    copy.entity("Moor", (MentionKind.SURNAME, "Moor", ""))

    assert open_ends({attackers}, gives(found(), "c1", copy.at("Three men shot at Moor."))) == 0
    assert open_ends({attackers}, gives(found(), "c1", copy.at("A man shot at Moor."))) == 1


def test_what_only_says_that_something_is_done_so_leans():
    assert leans("Vell seems unable to do so, or say how many ferries are left.", "en")
    assert not leans("Vell could close its quay, but declined to do so.", "en")
