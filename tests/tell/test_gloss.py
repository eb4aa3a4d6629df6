"""Glosses: what is said in brackets, what proves it, and which sentences cannot be told."""

from datetime import date

import pytest

from ferry import LETTER, QUOTE, dossier
from invented import Copy
from writethru.model import EntityKind, Links, MentionKind, StatementKind
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import alone, helped

NAME, SURNAME, ROLE, PRONOUN = MentionKind.NAME, MentionKind.SURNAME, MentionKind.ROLE, MentionKind.PRONOUN
DAY = date(2026, 3, 6)


def of(copy, words, as_of=DAY, known=frozenset()):
    found = Dossier({copy.key: copy.take()}, {copy.key: copy.facts()}, Links())
    return alone(found, copy.key, copy.at(words), as_of, known)


def in_ferry(words, as_of=DAY, known=frozenset(), take="a2"):
    found = dossier()
    sentence = next(s for s in found.facts[take].sentences if words in s.span.of(found.takes[take].text))
    return found, alone(found, take, sentence.span, as_of, known)


def person(copy, *mentions):
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""), *mentions)
    return copy


def test_a_weekday_gets_its_day_from_the_dateline():
    found, told = in_ferry("said Friday")
    (gloss,) = told.glosses

    assert told.glossed.count("Friday [6 Mar.]") == 1
    assert gloss.evidence.span == found.takes["a2"].dateline.span


def test_the_year_is_added_when_it_is_not_the_readers():
    assert "Friday [6 Mar. 2026]" in in_ferry("said Friday", date(2027, 1, 1))[1].glossed


def test_month_gets_its_year_and_a_year_needs_nothing():
    assert "in June [2026]." in in_ferry("visits Tessel")[1].glossed
    assert in_ferry("three rounds")[1].glosses == ()


def test_a_lone_surname_gets_the_full_name_with_the_mention_that_gives_it():
    found, told = in_ferry("made the offer", known=frozenset({"p0", "p3"}))
    gloss = told.glosses[0]

    assert told.glossed.startswith("Moor [Ida Moor] made")  # known, but the reader knows another Moor too
    assert gloss.evidence.span.of(found.takes["a2"].text) == "Ida Moor"


def test_a_surname_nobody_shares_needs_no_gloss_once_the_name_was_read():
    _, told = in_ferry("dig together", known=frozenset({"p1"}))
    _, first = in_ferry("dig together")

    assert told.glosses == ()
    assert [g.text for g in first.glosses] == ["Jon Sorn"]


def test_that_claim_says_whose_and_what():
    found, told = in_ferry("rejected that claim")
    claim = next(g for g in told.glosses if g.at == len("She rejected that claim"))

    assert "pilots' union: Moor (Ida Moor) urged inspectors in January (2026) to pass" in claim.text
    assert claim.evidence.span.of(found.takes["a2"].text) in LETTER
    assert told.glossed.startswith("She [Ida Moor] rejected that claim [pilots' union: ")


def test_who_is_named_in_the_sentence_needs_no_gloss():
    assert [g.text for g in in_ferry("said Friday")[1].glosses] == ["6 Mar."]  # "she" is not glossed


def test_a_name_in_the_copys_own_brackets_is_explained_behind_them():
    words = "The board said the bridge that [ Moor ] opened in Harn would close."
    copy = person(Copy("c1", [("P", "Ida Moor opened it."), ("P", words)]), (SURNAME, "Moor", "[ "))

    assert "that [ Moor ] [Ida Moor] opened" in of(copy, words).glossed


def test_a_name_out_of_the_pages_own_words_is_no_name_in_full():
    words = "The board of pilots met in Harn on the storm for the second time."
    page = "Add Harn as an interest to stay up to date on the latest news from the harbor."
    copy = Copy("c1", [("P", words), ("P", page)])
    copy.entity("Add Harn", (NAME, "Add Harn", ""), (SURNAME, "Harn", "in "))

    assert of(copy, words).glosses == ()


