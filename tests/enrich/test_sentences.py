"""Sentences end where they end: initials and abbreviations do not cut a title from its name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.enrich.sentences import split

CASES = [
    (
        "He met U.S. Vice President Ida Moor on Monday. It went well.",
        ["He met U.S. Vice President Ida Moor on Monday.", "It went well."],
    ),
    ("He left the U.S. The talks failed.", ["He left the U.S.", "The talks failed."]),
    ("Gen. A. B. Moor of the U.N. Harbour Council agreed.", ["Gen. A. B. Moor of the U.N. Harbour Council agreed."]),
    ("He works at Acme Inc. Its shares rose.", ["He works at Acme Inc.", "Its shares rose."]),
    ("It ends at 4 p.m. The doors stay open.", ["It ends at 4 p.m.", "The doors stay open."]),
    (
        "Tin fell by 4 p.m. EST, and zinc by 5 p.m. Moor left.",
        ["Tin fell by 4 p.m. EST, and zinc by 5 p.m.", "Moor left."],
    ),
    ("It ends at 4 p.m. Sunday, a little late.", ["It ends at 4 p.m. Sunday, a little late."]),
    ("It ends at 4 p.m. EDT (2000 GMT) to cast votes.", ["It ends at 4 p.m. EDT (2000 GMT) to cast votes."]),
    ("By 5 a.m. Orra time all were counted.", ["By 5 a.m. Orra time all were counted."]),
    ("It was “over.”  He left. “Go,”  he said.", ["It was “over.”", "He left.", "“Go,”  he said."]),
    ("He met Sens. Ida Moor and Lou Hale. It rained.", ["He met Sens. Ida Moor and Lou Hale.", "It rained."]),
    ("Sgt. Moor left Ft. Harn near Mt. Vell. It rained.", ["Sgt. Moor left Ft. Harn near Mt. Vell.", "It rained."]),
    ("Gens. Moor and Hale met Reps. Low and Han.", ["Gens. Moor and Hale met Reps. Low and Han."]),
    ("Govs. Hale and Moor agreed.", ["Govs. Hale and Moor agreed."]),
    (
        "In Nov. Moor left. It closed in Dec. The boats left.",
        ["In Nov. Moor left.", "It closed in Dec.", "The boats left."],
    ),
    ("She lives on Main St. It is quiet in St. Ada.", ["She lives on Main St.", "It is quiet in St. Ada."]),
    (
        "Lou Hale of Harn, Calif. called. The Calif. Highway Patrol came.",
        ["Lou Hale of Harn, Calif. called.", "The Calif. Highway Patrol came."],
    ),
    ("The Harn (Calif.) Courier said so. It rained.", ["The Harn (Calif.) Courier said so.", "It rained."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_english(text, sentences):
    assert [text[start:end] for start, end in split(text, "en")] == sentences


@given(st.text(), st.sampled_from(["en", "ko", "nb", "ja", "ar", "und", "xx"]))
def test_sentences_are_in_order_and_hold_every_word(text, language):
    found = list(split(text, language))
    outside = text
    for start, end in reversed(found):
        outside = outside[:start] + outside[end:]

    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert not outside.strip()
