"""Who said what: the right voice, once, and nobody given what others report of him."""

from dataclasses import replace
from datetime import date

from ferry import QUOTE, dossier
from invented import Copy
from writethru.model import Links, MentionKind, StatementKind
from writethru.tell.dossier import Dossier
from writethru.tell.said import said_by, who_said_what

NAME, SURNAME, PRONOUN = MentionKind.NAME, MentionKind.SURNAME, MentionKind.PRONOUN


def lines(found, person):
    return [line for line in who_said_what(found) if line.person == person]


def test_direct_quotations_come_first_and_carry_their_day():
    first, second, third = lines(dossier(), "p0")

    assert first.direct
    assert first.quote.text in QUOTE
    assert first.day == second.day == date(2026, 3, 6)
    assert (second.kind, third.kind) == (StatementKind.SAID, StatementKind.REJECTED)


def test_the_rejection_points_at_what_it_rejects_and_at_whose_it_is():
    line = next(line for line in lines(dossier(), "p0") if line.kind is StatementKind.REJECTED)

    assert line.quote.text == "rejected that claim"
    assert line.rejects.text.startswith("Moor urged inspectors")
    assert line.rejects.glossed.endswith("[claimed: pilots' union]")


def test_nobody_is_given_what_others_report_of_him():
    found = dossier()
    for line in [*lines(found, "p0"), *said_by(found, "p0")]:
        assert "both eyes shut" not in line.quote.text
    (union,) = lines(found, "p5")
    assert "both eyes shut" in union.quote.text
    assert union.reporter == ""


def test_where_the_report_itself_is_not_told_the_line_names_the_reporter():
    found = dossier()
    facts = found.facts["a2"]
    hidden = tuple(replace(s, shown=s.kind is not StatementKind.CLAIMED or s.entity != 4) for s in facts.statements)
    found = replace(found, facts={**found.facts, "a2": replace(facts, statements=hidden)})
    reported = [line for line in who_said_what(found) if line.reporter]

    assert [(line.reporter, line.person) for line in reported] == [("pilots' union", "")]
    assert said_by(found, "p0") == tuple(lines(found, "p0"))


def test_two_namesakes_stay_two():
    assert {line.person for line in who_said_what(dossier()) if "Moor" in line.speaker} == {"p0", "p3"}


def test_earlier_takes_of_a_chain_say_nothing_twice():
    assert {line.quote.citation.take for line in who_said_what(dossier())} == {"a2", "b1"}


def test_one_statement_told_by_two_pieces_is_one_line():
    other = Copy("c1", [("P", "Moor told the council: “The channel will not wait for us.”")], source="Harn Echo")
    other.entity("Ida Moor", (NAME, "Moor", ""))
    other.says("The channel will not wait for us", 0, other.at("Moor"), direct=True)
    found = dossier(other)
    people = tuple(
        replace(p, mentions=(*p.mentions, replace(p.mentions[0], take="c1", entity=0))) if p.id == "p0" else p
        for p in found.links.people
    )
    found = replace(found, links=replace(found.links, people=people))

    assert [line.quote.text for line in lines(found, "p0")].count("The channel will not wait for us") == 1


def test_what_is_not_shown_or_says_nothing_gets_no_line():
    copy = Copy("c1", [("P", "Ida Moor praised the plan. She rejected it. They hope for a bridge of stone.")])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""))
    copy.says("the plan", 0, copy.at("Ida Moor"))
    copy.says("it", 0, copy.at("She"), kind=StatementKind.REJECTED)
    copy.says("for a bridge of stone", None, copy.at("They"))
    copy.says("praised the plan", 0, copy.at("Ida Moor"), shown=False)
    copy.says("stone", 0, copy.at("Ida Moor"), direct=True)

    assert who_said_what(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())) == ()


def test_the_day_beside_the_cue_is_the_day_it_was_said():
    copy = Copy("c1", [("P", "Ida Moor said on May 4 that the bridge would be closed in June.")], day=date(2026, 5, 6))
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""))
    copy.says("the bridge would be closed in June", 0, copy.at("Ida Moor"), cue=(copy.at("said"),))
    copy.date("May 4", date(2026, 5, 4))
    (line,) = who_said_what(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()))

    assert line.day == date(2026, 5, 4)


def test_the_person_named_last_in_the_speakers_words_is_the_speaker():
    words = "Harn's mayor Ida Moor said the bridge would be closed in June."
    copy = Copy("c1", [("P", words)])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""))
    copy.says("the bridge would be closed in June", None, copy.at("Harn's mayor Ida Moor"))
    (line,) = who_said_what(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()))

    assert (line.speaker, line.person) == ("Ida Moor", "c1/Ida Moor")


def test_what_two_say_together_is_a_line_of_both_with_its_cue():
    copy = Copy("c1", [("P", "Ida Moor and Lou Hale agreed to open the bridge in June.")])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""))
    copy.entity("Lou Hale", (NAME, "Lou Hale", ""))
    copy.says("to open the bridge in June", 0, copy.at("Ida Moor and Lou Hale"), cue=(copy.at("agreed"),), also=(1,))
    found = who_said_what(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()))

    assert [(line.speaker, line.quote.text) for line in found] == [
        ("Ida Moor", "agreed to open the bridge in June"),
        ("Lou Hale", "agreed to open the bridge in June"),
    ]
    assert {line.quote.citation.span for line in found} == {copy.at("agreed to open the bridge in June")}


def test_a_cue_behind_what_it_reports_is_left_out():
    copy = Copy("c1", [("P", "The bridge would be closed in June, Ida Moor said.")])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""))
    copy.says("The bridge would be closed in June", 0, copy.at("Ida Moor"), cue=(copy.at("said"),))
    (line,) = who_said_what(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()))

    assert line.quote.text == "The bridge would be closed in June"


def test_the_speakers_surname_is_not_glossed_in_his_own_line():
    copy = Copy("c1", [("P", "Ida Moor spoke to reporters."), ("P", "Moor said she would stay at sea.")])
    copy.entity("Ida Moor", (NAME, "Ida Moor", ""), (SURNAME, "Moor", "Moor said"), (PRONOUN, "she", "said she"))
    copy.says("she would stay at sea", 0, copy.at("Moor", "Moor said"), cue=(copy.at("said"),))
    (line,) = who_said_what(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()))

    assert (line.speaker, line.quote.glossed) == ("Ida Moor", "said she would stay at sea")


def test_what_the_piece_adds_behind_a_quotation_is_not_said():
    copy = Copy("c1", [("P", 'She added, "The bridge stays shut," pointing at the river of Harn.')])
    copy.entity("Ida Moor", (NAME, "She", ""))
    copy.says('"The bridge stays shut," pointing at the river of Harn', 0, copy.at("She"), direct=True)
    (line,) = who_said_what(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()))

    assert line.quote.text == '"The bridge stays shut,"'
