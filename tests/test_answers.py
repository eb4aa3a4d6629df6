"""What a desk is asked is looked up for the takes in question alone, and is what all links would have told."""

import json
from dataclasses import replace

import pytest

import signals
from writethru import Desk
from writethru.errors import NotFound, Withheld
from writethru.model import Story
from writethru.tell.brief import brief
from writethru.tell.dossier import gather


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    with signals.filled(tmp_path_factory.mktemp("stopped")) as opened:
        yield opened


def told(out, takes, links, one):
    kind = "story" if isinstance(one, Story) else "storyline"
    try:
        return brief(gather(takes, out.facts(takes), links, kind, one.id), kind, one.id)
    except Withheld as error:
        return str(error)


@pytest.mark.parametrize("which", ["example", "stopped"])
def test_a_story_is_told_from_its_own_links_as_from_all(which, request):
    desk = request.getfixturevalue(which)
    out = desk._out

    for one in (*out.stories(), *out.storylines()):
        takes = {take.key: take for take in desk.takes_of(one)}
        whole, own = (told(out, takes, links, one) for links in (out.links, out.links_of(takes)))

        assert own == whole
        assert set(out.links_of(takes).stories) <= set(out.links.stories)
        assert set(out.links_of(takes).storylines) <= set(out.links.storylines)


@pytest.mark.parametrize("which", ["example", "stopped"])
def test_a_title_finds_what_it_is_the_title_of(which, request):
    desk = request.getfixturevalue(which)

    titles = [one.headline for one in desk.stories()] + [one.name for one in desk._out.storylines()]
    alone = [one for one in desk.stories() if sum(one.headline.lower() in title.lower() for title in titles) == 1]

    for story in alone:
        assert desk.find(story.headline.upper()).id == story.id


def test_no_title_of_what_was_stopped_is_found(stopped):
    kept = {(one.id, one.headline) for one in stopped._store.links.stories()}
    gone = {headline for one, headline in kept - {(story.id, story.headline) for story in stopped.stories()}}

    assert gone
    for headline in gone - {story.headline for story in stopped.stories()}:
        with pytest.raises(NotFound, match="no story or storyline"):
            stopped.find(headline)


def test_stories_come_page_by_page_as_they_come_at_once(example, stopped):
    for desk in (example, stopped):
        every, paged = desk.stories(), []
        while some := desk.stories(2, paged[-1].id if paged else ""):
            paged += some

        assert paged == every
        assert desk.stories(3) == every[:3]


def test_stories_without_a_day_come_last_page_by_page(tmp_path):
    with Desk(tmp_path) as desk:
        for number, day in enumerate(("2031-03-12", "", "2031-03-14", "")):
            row = {"id": f"p{number}", "title": f"Matter {number * 'x'}", "text": f"Vell{number} said so.", "date": day}
            (tmp_path / f"{number}.jsonl").write_text(json.dumps({k: v for k, v in row.items() if v}))
        desk.add([str(path) for path in sorted(tmp_path.glob("*.jsonl"))])
        every = desk.stories()

        assert [replace(one, notice="", badge="") for one in every] == desk._store.links.stories()
        assert [one for first in every for one in desk.stories(1, first.id)] == every[1:]
        assert [one.last is None for one in every] == sorted(one.last is None for one in every)
