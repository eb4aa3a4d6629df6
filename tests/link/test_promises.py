"""What an editor's note promises, held against what was found; and which change is the correction."""

import pytest
from building import item

from writethru.link.changes import compare
from writethru.model import Byline, ChangeKind, NoteItem, Picture, Signal, Span

LEAD = "A ferry ran aground outside Strand on Tuesday."
NEXT = "Lifeboats took 40 people ashore within an hour."
THIRD = "The hull had been painted in January."
NEW = "Divers are to look at the keel on Friday."


def after(*promised, copy=(LEAD, NEXT, THIRD), title="Ferry aground", before=(LEAD, NEXT, THIRD), old=None, **more):
    """The promises of a take that follows another, by what they say."""
    note = tuple(NoteItem(verb, target, Span(0, 1)) for verb, target in promised)
    earlier = item("x", "Ferry aground", *before, **(old or {}))
    return compare(earlier, item("y", title, *copy, note=note, **more))


def judged(*arguments, **more):
    return [(promise.kept, promise.says) for promise in after(*arguments, **more).promises]


def test_a_promise_that_is_kept_names_the_changes_that_keep_it():
    found = after(("changes", "headline"), title="Ferry afloat")
    (promise,) = found.promises

    assert promise.kept
    assert promise.says == "note says CHANGES headline: found (headline)"
    assert [found.changes[n].kind for n in promise.changes] == [ChangeKind.HEADLINE]


@pytest.mark.parametrize(
    ("verb", "target", "finding"),
    [
        ("adds", "photo", "no new photo seen"),
        ("changes", "headline", "the headline is the same"),
        ("recasts", "lead", "the lead is the same"),
        ("updates", "throughout", "nothing changed in the copy"),
        ("adds", "quotes", "no new statement seen"),
        ("adds", "details in paras 2-3", "nothing changed there"),
        ("adds", "details in para 9", "there are 3 paragraphs"),
        ("adds", "background", "nothing new seen"),
        ("corrects", "", "no corrected figure, name or date seen"),
        ("changes", "slug", "the slug is the same"),
    ],
)
def test_a_promise_that_is_not_kept_says_what_is_missing(verb, target, finding):
    words = f"{verb.upper()} {target}".strip()

    assert judged((verb, target)) == [(False, f"note says {words}: {finding}")]


@pytest.mark.parametrize(("verb", "target"), [("adds", "video"), ("adds", "minister's age"), ("repeats", "")])
def test_what_the_text_cannot_tell_is_not_judged(verb, target):
    ((kept, says),) = judged((verb, target))

    assert kept is None
    assert says.endswith(": cannot be told from the text")


@pytest.mark.parametrize(
    "target", ["details in para 4", "details in paras 2-4", "details in 4th graf", "details in last para"]
)
def test_paragraphs_are_found_by_number(target):
    assert judged(("adds", target), copy=(LEAD, NEXT, THIRD, NEW))[0][0] is True


def test_details_are_found_in_what_is_new():
    assert judged(("adds", "more details"), copy=(LEAD, NEXT, THIRD, NEW))[0][0] is True


def test_any_other_target_is_found_by_its_words():
    assert judged(("adds", "divers' plans"), copy=(LEAD, NEXT, THIRD, NEW))[0][0] is True


def test_a_new_byline_keeps_its_promise_and_none_in_either_take_is_not_judged():
    one, two = Byline("Ida Moor"), Byline("Jon Halder")

    assert judged(("changes", "byline"), old={"bylines": (one,)}, bylines=(two,))[0][0] is True
    assert judged(("changes", "byline"), old={"bylines": (one,)}, bylines=(one,))[0][0] is False
    assert judged(("changes", "byline"))[0] == (None, "note says CHANGES byline: no byline in either take")


def test_a_new_picture_keeps_its_promise():
    assert judged(("adds", "photo"), pictures=(Picture("picture-1", url="https://strand.example/1"),))[0][0] is True


def test_the_change_of_a_take_marked_as_a_correction_is_the_correction():
    found = after(copy=(LEAD, NEXT.replace("40", "41"), THIRD, NEW), signal=Signal.CORRECTION)

    assert [c.kind for c in found.changes if c.correction] == [ChangeKind.FIGURE]


def test_the_note_says_which_change_is_the_correction():
    copy = (LEAD, NEXT.replace("40", "41"), THIRD.replace("January", "February"))
    found = after(("corrects", "month in para 3"), copy=copy)

    assert [c.kind for c in found.changes if c.correction] == [ChangeKind.DATE]


def test_without_a_correction_nothing_is_marked_as_one():
    assert not any(
        c.correction for c in after(("updates", "figure"), copy=(LEAD, NEXT.replace("40", "41"), THIRD)).changes
    )
