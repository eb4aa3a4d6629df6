"""One poll: only what is new comes back, and the next one is set by how it went."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from websites import RSS, Turned, die, fetcher, hang, serving
from writethru.errors import NotFetched
from writethru.fetch.poll import LONGEST, failed, poll
from writethru.model import Source

NOW = datetime(2031, 3, 12, 9, 30, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


@pytest.fixture
def site():
    with serving() as one:
        yield one


@pytest.fixture
def polled(site):
    """Poll the site's feed, always with the same clock; the source is carried on."""
    clock = Turned(NOW)
    one = fetcher(clock)
    state = {"source": Source("Vell Post", f"{site.at}/feed", 15, NOW)}

    def poll_again(**turned):
        clock.at = state["source"].due or clock.at
        clock.turn(**turned)
        found = poll(one, state["source"])
        state["source"] = found.source
        return found, clock.at

    return poll_again


def test_a_feed_is_asked_for_what_is_new(site, polled):
    site.put("/feed", RSS, ETag='"one"', Last_Modified="Wed, 12 Mar 2031 09:00:00 GMT")
    first, at = polled()

    assert first.response.body == RSS
    assert (first.source.due, first.source.last_success, first.said) == (at + QUARTER, at, "")

    site.put("/feed", status=304)
    second, at = polled()

    assert second.response is None
    assert (second.source.due, second.source.last_success, second.source.failures) == (at + QUARTER, at, 0)
    assert site.asked[1][1]["If-None-Match"] == '"one"'
    assert site.asked[1][1]["If-Modified-Since"] == "Wed, 12 Mar 2031 09:00:00 GMT"

    site.put("/feed", RSS + b"<!-- more -->", ETag='"two"')
    third, _ = polled()

    assert third.response.body.endswith(b"more -->")
    assert (third.source.etag, third.source.modified) == ('"two"', "")


def test_a_body_that_is_the_same_is_not_new_whatever_the_server_says(site, polled):
    site.put("/feed", RSS, ETag='"one"')
    polled()
    site.put("/feed", RSS, ETag='"two"')
    found, at = polled()

    assert (found.response, found.source.last_success, found.source.etag) == (None, at, '"two"')


def test_failures_double_the_wait_and_are_told_once(site, polled):
    site.put("/feed", status=500)
    waits, told = [], []
    for _ in range(9):
        found, at = polled()
        waits.append(found.source.due - at)
        told.append(found.said)

    assert waits == [min(QUARTER * 2**n, LONGEST) for n in range(1, 10)]
    assert told == [f"{site.at}/feed: answered 500 Internal Server Error", *[""] * 8]
    assert found.source.failures == 9

    site.put("/feed", status=404)
    assert polled()[0].said.endswith("404 Not Found")

    site.put("/feed", RSS)
    found, at = polled()
    assert (found.said, found.source.failures, found.source.due) == ("well again", 0, at + QUARTER)
    assert found.source.error.endswith("404 Not Found")  # kept, for `sources` to show


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("7200", timedelta(hours=2)),
        (format_datetime(NOW + timedelta(hours=3), usegmt=True), timedelta(hours=3)),
        ("60", 2 * QUARTER),  # our own wait is longer
        (format_datetime(NOW - timedelta(hours=3), usegmt=True), 2 * QUARTER),
        ("9" * 40, LONGEST),
        ("soon", 2 * QUARTER),
        ("-5", 2 * QUARTER),
        ("²", 2 * QUARTER),
    ],
)
def test_retry_after_is_kept_to(site, polled, status, said, wait):
    site.put("/feed", status=status, Retry_After=said.encode().decode("latin-1"))
    found, at = polled()

    assert found.source.due - at == wait


def test_a_source_that_is_gone_is_stopped(site, polled):
    site.put("/feed", status=410)
    found, _ = polled()

    assert (found.source.stopped, found.source.due) == (True, None)
    assert "gone for good (410)" in found.said


def test_a_source_that_has_moved_is_asked_where_it_is(site, polled):
    site.put("/feed", status=301, Location="/new")
    site.put("/new", RSS)
    found, _ = polled()

    assert (found.source.address, found.said) == (f"{site.at}/new", f"moved to {site.at}/new")
    polled()
    assert site.paths() == ["/feed", "/new", "/new"]


def test_a_move_is_not_believed_when_it_leads_to_no_feed(site, polled):
    site.put("/feed", status=301, Location="/login")
    site.put("/login", b"<!DOCTYPE html><html><title>Sign in</title></html>")
    found, _ = polled()

    assert found.source.address == f"{site.at}/feed"
    assert "sent a web page where its feed should be" in found.said


def test_a_host_that_wants_long_rests_gets_them(site, polled):
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 7200\n")
    site.put("/feed", RSS)
    found, at = polled()

    assert found.source.due == at + timedelta(hours=2)


@pytest.mark.parametrize("answer", [hang, die, (200, {}, b" \n"), (204, {}, b"")])
def test_whatever_a_server_does_is_a_failure_of_its_own_poll(site, polled, answer):
    site.pages["/feed"] = answer
    found, at = polled()

    assert (found.response, found.source.failures, found.source.due) == (None, 1, at + 2 * QUARTER)
    assert found.said


@given(every=st.integers(1, 10_000), failures=st.integers(0, 10_000), wait=st.floats(0, 1e12))
def test_the_next_poll_is_never_more_than_a_day_away_nor_sooner_than_usual(every, failures, wait):
    source = Source("Vell Post", "https://vellpost.example/feed", every, NOW, failures=failures)
    after = failed(source, NotFetched("it failed", wait=wait), NOW).source

    assert timedelta(minutes=every) <= after.due - NOW <= max(LONGEST, timedelta(minutes=every))
