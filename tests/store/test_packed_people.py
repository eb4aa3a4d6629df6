"""What is packed of people is the same bytes, however it came about."""

from writethru.model import EntityKind, Form
from writethru.store.packed_people import packed

WORDS = [f"kind {number}" for number in range(200)]


def test_what_is_packed_does_not_hang_on_the_order_within_a_set():
    one, other = (
        Form(1, EntityKind.PERSON, ("Ida Moor",), "moor", kinds=frozenset(words)) for words in (WORDS, WORDS[::-1])
    )
    assert one == other
    assert packed(one) == packed(other)
