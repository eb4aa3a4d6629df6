"""Watching a desk's sources: what changes is read once, nothing stops it, and two watches share the work."""

import json
import threading
from datetime import timedelta

import msgspec
import pytest

from postbox import receiving
from websites import HERE, RSS, SHORT, Turned, die, hang, serving
from writethru import Desk
from writethru.errors import NotFetched, NotFound, WritethruError
from writethru.fetch.fetcher import Fetcher
from writethru.model import Query, SourceState
from writethru.settings import Mail, Tls
from writethru.watch import Watch, alerts, follow, unfollow

LONG = "The port office said on Monday that the harbour of Vell had reopened after two weeks of repairs. " * 8


def feed(*items):
    """A feed as JSON Lines, which the desk reads: ``(id, headline, text)`` or with a page's path after it."""
    rows = [{"id": i, "headline": h, "text": t, "source": "Vell Post", "url": "".join(url)} for i, h, t, *url in items]
    return "\n".join(json.dumps(row) for row in rows).encode()


ONE = ("1", "Harbour of Vell reopens", LONG)
TWO = ("2", "Ferry returns to Kors", LONG.replace("harbour", "ferry line"))


@pytest.fixture
def site():
    with serving() as one:
        yield one


@pytest.fixture
def desk(tmp_path):
    with Desk(tmp_path / "desk") as opened:
        yield opened


class Room:
    """A desk with a clock that is turned by hand, and what it was told."""

    def __init__(self, desk):
        self.desk, self.clock, self.told = desk, Turned(), []
        self.fetcher = Fetcher([HERE], SHORT, desk.fetched, self.clock)

    def follow(self, address, name="", **more):
        return follow(self.desk, address, name, fetcher=self.fetcher, **more)

    def watch(self, *names):
        return Watch(self.desk, names, self.told.append, self.fetcher)

    def once(self, *names, minutes=15):
        """Watch once, a quarter of an hour later; returns what was told."""
        self.clock.turn(minutes=minutes)
        self.told.clear()
        self.watch(*names).once()
        return [(event.source, event.new, event.said) for event in self.told]

    def titles(self):
        return sorted(take.title for take in self.desk._store.takes.all())

    def health(self, name="post"):
        return next(one for one in self.desk.health(self.clock.now()) if one.name == name)


@pytest.fixture
def room(desk):
    return Room(desk)


def test_what_changes_between_polls_is_read_once(room, site):
    site.put("/feed", feed(ONE), ETag='"1"')
    room.follow(f"{site.at}/feed", "post")

    assert room.once() == [("post", 1, "")]
    assert room.titles() == ["Harbour of Vell reopens"]

    site.put("/feed", status=304)
    assert room.once() == []

    site.put("/feed", feed(ONE, TWO))
    assert room.once() == [("post", 1, "")]
    assert room.titles() == ["Ferry returns to Kors", "Harbour of Vell reopens"]
    assert len(room.desk.stories()) >= 1  # linked, too

    assert room.once() == []
    assert (room.health().items, room.health().state) == (2, SourceState.WELL)


def test_a_feed_that_goes_back_to_what_it_was_has_brought_nothing(room, site):
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    room.once()
    site.put("/feed", feed(ONE, TWO))
    room.once()
    site.put("/feed", feed(ONE))

    assert room.once() == []
    assert room.health().items == 2


def test_a_source_is_polled_when_it_is_due_and_not_before(room, site):
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post", every=30)
    room.once()
    room.once(minutes=29)
    assert len(site.paths()) == 2  # to follow it, and the first poll

    room.once(minutes=1)
    assert len(site.paths()) == 3


