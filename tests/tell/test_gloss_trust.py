"""When a name is put in brackets, when a sentence needs none, and when it cannot be told: one case for each rule."""

from dataclasses import replace
from datetime import date

import pytest

from invented import Copy
from writethru.model import EntityKind, Links, MentionKind, Role, Span
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import alone, helped

NAME, SURNAME, ROLE, PRONOUN = MentionKind.NAME, MentionKind.SURNAME, MentionKind.ROLE, MentionKind.PRONOUN
MOOR = "Ida Moor came to Harn."


def told(copy, words, known=frozenset()):
    """The sentence as a reader sees it; None where it cannot be told."""
    found = Dossier({copy.key: copy.take()}, {copy.key: copy.facts()}, Links())
    sentence = alone(found, copy.key, copy.at(words), date(2031, 3, 6), known)
    return sentence.glossed if sentence else None


def about(words, *mentions, first=MOOR, name="Ida Moor", kind=EntityKind.PERSON, more=()):
    """A piece of two paragraphs on somebody; ``more`` are (name, kind, words that name it)."""
    copy = Copy("c1", [("P", first), ("P", words)])
    copy.entity(name, (NAME, name, first), *((k, said, words, *sure) for k, said, *sure in mentions), kind=kind)
    for other, what, said in more:
        copy.entity(other, (NAME, said, ""), kind=what)
    return copy


def with_office(copy, title, state=""):
    (first, *rest) = copy.entities
    copy.entities[:] = [replace(first, roles=(Role(title, Span(0, 1), state),)), *rest]
    return copy


@pytest.mark.parametrize(
    ("words", "mention", "expected"),
    [
        ("She left Harn by boat.", (PRONOUN, "She", 0.9), "She [Ida Moor] left Harn by boat."),
        ("Moor left Harn by boat.", (SURNAME, "Moor"), "Moor [Ida Moor] left Harn by boat."),
        ("President Moor left by boat.", (SURNAME, "Moor"), "President Moor left by boat."),
        ("The Moor government left by boat.", (SURNAME, "Moor"), "The Moor government left by boat."),
        ("The Moor children left by boat.", (SURNAME, "Moor"), "The Moor children left by boat."),
        ("The book `Moor' is on sale now.", (SURNAME, "Moor"), "The book `Moor' is on sale now."),
        ("Ida “Bud” Moor left by boat.", (SURNAME, "Moor"), "Ida “Bud” Moor left by boat."),
    ],
)
def test_a_surname_is_introduced_unless_its_own_words_do_it(words, mention, expected):
    assert told(about(words, mention), words) == expected


@pytest.mark.parametrize(
    ("title", "gloss"),
    [
        ("Gov.", "Gov. Ida Moor"),
        ("marine biologist at Harn", "Ida Moor, marine biologist"),
        ("harbour Lt.", "harbour Lt. Ida Moor"),
        ("wife", "Ida Moor"),
        ("chief", "Ida Moor"),
        ("the mayor's lawyer", "Ida Moor"),
    ],
)
def test_with_the_office_that_the_piece_gives_where_that_says_who_it_is(title, gloss):
    words = "Moor left Harn by boat."

    assert told(with_office(about(words, (SURNAME, "Moor")), title), words) == f"Moor [{gloss}] left Harn by boat."


def test_a_word_that_the_piece_has_in_small_letters_too_is_no_surname():
    words = "Fire swept through the mill, and the fire was out by noon."

    assert told(about(words, (SURNAME, "Fire"), first="Jon Fire came.", name="Jon Fire"), words) == words


def test_a_word_that_is_not_the_surname_is_not_given_that_name():
    words = "Tarn rebels left by boat."

    assert told(about(words, (SURNAME, "Tarn"), first="Tarn Orrel came.", name="Tarn Orrel"), words) is None


# Pronouns


def test_who_was_named_before_in_the_sentence_is_who_is_meant():
    words = "Sorn and her party left Harn by boat."
    copy = about(words, (PRONOUN, "her", 0.9), more=[("Sorn", EntityKind.BODY, "Sorn")])

    assert told(copy, words) == words


def test_a_capitalised_word_that_nobody_knows_may_be_a_name_too():
    words = "If Boo-Boo shows his snout in town, the pilots will act."

    assert told(about(words, (PRONOUN, "his", 0.9)), words) == words


