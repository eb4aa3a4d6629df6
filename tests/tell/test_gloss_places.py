"""Where "here" is: the dateline that a brief leaves out, said once."""

from dataclasses import replace
from datetime import date

import pytest

from invented import Copy
from writethru.model import Dateline, Links
from writethru.tell.brief import brief
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import alone
from writethru.tell.gloss_places import local


def dossier(*lines, place="Harn, Norway"):
    lines = [("H", "Boat lost"), ("D", "HARN, Norway (Vantry) --"), *(("P", words) for words in lines)]
    copy = Copy("c1", lines, title="Boat lost")
    take = replace(copy.take(), dateline=Dateline((place,), None, False, "Vantry", copy.parts[1].span))
    return Dossier({"c1": take}, {"c1": copy.facts()}, Links()), copy


def told(words, known=frozenset(), place="Harn, Norway"):
    found, copy = dossier(words, place=place)
    return alone(found, "c1", copy.at(words), date(2031, 3, 6), known).glossed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The ferry was built here in May.", "The ferry was built here [Harn, Norway] in May."),
        ("Rain fell in this small port town.", "Rain fell in this small port town [Harn, Norway]."),
        ("The city's ferry was sold.", "The city's [Harn, Norway] ferry was sold."),
        ("The government sold the ferry.", "The government [Norway] sold the ferry."),
        ("Here are the rates of the week.", "Here are the rates of the week."),
        ("The state’s ferry was built here.", "The state’s ferry was built here [Harn, Norway]."),
        ("The state news agency said so.", "The state news agency said so."),
        ("The ferry was built here in Harn.", "The ferry was built here in Harn."),
        ("The pilots said: “The boats stay here.”", "The pilots said: “The boats stay here.”"),
    ],
)
def test_words_for_the_place_of_writing_get_it(words, expected):
    assert told(words) == expected


def test_a_reader_who_has_read_it_is_not_told_again():
    words = "The ferry was built here in May."

    assert told(words, frozenset({local("Harn, Norway")})) == words


def test_at_home_the_government_is_not_that_of_the_town():
    assert told("The government sold the ferry.", place="Harn, Ivor.") == "The government sold the ferry."


def test_a_standfirst_says_where_it_was_written_unless_its_words_or_the_headline_do():
    said, _ = dossier("The ferry sank in a storm on the last night of the old year, the pilots said.")
    named, _ = dossier("The Harn ferry sank in a storm on the last night of the old year, the pilots said.")

    assert brief(said, "story", "c1").standfirst.glossed.endswith("the pilots said. [Harn, Norway]")
    assert brief(named, "story", "c1").standfirst.glossed.endswith("the pilots said.")


def test_a_day_where_a_place_should_stand_is_no_place():
    assert told("The ferry was built here in May.", place="Sunday") == "The ferry was built here in May."
