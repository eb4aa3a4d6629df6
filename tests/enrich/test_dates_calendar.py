"""The arithmetic of values: bounds, parts, moves, and reading back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.enrich.timex import when
from writethru.enrich.timex.days import feast
from writethru.enrich.timex.lengths import period
from writethru.enrich.timex.words import number, spelled_year

DAYS = st.dates(date(1500, 1, 1), date(2100, 12, 31))
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"])


@given(DAYS, UNITS)
def test_a_unit_holds_its_day_and_reads_back(day, unit):
    found = when.unit_at(day, unit)
    assert found.earliest <= found.latest
    assert unit == "weekend" or found.earliest <= day <= found.latest
    assert when.parse(found.value) == found


@given(st.integers(1500, 2100), st.sampled_from(sorted(when.SEASONS)))
def test_a_season_lasts_three_months_and_reads_back(year, name):
    found = when.season(year, name)
    assert 89 <= (found.latest - found.earliest).days <= 92
    assert when.parse(found.value) == found


@given(DAYS, UNITS.filter(lambda u: u not in ("weekend", "day")))
def test_the_parts_of_a_time_follow_one_another_inside_it(day, unit):
    whole = when.unit_at(day, unit)
    start, mid, end = (when.narrowed(whole, part) for part in ("START", "MID", "END"))
    assert whole.earliest == start.earliest <= start.latest < mid.earliest <= mid.latest
    assert mid.latest <= end.latest == whole.latest


@given(DAYS, st.integers(-400, 400))
def test_moves_of_days_and_weeks_are_undone(day, count):
    for unit in ("day", "week"):
        assert when.moved(when.moved(day, unit, count), unit, -count) == day


def test_a_move_out_of_the_calendar_is_an_error():
    with pytest.raises(ValueError, match="outside the calendar"):
        when.moved(date(2031, 1, 1), "century", 100)


def test_the_last_day_of_a_short_month():
    assert when.moved(date(2031, 3, 31), "month", -1) == date(2031, 2, 28)


@pytest.mark.parametrize(
    ("year", "day"), [(1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2031, date(2031, 4, 13))]
)
def test_easter(year, day):
    assert when.easter(year) == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ([11, 4, 4], date(2031, 11, 27)),
        ([5, -1, 1], date(2031, 5, 26)),
        ([11, 1, 1, 1], date(2031, 11, 4)),
        (["easter", -2], date(2031, 4, 11)),
        ([12, 25], date(2031, 12, 25)),
    ],
)
def test_feasts(rule, day):
    assert feast(rule, 2031) == day


@pytest.mark.parametrize("value", ["PT50M", "PAST_REF", "XXXX-11-28", "2031-13", "2031-02-30", "", "2031-W60"])
def test_what_names_no_days_parses_to_nothing(value):
    assert when.parse(value) is None


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [
        ("TM", 50, "PT50M"),
        ("D", 3, "P3D"),
        ("Y", 2.5, "P2Y6M"),
        ("TH", 0.5, "PT30M"),
        ("10Y", 2, "P20Y"),
        ("Y", "X", "PXY"),
        ("TH", "X", "PTXH"),
        ("Q", 3, "P9M"),
        ("TH", 5.5, "PT5H30M"),
        ("100Y", 0.5, "P50Y"),
    ],
)
def test_periods(unit, count, value):
    assert period(unit, count) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("fifty", 50), ("forty-two", 42), ("a hundred", 100), ("1,900", 1900), ("5 1/2", 5.5), ("two hundred", 200)],
)
def test_numbers(words, value):
    assert number(words) == value


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("nineteen ninety-six", 1996),
        ("two thousand", 2000),
        ("two thousand and four", 2004),
        ("nineteen hundred", 1900),
    ],
)
def test_spelled_years(words, year):
    assert spelled_year(words) == year
