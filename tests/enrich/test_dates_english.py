"""What English expressions are found and valued; the anchor is Friday, 24 January 2031."""

from datetime import date

import pytest
from dated import FRIDAY, found, read, take_of

DAYS = [
    ("The envoy spoke Friday.", "Friday", "2031-01-24"),
    ("The envoy spoke on Thursday.", "Thursday", "2031-01-23"),
    ("The envoy will speak on Tuesday.", "Tuesday", "2031-01-28"),
    ("The envoy left last Friday.", "last Friday", "2031-01-17"),
    ("Next Tuesday's vote is open.", "Next Tuesday", "2031-01-28"),
    ("Critics of Thursday's ruling will appeal.", "Thursday", "2031-01-23"),
    ("They have until Monday to answer.", "Monday", "2031-01-27"),
    ("It was signed Friday, Nov. 28, 2031, in Vestholm.", "Friday, Nov. 28, 2031", "2031-11-28"),
    ("It was signed on Jan. 5.", "Jan. 5", "2031-01-05"),
    ("It was signed on the 3rd of April, 2029.", "the 3rd of April, 2029", "2029-04-03"),
    ("It was signed on 3 April 2029.", "3 April 2029", "2029-04-03"),
    ("The term that ended Oct. 31 was poor.", "Oct. 31", "2030-10-31"),
    ("It was signed on April 4 last year.", "April 4 last year", "2030-04-04"),
    ("In this Nov. 2, 2029, photo she smiles.", "Nov. 2, 2029", "2029-11-02"),
    ("It was signed on 2029-04-03.", "2029-04-03", "2029-04-03"),
    ("It was signed on 11/28/2029.", "11/28/2029", "2029-11-28"),
    ("He has not sailed since the fourteenth of January.", "the fourteenth of January", "2031-01-14"),
    ("It never falls on a Wednesday.", "Wednesday", "XXXX-WXX-3"),
    ("The tower is open except Monday.", "Monday", "XXXX-WXX-1"),
    ("In a Tuesday statement she agreed.", "Tuesday", "2031-01-21"),
    ("He came yesterday.", "yesterday", "2031-01-23"),
    ("He comes tomorrow.", "tomorrow", "2031-01-25"),
    ("The day before yesterday it rained.", "The day before yesterday", "2031-01-22"),
    ("Shops closed on Christmas Eve.", "Christmas Eve", "2030-12-24"),
    ("Shops close on Easter 2031.", "Easter 2031", "2031-04-13"),
    ("He voted on Election Day 2028.", "Election Day 2028", "2028-11-07"),
]
TIMES = [
    ("Guards came at 4 p.m. EST Tuesday.", "4 p.m. EST Tuesday", "2031-01-21T16:00"),
    ("Guards came at 9:34 a.m. local time.", "9:34 a.m. local time", "2031-01-24T09:34"),
    ("Guards came at 0330 GMT.", "0330 GMT", "2031-01-24T03:30"),
    ("Guards came at noon Thursday.", "noon Thursday", "2031-01-23T12:00"),
    ("Guards came Thursday night.", "Thursday night", "2031-01-23TNI"),
    ("Guards came last night.", "last night", "2031-01-23TNI"),
    ("Guards came this morning.", "this morning", "2031-01-24TMO"),
    ("Guards came early Friday.", "early Friday", "2031-01-24"),
]
PERIODS = [
    ("The summit in Ostia in June 2018 failed.", "June 2018", "2018-06"),
    ("She will visit in April.", "April", "2031-04"),
    ("She visited in April.", "April", "2030-04"),
    ("She asked in December to go.", "December", "2030-12"),
    ("Prices fell in early 2029.", "early 2029", "2029"),
    ("Prices fell in late November.", "late November", "2030-11"),
    ("Prices fell last week.", "last week", "2031-W03"),
    ("Prices fall this week.", "this week", "2031-W04"),
    ("Prices fell last year.", "last year", "2030"),
    ("Prices will fall early next year.", "early next year", "2032"),
    ("Prices fell in the third quarter of 2029.", "the third quarter of 2029", "2029-Q3"),
    ("The third-quarter loss grew.", "third-quarter", "2030-Q3"),
    ("Prices fell in fiscal 2029.", "fiscal 2029", "2029"),
    ("Prices fell in Q3 2029.", "Q3 2029", "2029-Q3"),
    ("Prices fell in the second half of 2029.", "the second half of 2029", "2029-H2"),
    ("Prices fell last summer.", "last summer", "2030-SU"),
    ("Prices fell in the winter of 2028.", "the winter of 2028", "2028-WI"),
    ("Prices fell in the early 1990s.", "the early 1990s", "199X"),
    ("Prices fell in the '80s.", "the '80s", "198X"),
    ("Prices fell in the 20th century.", "the 20th century", "19"),
    ("Prices fell over the weekend.", "the weekend", "2031-W03-WE"),
    ("Prices fell two years ago.", "two years ago", "2029"),
    ("Prices fell three weeks ago.", "three weeks ago", "2031-W01"),
    ("Prices fell 10 days ago.", "10 days ago", "2031-01-14"),
    ("A war in nineteen ninety-six ended it.", "nineteen ninety-six", "1996"),
    ("The party's 2028 list fell.", "2028", "2028"),
    ("The 2028 candidates smiled.", "2028", "2028"),
    ("Critics of the 2028 election fell silent.", "2028", "2028"),
    ("In all, 2028 was a calm year for Vestholm.", "2028", "2028"),
    ("Wednesday night's debate was calm.", "Wednesday night", "2031-01-22TNI"),
    ("On the speculated 2035 invasion he was silent.", "2035", "2035"),
    ("It ran the week of March 6.", "the week of March 6", "2031-W10"),
]
LENGTHS = [
    ("In the 50-minute meeting she smiled.", "50-minute", "PT50M"),
    ("On his five-day trip he smiled.", "five-day", "P5D"),
    ("He stayed for two and a half years.", "two and a half years", "P2Y6M"),
    ("He stayed nearly two months.", "nearly two months", "P2M"),
    ("He stayed for half an hour.", "half an hour", "PT30M"),
    ("He stayed for years.", "years", "PXY"),
    ("He stayed the past few weeks.", "the past few weeks", "PXW"),
    ("He stayed a couple of days.", "a couple of days", "P2D"),
    ("In recent months he stayed.", "recent months", "PXM"),
    ("In the coming four months he stays.", "the coming four months", "P4M"),
]
SETS = [
    ("It runs every day.", "every day", "P1D"),
    ("It runs weekly.", "weekly", "P1W"),
    ("It runs every Monday.", "every Monday", "XXXX-WXX-1"),
    ("It runs Tuesday nights.", "Tuesday nights", "XXXX-WXX-2TNI"),
    ("It runs twice a week.", "twice a week", "P1W"),
    ("It is now open.", "now", "PRESENT_REF"),
    ("It has recently opened.", "recently", "PAST_REF"),
    ("It opens in the near future.", "the near future", "FUTURE_REF"),
]


