"""People found piece by piece: as those of all pieces at once, in whatever batches and order the pieces come."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namesakes import alike, named
from writethru.link import meeting
from writethru.link.bearers import borne
from writethru.link.meeting import meet
from writethru.link.people import contradiction, people
from writethru.model import Decision, DecisionKind, Side
from writethru.store import Store

WHEN = named(1)[0].sent.at
NAMES = ["Ida Moor", "Ida Moor/prime minister", "Ida Moor/striker", "Ida Moor/French president", "Ida B. Moor"]
NAMES += ["Ida C. Moor", "I. Moor/senator", "Ida Strand|Ida Moor", "Ida Strand", "Tobias Moor/judge"]
NAMES += ["Tobias Moor|Moor", "Moor", "Moor/prime minister", "Moor/President", "Moor/French president"]
NAMES += ["Hale/striker", "Per Hale", "Per Hale/German president", "Walter Quill Jr.", "Walter Quill Sr."]
NAMES += ["Walter Quill", "Han Do-yun", "Do-yun Han", "한도윤", "Jung Min-ho/mayor", "Chung Min-ho/mayor"]
NAMES += ["*Tarn Air", "*Tarn Air Inc.", "*Office of Tides|OT", "*OT", "*Order of Trams|OT"]
ROWS = st.lists(
    st.tuples(st.lists(st.sampled_from(NAMES), max_size=4, unique=True), st.integers(1, 28)), min_size=1, max_size=9
)


def laid(rows):
    return [named(number, *row, day=day) for number, (row, day) in enumerate(rows, 1)]


def batches(data, pieces):
    """The pieces in any order and any batches."""
    shuffled = pieces[:]
    random.Random(data.draw(st.integers(0, 999))).shuffle(shuffled)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(pieces)), max_size=4)))
    return [shuffled[a:b] for a, b in zip([0, *cuts], [*cuts, len(pieces)], strict=True) if a < b]


def add(store, pieces, decisions=()):
    with store.people.changing() as register:
        made = meet(register, {take.key: borne(take, facts) for take, facts in pieces}, decisions)
        made.takes = {take.key: "test" for take, _ in pieces}
        register.keep(made, datetime(2031, 3, 12, tzinfo=UTC))


def held(store):
    """Everybody on a desk; what is kept of them for finding them must agree with it."""
    everybody = store.people.everybody()
    assert store.people.called(one.id for one in everybody) == {one.id: one.name for one in everybody}
    assert len({one.id for one in everybody}) == len(everybody)
    return everybody


@settings(max_examples=150)
@given(rows=ROWS, data=st.data())
def test_piece_by_piece_finds_whom_all_at_once_finds(tmp_path_factory, rows, data):
    pieces = laid(rows)
    with Store(tmp_path_factory.mktemp("people")) as store:
        for batch in batches(data, pieces):
            add(store, batch)
        assert alike(held(store)) == alike(people(pieces))


@settings(max_examples=100)
@given(rows=ROWS, again=ROWS, data=st.data())
def test_takes_that_are_read_anew_are_as_if_read_so_at_first(tmp_path_factory, rows, again, data):
    pieces, other = laid(rows), laid(again)
    with Store(tmp_path_factory.mktemp("people")) as store:
        for batch in batches(data, pieces):
            add(store, batch)
        add(store, other)
        assert alike(held(store)) == alike(people([*other, *pieces[len(other) :]]))


@settings(max_examples=100)
@given(rows=ROWS, data=st.data())
def test_decisions_come_and_go_between_pieces(tmp_path_factory, rows, data):
    pieces, decisions, seen = laid(rows), [], []
    with Store(tmp_path_factory.mktemp("people")) as store:
        for batch in batches(data, pieces):
            add(store, batch, decisions)
            seen += batch
            if found := word(data, seen, decisions):
                decisions = [*decisions, found]
                add(store, [], decisions)
            assert alike(held(store)) == alike(people(seen, decisions))
        add(store, [], decisions[1:])
        assert alike(held(store)) == alike(people(seen, decisions[1:]))
        add(store, [])
        assert alike(held(store)) == alike(people(seen))


def word(data, pieces, decisions):
    """A decision that nothing contradicts, or None."""
    sides = [side(data, piece) for piece in data.draw(st.tuples(*[st.sampled_from(pieces)] * 2))]
    if None in sides or sides[0].anchor == sides[1].anchor:
        return None
    kind = data.draw(st.sampled_from([DecisionKind.SAME, DecisionKind.DIFFERENT]))
    new = Decision(max((one.number for one in decisions), default=0) + 1, kind, tuple(sides), "", WHEN)
    return None if contradiction(pieces, decisions, new) else new


def side(data, piece):
    take, facts = piece
    if not facts.entities:
        return None
    one = data.draw(st.sampled_from(facts.entities))
    if " " in one.name and data.draw(st.booleans()):
        return Side(one.name, one.kind, one.name)
    return Side(one.name, one.kind, one.name, take.key, one.mentions[0].span)


@settings(max_examples=60)
@given(rows=ROWS, data=st.data())
def test_an_id_stays_with_its_bearers_and_is_never_given_twice(tmp_path_factory, rows, data):
    """Nobody gets an id that was another's: of those who have it, one had it before, or nobody ever did."""
    whose: dict[str, set] = {}
    with Store(tmp_path_factory.mktemp("people")) as store:
        for batch in batches(data, laid(rows)):
            add(store, batch)
            for one in store.people.everybody():
                mentions = {(m.take, m.entity) for m in one.mentions}
                assert one.id not in whose or whose[one.id] & mentions
                whose[one.id] = mentions


@settings(max_examples=60)
@given(rows=ROWS, data=st.data())
def test_a_batch_is_the_same_in_any_order(tmp_path_factory, rows, data):
    pieces, first = laid(rows), data.draw(st.integers(0, len(rows) - 1))
    found = []
    for turn in (1, -1):
        with Store(tmp_path_factory.mktemp("people")) as store:
            add(store, pieces[:first])
            add(store, pieces[first:][::turn])
            found.append(store.people.everybody())
    assert found[0] == found[1]


@settings(max_examples=60)
@given(rows=ROWS, data=st.data())
def test_of_a_large_block_nobody_is_lost_and_nobody_is_parted(tmp_path_factory, rows, data):
    """Above ``MOST`` bearers who are one person stay one, however many come."""
    pieces = laid(rows)
    with pytest.MonkeyPatch.context() as patched, Store(tmp_path_factory.mktemp("people")) as store:
        patched.setattr(meeting, "MOST", 1)
        before: list[set] = []
        for batch in batches(data, pieces):
            add(store, batch)
            now = [{(m.take, m.entity) for m in one.mentions if not lone(pieces, m)} for one in held(store)]
            assert all(any(one <= other for other in now) for one in before)
            before = [one for one in now if one]
        mentions = sorted((m.take, m.entity) for one in held(store) for m in one.mentions)
        assert mentions == [(take.key, n) for take, facts in pieces for n in range(len(facts.entities))]


def lone(pieces, mention):
    (facts,) = (facts for take, facts in pieces if take.key == mention.take)
    return " " not in facts.entities[mention.entity].name
