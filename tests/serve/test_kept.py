"""Pages that are kept: the same as they would be if written from nothing, whatever came or was said since."""

import re
from datetime import timedelta
from itertools import islice
from threading import Event

import pytest
from jinja2 import Environment

import signals
from served import client, served
from test_retelling import STEPS, add, by_hand, home, opened
from test_withdrawal import COPY, KILL, OTHER
from writethru import Desk
from writethru.errors import WritethruError
from writethru.model.bearer import PeopleChanges
from writethru.read.dateline import dateline
from writethru.serve import warm
from writethru.serve.ahead import ahead
from writethru.serve.kept import Kept, Kind
from writethru.serve.look import templates
from writethru.serve.subject import Writer
from writethru.store.told import FILE

__all__ = ["home"]

SCHOOL = """School opens

School-opening

| 2031-03-14 09:00:00

VELLMARK, March 14 (Vantry) -- A school opened on Friday with forty children, Ida Moor-Strand said.

(END)
"""
ALL = {
    "somebody else": add(SCHOOL),
    **{name: step for name, step in STEPS.items() if name not in ("somebody forgotten", "a kill")},
    "one person": by_hand("same", "Ida Moor", "Ida Moor-Strand"),
    "two again": lambda _home, desk: desk.undo(desk.decisions()[-1].number),
    "somebody forgotten": STEPS["somebody forgotten"],
    "one story": by_hand("merge", "The strait", "Quay"),
    "two stories again": lambda _home, desk: desk.undo(desk.decisions()[-1].number),
    "a kill": STEPS["a kill"],
}


def written(desk):
    """The pages of every story and storyline, by id; of one of which nothing may be told, why."""
    writer = Writer(desk.settings, guarded=False)
    found = {}
    for name in [*(one.id for one in desk.stories()), *(one.id for one in desk.storylines(99))]:
        try:
            with desk.at_once() as now:
                found[name] = writer.pages(now, name)[1]
        except WritethruError as error:
            found[name] = str(error)
    return found


def test_a_page_that_was_kept_is_the_page_that_is_written_from_nothing(home):
    for name, step in ALL.items():
        with opened(home) as desk:
            written(desk)
            try:
                step(home, desk)
            except WritethruError as error:
                pytest.fail(f"{name}: {error}")
        with opened(home) as desk:
            grown = written(desk)
        (home / "desk" / FILE).rename(home / "kept")
        with opened(home) as desk:
            assert grown == written(desk), name
        (home / "kept").replace(home / "desk" / FILE)


def test_a_page_is_written_once(home):
    with opened(home) as desk:
        add(COPY)(home, desk)
        story = desk.find("Quay").id
        with desk.at_once() as now:
            of, pages = Writer(desk.settings, guarded=False).pages(now, story)
        told = desk._store.told
        told.keep_pages(story, b"", told.pages(story, b"", tuple)[0], (of, {"1": "kept"}))
        with desk.at_once() as now:
            again = Writer(desk.settings, guarded=False).pages(now, story)
            guarded = Writer(desk.settings, guarded=True).pages(now, story)

        assert again == (of, {"1": "kept"})
        assert guarded[1].keys() == pages.keys()


def test_what_comes_to_another_story_leaves_a_page_as_it_is(home):
    with opened(home) as desk:
        add(COPY)(home, desk)
        with desk.at_once() as now:
            of, _ = Writer(desk.settings, guarded=False).pages(now, desk.find("Quay").id)
        before = desk.version(of)
        add(OTHER)(home, desk)

        assert desk.version(of) == before

        desk.rename("Quay", "The quay")

        assert desk.version(of) != before


def test_pages_are_written_ahead_the_newest_first_and_what_came_before_all_others(home):
    with opened(home) as desk:
        add(COPY)(home, desk)
        quay = desk.find("Quay").id
        done = ahead(desk, guarded=False, every=0)

        assert [next(done) for _ in range(3)] == [quay, "", ""]

        add(OTHER)(home, desk)
        ferry = desk.find("Ferry").id

        assert next(done) == ferry
        assert {name for name in (quay, ferry) if desk._store.told.pages(name, b"", tuple)} == {quay, ferry}


def test_of_what_came_together_the_last_is_written_ahead_first(home):
    with opened(home) as desk:
        done = ahead(desk, guarded=False, every=0)
        assert next(done) == ""

        add(COPY)(home, desk)
        add(OTHER)(home, desk)

        assert [next(done), next(done)] == [desk.find("Ferry").id, desk.find("Quay").id]


