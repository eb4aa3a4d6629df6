"""Storylines as a person arranged them: cut, joined, and what goes along."""

from datetime import UTC, datetime

from building import item

from writethru.link.arranged_lines import arranged_lines
from writethru.link.by_hand import rules
from writethru.link.links import link
from writethru.model import Arrangement, ArrangementKind, Pieces

MERGE, SPLIT, MOVE, PIN, RENAME = ArrangementKind
TREE = {"b": "a", "c": "b", "d": "c", "e": "b"}  # a - b - c - d, and e beside c
STORIES = "abcdexyz"


def said(number, kind, mine, others, *, lines=True):
    sides = Pieces("one", tuple(mine)), Pieces("other", tuple(others))
    return Arrangement(number, kind, lines, sides, "", "", datetime(2031, 3, 5, tzinfo=UTC))


def follows(*decisions, tree=TREE):
    return arranged_lines(tree, STORIES, rules(decisions, {story: story for story in STORIES}, lines=True))


def test_a_line_without_words_is_as_it_was_found():
    assert follows() == TREE
    assert follows(said(1, MERGE, "a", "x", lines=False)) == TREE


def test_a_story_that_leaves_takes_along_those_that_continue_it_and_came_later():
    assert follows(said(1, SPLIT, "c", "abe")) == {"b": "a", "d": "c", "e": "b"}


def test_those_that_were_there_and_stay_go_on_from_the_nearest_that_stays():
    assert follows(said(1, SPLIT, "c", "abde")) == {"b": "a", "d": "b", "e": "b"}


def test_stories_that_leave_together_are_one_line():
    assert follows(said(1, SPLIT, "ce", "abd")) == {"b": "a", "e": "c", "d": "b"}


def test_lines_that_are_joined_go_on_from_the_story_before():
    joined = follows(said(1, MERGE, "abcde", "x"))

    assert joined == {**TREE, "x": "e"}
    assert follows(said(1, MERGE, "x", "y"), tree={"y": "b", **TREE}) == {"y": "b", "x": "e", **TREE}


def test_a_story_moves_to_a_line_alone():
    moved = follows(said(1, MOVE, "c", "xy"), tree={**TREE, "y": "x"})

    assert moved == {"b": "a", "d": "b", "e": "b", "x": "c", "y": "x"}


def test_what_comes_between_two_sides_goes_to_the_one_that_it_is_more_like():
    shared = "An earthquake of magnitude 6.1 shook the mountain province of Karsk and killed 12 people in Ulm."
    school = "A school collapsed in Ulm, and rescuers dug for children through the night, the teachers said."
    dam = "The dam above Karsk held, and engineers lowered its water by two metres, the ministry said."
    items = [
        item(key, "Quake kills 12 in Karsk", shared, more, source=key)
        for key, more in (("a", dam), ("b", school), ("c", dam), ("d", school))
    ]
    decisions = [said(1, SPLIT, ["b"], ["a"], lines=False)]

    def stories(pieces, *words):
        return [story.takes for story in link(pieces, arrangements=words).stories]

    assert stories(items) == [("a", "b", "c", "d")]
    assert stories(items, *decisions) == [("a", "c"), ("b", "d")]
    assert stories(items[::-1], *decisions) == [("a", "c"), ("b", "d")]