def test_what_is_not_known_is_not_told():
    assert in_ferry("northern harbor")[1] is None


@pytest.mark.parametrize(
    "words",
    [
        "She opened the bridge in Harn that afternoon.",
        "The minister opened the bridge in Harn that afternoon.",
        "This opened the way to the bridge in Harn.",
        "These remarks opened the way to the bridge in Harn.",
        "They opened the bridge in Harn that afternoon.",
        "That claim opened old wounds in Harn.",
        "“We are done with the bridge.”",
    ],
)
def test_words_that_lean_on_nothing_known_are_not_told(words):
    assert of(Copy("c1", [("P", words)]), words) is None


@pytest.mark.parametrize(
    "words",
    [
        "It remains unclear who will pay for the bridge in Harn.",
        "A driver said he saw the bridge fall.",
        "Officials in Harn opened the bridge on the river.",
        "The minister of bridges opened one in Harn.",
        "The US sent 40 engineers to the bridge in Harn.",
        "Three cars and their drivers were on the bridge.",
        "The bridge itself held for many hours.",
    ],
)
def test_words_that_lean_on_nothing_need_no_gloss(words):
    assert of(Copy("c1", [("P", words)]), words).glosses == ()


def test_a_pronoun_of_low_confidence_is_not_told():
    words = "She opened the bridge."
    sure = person(Copy("c1", [("P", "Ida Moor came."), ("P", words)]), (PRONOUN, "She", words, 0.9))
    unsure = person(Copy("c1", [("P", "Ida Moor came."), ("P", words)]), (PRONOUN, "She", words, 0.4))

    assert of(sure, words).glossed == "She [Ida Moor] opened the bridge."
    assert of(unsure, words) is None


def test_an_office_beside_its_bearers_name_needs_no_gloss():
    words = "Minister Ida Moor opened the bridge."
    copy = person(Copy("c1", [("P", words)]), (ROLE, "Minister", words))

    assert of(copy, words).glosses == ()


def test_the_gloss_stands_behind_the_whole_word():
    words = "Moor's offer led to the Moor-Sorn meeting."
    copy = person(Copy("c1", [("P", "Ida Moor came."), ("P", words)]), (SURNAME, "Moor", words))

    assert of(copy, words).glossed == "Moor's [Ida Moor] offer led to the Moor-Sorn meeting."


def test_a_pronoun_before_the_name_leaves_the_gloss_to_the_name():
    words = "In her speech, Moor praised the pilots."
    copy = person(
        Copy("c1", [("P", "Ida Moor came."), ("P", words)]), (PRONOUN, "her", words, 0.5), (SURNAME, "Moor", words)
    )

    assert of(copy, words).glossed == "In her speech, Moor [Ida Moor] praised the pilots."


def test_a_quotation_needs_its_speaker_in_the_sentence():
    _, told = in_ferry("will not wait")

    assert told.glossed == QUOTE.replace("Moor", "Moor [Ida Moor]")


def test_a_quotation_whose_speaker_stands_elsewhere_is_not_told():
    words = "“The bridge is ours,” was the answer to all questions."
    copy = person(Copy("c1", [("P", "Ida Moor spoke. " + words)]))
    copy.says("The bridge is ours", 0, copy.at("Ida Moor"), direct=True)

    assert of(copy, words) is None


def test_a_day_without_a_year_is_told_as_it_stands():
    words = "The bridge opened on November 28."
    copy = Copy("c1", [("P", words)])
    copy.date("November 28", None)

    assert of(copy, words).glossed == "The bridge opened on November 28."


def test_a_weekday_that_cannot_be_worked_out_is_told_only_where_the_piece_has_no_day():
    words = "The bridge opened on Friday."
    undated, dated = (Copy("c1", [("P", words)], day=day) for day in (None, DAY))
    undated.date("Friday", None)
    dated.date("Friday", None)

    assert of(undated, words).glossed == "The bridge opened on Friday."
    assert of(dated, words) is None


