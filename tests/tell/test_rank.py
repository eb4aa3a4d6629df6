"""Which sentences are chosen, and which never are."""

from dataclasses import replace
from datetime import date

import pytest

from ferry import LINE, SILT, dossier
from invented import Copy
from writethru.model import Citation, Links, Origin, OriginKind, Placement, Standing, Story
from writethru.tell.brief import brief
from writethru.tell.dossier import Dossier
from writethru.tell.prose import balanced
from writethru.tell.rank import candidates


def texts(found):
    return {found_.span for found_ in found}


def of(*paragraphs, **more):
    copy = Copy("c1", [("P", p) for p in paragraphs], **more)
    return Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()), copy


@pytest.mark.parametrize(
    "words",
    [
        "Why did the bridge in Harn take so long to build?",
        "The bridge.",
        "THE BRIDGE IN HARN IS OPEN FOR ALL CARS FROM TODAY.",
        "More on the bridge in Harn at www.harn.example for all readers.",
        "The mayor said: “The bridge in Harn will stand for a hundred years.",
        "Bridge in Harn opens to all traffic after long wait",
        "(The bridge in Harn opened to all traffic after a long wait.)",
        "The bridge " + "over the long and winding river " * 12 + "is open.",
        "_ A new bridge in Harn over the river, open to all cars.",
        "12. A bridge in Harn over the river, open to all cars.",
        "Harn Bridges: Growth 48.45 percent, Shares 12.30 percent.",
        "of the bridge in Harn, which is open to all cars.",
        "Sign up here for all the news on the bridge in Harn.",
        "The bridge in Harn was opened.Two cars drove over it at once.",
        "T HE BRIDGE in Harn opened to all cars today.",
        "The bridge in Harn is the longest in Orra and cost $27.",
        "He reads the Harn Bridge (Ivor.)",
        "The bridge in Harn is 3}-mile long and open to all.",
        "The writer, who lives in Harn, has crossed the bridge fifteen times.",
        "“The bridge in Harn will stand for a hundred years.”",
        "“Will the bridge in Harn stand for a hundred years?” the mayor asked.",
        "“The bridge in Harn will stand,” the mayor said. “But nobody will cross it.",
        "Calls to the mayor of Harn on Friday were not returned.",
        "Mayor Ida Moor of Harn said of the bridge over the river at a meeting.",
        "Mayor Ida Moor of Harn could not be located for comment late on Friday.",
        "The mayor of Harn could not be reached for a word on the bridge.",
        "Harn County is just north of Vell County.",
        "The bridge in Harn will open to all cars. — Harn Bridge (@harnbridge) May 4, 2031",
    ],
)
def test_never_chosen(words):
    found, _ = of(words, "The bridge over the river in Harn opened to all cars.")

    assert len(candidates(found)) == 1


def test_what_a_column_told_on_another_day_is_not_told_today():
    def column(key, day, *paragraphs):
        return Copy(key, [("P", words) for words in paragraphs], day=day, title="Harbour Days")

    opens = "The harbor days of Harn bring ferries, pilots and boats to the quay."
    now = column("c2", date(2026, 3, 6), opens, "A ferry was the first to sail to Vell in the year of the storm.")
    then = column("c1", date(2026, 3, 5), opens, "A crane was the first to fall from the quay in the year of war.")
    placed = tuple(Placement(k, k, None, k, "s", "l", ("l",)) for k in ("c1", "c2"))
    found = Dossier(
        {one.key: one.take() for one in (then, now)},
        {one.key: one.facts() for one in (then, now)},
        Links(placements=placed),
    )

    assert {one.take for one in candidates(found, [Citation("c2", now.at(opens))])} == {"c2"}


def test_words_that_a_line_introduces_have_lost_their_voice_without_it():
    found, _ = of(
        "The harbor board of Harn stated:",
        "The bridge is a gift to all who love the harbor and its ferries.",
        "The bridge over the river in Harn opened to all cars.",
    )

    assert len(candidates(found)) == 1


