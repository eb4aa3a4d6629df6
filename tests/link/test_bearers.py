"""Under which keys names meet: whatever stands where a name was found."""

from hypothesis import example, given
from hypothesis import strategies as st

from writethru.enrich.entities.spelling import fold
from writethru.link.bearers import keys_of
from writethru.model import EntityKind


@given(
    kind=st.sampled_from(EntityKind),
    names=st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20), min_size=1, max_size=3),
)
@example(EntityKind.BODY, ["—"])
@example(EntityKind.PLACE, ["🎈"])
@example(EntityKind.PERSON, ["."])
def test_every_name_has_a_key_that_is_not_everybodys(kind, names):
    keys = keys_of(kind, names, fold(names[0]).split()[-1] if fold(names[0]) else "")

    assert keys
    assert all(any(part for part in key[1:] if part) for key in keys), keys
