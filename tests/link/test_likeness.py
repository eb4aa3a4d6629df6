"""What makes two pieces tell one event, on invented copy: look-alikes, and what must always hold."""

from dataclasses import replace

import numpy as np
import pytest
from building import item
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.link.at_hand import AtHand
from writethru.link.background import hashed, weight
from writethru.link.centring import products
from writethru.link.items import Linkable
from writethru.link.likeness import Likeness
from writethru.link.links import link
from writethru.link.sheet import Sheet
from writethru.link.traits import columns, spelled
from writethru.link.units import LEAST
from writethru.link.window import DeskWindow, block
from writethru.link.words import terms
from writethru.model import DateExpression, DateType, Figure, Span

QUAKES = (
    item("q1", "Quake kills 12 in Karsk", "A quake of magnitude 6.1 killed 12 people in Karsk, the governor said."),
    item("q2", "Karsk quake kills 12", "Twelve people died when a quake of magnitude 6.1 hit Karsk, rescuers said."),
    item("q3", "Quake damages homes on Lervik", "A quake of magnitude 5.2 cracked 40 houses on Lervik island."),
)


def over(items):
    days = np.array([one.day.toordinal() if one.day else 0 for one in items], dtype=np.int64)
    return Likeness(Sheet(columns(items)), np.arange(len(items)), days)


def alike(one, other):
    return float(over([one, other]).likeness(np.array([0]), np.array([1]))[0])


WORDS = ("ferry", "Strand", "quake", "Karsk", "12", "minister", "resigned", "Monday", "harbour", "Moor")
texts = st.lists(st.sampled_from(WORDS), min_size=0, max_size=8).map(" ".join)
pieces = st.lists(st.tuples(texts, texts, st.sampled_from(["", "2026-03-04T10:00", "2026-04-09T10:00"])), max_size=6)


def built(rows):
    return [item(f"k{number}", title, text, at=at) for number, (title, text, at) in enumerate(rows)]


def test_one_quake_is_more_alike_than_two():
    assert alike(*QUAKES[:2]) > 1.5 * alike(QUAKES[0], QUAKES[2])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Man jailed for Strand ferry fraud", "A court in Strand jailed a man for fraud on Friday."),) * 2,
        (
            ("Court jails driver over Ulm bus crash", "A court jailed a driver for 9 years over the bus crash in Ulm."),
            ("Driver gets 9 years for Ulm bus crash", "The driver in the Ulm bus crash was sent to jail for 9 years."),
        ),
    ],
)
def test_two_tellings_of_one_event_make_a_story(one, other):
    pieces = [item("a", *one, source="a"), item("b", *other, source="b")]
    assert len(link(pieces).stories) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("Halder Bank profit rises 4 percent", "Halder Bank earned 310 million in the second quarter, it said."),
            ("Mining group Orvik posts quarterly loss", "Orvik lost 75 million in the quarter as copper fell."),
        ),
        (
            (
                "Trial of Moor opens in Kestrava",
                "Arne Moor went on trial in Kestrava accused of spying for a neighbour.",
            ),
            ("Dahl pleads guilty in Ulm", "Inga Dahl pleaded guilty in Ulm to setting fire to a barn last year."),
        ),
    ],
)
def test_look_alikes_stay_apart(one, other):
    pieces = [item("a", *one, source="a"), item("b", *other, source="b")]
    assert len(link(pieces).stories) == 2


def weekday(key, day, number):
    text = f"The council of Strand voted on {day} to close the old harbour to lorries for good."
    return item(key, "Strand closes harbour to lorries", text, source=key, at="", dates=((day, number),))


def test_other_weekdays_of_undated_pieces_speak_against_one_event():
    monday, too, friday = (
        weekday("a", "Monday", "XXXX-WXX-1"),
        weekday("b", "Monday", "XXXX-WXX-1"),
        weekday("c", "Friday", "XXXX-WXX-5"),
    )
    assert alike(monday, friday) < 0.85 * alike(monday, too)


