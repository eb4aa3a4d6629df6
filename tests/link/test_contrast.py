"""Two groups are look-alikes where each heads with something that the other does not head with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.link.contrast import contrast, telling
from writethru.link.units import USUAL

BOUT, ROMANO, ILVES = 1, 2, 3


def heads(count, *words, language="en"):
    return [(language, frozenset(words))] * count


def test_the_same_bout_against_another_man_is_another_event():
    assert contrast(heads(4, BOUT, ROMANO), heads(4, BOUT, ILVES)) == pytest.approx(0.6)


def test_more_heads_say_it_more_surely():
    some, more = (contrast(heads(n, BOUT, ROMANO), heads(n, BOUT, ILVES)) for n in (2, 8))
    assert some < more


def test_a_group_that_has_little_of_its_own_may_be_part_of_the_other():
    assert contrast(heads(4, BOUT, ROMANO), heads(4, BOUT)) == 0
    assert contrast(heads(4, BOUT, ROMANO), [*heads(2, BOUT, ROMANO), *heads(2, BOUT, ILVES)]) < USUAL


def test_heads_in_two_languages_are_not_held_against_each_other():
    korean = heads(4, 11, 12, language="ko")
    assert contrast(heads(4, BOUT, ROMANO), korean) == 0
    mixed = [*korean, *heads(4, BOUT, ILVES)]
    assert contrast(heads(4, BOUT, ROMANO), mixed) == contrast(heads(4, BOUT, ROMANO), heads(4, BOUT, ILVES))


def test_what_tells_less_than_half_of_a_head_is_not_asked():
    assert telling([(1, 0.1), (2, 0.5), (3, 0.4)]) == {2, 3}
    assert telling([]) == frozenset()


SIDE = st.lists(st.tuples(st.sampled_from(["en", "nb"]), st.frozensets(st.integers(0, 5))), max_size=5)


@given(SIDE, SIDE)
def test_it_is_a_share_and_has_no_direction(one, other):
    assert 0 <= contrast(one, other) == contrast(other, one) < 1
    assert contrast(one, one) == 0
