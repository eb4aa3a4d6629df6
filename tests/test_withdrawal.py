"""A kill comes in: what was published comes down at once, and what a person may let go."""

import json
import shutil

import pytest

import desks
import signals
from writethru import Desk, cli
from writethru.errors import NotFound, Withheld, WritethruError
from writethru.model import Signal
from writethru.publish.files import MANIFEST

RUN = 5
SITES = {"public": "public", "own": "desk"}
COPY = """(LEAD) Quay reopens

(LEAD) Quay-reopening

| 2031-03-12 16:00:00

VELLMARK, March 12 (Vantry) -- The old quay reopened Wednesday after repairs, Mayor Ida Moor said.

"Nobody will miss the scaffolding that hid our windows," Moor said.

(END)
"""
OTHER = """Ferry sails again

Ferry-service

| 2031-01-02 09:00:00

PORT ELLERY, Jan. 2 (Vantry) -- Two ferries began to cross the strait again with three hundred people, the port said.

(END)
"""
KILL = """(LEAD) Quay reopens

(LEAD) Quay-reopening

| 2031-03-12 17:00:00

VELLMARK, March 12 (Vantry) -- Editors: Please kill the story on the quay. A kill is mandatory.

(END)
"""


@pytest.fixture
def home(tmp_path):
    """A desk with two pieces, published for both audiences."""
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "writethru.toml").write_text(signals.SETTINGS)
    for name, words in (("copy", COPY), ("other", OTHER), ("kill", KILL)):
        (tmp_path / f"{name}.txt").write_text(words)
    with opened(tmp_path) as desk:
        desk.add([str(tmp_path / "copy.txt"), str(tmp_path / "other.txt")])
        for folder, audience in SITES.items():
            desk.publish(tmp_path / folder, audience)
    return tmp_path


def opened(home):
    return Desk(home / "desk", clock=lambda: signals.NOW)


def pages(home):
    found = {}
    for site in SITES:
        files = desks.files(home / site).items()
        found |= {f"{site}/{path}": desks.plain(data) for path, data in files if path.endswith(".html")}
    return found


def with_words(home):
    """The pages that have a run of words, or the headline, of the piece."""
    own = desks.runs(COPY, RUN)
    return {path for path, text in pages(home).items() if own & desks.runs(text, RUN) or "Quay reop" in text}


def test_every_page_with_its_words_is_a_notice_before_facts_are_read(home):
    had, others = with_words(home), {p: t for p, t in pages(home).items() if "Ferry sails" in t}
    at_enriching = []

    def progress(stage, *_):
        if stage == "enrich":
            at_enriching.append(with_words(home))

    with opened(home) as desk:
        done = desk.add([str(home / "kill.txt")], progress=progress)

    assert len(had) > 8
    assert at_enriching
    assert at_enriching[0] == set()
    assert done.withdrawn >= len(had)  # a page that has no more than a name of it goes too
    assert done.standing == ()
    for path in had:
        assert "killed by its source, 12 Mar. 2031, 17:00" in pages(home)[path]
        assert "being rewritten" in pages(home)[path]
    untouched = {path: text for path, text in others.items() if path not in had}
    assert untouched
    assert untouched.items() <= pages(home).items()


def test_the_feeds_with_its_words_are_emptied_at_once(home):
    feeds = [home / site / "feed.atom" for site in SITES]
    had = ["Quay reop" in feed.read_text() for feed in feeds]

    with opened(home) as desk:
        desk.add([str(home / "kill.txt")])

    assert all(had)
    assert not any("Quay reop" in feed.read_text() for feed in feeds)
    assert all("killed by its source" in feed.read_text() for feed in feeds)


def test_the_next_publish_writes_the_other_pages_in_full_and_leaves_a_notice(home):
    with opened(home) as desk:
        before = {p for p in pages(home) if p.startswith(("public/stories", "public/takes"))}
        desk.add([str(home / "kill.txt")])
        desk.publish(home / "public")
        again = desk.add([])

    after = pages(home)
    assert again.withdrawn == 0
    assert before <= after.keys()
    assert with_words(home) == set()
    assert "Ferry sails again" in after["public/index.html"]
    assert "killed by its source" in after["public/index.html"]
    assert not [p for p, text in after.items() if p.startswith("public") and "being rewritten" in text]


def test_what_is_killed_while_a_site_is_written_comes_down_at_its_end(home, monkeypatch):
    from writethru.publish.site import Site

    write = Site.publish

    def slow(self, content, folder):
        with opened(home) as other:
            other.add([str(home / "kill.txt")])
        return write(self, content, folder)

    monkeypatch.setattr(Site, "publish", slow)
    (home / "public" / "index.html").unlink()  # a site that stands as it was written is not written again
    with opened(home) as desk:
        desk.publish(home / "public")

    assert with_words(home) == set()


def test_a_folder_that_is_gone_is_named_once(home):
    with opened(home) as desk:
        desk.add([str(home / "kill.txt")])
    shutil.rmtree(home / "public")
    with opened(home) as desk:
        desk._store.sites.note(str(home / "public"), "public", signals.NOW)
        first, second = desk.add([]), desk.add([])

    assert "is gone" in first.standing[0]
    assert second.standing == ()