def package(key, number, ordinal):
    text = f"Lorvik passed the {ordinal} package of sanctions against Karsk, which bars its timber and its copper."
    found = item(key, "Lorvik sanctions Karsk again", text, source=key)
    start = found.take.text.index(ordinal)
    figure = Figure(Span(start, start + len(ordinal)), "copy", unit="package", what="package", ordinal=number)
    return Linkable(found.take, replace(found.facts, figures=(figure,)), found.vector)


def test_what_is_numbered_otherwise_is_the_next_of_a_row():
    twelfth, again, next_one = package("a", 12, "12th"), package("b", 12, "12th"), package("c", 13, "13th")
    assert alike(twelfth, next_one) < 0.75 * alike(twelfth, again)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("ja", "{}でM{}の地震、{}人死亡", "{}の沿岸でマグニチュード{}の地震があり、{}人が死亡した。"),
        (
            "ru",
            "Землетрясение под {} магнитудой {}: {} погибших",
            "Под {} землетрясение магнитудой {}, погибли {} человек.",
        ),
    ],
)
def test_two_quakes_in_a_language_without_names_are_two(language, title, text):
    def quake(key, place, size, dead):
        told = f"{size}", f"{dead}"
        figures = tuple((one, float(one), "") for one in told)
        return item(key, title.format(place, *told), text.format(place, *told), figures=figures, language=language)

    one, other = ("ベルチェ", "トルメラ") if language == "ja" else ("Вельчем", "Толмерой")
    same = alike(quake("a", one, 6.1, 12), quake("b", one, 6.2, 15))
    assert alike(quake("a", one, 6.1, 12), quake("c", other, 6.5, 19)) < 0.5 * same


def test_a_headline_in_the_same_words_about_another_place_is_a_look_alike():
    def crash(key, place):
        return item(key, f"Light aircraft crashes near {place}", source=key, places=(place,))

    assert alike(crash("a", "Karsk"), crash("b", "Lervik")) < 0.5 * alike(crash("a", "Karsk"), crash("c", "Karsk"))


def ferry(key, place, dead, *, told_of=""):
    """A ferry accident; what the copy looks back to stands far from its head."""
    text = f"A ferry sank off {place} in a squall and at least {dead} people drowned, the coast guard said."
    places = [name for name in (place, told_of) if name]
    copy = [text, f"It was the second in a week after the one off {told_of}."] if told_of else [text]
    return item(
        key,
        f"Ferry sinks off {place}, {dead} dead",
        *copy,
        source=key,
        places=places,
        figures=((str(dead), dead, "people"),),
    )


def test_who_looks_back_to_a_look_alike_does_not_tell_it():
    first, toll, other = ferry("a", "Karsk", 11), ferry("b", "Karsk", 14), ferry("c", "Lervik", 14, told_of="Karsk")

    assert alike(first, other) < 0.4 * alike(first, toll)


def sentence(key, years):
    found = item(key, f"Man gets {years} years in prison for robbery in Ulm", source=key)
    length = DateExpression(Span(9, 17), "headline", DateType.DURATION, f"P{years}Y", None, None, "year")
    return Linkable(found.take, replace(found.facts, dates=(length,)), found.vector)


def test_other_lengths_of_time_are_other_figures():
    told = {reason.kind for reason in over([sentence("a", 12), sentence("b", 11)]).reasons(0, 1, {})}
    same = {reason.kind for reason in over([sentence("a", 12), sentence("b", 12)]).reasons(0, 1, {})}

    assert told - same == {"figures", "head_figures"}


@settings(max_examples=20, deadline=None)
@given(pieces, st.floats(0, 1))
def test_what_reaches_the_least_is_the_same_with_it_and_without(rows, least):
    items = built(rows)
    if not items:
        return
    every = np.arange(len(items))
    pairs = np.repeat(every, len(items)), np.tile(every, len(items))
    whole, some = over(items).likeness(*pairs), over(items).likeness(*pairs, least)
    assert np.array_equal(np.where(whole >= least, whole, 0), np.where(some >= least, some, 0))


