"""Series of pieces without a slug, by text alone. All copy is invented."""

import numpy as np
import pytest
from building import item

from writethru.link.links import link
from writethru.link.series import columns, followed
from writethru.model import Dateline, SourceKind, Span

BACKGROUND = (
    "The Vellmark Lines ferry Solvei ran onto the Harrow reef outside Strand on Sunday with 312 passengers aboard.",
    "Its captain, Ida Moor, told the coastguard that the steering had failed two minutes before it struck the reef.",
    "The steering pumps were replaced in January at the Brannock yard after a smaller ferry lost its rudder there.",
)
NEWS = {
    "morning": (
        "Ferry aground outside Strand",
        "Lifeboats took the last passengers off at dawn; divers went down.",
    ),
    "evening": ("Divers find crack in ferry hull", "Divers found a crack two metres long in the hull before dark."),
    "next": ("Tugs to pull ferry off reef", "Two tugs will try to pull the ferry off at high water, its owner said."),
}
SIDEBAR = (
    "Karsk church sings for those who came ashore",
    "Choirs sang in Karsk for the passengers of the Vellmark ferry, whom families of the parish had taken in.",
    "Blankets, soup and dry boots were carried to the school, where sixty slept on mats beneath painted flags.",
    "An organist who lost a brother at sea played until midnight, and children lit lamps along the quay.",
)


def dated(place):
    return Dateline((place,), None, False, "", Span(0, 0))


def piece(key, which, at, place="Strand", source="Nordpress", **more):
    title, first = NEWS[which]
    return item(key, title, first, *BACKGROUND, at=at, source=source, dateline=dated(place), **more)


def sidebar(key, at):
    return item(key, *SIDEBAR, at=at, dateline=dated("Karsk"))


def series(*items):
    return {place.take: place.series for place in link(items).placements}


def test_morning_evening_and_next_day_are_one_series_and_a_sidebar_is_another():
    found = series(
        piece("m", "morning", "2031-03-03T06:00"),
        sidebar("s", "2031-03-03T07:00"),
        piece("e", "evening", "2031-03-03T18:00"),
        piece("n", "next", "2031-03-04T07:00"),
    )

    assert found["m"] == found["e"] == found["n"] == "nordpress:m"
    assert found["s"] == "nordpress:s"


def test_two_sources_never_share_a_series():
    found = series(
        piece("a", "morning", "2031-03-03T06:00"), piece("b", "evening", "2031-03-03T18:00", source="Sudpress")
    )

    assert found["a"] != found["b"]


def test_pieces_of_which_no_source_is_known_are_filed_among_themselves():
    found = series(
        piece("a", "morning", "2031-03-03T06:00", source=""), piece("b", "evening", "2031-03-04T06:00", source="")
    )

    assert found["a"] == found["b"]


@pytest.mark.parametrize(("day", "together"), [("06", True), ("10", False)])
def test_what_was_not_written_of_for_long_is_another_series(day, together):
    found = series(piece("a", "morning", "2031-03-03T06:00"), piece("b", "evening", f"2031-03-{day}T06:00"))

    assert (found["a"] == found["b"]) is together


def test_a_series_is_at_its_end_after_a_week_whatever_is_written_then():
    found = series(*(piece(day, "morning", f"2031-03-{day}T06:00") for day in ("02", "10", "17")))

    assert found["02"] != found["10"] == found["17"]


@pytest.mark.parametrize(("at", "together"), [("2031-03-03T08:00", False), ("2031-03-04T05:00", True)])
def test_what_goes_out_within_hours_of_a_piece_is_filed_beside_it(at, together):
    yard = item(
        "b",
        "Brannock yard defends steering of ferry",
        "The Brannock yard said on Monday that its pumps did not fail on the ferry, whose hull is older.",
        "A smaller ferry lost its rudder in January after a repair there; the yard blamed salt in its pumps.",
        "A union at the yard asked for the logs of every repair since autumn, and for a hearing in Brannock.",
        at=at,
        dateline=dated("Strand"),
    )
    found = series(piece("a", "morning", "2031-03-03T06:00"), yard)

    assert (found["a"] == found["b"]) is together


def test_the_next_part_of_a_long_piece_belongs_to_it():
    first = piece("a", "morning", "2031-03-03T06:00")
    rest = (
        "The steering pumps were made for a ferry of half the size, Captain Moor had written to Vellmark Lines.",
        "The coastguard had warned that the reef outside Strand was badly lit, and asked for lamps at Lervik.",
    )
    part = item("b", "", *rest, at="2031-03-03T06:02")
    page = item("b", "", *rest, at="2031-03-03T06:02", kind=SourceKind.PAGE)

    assert series(first, part) == {"a": "nordpress:a", "b": "nordpress:a"}
    assert series(first, page) == {"a": "nordpress:a", "b": "nordpress:b"}


def test_a_slug_says_it_where_there_is_one():
    found = series(
        piece("a", "morning", "2031-03-03T06:00", slug="Strand-ferry"),
        piece("b", "evening", "2031-03-03T18:00", slug="Strand-hull"),
        piece("c", "next", "2031-03-04T07:00", slug="Strand-ferry"),
    )

    assert found == {"a": "nordpress:strand-ferry:a", "b": "nordpress:strand-hull:b", "c": "nordpress:strand-ferry:a"}


def test_a_piece_without_a_slug_is_filed_with_those_of_its_source_in_its_story_that_have_one():
    found = series(
        piece("a", "morning", "2031-03-03T06:00", slug="Strand-ferry"), piece("b", "evening", "2031-03-03T18:00")
    )

    assert found["b"] == found["a"] == "nordpress:strand-ferry:a"


def test_headlines_alone_are_filed_with_their_story():
    items = [item(key, NEWS["morning"][0], at=f"2031-03-03T{hour}:00") for key, hour in (("a", "06"), ("b", "18"))]
    places = link(items).placements

    assert {place.series for place in places} == {place.story for place in places}


def test_pieces_without_a_day_or_without_words_do_no_harm():
    found = series(piece("a", "morning", ""), item("b", "", "…", at="2031-03-03T06:00"), piece("c", "next", ""))

    assert all(found.values())


@pytest.mark.filterwarnings("error")
def test_a_piece_whose_copy_is_empty_follows_nothing():
    title = NEWS["morning"][0]
    full, empty, other = (
        item(key, title, *copy, at=f"2031-03-0{day}T06:00", source="Nordpress")
        for key, copy, day in (("f", BACKGROUND, 3), ("e", ("",), 4), ("o", ("",), 5))
    )
    rows = columns([full, empty, other], [True] * 3)
    days = [one.day.toordinal() for one in (full, empty, other)]
    rows |= {"day": np.array(days), "at": np.array([one.at.timestamp() for one in (full, empty, other)])}
    rows["source"] = np.zeros(3, np.uint64)

    assert followed(rows, {0: (0.0, days[-1])}) == {0: -1, 1: -1, 2: -1}