def test_the_words_of_a_picture_are_never_chosen():
    found, _ = of(
        "Ida Moor crosses the bridge in Harn on her way to the board. (Harn Echo photo: Jon Sorn)",
        "The bridge over the river in Harn opened to all cars.",
    )

    assert len(candidates(found)) == 1


def test_a_sentence_inside_a_quotation_is_never_chosen():
    found, copy = of(
        "Mayor Ida Moor said: “The bridge in Harn will stand. It opens to all the cars of Orra. It is ours.”"
    )

    assert copy.at("It opens to all the cars of Orra.") not in texts(candidates(found))


def test_a_dateline_inside_the_copy_is_no_part_of_what_is_told():
    found, copy = of(
        "A storm hit the coast of Orra on its way.", "HARN (AP) _ The bridge over the river opened to all cars."
    )

    assert copy.at("The bridge over the river opened to all cars.") in texts(candidates(found))


def test_what_goes_on_from_a_cry_or_only_says_who_spoke_is_never_chosen():
    _, copy = of(
        "The bridge over the river in Harn opened to all cars.",
        "“Is it safe?” Mayor Ida Moor asked a crowd at the quay in Harn.",
    )
    copy.says("Is it safe?", None, copy.at("Mayor Ida Moor"), cue=(copy.at("asked"),), direct=True)
    take, facts = copy.take(), copy.facts()
    tail = copy.at("Mayor Ida Moor asked a crowd at the quay in Harn.")
    first, *_, last = facts.sentences
    split = Dossier({"c1": take}, {"c1": replace(facts, sentences=(first, replace(last, span=tail)))}, Links())

    assert [c.span.start for c in candidates(split)] == [0]


def test_the_text_of_a_speech_has_no_key_sentences():
    found, _ = of(
        "Here is the text of a speech by Mayor Ida Moor in Harn on Friday.",
        "The bridge over the river in Harn is open to all cars from this day on.",
    )

    assert candidates(found) == []


def test_what_a_source_told_days_before_weighs_less_than_what_it_tells_now():
    words = "The bridge over the river in Harn was {} to all cars by the mayor."
    old = Copy("old", [("P", words.format("closed"))], day=date(2031, 3, 2))
    new = Copy("new", [("P", words.format("opened"))], day=date(2031, 3, 4))
    placed = tuple(Placement(k, k, None, k, "s", "l", ("l",)) for k in ("old", "new"))
    both = Dossier({c.key: c.take() for c in (old, new)}, {c.key: c.facts() for c in (old, new)}, Links(placed))
    weights = {c.take: c.weight for c in candidates(both)}

    assert weights["old"] == pytest.approx(weights["new"] - 0.6)


def test_what_other_sources_tell_and_head_weighs_more_and_ones_own_retelling_does_not():
    pieces = {
        "a": ("North Wire", "The bridge over the river in Harn was opened to all cars."),
        "b": ("East Wire", "In Harn, the river bridge was opened to all cars by the mayor."),
        "c": ("North Wire", "Two pilots had asked the court to stop the new ferry line."),
        "d": ("North Wire", "The new ferry line was to be stopped by the court, two pilots asked."),
    }
    copies = [Copy(key, [("P", words)], source=source, title="") for key, (source, words) in pieces.items()]
    placed = tuple(Placement(k, k, None, k, "s", "l", ("l",)) for k in pieces)
    found = Dossier({c.key: c.take() for c in copies}, {c.key: c.facts() for c in copies}, Links(placed))
    weights = {c.take: c.weight for c in candidates(found)}

    assert min(weights["a"], weights["b"]) > max(weights["c"], weights["d"]) + 0.3