def test_a_page_that_somebody_changed_is_named_and_left(home, capfd):
    page = next(p for p in sorted((home / "public" / "takes").glob("*.html")) if "scaffolding" in p.read_text())
    page.write_text(page.read_text().replace("<body>", "<body><!-- counted -->"))

    with pytest.raises(SystemExit) as left:
        cli.main(["add", str(home / "kill.txt"), "--desk", str(home / "desk")])

    err = capfd.readouterr().err
    assert left.value.code == cli.NOT_THERE
    assert err.startswith(f"writethru: {page}: was changed")
    assert err.count("\n") == 1
    assert with_words(home) == {f"public/takes/{page.name}"}
    with opened(home) as desk:
        assert "was changed" in desk.add([]).standing[0]
        page.unlink()
        assert desk.add([]).standing == ()


def test_a_list_that_cannot_be_read_is_named(home):
    (home / "public" / MANIFEST).write_text("nothing")
    with opened(home) as desk:
        done = desk.add([str(home / "kill.txt")])
        again = desk.add([])

    assert str(home / "public") in done.standing[0]
    assert again.standing == done.standing
    assert not {path for path in with_words(home) if path.startswith("own/")}


def test_a_folder_that_was_never_written_is_not_remembered(home):
    (home / "file").write_text("")
    with opened(home) as desk:
        with pytest.raises(WritethruError):
            desk.publish(home / "file")

        assert desk.add([str(home / "kill.txt")]).standing == ()


def test_the_manifest_names_the_takes_of_each_page(home):
    words = json.loads((home / "public" / MANIFEST).read_text())["words"]

    assert "index.html" in words
    assert all(words[path] for path in words if path.startswith(("stories/", "takes/")))


# What a person may let go


@pytest.fixture
def waiting(tmp_path):
    (tmp_path / "desk").mkdir()
    with opened(tmp_path) as desk:
        signals.fill(desk, {name: signals.CASES[name] for name in ("killed", "held", "conflict", "fragment")})
        yield desk


def stopped(desk, case):
    return [take.key in desk._out.stops for take in signals.CASES[case]]


def chain_of(desk, case):
    return desk._out.placements()[signals.CASES[case][0].key].chain


def test_a_kill_is_never_let_go(waiting):
    kill = signals.CASES["killed"][2].key
    for name in (kill, kill[:12]):
        with pytest.raises(Withheld, match="never let go"):
            waiting.release(name, "we know better")

    assert stopped(waiting, "killed") == [True] * 4


def test_what_came_after_a_kill_goes_when_a_person_says_so(waiting):
    waiting.release(signals.CASES["killed"][3].key)

    assert stopped(waiting, "killed") == [True, True, True, False]


def test_of_a_killed_chain_only_what_came_later_goes(waiting):
    done = waiting.release(chain_of(waiting, "killed"), "the new text is right")

    assert done.takes == (signals.CASES["killed"][3].key,)
    with pytest.raises(Withheld, match="never let go"):
        waiting.release(chain_of(waiting, "killed"), "and the others")


def test_killed_copy_goes_only_alone_and_with_a_reason(waiting):
    key = signals.CASES["killed"][0].key
    with pytest.raises(Withheld, match="--because"):
        waiting.release(key)

    waiting.release(key, "the kill is of another piece of that name")

    assert stopped(waiting, "killed") == [False, True, True, True]


def test_a_hold_that_is_let_go_holds_nothing(waiting):
    waiting.release(signals.CASES["held"][1].key, "the agency said so")

    assert stopped(waiting, "held") == [False] * 3


def test_a_take_on_hold_can_be_let_go_alone(waiting):
    waiting.release(signals.CASES["held"][2].id)

    assert stopped(waiting, "held") == [True, True, False]


@pytest.mark.parametrize("case", ["conflict", "fragment"])
def test_an_embargo_or_a_fragment_is_let_go(waiting, case):
    key = signals.CASES[case][0].key

    waiting.release(key, "checked")

    assert key not in waiting._out.held_back
    assert next(row.why for row in waiting.held(every=True) if row.what == "released").endswith("checked")


def test_a_kill_that_comes_after_a_release_stops_what_was_let_go(tmp_path):
    with opened(tmp_path) as desk:
        signals.fill(desk, {"held": signals.CASES["held"]})
        desk.release(signals.CASES["held"][1].key)
        assert stopped(desk, "held") == [False] * 3
        signals.fill(desk, {"held": signals.CASES["held"], "late": [signals.order(2, 11, Signal.KILL)]})

        assert stopped(desk, "held") == [True] * 3


def test_a_kill_after_a_correction_that_ended_a_hold_stops_that_too(tmp_path):
    cases = {"corrected": [*signals.CASES["corrected"], signals.order(3, 11, Signal.KILL)]}
    with opened(tmp_path) as desk:
        signals.fill(desk, cases)

        assert stopped(desk, "corrected") == [True] * 3


@pytest.mark.parametrize("name", ["nobody", "", signals.CASES["conflict"][0].key])
def test_what_is_not_held_cannot_be_let_go(waiting, name):
    waiting.release(signals.CASES["conflict"][0].key)
    with pytest.raises(NotFound):
        waiting.release(name)