def test_headlines_of_one_wire_weeks_apart_are_passed_over_only_where_they_are_less_alike_than_that(monkeypatch):
    monkeypatch.setattr("writethru.link.wires._MANY", 1)
    told = "Ferry runs aground outside Strand harbour", "Ferry runs aground outside Strand harbour again"
    items = [item(f"k{day}", told[day % 2], at=f"2026-03-{day:02}T10:00") for day in range(1, 31)]
    every = np.arange(len(items))
    pairs = np.repeat(every, len(items)), np.tile(every, len(items))
    whole, some = over(items).likeness(*pairs), over(items).likeness(*pairs, LEAST)
    assert (whole >= LEAST).any()
    assert ((some == 0) & (whole > 0)).any()
    assert np.array_equal(whole[whole >= LEAST], some[whole >= LEAST])
    assert (some[whole < LEAST] < LEAST).all()


def test_products_have_the_same_bits_whatever_else_is_asked_for():
    vectors = np.random.default_rng(7).standard_normal((90, 24)).astype(np.float32)
    one, other = np.arange(80), np.arange(80)[::-1]
    alone = [products(vectors, one[at : at + 1], other[at : at + 1])[0] for at in range(80)]
    assert products(vectors, one, other).tolist() == alone
    assert np.allclose(alone, (vectors[one] * vectors[other]).sum(axis=1), atol=1e-5)


def test_reasons_name_the_words_that_two_pieces_share_and_their_weight():
    found = over(QUAKES).reasons(0, 1, spelled(QUAKES))
    words = next(reason for reason in found if reason.kind == "words")
    assert words.weight > 0
    assert {"Karsk", "magnitude"} <= set(words.words)
    assert list(found) == sorted(found, key=lambda reason: (-abs(reason.weight), reason.kind))


def test_rare_words_tell_more_in_every_language_that_has_a_list():
    assert weight(terms("ceasefire")[0]) > weight(terms("government")[0])
    assert weight("gletsch", "de") > weight(terms("Regierung", "de")[0], "de")
    assert weight("zzyzx", "xx") == weight("qwrtp", "xx") > 0


def test_a_word_has_the_same_hash_on_every_machine():
    assert hashed("ferry") == 0x6E53A75F838D7D10


@settings(max_examples=40, deadline=None)
@given(pieces, st.randoms(use_true_random=False))
def test_likeness_is_symmetric_bounded_and_the_same_in_any_order(rows, chance):
    items = built(rows)
    if not items:
        return
    every = np.arange(len(items))
    one, other = np.repeat(every, len(items)), np.tile(every, len(items))
    first = over(items).likeness(one, other).reshape(len(items), -1)
    assert (first >= 0).all()
    assert (first <= 1).all()
    assert np.allclose(first, first.T, atol=1e-6)
    order = chance.sample(range(len(items)), len(items))
    again = over([items[place] for place in order]).likeness(one, other).reshape(len(items), -1)
    assert np.allclose(again, first[np.ix_(order, order)], atol=1e-5)


@settings(max_examples=20, deadline=None)
@given(pieces)
def test_candidates_are_pairs_in_order_each_once(rows):
    items = built(rows)
    if not items:
        return
    low, high = over(items).candidates(np.arange(len(items)))
    assert (low < high).all()
    assert len(set(zip(low.tolist(), high.tolist(), strict=True))) == len(low) == len(items) * (len(items) - 1) // 2


@settings(max_examples=40, deadline=None)
@given(pieces, st.sampled_from(["en", "de"]))
def test_reasons_add_up_to_the_likeness(rows, language):
    items = [item(str(n), *words, at=at, language=language if n else "en") for n, (*words, at) in enumerate(rows)]
    if len(items) < 2:
        return
    found = over(items)
    total = sum(reason.weight for reason in found.reasons(0, 1, {}))

    assert total == pytest.approx(float(found.likeness(np.array([0]), np.array([1]))[0]), abs=1e-4)