def test_the_readers_language_first_others_where_there_is_nothing_else():
    english, copy = of("The bridge over the river in Harn opened to all cars.")
    foreign = Copy("c2", [("P", "Broen over elven i Harn åpnet i dag for all trafikk.")], language="nb")
    both = Dossier({"c1": copy.take(), "c2": foreign.take()}, {"c1": copy.facts(), "c2": foreign.facts()}, Links())
    alone = Dossier({"c2": foreign.take()}, {"c2": foreign.facts()}, Links())

    assert [c.take for c in candidates(english)] == ["c1"]
    assert [c.take for c in candidates(both)] == ["c1"]
    assert [c.take for c in candidates(alone)] == ["c2"]


def test_a_reprint_is_told_once():
    words = "The bridge over the river in Harn opened to all cars on the first day."
    copies = [Copy(key, [("P", words), ("P", words.replace("first", end))], source=key) for key, end in
              (("a", "second"), ("b", "third"), ("c", "fourth"))]  # fmt: skip
    origins = (
        Origin("a", OriginKind.REPORTING, "Vell Wire"),
        Origin("b", OriginKind.REPRINT, "Vell Wire"),
        Origin("c", OriginKind.UNKNOWN),
    )
    story = Story("s", "", "a", ("a", "b", "c"), (), origins, (), None, None)
    found = Dossier({c.key: c.take() for c in copies}, {c.key: c.facts() for c in copies}, Links(stories=(story,)))
    placed = replace(found, links=replace(found.links, placements=()))

    assert {c.take for c in candidates(placed)} == {"a", "b", "c"}  # of stories of their own

    links = replace(found.links, placements=tuple(Placement(k, k, None, k, "s", "l", ("l",)) for k in "abc"))
    assert {c.take for c in candidates(replace(found, links=links))} == {"a", "c"}


def test_what_ai_wrote_is_told_only_where_nobody_else_tells():
    words = ("The bridge over the river in Harn opened to all cars.", "The mayor of Harn drove over the bridge first.")
    copies = [Copy(key, [("P", text)], source=key) for key, text in zip("ab", words, strict=True)]
    origins = (Origin("a", OriginKind.AI), Origin("b", OriginKind.UNKNOWN))
    story = Story("s", "", "a", ("a", "b"), (), origins, (), None, None)
    placed = tuple(Placement(k, k, None, k, "s", "l", ("l",)) for k in "ab")
    links = Links(placed, stories=(story,))
    found = Dossier({c.key: c.take() for c in copies}, {c.key: c.facts() for c in copies}, links)
    alone = Dossier({"a": copies[0].take()}, {"a": copies[0].facts()}, links)

    assert {c.take for c in candidates(found)} == {"b"}
    assert {c.take for c in candidates(alone)} == {"a"}


def test_one_side_of_a_dispute_is_not_told_without_the_other():
    found = dossier()
    told = {s.text for s in brief(found, "storyline", "l1").key}

    assert (SILT in told) == (LINE in told)


def test_what_was_revised_is_not_told():
    found = dossier()
    claim = found.links.claims[0]
    revised = replace(claim, standing=Standing.REVISED)
    b = brief(replace(found, links=replace(found.links, claims=(revised,))), "storyline", "l1")

    assert SILT not in {s.text for s in b.key}


@pytest.mark.parametrize(
    ("text", "whole"),
    [("“Yes,” he said.", True), ("“Yes, he said.", False), ("``Yes,'' he said.", True), ('"Yes, he said.', False)],
)
def test_balanced(text, whole):
    assert balanced(text) is whole


def test_as_of_is_only_for_the_reader():
    found = dossier()
    early, late = (brief(found, "storyline", "l1", day) for day in (date(2026, 3, 6), date(2026, 3, 7)))

    assert [s.citation for s in early.key] == [s.citation for s in late.key]


def test_a_message_set_into_a_page_is_never_chosen():
    found, _ = of(
        "Bridge to open next month for all cars. Tolls will be low. — J. Harn Sorn (@bridge) May 4, 2031",
        "The bridge over the river in Harn opened to all cars.",
    )

    assert len(candidates(found)) == 1