def test_the_bytes_and_the_charset_are_kept_as_received(room, site):
    page = "<html><head><title>항구 재개</title></head><body><p>벨 항구가 월요일 다시 열렸다.</p></body></html>".encode(
        "euc-kr"
    )
    site.put("/feed", feed(("1", "Harbour", "Short.", f"{site.at}/page")))
    site.put("/page", page, Content_Type="text/html; charset=EUC-KR")
    room.follow(f"{site.at}/feed", "post")
    room.once()
    documents = room.desk._store.documents
    kept = {name: (received, charset) for name, _, received, charset in map(documents.get, all_documents(room.desk))}

    assert kept[f"{site.at}/page"] == (page, "euc-kr")
    assert any("항구" in take.text for take in room.desk._store.takes.all())


def all_documents(desk):
    with desk._store.documents.reading() as c:
        return [row[0] for row in c.exec_driver_sql("SELECT sha256 FROM documents")]


@pytest.mark.parametrize("trouble", [hang, die, (500, {}, b""), (200, {}, b"<html><p>Sign in</html>")])
def test_one_source_that_fails_costs_no_other_anything_and_is_told_of_once(room, site, trouble):
    with serving() as other:
        for one in (site, other):
            one.put("/feed", feed(ONE))
        room.follow(f"{site.at}/feed", "post")
        room.follow(f"{other.at}/feed", "bad")
        other.pages["/feed"] = trouble
        told = room.once()

        assert ("post", 1, "") in told
        [(_, _, said)] = [event for event in told if event[0] == "bad"]
        assert said.startswith(f"{other.at}/feed: ")

        room.once(minutes=30)
        assert room.told == []
        assert (room.health("bad").state, room.health("bad").failures) == (SourceState.FAILING, 2)

        other.put("/feed", feed(TWO))
        assert ("bad", 1, "well again") in room.once(minutes=60)


def test_a_source_that_is_gone_is_told_of_and_asked_no_more(room, site):
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    site.put("/feed", status=410)

    [(_, _, said)] = room.once()
    assert "gone for good (410)" in said
    asked = len(site.asked)
    assert room.once(minutes=9999) == []
    assert len(site.asked) == asked
    assert room.health().state is SourceState.STOPPED

    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed")  # whoever follows it again means it
    assert room.once() == [("post", 1, "")]


def test_what_cannot_be_read_is_in_quarantine_and_told_of(room, site):
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    site.put("/feed", feed(ONE) + b'\n{"id": 3, "text": ')
    room.once()

    assert [(event.new, event.quarantined) for event in room.told] == [(1, 1)]
    assert room.desk.quarantine()[0].name == f"{site.at}/feed"


def test_two_watches_on_one_desk_poll_a_source_once(room, site, tmp_path):
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    asked = len(site.asked)
    now = room.clock.now() + timedelta(hours=1)
    claimed = []

    def claim():
        with Desk(tmp_path / "desk") as other:
            claimed.extend(other.sources.claim(now, now + timedelta(minutes=15), None, 9))

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one.name for one in claimed] == ["post"]
    assert room.once(minutes=60) == []
    assert len(site.asked) == asked
    assert room.once(minutes=15) == [("post", 1, "")]  # whoever claimed it is taken to be dead by then


def test_a_watch_that_is_interrupted_gives_back_what_it_claimed(room, site, monkeypatch):
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    site.pages["/feed"] = hang
    watching = room.watch()

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(watching._jobs, "finished", interrupted)
    with pytest.raises(KeyboardInterrupt):
        watching.forever()
    site.put("/feed", feed(ONE))

    assert room.once(minutes=0) == [("post", 1, "")]


def test_watching_goes_on_until_it_is_interrupted(room, site, monkeypatch):
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    sleep = room.clock.sleep

    def until_afternoon(seconds):
        sleep(max(seconds, 60))
        if room.clock.now().hour >= 11:
            raise KeyboardInterrupt
        if room.clock.now().minute == 45:
            site.put("/feed", feed(ONE, TWO))

    monkeypatch.setattr(room.clock, "sleep", until_afternoon)
    with pytest.raises(KeyboardInterrupt):
        room.watch().forever()

    assert [(event.source, event.new) for event in room.told] == [("post", 1), ("post", 1)]
    assert 5 <= len(site.paths()) <= 8  # each quarter of an hour


