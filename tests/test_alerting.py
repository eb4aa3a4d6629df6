"""Saved searches: what is new and fits is reported once, with its evidence; what does not go out is due still."""

import json
import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from newsroom import bare, ferry, fill, lay, piece, quake
from postbox import receiving
from websites import HERE, serving
from writethru import Desk, alerting
from writethru.errors import NotFound, NotSent, SettingsError
from writethru.model import Embargo, Query, Signal
from writethru.settings import load

ME, YOU = "ida", "jon"
MAIL = '[mail]\nhost = "127.0.0.1"\nport = {port}\nfrom = "desk@vell.example"\ntls = "none"\n'
FERRIES = Query("ferry")
NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def box():
    with receiving() as mailbox:
        yield mailbox


@pytest.fixture
def site():
    with serving() as running:
        running.put("/hook", b"thanks")
        yield running


@pytest.fixture
def home(tmp_path, box):
    settings = f'title = "Harbour desk"\nprivate_hosts = ["{HERE}"]\n' + MAIL.format(port=box.port)
    (tmp_path / "writethru.toml").write_text(settings)
    return tmp_path


@pytest.fixture
def desk(home):
    with Desk(home, clock=lambda: NOON) as opened:
        yield opened


def sent(desk):
    return [(one.name, one.takes, one.stopped, bool(one.trouble)) for one in desk.send_due()]


def told(box, number, *takes):
    """Which of these takes a mail tells of."""
    return [f"Take {take.key}" in box.texts()[number] for take in takes]


def posted(site):
    return [json.loads(body) for _, _, body in site.posted]


def test_what_fits_is_mailed_once_with_its_evidence(desk, box):
    desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
    fill(desk, [replace(ferry(1), url="https://post.example/ferry"), quake(2)])

    assert sent(desk) == [("ferries", 1, 0, False)]
    assert sent(desk) == []
    [mail] = box.mails
    assert (mail["To"], mail["From"]) == ("ida@vell.example", "desk@vell.example")
    assert mail["Subject"] == "1 new for “ferries”"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"]
    text = mail.get_content()
    told = ("Ferry aground outside Strand", "Post 1", "https://post.example/ferry", ferry(1).key, "Found: ferry")
    assert [words for words in told if words not in text] == []
    assert "Karsk" not in text


def test_what_came_before_it_was_saved_is_not_reported(desk, box):
    fill(desk, [ferry(1)])
    desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")

    assert sent(desk) == []
    fill(desk, [ferry(2)])
    assert sent(desk) == [("ferries", 1, 0, False)]
    assert told(box, 0, ferry(1), ferry(2)) == [False, True]


def test_a_webhook_is_given_the_same_as_json(desk, site):
    desk.save_search(ME, "ferries", FERRIES, f"{site.at}/hook")
    fill(desk, [ferry(1)])
    sent(desk)
    [(_, headers, _)] = site.posted
    [alert] = posted(site)
    [item] = alert["items"]

    assert headers["Content-Type"] == "application/json"
    assert headers["Idempotency-Key"] == alert["key"]
    assert (alert["name"], alert["query"]["words"]) == ("ferries", "ferry")
    assert (item["take"], item["id"], item["source"]) == (ferry(1).key, "p1", "Post 1")
    assert item["found"] == ["ferry"]
    assert item["sentence"].startswith("A ferry with 312 people")


def test_a_later_take_tells_what_it_changed(desk, site):
    first = piece(1, "Ferry aground outside Strand", "Ferry staff counted 312 people.", slug="Ferry", source="Vantry")
    second = piece(
        2, "Ferry aground outside Strand", "Ferry staff counted 320 people.", "Two were hurt.", slug="Ferry",
        source="Vantry",
    )  # fmt: skip
    second = replace(second, marker=replace(second.marker, rank=2, signal=Signal.CORRECTION))
    desk.save_search(ME, "ferries", FERRIES, f"{site.at}/hook")
    fill(desk, [first])
    sent(desk)
    fill(desk, [second])
    sent(desk)
    item = posted(site)[1]["items"][0]

    assert item["correction"] is True
    assert item["changes"] == [c.summary for c in desk.changes("Ferry aground") if c.material and c.summary][:6]
    assert item["changes"]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA", "TAKEN"])
