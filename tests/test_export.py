"""The contract of ``writethru export``: ids as they came, every row told of, offsets into the row's own text."""

import json

import pytest

import desks
from writethru import Desk
from writethru.publish.export import TABLES

SAME = "The quay will reopen on Monday, Mayor Ida Moor said. It had cost 1,200 crowns."
ROWS = [
    {"id": "plain", "source": "Vell Post", "headline": "Quay to reopen", "text": f'"{SAME}" she said.'},
    {"id": "twin-1", "headline": "Twins", "text": SAME, "published": "2031-03-12"},
    {"id": "twin-2", "headline": "Twins", "text": SAME, "published": "2031-03-12"},
    {"id": 17, "text": f"  {SAME}", "published": "2031-03-12T08:00:00Z"},
    {"id": "only-headline", "headline": "(LEAD) Ferry to sail again on Monday", "text": "", "published": "2031-03-12"},
    {"id": "nulls", "source": None, "url": None, "headline": None, "text": SAME, "published": None, "language": None},
    {"id": "nothing-at-all"},
    {"id": "null-text", "headline": "Fog", "text": None, "published": ""},
    {"id": "no-day", "headline": "Fog lifts", "text": SAME, "published": "some time in March"},
    {"id": "emoji", "headline": "🚢🚢 Sails", "text": f"🚢 {SAME}\r\n\r\n🚢 {SAME}", "published": "2031-03-13"},
    {"id": "lines", "headline": "Lines", "text": f"{SAME}\u2028{SAME}\n\n\n\t{SAME}\x0b", "published": "2031-03-13"},
    {
        "id": "wire",
        "headline": "(2nd LD) Quay",
        "text": f"(ATTN: ADDS photo)\n\nVELL, March 12 (Vantry) -- {SAME}\n\n(END)",
        "published": "2031-03-12",
    },
    {"id": "korean", "headline": "부두", "text": "부두가 12일 다시 열렸다고 시장이 말했다.", "language": "ko"},
    {"id": "extra", "text": SAME, "answers": [[0, 3]], "more": {"deep": 1}},
]
BROKEN = [
    b"{",
    b'{"text": "no id"}',
    b'{"id": ""}',
    b'{"id": "x", "text": 7}',
    b"\xff\xfe",
    b"[]",
    b"null",
    rb'{"id": "half", "text": "\ud83d"}',
]


def text_of(row):
    return row.get("text") or ""


@pytest.fixture(scope="module")
def given():
    return {str(row["id"]): row for row in ROWS}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    home = tmp_path_factory.mktemp("rows")
    lines = [json.dumps(row).encode() for row in ROWS]
    mixed = [line for n, row in enumerate(lines) for line in (row, *BROKEN[n : n + 1])]
    (home / "rows.jsonl").write_bytes(b"\n".join(mixed) + b"\n\n")
    with Desk(home / "desk") as made:
        added = made.add([str(home / "rows.jsonl")])
        assert (added.new, added.known, added.quarantined) == (len(ROWS), 0, len(BROKEN))
        yield made


@pytest.mark.parametrize("table", ["takes", "stories"])
def test_every_row_has_its_row_under_its_own_id(desk, given, table):
    assert sorted(row["id"] for row in desk.export(table)) == sorted(given)


def test_no_id_is_exported_that_was_not_given(desk, given):
    for table in ("statements", "dates", "figures"):
        assert {row["id"] for row in desk.export(table)} <= set(given)
    assert {m["id"] for row in desk.export("people") for m in row["mentions"]} <= set(given)
    assert {m["id"] for row in desk.export("claims") for m in row["members"]} <= set(given)
    assert {row[end] for row in desk.export("changes") for end in ("id", "previous")} <= set(given)


def test_broken_rows_are_told_by_their_line(desk):
    stuck = desk.quarantine()

    assert len(stuck) == len(BROKEN)
    assert all(item.place.startswith("line ") and item.reason for item in stuck)
    assert {item.place for item in stuck} == {f"line {2 * n + 2}" for n in range(len(BROKEN))}


