"""What a desk must know of the takes of a story before it uses it."""

from dataclasses import replace

import site_sample as sample

from writethru.model import Fragment, Marker, Signal
from writethru.tell.flags import flags

WHOLE = sample.MERCURY
ADD = replace(WHOLE, key="add", marker=Marker(("Add",), Signal.UPDATE, fragment=Fragment.ADD))


def test_a_fragment_that_is_filed_with_whole_texts_is_nothing_to_be_told_of():
    assert flags([WHOLE, ADD], filed=True) == []
    assert flags([ADD]) == [f"{WHOLE.source}: fragment: add"]


def test_one_that_is_for_editors_is_told_of_all_the_same():
    advisory = replace(ADD, marker=replace(ADD.marker, signal=Signal.ADVISORY))

    assert "advisory: for editors" in flags([WHOLE, advisory], filed=True)[0]
