"""Manners: robots.txt asked and kept to, one request at a time to a host, and a rest between two."""

import threading
from datetime import timedelta

import pytest

from websites import HERE, RSS, SHORT, Turned, die, fetcher, hang, serving
from writethru.errors import NotFetched
from writethru.fetch.fetcher import Fetcher
from writethru.fetch.robots import MOST

NO = b"User-agent: *\nDisallow: /private\n"
NOT_US = b"User-agent: writethru\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
ONLY_US = b"User-agent: *\nDisallow: /\n\nUser-agent: Writethru\nAllow: /feed\nDisallow: /\n"


@pytest.fixture
def site():
    with serving() as one:
        one.put("/feed", RSS)
        one.put("/private/feed", RSS)
        yield one


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        (NO, "/feed", True),
        (NO, "/private/feed", False),
        (NOT_US, "/feed", False),
        (ONLY_US, "/feed", True),
        (ONLY_US, "/private/feed", False),
        (b"", "/feed", True),
        (b"\x00\xff not robots at all <html>", "/feed", True),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /feed$\r\n", "/feed", False),
        (b"#" * MOST + b"\nUser-agent: *\nDisallow: /\n", "/feed", True),  # what lies behind the limit is not read
    ],
)
def test_robots_are_asked_first(site, robots, path, allowed):
    site.put("/robots.txt", robots)
    if allowed:
        assert fetcher().get(f"{site.at}{path}").body == RSS
    else:
        with pytest.raises(NotFetched, match=r"robots\.txt of 127\.0\.0\.1 does not allow it") as refused:
            fetcher().get(f"{site.at}{path}")
        assert refused.value.final
        assert site.asked == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_allows_everything(site, status):
    site.put("/robots.txt", status=status)

    assert fetcher().get(f"{site.at}/feed").body == RSS


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_robots_cannot_be_had_is_left_alone(site, status):
    site.put("/robots.txt", status=status, Retry_After="120")
    with pytest.raises(NotFetched, match="nothing is fetched there") as failed:
        fetcher().get(f"{site.at}/feed")

    assert (failed.value.status, failed.value.wait, failed.value.final) == (status, 120, False)
    assert site.asked == []


@pytest.mark.parametrize("answer", [hang, die])
def test_a_site_whose_robots_break_off_is_left_alone(site, answer):
    site.pages["/robots.txt"] = answer
    with pytest.raises(NotFetched, match=r"/robots\.txt: "):
        fetcher().get(f"{site.at}/feed")

    assert site.asked == []


def test_robots_that_have_moved_are_found(site):
    site.put("/robots.txt", status=301, Location="/elsewhere")
    site.put("/elsewhere", NO)
    with pytest.raises(NotFetched, match="does not allow"):
        fetcher().get(f"{site.at}/private/feed")


def test_robots_are_kept_for_a_day_and_longer_while_there_are_no_others(site):
    clock = Turned()
    site.put("/robots.txt", NO)
    one = fetcher(clock)
    for _ in range(3):
        one.get(f"{site.at}/feed")
    assert site.robots_asked == 1

    clock.turn(hours=25)
    site.put("/robots.txt", status=503)
    one.get(f"{site.at}/feed")
    with pytest.raises(NotFetched, match="does not allow"):
        one.get(f"{site.at}/private/feed")

    site.put("/robots.txt", b"")
    assert one.get(f"{site.at}/private/feed").body == RSS


def test_a_redirect_asks_the_robots_of_where_it_leads():
    with serving() as first, serving() as second:
        first.put("/feed", status=302, Location=f"{second.at}/private/feed")
        second.put("/robots.txt", NO)
        second.put("/private/feed", RSS)
        with pytest.raises(NotFetched, match="does not allow"):
            fetcher().get(f"{first.at}/feed")

        assert second.asked == []


@pytest.mark.parametrize(("delay", "rest", "slept"), [("", 1, 1), ("0", 1, 1), ("7.5", 7.5, 7.5), ("3600", 3600, 60)])
def test_a_host_rests_between_two_requests(site, delay, rest, slept):
    if delay:
        site.put("/robots.txt", f"User-agent: *\nCrawl-delay: {delay}\n".encode())
    clock = Turned()
    one = fetcher(clock)
    response = one.get(f"{site.at}/feed")
    assert (clock.slept, response.rest) == ([], rest)

    one.get(f"{site.at}/feed")
    assert clock.slept == [slept]

    clock.at += timedelta(seconds=slept)
    one.get(f"{site.at}/feed")
    assert clock.slept == [slept]


def test_one_request_at_a_time_to_one_host(site):
    one = Fetcher([HERE], SHORT, clock=Turned())
    threads = [threading.Thread(target=one.get, args=(f"{site.at}/feed",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(site.asked), site.robots_asked, site.most_at_once) == (8, 1, 1)


def test_a_host_that_hangs_holds_up_no_other(site):
    with serving() as slow:
        slow.pages["/robots.txt"] = hang
        one = Fetcher([HERE], SHORT, clock=Turned())

        def wait_for_it():
            with pytest.raises(NotFetched):
                one.get(f"{slow.at}/feed")

        held = threading.Thread(target=wait_for_it)
        held.start()
        one.get(f"{site.at}/feed")

        assert held.is_alive()
        held.join()
