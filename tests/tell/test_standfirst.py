"""What a brief opens with."""

from dataclasses import replace

import pytest

from invented import Copy
from writethru.model import Links, SourceKind
from writethru.tell.brief import brief
from writethru.tell.dossier import Dossier

QUAY = "The harbor board of Harn closed the eastern quay on Monday after a storm."


def standfirst(*paragraphs):
    copy = Copy("c1", [("P", words) for words in paragraphs])
    return brief(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()), "story", "c1").standfirst.text


@pytest.mark.parametrize(
    "first",
    [
        "It was a low point for the pilots of Harn, who lost their last ferry to the storm.",
        "It's not exactly a storm, but in the harbor of Harn it could become the next worst thing.",
        "Vell Ferries Co. sold a previously named ship for about 3 million dollars (US$2 million) of Orra.",
        "Here are the ferries of the week.",
        "Pilots were told by the board of Harn: Not only is your ferry gone, but it will not come back.",
    ],
)
def test_the_first_sentence_of_a_piece_opens_its_brief(first):
    assert standfirst(first, QUAY) == first


def test_the_name_of_a_work_is_no_quotation():
    first = "“The Long Quay,” the new film on the pilots of Harn, may never be shown in the town."

    assert standfirst(first, QUAY) == first


def test_a_quotation_that_is_what_a_sentence_is_on_is_none():
    first = "“The old hands of the harbor,” have spoken out in a new book by and about the pilots of Harn."

    assert standfirst(first, QUAY) == first


def test_a_turn_on_a_first_sentence_that_names_nobody_is_told_with_it():
    first = "He says he is a pilot who sails for a living. But prosecutors contend Ivo Sorn has robbed nine ferries."

    assert standfirst(first) == first


@pytest.mark.parametrize(
    "first",
    [
        "In a letter on Monday night, she added that ferries would sail again by the end of the week.",
        "Which is why the pilots of Vell went home to the harbor of Harn.",
        "So the pilots of Vell went home to the harbor of Harn.",
        "For the pilots of Vell, this is Ida Moor in the harbor office of Harn.",
        "| Pictures Harbor board closes quay Pilots of Harn wait for the ferries of Orra.",
        "Pilots wait for the ferry during a storm on March 14 at the Harn quay.",
        "Ida Moor is the chief correspondent of a newspaper in Harn.",
    ],
)
def test_what_goes_on_or_is_no_news_does_not(first):
    assert standfirst(first, QUAY) == QUAY


def test_a_first_sentence_may_speak_to_its_reader():
    first = "Ida Moor of Harn can help you learn to steer a ferry without a single day at sea."

    assert standfirst(first, QUAY) == first


def test_who_opens_a_piece_as_she_may_be_named_later_in_the_sentence():
    first = "She was one of 12 pilots who were lost in the storm last year, but Ida Moor is back at sea."

    assert standfirst(first, "Friends, pilots and even strangers are helping in Harn.") == first


def test_a_headline_that_lost_its_subject_is_none():
    copy = Copy("c1", [("H", "To Sail At Half Fare Through March 31"), ("P", QUAY)])
    copy.title = "To Sail At Half Fare Through March 31"

    assert brief(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()), "story", "c1").headline.text == QUAY


def test_a_short_first_sentence_on_it_is_told_with_the_next():
    words = "It was a plucky gift, to be sure. When Ivo Sorn came home, he found 50 tin boats on his lawn."

    assert standfirst(words, QUAY) == words


def test_a_question_before_a_list_gives_way_to_what_is_listed():
    told = standfirst(
        "Are your ferries late? Here are some tips from the pilots of Harn:", "_Walk.", "Or ask. It is free."
    )

    assert told == "Here are some tips from the pilots of Harn:"


@pytest.mark.parametrize("head", ["HARN, Vt. _", "NEW HARN --", "UNITED PILOTS —"])
def test_a_dateline_is_no_word_of_the_sentence_behind_it(head):
    assert standfirst(f"{head} {QUAY}") == QUAY


