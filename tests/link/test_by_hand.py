"""What a person's word makes of groups: must-link, cannot-link, and what stays open; whatever the order."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.link.by_hand import Rule, arrange, contradicted, drawn_in, rules
from writethru.model import Arrangement, ArrangementKind, Pieces

MERGE, SPLIT, MOVE, PIN, RENAME = ArrangementKind
NOW = datetime(2031, 3, 20, 9, tzinfo=UTC)


def rule(number, kind, mine, others):
    return Rule(number, kind, (tuple(mine), tuple(others)))


def done(groups, *every, near=None):
    """The groups that rules make, each as a word of its units' letters."""

    def nearest(unit, classes):
        liked = (near or {}).get(unit, "")
        return next((n for n, one in enumerate(classes) if liked in one), len(classes) - 1)

    return sorted("".join(sorted(group)) for group in arrange(groups, every, nearest))


def test_without_rules_nothing_changes():
    assert done(["abc", "de"]) == ["abc", "de"]


def test_what_is_merged_brings_along_all_that_linking_put_there():
    one = rule(1, MERGE, "a", "d")

    assert done(["ab", "de", "f"], one) == ["abde", "f"]
    assert done(["ay", "b", "dez"], one) == ["adeyz", "b"]


def test_what_is_merged_stays_one_when_linking_parts_it():
    assert done(["a", "b", "c", "x"], rule(1, MERGE, "ab", "c")) == ["abc", "x"]


def test_what_leaves_is_one_and_stays_apart():
    one = rule(1, SPLIT, "ab", "cd")

    assert done(["abcd"], one) == ["ab", "cd"]
    assert done(["ac", "bd"], one) == ["ab", "c", "d"]


def test_what_comes_between_the_sides_goes_to_the_nearer_one():
    one = rule(1, SPLIT, "a", "bc")

    assert done(["abcxy"], one, near={"x": "a", "y": "b"}) == ["ax", "bcy"]
    assert done(["ax", "bc"], one) == ["ax", "bc"]


def test_what_moves_takes_nobody_with_it():
    one = rule(1, MOVE, "a", "de")

    assert done(["abc", "de"], one) == ["ade", "bc"]
    assert done(["ax", "bc", "de"], one) == ["ade", "bc", "x"]


def test_what_moves_goes_where_the_first_of_the_others_went():
    one = rule(1, MOVE, "a", "def")

    assert done(["abc", "d", "ef"], one) == ["ad", "bc", "ef"]
    assert done(["abc", "df", "e", "g"], one, rule(2, MOVE, "d", "g")) == ["ae", "bc", "dg", "f"]


def test_what_is_pinned_stays_when_linking_parts_it_from_the_others():
    assert done(["ax", "bc"], rule(1, PIN, "a", "bc")) == ["abc", "x"]


def test_a_piece_leaves_what_was_merged_by_a_later_word():
    first = rule(1, MERGE, "ab", "cd")

    assert done(["ab", "cd"], first, rule(2, SPLIT, "a", "bcd")) == ["a", "bcd"]
    assert done(["ab", "cd", "e"], first, rule(2, MOVE, "a", "e")) == ["ae", "bcd"]


@pytest.mark.parametrize(
    ("groups", "earlier", "new"),
    [
        (["abcd"], rule(1, MERGE, "ab", "cd"), rule(2, SPLIT, "ab", "cd")),
        (["ab", "cd"], rule(1, SPLIT, "ab", "cd"), rule(2, MERGE, "ab", "cd")),
        (["ab", "cd"], rule(1, SPLIT, "ab", "cd"), rule(2, MOVE, "a", "cd")),
        (["ab", "cd", "e"], rule(1, SPLIT, "ab", "cd"), rule(2, MOVE, "a", "e")),
        (["ab", "cd"], rule(1, SPLIT, "ab", "cd"), rule(2, SPLIT, "a", "b")),
        (["ade", "f"], rule(1, MOVE, "a", "de"), rule(2, MOVE, "a", "f")),
        (["ade"], rule(1, MOVE, "a", "de"), rule(2, SPLIT, "a", "de")),
        (["abc", "f"], rule(1, PIN, "a", "bc"), rule(2, MOVE, "a", "f")),
        (["abc"], rule(1, PIN, "a", "bc"), rule(2, SPLIT, "a", "bc")),
    ],
)
def test_a_contradiction_names_the_earlier_rule_and_is_none_without_it(groups, earlier, new):
    assert contradicted([earlier], new) == 1
    assert contradicted([], new) is None
    assert done(groups, earlier, new) == done(groups, earlier), "the earlier one holds"


