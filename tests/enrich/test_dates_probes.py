"""Probes of what English copy does with time; the anchor is Saturday, 25 January 2031, unless a line says otherwise."""

from datetime import date

import pytest
from dated import found, read, take_of

SATURDAY = date(2031, 1, 25)


def values(text, day=SATURDAY):
    return [value for _, value in found(text, day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks will resume Friday.", ["2031-01-31"]),
        ("The deal was signed Friday.", ["2031-01-24"]),
        ("They met Thursday, and on the same day they left.", ["2031-01-23", "2031-01-23"]),
        ("It opened in May 2019. He died on Aug. 8 of that year.", ["2019-05", "2019-08-08"]),
        ("He spoke on Jan. 20. In 2012 he ran. That month he lost.", ["2031-01-20", "2012", "2031-01"]),
        ("The first half of the 2010s, the mid-1980s.", ["201X", "198X"]),
        ("It was founded two decades ago. Over the next decade it grows.", ["201X", "P10Y"]),
        ("This winter was mild, last winter was not, next winter may be.", ["2030-WI", "2029-WI", "2031-WI"]),
        ("From Thursday to Monday it was shut.", ["2031-01-23", "2031-01-27"]),
        ("From November to March it was shut.", ["2030-11", "2031-03"]),
        ("Between March and May 2019 it rained.", ["2019-03", "2019-05"]),
        ("From Dec. 28 to Jan. 3, 2030, he was away.", ["2029-12-28", "2030-01-03"]),
        ("They fished from Sept. 14 to Thursday.", ["2030-09-14", "2031-01-23"]),
        ("A week from Friday, two weeks ago Tuesday.", ["2031-02-07", "2031-01-07"]),
        ("On the 21st of this month and on 4.3.2031.", ["2031-01-21", "2031-03-04"]),
        ("It was the 2nd of May last year.", ["2030-05-02"]),
        ("At 3 p.m. (1400 GMT) on Monday they left.", ["2031-01-20T15:00", "2031-01-20T14:00", "2031-01-20"]),
        ("Sales rose in the quarter ended Sept. 30.", ["2030-Q3", "2030-09-30"]),
        ("It cut jobs by year-end.", ["2030"]),
        ("In the two previous months and the previous three weeks.", ["P2M", "P3W"]),
        ("The 2018 fiscal year was bad, a weeklong strike too.", ["2018", "P1W"]),
        ("He left a month and a half ago.", ["2030-12"]),
        ("An hour later they fled.", ["PT1H"]),
        ("They ran on weekends. It is quiet at present.", ["XXXX-WXX-WE", "PRESENT_REF"]),
        ("It cut weak March results to a loss.", ["2030-03"]),
        ("But this is 2020, the era of cuts.", ["2020"]),
        ("The talks were extended through February.", ["2031-02"]),
        ("Officials said at the time the dam was safe.", ["PAST_REF"]),
        ("The ferry runs six days a week.", ["P1W"]),
        ("They waited for a year. A week after the flood it rained.", ["P1Y", "P1W"]),
        ("The bridge will soon open; it was shut as soon as it froze.", ["FUTURE_REF"]),
        ("It soon fell. Nobody expects it anytime soon.", ["FUTURE_REF"]),
        ("He left as recently as Friday.", ["2031-01-24"]),
        ("Rivals have in the past said no, over the past seven games.", ["PAST_REF"]),
        ("He had led in March elections by Jan. 20.", ["2031-03", "2031-01-20"]),
        ("The pre-1967 lines and the 2004 and 2008 conventions.", ["1967", "2004", "2008"]),
        ("Decades of neglect and years of drought ruined it.", ["PXY", "PXY"]),
        ("It warms by the end of the century, more than earlier in the decade.", ["20", "203X"]),
        ("He quit in early April 1945; two weeks later he was gone.", ["1945-04", "P2W"]),
        ("They will meet two weeks later.", ["2031-W06"]),
        ("Shares fell Thursday, hit by overnight losses.", ["2031-01-23", "2031-01-22TNI"]),
        ("It may rise in future years; it did in past years.", ["FUTURE_REF", "PAST_REF"]),
        ("He was booked a year and a half ahead.", ["P1Y6M"]),
        ("A year earlier it was shut. In the coming months it opens.", ["2030", "PXM"]),
        ("Sales rose in the third quarter of fiscal 2030.", ["2030-Q3"]),
        ("The show is on Sundays at 9 a.m.", ["XXXX-WXX-7T09:00"]),
    ],
)
def test_values(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He told the Tern Daily.",
        "He wrote in the Harn Today.",
        "She read The Daily Harn.",
        "It ran in USA TODAY.",
        "He works for 21st Century Harn.",
        "She led the March of the Widows.",
        "It is no place for today's youth.",
        "He quoted a Daily Harn piece.",
        "She is Nurse of the Year.",
    ],
)
def test_a_name_or_an_age_is_no_date(text):
    assert values(text) == []


def parsed(text, day):
    return [d.value for d in read(take_of(text, day), parse=True).dates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Until Thursday, nobody had called him a suspect.", ["2031-01-23"]),
        ("“We will go on until we have won it,” he said Thursday.", ["2031-01-23"]),
        ("They lose the fight if the case is heard in May.", ["2031-05"]),
        ("The offer had been scheduled to expire Friday.", ["2031-01-24"]),
        ("It tries to sell itself under a December agreement with its owners.", ["2030-12"]),
        ("Vance has a fair chance of winning in May, polls show.", ["2031-05"]),
        ("Vance had a fair chance of winning in May, polls show.", ["2030-05"]),
        ("The depot had 200 beds as of Thursday.", ["2031-01-23"]),
    ],
)
def test_which_way_the_clause_points(text, expected):
    assert parsed(text, SATURDAY) == expected


def test_halves_and_ends_have_their_own_days():
    half, end = read(take_of("In the first half of the 2010s; by year-end.", SATURDAY)).dates

    assert (half.earliest, half.latest) == (date(2010, 1, 1), date(2014, 12, 31))
    assert (end.value, end.earliest.month) == ("2030", 9)