@pytest.mark.parametrize(
    "between",
    [
        "The envoy's spokeswoman said the talks were over.",  # a noun for a woman
        "Eva Sorn was there.",  # another name
    ],
)
def test_another_who_may_be_meant_leaves_it_open(between):
    words = "She left by boat."
    copy = Copy("c1", [("P", MOOR), ("P", between), ("P", words)])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""), (PRONOUN, "She", words, 0.8))
    if "Eva" in between:
        copy.entity("Eva Sorn", (NAME, "Eva Sorn", ""))

    assert told(copy, words) is None


def test_who_is_called_by_a_first_name_alone_may_be_meant():
    words = "Her boss left by boat."
    copy = Copy("c1", [("P", MOOR), ("P", "But Anna found a job."), ("P", words)])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""), (PRONOUN, "Her", words, 0.9))
    copy.entity("Anna", (NAME, "Anna", "But Anna"), kind=EntityKind.BODY)

    assert told(copy, words) is None


def test_whoever_spoke_last_may_be_meant():
    words = "She left by boat."
    copy = Copy("c1", [("P", MOOR), ("P", "The talks are over, the pilot said."), ("P", words)])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""), (PRONOUN, "She", words, 0.9))
    copy.says("The talks are over", None, copy.at("the pilot"), cue=(copy.at("said"),))

    assert told(copy, words) is None


def test_a_pronoun_that_comes_first_of_all_is_explained_by_a_noun_of_its_own_sentence():
    words = "A woman said on Friday that she would raise the child."
    copy = Copy("c1", [("P", words), ("P", MOOR)])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""), (PRONOUN, "she", words, 0.9))

    assert told(copy, words) == words


def test_what_somebody_says_of_a_he_is_seldom_said_of_himself():
    words = "She was seen on the quay, Moor said."

    assert told(about(words, (PRONOUN, "She", 0.9), (SURNAME, "Moor")), words) is None


def test_nobody_calls_himself_he_in_his_own_words():
    words = "“Nobody looked at her papers,” Moor said."
    copy = about(words, (PRONOUN, "her", 0.9))
    copy.says("Nobody looked at her papers,", None, copy.at("Moor", words), direct=True)

    assert told(copy, words) is None


def test_who_is_told_of_by_age_may_be_meant():
    words = "A jury sent her to sea."
    copy = Copy("c1", [("P", MOOR), ("P", "The 29-year-old pilot was convicted in May."), ("P", words)])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""), (PRONOUN, "her", words, 0.9))

    assert told(copy, words) is None


def test_a_name_for_a_woman_explains_no_he():
    words = "Ida Moor was 37 when he reported her missing."
    copy = Copy("c1", [("P", words)])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""), (PRONOUN, "her", "her missing", 0.9))

    assert told(copy, words) is None


def test_who_speaks_on_condition_of_anonymity_gets_no_name():
    words = "She spoke from Vell on condition of anonymity."

    assert told(about(words, (PRONOUN, "She", 0.9)), words) is None


def test_an_it_that_means_nothing_gets_no_name():
    words = "It is noted that the harbour stays open."
    copy = Copy("c1", [("P", "The Harbour Board met."), ("P", words)])
    copy.entity("Harbour Board", (NAME, "Harbour Board", ""), (PRONOUN, "It", words, 0.9), kind=EntityKind.BODY)

    assert told(copy, words) == words


def test_a_name_cut_off_at_an_initial_is_not_given():
    words = "He left by boat."

    assert told(about(words, (PRONOUN, "He", 0.9), first="Jon A. came.", name="Jon A."), words) is None


# Offices and bodies


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        ("The governor left by boat.", "The governor", "The governor [Ida Moor] left by boat."),
        ("The new governor left by boat.", "The new governor", "The new governor left by boat."),
        ("The governor's office was shut.", "The governor", "The governor's office was shut."),
        ("The former envoy left by boat.", "The former envoy", "The former envoy left by boat."),
    ],
)
def test_an_office_is_given_its_bearer_where_one_alone_holds_it(words, said, expected):
    assert told(with_office(about(words, (ROLE, said)), "governor"), words) == expected


def test_an_office_of_somebody_who_was_just_named_needs_no_name():
    words = "The governor left by boat."
    copy = with_office(about(words, (ROLE, "The governor")), "governor")

    assert told(copy, words, frozenset({"c1/Ida Moor"})) == words


