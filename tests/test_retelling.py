"""What was told is kept: nothing is told twice, and what is handed out is what would be told from nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

import desks
import signals
from test_withdrawal import COPY, KILL, OTHER
from writethru import Desk, retelling
from writethru.publish.files import Written
from writethru.publish.site import FEEDS
from writethru.store.told import FILE

CORRECTION = COPY.replace("(LEAD)", "(2nd LD)").replace("16:00", "16:30").replace("Nobody", "Hardly anybody")
SECOND = OTHER.replace("three hundred", "four hundred").replace("Ferry sails again", "Third ferry sails")
SETTINGS = {"as it was": "", "another title": 'title = "Night desk"\n', "fewer words": "quote_words = 12\n"}


@pytest.fixture
def home(tmp_path):
    (tmp_path / "desk").mkdir()
    write(tmp_path, "as it was")
    return tmp_path


def write(home, settings):
    (home / "desk" / "writethru.toml").write_text(SETTINGS[settings] + signals.SETTINGS)


def opened(home):
    return Desk(home / "desk", clock=lambda: signals.NOW)


def add(words):
    def step(home, desk):
        (home / "piece.txt").write_text(words)
        desk.add([str(home / "piece.txt")])

    return step


def by_hand(act, *asked):
    return lambda _home, desk: getattr(desk, act)(*asked)


STEPS = {
    "a piece": add(OTHER),
    "another": add(COPY),
    "nothing": lambda *_: None,
    "a correction": add(CORRECTION),
    "a name": by_hand("rename", "Ferry sails", "The strait"),
    "somebody forgotten": by_hand("forget", "Ida Moor"),
    "a second telling": add(SECOND),
    "other settings": lambda home, _: write(home, "another title"),
    "fewer words quoted": lambda home, _: write(home, "fewer words"),
    "a kill": add(KILL),
}


@pytest.mark.parametrize("audience", ["public", "desk"])
def test_a_site_that_grew_is_the_site_that_is_published_from_nothing(home, audience):
    for number, step in enumerate(STEPS.values()):
        with opened(home) as desk:
            step(home, desk)
        with opened(home) as desk:
            desk.publish(home / "grown", audience)
        (home / "desk" / FILE).rename(home / "kept")
        with opened(home) as desk:
            desk.publish(home / f"new-{number}", audience)
        (home / "kept").replace(home / "desk" / FILE)

        assert pages(home / "grown") == pages(home / f"new-{number}")


def pages(folder):
    """The files of a site without its feeds, which tell of what stood in their folder once."""
    return {path: data for path, data in desks.files(folder).items() if path not in FEEDS}


def test_only_what_changed_is_told(home, monkeypatch):
    told = []
    plain = retelling.told
    monkeypatch.setattr(retelling, "told", lambda alone, kind, of: told.append(of) or plain(alone, kind, of))
    with opened(home) as desk:
        add(COPY)(home, desk)
        add(OTHER)(home, desk)
        desk.publish(home / "site")
        quay, ferry = desk.find("Quay").id, desk.find("Ferry").id

        assert sorted(told) == sorted([quay, ferry])

        told.clear()
        desk.publish(home / "site")
        desk.publish(home / "own", "desk")
        desk.brief(quay)
        desk.sheet(desk.find(ferry))

        assert told == []

        add(CORRECTION)(home, desk)
        desk.publish(home / "site")

        assert told == [quay]


def published(home, clock=signals.NOW):
    """Publish once more; returns whether anything was told for it, and what became of the files."""
    told = []
    with Desk(home / "desk", clock=lambda: clock) as desk:
        done = desk.publish(home / "site", progress=lambda stage, *_: told.append(stage))
    return bool(told), done


CHANGES = {
    **{name: step for name, step in STEPS.items() if name != "nothing"},
    "a page that was taken away": lambda home, _: next((home / "site" / "stories").iterdir()).unlink(),
}


def test_a_site_is_left_as_it_stands_until_anything_of_it_changes(home):
    with opened(home) as desk:
        add(COPY.replace("Quay", "School").replace("quay", "school"))(home, desk)
    published(home)
    for name, step in CHANGES.items():
        again, done = published(home)
        assert (again, done.files.written, done.files.removed) == (False, 0, 0), name
        with opened(home) as desk:
            step(home, desk)
        again, after = published(home)

        assert again, name
        assert (after.folder, after.stories > 0) == (done.folder, True)

    assert published(home)[1] == replace(after, files=Written(0, after.files.written + after.files.unchanged, 0))


def test_a_site_is_written_again_when_the_time_of_an_embargo_has_come(home):
    with opened(home) as desk:
        signals.fill(desk, {"embargo": signals.CASES["embargo"], "open": signals.CASES["open"]})
    published(home)

    assert published(home)[0] is False
    assert published(home, signals.NOW + timedelta(days=400))[0] is True


def test_a_folder_that_keeps_nothing_tells_each_time(home):
    with opened(home) as desk:
        add(COPY)(home, desk)
        first = desk.brief("Quay")
        (home / "desk" / FILE).unlink()
        (home / "desk" / FILE).mkdir()

        assert desk.brief("Quay") == first


def test_a_broken_file_of_tellings_is_passed_over(home):
    with opened(home) as desk:
        add(COPY)(home, desk)
        first = desk.brief("Quay")
    for path in (home / "desk").glob(f"{FILE}*"):
        path.write_bytes(b"no database at all, but long enough to be looked at as one" * 20)
    with opened(home) as desk:
        assert desk.brief("Quay") == first


def test_several_questions_of_one_moment_know_nothing_of_what_comes_meanwhile(home):
    with opened(home) as desk, opened(home) as other:
        add(COPY)(home, desk)
        with desk.at_once() as now:
            before = now.stories()
            add(OTHER)(home, other)

            assert now.stories() == before
        assert len(desk.stories()) == len(before) + 1
