"""Decisions laid over linking: kept whatever the takes are, in any order of takes and decisions, and nobody is lost."""

import random
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from namesakes import named
from newsroom import WHEN
from writethru.link.people import contradiction, people
from writethru.model import Decision, DecisionKind, Side

NAMES = ["Ida Moor", "Ida Moor/prime minister", "Ida Moor/striker", "Ida B. Moor", "Ida Strand", "Ida Strand|Ida Moor"]
NAMES += ["Tobias Moor/judge", "Tobias Moor|Moor", "Moor", "Moor/prime minister", "Hale/striker", "Per Hale"]
NAMES += ["Olga Reiss", "*Tarn Air", "*Tarn Air Inc."]
ROWS = st.lists(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True), min_size=2, max_size=7
)  # fmt: skip


def side(data, pieces):
    """Somebody by the words of a take, or by name."""
    take, facts = data.draw(st.sampled_from(pieces))
    entity = data.draw(st.sampled_from(facts.entities))
    if " " in entity.name and data.draw(st.booleans()):
        return Side(entity.name, entity.kind, entity.name)
    return Side(entity.name, entity.kind, entity.name, take.key, entity.mentions[0].span)


def decided(data, pieces):
    """Decisions none of which contradicts those before it."""
    found = []
    for number in range(1, 5):
        sides = side(data, pieces), side(data, pieces)
        new = Decision(number, data.draw(st.sampled_from([DecisionKind.SAME, DecisionKind.DIFFERENT])), sides, "", WHEN)
        if sides[0].anchor != sides[1].anchor and contradiction(pieces, found, new) is None:
            found.append(new)
    return found


def of_take(found, side):
    return {p.id for p in found for m in p.mentions if m.take == side.take and side.span in m.spans}


@settings(max_examples=300)
@given(rows=ROWS, seed=st.integers(0, 999), data=st.data())
def test_decisions_hold_in_any_order_and_nobody_is_lost(rows, seed, data):
    pieces = [named(number, *row, day=5 + number % 3) for number, row in enumerate(rows, 1)]
    decisions = decided(data, pieces)
    found = people(pieces, decisions)
    shuffled, said = pieces[:], decisions[:]
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(said)

    assert people(shuffled, said) == found
    mentions = sorted((m.take, m.entity) for person in found for m in person.mentions)
    assert mentions == [(take.key, n) for take, facts in pieces for n in range(len(facts.entities))]
    assert len({person.id for person in found}) == len(found)
    for decision in decisions:
        one, other = (of_take(found, side) for side in decision.sides)
        if one and other:
            assert (one == other) is (decision.kind is DecisionKind.SAME)


@settings(max_examples=100)
@given(rows=ROWS, later=ROWS, data=st.data())
def test_whatever_comes_later_the_words_of_a_take_mean_what_was_said(rows, later, data):
    """Later takes can make names clash, never the words of takes; and one who bears a name is one alone."""
    pieces = [named(number, *row) for number, row in enumerate(rows, 1)]
    take, facts = data.draw(st.sampled_from(pieces))
    other_take, other_facts = data.draw(st.sampled_from(pieces))
    sides = tuple(
        Side(e.name, e.kind, e.name, t.key, e.mentions[0].span)
        for t, e in ((take, facts.entities[0]), (other_take, other_facts.entities[-1]))
    )
    kind = data.draw(st.sampled_from([DecisionKind.SAME, DecisionKind.DIFFERENT]))
    if sides[0].anchor == sides[1].anchor:
        return
    found = people(
        [*pieces, *(named(20 + n, *row) for n, row in enumerate(later))], [Decision(1, kind, sides, "", WHEN)]
    )
    one, other = (of_take(found, side) for side in sides)

    assert len(one) == len(other) == 1
    assert (one == other) is (kind is DecisionKind.SAME)


def test_three_who_differ_from_one_another_are_three_and_the_rest_follow():
    roles = ("prime minister", "striker", "judge")
    pieces = [named(n, f"Ida Moor/{role}", "Per Hale", "Olga Reiss") for n, role in enumerate(roles, 1)]
    pieces += [named(n + 3, f"Ida Moor/{role}") for n, role in enumerate(roles, 1)] + [named(9, "Ida Moor", "Per Hale")]
    sides = [Side("", f.entities[0].kind, "Ida Moor", t.key, f.entities[0].mentions[0].span) for t, f in pieces[:3]]
    pairs = [(0, 1), (0, 2), (1, 2)]
    decisions = [
        Decision(n, DecisionKind.DIFFERENT, (sides[a], sides[b]), "", WHEN) for n, (a, b) in enumerate(pairs, 1)
    ]
    found = defaultdict(list)
    for person in people(pieces, decisions):
        if person.name == "Ida Moor":
            found[person.id] = sorted(int(m.take, 16) for m in person.mentions)

    assert sorted(found.values()) == [[1, 4], [2, 5], [3, 6], [9]]
