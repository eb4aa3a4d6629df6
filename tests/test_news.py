"""What came, in order: each take once, whatever is added again, moved, killed or let go."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsroom
from newsroom import ferry, fill, home, lay, piece, quake, rate, silent
from schemas import back_to
from writethru import Desk, intake
from writethru.model import NewsKind, Signal
from writethru.store import FILE

K = NewsKind
LATER = "More boats came in the evening and took the last passengers ashore, the coast guard of Strand said."


@pytest.fixture
def desk(tmp_path):
    with Desk(tmp_path) as opened:
        yield opened


def told(desk, **asked):
    """Kind and piece of each thing that came."""
    ids = {take.key: take.id for take in desk._store.takes.all()}
    return [(item.kind, ids.get(item.take, "")) for item in desk.news(**asked).items]


def order(number, signal, of):
    """A kill or hold of the piece that another number sent, from the same outlet."""
    words = f"Editors: please {signal.value} the story on the ferry."
    return replace(piece(number, of.title, words, day=6, signal=signal, source=of.source), guid=of.guid)


def named(number, take, **more):
    return replace(take, guid=f"wire-{number}", **more)


def test_each_take_is_told_once_in_the_order_it_was_sent(desk):
    fill(desk, [ferry(2, day=6), quake(1, day=5), rate(3, day=7)])

    assert told(desk) == [(K.TAKE, "p1"), (K.TAKE, "p2"), (K.TAKE, "p3")]
    assert [item.number for item in desk.news().items] == [1, 2, 3]
    assert [item.story for item in desk.news().items] == [home(desk, n) for n in (1, 2, 3)]


def test_the_same_added_twice_adds_nothing(desk):
    fill(desk, [ferry(1), ferry(2)])
    before = desk.news()
    fill(desk, [ferry(1), ferry(2)])

    assert desk.news() == before


def test_facts_read_anew_are_no_news(desk):
    fill(desk, [ferry(1), quake(2)])
    before = desk.cursor()
    lay(desk, [(take, newsroom.bare(take)) for take in (ferry(1), quake(2))], maker="newer")
    intake.link(desk._store, desk.settings, silent)

    assert desk.cursor() == before


def test_links_made_anew_are_no_news(desk):
    fill(desk, [ferry(1), ferry(2), quake(3)])
    before = desk.news()
    desk._store.remembered.forget()
    intake.link(desk._store, desk.settings, silent)

    assert desk.news() == before


def test_what_comes_later_has_a_higher_number(desk):
    fill(desk, [ferry(1)])
    cursor = desk.cursor()
    fill(desk, [ferry(2, LATER)])

    assert told(desk, since=cursor) == [(K.TAKE, "p2")]
    assert desk.news(since=cursor).cursor == desk.cursor()
    assert told(desk, since=desk.cursor()) == []


def test_it_is_paged(desk):
    fill(desk, [ferry(1), quake(2), rate(3)])
    first = desk.news(most=2)
    rest = desk.news(since=first.cursor, most=2)

    assert (len(first.items), first.more, first.cursor) == (2, True, 2)
    assert (len(rest.items), rest.more, rest.cursor) == (1, False, 3)


def test_it_survives_a_restart(tmp_path):
    with Desk(tmp_path) as desk:
        fill(desk, [ferry(1)])
        before = desk.news()
    with Desk(tmp_path) as desk:
        assert desk.news() == before
        fill(desk, [quake(2)])
        assert desk.cursor() == 2


def test_a_kill_is_told_at_once_and_what_it_kills_no_more(desk):
    first = named(1, ferry(1), source="Vantry")
    fill(desk, [first, quake(2)])
    where = home(desk, 1)
    kill = order(3, Signal.KILL, first)
    store = desk._store
    store.documents.receive("e" * 64, "kill.txt", "", b"kill", newsroom.WHEN)
    store.documents.keep("e" * 64, [kill])
    intake.place(store, silent)

    assert told(desk) == [(K.TAKE, "p2"), (K.KILL, "p3")]
    assert desk.news().items[-1].story == where
    assert "ferry" not in str(desk.news()).lower()


def test_a_kill_is_told_once(desk):
    first = named(1, ferry(1), source="Vantry")
    fill(desk, [first])
    fill(desk, [order(3, Signal.KILL, first)])
    fill(desk, [order(3, Signal.KILL, first)])

    assert told(desk) == [(K.KILL, "p3")]


def test_a_kill_that_comes_before_its_piece_lets_nothing_of_it_pass(desk):
    first = named(1, ferry(1), source="Vantry")
    fill(desk, [order(3, Signal.KILL, first)])
    fill(desk, [first])

    assert {kind for kind, _ in told(desk)} <= {K.KILL}
    assert told(desk)[0] == (K.KILL, "p3")


def test_a_take_that_a_person_lets_go_is_news(desk):
    first = named(1, ferry(1), source="Vantry")
    fill(desk, [first, order(3, Signal.HOLD, first)])
    cursor = desk.cursor()
    desk.release(first.key, "the harbour office confirmed it")

    assert told(desk, since=cursor) == [(K.RELEASED, "p1")]


def test_what_a_person_moves_is_told_with_where_it_was(desk):
    fill(desk, [ferry(1), ferry(2), ferry(3), quake(4)])
    cursor, was, to = desk.cursor(), home(desk, 3), home(desk, 4)
    desk.move(ferry(3).key, to)
    [item] = desk.news(since=cursor).items

    assert (item.kind, item.take, item.was, item.story) == (K.MOVED, ferry(3).key, was, to)
    assert desk.news(since=cursor, story=was).items == (item,)
    assert desk.news(since=cursor, story=to).items == (item,)
    assert {story.id for story in desk.stories(since=cursor)} == {was, to}


def test_a_name_given_by_a_person_is_news_of_the_story(desk):
    fill(desk, [ferry(1), quake(2)])
    cursor, where = desk.cursor(), home(desk, 1)
    desk.rename(where, "The grounding at Strand")
    [item] = desk.news(since=cursor).items

    assert (item.kind, item.take, item.story) == (K.NAMED, "", where)
    assert [story.headline for story in desk.stories(since=cursor)] == ["The grounding at Strand"]


def test_a_story_that_went_into_another_is_told_under_its_name_now(desk):
    fill(desk, [ferry(1), quake(2), rate(3)])
    one, other = home(desk, 1), home(desk, 2)
    desk.merge(one, other)
    now = home(desk, 1)

    assert {item.story for item in desk.news(story=one).items} == {now}
    assert [item.take for item in desk.news(story=one).items if item.kind is K.TAKE] == [ferry(1).key, quake(2).key]


def test_stories_since_a_number_are_those_touched(desk):
    fill(desk, [ferry(1), quake(2), rate(3)])
    cursor = desk.cursor()
    fill(desk, [ferry(4, LATER)])

    assert [story.id for story in desk.stories(since=cursor)] == [home(desk, 1)]
    assert desk.stories(since=desk.cursor()) == []
    assert len(desk.stories(since=0)) == len(desk.stories()) == 3


def test_stories_since_a_number_are_paged(desk):
    fill(desk, [rate(9)])
    cursor = desk.cursor()
    fill(desk, [ferry(1, day=5), quake(2, day=6)])
    [first] = desk.stories(1, since=cursor)
    [second] = desk.stories(5, after=first.id, since=cursor)

    assert [first.id, second.id] == [home(desk, 2), home(desk, 1)]


def test_an_embargoed_take_is_told_with_its_flag(tmp_path):
    from writethru.model import Embargo

    until = datetime(2031, 3, 8, 9, tzinfo=UTC)
    with Desk(tmp_path, clock=lambda: datetime(2031, 3, 5, 12, tzinfo=UTC)) as desk:
        fill(desk, [replace(ferry(1), embargo=Embargo(until, "its own words"))])
        [item] = desk.news().items
    with Desk(tmp_path, clock=lambda: datetime(2031, 3, 9, 12, tzinfo=UTC)) as desk:
        [after] = desk.news().items

    assert item.flag.startswith("embargoed until")
    assert after.flag == ""


def test_an_older_desk_has_all_it_knows_as_having_come(tmp_path):
    with Desk(tmp_path) as desk:
        fill(desk, [ferry(1), quake(2), ferry(3, LATER)])
        takes, figures = told(desk), desk._store.facts.statements([ferry(1).key])
    back_to(tmp_path / FILE, "0010")
    with Desk(tmp_path) as desk:
        assert sorted(told(desk)) == sorted(takes)
        assert desk._store.facts.statements([ferry(1).key]) == figures
        fill(desk, [ferry(1), ferry(4)])
        assert told(desk)[-1] == (K.TAKE, "p4")
        assert len(told(desk)) == 4


PIECES = [ferry(1), ferry(2, LATER), quake(3), quake(4, LATER), rate(5), ferry(6, day=6)]


@settings(max_examples=12)
@given(st.permutations(range(len(PIECES))), st.integers(1, 4))
def test_in_any_order_and_any_parts_every_take_is_told_once_and_leads_to_its_story(tmp_path_factory, arrival, at_once):
    with Desk(tmp_path_factory.mktemp("desk")) as desk:
        for at in range(0, len(arrival), at_once):
            fill(desk, [PIECES[n] for n in arrival[at : at + at_once]])
        items = desk.news().items
        where = {key: place.story for key, place in desk._store.links.places(p.key for p in PIECES).items()}

    assert sorted(item.take for item in items if item.kind is K.TAKE) == sorted(p.key for p in PIECES)
    assert {item.take: item.story for item in items} == where
    assert [item.number for item in items] == sorted({item.number for item in items})
