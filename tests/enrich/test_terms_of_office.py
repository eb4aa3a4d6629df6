"""Offices with their states and terms, as a piece tells them."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from marked import copy
from writethru.enrich.dates import Dates
from writethru.enrich.language import Language
from writethru.enrich.names import Names
from writethru.enrich.piece import open_piece
from writethru.enrich.sentences import Sentences
from writethru.enrich.syntax import Syntax
from writethru.model import Sent

SENT = Sent(datetime(2031, 5, 12, 9, tzinfo=UTC))


@cache
def layers():
    return Language(), Sentences(), Syntax(), Dates(), Names()


def roles(text: str) -> dict[str, list[tuple[str, str, str, str]]]:
    """Name to (title, state, since, until) in a piece of 12 May 2031; the words of a term lie in the text."""
    piece = open_piece(replace(copy(f"P {text}")[0], sent=SENT))
    for layer in layers():
        layer([piece])
    for entity in piece.entities:
        assert all(bool(r.term) == bool(r.since or r.until) for r in entity.roles)
    return {e.name: [(r.title, r.state, r.since, r.until) for r in e.roles] for e in piece.entities}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Ida Moor, who was finance minister from 1988 to 1990, spoke on Monday.",
            "Ida Moor",
            ("finance minister", "former", "1988", "1990"),
        ),
        ("Per Hale, prime minister since 2029, spoke on Monday.", "Per Hale", ("prime minister", "", "2029", "")),
        (
            "Lars Sand, mayor until March 2031, spoke to reporters in the town hall.",
            "Lars Sand",
            ("mayor", "former", "", "2031-03"),
        ),
        (
            "Olga Reiss was chancellor between 1994 and 1998, a time of plenty.",
            "Olga Reiss",
            ("chancellor", "former", "1994", "1998"),
        ),
        (
            "Ida Moor served as ambassador from May 1990 until January 1992.",
            "Ida Moor",
            ("ambassador", "former", "1990-05", "1992-01"),
        ),
        (
            "Karl Ostrow will be in Vik with Ida Moor, mayor until December 2031, on Monday.",
            "Ida Moor",
            ("mayor", "", "", "2031-12"),
        ),
        ("Then-Prime Minister Ida Moor sold the fleet in 1994.", "Ida Moor", ("Prime Minister", "then", "", "")),
        ("Acting Mayor Ida Moor sold the fleet.", "Ida Moor", ("Mayor", "acting", "", "")),
        ("Ida Moor is the governor of Norland.", "Ida Moor", ("governor of Norland", "", "", "")),
    ],
)
def test_a_role_has_its_state_and_its_term(text, name, role):
    assert role in roles(text)[name]


def test_a_title_that_is_only_supposed_is_no_role():
    assert roles("If Ida Moor is mayor in the spring, the town will have a new bridge.")["Ida Moor"] == []


def test_a_date_that_is_not_the_term_is_left_alone():
    text = "Ida Moor, prime minister of Zan, said on Monday that the bridge built in 1994 would close."
    assert roles(text)["Ida Moor"] == [("prime minister of Zan", "", "", "")]