# Reports of saved searches

HARBOUR = Query("harbour")


@pytest.fixture
def box(desk):
    with receiving() as mailbox:
        mail = Mail(HERE, "desk@vell.example", mailbox.port, tls=Tls.NONE)
        desk.settings = msgspec.structs.replace(desk.settings, mail=mail)
        yield mailbox


def test_a_round_sends_what_is_due_and_says_so(room, site, box):
    room.desk.save_search("", "harbours", HARBOUR, "ida@vell.example")
    site.put("/feed", feed(ONE, TWO))
    room.follow(f"{site.at}/feed", "post")

    assert room.once()[-1] == ("desk", 0, "“harbours” sent to ida@vell.example: 1 new")
    assert "Harbour of Vell reopens" in box.texts()[0]
    assert room.once() == []


def test_a_round_says_what_did_not_go_out(room, site, box):
    room.desk.save_search("", "harbours", HARBOUR, "ida@vell.example")
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    box.answers["MAIL"] = "550 not from you"
    _, _, said = room.once()[-1]
    box.answers.clear()

    assert said.startswith("“harbours” was not sent to ida@vell.example: ")
    assert room.once()[-1] == ("desk", 0, "“harbours” sent to ida@vell.example: 1 new")


@pytest.mark.parametrize("slow", [False, True])
def test_reports_are_sent_beside_the_watch_and_hold_nothing_up(room, site, box, monkeypatch, slow):
    monkeypatch.setattr(alerts, "_APART", 0)
    monkeypatch.setattr(alerts, "_LAST", 0.1)
    room.desk.save_search("", "harbours", HARBOUR, "ida@vell.example")
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    box.slow.set() if slow else None
    sleep, looks = room.clock.sleep, []

    def until_it_came(seconds):
        sleep(max(seconds, 60))
        if box.came.wait(0.2):
            looks.append(site.put("/feed", feed(ONE, TWO)))
        if "Ferry returns to Kors" in room.titles() or room.clock.now().day > 12:
            raise KeyboardInterrupt

    monkeypatch.setattr(room.clock, "sleep", until_it_came)
    with pytest.raises(KeyboardInterrupt):
        room.watch().forever()

    assert room.titles() == ["Ferry returns to Kors", "Harbour of Vell reopens"]
    assert len(box.mails) == (0 if slow else 1)


# Pages of stubs


def stubs(site, count, first=0):
    return [(str(n), f"Piece {n}", f"Piece {n} begins like this and…", f"{site.at}/{n}") for n in range(first, count)]


def article(number):
    text = "".join(f"<p>{LONG} Paragraph {n} of piece {number}.</p>" for n in range(3))
    body = f"<body><article><h1>Piece {number}</h1>{text}</article></body>"
    return f"<!DOCTYPE html><html><head><title>Piece {number}</title></head>{body}</html>".encode()


def test_a_feed_of_stubs_has_its_pages_fetched_once(room, site):
    site.put("/feed", feed(*stubs(site, 3)))
    for n in range(3):
        site.put(f"/{n}", article(n))
    room.follow(f"{site.at}/feed", "post")

    assert room.once() == [("post", 3, ""), ("post", 3, "full text from pages")]
    assert any("Paragraph 2 of piece 1" in take.text for take in room.desk._store.takes.all())

    site.put("/feed", feed(*stubs(site, 4)))
    site.put("/3", article(3))
    room.once()

    assert sorted(path for path in site.paths() if path != "/feed") == ["/0", "/1", "/2", "/3"]
    assert room.health().items == 4  # pages are no items


def test_a_feed_of_whole_pieces_has_none_fetched(room, site):
    site.put("/feed", feed((*ONE, f"{site.at}/1"), (*TWO, f"{site.at}/2"), *stubs(site, 4, 3)))
    room.follow(f"{site.at}/feed", "post")
    room.once()

    assert set(site.paths()) == {"/feed"}


