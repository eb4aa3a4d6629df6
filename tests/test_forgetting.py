"""Who is to be forgotten has no page and stands in no list, at every later publish, until it is taken back."""

import json
import re
import shutil

import pytest

import desks
from namesakes import fill, named
from newsroom import WHEN
from writethru import Desk
from writethru.errors import NotFound
from writethru.model import DecisionKind, EntityKind

MOOR = named(1, "Ida Moor|Moor/prime minister", "Per Hale/striker")
STRIKER = named(2, "Ida Moor|Moor/striker", "Olga Reiss", "*Kors Rovers")
LATER = named(3, "Ida Moor|Moor/prime minister", "Lena Quill", day=6)
BODY = named(4, "*Ida Moor", day=6)


@pytest.fixture
def desk(tmp_path):
    with Desk(tmp_path / "desk", clock=lambda: WHEN) as opened:
        yield opened


def test_what_was_said_is_kept_noted_once_and_can_be_taken_back(desk):
    fill(desk, [MOOR])
    done, again = desk.forget("Ida Moor", "she asked for it"), desk.forget("Ida Moor")

    assert (done.decision.kind, done.changed, done.people) == (DecisionKind.FORGET, True, ("ida-moor",))
    assert (again.changed, again.decision.number) == (False, done.decision.number)
    assert [one.why for one in desk.decisions()] == ["she asked for it"]
    assert desk.undo(done.decision.number).changed
    assert desk._store.corrections.forgotten() == []


def test_it_parts_and_joins_nobody(desk):
    fill(desk, [MOOR, LATER])
    before = list(desk._store.people.everybody())
    desk.forget("Ida Moor")

    assert desk._store.corrections.in_force() == []
    assert list(desk._store.people.everybody()) == before
    assert desk.same("Ida Moor", "Per Hale").changed  # another decision about the same person is no contradiction


def test_a_name_that_fits_several_or_nobody_is_refused(desk):
    fill(desk, [MOOR, STRIKER])

    with pytest.raises(NotFound, match="fits 2"):
        desk.forget("Ida Moor")
    with pytest.raises(NotFound, match="nobody"):
        desk.forget("Ottar Voss")
    assert desk.forget(f"Ida Moor@{STRIKER[0].key}").changed


def test_a_later_bearer_of_the_name_is_meant_and_a_body_of_that_name_is_not(desk):
    from writethru.forgetting import forgotten

    fill(desk, [MOOR])
    desk.forget("Ida Moor")
    fill(desk, [LATER, BODY])

    found = forgotten(desk._store, list(desk._store.people.everybody()))

    assert {person.kind for person in found} == {EntityKind.PERSON}
    assert {mention.take for person in found for mention in person.mentions} == {MOOR[0].key, LATER[0].key}


# On the sites, with copy that is read


def entries(site, name):
    """The pages of a site that link to somebody's page or are it."""
    return {
        path for path, data in site.items() if f"people/{name}.html" in data.decode() or path == f"people/{name}.html"
    }


@pytest.fixture
def example(tmp_path):
    import writethru.example

    home = tmp_path / "desk"
    home.mkdir()
    (home / "writethru.toml").write_bytes((writethru.example.folder() / "writethru.toml").read_bytes())
    with Desk(home) as opened:
        opened.add([str(writethru.example.folder())])
        yield opened


@pytest.mark.parametrize("audience", ["public", "desk"])
def test_page_links_and_entries_go_at_the_next_publish_and_the_words_of_sources_stay(example, tmp_path, audience):
    out = tmp_path / "site"
    example.publish(out, audience)
    before = desks.files(out)
    done = example.forget("Pavel Rostane")
    example.publish(out, audience)
    after = desks.files(out)
    example.undo(done.decision.number)
    example.publish(out, audience)

    assert len(entries(before, "pavel-rostane")) > 2
    assert entries(after, "pavel-rostane") == set()
    assert not any(b"Pavel Rostane" in after[path] for path in ("people.html", "storylines.html"))
    stories = [path for path in before if path.startswith("stories/")]
    assert any(b"frank and overdue" in after[path] for path in stories)
    assert desks.files(out) == before


