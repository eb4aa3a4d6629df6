"""The curve of a stream is a picture that holds its values and its steps are round."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import curve

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*values, title="a & <b>"):
    at = [10 * (n + 1) for n in range(len(values))]
    lines = [curve.Line("ms", values), curve.Line("MB", values)]
    return ElementTree.fromstring(curve.picture([curve.Panel(title, "pieces", at, lines)]))


def test_it_is_well_formed_and_says_in_words_what_it_shows():
    titles = [title.text for title in drawn(1.5, 3.25).iter(f"{SVG}title")]

    assert titles == ["a & <b>", "ms: 1.5, 3.25", "MB: 1.5, 3.25"]


def test_twice_the_value_is_twice_as_high():
    heights = [float(dot.get("cy")) for dot in drawn(1, 2).iter(f"{SVG}circle")][:2]
    ground = max(float(path.get("d").split()[0].split(",")[1]) for path in drawn(1, 2).iter(f"{SVG}path"))

    assert ground - heights[1] == pytest.approx(2 * (ground - heights[0]), abs=0.2)


def test_nothing_but_zeros_can_be_drawn():
    assert len(list(drawn(0, 0).iter(f"{SVG}circle"))) == 4


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_at_most_four_round_steps_reach_the_largest_value(most):
    step = curve.round_step(most)

    assert most <= 4 * step * (1 + 1e-6)
    assert f"{step:e}"[0] in "125"