def test_the_name_of_a_column_of_one_item_is_no_headline():
    copy = Copy("c1", [("H", "Bright and Brief"), ("P", QUAY)], title="Bright and Brief")

    assert brief(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()), "story", "c1").headline.text == QUAY


def test_a_lead_full_of_names_is_prose():
    first = "Forward Jon Sorn broke Orra Harn's all-time scoring record in Ida Moor's hall against Vell United."

    assert standfirst(first, "The game was stopped, and pilots of the harbor were on hand to cheer.") == first


def test_a_sentence_may_begin_with_but_where_nothing_else_stands():
    first = "He has not yet turned eighteen in a town of old pilots."
    second = "But Ivo Sorn of Harn has steered three hundred ferries through the strait."

    assert standfirst(first, second, "The 17-year-old, who began with barges, rests at noon.") == second


def test_a_line_that_nothing_ended_goes_on_in_the_next():
    words = standfirst(
        "Ferry fares in Harn edged upward today, reaching new", "14-month highs for the second day in a row."
    )

    assert words.startswith("Ferry fares in Harn edged upward today, reaching new 14-month highs")


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("The harbor board closed the eastern quay of Harn, keeping its pilots at home,", "home"),
        ("The harbor board, which had mended the wall, closed the quay of Harn for its", ""),
    ],
)
def test_what_breaks_off_is_told_as_far_as_it_goes_or_not_at_all(first, told):
    copy = Copy("c1", [("H", "Quay closed"), ("P", first)], title="Quay closed")
    found = brief(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()), "story", "c1").standfirst.text

    assert found == (first.rstrip(",") if told else "Quay closed")


def told(title, *paragraphs, kind=SourceKind.PAGE):
    copy = Copy("c1", [("H", title), *(("P", words) for words in paragraphs)], title=title)
    take = replace(copy.take(), source_kind=kind)
    return brief(Dossier({"c1": take}, {"c1": copy.facts()}, Links()), "story", "c1")


CLOSED = "Harn board closes eastern quay after storm"
BEHIND = (
    "“We were all afraid,” she said.",
    "He nodded, and they went on.",
    "A ring of gulls stood over the water that night, and nobody in the cafes of Orra slept.",
)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("The quay has long been a worry to pilots in Harn, and to those who insure them.",),
        BEHIND,
        ("External links are provided for reference purposes.", "Sign up for our newsletter."),
    ],
    ids=["of what was told", "in the middle", "page words"],
)
def test_a_page_without_its_beginning_is_told_by_its_headline(paragraphs):
    found = told(CLOSED, *paragraphs)

    assert found.standfirst == found.headline
    assert found.headline.text == CLOSED


def test_a_page_without_its_beginning_goes_on_with_what_its_headline_is_on_alone():
    found = told(CLOSED, *BEHIND, "The storm broke a wall on Monday, and 12 pilots of Harn slept in tents.")

    assert [one.text for one in found.key] == [
        "The storm broke a wall on Monday, and 12 pilots of Harn slept in tents."
    ]


def test_an_agency_opens_as_it_opens():
    assert told(CLOSED, *BEHIND, kind=SourceKind.AGENCY).standfirst.text == BEHIND[-1]


def test_a_sentence_further_on_stands_for_a_page_where_it_tells_what_the_headline_does():
    assert told(CLOSED, *BEHIND[:2], QUAY).standfirst.text == QUAY


def test_what_a_picture_shows_opens_nothing():
    caption = "Pilot Ida Moor of Harn, who steered the last of the ferries, walks the quay. (Jon Sorn/Vell Photo)"

    assert told(CLOSED, caption, "A deck on the quay", QUAY, QUAY.replace("Monday", "Friday")).standfirst.text == QUAY


def test_the_headline_of_a_column_is_marked_as_opinion_where_it_stands_for_it():
    found = told("Opinion: Harn cannot do without its quay", "Which is why it stays.", BEHIND[-1])

    assert found.standfirst == found.headline
    assert found.headline.glossed.endswith("[opinion]")
