"""A headline that stands alone is read without a parser: what names, figures and dates are found in it."""

import json

import pytest

from writethru.enrich.layers import SHORT_WAY, enrich
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

NAMED = {
    "Nils Braskov meets envoy in Vellmark": {"person Nils Braskov", "place Vellmark"},
    "Moorland Meets Braskov in Vik as Talks Stall": {"body Braskov", "place Vik"},
    "Prime minister Moor meets Braskov over ferry deal": {"person Moor", "body Braskov"},
    "Braskov resigns": {"person Braskov"},
    "Interest rates to rise this summer: Braskov": {"person Braskov"},
    "Vellmark Ferries Inc. to Buy Ostbane Group": {"body Vellmark Ferries Inc", "body Ostbane Group"},
    "Bank of Vellmark raises rates": {"body Bank of Vellmark"},
    "Vellmark Stock Exchange closes early": {"body Vellmark Stock Exchange"},
    "South Korean troops leave Norway": {"place Norway"},
    "Korean Airlines cancels flights": {"body Korean Airlines"},
    "US, China Sign Trade Deal": {"place United States", "place China"},
    "FERRY SINKS OFF NORWAY, DIVERS SEARCH": {"place Norway"},
    "What Will the Harbour Board Do Next?": set(),
    "Two Big Island Ferries Return After Strike": set(),
}

COUNTED = {
    "Ferry sinks off Vik, 40 feared dead": [("40 feared dead", 40, "people")],
    "Ferry sinks off Vik, toll rises to 40": [("40", 40, "")],
    "Two Big Island Ferries Return": [("Two Big Island Ferries", 2, "ferry")],
    "Airline cancels nearly 1,400 flights": [("nearly 1,400 flights", 1400, "flight")],
    "Four nations urge fish exports": [("Four nations", 4, "nation")],
    "Oil falls below $108 on ferry data": [("below $108", 108, "USD")],
    "Rates cut by 0.25 points": [("0.25 points", 0.25, "point")],
    "Ferry Race 3 Trailer Released": [],
    "Island index at 9-mth low": [],
    "Play Skerry One sales rise": [],
    "Harbour budget for 2032 passed": [],
}


def sheets(*headlines, text="", language="en"):
    rows = (
        {"id": str(n), "source": "Vell Post", "headline": h, "text": text, "published": "2031-03-04"}
        for n, h in enumerate(headlines)
    )
    lines = "\n".join(json.dumps(row | {"language": language}) for row in rows)
    return enrich(list(JsonLines().read(Document("rows.jsonl", lines.encode()))))


@pytest.mark.parametrize("headline", NAMED)
def test_names(headline):
    [sheet] = sheets(headline)

    assert {f"{one.kind} {one.name}" for one in sheet.entities} == NAMED[headline]
    assert all(m.span.of(sheet.text) for one in sheet.entities for m in one.mentions)


@pytest.mark.parametrize("headline", COUNTED)
def test_figures(headline):
    [sheet] = sheets(headline)

    assert [(f.span.of(sheet.text), f.value, f.unit) for f in sheet.figures] == COUNTED[headline]


def test_a_title_in_front_is_the_role():
    [sheet] = sheets("Libyan premier Braskov loses vote")

    assert [[role.title for role in one.roles] for one in sheet.entities] == [["premier"]]


def test_dates_count_from_the_day_of_the_take():
    [sheet] = sheets("Ferry to return on Friday")

    assert [date.value for date in sheet.dates] == ["2031-03-07"]


def test_it_is_chosen_by_what_the_take_is_and_said_in_its_engines():
    headline = "Ferry returns to Vik"
    [alone], [whole] = sheets(headline), sheets(headline, text="The ferry returned to Vik on Monday, Ida Moor said.")

    assert not alone.docs
    assert whole.docs
    assert alone.facts().engines["way"] == SHORT_WAY
    assert "way" not in whole.facts().engines
    assert (alone.vector @ whole.vector) > 0.5


def test_a_headline_is_one_sentence_unless_it_stops():
    one, two = sheets("U.S. ferry sinks off Vik", "Ferry sinks off Vik. Divers search")

    assert [len(sheet.sentences) for sheet in (one, two)] == [1, 2]


def test_other_languages_keep_their_own_rules():
    [sheet] = sheets("Statsminister Nils Braskov reiser til Norge i dag, sier regjeringen", language="nb")

    assert {one.name for one in sheet.entities} == {"Nils Braskov", "Norway"}
