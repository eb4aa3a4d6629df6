"""Folding, quotation marks, days in short."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.model import Sent, Span
from writethru.tell.display import day_words, folded, offset, sent_words


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.lists(st.text("abc,.’", min_size=1), min_size=1), st.sampled_from([" ", "\n", "  \n "]), st.data())
def test_offset_stands_behind_the_same_word(words, gap, data):
    text = gap.join(words)
    number = data.draw(st.integers(1, len(words)))
    end = len(gap.join(words[:number]))

    assert folded(text)[: offset(text, Span(0, len(text)), end)] == " ".join(words[:number])


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "3 Sept. 2026"), ("nb", "3 sep. 2026"), ("de", "3 Sept. 2026"), ("fr", "3 sept. 2026")],
)
def test_days_are_short_in_the_readers_language(language, words):
    assert day_words(date(2026, 9, 3), year=True, language=language) == words


def test_an_inferred_zone_is_said_to_be():
    at = datetime(2026, 3, 6, 21, 30, tzinfo=timezone(timedelta(hours=9)))

    assert sent_words(Sent(at, zone_inferred=True, why="the outlet's own")) == (
        "6 Mar. 2026, 21:30 (UTC+09:00, zone inferred: the outlet's own)"
    )
    assert sent_words(Sent(at.astimezone(UTC))) == "6 Mar. 2026, 12:30 (UTC)"
    assert sent_words(Sent(at, day_only=True)) == "6 Mar. 2026, time not given"
    assert sent_words(None) == "time not given"