@pytest.mark.parametrize(
    ("words", "said", "others", "expected"),
    [
        ("The bank shut at noon.", "The bank", ("Orrel Line",), "The bank [Bank of Harn] shut at noon."),
        ("The firm shut at noon.", "The firm", (), "The firm [Bank of Harn] shut at noon."),
        ("The firm shut at noon.", "The firm", ("Orrel Line",), "The firm shut at noon."),
        ("The Orran central bank shut.", "The Orran central bank", (), "The Orran central bank shut."),
        ("Women's lives are hard.", "Women's", (), "Women's lives are hard."),
    ],
)
def test_a_body_is_given_its_name_by_a_word_of_it_or_where_no_other_was_named(words, said, others, expected):
    first = " and ".join(("Bank of Harn", *others)) + " met here."
    copy = about(
        words,
        (ROLE, said, 0.9),
        first=first,
        name="Bank of Harn",
        kind=EntityKind.BODY,
        more=[(other, EntityKind.BODY, other) for other in others],
    )

    assert told(copy, words) == expected


def test_a_noun_for_a_person_is_no_body():
    words = "The official left by boat."
    copy = about(words, (ROLE, "The official", 0.9), first="Vantry met.", name="Vantry", kind=EntityKind.BODY)

    assert told(copy, words) is None


# What points back


@pytest.mark.parametrize(
    "words",
    [
        "During those years, the ferry ran at night.",
        "Less than half that amount was raised in Harn.",
        "The board called for such a ban again.",
        "Four months later, the ferry was sold to Orra.",
    ],
)
def test_what_points_at_something_told_before_is_not_told(words):
    assert told(Copy("c1", [("P", words)]), words) is None


@pytest.mark.parametrize(
    "words", ["The former mayor of Harn left by boat.", "Moor said that a boat left.", "The pilots met on Friday."]
)
def test_words_that_only_look_so_are_told(words):
    assert told(Copy("c1", [("P", words)]), words) == words


def test_what_a_sentence_is_on_behind_words_set_before_it_is_told_by_name():
    words = "In addition, she wrote to the pilots, who claimed Moor had sold the quay."

    assert told(about(words, (PRONOUN, "she", 0.9), (SURNAME, "Moor")), words) == words.replace("she", "she [Ida Moor]")


def test_both_names_of_a_meeting_are_understood():
    words = "The Sorn-Moor meeting took an hour in Harn."

    assert told(about(words, (SURNAME, "Moor")), words) == words


def test_a_first_name_with_a_surname_needs_no_name_beside_it():
    words = "The board said that Ida Moor left Harn by boat."

    assert (
        told(about(words, (SURNAME, "Ida Moor"), first="Clerk Ida Moor came.", name="Clerk Ida Moor"), words) == words
    )


@pytest.mark.parametrize("title", ["Monday pilot", "old boss", "Courier columnist"])
def test_an_office_cut_out_of_other_words_is_not_given(title):
    words = "Moor left Harn by boat."
    copy = about(words, (SURNAME, "Moor"), first="She met a Harn Courier columnist, Ida Moor, on Monday.")
    (first, *rest) = copy.entities
    at = copy.at("Courier columnist")
    copy.entities[:] = [replace(first, roles=(Role(title, at if "Courier" in title else Span(0, 1)),)), *rest]

    assert told(copy, words) == "Moor [Ida Moor] left Harn by boat."


def test_an_office_cut_off_at_an_apostrophe_is_not_given():
    words = "Moor left Harn by boat."
    copy = about(words, (SURNAME, "Moor"), first="She met Ida Moor, president of the Harbor Pilots' Union.")
    (first, *rest) = copy.entities
    title = "president of the Harbor Pilots"
    copy.entities[:] = [replace(first, roles=(Role(title, copy.at(title)),)), *rest]

    assert told(copy, words) == "Moor [Ida Moor] left Harn by boat."


def test_whom_a_surname_of_a_family_means_is_not_said():
    words = "Moor told police of it."
    copy = Copy("c1", [("P", MOOR), ("P", "Her daughter and her husband, Ivo Moor, left."), ("P", words)])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""), (SURNAME, "Moor", words, 0.91))
    copy.entity("Ivo Moor", (NAME, "Ivo Moor", ""))
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())

    assert helped(found, "c1", copy.at(words), None).glosses == ()


def test_a_name_that_the_piece_itself_put_in_brackets_gets_none():
    words = "A pilot said that [Moor] should leave Harn by boat."

    assert told(about(words, (SURNAME, "Moor")), words) == words