def test_what_is_one_readers_own_is_on_no_others_page(home):
    with opened(home) as desk:
        add(COPY)(home, desk)
        story = desk.find("Quay").id
    with served(home / "desk", password="a harbour in fog") as address:
        ida, jon = (client(address, auth=(name, "a harbour in fog")) for name in ("ida", "jon"))
        path = f"/stories/{story}.html"
        ida.get(path), jon.get(path)
        ida.post("/api/follow", json={"name": story})
        ida.post("/api/seen", json={"story": story, "number": 1})

        assert "decision 7" in ida.get(path, params={"done": 7}).text
        assert "decision 7" not in jon.get(path).text
        assert 'aria-pressed="true"' in ida.get(path).text
        assert 'aria-pressed="true"' not in jon.get(path).text
        assert 'class="unseen"' not in ida.get(path).text
        assert 'class="unseen"' in jon.get(path).text
        assert "\x02" not in ida.get(path).text + jon.get("/").text


def test_what_is_new_is_told_again_once_a_reader_says_that_it_was_seen(home):
    with opened(home) as desk:
        add(COPY)(home, desk)
        story = desk.find("Quay").id
    with served(home / "desk") as address, client(address) as http:
        assert f"row-{story}" in http.get("/").text

        http.post("/api/seen", json={"story": story, "number": 1})

        assert f"row-{story}" not in http.get("/").text


LATER = COPY.replace("(LEAD)", "(2nd LD)").replace("16:00", "16:30").replace("after repairs", "after long repairs")
LATE = {
    "nothing": lambda *_: None,
    "a piece of another story": add(OTHER),
    "the next take": add(LATER),
    "a correction": add(LATER.replace("(2nd LD)", "(2nd LD) (CORRECTION)")),
    "a kill": add(KILL),
    "a kill of something else": lambda home, desk: [add(OTHER)(home, desk), add(KILL)(home, desk)],
    "a decision": by_hand("rename", "Quay", "The quay"),
    "a decision taken back": lambda _home, desk: desk.undo(desk.decisions()[-1].number),
}


@pytest.mark.parametrize("name", LATE)
@pytest.mark.parametrize("story", ["Quay", ""])
def test_a_page_may_stand_for_seconds_where_only_takes_came(home, name, story):
    now = [signals.NOW]
    with Desk(home / "desk", clock=lambda: now[0]) as desk:
        add(COPY)(home, desk)
        desk.rename("Quay", "Quay reopens again")
        of = (desk.find(story).id,) if story else ()
        now[0] = desk.news().items[-1].at
        moment = desk.moment()
        LATE[name](home, desk)
        came = [one.at for one in desk.news(moment.number).items if not story or one.story in of]
        first = min(came, default=now[0])
        now[0] = first + timedelta(seconds=59)

        assert desk.stands(moment, of) == (name in ("nothing", "a piece of another story", "the next take"))

        now[0] = first + timedelta(seconds=61)

        assert not desk.stands(moment, of)


def test_a_page_may_stand_for_seconds_where_somebody_was_found_to_be_another_and_is_written_ahead(home):
    now = [signals.NOW]
    with Desk(home / "desk", clock=lambda: now[0]) as desk:
        add(COPY)(home, desk)
        add(OTHER)(home, desk)
        story = desk.find("Quay")
        done = ahead(desk, guarded=False, every=0)
        while next(done):
            pass
        moment = desk.moment()
        with desk._store.people.changing() as register:
            found = now[0] + timedelta(hours=1)
            register.keep(PeopleChanges(called=[one.person.id for one in desk.who("Ida Moor")]), found)
        now[0] = found + timedelta(seconds=59)

        assert desk.stands(moment, [story.id], story.takes)
        assert not desk.stands(moment, [story.id], desk.find("Ferry").takes)
        assert not desk.stands(moment, [story.id])
        assert {next(done), next(done)} == {story.id, *story.storylines}
        assert next(done) == ""

        now[0] = found + timedelta(seconds=61)

        assert not desk.stands(moment, [story.id], story.takes)


def test_a_page_that_another_program_wrote_anew_is_taken_from_there(home):
    with opened(home) as desk:
        add(COPY)(home, desk)
        story = desk.find("Quay").id
        with served(home / "desk", patience=0) as address, client(address) as http:
            http.get(f"/stories/{story}.html")
            add(LATER)(home, desk)
            list(islice(ahead(desk, guarded=False, every=0), 3))
            first = http.get(f"/stories/{story}.html").text

        assert "after long repairs" in first
        assert "is being written in" not in first


