"""Rows of JSON Lines."""

import json
from datetime import date

import pytest

from writethru.model import PartKind, Refused, Signal, SourceKind, Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines


def _read(*rows: object) -> list[Take | Refused]:
    lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    return list(JsonLines().read(Document("rows.jsonl", lines.encode())))


def test_a_bad_row_is_refused_by_its_line_and_the_rest_goes_on():
    first, bad, last = _read({"id": "a"}, "{not json", {"id": 7, "text": None, "headline": None})

    assert isinstance(first, Take)
    assert isinstance(last, Take)
    assert isinstance(bad, Refused)
    assert bad.place == "line 2"
    assert last.id == "7"


def test_marker_and_dateline_are_read_and_offsets_count_from_the_rows_text():
    text = "PORT ELLERY, Feb 4 (Reuters) - Salt is dear.\n\n(Reporting by Ilse Bratt)"
    (take,) = _read(
        {"id": "a", "source": "Reuters", "headline": "UPDATE 2-Salt is dear", "text": text, "published": "2031-02-04"}
    )

    assert isinstance(take, Take)
    assert (take.title, take.marker.signal, take.marker.rank) == ("Salt is dear", Signal.UPDATE, 3)
    assert (take.headline, take.source_kind) == ("UPDATE 2-Salt is dear", SourceKind.AGENCY)
    assert take.dateline is not None
    assert take.dateline.day == date(2031, 2, 4)
    assert take.text[take.row_start :] == text
    assert [s.of(take.text) for s in take.copy] == ["Salt is dear."]
    assert len(take.spans(PartKind.SIGNOFF)) == 1


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2031-02-04", "2031-02-04"),
        ("10/28/18", "2018-10-28"),
        ("28/10/2018", "2018-10-28"),
        ("03/04/18", None),
        ("soon", None),
    ],
)
def test_a_time_that_can_be_read_one_way_is_read_and_another_is_left_open(published: str, day: str | None):
    (take,) = _read({"id": "a", "text": "Salt is dear.", "published": published})

    assert isinstance(take, Take)
    assert (take.sent and take.sent.at.date().isoformat()) == day
    assert bool(take.warnings) == (day is None)


def test_the_end_of_a_wrapped_sentence_is_no_desk_mark():
    (take,) = _read({"id": "x", "text": "About 70 men of Strand took turns\nto dig."})

    assert not take.spans(PartKind.SIGNOFF)


def test_a_name_of_spaces_is_none() -> None:
    [bare, spaced] = _read(
        {"id": "1", "source": "  \t ", "text": "The lamp went out."},
        {"id": "2", "source": " Vell\n Post ", "text": "x"},
    )

    assert [take.source for take in (bare, spaced) if isinstance(take, Take)] == ["", "Vell Post"]
