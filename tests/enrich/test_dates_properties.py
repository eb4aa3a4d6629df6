"""What holds for every text and every anchor."""

from datetime import date, timedelta

from dated import read, take_of
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.enrich.timex import when
from writethru.model import DateType

ANCHORS = st.dates(date(1900, 1, 15), date(2090, 1, 1))
PIECES = [
    "Friday",
    "last",
    "next",
    "the",
    "early",
    "late",
    "mid-",
    "1990s",
    "Nov. 28",
    "2031",
    "in",
    "ago",
    "two",
    "years",
    "quarter",
    "third",
    "of",
    "Tuesday night",
    "4 p.m.",
    "at",
    "May",
    "29 February",
    "Feb. 30",
    "99",
    "week",
    "every",
    "a day earlier",
    "century",
    "21st",
    "0330 GMT",
    "'",
    "\n",
    ",",
    "-",
    "year-ago",
    "weekend",
    "fiscal",
    "Easter",
    "half an hour",
    "and a half",
    "the end of",
    "this",
    "years ago",
    "9999 years ago",
    "million",
    "12/31/1999",
    "“",
    "now",
]
NEWS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
LANGUAGES = st.sampled_from(["en", "nb", "ko", "ru", "fi", "ja", "und", "ar", "hu"])


def sound(piece):
    last = 0
    for fact in piece.dates:
        assert any(p.span.covers(fact.span) for p in piece.passages)
        assert last <= fact.span.start < fact.span.end
        last = fact.span.end
        assert (fact.earliest is None) == (fact.latest is None)
        if fact.earliest and fact.latest:
            assert fact.earliest <= fact.latest
            assert fact.type in (DateType.DATE, DateType.TIME)
            back = when.parse(fact.value)
            assert back is not None
            assert back.earliest <= fact.earliest
            assert fact.latest <= back.latest
        if fact.inferred:
            assert fact.evidence
            assert fact.why


@settings(max_examples=150, deadline=None)
@given(NEWS, ANCHORS | st.none(), LANGUAGES)
def test_any_mixture_of_time_words_is_read_soundly(text, anchor, language):
    sound(read(take_of(text, anchor), language))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), ANCHORS | st.none(), LANGUAGES)
def test_any_text_is_read_soundly(text, anchor, language):
    sound(read(take_of(text, anchor), language))


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(1, 1, 1), date(1, 2, 1)) | st.dates(date(9999, 11, 1), date(9999, 12, 31)),
    NEWS,
)
def test_the_ends_of_the_calendar_raise_nothing(anchor, text):
    read(take_of(text, anchor))


@settings(max_examples=60, deadline=None)
@given(ANCHORS, st.integers(-60, 60), st.sampled_from(["on {} he left", "he will leave on {}", "it closed last {}"]))
def test_weekdays_move_with_the_anchor_by_whole_weeks(anchor, weeks, frame):
    for name in ("Monday", "Thursday", "Sunday"):
        text = "Then " + frame.format(name) + "."
        (here,) = read(take_of(text, anchor)).dates
        (there,) = read(take_of(text, anchor + timedelta(weeks=weeks))).dates
        assert there.earliest - here.earliest == timedelta(weeks=weeks)


@settings(max_examples=40, deadline=None)
@given(NEWS, ANCHORS)
def test_the_same_input_gives_the_same_output(text, anchor):
    assert read(take_of(text, anchor)).dates == read(take_of(text, anchor)).dates