def test_it_acts_at_once_on_the_sites_that_stand(example, tmp_path):
    for audience in ("public", "desk"):
        example.publish(tmp_path / f"site-{audience}", audience)
    before = {audience: desks.files(tmp_path / f"site-{audience}") for audience in ("public", "desk")}
    done = example.forget("Pavel Rostane")

    assert (done.sites, done.standing) == (2, ())
    assert done.pages > 10
    for audience in ("public", "desk"):
        after = desks.files(tmp_path / f"site-{audience}")
        assert len(entries(before[audience], "pavel-rostane")) > 5
        assert entries(after, "pavel-rostane") == set()
        assert b"Pavel Rostane" not in after["people.html"]
        for path, data in after.items():
            if path.endswith(".html"):  # links alone went; the words of sources stay
                assert words(data) == words(before[audience][path]) or path in ("people.html", "index.html"), path
        assert example.publish(tmp_path / f"site-{audience}", audience).files.written > 0
        assert entries(desks.files(tmp_path / f"site-{audience}"), "pavel-rostane") == set()


def words(page):
    return " ".join(re.sub(r"<[^>]+>", "", page.decode()).split())


def test_a_page_that_was_changed_by_hand_and_a_site_that_is_gone_are_told(example, tmp_path):
    example.publish(tmp_path / "site")
    example.publish(tmp_path / "gone")
    shutil.rmtree(tmp_path / "gone")
    page = tmp_path / "site" / "people.html"
    page.write_bytes(page.read_bytes() + b"<!-- mine -->")
    done = example.forget("Pavel Rostane")

    assert done.sites == 1
    assert [line.split(":")[0] for line in done.standing] == [str(page)]


def test_at_the_desk_nothing_leads_there_any_more(example):
    story = example.find("FM offers")
    before = example.sheet(story)
    example.forget("Pavel Rostane")
    after = example.sheet(story)

    assert "pavel-rostane" in {person.id for person, _ in before.people}
    assert "pavel-rostane" not in {person.id for person, _ in after.people}
    assert not any("Pavel Rostane" in line.name for line, _ in after.storylines)
    assert [person.id for person in example.named("rostane")] == []
    with pytest.raises(NotFound):
        example.sheet_of_person("pavel-rostane")
    assert [found.person.id for found in example.who("rostane")] == ["pavel-rostane"]  # the desk can still ask


MINISTER = (
    "VELLMARK -- Prime Minister Ida Moor said on Monday that the budget would be raised by 4 percent. "
    '"We will pay for it," Moor told reporters in Vellmark.'
)
PLAYER = (
    "STRAND -- Striker Ida Moor of Kors Rovers said on Friday that she would leave the club in May. "
    '"I have played enough football," Moor told reporters in Strand.'
)


def test_of_two_who_share_a_name_a_list_says_who_is_who_and_one_alone_goes(tmp_path):
    rows = [("n1", "Budget to be raised", MINISTER, 1), ("n2", "Striker to leave Kors Rovers", PLAYER, 5)]
    keys = ("id", "headline", "text")
    lines = [
        dict(zip(keys, row, strict=False)) | {"source": "Strand Post", "published": f"2031-0{row[3]}-03T09:00:00Z"}
        for row in rows
    ]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with Desk(tmp_path / "desk") as desk:
        desk.add([str(tmp_path / "two.jsonl")])
        desk.publish(tmp_path / "site", "desk")
        before = (tmp_path / "site" / "people.html").read_text()
        desk.forget("Ida Moor, Prime Minister")
        after = (tmp_path / "site" / "people.html").read_text()

    assert before.count(">Ida Moor</a> <span") == 2
    assert all(before.count(f">{office}</span>") == 1 for office in ("Prime Minister", "Striker"))
    assert after.count("Ida Moor") == 1
    assert "Prime Minister" not in after