def test_a_page_is_written_while_its_piece_has_an_older_take_that_is_not_linked_yet(home):
    with opened(home) as desk:
        add(LATER)(home, desk)
        story = desk.find("Quay").id
        (home / "piece.txt").write_text(COPY)
        desk.add([str(home / "piece.txt")], later=True)
        with desk.at_once() as now:
            pages = Writer(desk.settings, guarded=False).pages(now, story)[1]

        assert "after long repairs" in pages["1"]


def test_a_page_that_cannot_be_written_costs_no_other(home, monkeypatch):
    with opened(home) as desk:
        add(COPY)(home, desk)
        add(OTHER)(home, desk)
        quay, ferry = desk.find("Quay").id, desk.find("Ferry").id
        sheet = Desk.sheet
        monkeypatch.setattr(Desk, "sheet", lambda desk, found: {}[found.id] if found.id == quay else sheet(desk, found))
        done = ahead(desk, guarded=False, every=0)

        assert {next(done), next(done)} == {quay, ferry}
        assert desk._store.told.pages(ferry, b"", tuple)
        assert not desk._store.told.pages(quay, b"", tuple)


def test_a_page_is_shown_as_it_stood_while_it_is_written_anew(home):
    may_write, versions = Event(), ["old"]

    def write(_desk):
        if versions[-1] == "new":
            may_write.wait()
        return versions[-1], {"": versions[-1]}

    kept = Kept(patience=0)
    kind = Kind(lambda _desk, _of: versions[-1], write, lambda _desk, of: of == "old")
    with opened(home) as desk:
        assert kept.page("a", desk, kind)[0].pages == {"": "old"}

        versions.append("new")

        assert [(page.of, late) for page, late in (kept.page("a", desk, kind) for _ in "123")] == [("old", True)] * 3

        may_write.set()
        kept._beside.shutdown()

        assert (kept.page("a", desk, kind)[0].of, kept.page("a", desk, kind)[1]) == ("new", False)


def test_what_another_program_writes_ahead_is_written_here_once_that_is_late(home, monkeypatch):
    versions, now = ["old"], [0.0]
    monkeypatch.setattr("writethru.serve.kept.monotonic", lambda: now[0])
    kept = Kept(patience=9)
    write = lambda _desk: (versions[-1], {"": versions[-1]})  # noqa: E731
    kind = Kind(lambda _desk, _of: versions[-1], write, lambda _desk, of: of == "old", grace=2.0)
    with opened(home) as desk:
        kept.page("a", desk, kind)
        versions.append("new")

        assert [(page.of, late) for page, late in (kept.page("a", desk, kind) for _ in "12")] == [("old", True)] * 2

        now[0] = 2.0

        assert (kept.page("a", desk, kind)[0].of, kept.page("a", desk, kind)[1]) == ("new", False)


def test_an_open_page_hears_of_all_that_it_does_not_tell(home):
    with opened(home) as desk:
        add(COPY)(home, desk)
        story = desk.find("Quay").id
    with served(home / "desk", patience=0) as address, client(address) as http:
        paths = "/", "/stories", f"/stories/{story}.html"
        for path in paths:
            http.get(path)
        with Desk(home / "desk") as other:
            add(LATER)(home, other)
            cursor = other.cursor()
        left = list(paths)
        while left:  # until each is written anew
            page = http.get(left[0]).text
            upto = int(re.search(r'data-cursor="(\d+)"', page)[1])
            if upto == cursor:
                assert "2 takes" in page or "2 new takes" in page
                left.pop(0)
            else:
                assert upto < cursor
                assert ("last minute" in page) == (left[0] == paths[2])
                assert LATER.splitlines()[0][9:] in http.get(f"/fresh/stories/{story}?since={upto}").text


def test_of_more_than_there_is_room_for_those_go_that_were_asked_for_longest_ago():
    kept, kind = Kept(most=1010), Kind(lambda _desk, of: of, lambda _desk: (0, {"1": "word"}))
    for name in "abca":
        kept.page(name, None, kind)

    assert [name for name in "abc" if name in kept] == ["a", "c"]


def test_nobody_waits_for_a_template_or_a_form_of_dateline_to_be_compiled(home, monkeypatch):
    with opened(home) as desk:
        add(COPY)(home, desk)
        warm._load(desk)
        compiled = []
        monkeypatch.setattr(Environment, "compile", lambda _, source, name, *rest: compiled.append(name))
        monkeypatch.setattr(re, "compile", lambda pattern, *rest: compiled.append(pattern))
        dateline("VELLMARK (VV) = [/] 【】 电 --—–_. The quay reopened.")
        for name in ("story.html", "storyline.html", "take.html", "compare.html"):
            templates().get_template(name)

        assert not compiled
