"""Tables as CSV: nothing that copy says is run by the program that opens them."""

import pytest

from writethru.serve.tables import _harmless


@pytest.mark.parametrize("cell", ["=1+1", "@x", "+x", "-2+1|x!A0", "-1|x", "+1(2)", "\tx"])
def test_what_would_be_run_is_words(cell):
    assert _harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-2.5 percent", "+1,200 tons", "412 people", "“–", ""])
def test_figures_with_a_sign_stay(cell):
    assert _harmless(cell) == cell