def test_an_inferred_year_says_so():
    words = "The bridge opened on November 28."
    copy = Copy("c1", [("P", words)])
    copy.date("November 28", date(2025, 11, 28), inferred=True, why="the piece links to one of December 2025")

    assert of(copy, words).glossed == "The bridge opened on November 28 [2025, inferred]."
    assert of(copy, words).glosses[0].why


def test_that_proposal_finds_the_one_before_it():
    words = "Nobody answered that proposal."
    copy = person(Copy("c1", [("P", "Ida Moor proposed a bridge of stone. " + words)]))
    copy.says("a bridge of stone", 0, copy.at("Ida Moor"), kind=StatementKind.PROPOSED)

    assert of(copy, words).glossed == "Nobody answered that proposal [Ida Moor: a bridge of stone]."


def test_helped_keeps_what_it_cannot_resolve():
    found = dossier()
    sentence = next(s for s in found.facts["a2"].sentences if "northern harbor" in s.span.of(found.takes["a2"].text))

    assert helped(found, "a2", sentence.span, DAY).glosses == ()


def test_bodies_by_their_name_need_no_gloss_and_by_their_kind_do():
    words = "The company closed the bridge."
    copy = Copy("c1", [("P", "Lannet Line owns it."), ("P", words)])
    copy.entity("Lannet Line", (NAME, "Lannet Line", ""), (ROLE, "The company", ""), kind=EntityKind.BODY)

    assert of(copy, words).glossed == "The company [Lannet Line] closed the bridge."
    assert in_ferry("Lannet Line, which")[1].glosses == ()


def test_a_pronoun_in_a_phrase_for_whoever_is_named_next_gets_no_other_name():
    words = "Since her return, Ivo Sorn has kept the bridge."
    copy = Copy("c1", [("P", "Ida Moor came."), ("P", words)])
    person(copy, (PRONOUN, "her", words, 0.9))
    copy.entity("Ivo Sorn", (NAME, "Ivo Sorn", ""))

    assert of(copy, words).glosses == ()


def test_a_surname_that_a_family_of_the_piece_shares_is_not_told_alone():
    words = "The bridge, Moor said, is old."
    copy = Copy("c1", [("P", "Ida Moor and Ivo Moor came."), ("P", words)])
    person(copy, (SURNAME, "Moor", words, 0.92))
    copy.entity("Ivo Moor", (NAME, "Ivo Moor", ""))

    assert of(copy, words) is None


def test_a_president_needs_no_first_name_where_nobody_shares_the_surname():
    words = "President Moor opened the bridge."
    copy = person(Copy("c1", [("P", words), ("P", "Ida Moor came.")]), (SURNAME, "Moor", words))

    assert of(copy, words).glosses == ()


@pytest.mark.parametrize("name", ["Though Moor", "CLOSE Moor", "Allowing Moor"])
def test_a_name_that_took_in_a_word_before_it_is_not_shown(name):
    words = "She opened the bridge."
    copy = Copy("c1", [("P", f"{name} came."), ("P", words)])
    copy.entity(name, (NAME, name, ""), (PRONOUN, "She", words, 0.95))

    assert of(copy, words) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("It is not known whether the bridge will open.", True),
        ("It was likely to be opposed by the pilots.", False),
        ("It is a feature that the pilots praise.", False),
        ("It is a shame that the bridge is closed.", True),
        ("The board sold the bridge before it was paid for.", True),
        ("Moor introduced it again in spring.", False),
        ("The pilot fell and died a year later.", True),
        ("The mayor fell ill a year later.", False),
    ],
)
def test_what_points_back_out_of_its_sentence(words, told):
    assert (of(Copy("c1", [("P", "A plan is there."), ("P", words)]), words) is not None) is told


def test_a_day_in_a_quotation_is_that_of_the_speech():
    words = "“The bridge opened today,” Ida Moor said Friday."
    copy = person(Copy("c1", [("P", words)], day=DAY))
    copy.says("The bridge opened today,", 0, copy.at("Ida Moor"), direct=True)
    copy.date("today", DAY, precision="day")

    assert of(copy, words).glosses == ()


