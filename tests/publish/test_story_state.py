"""How a story stands."""

from datetime import UTC, datetime, timedelta

import pytest

from writethru.model import Marker, Sent, Signal, SourceKind, Take
from writethru.publish.story_state import StoryState, newest, story_state

NOW = datetime(2031, 3, 14, 18, tzinfo=UTC)


def take(hours, signal=Signal.NEW, *, day_only=False, key=""):
    """A take so many hours before now."""
    at = NOW - timedelta(hours=hours)
    sent = Sent(at.replace(hour=0) if day_only else at, day_only=day_only)
    name = key or f"{hours}-{signal}"
    return Take(name, name, "d", "test", "Post", SourceKind.PAGE, "Words.", (), marker=Marker((), signal), sent=sent)


@pytest.mark.parametrize(
    ("takes", "state"),
    [
        ([take(1, Signal.ALERT)], StoryState.BREAKING),
        ([take(1), take(2), take(5)], StoryState.BREAKING),
        ([take(1)], StoryState.DEVELOPING),  # one piece that just came is no breaking story
        ([take(1), take(2), take(7)], StoryState.DEVELOPING),
        ([take(7, Signal.ALERT)], StoryState.DEVELOPING),
        ([take(2, Signal.ALERT), take(1), take(30)], StoryState.DEVELOPING),  # the alert is not its newest take
        ([take(47)], StoryState.DEVELOPING),
        ([take(49)], StoryState.SETTLED),
        ([take(60, day_only=True)], StoryState.DEVELOPING),  # it may be as late as the end of its day
        ([], StoryState.SETTLED),
    ],
)
def test_a_story_stands_by_the_age_and_number_of_its_takes(takes, state):
    assert story_state(takes, {}, NOW) is state


@pytest.mark.parametrize(("signal", "state"), [(Signal.KILL, StoryState.KILLED), (Signal.HOLD, StoryState.HELD)])
def test_a_story_of_which_nothing_is_left_is_killed_or_on_hold(signal, state):
    stopped = take(1, signal)

    assert story_state([stopped], {stopped.key: "stopped"}, NOW) is state
    assert story_state([stopped, take(2)], {stopped.key: "stopped"}, NOW) is StoryState.DEVELOPING


def test_without_any_moment_a_story_is_settled():
    assert story_state([take(1)], {}, None) is StoryState.SETTLED
    assert newest([]) is None
    assert newest([take(3), take(2)]) == NOW - timedelta(hours=2)
