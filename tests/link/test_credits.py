"""What invented copy says of its own origin: credits, contributions, republication, releases."""

from dataclasses import replace

import pytest
from building import item

from writethru.link.credits import credited, own
from writethru.model import Byline, Dateline, OriginKind, Part, PartKind, SourceKind, Span

COPY = (
    "A ferry with 312 people on board ran aground outside the port of Strand early on Tuesday, the mayor said.",
    "Lifeboats took forty passengers ashore within an hour and nobody was hurt, according to the coastguard there.",
)


def page(*copy, **more):
    return item("p", "Ferry aground", *copy, **({"source": "Strand Post", "kind": SourceKind.PAGE} | more)).take


def signed(take, line, kind=PartKind.SIGNOFF):
    text = f"{take.text}\n{line}"
    return replace(take, text=text, parts=(*take.parts, Part(kind, Span(len(text) - len(line), len(text)))))


@pytest.mark.parametrize(
    ("first", "agency"),
    [
        ("STRAND (Yonhap) -- A ferry ran aground.", "Yonhap"),
        ("STRAND, March 3 (Reuters) - A ferry ran aground.", "Reuters"),
        ("[스트란드=연합뉴스] -", ""),
    ],
)
def test_credits_in_the_opening_count(first, agency):
    assert credited(page(first, COPY[1])) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("with AP", "AP"),
        ("(AFP)", "AFP"),
        ("Source: Reuters", "Reuters"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "AP"),
        ("This story was originally published by Reuters.", "Reuters"),
        ("Republished with permission from AFP.", "AFP"),
    ],
)
def test_credits_at_the_end_count(line, agency):
    assert credited(page(*COPY, line)) == agency
    assert credited(signed(page(*COPY), line)) == agency


@pytest.mark.parametrize(
    ("line", "agency"), [("By STAFF | The Associated Press", "AP"), ("By Ida Moor, Associated Press", "AP")]
)
def test_credits_in_bylines_count(line, agency):
    assert credited(signed(page(*COPY), line, PartKind.BYLINE)) == agency


def test_a_dateline_and_a_byline_without_its_line_count():
    line = Dateline(("Strand",), None, day_inferred=False, source="Kyodo", span=Span(0, 5))
    assert credited(replace(page(*COPY), dateline=line)) == "Kyodo"
    assert credited(replace(page(*COPY), bylines=(Byline("Associated Press"),))) == "AP"


@pytest.mark.parametrize(
    "line",
    [
        "Reuters contributed to this report.",
        "With files from The Associated Press.",
        "Additional reporting by Reuters.",
        "Contributing: Ida Moor, The Associated Press",
        "The Associated Press also contributed.",
    ],
)
def test_who_contributed_gave_a_part(line):
    found = own(page(*COPY, line))
    assert (found.kind, found.of in {"AP", "Reuters"}) == (OriginKind.UNKNOWN, True)
    assert "contributed" in found.why


@pytest.mark.parametrize(
    "line",
    [
        "The mayor told Reuters on Tuesday that nobody was hurt.",
        "Image copyright Reuters Image caption The ferry off Strand",
        "(Reuters photo: Ida Moor)",
        "Ida Moor/Associated Press",
        "Passengers wait on the quay of Strand. (Ida Moor/Pool via AP)",
    ],
)
def test_what_only_speaks_of_an_agency_or_credits_a_picture_is_no_credit(line):
    assert credited(page(line, *COPY)) == ""


@pytest.mark.parametrize(
    "line",
    [
        "This article first appeared in the Karsk Herald.",
        "This story was originally published by Karsk Herald on March 2.",
        "Republished from Karsk Herald under a Creative Commons licence.",
        "Dieser Artikel ist zuerst bei Karsk Herald erschienen.",
    ],
)
def test_where_it_first_appeared(line):
    found = own(page(*COPY, line))
    assert (found.kind, found.of) == (OriginKind.REPRINT, "Karsk Herald")


def test_a_thing_that_first_appeared_somewhere_is_no_credit():
    assert own(page(*COPY, "The fault first appeared in March, in the yard of Karsk.")).kind is OriginKind.UNKNOWN


@pytest.mark.parametrize(
    "copy",
    [
        ("KARSK, March 3 /PRNewswire/ -- Vellmark Lines today announced a new ferry.",),
        ("FOR IMMEDIATE RELEASE", *COPY),
        ("보도자료", *COPY),
        (*COPY, "About Vellmark Lines", "Media contact: press@vellmark.example"),
    ],
)
def test_press_releases(copy):
    assert own(page(*copy)).kind is OriginKind.RELEASE


@pytest.mark.parametrize(
    "line", ["Vellmark said so in a press release.", "About 40 people came.", "Business Wire rose."]
)
def test_what_only_speaks_of_a_release_is_none(line):
    assert own(page(*COPY, line)).kind is OriginKind.UNKNOWN


def test_a_line_that_says_that_ai_wrote_it():
    assert own(page(*COPY, "This article was written by AI.")).kind is OriginKind.AI


@pytest.mark.parametrize(
    "source",
    ["Port of Strand (.gov)", "karsk.gov", "Vellmark Newsroom", "newsroom.vellmark.com", "Vell Investor Relations"],
)
def test_a_source_that_tells_of_itself_alone_sends_releases(source):
    assert own(page(*COPY, source=source)).kind is OriginKind.RELEASE


@pytest.mark.parametrize("source", ["The Newsroom", "newsroom.co.nz", "Strand Free Press", "Government Weekly"])
def test_an_outlet_with_a_name_like_that_does_not(source):
    assert own(page(*COPY, source=source)).kind is OriginKind.UNKNOWN


def test_an_agency_s_own_take_is_credited_as_its_copies_credit_it():
    mine = own(page(*COPY, source="Associated Press", kind=SourceKind.AGENCY))
    assert (mine.kind, mine.of) == (OriginKind.REPORTING, "AP")