def test_years_are_nobody_whom_they_may_mean():
    words = "In 20 years of trade, they have sold tin boats."

    assert of(Copy("c1", [("P", words)]), words) is None


def test_a_day_right_behind_the_word_for_saying_is_no_part_of_a_name():
    words = "Ida Moor said Friday Harn would stay open, and a Friday Market would not."
    copy = person(Copy("c1", [("P", words)], day=DAY))
    copy.date("Friday", DAY, precision="day")
    copy.date("Friday", DAY, inside="Friday Market", precision="day")

    assert of(copy, words).glossed.startswith("Ida Moor said Friday [6 Mar.] Harn")


@pytest.mark.parametrize(
    ("words", "day", "so"),
    [
        ("It closed last week, officials said.", date(2026, 3, 7), False),
        ("It closed last week, officials said.", date(2026, 3, 5), True),
        ("It will close next week, officials said.", date(2026, 3, 7), True),
        ("It will close next week, officials said.", date(2026, 3, 8), False),
    ],
)
def test_a_week_is_told_by_its_days_where_it_is_certain(words, day, so):
    copy = Copy("c1", [("P", words)], day=day)
    copy.date(
        " ".join(words.split()[-5:-3]) if "last" in words else "next week",
        date(2026, 3, 9),
        date(2026, 3, 15),
        precision="week",
    )
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())

    assert bool(helped(found, "c1", copy.at(words), day).glosses) is so


def test_a_day_behind_an_older_year_gets_no_year():
    copy = Copy(
        "c1", [("P", "The bridge fell in 1945."), ("P", "Moor saw the fall of Aug. 15 from the quay.")], day=DAY
    )
    copy.date("Aug. 15", date(2025, 8, 15), precision="day")
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())

    assert helped(found, "c1", copy.at("Moor saw the fall of Aug. 15 from the quay."), DAY).glosses == ()


def test_who_is_known_is_named_by_surname_behind_a_pronoun():
    copy = person(
        Copy("c1", [("P", "Ida Moor sailed. Moor came home."), ("P", "On that day she slept in Harn.")]),
        (SURNAME, "Moor", "Moor came"),
        (PRONOUN, "she", ""),
    )
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())
    words = copy.at("On that day she slept in Harn.")

    assert [g.text for g in helped(found, "c1", words, DAY).glosses] == ["Ida Moor"]
    assert [g.text for g in helped(found, "c1", words, DAY, {found.who("c1", 0)}).glosses] == ["Moor"]


@pytest.mark.parametrize(
    ("words", "so"),
    [
        ("A boat was put aboard a train Friday for Harn, where Moor will sail it.", True),
        ("A pilot who was held against her will won an appeal Friday that set aside the order.", True),
        ("The board opened a quay Friday, and plans another.", True),
        ("The ferry was due Friday in Harn.", False),
        ("Moor spoke on the “Ida Hale on Friday” show, which was opened and will end in May.", False),
    ],
)
def test_a_day_is_told_where_its_own_clause_tells_what_was_done(words, so):
    copy = Copy("c1", [("P", words)], day=DAY)
    copy.date("Friday", DAY)
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())

    assert bool(helped(found, "c1", copy.at(words), DAY).glosses) is so


def test_a_month_nearly_a_year_ahead_may_be_the_last():
    words = "Figures for February are expected to show growth."
    copy = Copy("c1", [("P", words)], day=DAY)
    copy.date("February", date(2027, 2, 1), date(2027, 2, 28), precision="month")
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())

    assert helped(found, "c1", copy.at(words), DAY).glosses == ()


def test_today_may_mean_nowadays():
    copy = Copy("c1", [("P", "The harbor trade is quite hard today, and pilots leave it.")], day=date(2031, 3, 6))
    copy.date("today", date(2031, 3, 6))
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())

    assert alone(found, "c1", copy.parts[0].span, date(2031, 4, 6)).glosses == ()
