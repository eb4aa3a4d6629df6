"""Folders: what is dropped is read when it is whole, once, and left as it is."""

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from websites import HERE, SHORT, Turned
from writethru import Desk
from writethru.errors import NotFound
from writethru.fetch.fetcher import Fetcher
from writethru.model import SourceState
from writethru.watch import Watch, follow
from writethru.watch.folders import Folder

PIECE = "Harbour of Vell reopens\n\nThe harbour reopened on Monday, the port office said. It had been shut since May.\n"
OTHER = "Ferry returns to Kors\n\nThe ferry returned on Monday, the port office said. It had been away since May.\n"


@pytest.fixture
def desk(tmp_path):
    with Desk(tmp_path / "desk") as opened:
        yield opened


@pytest.fixture
def incoming(tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


@pytest.fixture
def once(desk):
    """Watch a folder once, as a new run of the program; gives what was told."""
    clock = Turned()

    def run(*names):
        told = []
        clock.turn(minutes=15)
        Watch(desk, [str(name) for name in names], told.append, Fetcher([HERE], SHORT, clock=clock)).once()
        return [(Path(event.source).name, event.new, event.said) for event in told]

    return run


def snapshot(folder):
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_what_is_dropped_is_read_once_and_never_touched(once, incoming):
    (incoming / "deep").mkdir()
    (incoming / "deep" / "harbour.txt").write_text(PIECE)
    before = snapshot(incoming)

    assert once(incoming) == [("incoming", 1, "")]
    assert once(incoming) == []
    assert snapshot(incoming) == before

    (incoming / "ferry.txt").write_text(OTHER)
    assert once(incoming) == [("incoming", 1, "")]


@pytest.mark.parametrize("name", [".harbour.txt.part", "upload.log", "README.md"])
def test_what_is_no_copy_is_left(once, incoming, name):
    (incoming / name).write_text(PIECE)

    assert once(incoming) == []


def test_folders_of_one_name_are_told_apart(once, tmp_path, monkeypatch):
    for number, text in enumerate((PIECE, PIECE.replace("Monday", "Sunday"))):
        place = tmp_path / str(number)
        (place / "in").mkdir(parents=True)
        (place / "in" / "piece.txt").write_text(text)
        os.utime(place / "in" / "piece.txt", (1, 1))
        monkeypatch.chdir(place)

        assert once("in") == [("in", 1, "")]


def test_a_file_is_read_only_when_it_has_stood_still(desk, incoming):
    folder, now, piece = Folder(incoming, desk.fetched), Turned().now(), incoming / "harbour.txt"
    moments = iter(range(100))

    def look():
        return folder.look(now + timedelta(seconds=next(moments)))

    piece.write_text("")
    assert [look() for _ in range(4)] == [[]] * 4  # just made: nothing in it yet

    for end in range(20, len(PIECE), 20):  # it grows from second to second
        piece.write_text(PIECE[:end])
        assert look() == []
    piece.write_text(PIECE)
    assert [look(), look(), look()] == [[], [], [piece]]

    piece.unlink()
    assert look() == []


def test_a_file_that_grows_while_it_is_read_is_looked_at_again(desk, incoming):
    folder, now, piece = Folder(incoming, desk.fetched), Turned().now(), incoming / "harbour.txt"
    piece.write_text(PIECE)
    folder.look(now)
    ready = folder.look(now + timedelta(seconds=3))
    with piece.open("a") as more:
        more.write("It will shut again in June.\n")
    desk.receive(folder.documents(ready, []))

    assert folder.look(now + timedelta(seconds=4)) == []
    assert folder.look(now + timedelta(seconds=9)) == [piece]


def test_the_mails_that_a_mailbox_has_gained_are_read_and_not_all_of_it_again(desk, incoming):
    box, now = incoming / "desk.mbox", Turned().now()
    first = b"From desk@vell.example Wed Mar 12 09:00:00 2031\nSubject: Harbour\n\nIt reopened.\n\n"
    second = first.replace(b"Harbour", b"Ferry")

    def read():
        folder = Folder(box, desk.fetched)
        folder.look(now)
        return [one.received for one in folder.documents(folder.look(now + timedelta(seconds=3)), [])]

    box.write_bytes(first)
    assert read() == [first]
    box.write_bytes(first + second)
    assert read() == [second]
    box.write_bytes(second + first + second)  # not grown: written anew
    assert read() == [second + first + second]


def test_a_folder_can_be_a_source(desk, once, incoming):
    assert follow(desk, str(incoming)).kind == "folder"
    (incoming / "harbour.txt").write_text(PIECE)

    assert once() == [("incoming", 1, "")]
    [found] = desk.health()
    assert (found.name, found.items, found.state, found.due) == ("incoming", 1, SourceState.WELL, None)

    incoming.rename(incoming.with_name("away"))
    [(_, _, said)] = once()
    assert said.endswith("cannot be looked into (No such file or directory); is it still there?")
    assert desk.health()[0].state is SourceState.FAILING

    incoming.with_name("away").rename(incoming)
    assert once() == []
    assert desk.health()[0].state is SourceState.WELL


def test_a_file_that_may_not_be_read_is_told_of_once_and_the_others_are_read(desk, incoming, monkeypatch):
    (incoming / "a.txt").write_text(PIECE)
    (incoming / "b.txt").write_text(OTHER)
    if os.geteuid() == 0:  # to whom nothing is closed
        read_bytes = Path.read_bytes

        def closed(path):
            if path.name == "a.txt":
                raise PermissionError(13, "Permission denied", str(path))
            return read_bytes(path)

        monkeypatch.setattr(Path, "read_bytes", closed)
    else:
        (incoming / "a.txt").chmod(0)
    told, clock = [], Turned()
    sleep = clock.sleep

    def for_a_while(seconds):
        sleep(seconds)
        if len(clock.slept) == 20:
            raise KeyboardInterrupt

    clock.sleep = for_a_while
    with pytest.raises(KeyboardInterrupt):
        Watch(desk, [str(incoming)], told.append, Fetcher([HERE], SHORT, clock=clock)).forever()

    [event] = told
    assert (event.new, event.said) == (
        1,
        f"{incoming / 'a.txt'}: cannot be read (Permission denied); check its permissions",
    )


def test_a_folder_that_is_not_there(desk, incoming):
    with pytest.raises(NotFound, match="no source and no folder of that name"):
        Watch(desk, [str(incoming / "nowhere")], print)


HEAD = "(LEAD) Quay reopens\n\n(LEAD) Quay-reopening\n\n| 2031-03-12 {}:00:00\n\nVELLMARK, March 12 (Vantry) -- {}\n"
KILLED = HEAD.format(16, "The old quay reopened Wednesday after repairs, Mayor Ida Moor said.")
KILL = HEAD.format(17, "Editors: Please kill the story on the quay. A kill is mandatory.")


def test_a_kill_empties_the_site_while_the_facts_of_other_copy_are_being_read(desk, incoming, tmp_path, monkeypatch):
    (incoming / "quay.txt").write_text(KILLED)
    desk.add([str(incoming)])
    desk.publish(tmp_path / "site", "desk")
    reading, done, catch_up = threading.Event(), threading.Event(), desk.catch_up

    def long(progress):
        reading.set()
        assert done.wait(60)
        return catch_up(progress)

    def off_the_site():
        return not any("Ida Moor" in page.read_text() for page in (tmp_path / "site").rglob("*.html"))

    clock, sleep = Turned(), Turned.sleep

    def tick(seconds):
        sleep(clock, seconds)
        if reading.wait(60) and len(clock.slept) == 1:
            assert not off_the_site()
            (incoming / "kill.txt").write_text(KILL)
        if len(clock.slept) == 8:
            assert not done.is_set()
            raise KeyboardInterrupt

    clock.sleep = tick
    monkeypatch.setattr(desk, "catch_up", long)
    monkeypatch.setattr("writethru.watch.behind._LAST", 0.01)
    with pytest.raises(KeyboardInterrupt):
        Watch(desk, [str(incoming)], print, Fetcher([HERE], SHORT, clock=clock)).forever()

    try:
        assert off_the_site()
    finally:
        done.set()


def test_a_watch_that_ends_leaves_the_facts_it_could_not_read_to_the_next(desk, incoming):
    (incoming / "harbour.txt").write_text(PIECE)
    clock, sleep = Turned(), Turned.sleep

    def tick(seconds):
        sleep(clock, seconds)
        if len(clock.slept) == 4:
            raise KeyboardInterrupt

    clock.sleep = tick
    with pytest.raises(KeyboardInterrupt):
        Watch(desk, [str(incoming)], print, Fetcher([HERE], SHORT, clock=clock)).forever()
    Watch(desk, [str(incoming)], print, Fetcher([HERE], SHORT, clock=Turned())).once()

    assert len(desk.stories()) == 1


def test_what_comes_goes_before_what_is_read_anew(desk, monkeypatch):
    from writethru.intake import ANEW
    from writethru.watch.behind import Behind

    behind, stages = Behind(desk), []

    def catch_up(progress):
        for stage in ("enrich", "link", ANEW, "link"):
            stages.append(stage)
            progress(stage, 1, 2)
            if len(stages) == 1:
                behind.want()

    monkeypatch.setattr(desk, "catch_up", catch_up)
    behind.want()
    assert behind.go() == ""
    behind._thread.join(60)
    assert stages == ["enrich", "link", ANEW]

    assert behind.go() == ""
    behind._thread.join(60)
    assert stages[3:] == ["enrich", "link", ANEW, "link"]
