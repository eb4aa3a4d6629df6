"""Who may come in: without the password nobody, from other sites nobody, and guessing is slow."""

import re
import shutil

import httpx
import pytest

from served import PASSWORD, client, served
from writethru.errors import SettingsError
from writethru.serve.app import PARTS
from writethru.serve.gate import is_loopback
from writethru.serve.password import Guesses, fits, keep, kept
from writethru.serve.session import Sessions, ours
from writethru.serve.start import secret_for


@pytest.fixture(scope="module")
def locked(example_folder, tmp_path_factory):
    """The example desk with a password, served."""
    home = tmp_path_factory.mktemp("locked") / "desk"
    shutil.copytree(example_folder, home)
    with served(home, password=PASSWORD) as address:
        yield address


@pytest.fixture(scope="module")
def open_desk(example_folder, tmp_path_factory):
    """The example desk without one, served."""
    home = tmp_path_factory.mktemp("open") / "desk"
    shutil.copytree(example_folder, home)
    with served(home) as address:
        yield address


def routes():
    """Every way in: methods and paths, with names put in."""
    for part in PARTS:
        for route in part.router.routes:
            path = re.sub(r"\{\w+\}", "something", route.path)
            yield from ((method, path) for method in sorted(route.methods - {"HEAD"}))
    yield "GET", "/api/openapi.json"


def test_no_route_answers_without_the_password(locked):
    every = list(routes())
    assert len(every) > 50
    with client(locked) as http:
        for method, path in every:
            answer = http.request(method, path)
            if path.startswith(("/signin", "/static/")):
                continue
            if path.startswith("/api/") or method != "GET":
                assert answer.status_code == 401, (method, path)
            else:
                assert answer.status_code == 303, (method, path)
                assert answer.headers["location"].startswith("/signin?next="), (method, path)


def test_what_answers_without_it_says_nothing_of_the_desk(locked, example):
    with client(locked) as http:
        told = http.get("/signin").text + http.get("/static/desk.js").text
    for story in example.stories():
        assert story.id not in told
        assert story.headline not in told


def test_a_program_sends_the_password_with_its_name(locked):
    with client(locked, auth=("Ane", PASSWORD)) as http:
        assert http.get("/api/stories").json()["items"]
        assert http.post("/api/follow", json={"name": http.get("/api/stories").json()["items"][0]["id"]}).is_success
    with client(locked, auth=("Bo", PASSWORD)) as http:
        assert http.get("/api/follows").json() == []


def test_a_reader_signs_in_and_out(locked):
    with client(locked) as http:
        answer = http.post("/signin", data={"password": PASSWORD, "reader": "Ane", "next": "/stories"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/stories")
        said = answer.headers["set-cookie"].lower()
        assert "httponly" in said
        assert "samesite=strict" in said
        page = http.get("/stories")
        assert page.status_code == 200
        token = re.search(r'data-token="([^"]+)"', page.text)[1]
        assert http.post("/signout").status_code == 403
        assert http.post("/signout", data={"csrf": "another"}).status_code == 403
        assert http.post("/signout", data={"csrf": token}).status_code == 303
        assert http.get("/stories").status_code == 303


def test_a_wrong_password_is_told_as_such_and_guessing_is_stopped(example_folder, tmp_path):
    shutil.copytree(example_folder, tmp_path / "desk")
    with served(tmp_path / "desk", password=PASSWORD) as address, client(address) as http:
        answers = [http.post("/signin", data={"password": f"guess {n}"}).status_code for n in range(7)]
        assert answers == [403] * 5 + [429] * 2
        right = http.post("/signin", data={"password": PASSWORD})
        assert right.status_code == 429
        assert int(right.headers["retry-after"]) > 0
        with client(address, auth=("", PASSWORD)) as program:
            assert program.get("/api/stories").status_code == 429


@pytest.mark.parametrize(
    ("path", "kind"), [("/signin", "application/x-www-form-urlencoded"), ("/api/follow", "application/json")]
)
def test_a_body_that_does_not_say_how_long_it_is_is_read_no_further_than_it_may_be(locked, path, kind):
    def endless():
        for _ in range(30):
            yield b"password=" + b"x" * 100_000

    with client(locked) as http:
        http.auth = ("ane", PASSWORD) if path.startswith("/api/") else None
        try:
            answer = http.post(path, content=endless(), headers={"content-type": kind})
        except httpx.WriteError:  # it hung up in the middle
            return
        assert answer.status_code == 413


def test_signing_in_leads_nowhere_else(locked):
    for elsewhere in ("https://other.example/", "//other.example/", "/\\other.example"):
        with client(locked) as http:
            answer = http.post("/signin", data={"password": PASSWORD, "next": elsewhere})
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://other.example"},
        {"origin": "null"},
    ],
)
def test_nothing_is_changed_from_another_site(open_desk, headers):
    with client(open_desk) as http:
        name = http.get("/api/stories").json()["items"][0]["id"]
        for path in ("/api/follow", f"/hand/follow/{name}"):
            assert http.post(path, json={"name": name}, headers=headers).status_code == 403
        assert http.get("/api/follows").json() == []