def test_what_tells_apart_weighs_less_than_nothing():
    two = [
        item(f"q{n}", "Quake kills 12", f"A quake killed 12 in {place}.", places=(place,))
        for n, place in enumerate(["Karsk", "Lervik"])
    ]
    found = {reason.kind: reason.weight for reason in over(two).reasons(0, 1, {})}

    assert found["places"] < 0 < found["words"]


def fund(number, day, source="Vellmark Wire"):
    names = ("Strand", "Lervik", "Orvik", "Halder", "Karsk", "Ulm")
    title = f"{names[number % 6]} Growth Trust {number}: net asset value"
    return item(f"f{number}-{day}", title, source=source, at=f"2026-03-{day:02d}T10:{number % 60:02d}")


def test_headlines_of_a_wire_share_its_formulae_and_those_of_an_outlet_tell_one_event():
    few = over([fund(0, 3), fund(1, 3), fund(2, 4)])
    many = over([fund(0, 3), fund(1, 3), fund(2, 4), *(fund(number, 3) for number in range(3, 210))])
    others = over([fund(number, 3, source=f"Outlet {number}") for number in range(210)])
    one, other = np.array([0, 0]), np.array([1, 2])
    same_day, next_day = many.likeness(one, other)
    assert same_day < 0.5 * few.likeness(one, other)[0]
    assert next_day < 0.6 * same_day
    assert others.likeness(one, other)[0] > 2 * same_day


def test_a_take_that_says_nothing_of_its_source_is_of_no_wire():
    nameless = over([fund(number, 3, source="") for number in range(210)])
    named = over([fund(number, 3) for number in range(210)])
    one, other = np.array([0]), np.array([1])
    assert nameless.likeness(one, other)[0] > 2 * named.likeness(one, other)[0]


def test_nor_is_it_in_the_window_of_a_desk():
    nameless, named = (
        DeskWindow(AtHand([block({f"c{n}": fund(n, 3, source=source) for n in range(210)})]), 60)
        for source in ("", "Vellmark Wire")
    )
    one, other = np.array([0]), np.array([1])
    assert nameless.likeness(one, other)[0] > 2 * named.likeness(one, other)[0]


def test_the_weights_of_two_headlines_of_a_wire_add_up_to_their_likeness():
    wire = over([fund(number, 3) for number in range(210)])
    reasons = wire.reasons(0, 1, {})
    assert "wire" in {reason.kind for reason in reasons}
    assert sum(reason.weight for reason in reasons) == pytest.approx(
        float(wire.likeness(*map(np.array, ([0], [1])))[0])
    )


@settings(max_examples=40, deadline=None)
@given(pieces, st.sampled_from([0.0, 0.1, LEAST, 0.6]))
def test_no_pair_that_is_alike_enough_is_missing_among_the_candidates(rows, least):
    likeness = over(built(rows))
    every = np.arange(len(rows))
    one, other = (row.ravel() for row in np.meshgrid(every, every, indexing="ij"))
    alike = likeness.likeness(one, other)
    wanted = {
        (a, b) for a, b, value in zip(one.tolist(), other.tolist(), alike, strict=True) if a < b and value >= least
    }
    found = set(zip(*map(np.ndarray.tolist, likeness.candidates(every, least)), strict=True))
    assert wanted <= found


@given(pieces)
def test_all_products_of_rows_are_those_of_each_pair(rows):
    sheet = Sheet(columns(built(rows)))
    every = np.arange(len(rows))
    one, other = (row.ravel() for row in np.meshgrid(every, every, indexing="ij"))
    for whole, pairs in zip(sheet.products("alike", every, every), sheet.dots("alike", one, other), strict=True):
        assert np.allclose(whole.ravel(), pairs, atol=1e-6)
