"""Stories of a few short pieces must hold together better than chance."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.link.slight import FEW, firm

LEAST = 0.2


def table(alike):
    """Tell likeness by a symmetric table."""
    return lambda one, other: np.array(
        [alike[min(a, b)][max(a, b)] for a, b in zip(one, other, strict=True)], np.float32
    )


@pytest.mark.parametrize(("likeness", "stay"), [(0.3, False), (0.45, False), (0.7, True)])
def test_two_headlines_need_more_than_two_texts(likeness, stay):
    told = table({0: {1: likeness}})
    short, full = np.full(2, 2.5, np.float32), np.ones(2, np.float32)
    assert firm([[0, 1]], short, told, LEAST) == ([[0, 1]] if stay else [[0], [1]])
    assert firm([[0, 1]], full, told, LEAST) == [[0, 1]]


def test_what_holds_together_less_as_it_has_more_pieces():
    """Six headlines that are all somewhat alike are a story where two of them would be none."""
    everyone = {a: dict.fromkeys(range(a + 1, 6), 0.35) for a in range(6)}
    short = np.full(6, 2.5, np.float32)
    assert firm([[0, 1]], short, table(everyone), LEAST) == [[0], [1]]
    assert firm([list(range(6))], short, table(everyone), LEAST) == [list(range(6))]


def test_a_loose_group_falls_into_those_that_hold():
    """Two and two that are each nearly the same, and a fifth that is a little like all."""
    near = {(0, 1), (2, 3)}
    alike = {a: {b: 0.9 if (a, b) in near else 0.1 for b in range(a + 1, 5)} for a in range(5)}
    found = firm([[0, 1, 2, 3, 4]], np.full(5, 2.5, np.float32), table(alike), LEAST)
    assert sorted(found) == [[0, 1], [2, 3], [4]]


@given(st.data())
def test_every_row_stays_in_one_group(data):
    sizes = data.draw(st.lists(st.integers(2, FEW), max_size=4))
    ends = np.cumsum([0, *sizes]).tolist()
    groups = [list(range(start, end)) for start, end in pairwise(ends)]
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    alike, brevity = rng.random((ends[-1], ends[-1])), (1 + 2 * rng.random(ends[-1])).astype(np.float32)
    found = firm(groups, brevity, lambda one, other: alike[one, other].astype(np.float32), LEAST)
    assert sorted(row for group in found for row in group) == list(range(ends[-1]))
    assert all(any(set(part) <= set(group) for group in groups) for part in found)
    held = [part for part in found if len(part) > 1]
    assert firm(held, brevity, lambda one, other: alike[one, other].astype(np.float32), LEAST) == held
