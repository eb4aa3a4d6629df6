"""What one says that another said keeps its mark, and its figures their voice, at every exit."""

import json

import pytest

from writethru.desk import Desk

COPY = """The ferry to Hollin will not sail this week, its operator said on Monday.

Harbour master Lou Hale said that Mayor Ada Moor had promised 40 million crowns for a new ferry by May.

"She told us that 3,000 people would lose their jobs," Hale said."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("second")
    row = {"id": "moor", "headline": "Ferry halted", "text": COPY, "published": "2031-03-10", "language": "en"}
    (folder / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with Desk(folder / "desk") as open_desk:
        open_desk.add([str(folder / "rows.jsonl")])
        yield open_desk


def test_the_statement_is_marked_in_the_export(desk):
    promised = [r for r in desk.export("statements") if "promised" in "".join(COPY[a:b] for a, b in r["cue"])]

    assert [r["reported_by_another"] for r in promised] == [True]


def test_a_figure_is_the_reporters_who_answers_for_it(desk):
    names = {row["person"]: row["names"] for row in desk.export("people")}
    said = {row["value"]: row["attributed_to"] for row in desk.export("figures")}

    assert {"Lou Hale"} <= set(names[said[40_000_000]])
    assert {"Lou Hale"} <= set(names[said[3000]])


def test_the_search_names_who_reports_it(desk):
    (hit,) = desk.search("crowns")

    assert hit.reported == ("Ada Moor, as reported by Lou Hale",)
    assert "said that" in hit.excerpt


def test_nobody_is_listed_with_what_others_report_of_him(desk):
    (profile,) = [p for p in desk.who("Moor") if p.person.name == "Ada Moor"]

    assert profile.said == ()


def test_the_brief_says_who_reports_it(desk):
    (story,) = desk.stories()
    told = desk.brief(story.id)

    for line in told.said:
        assert line.reporter or line.speaker != "Ada Moor"
        assert not line.reporter or not line.person
