from dataclasses import replace

import pytest
from building import item
from hypothesis import given
from hypothesis import strategies as st

from writethru.link.origins import badge, credited, origins
from writethru.model import Dateline, Origin, OriginKind, Part, PartKind, SourceKind, Span

COPY = (
    "A ferry with 312 people on board ran aground outside the port of Strand early on Tuesday, the mayor said.",
    "Lifeboats took forty passengers ashore within an hour and nobody was hurt, according to the coastguard there.",
    "Vellmark Lines, which owns the ferry, said that its steering had been repaired at a yard in Karsk in January.",
)


def of(*items):
    return {origin.take: (origin.kind, origin.of) for origin in origins(items)}


def page(key, *copy, **more):
    return item(key, "Ferry aground", *copy, **({"source": key, "kind": SourceKind.PAGE} | more))


def test_an_agency_reports_and_those_who_print_it_reprint():
    found = of(
        item("a", "Ferry aground", *COPY),
        page("b", *COPY),
        page("c", COPY[1], "Own words about nothing much, at some length."),
    )
    assert found["a"] == (OriginKind.REPORTING, "Nordpress")
    assert found["b"] == (OriginKind.REPRINT, "Nordpress")
    assert found["c"] == (OriginKind.REWRITE, "Nordpress")


def test_the_agency_is_the_model_even_when_its_take_came_later():
    found = of(item("a", "Ferry aground", *COPY, at="2026-03-03T12:00"), page("b", *COPY, at="2026-03-03T11:00"))
    assert found["b"] == (OriginKind.REPRINT, "Nordpress")


def test_what_shares_no_text_is_unknown_not_independent():
    found = of(
        item("a", "Ferry aground", *COPY),
        page("b", "Other words altogether tell of a grounding near the harbour mouth."),
    )
    assert found["b"] == (OriginKind.UNKNOWN, "")


def test_a_page_made_by_ai_is_that_whatever_it_shares():
    assert of(item("a", "Ferry aground", *COPY), page("b", *COPY, ai_text=True))["b"] == (OriginKind.AI, "")


def test_a_press_release_is_known_by_its_wire():
    found = of(page("b", "KARSK, March 3 /PRNewswire/ -- Vellmark Lines today announced a new ferry."))
    assert found["b"][0] is OriginKind.RELEASE


@pytest.mark.parametrize(
    "first", ["STRAND (Yonhap) -- A ferry ran aground.", "STRAND, March 3 (Reuters) - A ferry ran aground."]
)
def test_credits_in_the_opening_count(first):
    assert credited(page("b", first, COPY[1])) in {"Yonhap", "Reuters"}


def test_credits_in_dateline_byline_and_sign_off_count():
    plain = page("b", *COPY)
    line = Dateline(("Strand",), None, day_inferred=False, source="Kyodo", span=Span(0, 5))
    assert credited(type(plain)(replace(plain.take, dateline=line), plain.facts)) == "Kyodo"
    text = plain.take.text + "\nwith AP"
    part = Part(PartKind.SIGNOFF, Span(len(text) - 7, len(text)))
    assert credited(type(plain)(replace(plain.take, text=text, parts=(*plain.take.parts, part)), plain.facts)) == "AP"
    assert credited(page("c", *COPY, "(AFP)")) == "AFP"


def test_an_agency_that_the_text_merely_speaks_of_is_no_credit():
    assert credited(page("b", "The mayor told Reuters on Tuesday that nobody was hurt.", COPY[1])) == ""


def test_badge_counts_outlets_known_origins_and_unknown_ones():
    found = [
        Origin("a", OriginKind.REPORTING, "Nordpress"),
        Origin("b", OriginKind.REPRINT, "Nordpress"),
        Origin("c", OriginKind.REPORTING, "Ostpress"),
        Origin("d", OriginKind.UNKNOWN),
    ]
    outlets = {"a": "Nordpress", "b": "Strand Post", "c": "Ostpress", "d": "Karsk Daily"}
    assert badge(found, outlets) == "4 outlets, at least 2 origins (Nordpress, Ostpress), 1 unknown"


@given(
    st.permutations(
        [item("a", "F", *COPY), page("b", *COPY), page("c", COPY[1]), page("d", *COPY[:2], at="2026-03-03T09:00")]
    )
)
def test_origins_do_not_depend_on_the_order_of_arrival(items):
    assert origins(items) == origins(sorted(items, key=lambda i: i.key))