def test_no_more_pages_at_once_than_is_polite_and_the_rest_at_the_next_poll(room, site):
    site.put("/feed", feed(*stubs(site, 25)))
    for n in range(25):
        site.put(f"/{n}", article(n))
    room.follow(f"{site.at}/feed", "post")
    room.once()
    assert len([path for path in site.paths() if path != "/feed"]) == 20

    site.put("/feed", status=304)
    room.once()
    assert len({path for path in site.paths() if path != "/feed"}) == 25
    assert all(1 <= pause <= 2 for pause in room.clock.slept)


def test_pages_that_are_not_to_be_had_are_given_up(room, site):
    site.put("/feed", feed(*stubs(site, 4)))
    site.put("/robots.txt", b"User-agent: *\nDisallow: /0\n")
    site.put("/1", status=404)
    site.put("/2", b"%PDF-1.7", Content_Type="application/pdf")
    site.put("/3", status=500)
    room.follow(f"{site.at}/feed", "post")
    for _ in range(5):
        room.once()

    asked = [path for path in site.paths() if path != "/feed"]
    assert sorted(asked) == ["/1", "/2", "/3", "/3", "/3"]
    assert room.health().state is SourceState.WELL


def test_pages_inside_are_not_reached_from_a_feed(room, site):
    items = [(n, h, t, f"http://localhost:{site.port}/inside{n}") for n, h, t, _ in stubs(site, 3)]
    site.put("/feed", feed(*items))
    room.follow(f"{site.at}/feed", "post")
    room.once()

    assert set(site.paths()) == {"/feed"}


# Following


def test_names_are_given_and_kept_apart(room, site):
    for path in ("/feed", "/sport", "/world"):
        site.put(path, RSS + path.encode())

    assert room.follow(f"{site.at}/feed").name == HERE
    assert room.follow(f"{site.at}/sport").name == f"{HERE}/sport"
    assert room.follow(f"{site.at}/world", "World").name == "World"
    with pytest.raises(WritethruError, match="another source has that name"):
        room.follow(f"{site.at}/feed", "World")
    assert [one.name for one in room.desk.sources.all()] == [HERE, f"{HERE}/sport", "World"]


def test_what_is_no_source_is_not_followed(room, site):
    site.put("/", b"<html><p>Harbour</html>")
    with pytest.raises(NotFetched, match="no feed there"):
        room.follow(f"{site.at}/")
    with pytest.raises(NotFetched, match="only http"):
        room.follow("ftp://vell.example/feed")
    with pytest.raises(NotFound, match="no such folder or file"):
        room.follow("vell.example/feed")

    assert room.desk.sources.all() == []


def test_a_source_that_is_removed_is_forgotten_and_its_takes_are_not(room, site):
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    room.once()
    unfollow(room.desk, "post")

    assert room.desk.health() == []
    assert room.titles() == ["Harbour of Vell reopens"]
    with pytest.raises(NotFound, match="no source of that name"):
        unfollow(room.desk, "post")
    with pytest.raises(NotFound, match="follows nothing yet"):
        room.watch()


def test_only_the_sources_named_are_polled(room, site):
    for path in ("/a", "/b"):
        site.put(path, feed((path, "Harbour", LONG + path)))
        room.follow(f"{site.at}{path}", path[1:])

    assert room.once("b") == [("b", 1, "")]
    with pytest.raises(NotFound, match="no source and no folder of that name"):
        room.watch("c")


def test_doctor_tells_of_a_source_that_fails(room, site):
    site.put("/feed", feed(ONE))
    room.follow(f"{site.at}/feed", "post")
    site.put("/feed", status=500)
    room.once()
    [line] = [check for check in room.desk.doctor() if check.what == "sources"]

    assert not line.well
    assert "post (failing)" in line.says