@pytest.mark.parametrize(
    ("earlier", "new"),
    [
        (rule(1, SPLIT, "ab", "cd"), rule(2, MOVE, "c", "ab")),  # one more goes along
        (rule(1, SPLIT, "a", "cd"), rule(2, MOVE, "a", "e")),
        (rule(1, PIN, "a", "bc"), rule(2, MERGE, "abc", "f")),
        (rule(1, MOVE, "a", "de"), rule(2, MERGE, "ade", "b")),
        (rule(1, MOVE, "a", "de"), rule(2, PIN, "a", "de")),
    ],
)
def test_what_agrees_is_no_contradiction(earlier, new):
    assert contradicted([earlier], new) is None


def test_a_contradiction_over_others_is_seen():
    first, second = rule(1, SPLIT, "a", "b"), rule(2, MERGE, "a", "c")

    assert contradicted([first, second], rule(3, MERGE, "ac", "b")) == 1
    assert contradicted([rule(1, MERGE, "a", "c"), rule(2, SPLIT, "a", "b")], rule(3, MERGE, "c", "b")) == 2


def test_the_units_that_must_be_at_hand_are_those_that_rules_tie():
    every = [rule(1, MERGE, "a", "b"), rule(2, SPLIT, "b", "c"), rule(3, PIN, "x", "y")]

    assert drawn_in("a", every) == set("abc")
    assert drawn_in("z", every) == {"z"}


def test_a_decision_becomes_a_rule_of_the_units_that_are_here():
    def decision(number, kind, mine, others, *, lines=False):
        return Arrangement(number, kind, lines, (Pieces("x", mine), Pieces("y", others)), "", "", NOW)

    units = {"a1": "A", "a2": "A", "b1": "B"}
    found = rules(
        [
            decision(2, MERGE, ("a1", "gone"), ("b1",)),
            decision(1, SPLIT, ("a1",), ("a2", "b1")),  # what is one unit now stays
            decision(3, MERGE, ("gone",), ("b1",)),
            decision(4, MERGE, ("a1",), ("b1",), lines=True),
        ],
        units,
        lines=False,
    )

    assert found == [rule(2, MERGE, ["A"], ["B"])]


UNITS = "abcdefgh"


@st.composite
def arranged(draw):
    """Groups of all units, and rules about units in them as a person can say them, refused ones left out."""
    labels = {unit: draw(st.integers(0, 3)) for unit in UNITS}
    groups = ["".join(u for u in UNITS if labels[u] == n) for n in range(4)]
    groups = [group for group in groups if group]
    held = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        now = done(groups, *held)
        kind = draw(st.sampled_from([MERGE, SPLIT, MOVE, PIN]))
        one = draw(st.sampled_from(now))
        if kind in {SPLIT, PIN}:
            mine = draw(st.sets(st.sampled_from(one), min_size=1, max_size=max(1, len(one) - 1)))
            new = rule(number, kind, sorted(mine), sorted(set(one) - mine))
        else:
            other = draw(st.sampled_from(now))
            mine = one if kind is MERGE else draw(st.sampled_from(one))
            new = rule(number, kind, mine, sorted(set(other) - set(mine)))
        if new.sides[1] and contradicted(held, new) is None:
            held.append(new)
    later = {unit: draw(st.integers(0, 3)) for unit in UNITS}
    return groups, held, ["".join(u for u in UNITS if later[u] == n) for n in range(4)]


def meant(groups, every):
    """Whether groups are as the rules have them, worked out from the rules alone."""
    home = {unit: group for group in groups for unit in group}
    for one in every:
        mine, others = one.sides
        later = {u for r in every if r.number > one.number and r.kind in {SPLIT, MOVE} for u in r.sides[0]}
        if one.kind is SPLIT:
            yield len({home[unit] for unit in mine}) == 1
            yield not any(unit in home[mine[0]] for unit in others if unit not in later)
        elif one.kind is MERGE:
            yield len({home[unit] for unit in (*mine, *others) if unit not in later}) <= 1
        elif not later.intersection(mine):
            first = next((unit for unit in others if unit not in later), others[0])
            yield {home[unit] for unit in mine} == {home[first]}


@given(arranged(), st.randoms(use_true_random=False))
def test_words_that_were_taken_hold_whatever_linking_finds_later_and_in_whatever_order(found, shuffle: random.Random):
    groups, held, later = found
    for one in (groups, later):
        now = done(one, *held)
        assert sorted("".join(now)) == sorted(UNITS)
        assert all(meant(now, held))
        shuffled = ["".join(shuffle.sample(group, len(group))) for group in one]
        shuffle.shuffle(shuffled)
        assert done(shuffled, *held) == now


@given(arranged(), st.data())
def test_what_is_undone_is_as_if_it_had_never_been_said(found, data):
    groups, held, _ = found
    order = data.draw(st.permutations(held))
    left = list(held)
    for one in order:
        left.remove(one)
    assert done(groups, *left) == sorted(groups)
