"""The timeline of the invented storyline: told once, every source under it, counted from the right day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ferry import LEAD, OFFER, agency, dossier
from invented import Copy
from writethru.model import Citation, Links, MentionKind, Span
from writethru.tell.clause import clauses
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.tellings import same_place
from writethru.tell.timeline import happenings, timeline


def by_value(found):
    return {h.value: h for h in found}


def alone(copy):
    return Dossier({copy.key: copy.take()}, {copy.key: copy.facts()}, Links())


def test_three_rounds_told_by_two_pieces_are_three_happenings():
    rounds = [h for h in happenings(dossier()) if h.latest < date(2020, 1, 1)]

    assert [(h.value, h.places) for h in rounds] == [
        ("2018-06", ("Harn",)),
        ("2019-02", ("Kessel",)),
        ("2019-06", ("Brannevik",)),
    ]
    assert all([c.take for c in h.citations] == ["a2", "b1"] for h in rounds)


def test_past_now_and_ahead_are_counted_from_the_latest_take():
    found = timeline(dossier())

    assert found.as_of == date(2026, 3, 6)
    assert [h.text for h in found.now] == [folded(LEAD)]
    assert [(h.value, h.planned, h.places) for h in found.ahead] == [("2026-06", True, ("Tessel",))]
    assert max(h.latest for h in found.past) < date(2026, 3, 5)


def test_as_of_moves_the_line():
    later = timeline(dossier(), date(2026, 8, 1))
    earlier = timeline(dossier(), date(2019, 1, 1))

    assert (later.now, later.ahead) == ((), ())
    assert [h.value for h in earlier.past] == ["2018-06"]


def test_the_plan_is_told_by_both_and_cited_to_the_teaser():
    (plan,) = timeline(dossier()).ahead

    assert plan.text == folded(OFFER)
    assert {(c.take, c.scope) for c in plan.citations} == {("a2", "copy"), ("b1", "teaser-1")}


def test_an_inferred_year_says_so_and_why():
    told = by_value(happenings(dossier()))["2025-11-28"]

    assert told.inferred
    assert "teaser" in told.why


def test_what_a_later_take_dropped_is_not_told():
    found = dossier()
    facts = {**found.facts, "a2": replace(found.facts["a2"], dates=())}

    assert "2026-03-06" not in by_value(happenings(replace(found, facts=facts)))


def test_vague_times_lengths_and_open_dates_are_no_happenings():
    copy = Copy("c1", [("P", "They met recently on a Friday for many hours.")])
    copy.date("recently", None, value="PAST_REF", precision="vague")
    copy.date("Friday", None)

    assert happenings(alone(copy)) == ()


def test_two_things_on_one_day_stay_two():
    copy = Copy(
        "c1", [("P", "The bridge in Harn opened on May 4."), ("P", "A court in Kessel freed the baker on May 4.")]
    )
    copy.date("May 4", date(2026, 5, 4))
    copy.date("May 4", date(2026, 5, 4), inside="A court")
    copy.place("Harn", "Kessel")

    assert [h.places for h in happenings(alone(copy))] == [("Kessel",), ("Harn",)]


def test_a_day_that_counts_from_another_told_of_is_no_happening():
    copy = Copy("c1", [("P", "The ferry burned in June. The pilots left the next day.")], day=date(2026, 3, 6))
    copy.date("next day", date(2026, 3, 7), precision="day")

    assert happenings(alone(copy)) == ()


def test_a_week_that_counts_from_the_day_of_the_piece_is_placed():
    copy = Copy("c1", [("P", "The pilots of Harn leave next week.")], day=date(2026, 3, 6))
    copy.date("next week", date(2026, 3, 9), date(2026, 3, 15), precision="week")

    (one,) = timeline(alone(copy)).ahead

    assert one.text == "The pilots of Harn leave next week."


@pytest.mark.parametrize(
    ("text", "dates", "expected"),
    [
        (
            "In June the port closed, and in July it opened.",
            ["June", "July"],
            ["In June the port closed, and in July it opened.", "in July it opened."],
        ),
        ("Talks met on May 4; they end on May 9.", ["May 4", "May 9"], ["Talks met on May 4", "they end on May 9."]),
        (
            "Ferries sail again from May 4 after Sundrey and Talvonia settled on Friday.",
            ["May 4", "Friday"],
            ["Ferries sail again from May 4 after Sundrey and Talvonia settled on Friday."] * 2,
        ),
        (
            "Ports open on May 4 once ministers and envoys have met on Friday.",
            ["May 4", "Friday"],
            ["Ports open on May 4 once ministers and envoys have met on Friday."] * 2,
        ),
        (
            "The quay was shut on May 4, and reopened on May 9, officials said on May 10.",
            ["May 4", "May 9", "May 10"],
            [
                "The quay was shut on May 4",
                "reopened on May 9",
                "The quay was shut on May 4, and reopened on May 9, officials said on May 10.",
            ],
        ),
        ("It met at noon Friday.", ["noon", "Friday"], ["It met at noon Friday.", "It met at noon Friday."]),
        (
            "Ida Moor sailed in 2031, was named pilot in 2034.",
            ["2031", "2034"],
            ["Ida Moor sailed in 2031", "Ida Moor sailed in 2031, was named pilot in 2034."],
        ),
    ],
)
def test_clauses(text, dates, expected):
    from writethru.model import Span

    spans = [Span(text.index(d), text.index(d) + len(d)) for d in dates]

    assert [c.of(text) for c in clauses(text, Span(0, len(text)), spans)] == expected


@given(st.text("ab ,.;and", min_size=12, max_size=80), st.data())
def test_a_clause_holds_its_date_and_stays_in_its_sentence(text, data):
    from writethru.model import Span

    text = f"x{text}x"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), min_size=2, max_size=6)))
    dates = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if text[a:b].strip(" ,.;") == text[a:b]]
    if dates:
        for clause, date_ in zip(clauses(text, Span(0, len(text)), dates), dates, strict=True):
            assert 0 <= clause.start < clause.end <= len(text)
            assert clause.covers(date_)


def test_no_place_is_not_the_same_as_no_place():
    assert not same_place("", "")
    assert not same_place("North Harnland", "South Harnland")
    assert agency().key == "a2"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("In Harn, the envoy to Kessel spoke of the plan on May 4.", ("Harn",)),
        ("The envoy will visit Kessel on May 4.", ("Kessel",)),
        ("The envoy to Kessel wrote to the pilots of the coast on May 4.", ()),
        ("The envoy of Harn spoke in Kessel on May 4.", ("Kessel",)),
    ],
)
def test_a_place_is_where_the_words_put_it(words, places):
    copy = Copy("c1", [("P", words)])
    copy.place(*(name for name in ("Harn", "Kessel") if name in words))
    copy.date("May 4", date(2026, 5, 4))

    assert [h.places for h in happenings(alone(copy))] == [places]


@pytest.mark.parametrize(
    ("words", "day", "planned"),
    [
        ("The bridge will open on May 4.", date(2026, 5, 1), True),
        ("The bridge opens on May 4.", date(2026, 5, 1), True),
        ("The bridge opened on May 4.", date(2026, 5, 6), False),
        ("She said on May 4 that the bridge will open.", date(2026, 5, 4), False),
        ("The bridge is due to open on May 4.", None, True),
        ("The bridge opened on May 4.", None, False),
    ],
)
def test_planned(words, day, planned):
    copy = Copy("c1", [("P", words)], day=day)
    copy.date("May 4", date(2026, 5, 4))

    assert [h.planned for h in happenings(alone(copy))] == [planned]


def test_a_piece_in_another_language_tells_the_only_thing_of_its_day():
    found = dossier()
    foreign = Copy("c1", [("P", "Båtene begynte å gå den dagen i mars.")], language="nb", day=date(2026, 3, 7))
    foreign.date("dagen", date(2026, 3, 6))
    placed = replace(found.links.placements[1], take="c1", chain="c", previous=None)
    links = replace(found.links, placements=(*found.links.placements, placed))
    takes, facts = {**found.takes, "c1": foreign.take()}, {**found.facts, "c1": foreign.facts()}
    told = [h for h in happenings(Dossier(takes, facts, links)) if h.value == "2026-03-06"]

    assert [[c.take for c in h.citations] for h in told] == [["a2", "c1"]]
    assert told[0].text == folded(LEAD)
    assert happenings(Dossier(takes, facts, links), "nb")[-2].text == folded(foreign.lines[0][1])


def test_citations_have_an_order_so_that_ties_can_be_broken():
    one, two = Citation("a", Span(3, 9)), Citation("a", Span(3, 12))

    assert sorted([two, one]) == [one, two]


PLAN = "The Orra council will vote on the Kessel bridge on March 10."


def voted(later="", day=date(2031, 3, 14), planned=PLAN):
    """One piece that tells of a vote to come, and one of a later day."""
    first = Copy("p1", [("P", planned)], sent=datetime(2031, 3, 6, 9, tzinfo=UTC))
    first.date("March 10", date(2031, 3, 10))
    second = Copy(
        "p2", [("P", later or "Rain fell in the hills.")], sent=datetime(day.year, day.month, day.day, tzinfo=UTC)
    )
    if "Monday" in later:
        second.date("Monday", date(2031, 3, 10))
    copies = {one.key: one for one in (first, second)}
    return Dossier({k: c.take() for k, c in copies.items()}, {k: c.facts() for k, c in copies.items()}, Links())


def test_what_was_due_and_has_no_news_says_when_it_was_last_spoken_of():
    found = timeline(voted())

    assert [(h.value, h.last_told) for h in found.overdue] == [("2031-03-10", date(2031, 3, 6))]
    assert (found.past, found.now, found.ahead) == ((), (), ())


@pytest.mark.parametrize(
    "later",
    [
        "The Orra council on Monday threw out the Kessel bridge.",  # at its time
        "The council's vote on the Kessel bridge went badly.",  # in its words
    ],
)
def test_what_was_told_of_since_is_not_overdue(later):
    assert timeline(voted(later)).overdue == ()


@pytest.mark.parametrize(
    "planned",
    [
        "The Orra council's vote, due on March 10, was postponed.",
        "The Kessel bridge will stay shut until March 10.",
    ],
)
def test_what_is_off_and_what_only_ends_then_is_not_due(planned):
    assert timeline(voted(planned=planned)).overdue == ()


def test_on_its_own_day_it_is_still_due_and_before_it_ahead():
    assert timeline(voted(), date(2031, 3, 10)).overdue == ()
    assert [h.value for h in timeline(voted(), date(2031, 3, 7)).ahead] == ["2031-03-10"]


def test_lines_are_glossed_but_for_their_own_time():
    copy = Copy(
        "c1", [("P", "Ida Moor came to Orra."), ("P", "She left Orra on May 4.")], sent=datetime(2031, 5, 6, tzinfo=UTC)
    )
    copy.date("May 4", date(2031, 5, 4))
    copy.entity("Ida Moor", (MentionKind.NAME, "Ida Moor", ""), (MentionKind.PRONOUN, "She", "She left", 0.9))

    (line,) = timeline(alone(copy)).past

    assert line.text == "She left Orra on May 4."
    assert line.glossed == "She [Ida Moor] left Orra on May 4."


def test_a_pronoun_behind_another_name_is_left_to_the_clause():
    copy = Copy(
        "c1",
        [("P", "Ida Moor came."), ("P", "Jon Sorn said she left on May 4.")],
        sent=datetime(2031, 5, 6, tzinfo=UTC),
    )
    copy.date("May 4", date(2031, 5, 4))
    copy.entity("Ida Moor", (MentionKind.NAME, "Ida Moor", ""), (MentionKind.PRONOUN, "she", "said she", 0.9))
    copy.entity("Jon Sorn", (MentionKind.NAME, "Jon Sorn", ""))

    (line,) = timeline(alone(copy)).past

    assert line.glossed == line.text


@pytest.mark.parametrize(
    ("text", "dates", "clause"),
    [
        (
            "Ferries sail again from 7 April after Vell and Orra agreed on fares on Wednesday.",
            ("7 April", "Wednesday"),
            "Ferries sail again from 7 April after Vell and Orra agreed on fares on Wednesday.",
        ),
        (
            "The letters date between 2014 and 2016, and include a note to the board.",
            ("2014", "2016"),
            "The letters date between 2014 and 2016, and include a note to the board.",
        ),
        (
            "Late last month Vell closed its quay, and the board met on Friday.",
            ("Late last month", "Friday"),
            "Late last month Vell closed its quay, and the board met on Friday.",
        ),
        ('"In May I count six," he said on Friday.', ("May", "Friday"), '"In May I count six," he said on Friday.'),
    ],
)
def test_no_clause_is_cut_between_two_names_or_the_ends_of_a_time(text, dates, clause):
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in dates]

    assert clauses(text, Span(0, len(text)), spans)[0].of(text) == clause


@pytest.mark.parametrize(
    ("text", "words", "first", "precision"),
    [
        ("Updated: May 4, 2031, 6:03 PM ET", "May 4, 2031", date(2031, 5, 4), "day"),
        ("Shore notes https://vell.example/xY — Vell Harbor (@vellharbor) May 4, 2031", "May 4, 2031",
         date(2031, 5, 4), "day"),
        ("Who would close a quay on May 4?", "May 4", date(2031, 5, 4), "day"),
        ("The next day a bunch of roses came to her house.", "The next day", date(2031, 5, 4), "day"),
        ("If the courts judge, the winter will decide for us.", "the winter", date(2031, 12, 1), "season"),
        ("Moor left the boat at the quay of Harn overnight.", "overnight", date(2031, 5, 4), "day"),
        ("The board may cancel its next meetings, on Sunday and Monday.", "Sunday", date(2031, 5, 4), "day"),
        ("Moor proposed new talks between the towns in July.", "July", date(2030, 7, 1), "month"),
    ],
)  # fmt: skip
def test_no_line_stands_at_a_pages_own_time_or_one_that_is_not_sure(text, words, first, precision):
    copy = Copy("c1", [("P", text), ("P", "The quay of Harn is shut.")], sent=datetime(2031, 5, 6, tzinfo=UTC))
    copy.date(words, first, precision=precision)

    assert happenings(alone(copy)) == ()


def test_one_clause_of_two_times_is_one_line():
    text = "Ida Moor led the board from 2011 to 2019 before the harbor was sold."
    copy = Copy("c1", [("P", text)], sent=datetime(2031, 5, 6, tzinfo=UTC))
    for year in ("2011", "2019"):
        copy.date(year, date(int(year), 1, 1), date(int(year), 12, 31), precision="year", value=year)

    assert [h.value for h in timeline(alone(copy)).past] == ["2011"]


def test_a_piece_without_a_day_looks_ahead_only_where_its_words_lead_up_to_a_time():
    text = "The storm of May 2011 took the next quay, and pilots may remember it."
    copy = Copy("c1", [("P", text)])
    copy.date("May 2011", date(2011, 5, 1), date(2011, 5, 31), precision="month", value="2011-05")

    assert [h.value for h in timeline(alone(copy)).past] == ["2011-05"]
