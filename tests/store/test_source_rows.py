"""Sources, pages and what was seen are kept, and a source that is due is given out once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from writethru.model import Source
from writethru.store import Store

NOW = datetime(2031, 3, 12, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
POST = Source("Vell Post", "https://vellpost.example/feed", 15, NOW, etag='"1"', last_item=NOW, items=3)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path) as opened:
        yield opened


def test_sources_come_back_equal(store):
    other = Source("Kors", "https://kors.example/feed", 5, NOW - HOUR)

    assert store.sources.add(POST)
    assert store.sources.add(other)
    assert not store.sources.add(replace(POST, every=99))
    assert store.sources.all() == [other, POST]
    assert store.sources.get("Vell Post") == POST
    assert store.sources.get("Nobody") is None


def test_what_is_due_is_given_out_once_the_longest_due_first(store):
    for name, due in (("a", NOW), ("b", NOW - HOUR), ("c", NOW + HOUR), ("d", None), ("e", NOW)):
        store.sources.add(replace(POST, name=name, due=due))

    assert [one.name for one in store.sources.claim(NOW, NOW + HOUR, None, 2)] == ["b", "a"]
    assert [one.name for one in store.sources.claim(NOW, NOW + HOUR, ["a", "b", "c", "d"], 9)] == []
    assert [one.name for one in store.sources.claim(NOW, NOW + HOUR, None, 9)] == ["e"]
    assert len(store.sources.claim(NOW + HOUR, NOW + 2 * HOUR, None, 9)) == 4


def test_arrivals_are_kept_for_sources_that_are_still_there(store):
    store.sources.add(POST)
    for hours in range(3):
        store.sources.keep(replace(POST, last_poll=NOW + hours * HOUR), brought=hours)

    assert store.sources.arrivals("Vell Post", 9) == [NOW + 2 * HOUR, NOW + HOUR]
    assert store.sources.remove("Vell Post")
    assert not store.sources.remove("Vell Post")
    store.sources.keep(replace(POST, last_poll=NOW), brought=1)
    assert (store.sources.all(), store.sources.arrivals("Vell Post", 9)) == ([], [])


def test_a_page_is_wanted_until_it_is_had_or_given_up(store):
    store.pages.want("Vell Post", ["/a", "/b", "/a"])
    store.pages.want("Kors", ["/a"])
    assert store.pages.wanted("Vell Post", 9) == ["/a", "/b"]
    assert store.pages.wanted("Kors", 9) == []

    store.pages.tried("/a", 3, done=False)
    assert store.pages.wanted("Vell Post", 1) == ["/b"]  # those tried least first
    store.pages.tried("/b", 3, done=True)
    store.pages.want("Vell Post", ["/b"])
    for _ in range(2):
        assert store.pages.wanted("Vell Post", 9) == ["/a"]
        store.pages.tried("/a", 3, done=False)
    assert store.pages.wanted("Vell Post", 9) == []


def test_the_last_thing_seen_counts(store):
    assert store.fetched.robots("https://vellpost.example") is None
    for body in (b"one", b""):
        store.fetched.keep_robots("https://vellpost.example", NOW, body)
        assert store.fetched.robots("https://vellpost.example") == (NOW, body)

    assert store.fetched.files("/in") == {}
    store.fetched.keep_file("/inside/ferry.txt", 1, 1, "e" * 64)
    store.fetched.keep_file("/in_/ferry.txt", 1, 1, "e" * 64)
    for size in (1, 2**40):
        store.fetched.keep_file("/in/ferry.txt", size, 2**60, "d" * 64)
        for place in ("/in", "/in/", "/in/ferry.txt"):
            assert store.fetched.files(place) == {"/in/ferry.txt": (size, 2**60, "d" * 64)}