def test_an_open_desk_answers_to_this_machine_alone(open_desk):
    with client(open_desk) as http:
        assert http.get("/", headers={"host": "desk.example"}).status_code == 421
        assert http.get("/", headers={"host": "localhost:1"}).status_code == 200


def test_every_answer_says_what_the_browser_may_do(open_desk):
    with client(open_desk) as http:
        for path in ("/", "/api/stories", "/nothing-here", "/static/desk.css", "/api/nothing"):
            policy = http.get(path).headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy


def test_a_desk_that_others_can_reach_needs_a_password(tmp_path):
    assert secret_for(tmp_path, "127.0.0.1") == ""
    with pytest.raises(SettingsError, match="set a password"):
        secret_for(tmp_path, "0.0.0.0")
    keep(tmp_path, PASSWORD)
    assert secret_for(tmp_path, "0.0.0.0") == kept(tmp_path)


def test_a_password_is_kept_as_a_hash_for_the_owner_alone(tmp_path):
    path = keep(tmp_path, PASSWORD)
    assert path.stat().st_mode & 0o077 == 0
    assert PASSWORD not in path.read_text()
    assert fits(kept(tmp_path), PASSWORD)
    assert not fits(kept(tmp_path), PASSWORD + " ")
    with pytest.raises(SettingsError, match="8 or more"):
        keep(tmp_path, "short")
    path.write_text("not a hash")
    with pytest.raises(SettingsError, match="set it anew"):
        kept(tmp_path)


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_a_session_ends_when_it_is_not_used_and_in_any_case_after_a_month():
    clock = Clock()
    sessions = Sessions(clock)
    name = sessions.begin("Ane")
    for _ in range(60):
        clock.now += 11 * 3600
        assert sessions.find(name).reader == "Ane"
    clock.now += 12 * 3600
    assert sessions.find(name) is None
    name = sessions.begin("Ane")
    for _ in range(66):
        clock.now += 11 * 3600
        last = sessions.find(name)
    assert last is None
    assert not ours(sessions.find(sessions.begin("Bo")), "")


def test_guesses_are_forgotten_after_a_minute_and_counted_over_all_addresses():
    clock = Clock()
    guesses = Guesses(clock)
    for _ in range(5):
        assert guesses.wait("a") == 0
        guesses.note("a")
    assert 0 < guesses.wait("a") <= 61
    assert guesses.wait("b") == 0
    clock.now = 61
    assert guesses.wait("a") == 0
    for number in range(50):
        guesses.note(f"address {number}")
    assert guesses.wait("new") > 0


def test_loopback_is_this_machine_alone():
    assert is_loopback("127.8.9.1")
    assert not is_loopback("192.168.0.1")
    assert not is_loopback("localhost.other.example")
