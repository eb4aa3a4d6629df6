"""Initials inside a name do not end a sentence; at its end they do."""

import pytest

from writethru.enrich.sentences import split


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met U.S. President Abel Quist in Orra. The talks failed.", 2),
        ("It sent copies to the U.K. Trade Office on Monday. Nobody replied.", 2),
        ("It was late in the U.S. The rest stayed.", 2),
        ("He left for the U.N. Then he slept.", 2),
        ("The U.S. delegation left.", 1),
    ],
)
def test_initials(text, count):
    assert len(list(split(text, "en"))) == count
