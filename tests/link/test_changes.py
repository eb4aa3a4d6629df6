import pytest
from building import ferry_chain, item
from hypothesis import given
from hypothesis import strategies as st

from writethru.link.changes import between, changes
from writethru.link.diff import words
from writethru.link.polish import wording
from writethru.model import ChangeKind, Entity, EntityKind, Facts, Span, Statement

LEAD = "A ferry ran aground outside Strand on Tuesday, the mayor said."
NEXT = "Lifeboats took the passengers ashore within an hour."
THIRD = "The owner said that the steering had been repaired in January."


def kinds(before, after):
    return [(change.kind, change.material) for change in between(before, after)]


def two(old, new, **more):
    return item("x", "Ferry aground", *old, **more), item("y", "Ferry aground", *new, **more)


def test_a_chain_gives_changes_between_neighbours_only():
    found = changes(ferry_chain())
    assert {(change.previous, change.take) for change in found} <= {
        ("a1", "a2"),
        ("a2", "a3"),
        ("a3", "a4"),
        ("a4", "a5"),
    }


def test_the_correction_changes_one_figure_and_says_so():
    *_, second, correction = ferry_chain()
    found = [change for change in between(second, correction) if change.kind is ChangeKind.FIGURE]
    assert [change.summary for change in found] == ["figure 40 passengers → 48 passengers"]
    assert found[0].material
    assert found[0].before[0].of(second.take.text) == "40 passengers"
    assert found[0].after[0].of(correction.take.text) == "48 passengers"


def test_paragraphs_added_dropped_and_moved():
    assert kinds(*two([LEAD, NEXT], [LEAD, NEXT, THIRD])) == [(ChangeKind.ADDED, True)]
    assert kinds(*two([LEAD, NEXT, THIRD], [LEAD, THIRD])) == [(ChangeKind.DROPPED, True)]
    assert kinds(*two([LEAD, NEXT, THIRD], [LEAD, THIRD, NEXT])) == [(ChangeKind.MOVED, False)]


def test_a_lead_that_changes_places_is_material():
    assert (ChangeKind.LEAD, True) in kinds(*two([LEAD, THIRD], [THIRD, LEAD]))
    assert (ChangeKind.LEAD, True) in kinds(
        *two([LEAD, NEXT], ["Prosecutors charged two officers over a collision.", NEXT])
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The ferry carried 312 people to Strand.", "The ferry carried 213 people to Strand."),
        ("Nobody knew that forty people were aboard.", "Nobody knew that fifty people were aboard."),
        ("The owner will pay for the repair.", "The owner will not pay for the repair."),
        ("The owner can pay for it.", "The owner can't pay for it."),
        ("The mayor, Ida Moor, blamed the crew.", "The mayor, Ida Noor, blamed the crew."),
        ("The crew blamed Moor before Halder spoke.", "The crew blamed Halder before Moor spoke."),
        ("The pilot was injured in the harbour.", "The pilot was killed in the harbour."),
    ],
)
def test_figures_negations_names_and_facts_are_never_cosmetic(old, new):
    assert wording(old, new).material


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The mayor said that she was glad.", "The mayor said she was glad."),
        ("The harbour was closed.", "The harbor was closed."),
        ("It rose by half of a per cent.", "It rose by half a percent."),
        ("The ferry , she said, is safe.", "The ferry, she said, is safe."),
    ],
)
def test_polish_is_cosmetic(old, new):
    assert not wording(old, new).material


def test_spelling_of_a_name_is_a_change_of_name():
    found = between(*two([LEAD, "Mayor Ida Moor spoke of it."], [LEAD, "Mayor Ida Moer spoke of it."]))
    assert [(change.kind, change.material) for change in found] == [(ChangeKind.NAME, True)]


def test_another_speaker_for_the_same_words_is_material():
    text = "The steering failed, {} said late on Tuesday."
    both = two([LEAD, text.format("Moor")], [LEAD, text.format("Halder")])

    def said(piece, name):
        start = piece.take.text.index("The steering failed")
        content = Span(start, start + len("The steering failed"))
        statement = Statement((content,), "copy", entity=0)
        return type(piece)(
            piece.take,
            Facts(piece.key, entities=(Entity(EntityKind.PERSON, name, (name,), ()),), statements=(statement,)),
        )

    found = between(said(both[0], "Moor"), said(both[1], "Halder"))
    assert [c.summary for c in found if c.kind is ChangeKind.STATEMENT_ADDED] == ["now said by Halder, before by Moor"]


def test_a_take_without_copy_says_nothing_of_paragraphs():
    assert kinds(item("x", "Ferry aground", LEAD), item("y", "Ferry aground")) == []


TEXT = st.lists(
    st.sampled_from(["40", "people", "Moor", "said", ",", " ", "3,000", "\n", "ikke", "세월호", "“"]), max_size=14
).map("".join)


@given(TEXT, TEXT)
def test_segments_give_both_texts_back(before, after):
    segments = words(before, after)
    assert "".join(s.text for s in segments if s.kind != "new") == before
    assert "".join(s.text for s in segments if s.kind != "gone") == after


@given(
    st.permutations([LEAD, NEXT, THIRD]), st.permutations([LEAD, NEXT, THIRD, "It was the third accident in a year."])
)
def test_every_span_of_a_change_is_a_paragraph_or_inside_one(old, new):
    earlier, later = two(old, new)
    for change in between(earlier, later):
        assert all(any(p.covers(s) for p in earlier.take.copy) for s in change.before)
        assert all(any(p.covers(s) for p in later.take.copy) for s in change.after)
