"""Where a page's first sentence begins to tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.model import Span
from writethru.tell.furniture import behind_furniture, glued

TITLE = "Ferry Sinks at Harn"


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("The wreck was seen from the quay A ferry with forty cars sank at Harn today.", 33),
        ("Ferry Sinks at Harn A ferry with forty cars sank at Harn today.", 20),
        ("A ferry with forty cars sank at Harn today.", 0),
        ("The band played A Night in Orra and The Last Ferry for an hour.", 0),
        ("He read “Ferry Sinks at Harn” and left.", 0),
        ("Ferry Sinks at Harn, and the pilots of all the other ferries are told to stay.", 0),
        ("Few saw it The ferry sank.", 0),  # too little would be left
    ],
)
def test_a_piece_begins_behind_what_was_run_into_it(words, rest):
    found = behind_furniture(words, Span(0, len(words)), TITLE)

    assert found.of(words) == words[rest:]


def test_a_seam_shows():
    assert glued("The wreck was seen from the quay A ferry sank.")
    assert not glued("The wreck was seen from the quay. A ferry sank.")


@given(st.text(alphabet="abcA THE.the ", max_size=60), st.text(alphabet="abcA ", max_size=10))
def test_it_is_always_an_end_of_the_sentence(words, title):
    found = behind_furniture(words, Span(0, len(words)), " ".join(title.split()))

    assert 0 <= found.start <= found.end == len(words)
