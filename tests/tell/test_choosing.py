"""Which sentences are told: those that can be read where they stand, each with something new."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.model import Citation, Span
from writethru.tell.choosing import Told, choose, target
from writethru.tell.leaning import Pointer
from writethru.tell.matter import likeness
from writethru.tell.rank import Candidate
from writethru.tell.words import roots


def one_of(number, words, **more):
    """A sentence of one piece, behind the one before it."""
    before = Span(number - 1, number) if number else None
    return Candidate(
        "t1", Span(number, number + 1), "copy", ("s", "a"), number, frozenset(words), 1.0, before=before, **more
    )


NOTHING = Told()


def places(found, number=9, told=NOTHING):
    return [one.place for one in choose(found, number, lambda *_: True, told)[0]]


def test_what_points_back_waits_until_that_is_told():
    pointing = frozenset({Pointer(frozenset({"incident"}), old=True)})
    found = [one_of(0, "abc", given=frozenset({"incident"})), one_of(4, "def", pointers=pointing)]

    assert places(found) == [0, 4]
    assert places(found[1:]) == []
    assert places(found[1:], told=Told(given=frozenset({"incident"}))) == [4]


def test_what_is_told_further_on_explains_nothing():
    pointing = frozenset({Pointer(frozenset({"incident"}), old=True)})

    assert places([one_of(1, "abc", pointers=pointing), one_of(4, "def", given=frozenset({"incident"}))]) == [4]


def test_what_leans_is_told_right_behind_what_it_leans_on_alone():
    found = [one_of(0, "abc"), one_of(1, "def", leans=True), one_of(5, "ghi", leans=True)]

    assert places(found) == [0, 1]
    assert places(found[1:], told=Told((Citation("t1", Span(0, 1)),))) == [1]


def test_a_noun_new_to_its_piece_is_explained_by_the_sentence_before_it():
    pointing = frozenset({Pointer(frozenset({"move"}), old=False)})
    found = [one_of(0, "abc"), one_of(1, "def", pointers=pointing), one_of(5, "ghi", pointers=pointing)]

    assert places(found) == [0, 1]


def test_what_follows_on_one_that_is_told_comes_before_what_does_not():
    assert places([one_of(0, "abc"), one_of(1, "def"), one_of(5, "ghi")], 2) == [0, 1]


def test_from_deep_inside_a_piece_little_is_told_but_what_follows_on_what_is():
    deep = [one_of(8, "jkl"), one_of(9, "mno"), one_of(12, "pqr"), one_of(14, "stu")]

    assert places([one_of(0, "abc"), one_of(1, "def"), *deep[1:]]) == [0, 1]
    assert places([one_of(0, "abc"), *deep]) == [0, 8, 9]


def test_another_story_of_a_storyline_is_brought_in_by_what_a_piece_opens_with():
    other = [replace(one_of(n, "klmno" + "xyz"[n]), take="t2", group=("s2", "a"), opens=n < 2) for n in range(3)]
    told = Told((Citation("t1", Span(0, 1)),), story="s")

    assert [(c.take, c.place) for c in choose(other, 1, lambda *_: True, told)[0]] == [("t2", 0)]
    assert choose(other[2:], 1, lambda *_: True, told)[0] == []


def test_the_same_in_other_words_is_not_told_again():
    assert places([one_of(0, "abcdefgh"), one_of(1, "abcdefgx"), one_of(2, "klmnopq")]) == [0, 2]


def test_what_several_tell_together_is_not_told_again():
    ten = [one_of(0, "abcdefghij"), one_of(1, "klmnopqrst"), one_of(2, "abckmnxyzw"), one_of(3, "uv23456789")]

    assert places(ten) == [0, 1, 3]


def piece(take, number, words, **more):
    return Candidate(take, Span(number, number + 1), "copy", ("s", take), number, frozenset(words.split()), 1.0, **more)


def test_what_another_piece_opens_with_is_not_told_again_where_it_shares_the_news():
    told = Told(roots=roots(["ferry", "sank", "harn", "pilot"]), story="s", order=("t1",))
    again = piece("t2", 0, "ferry sank storm night cars drowned mayor", opens=True)
    other = piece("t2", 4, "harn board closes quay until winter divers reach ferry wreck")

    assert [c.place for c in choose([again, other], 4, lambda *_: True, told)[0]] == [4]
    assert [c.place for c in choose([again], 4, lambda *_: True, Told(order=("t1",)))[0]] == [0]


def test_a_side_of_a_dispute_is_told_however_alike_it_is():
    told = Told(roots=roots(["ferry", "sank", "harn"]), story="s", order=("t1",))
    side = piece("t2", 0, "ferry sank harn forty cars aboard owners", opens=True, sides=frozenset({("c", "a", "40")}))

    assert choose([side], 4, lambda *_: True, told)[0] == [side]


def test_a_quotation_is_told_once():
    run = frozenset({"we will not sail again this year"})
    first, again = (
        piece("t1", 0, "we sail year", runs=run),
        piece("t2", 5, "moor quoted winter stop harbor pilots", runs=run),
    )

    assert len(choose([first, again], 4, lambda *_: True, NOTHING)[0]) == 1


def test_one_that_cannot_stand_alone_may_stand_behind_the_one_before_it():
    found = [one_of(0, "abc"), one_of(1, "def")]

    assert [c.place for c in choose(found, 2, lambda one, follows: follows or one.place == 0)[0]] == [0, 1]


def test_one_figure_in_two_wordings_is_told_once():
    leak = frozenset({("leak", "4200")})
    first = Candidate("t1", Span(0, 1), "copy", ("s", "a"), 0, frozenset("abc"), 2.0, counts=leak)
    again = Candidate("t2", Span(0, 1), "copy", ("s", "b"), 0, frozenset("def"), 1.9, counts=leak)
    other = Candidate("t2", Span(2, 3), "copy", ("s", "b"), 1, frozenset("ghi"), 0.1)

    assert choose([first, again, other], 2, lambda *_: True)[0] == [first, other]
    assert choose([first, again], 2, lambda *_: True)[0] == [first, again]  # where there is nothing else


@pytest.mark.parametrize(("sentences", "groups", "number"), [(3, 1, 2), (8, 3, 2), (15, 1, 3), (40, 2, 5)])
def test_how_many(sentences, groups, number):
    assert target(sentences, groups) == number


words = st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=5)
some = st.lists(
    st.builds(
        Candidate,
        st.sampled_from(["t1", "t2", "t3"]),
        st.integers(0, 99).map(lambda n: Span(n, n + 1)),
        st.just("copy"),
        st.tuples(st.sampled_from(["s1", "s2"]), st.sampled_from(["x", "y"])),
        st.integers(0, 5),
        words,
        st.floats(0, 3),
    ),
    unique_by=lambda c: (c.take, c.span),
    max_size=12,
)


@given(some, st.integers(0, 6), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order(found, number, random):
    mixed = list(found)
    random.shuffle(mixed)

    one, passed = choose(found, number, lambda *_: True)
    other, _ = choose(mixed, number, lambda *_: True)

    assert set(one) == set(other)
    assert passed == 0
    assert len(one) == min(number, len(found))
    if number >= 2:
        assert len({c.group[0] for c in one}) == min(len({c.group[0] for c in found}), number)


@given(some, st.integers(1, 6))
def test_what_cannot_stand_alone_is_passed_over_and_counted(found, number):
    chosen, passed = choose(found, number, lambda c, _: c.place > 2)

    assert all(c.place > 2 for c in chosen)
    assert passed <= sum(c.place <= 2 for c in found)


@given(words, words)
def test_likeness_is_even_and_bounded(a, b):
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == 1


def test_a_piece_does_not_tell_its_standfirst_once_more_at_length():
    words = ["ferry", "quay", "storm", "board", "closed", "monday", "eastern", "wall"]
    lead = frozenset([*words, *(f"{letter}lead" for letter in "abcdefghijkl")])
    again = [*words, *(f"{letter}copy" for letter in "abcdefghijkl")]
    told = Told((Citation("t1", Span(0, 1)),), (lead,), order=("t1",))

    assert places([one_of(1, again, opens=True)], told=told) == []
    assert places([one_of(9, again)], told=told) == [9]


def test_both_sides_of_a_dispute_are_told_once():
    sides = [frozenset({("c", voice, value)}) for voice, value in (("", "4,200"), ("Line", "350"))]
    both = frozenset({("c", "", "4,200"), ("c", "Line", "350")})
    one, other, more = ([f"{letter}{name}" for letter in "abcdefgh"] for name in ("one", "other", "more"))
    first = [one_of(0, one, sides=sides[0]), one_of(1, other, sides=sides[1])]

    assert len(places([*first, one_of(5, [*one[:3], *other[:3], *more[:3]], sides=both)])) == 2


def test_a_number_with_much_of_what_was_told_beside_it_is_told_once():
    lead = Told(
        (Citation("t1", Span(0, 1)),), (frozenset({"boy", "earned", "11", "washing", "boats", "harn", "mother"}),)
    )
    again = ["beating", "occurred", "boy", "returned", "washing", "boats", "tips", "quay", "11"]

    assert places([one_of(3, again)], told=lead) == []
    assert places([one_of(3, [*again[:-1], "12"])], told=lead) == [3]


def test_the_score_of_a_game_is_told_by_one_piece():
    lead = Told((Citation("t0", Span(0, 1)),), (frozenset({"pilots", "beat", "8-7", "harn"}),), order=("t0",))
    other = ["victory", "8-7", "extra", "innings", "thriller", "cleveland", "crowd", "night"]

    assert places([one_of(3, other)], told=lead) == []
    assert places([one_of(3, [word for word in other if word != "8-7"])], told=lead) == [3]


def test_what_another_piece_goes_on_to_is_not_told_without_the_news():
    told = Told(words=(frozenset({"quay"}),), roots=roots(["quay", "storm", "harn"]), story="s", order=("t0",))
    inside = [piece("t2", 5, "storm fares rise"), piece("t3", 6, "storm quay pilots gone")]

    assert [one.take for one in choose(inside, 9, lambda *_: True, told)[0]] == ["t3"]
