"""Agency copy as plain text: embargo lines over the headline, kills in several shapes, labels, fragments."""

from datetime import time

import pytest

from writethru.model import Fragment, PartKind, Signal
from writethru.read.detect import choose, read
from writethru.read.document import Document
from writethru.read.embargo import is_embargo
from writethru.read.markers import split_marker
from writethru.read.times import clock_in

COPY = "\n\nBridge opens in Farhaven\n\nFARHAVEN, March 3, 2026 (Reuters) - The bridge opened, the council said.\n"


def take(text):
    (found,) = read(Document("a", text.encode()))
    return found


def words(found, kind):
    return [p.span.of(found.text) for p in found.parts if p.kind is kind]


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("EMBARGOED UNTIL 1800 GMT MARCH 3, 2026", 18),
        ("Sperrfrist 3. März 2026, 18.00 Uhr", 18),
        ("SOUS EMBARGO JUSQU'AU 3 MARS 2026 A 18H00 GMT", 18),
        ("EMBARGADA HASTA LAS 18:00 GMT DEL 3 DE MARZO DE 2026", 18),
        ("엠바고: 2026년 3월 3일 오후 6시", 18),
    ],
)
def test_an_embargo_over_the_headline_holds_and_is_no_headline(line, hour):
    found = take(line + COPY)

    assert found.embargo is not None
    assert found.embargo.until is not None
    assert found.embargo.until.hour == hour
    assert found.headline == "Bridge opens in Farhaven"
    assert words(found, PartKind.NOTE) == [line]


def test_an_embargo_in_the_headline_holds():
    found = take(
        "[엠바고 3월 3일 오후 6시] 파헤이븐 다리 개통\n\n(파헤이븐=연합뉴스) 김가람 기자 = 다리가 3일 개통됐다.\n"
    )

    assert found.embargo is not None
    assert found.headline.endswith("다리 개통")


@pytest.mark.parametrize(
    "line",
    [
        "Embargo to end on March 3, minister says",
        "For release of hostages, a wait until Friday",
        "Embargo on Vell fish ends Tuesday",
        "EMBARGO ON GRAIN LIFTED",
    ],
)
def test_a_report_about_an_embargo_is_none(line):
    assert not is_embargo(line)


@pytest.mark.parametrize(
    ("said", "at"),
    [("오후 6시", time(18)), ("오후 6시 30분", time(18, 30)), ("à 18H30", time(18, 30)), ("dalle ore 18", time(18))],
)
def test_hours_of_other_languages(said, at):
    assert clock_in(said)[0] == at


@pytest.mark.parametrize(
    "text",
    [
        "BC-Farhaven-Bridge, Bulletin Kill\n\nMira Olt did not say it, the desk has found.\n",
        "Farhaven-Bridge\n\nEDITORS:\n\nKill the Farhaven-Bridge story, V0512. Mira Olt did not say it.\n\nThe Desk\n",
        "Farhaven-Bridge\n\nEDITORS:\n\nMira Olt did not say it.\n\nA kill is mandatory.\n",
        'Xinhua: Please kill "Bridge to close"\n\nVELL, March 3 (Xinhua) -- It was wrong.\n',
        'Bridge shut\n\nVELL, March 3 (Xinhua) -- Editors: please do not use our item headlined "Bridge shut".\n',
    ],
)
def test_a_kill_as_plain_text_is_a_kill(text):
    assert take(text).marker.signal is Signal.KILL


def test_an_add_is_a_fragment_with_its_slug():
    found = take("BC-Farhaven-Bridge, 1st Add, a0512\n\nFARHAVEN: said Tuesday.\n\nThe council was glad of it.\n")

    assert found.marker.fragment is Fragment.ADD
    assert (found.slug, found.replaces) == ("Farhaven-Bridge", "a0512")


@pytest.mark.parametrize("line", ["KILL-SWITCH rule passes", "HOLD-UP at bank", "FLASH-FLOOD warning for Vell"])
def test_a_compound_in_capitals_is_no_marker(line):
    marker, title = split_marker(line, "Reuters")

    assert (marker.signal, title) == (Signal.NEW, line)


@pytest.mark.parametrize("line", ["", "FARHAVEN (STT) - "])
def test_a_declared_machine_translation_is_a_label_and_counts(line):
    label = "*** DISCLAIMER: THIS IS AN AUTOMATED TRANSLATION FROM FINNISH ***"
    found = take(f"Bridge opens\n\n{label}\n\n{line}The bridge opened on Tuesday, the city said in a note.\n")

    assert found.ai_text
    assert words(found, PartKind.LABEL) == [label]
    assert choose(Document("a", found.text.encode())).name == ("wire" if line else "page-text")


HEADER = "From: Desk <desk@e.example>\nTo: w@e.example\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nSubject: "


@pytest.mark.parametrize("subject", ["KILL: Bridge opens", "BC-Farhaven-Bridge, Bulletin Kill", "KILL KILL KILL"])
def test_a_kill_by_mail_may_be_its_subject_alone(subject):
    assert take(f"{HEADER}{subject}\n\n\n").marker.signal is Signal.KILL


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}EMBARGOED until 18:00 GMT March 3, 2026: Bridge opens{COPY}",
        "EMBARGOED UNTIL 1800 GMT MARCH 3, 2026\n\nCouncil plans bridge\n\nIt plans one, it said in a statement.\n",
        '{"id": "1", "headline": "Bridge opens", "text": "EMBARGOED UNTIL 1800 GMT MARCH 3, 2026\\n\\nIt opened."}',
    ],
)
def test_an_embargo_holds_whatever_brings_it(text):
    found = take(text)

    assert found.embargo is not None
    assert found.embargo.until is not None
    assert found.embargo.until.hour == 18
