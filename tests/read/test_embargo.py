from datetime import UTC, datetime, timedelta, timezone

import pytest

from writethru.model import Sent
from writethru.read.item import Item, take_of
from writethru.read.markup import Block
from writethru.read.wire import take_of as wire

SENT = Sent(datetime(2031, 3, 12, 9, 0, tzinfo=UTC))  # a Wednesday


def made(field=None, *notes, source="Nordpress", copy="The ferry will sail again.", sent=SENT):
    blocks, found = [Block(copy)], list(notes)
    item = Item("trial", id="x", source=source, headline="Ferry", notes=found, copy=blocks, sent=sent, embargo=field)
    return take_of(item, "0" * 64).embargo


@pytest.mark.parametrize(
    ("words", "until"),
    [
        (
            "STRICTLY EMBARGOED. Not to be shown to the public until 12noon on Friday, March 14, 2031.",
            "2031-03-14T12:00+00:00",
        ),
        ("EMBARGOED UNTIL 6 p.m. EDT Sunday", "2031-03-16T18:00-04:00"),
        ("Embargoed to 0001 Friday March 14", "2031-03-14T00:01+00:00"),
        ("Embargo: 14 March 2031 16:30 CET", "2031-03-14T16:30+01:00"),
        ("Achtung, Sperrfrist 14. März 09.30 Uhr", "2031-03-14T09:30+00:00"),
        ("Sous embargo jusqu'au 14 mars à 18h", "2031-03-14T18:00+00:00"),
        ("HOLD FOR RELEASE SUNDAY", "2031-03-16T00:00+00:00"),
        ("엠바고: 2031년 3월 14일 정오", "2031-03-14T12:00+00:00"),
        ("Embargado hasta el 2 de enero de 2032", "2032-01-02T00:00+00:00"),
    ],
)
def test_a_note_says_until_when(words, until):
    assert made(None, words).until == datetime.fromisoformat(until)


@pytest.mark.parametrize(
    "words",
    [
        "For immediate release",
        "For Release Anytime",
        "EMBARGO LIFTED",
        "Eds: UPDATES with arms embargo on Karsk",
        "$Adv00",
    ],
)
def test_these_set_none(words):
    assert made(None, words) is None


@pytest.mark.parametrize(
    "words",
    [
        "Embargo on arms to Karsk is lifted, the council said.",
        "The report was for release on Friday.",
        "The Vellmark port will be closed until Friday.",
    ],
)
def test_news_of_embargoes_is_none(words):
    assert made(None, copy=words) is None


def test_a_line_at_the_head_of_the_copy_sets_one():
    assert made(None, copy="*** EMBARGOED UNTIL FRIDAY 10:00 GMT ***").until == datetime(2031, 3, 14, 10, tzinfo=UTC)


def test_an_empty_field_holds_with_no_date_and_an_absent_one_does_not():
    assert made("").until is None
    assert "no date" in made("").why
    assert made(None) is None


def test_a_field_that_is_no_time_holds_and_says_so():
    found = made("soon")
    assert found.until is None
    assert "'soon'" in found.why


def test_of_field_and_text_the_later_holds_and_a_person_decides():
    note = "STRICTLY EMBARGOED until 12noon on Friday, March 14, 2031."
    later_text = made("2031-03-13T12:00:00Z", note)
    later_field = made("2031-03-15T12:00:00Z", note)
    nothing = made("", note)
    assert (later_text.until, later_text.conflict) == (datetime(2031, 3, 14, 12, tzinfo=UTC), True)
    assert (later_field.until, later_field.conflict) == (datetime(2031, 3, 15, 12, tzinfo=UTC), True)
    assert (nothing.until, nothing.conflict) == (None, True)


def test_field_and_text_that_agree_are_no_conflict():
    assert not made("2031-03-14T12:00:00Z", "Embargoed until 12:00 GMT on March 14").conflict
    assert not made("2031-03-14T18:00:00Z", "Embargoed until March 14").conflict


@pytest.mark.parametrize(("day", "hours"), [("March 8", -5), ("March 9", -4)])  # clocks go forward on 9 March 2031
def test_a_clock_without_a_zone_hangs_in_the_agencys_home_on_either_side_of_a_change(day, hours):
    sent = Sent(datetime(2031, 3, 7, 12, tzinfo=UTC))
    found = made(None, f"Embargoed until {day}, 2031, 10:00", source="AP", sent=sent)
    assert found.until.utcoffset() == timedelta(hours=hours)


def test_an_advance_is_for_its_day():
    copy = "AM-Ferry, Adv 15,0640\n\nFerry to sail\n\nSTRAND, March 12 (AP) _ The ferry will sail again.\n"
    found = wire(f"{copy}\nAP-NR-03-12-31 0700EST\n", "0" * 64).embargo
    assert found.until.day == 15
    assert found.until.utcoffset() in (timedelta(hours=-4), timedelta(hours=-5))


def test_the_time_is_kept_with_its_zone():
    assert made("2031-03-14T12:00:00+09:00").until.tzinfo == timezone(timedelta(hours=9))


@pytest.mark.parametrize(("hour", "day"), [("6:30 p.m.", 12), ("11 a.m.", 13)])
def test_a_clock_time_without_a_day_is_the_first_after_the_piece_was_sent(hour, day):
    sent = Sent(datetime(2031, 3, 12, 12, tzinfo=UTC))
    found = made(None, f"Eds: For release at {hour} GMT", source="AP", sent=sent)
    assert (found.until.day, found.conflict) == (day, False)
