"""Claims in the terminal, in Markdown and as JSON: invented figures, so that every mark can be looked for."""

import io
import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from rich.text import Text

import desks
from writethru import cli
from writethru.model import Citation, Claim, ClaimMember, Links, Span, Standing, StatementKind
from writethru.publish.stops import without
from writethru.tell.claims import member_words, standing_words
from writethru.terminal_claims import claim


def member(value, number=None, hour=8, **more):
    at = datetime(2031, 5, 4, tzinfo=UTC) + timedelta(hours=hour)
    return ClaimMember(Citation("t", Span(0, 1)), value, "", more.pop("by", ""), at=at, number=number, **more)


def made(standing, *members, series=False):
    return Claim("c", "people drowned", "s", standing, members, (), series)


def lines(one):
    return [line.plain for line in claim(one, lambda citation: Text(""))]


TOLL = made(
    Standing.REVISED,
    member("at least 42", 42.0, by="Mayor Hale"),
    member("about 40", 40.0, hour=9),
    member("60", 60.0, hour=30, revises=0),
    member("51", 51.0, hour=40, revises=2, by="Captain Ruel"),
    series=True,
)
DENIED = made(
    Standing.DISPUTED,
    member("guards beat them", kind=StatementKind.CLAIMED, by="dockers", reporter="Port Board"),
    member("the charge", kind=StatementKind.DENIED, by="Port Board", against=0),
)


def test_a_count_is_drawn_with_its_times_and_steps():
    head, *points = lines(TOLL)

    assert "at least 42 → 60 → 51 (by Captain Ruel, 5 May 2031, 16:00 (UTC))" in head
    assert [point.split()[0] for point in points] == ["08:00,", "09:00,", "06:00,", "16:00,"]
    assert ["▲" in point for point in points] == [False, False, True, False]
    assert ["▼" in point for point in points] == [False, False, False, True]
    bars = [point.count("█") for point in points]
    assert bars[2] == max(bars) == 16


def test_a_time_says_that_its_zone_is_inferred():
    guessed = member("40", 40.0, zone_inferred=True)
    one = made(Standing.SINGLE, guessed, series=True)

    assert "08:00, 4 May 2031, zone inferred" in lines(one)[1]
    assert "08:00 (UTC, zone inferred)" in member_words(guessed, one.members)


def test_a_heading_has_its_setting():
    head, *_ = lines(replace(TOLL, setting="the boat sank, and … drowned"))

    assert head.strip().startswith("people drowned: “the boat sank, and … drowned”: revised")


def test_many_voices_stand_on_two_sides():
    more = member("that", kind=StatementKind.DENIED, by="Harbor Guard", against=0)

    told = standing_words(Standing.DISPUTED, (*DENIED.members, more))

    assert told == "disputed between dockers and Port Board, Harbor Guard"


def test_a_dispute_names_its_sides_and_keeps_who_reports_whom():
    head, charge, denial = lines(DENIED)

    assert "disputed between dockers and Port Board" in head
    assert "as reported by Port Board" in charge
    assert "against dockers" in denial


def test_what_was_taken_back_says_so():
    one = made(Standing.WITHDRAWN, member("300", 300.0, by="The Front", withdrawn=Citation("u", Span(0, 1))))

    assert standing_words(one.standing, one.members).startswith("withdrawn (by The Front")
    assert member_words(one.members[0], one.members).endswith("taken back")


def test_those_who_agree_are_counted_and_named():
    members = [member("40", origin="Vantry"), member("40", origin="Alder Wire"), member("40", origin="Vantry")]

    assert standing_words(Standing.AGREED, members) == "agreed by 2 origins (Alder Wire, Vantry)"


def test_a_day_alone_is_enough():
    one = ClaimMember(Citation("t", Span(0, 1)), "40", "", "", day=date(2031, 5, 4))

    assert member_words(one, [one]) == "no named voice, 4 May 2031"


@pytest.mark.parametrize("extra", [[], ["--disputed"]])
def test_the_command_tells_the_claims_of_a_story(example, extra, capfdbinary, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    for how in ([], ["--json"]):
        with pytest.raises(SystemExit):
            cli.main(["claims", "FM offers", *extra, *how, "--desk", str(example.folder)])
    text, found = capfdbinary.readouterr().out.decode().split("[\n", 1)
    claims = json.loads("[" + found)

    assert "disputed between" in text
    assert {claim["standing"] for claim in claims} >= {"disputed"}
    assert extra == [] or {claim["standing"] for claim in claims} == {"disputed"}


def test_members_of_exported_claims_point_at_each_other(example):
    rows = desks.rows(example, "claims")
    fund = next(row for row in rows if any("18.4" in m["value"] for m in row["members"]))
    [later] = [m for m in fund["members"] if m["revises"] is not None]

    assert "18.4" in fund["members"][later["revises"]]["value"]
    assert "14.8" in later["value"]
    assert later["at"] > fund["members"][later["revises"]]["at"]


def test_what_a_stopped_take_says_is_gone_from_its_claims_with_all_that_hung_on_it():
    gone = ClaimMember(Citation("killed", Span(0, 1)), "60", "", "", number=60.0, revises=0)
    taken = member("42", 42.0, origin="Vantry", withdrawn=Citation("killed", Span(0, 1)))
    one = made(Standing.WITHDRAWN, taken, gone, member("61", 61.0, hour=10, revises=1), series=True)

    (left,) = without(Links(claims=(one,)), {"killed"}, {}).claims

    assert [(m.value, m.revises, m.withdrawn) for m in left.members] == [("42", None, None), ("61", None, None)]
    assert (left.standing, left.series, left.about) == (Standing.SINGLE, False, "")


def test_a_dispute_whose_other_side_is_stopped_is_none():
    sides = (
        member("guards beat them", by="dockers"),
        ClaimMember(Citation("killed", Span(0, 1)), "no", "", "", against=0),
    )

    (left,) = without(Links(claims=(made(Standing.DISPUTED, *sides),)), {"killed"}, {}).claims

    assert (left.standing, len(left.members)) == (Standing.SINGLE, 1)
