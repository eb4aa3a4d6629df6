"""What ties figures is the same whether it was found bit by bit, as pieces came and went, or all at once."""

from functools import cache

from claiming import Desk
from hypothesis import given
from hypothesis import strategies as st

from writethru.link.claim_drafts import draft, drawn
from writethru.link.claim_ties import Shelves, Ties
from writethru.model import StatementKind

TOLLS = (
    ("A ferry sank off Orvale and 40 people drowned, the Harbor Board said.", 1),
    ("A ferry sank off Orvale and 42 people drowned. Another 42 were injured.", 2),
    ("A ferry with 149 people aboard sank off Orvale; 51 people drowned.", 3),
    ("The ferry had 130 people aboard, the Harbor Board said, and 51 people drowned off Orvale.", 4),
    ("Divers found two bodies, bringing the toll of the Orvale ferry to 53 drowned people.", 5),
)
PIECES = st.lists(st.sets(st.sampled_from(range(len(TOLLS)))), min_size=1, max_size=6)


@cache
def figures():
    """The figures of all pieces, in order of time."""
    desk = Desk()
    for text, rank in TOLLS:
        said = [("Harbor Board", "people drowned", StatementKind.SAID)] if "people drowned, the" in text else []
        desk.add(text, *said, chain=f"c{rank % 2}", rank=rank, places=["Orvale"])
    drafts = [
        draft(drawn(*piece), place, "Alder Wire", desk.voices, desk.names)
        for piece, place in zip(desk.pieces, desk.placements, strict=True)
    ]
    return sorted((item for one in drafts for item in one.items), key=lambda item: item.order)


def shelf(takes):
    return [item for item in figures() if int(item.take, 16) in takes]


@given(PIECES)
def test_ties_found_bit_by_bit_are_those_found_at_once(steps):
    kept, shelves = Ties(), Shelves()
    for takes in steps:
        there = shelf(takes)
        assert list(kept.of(there)) == list(Ties().of(there))
        assert list(shelves.ties(("line", "people"), there)) == list(Ties().of(there))


def test_there_are_ties_to_be_found():
    every = Ties().of(shelf(set(range(len(TOLLS)))))
    assert {tie.how.value for tie in every} >= {"agrees"}
    assert len(every) > 2