@pytest.mark.parametrize(("text", "words", "value"), DAYS + TIMES + PERIODS + LENGTHS + SETS)
def test_expression_and_value(text, words, value):
    assert found(text) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "About 28,500 troops and 33.7 million customers were counted.",
        "Some 1,900 people stood at 2000 feet beside flight 1549.",
        "Call 555-2031 about the Boeing 2000, which beat them 21-17.",
        "It cost $2000 and some 2000 soldiers left.",
        "Unit 2010 stood in the 2000 block of Main Street.",
        "April Jonsson met June Carter; March on, he may.",
        "The 44-year-old teacher and his 6-month-old son waved.",
        "Resolution 1718 was read out.",
        "The union of 2000 nurses met.",
        'She hosts "This Week" and "60 Minutes" on the radio.',
        "They earn $15 an hour, or 2,000 crowns a year.",
        "It grew 8.5% annually and carried 10,000 crates daily.",
        "Three quarters of the voters stayed home.",
        "All of them live in 1840 Harbor Ave., the board says.",
        "Moor threw a touchdown pass in the first quarter.",
        "She is the fifth coach to go within the first quarter of the season.",
    ],
)
def test_what_is_no_time(text):
    assert found(text) == []


def test_references_to_what_was_spoken_of_last():
    text = "The ferry sank on Nov. 3, 2029. A day earlier it had been checked. The same day two men left."
    assert found(text)[1:] == [("A day earlier", "2029-11-02"), ("The same day", "2029-11-02")]


