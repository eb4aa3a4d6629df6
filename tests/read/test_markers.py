import json

import pytest

from shared import SHARED, needs_shared
from writethru.model import Marker, Signal
from writethru.read.markers import merged, ordered, slug_line, split_marker, style

SIGNALS = {
    "alert": Signal.ALERT,
    "kill": Signal.KILL,
    "hold": Signal.HOLD,
    "adv": Signal.ADVISORY,
    "corr": Signal.CORRECTION,
    "refile": Signal.REFILE,
    "rpt": Signal.REPEAT,
    "extra": Signal.ALERT,
}


@pytest.mark.parametrize(
    ("line", "agency", "rest", "signal", "rank"),
    [
        ("(URGENT) Ferry runs aground", "Yonhap", "Ferry runs aground", Signal.ALERT, 0),
        ("(5th LD) Ferry runs aground", None, "Ferry runs aground", Signal.UPDATE, 6),
        ("(LAED) Ferry runs aground", "Yonhap", "Ferry runs aground", Signal.UPDATE, 2),
        ("(종합2보) 유람선 좌초", "Yonhap", "유람선 좌초", Signal.UPDATE, 5),
        ("유람선 좌초(종합)", "Yonhap", "유람선 좌초", Signal.UPDATE, 4),
        ("REFILE-RPT-UPDATE 3-Salt falls", None, "Salt falls", Signal.REFILE, 4),
        ("WRAPUP 2-Talks on salt end", "Reuters", "Talks on salt end", Signal.UPDATE, 2),
        ("UPDATE3: Ferry refloated", "Kyodo", "Ferry refloated", Signal.UPDATE, 4),
        ("2nd Ld-Writethru: Ferry refloated", "Xinhua", "Ferry refloated", Signal.UPDATE, 3),
        ("CORRECTION | 2ND LEAD | Ferry refloated =", "dpa", "Ferry refloated", Signal.CORRECTION, 3),
        ("Salt Falls on Harvest (2)", "Bloomberg", "Salt Falls on Harvest", Signal.UPDATE, 3),
    ],
)
def test_marker(line: str, agency: str | None, rest: str, signal: Signal, rank: int):
    marker, found = split_marker(line, agency)

    assert (found, marker.signal, marker.rank) == (rest, signal, rank)


@pytest.mark.parametrize(
    "line",
    [
        "(PM) to travel north",
        "(R-Osterby) votes no",
        "Update of ferry fares by May",
        "Rowing: Osterby crew takes the title",
        "Lead found in lake water",
        "LEAD pipes recalled in Osterby",
        "TEXT of the ferry treaty",
        "Salt Output Grows (2031)",
        "Salt Falls on Harvest (2)",
        "Correction fluid sells out",
        "Kill rates fall on island farms",
        "A week at sea, 2nd edition",
    ],
)
def test_look_alikes_stay(line: str):
    assert split_marker(line) == (Marker(), line)


def test_markers_are_named_once_and_stack():
    marker = merged(split_marker(line)[0] for line in ("(LEAD) (News Focus) A", "(LEAD) a-b"))

    assert marker == Marker(("(LEAD)", "(News Focus)"), Signal.UPDATE, 2, "News Focus")


def test_style_names_the_agency():
    assert style("(2nd LD) Ferry refloated") == "Yonhap"
    assert style("UPDATE 1-Ferry refloated") == "Reuters"
    assert style("Ferry refloated") == ""


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Editors: Please kill the story on the ferry.", Signal.KILL),
        ("A kill is mandatory.", Signal.KILL),
        ("This memo is not for publication.", Signal.ADVISORY),
        ("Hunters may kill four wolves a year.", None),
    ],
)
def test_orders_in_running_text(words: str, signal: Signal | None):
    assert ordered("", words) is signal


def test_slug_line_without_a_number():
    assert slug_line("BC-Salt, 1st Ld,300")[1:] == ("Salt", "")


@needs_shared
def test_gold():
    for line in (SHARED / "data/fixtures/checks/marker_gold.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        agency, words, flags, clean = line.split("\t")
        want = json.loads(flags)
        marker, rest = split_marker(words, agency)
        assert rest == clean, words
        assert marker.genre == want.get("kind", marker.genre), words
        count = want.get("rev", want.get("lead"))
        if count:
            assert marker.rank == count + 1, words
        for flag, signal in SIGNALS.items():
            if flag in want:
                assert marker.signal is signal, words
        if not want:
            assert marker == Marker(), words
