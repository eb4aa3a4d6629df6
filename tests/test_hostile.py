"""Rows that no sender should send: whatever comes, it is kept, told of, and stops nothing."""

import json

import pytest

import desks
from writethru import Desk
from writethru.publish.export import TABLES

ROWS = {
    "brackets": {"text": "(" * 5000},
    "quotes": {"text": '"' * 900 + " said"},
    "long": {"text": "word " * 2_000 + "he said."},
    "zero": {"text": "a\x00b said Ida Moor on Monday.", "headline": "\x00"},
    "control": {"text": "\x01\x02\x03"},
    "right to left": {"text": "قال الوزير إن 25 شخصا قتلوا يوم الاثنين."},
    "late": {"text": "On February 30 and May 99, 1e400 people said so.", "published": "9999-12-31T23:59:59-23:59"},
    "early": {"text": "Yesterday, last year and two centuries ago.", "published": "0001-01-01"},
    "dateline": {"text": "VELL, Jan. 1, 0001 (Vantry) -- It closed in the year 9999.", "published": "0001-01-01"},
    "numbers": {"text": "9" * 400 + " dollars, 3,000,000,000,000,000,000,000,000 crowns and 0 of 0 percent."},
    "family": {"text": "👩‍👩‍👧‍👦 " * 500},
    " ": {"text": "x"},
    "two\nlines": {"text": "x"},
    "spaces": {"text": "\u00a0\u2003\ufeff"},
    "markup": {"headline": "<script>alert(1)</script>", "text": '<img src=x onerror=alert(1)> "so", said Ida Moor.'},
    "address": {"headline": "Quay", "text": "Quay shut, Ida Moor said.", "url": "javascript:alert(1)"},
    "path": {"headline": "../../etc", "text": "Quay shut, ../../etc/Ida Moor said."},
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    home = tmp_path_factory.mktemp("hostile")
    (home / "rows.jsonl").write_text("\n".join(json.dumps({"id": name, **row}) for name, row in ROWS.items()))
    with Desk(home / "desk") as made:
        added = made.add([str(home / "rows.jsonl")])
        assert (added.new, added.quarantined) == (len(ROWS), 0)
        yield made


def test_every_row_is_kept_and_exported(desk):
    for table in ("takes", "stories"):
        assert {row["id"] for row in desk.export(table)} == set(ROWS)
    for table in TABLES:
        assert isinstance(desks.rows(desk, table), list)


def test_every_story_is_told_or_not_by_an_error_of_ours(desk):
    for story in desk.stories():
        brief = desk.brief(story.id)
        for way in ("json", "markdown"):
            assert desk.write(brief, desk.dossier(story.id), way)
        assert desk.timeline(story.id)


def test_a_year_that_no_news_has_is_left_open(desk):
    published = {row["id"]: row["published"] for row in desk.export("takes")}

    assert published["late"] is published["early"] is published["dateline"] is None
    assert any("9999" in warning for take in desks.takes(desk).values() for warning in take.warnings)


@pytest.mark.parametrize("audience", ["public", "desk"])
def test_no_page_runs_or_links_what_a_row_says(desk, tmp_path, audience):
    desk.publish(tmp_path / "site", audience)
    site = desks.files(tmp_path / "site")

    assert site
    for path, data in site.items():
        text = data.decode()
        assert "<script" not in text.replace('<script type="application/ld+json">{', ""), path
        assert "<img" not in text, path
        assert 'href="javascript' not in text, path
    assert all(p.resolve().is_relative_to(tmp_path) for p in (tmp_path / "site").rglob("*"))


def test_adding_goes_on(desk, tmp_path):
    (tmp_path / "more.jsonl").write_text(json.dumps({"id": "more", "text": "The quay is open, Ida Moor said."}))

    assert desk.add([str(tmp_path / "more.jsonl")]).new == 1
