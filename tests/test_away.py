"""While a reader was away: what is new by what is followed, and only a reader's own word marks it as seen."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsroom
from newsroom import FERRY, bare, ferry, fill, home, line, piece, quake, rate
from writethru import Desk
from writethru.errors import NotFound
from writethru.model import Facts, Signal, SourceKind, Span, Statement

LATER = "More boats came in the evening and took the last passengers ashore, the coast guard of Strand said."
ME, YOU = "ida", "jon"


@pytest.fixture
def desk(tmp_path):
    with Desk(tmp_path) as opened:
        yield opened


def lead(number, title, *copy, rank=1, hour=9, **more):
    """A take of one running piece, from one agency."""
    take = piece(number, title, *copy, slug="Strand-ferry", source="Vantry", **more)
    return replace(take, marker=replace(take.marker, rank=rank))


def shown(desk, reader=ME, **asked):
    """The stories that are shown, line by line."""
    return [(one.name, [story.story for story in one.stories]) for one in desk.away(reader, **asked).lines]


def stories(desk, reader=ME, **asked):
    return [story for one in desk.away(reader, **asked).lines for story in one.stories]


def see_all(desk, reader=ME):
    for story in stories(desk, reader):
        desk.seen(reader, story.story, story.number)


def test_who_follows_nothing_sees_the_newest_stories(desk):
    fill(desk, [ferry(1, day=5), quake(2, day=6), rate(3, day=7)])

    assert shown(desk) == [("", [home(desk, 3), home(desk, 2), home(desk, 1)])]
    assert shown(desk, most=2) == [("", [home(desk, 3), home(desk, 2)])]
    assert [desk.away(ME, most=n).more for n in (2, 3)] == [True, False]


def test_looking_marks_nothing(desk):
    fill(desk, [ferry(1), quake(2)])
    first = desk.away(ME)
    desk.brief(home(desk, 1))
    desk.news()

    assert desk.away(ME) == first
    assert all(story.first for one in first.lines for story in one.stories)


def test_what_was_seen_is_gone_until_something_comes(desk):
    fill(desk, [ferry(1), quake(2)])
    see_all(desk)
    nothing = stories(desk)
    fill(desk, [ferry(3, LATER)])
    [story] = stories(desk)

    assert nothing == []
    assert (story.story, story.takes, story.first) == (home(desk, 1), 1, False)


def test_two_readers_know_nothing_of_each_other(desk):
    fill(desk, [ferry(1), quake(2)])
    see_all(desk)
    desk.mute(YOU, home(desk, 2))

    assert stories(desk) == []
    assert [story.story for story in stories(desk, YOU)] == [home(desk, 1)]
    assert desk.follows(ME) == []


def test_it_survives_a_restart(tmp_path):
    with Desk(tmp_path) as desk:
        fill(desk, [ferry(1), quake(2)])
        see_all(desk)
        desk.follow(ME, home(desk, 1))
        fill(desk, [ferry(3, LATER)])
        before = desk.away(ME), desk.follows(ME)
    with Desk(tmp_path) as desk:
        assert (desk.away(ME), desk.follows(ME)) == before
        assert len(before[0].lines) == 1


def test_marks_only_move_on(desk):
    fill(desk, [ferry(1)])
    fill(desk, [ferry(2, LATER)])

    assert desk.seen(ME, home(desk, 1), 2) == 2
    assert desk.seen(ME, home(desk, 1), 1) == 2
    assert stories(desk) == []


def test_a_mark_is_taken_back_once(desk):
    fill(desk, [ferry(1)])
    desk.seen(ME, home(desk, 1), 1)
    fill(desk, [ferry(2, LATER)])
    desk.seen(ME, home(desk, 1), 2)

    assert desk.unseen(ME, home(desk, 1)) == 1
    assert [story.takes for story in stories(desk)] == [1]
    assert desk.unseen(ME, home(desk, 1)) == 0
    assert [story.takes for story in stories(desk)] == [2]


@pytest.mark.parametrize(("story", "number"), [("s-nowhere", 1), ("", 1), (None, 99)])
def test_only_what_came_to_a_story_that_is_there_can_be_seen(desk, story, number):
    fill(desk, [ferry(1)])

    with pytest.raises(NotFound):
        desk.seen(ME, home(desk, 1) if story is None else story, number)


def test_what_comes_while_a_page_is_open_stays_new(desk):
    fill(desk, [ferry(1)])
    [open_page] = stories(desk)
    fill(desk, [ferry(2, LATER)])
    desk.seen(ME, open_page.story, open_page.number)

    assert [story.takes for story in stories(desk)] == [1]


def test_the_number_to_mark_covers_what_is_shown_and_no_more(desk):
    fill(desk, [ferry(1), quake(2), ferry(3, LATER)])
    numbers = {item.take: item.number for item in desk.news().items}
    found = {story.story: story.number for story in stories(desk)}

    assert found == {
        home(desk, 1): max(numbers[ferry(1).key], numbers[ferry(3).key]),
        home(desk, 2): numbers[quake(2).key],
    }


def test_only_what_is_followed_is_shown(desk):
    fill(desk, [ferry(1), quake(2), rate(3)])
    desk.follow(ME, home(desk, 1))
    desk.follow(ME, line(desk, 2))

    assert sorted(shown(desk)) == sorted([(home(desk, 1), [home(desk, 1)]), (line(desk, 2), [home(desk, 2)])])
    assert desk.away(ME).follows == 2


def test_a_followed_storyline_brings_all_its_stories(desk):
    fill(desk, [ferry(1), quake(2)])
    desk.merge(line(desk, 1), line(desk, 2))
    desk.follow(ME, line(desk, 1))

    assert [(name, sorted(ids)) for name, ids in shown(desk)] == [
        (line(desk, 1), sorted([home(desk, 1), home(desk, 2)]))
    ]


def test_a_story_is_shown_once_though_it_and_its_storyline_are_followed(desk):
    fill(desk, [ferry(1)])
    desk.follow(ME, home(desk, 1))
    desk.follow(ME, line(desk, 1))

    assert [story.story for story in stories(desk)] == [home(desk, 1)]


def test_what_is_muted_is_left_out(desk):
    fill(desk, [ferry(1), quake(2)])
    desk.merge(line(desk, 1), line(desk, 2))
    desk.follow(ME, line(desk, 1))
    desk.mute(ME, home(desk, 2))
    followed = [story.story for story in stories(desk)]
    desk.unfollow(ME, line(desk, 1))
    desk.unmute(ME, home(desk, 2))
    desk.mute(ME, line(desk, 1))

    assert followed == [home(desk, 1)]
    assert stories(desk) == []


def test_the_last_word_holds(desk):
    fill(desk, [ferry(1)])
    desk.follow(ME, home(desk, 1))
    desk.follow(ME, home(desk, 1))
    desk.mute(ME, home(desk, 1))

    assert [(one.name, one.muted) for one in desk.follows(ME)] == [(home(desk, 1), True)]
    with pytest.raises(NotFound):
        desk.unfollow(ME, home(desk, 1))
    desk.unmute(ME, "ferry")
    assert desk.follows(ME) == []


def test_following_goes_with_a_story_that_goes_into_another(desk):
    fill(desk, [ferry(1), quake(2), rate(3)])
    one, other = home(desk, 1), home(desk, 2)
    desk.follow(ME, one)
    desk.follow(ME, other)
    desk.merge(one, other)
    now = home(desk, 1)

    assert [follow.name for follow in desk.follows(ME)] == [now]
    assert shown(desk) == [(now, [now])]
    desk.unfollow(ME, now)
    assert desk.follows(ME) == []


def test_following_goes_with_a_storyline_that_goes_into_another(desk):
    fill(desk, [ferry(1), quake(2)])
    lines = {line(desk, 1), line(desk, 2)}
    for name in lines:
        desk.follow(ME, name)
    desk.merge(*sorted(lines))

    assert [follow.name for follow in desk.follows(ME)] == [line(desk, 1)]


def test_what_was_seen_stays_seen_when_stories_go_into_one_another_and_are_parted(desk):
    fill(desk, [ferry(1), ferry(2), quake(3)])
    see_all(desk)
    desk.merge(home(desk, 1), home(desk, 3))
    merged = stories(desk)
    desk.undo(1)
    desk.split(home(desk, 1), [ferry(2).key])

    assert (merged, stories(desk)) == ([], [])


def test_what_was_not_seen_stays_new_when_its_story_goes_into_one_that_was(desk):
    fill(desk, [ferry(1), quake(2)])
    [seen] = [story for story in stories(desk) if story.story == home(desk, 1)]
    desk.seen(ME, seen.story, seen.number)
    desk.merge(home(desk, 1), home(desk, 2))

    assert [(story.story, story.takes) for story in stories(desk)] == [(home(desk, 1), 1)]


def test_a_take_that_moves_into_a_story_seen_before_is_new_there(desk):
    fill(desk, [ferry(1), ferry(2), quake(3)])
    desk.seen(ME, home(desk, 3), desk.cursor())
    desk.move(ferry(2).key, home(desk, 3))
    found = {story.story: story.takes for story in stories(desk)}

    assert found == {home(desk, 1): 1, home(desk, 3): 1}


def kill(number, of):
    words = "Editors: please kill the story on the ferry. A kill is mandatory."
    return replace(piece(number, of.title, words, day=6, signal=Signal.KILL, source=of.source), guid=of.guid)


def test_a_kill_is_told_without_a_word_of_it(desk):
    first = replace(ferry(1), guid="wire-1")
    fill(desk, [first])
    see_all(desk)
    fill(desk, [kill(3, first)])
    [story] = stories(desk)

    assert (story.takes, story.stopped, story.headline) == (0, 1, None)
    assert "killed" in story.notice
    assert "ferry" not in str(desk.away(ME)).lower()


def test_a_take_killed_before_it_was_seen_counts_no_more(desk):
    first = replace(ferry(1), guid="wire-1")
    fill(desk, [first, ferry(2, LATER)])
    fill(desk, [kill(3, first)])
    [story] = stories(desk)

    assert (story.takes, story.stopped) == (1, 1)
    assert story.headline.citation.take == ferry(2).key


def test_a_story_is_shown_by_what_leads_it_and_later_by_what_came(desk):
    whole = replace(lead(1, "Ferry aground outside Strand", FERRY, LATER), source_kind=SourceKind.AGENCY)
    fill(desk, [whole, ferry(2)])
    [story] = stories(desk)

    assert desk.stories()[0].lead == whole.key
    assert story.headline.citation.take == whole.key
    see_all(desk)
    fill(desk, [ferry(3)])

    assert desk.stories()[0].lead == whole.key
    assert [one.headline.citation.take for one in stories(desk)] == [ferry(3).key]


def test_a_correction_and_what_changed_are_counted(desk):
    first = lead(1, "Ferry aground outside Strand", FERRY)
    fill(desk, [first])
    see_all(desk)
    second = replace(
        lead(2, "Ferry with 320 on board aground outside Strand", FERRY.replace("312", "320"), LATER, rank=2),
        marker=replace(first.marker, rank=2, signal=Signal.CORRECTION),
    )
    fill(desk, [second])
    [story] = stories(desk)

    assert (story.takes, story.corrections) == (1, 1)
    assert story.changes == sum(change.material for change in desk.changes(story.story))
    assert story.changes > 0
    assert "headline" in story.what
    assert second.text[story.headline.citation.span.start : story.headline.citation.span.end] == story.headline.text
    assert story.headline.text.startswith("Ferry with 320")


def speaking(take):
    """Facts with two statements in the copy, one of them within the other, and one in a headline."""
    whole = Span(take.copy[0].start, take.copy[0].end)
    said = [Statement((whole,), "copy"), Statement((whole,), "copy", inside=0), Statement((whole,), "headline")]
    return Facts(take.key, language="en", statements=tuple(said))


def test_statements_of_a_first_take_are_counted(desk):
    fill(desk, [ferry(1)], speaking)
    fill(desk, [quake(2)], bare)

    assert {story.story: story.statements for story in stories(desk)} == {home(desk, 1): 1, home(desk, 2): 0}


def test_a_name_given_by_hand_is_told_beside_the_headline(desk):
    fill(desk, [ferry(1)])
    desk.rename(home(desk, 1), "The grounding at Strand")
    [story] = stories(desk)

    assert (story.name, story.headline.text) == ("The grounding at Strand", "Ferry aground outside Strand")


def test_following_goes_with_a_story_that_is_called_otherwise(desk):
    """Links made anew may call a story by another take; a reader who follows it follows it still."""
    fill(desk, [ferry(2, day=6)])
    fill(desk, [ferry(1, LATER, day=5)])
    was, was_on = home(desk, 1), line(desk, 1)
    desk.follow(ME, was)
    desk.follow(YOU, was_on)
    desk._store.remembered.forget()
    newsroom.intake.link(desk._store, desk.settings, newsroom.silent)

    assert (was, was_on) != (home(desk, 1), line(desk, 1))
    assert [one.name for one in desk.follows(ME)] == [home(desk, 1)]
    assert [one.name for one in desk.follows(YOU)] == [line(desk, 1)]
    assert [story.takes for story in stories(desk)] == [2]


PIECES = [ferry(1), ferry(2, LATER), quake(3), quake(4, LATER), rate(5), ferry(6, day=6)]
STEPS = st.lists(st.tuples(st.sampled_from(["add", "see", "look"]), st.integers(0, 5)), max_size=12)


@settings(max_examples=15)
@given(STEPS)
def test_every_take_is_new_until_its_story_was_seen(tmp_path_factory, steps):
    """Whatever comes and is seen in whatever order, what is told as new is what came and was not marked since."""
    with Desk(tmp_path_factory.mktemp("desk")) as desk:
        new = set()
        for what, number in steps:
            if what == "add":
                there = {take.key for take in desk._store.takes.all()}
                new |= {PIECES[number].key} - there
                fill(desk, [PIECES[number]])
            elif what == "see":
                for story in stories(desk)[number : number + 1]:
                    desk.seen(ME, story.story, story.number)
                    new -= set(desk.find(story.story).takes)
            assert sum(story.takes for story in stories(desk)) == len(new)


def test_readers_are_kept_apart_from_what_links_are_made_of(desk):
    fill(desk, [ferry(1)])
    see_all(desk)
    desk._store.remembered.forget()
    newsroom.intake.link(desk._store, desk.settings, newsroom.silent)

    assert stories(desk) == []