def test_what_the_server_refuses_is_told_and_sent_the_next_time_with_what_came_since(desk, box, command):
    desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
    fill(desk, [ferry(1)])
    box.answers[command] = "451 4.3.0 try again later"
    [failed] = desk.send_due()
    box.answers.clear()
    box.mails.clear()
    fill(desk, [ferry(2)])

    assert "451" in failed.trouble
    assert [one.trouble for one in desk.searches(ME)] == [failed.trouble]
    assert sent(desk) == [("ferries", 2, 0, False)]
    assert told(box, 0, ferry(1), ferry(2)) == [True, True]
    assert [one.trouble for one in desk.searches(ME)] == [""]
    assert sent(desk) == []


def test_a_server_that_is_not_there_is_told(home, desk, box):
    desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
    fill(desk, [ferry(1)])
    desk.settings = load_with(home, MAIL.format(port=1))
    [failed] = desk.send_due()

    assert failed.trouble.startswith("127.0.0.1:1: ")
    assert "\n" not in failed.trouble


def load_with(home, text):
    (home / "writethru.toml").write_text(text)
    return load(home)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_webhook_that_does_not_take_it_is_told_and_tried_again(desk, site, status):
    desk.save_search(ME, "ferries", FERRIES, f"{site.at}/hook")
    fill(desk, [ferry(1)])
    site.put("/hook", b"", status=status, Location=f"{site.at}/other")
    first = sent(desk)
    site.put("/hook", b"thanks")

    assert first == [("ferries", 0, 0, True)]
    assert sent(desk) == [("ferries", 1, 0, False)]
    assert [path for path, *_ in site.posted] == ["/hook", "/hook"]
    assert site.posted[0][1]["Idempotency-Key"] == site.posted[1][1]["Idempotency-Key"]


def test_a_webhook_on_a_private_host_is_refused_unless_the_settings_allow_it(tmp_path, site):
    with Desk(tmp_path) as desk:
        desk.save_search(ME, "ferries", FERRIES, f"{site.at}/hook")
        fill(desk, [ferry(1)])
        [failed] = desk.send_due()

    assert "not public" in failed.trouble
    assert site.posted == []


def test_one_that_fails_keeps_no_other_back(desk, box, site):
    desk.save_search(ME, "a", FERRIES, f"{site.at}/nowhere")
    desk.save_search(ME, "b", FERRIES, "ida@vell.example")
    fill(desk, [ferry(1)])

    assert sent(desk) == [("a", 0, 0, True), ("b", 1, 0, False)]


def test_it_survives_a_restart(home, box):
    with Desk(home) as desk:
        desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
        fill(desk, [ferry(1)])
    with Desk(home) as desk:
        assert sent(desk) == [("ferries", 1, 0, False)]
    with Desk(home) as desk:
        assert sent(desk) == []
    assert len(box.mails) == 1


def test_two_programs_that_send_at_once_send_it_once(home, box):
    with Desk(home) as desk:
        desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
        fill(desk, [ferry(1)])
    gate, results = threading.Barrier(2), []

    def send():
        with Desk(home) as mine:
            gate.wait()
            results.extend(mine.send_due())

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(box.mails) == 1
    assert [one.takes for one in results] == [1]


def test_a_program_that_ended_while_it_sent_gives_the_search_free_after_a_while(home, box):
    with Desk(home) as desk:
        saved = desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
        fill(desk, [ferry(1)])
        desk._store.searches.claim(saved, NOON, NOON + alerting._LEASE)
    with Desk(home, clock=lambda: NOON) as desk:
        assert sent(desk) == []
    with Desk(home, clock=lambda: NOON + alerting._LEASE) as desk:
        assert sent(desk) == [("ferries", 1, 0, False)]