def test_rows_of_one_text_stay_two_takes(desk):
    assert {row["id"] for row in desk.export("takes")} >= {"twin-1", "twin-2"}
    keys = [take.key for take in desks.takes(desk).values() if take.id.startswith("twin")]
    assert len(set(keys)) == 2


def test_headlines_are_as_received_and_days_are_kept(desk, given):
    for row in desk.export("takes"):
        assert row["headline"] == (given[row["id"]].get("headline") or "")
    published = {row["id"]: row["published"] for row in desk.export("takes")}
    assert published["twin-1"].startswith("2031-03-12")
    assert published["17"].startswith("2031-03-12T08:00:00")
    assert published["nulls"] is published["no-day"] is published["nothing-at-all"] is None


def test_nothing_that_must_be_there_is_null(desk):
    assert all(row["chain"] for row in desk.export("takes"))
    for row in desk.export("stories"):
        assert row["story"]
        assert row["series"]
        assert row["storyline"] == row["storylines"][0]


@pytest.mark.parametrize(("table", "word"), [("dates", "Monday"), ("figures", "1,200 crowns")])
def test_offsets_open_the_rows_own_text(desk, given, table, word):
    found = {}
    for row in desk.export(table):
        words = text_of(given[row["id"]])[row["start"] : row["end"]]
        found.setdefault(row["id"], []).append(words)
        assert words == words.strip()
    for name, row in given.items():
        if "Ida Moor" in text_of(row):
            assert word in found[name], name


def test_statements_and_names_open_the_rows_own_text(desk, given):
    speakers, named = {}, {}
    for row in desk.export("statements"):
        text = text_of(given[row["id"]])
        for start, end in (*row["content"], *row["speaker"], *row["cue"]):
            assert 0 <= start < end <= len(text)
        speakers.setdefault(row["id"], []).extend(text[a:b] for a, b in row["speaker"])
    for row in desk.export("people"):
        for mention in row["mentions"]:
            text = text_of(given[mention["id"]])
            assert mention["spans"] == sorted(mention["spans"])
            named.setdefault(mention["id"], []).extend(text[a:b] for a, b in mention["spans"])
    for name in ("twin-1", "17", "nulls", "emoji", "wire"):
        assert any("Moor" in words for words in speakers[name]), name
        assert "Ida Moor" in named[name], name


def test_what_stands_in_the_headline_alone_has_no_row(desk):
    for table in ("statements", "dates", "figures"):
        assert "only-headline" not in {row["id"] for row in desk.export(table)}


def test_every_field_of_the_contract_is_there(example):
    fields = {
        "takes": "id headline published chain previous signal rank version sequence receipt wraps",
        "stories": "id story series storyline storylines",
        "statements": "id content speaker cue person kind direct reported_by_another confidence shown",
        "dates": "id start end type value",
        "figures": "id start end value low high unit what qualifier attributed_to "
        "change length vague ordinal per of part_of place day",
        "people": "person names roles mentions",
        "claims": "claim about standing members origins series",
        "changes": "id previous kind material correction before after",
        "events": "id spans trigger kind actor also addressee object condition amount due day state plover mode voice "
        "reported_by_another confidence shown",
    }
    assert set(fields) == set(TABLES)
    for table, names in fields.items():
        rows = desks.rows(example, table)
        assert rows
        assert {tuple(row) for row in rows} == {tuple(names.split())}


def test_rows_of_the_example_desk_open_their_own_words(example):
    takes = desks.takes(example)
    for row in example.export("dates"):
        (words,) = desks.words(takes, row, [[row["start"], row["end"]]])
        assert words == words.strip()
        assert any(ch.isalnum() for ch in words)
    for row in example.export("changes"):
        for take, spans in ((row["previous"], row["before"]), (row["id"], row["after"])):
            assert all(words for words in desks.words(takes, {"id": take}, spans))


def test_order_of_rows_and_of_arrival_tells_nothing(desk, tmp_path):
    (tmp_path / "turned.jsonl").write_text("\n".join(json.dumps(row) for row in reversed(ROWS)))
    with Desk(tmp_path / "desk") as turned:
        turned.add([str(tmp_path / "turned.jsonl")])
        for table in TABLES:
            assert desks.without_receipt(turned, table) == desks.without_receipt(desk, table), table