def test_a_year_ago_is_the_same_quarter_where_a_quarter_is_spoken_of():
    text = "Profit in the third quarter was 5 million crowns, against 3 million a year earlier."
    assert found(text)[1] == ("a year earlier", "2029-Q3")
    assert found("Profit was 3 million crowns a year earlier.") == [("a year earlier", "2030")]


def test_a_second_day_takes_the_month_of_the_first():
    assert found("Talks ran on Nov. 3 and 4.") == [("Nov. 3", "2030-11-03"), ("4", "2030-11-04")]
    assert found("On Nov. 3 and 4 men left.") == [("Nov. 3", "2030-11-03")]


def test_wrapped_lines_are_one_expression():
    text = (
        "The council of the port of Vestholm will meet on Tuesday, Nov.\n"
        "28, 2034, at the old harbour, in a hall of its own, its mayor\nsaid."
    )
    assert found(text)[0] == ("Tuesday, Nov.\n28, 2034", "2034-11-28")


def test_a_year_without_day_fits_its_weekday():
    # 28 November is a Friday in 2031, a Thursday in 2030.
    assert found("It opened Friday, Nov. 28.", date(2032, 3, 1)) == [("Friday, Nov. 28", "2031-11-28")]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("the early 1990s", date(1990, 1, 1), date(1993, 12, 31)),
        ("the late 1980s", date(1986, 1, 1), date(1989, 12, 31)),
        ("June 2018", date(2018, 6, 1), date(2018, 6, 30)),
        ("early 2018", date(2018, 1, 1), date(2018, 4, 30)),
        ("late June 2018", date(2018, 6, 21), date(2018, 6, 30)),
        ("the third quarter of 2018", date(2018, 7, 1), date(2018, 9, 30)),
        ("last week", date(2031, 1, 13), date(2031, 1, 19)),
        ("Thursday", date(2031, 1, 23), date(2031, 1, 23)),
        ("earlier this month", date(2031, 1, 1), FRIDAY),
    ],
)
def test_bounds(words, first, last):
    piece = read(take_of(f"It happened in {words}.", FRIDAY))
    assert [(d.earliest, d.latest) for d in piece.dates] == [(first, last)]


@pytest.mark.parametrize(
    ("words", "precision"),
    [
        ("4 p.m. Tuesday", "minute"),
        ("Tuesday", "day"),
        ("last week", "week"),
        ("June 2018", "month"),
        ("last summer", "season"),
        ("the third quarter", "quarter"),
        ("early 2018", "year"),
        ("the late 1980s", "decade"),
        ("the 20th century", "century"),
        ("recently", "vague"),
    ],
)
def test_precision(words, precision):
    assert [d.precision for d in read(take_of(f"It happened in {words}.", FRIDAY)).dates] == [precision]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The rally planned for Saturday was called off.", "2031-01-25"),
        ("When she visits Ostia in April, talks may resume.", "2031-04"),
        ("The summit is expected in March.", "2031-03"),
        ("The firm, which is based in Vestholm, closed its office in March.", "2030-03"),
        ("Voters who want change rallied on Monday.", "2031-01-20"),
        ("Ministers are to gather again on Monday.", "2031-01-27"),
    ],
)
def test_the_verb_that_governs_a_date_says_which_way_it_points(text, value):
    assert [d.value for d in read(take_of(text, FRIDAY), parse=True).dates] == [value]