def test_two_readers_and_their_searches_are_kept_apart(desk, box):
    desk.save_search(ME, "mine", FERRIES, "ida@vell.example")
    desk.save_search(YOU, "mine", Query("quake"), "jon@vell.example")
    fill(desk, [ferry(1), quake(2)])
    desk.send_due()

    assert {mail["To"]: ferry(1).key in mail.get_content() for mail in box.mails} == {
        "ida@vell.example": True,
        "jon@vell.example": False,
    }
    desk.drop_search(ME, "mine")
    assert (desk.searches(ME), len(desk.searches(YOU))) == ([], 1)


def test_a_search_that_goes_nowhere_is_only_kept(desk, box):
    desk.save_search(ME, "ferries", FERRIES)
    fill(desk, [ferry(1)])

    assert sent(desk) == []
    assert [one.query for one in desk.searches(ME)] == [FERRIES]


def kill(number, of, signal=Signal.KILL):
    words = f"Editors: please {signal.value} the story on the boat."
    return replace(piece(number, of.title, words, day=6, signal=signal, source=of.source), guid=of.guid)


FIRST = replace(ferry(1), guid="wire-1")


def test_what_was_killed_before_it_was_reported_never_is(desk, box):
    desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
    fill(desk, [FIRST])
    fill(desk, [kill(3, FIRST)])

    assert sent(desk) == []
    assert box.mails == []


def test_a_kill_of_what_was_reported_is_reported_without_a_word_of_it(desk, box):
    desk.save_search(ME, "boats", FERRIES, "ida@vell.example")
    fill(desk, [FIRST])
    sent(desk)
    lay(desk, [(take := kill(3, FIRST), bare(take))])

    assert sent(desk) == [("boats", 0, 1, False)]
    assert sent(desk) == []
    text = box.texts()[1]
    assert FIRST.key in text
    assert "Do not use it" in text
    assert "ferry" not in text.lower().replace("words ferry", "")
    assert "aground" not in text


def test_what_is_embargoed_is_reported_when_its_time_has_come(home, box):
    until = datetime(2031, 3, 8, 9, tzinfo=UTC)
    with Desk(home, clock=lambda: NOON) as desk:
        desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
        fill(desk, [replace(ferry(1), embargo=Embargo(until, "its own words")), ferry(2)])
        assert sent(desk) == [("ferries", 1, 0, False)]
        assert sent(desk) == []
    with Desk(home, clock=lambda: until) as desk:
        assert sent(desk) == [("ferries", 1, 0, False)]
        assert sent(desk) == []

    assert [told(box, number, ferry(1), ferry(2)) for number in (0, 1)] == [[False, True], [True, False]]


def test_what_is_let_go_from_a_hold_is_reported_then(desk, box):
    desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
    fill(desk, [FIRST, kill(3, FIRST, Signal.HOLD)])
    before = sent(desk)
    desk.release(FIRST.key, "the harbour office confirmed it")

    assert before == []
    assert sent(desk) == [("ferries", 1, 0, False)]


def test_it_goes_by_days_and_figures_too(desk, box):
    desk.save_search(ME, "early", Query(until=date(2031, 3, 5)), "ida@vell.example")
    fill(desk, [ferry(1, day=5), ferry(2, day=6)])

    assert sent(desk) == [("early", 1, 0, False)]


def test_a_speaker_of_whom_nothing_came_yet_is_no_trouble(desk, box):
    desk.save_search(ME, "moor", Query(speaker="Ida Moor"), "ida@vell.example")
    fill(desk, [ferry(1)])

    assert sent(desk) == []


