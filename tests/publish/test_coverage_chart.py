"""The coverage of a story as a chart, and in words."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from writethru.model import Sent, SourceKind, Take
from writethru.publish.coverage_chart import columns, coverage

FIRST = datetime(2031, 3, 12, 9, tzinfo=UTC)


def take(number, hours, *, day_only=False):
    sent = Sent(FIRST + timedelta(hours=hours), day_only=day_only)
    return Take(f"t{number}", "t", "d", "test", "Post", SourceKind.PAGE, "Words.", (), sent=sent)


def takes(*hours, **more):
    return [take(n, at, **more) for n, at in enumerate(hours)]


def test_takes_are_counted_by_hour_pieces_apart_from_what_carries_them_on():
    found, step = columns(takes(0, 0.5, 2.2), {"t0", "t2"})

    assert step == 1
    assert [(one.pieces, one.updates) for one in found] == [(1, 1), (0, 0), (1, 0)]


def test_the_chart_says_in_words_what_it_shows():
    chart = etree.fromstring(str(coverage(takes(0, 0.5, 2.2), {"t0"})))

    assert chart.get("role") == "img"
    assert chart.get("aria-label") == (
        "3 takes over time, counted an hour. 12 Mar. 2031, 09:00 UTC: 2; 12 Mar. 2031, 11:00 UTC: 1"
    )
    assert not [one for one in chart.iter() if "style" in one.attrib]


def test_of_takes_whose_hour_is_not_known_days_are_counted():
    _, step = columns(takes(0, 24, 48, day_only=True), ())

    assert step == 24


def test_two_takes_or_one_moment_have_no_course():
    assert coverage(takes(0, 5), ()) == ""
    assert coverage(takes(0, 0, 0), ()) == ""


@given(st.lists(st.floats(0, 20_000), min_size=3, max_size=40))
def test_no_take_is_lost_and_no_column_too_thin(hours):
    found, _ = columns(takes(*hours), ())

    assert sum(one.pieces + one.updates for one in found) == len(hours)
    assert len(found) <= 61
    numbers = re.findall(r'height="([\d.-]+)"', str(coverage(takes(*hours), ())))
    assert all(float(number) >= 0 for number in numbers)
