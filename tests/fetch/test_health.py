"""A source is failing, stopped, or silent for longer than its own rhythm lets one expect."""

from datetime import UTC, datetime, timedelta

import pytest

from writethru.fetch.health import check, health
from writethru.model import Source, SourceState

NOW = datetime(2031, 3, 12, 9, 30, tzinfo=UTC)


def source(**more):
    return Source("Vell Post", "https://desk:secret@vellpost.example/feed", 15, NOW, **more)


def hours(*ago):
    return [NOW - timedelta(hours=h) for h in ago]


@pytest.mark.parametrize(
    ("last", "arrivals", "state"),
    [
        (1, hours(1, 2, 3, 4, 5, 6), SourceState.WELL),
        (3, hours(3, 4, 5, 6, 7, 8), SourceState.SILENT),  # every hour, then none for three
        (3, hours(3, 4, 5, 14, 15, 16), SourceState.WELL),  # it is silent by night, too
        (300, hours(300, 301, 302), SourceState.WELL),  # too few to have a rhythm
    ],
)
def test_silence_is_held_against_a_rhythm(last, arrivals, state):
    [at] = hours(last)

    assert health(source(last_success=NOW, last_item=at, items=9), arrivals, NOW).state is state


def test_a_desk_that_did_not_watch_has_heard_no_silence():
    at = NOW - timedelta(hours=100)
    found = health(source(last_success=at, last_item=at, items=9), hours(100, 101, 102, 103, 104, 105), NOW)

    assert (found.state, found.silent) == (SourceState.WELL, 360_000)


def test_states_and_what_is_shown():
    assert health(source(), [], NOW).state is SourceState.NEW
    assert health(source(failures=1, error="x: answered 500"), [], NOW).state is SourceState.FAILING
    assert health(source(failures=1, stopped=True), [], NOW).state is SourceState.STOPPED
    assert health(source(), [], NOW).address == "https://vellpost.example/feed"


def test_doctor_names_those_that_are_not_well():
    well = health(source(last_success=NOW), [], NOW)
    ill = health(source(failures=2, error="answered 500"), [], NOW)

    assert check([]).well
    assert check([well]).well
    assert not check([well, ill]).well
    assert "Vell Post (failing)" in check([well, ill]).says