def test_more_than_a_report_holds_is_counted(desk, site, monkeypatch):
    monkeypatch.setattr(alerting, "_MOST", 2)
    desk.save_search(ME, "ferries", FERRIES, f"{site.at}/hook")
    fill(desk, [ferry(n) for n in range(1, 6)])

    assert sent(desk) == [("ferries", 5, 0, False)]
    assert (len(posted(site)[0]["items"]), posted(site)[0]["more"]) == (2, 3)
    assert sent(desk) == []


def test_what_is_found_nowhere_is_not_gone_over_for_ever(desk, monkeypatch):
    monkeypatch.setattr(alerting, "_BEHIND", 2)
    desk.save_search(ME, "moor", Query("no such words"), "ida@vell.example")
    fill(desk, [ferry(n) for n in range(1, 6)])
    sent(desk)

    assert [one.last for one in desk.searches(ME)] == [desk.cursor()]


@pytest.mark.parametrize(
    ("name", "query", "to", "error"),
    [
        ("", FERRIES, "", NotFound),
        ("a", Query(), "", NotFound),
        ("a", Query(figure="soon"), "", NotFound),
        ("a", FERRIES, "ida", NotSent),
        ("a", FERRIES, "ida@vell.example\nBcc: jon@vell.example", NotSent),
        ("a", FERRIES, "ftp://vell.example/", NotSent),
        ("a", FERRIES, "file:///etc/hosts", NotSent),
    ],
)
def test_what_cannot_be_saved_is_said(desk, name, query, to, error):
    with pytest.raises(error):
        desk.save_search(ME, name, query, to)
    assert desk.searches(ME) == []


def test_a_name_with_a_line_break_makes_no_header(desk, box):
    desk.save_search(ME, "ferries\nBcc: jon@vell.example", FERRIES, "ida@vell.example")
    fill(desk, [ferry(1)])
    sent(desk)

    assert box.mails[0]["Bcc"] is None


def test_no_server_in_the_settings_is_told(tmp_path):
    with Desk(tmp_path) as desk:
        desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
        fill(desk, [ferry(1)])
        [failed] = desk.send_due()

    assert "[mail]" in failed.trouble


def test_the_password_comes_from_the_variable_that_is_named(home, desk, box, monkeypatch):
    monkeypatch.setenv("VELL_MAIL", "lighthouse")
    desk.settings = load_with(home, MAIL.format(port=box.port) + 'user = "desk"\npassword_env = "VELL_MAIL"\n')
    desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
    fill(desk, [ferry(1)])
    first = sent(desk)
    monkeypatch.delenv("VELL_MAIL")
    fill(desk, [ferry(2)])

    assert first == [("ferries", 1, 0, False)]
    assert box.logins
    assert "VELL_MAIL" in desk.send_due()[0].trouble


@pytest.mark.parametrize(
    "mail", ['user = "desk"', 'user = "desk"\npassword_env = "A"\nhost = "mail.vell.example"', 'tls = "maybe"', "x = 1"]
)
def test_settings_that_would_not_do_are_refused(tmp_path, mail):
    base = {"host": '"127.0.0.1"', "from": '"a@vell.example"', "tls": '"none"'}
    given = dict(line.split(" = ", 1) for line in mail.splitlines())
    lines = [f"{name} = {value}" for name, value in (base | given).items()]

    with pytest.raises(SettingsError):
        load_with(tmp_path, "\n".join(["[mail]", *lines]))


def test_what_comes_while_a_report_is_on_its_way_is_in_the_next(desk, box):
    desk.save_search(ME, "ferries", FERRIES, "ida@vell.example")
    fill(desk, [ferry(1)])
    mine = desk._store.searches.claim(desk.searches(ME)[0], NOON, NOON + alerting._LEASE)
    alert, done = alerting.compose(desk._store, desk._out, mine)
    fill(desk, [ferry(2)])
    desk._store.searches.done(mine, done)

    assert [item.take for item in alert.items] == [ferry(1).key]
    assert sent(desk) == [("ferries", 1, 0, False)]
    assert told(box, 0, ferry(1), ferry(2)) == [False, True]
