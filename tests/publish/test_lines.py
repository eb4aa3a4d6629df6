"""A storyline laid out as a line with branches."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from writethru.publish.lines import MOST, background, rows

# d and c both go on from b, and b from a; newest first.
BRANCHED = rows(["d", "c", "b", "a"], [("d", "b"), ("c", "b"), ("b", "a")])


def test_a_branch_has_a_lane_of_its_own_until_it_joins_what_it_follows():
    assert [(row.story, row.lane, row.passing, row.joining) for row in BRANCHED] == [
        ("d", 0, (), ()),
        ("c", 1, (0,), ()),
        ("b", 0, (), (1,)),
        ("a", 0, (), ()),
    ]


def test_a_story_stands_above_what_it_follows_even_if_its_last_piece_is_older():
    assert [row.story for row in rows(["a", "b"], [("b", "a")])] == ["b", "a"]


def test_a_rail_is_drawn_without_style_and_hidden_from_readers_aloud():
    rail = str(BRANCHED[2].rail)

    assert 'aria-hidden="true"' in rail
    assert "style=" not in rail
    assert rail.count("<circle") == 1
    assert rail.count("<line") == 3  # the branch that joins, the line from above, the line on


def test_a_story_knows_what_is_before_beside_and_after_it():
    found = background("c", "l", BRANCHED)

    assert (found.before, found.beside, found.after, found.earlier) == (("a", "b"), ("d",), (), 0)
    assert background("b", "l", BRANCHED).after == ("d", "c")


def test_of_a_long_line_the_nearest_stories_are_named_and_the_rest_counted():
    names = [f"s{n}" for n in range(9, -1, -1)]
    found = background("s9", "l", rows(names, pairwise(names)), most=5)

    assert (found.before, found.earlier) == (("s4", "s5", "s6", "s7", "s8"), 4)


def test_a_story_of_another_line_has_nothing_behind_it():
    assert background("z", "l", BRANCHED).before == ()


pairs = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30)


@given(st.integers(1, 12), pairs)
def test_every_story_stands_once_within_the_lanes_whatever_follows_what(many, follows):
    names = [str(n) for n in range(many)]

    found = rows(names, [(str(a), str(b)) for a, b in follows])

    assert sorted(row.story for row in found) == sorted(names)
    for row in found:
        assert 0 <= row.lane < row.lanes <= MOST
        assert all(0 <= lane < row.lanes for lane in (*row.passing, *row.joining))
        background(row.story, "l", found)


@given(st.integers(2, 12), st.data())
def test_in_a_tree_every_story_stands_above_what_it_follows(many, data):
    follows = [(str(n), str(data.draw(st.integers(0, n - 1)))) for n in range(1, many)]
    order = data.draw(st.permutations([str(n) for n in range(many)]))

    place = {row.story: n for n, row in enumerate(rows(order, follows))}

    assert all(place[later] < place[earlier] for later, earlier in follows)
