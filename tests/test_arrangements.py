"""A person's word about stories outranks the machine, holds for what comes later, and can be taken back."""

import io
import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import DAM, SCHOOL, WHEN, ferry, fill, home, line, piece, quake, rate, stories
from writethru import Desk, linking
from writethru.cli import main
from writethru.errors import AlreadyCited, Contradiction, NotFound, Withheld
from writethru.model import Signal


@pytest.fixture
def desk(tmp_path):
    with Desk(tmp_path / "desk", clock=lambda: WHEN, by="Ida") as opened:
        yield opened


def wire(number, *, signal=Signal.NEW, day=5):
    """A piece of one agency, which may kill it later."""
    title = "Quake kills 12 in Karsk"
    return piece(
        number, title, "The quake shook Karsk.", signal=signal, day=day, slug="Karsk-quake", source="Nordpress"
    )


# Stories


def test_the_happenings_are_stories_of_their_own(desk):
    fill(desk, [quake(1), quake(2), ferry(3), rate(4)])

    assert stories(desk) == ["p1 p2", "p3", "p4"]


def test_what_is_merged_is_one_and_what_would_join_either_joins_it(desk):
    fill(desk, [quake(1), ferry(2), rate(3)])
    done = desk.merge(home(desk, 1), home(desk, 2), "one disaster")

    assert (done.changed, done.now, done.decision.by, done.decision.why) == (
        True,
        (home(desk, 1),),
        "Ida",
        "one disaster",
    )
    fill(desk, [quake(4), ferry(5), rate(6)])
    assert stories(desk) == ["p1 p2 p4 p5", "p3 p6"]


def test_what_is_split_off_is_one_and_what_comes_later_goes_where_it_is_more_like(desk):
    fill(desk, [quake(1, DAM), quake(2, DAM), quake(3, SCHOOL), quake(4, SCHOOL)])
    assert stories(desk) == ["p1 p2 p3 p4"]
    done = desk.split(home(desk, 1), ["p3", "p4"])

    assert done.now == (home(desk, 3), home(desk, 1))
    fill(desk, [quake(5, SCHOOL), quake(6, DAM)])
    assert stories(desk) == ["p1 p2 p6", "p3 p4 p5"]


def test_a_piece_that_is_moved_takes_nobody_along(desk):
    fill(desk, [quake(1), quake(2), ferry(3)])
    desk.move("p2", home(desk, 3))
    assert stories(desk) == ["p1", "p2 p3"]
    fill(desk, [quake(4), ferry(5)])

    assert stories(desk) == ["p1 p4", "p2 p3 p5"]


def test_a_piece_that_is_moved_nowhere_is_a_story_of_its_own(desk):
    fill(desk, [quake(1, DAM), quake(2, DAM), quake(3, SCHOOL)])
    desk.move("p3", "new")

    assert stories(desk) == ["p1 p2", "p3"]
    assert not desk.move("p3", "new").changed


def test_a_piece_that_is_pinned_stays_when_new_settings_part_its_story(desk, tmp_path):
    fill(desk, [quake(1), quake(2), quake(3, day=9)])
    desk.pin("p3")
    (tmp_path / "desk" / "writethru.toml").write_text("story_days = 1\n")
    with Desk(tmp_path / "desk") as again:
        again.catch_up()
        assert stories(again) == ["p1 p2 p3"]
        again.undo(1)
        assert stories(again) == ["p1 p2", "p3"]


def test_a_chain_is_one_piece(desk):
    fill(desk, [wire(1), wire(2, signal=Signal.CORRECTION), ferry(3)])
    desk.move("p2", home(desk, 3))

    assert stories(desk) == ["p1 p2 p3"]


def test_saying_it_again_changes_nothing(desk):
    fill(desk, [quake(1), quake(2), ferry(3), rate(4)])
    names = home(desk, 1), home(desk, 3)
    said = [("merge", names), ("move", ("p4", names[0])), ("pin", ("p2",)), ("rename", (names[0], "Karsk"))]
    for kind, words in said:
        assert getattr(desk, kind)(*words).changed
    made_of = desk._store.links.made_of()

    assert not any(getattr(desk, kind)(*words).changed for kind, words in said)
    assert not desk.merge(*reversed(names)).changed
    assert desk._store.links.made_of() == made_of
    assert [one.number for one in desk.decisions()] == [1, 2, 3, 4]


def named(word, ids):
    return [one.format(*ids) for one in word] if isinstance(word, list) else word.format(*ids)


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("merge", ("{1}", "{1}"), "both name"),
        ("merge", ("{1}", "l-0000000000000001"), "of a kind"),
        ("merge", ("{1}", "nothing"), "no story or storyline"),
        ("split", ("{1}", ["p3"]), "is not in {1}, but in {3}"),
        ("split", ("{1}", ["p1", "p2"]), "is all of {1}"),
        ("move", ("p1", "{1}"), "stands in {1} already"),
        ("move", ("p3", "new"), "is a story of its own already"),
        ("move", ("p1", "l-0000000000000003"), "a piece moves to a story"),
        ("move", ("p9", "{1}"), "no take"),
        ("pin", ("p3",), "nothing that it could be kept with"),
        ("rename", ("nothing", "x"), "no story or storyline"),
        ("rename", ("{1}", " "), "no name is given"),
    ],
)
def test_what_makes_no_sense_is_refused_on_one_line(desk, kind, words, said):
    fill(desk, [quake(1), quake(2), ferry(3)])
    ids = ["", home(desk, 1), "", home(desk, 3)]
    with pytest.raises(NotFound) as refused:
        getattr(desk, kind)(*(named(one, ids) for one in words))

    assert said.format(*ids) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert desk.decisions() == []


def test_a_contradiction_is_refused_and_names_the_earlier_decision(desk):
    fill(desk, [quake(1), ferry(2), rate(3)])
    desk.merge(home(desk, 1), home(desk, 2))
    with pytest.raises(Contradiction, match=r"decision 1 says that .* are one; `writethru undo 1`"):
        desk.split(home(desk, 1), ["p2"])

    desk.undo(1)
    desk.move("p3", home(desk, 1))
    with pytest.raises(Contradiction, match="decision 2 says that p3 stands in"):
        desk.move("p3", home(desk, 2))
    assert [one.undone is None for one in desk.decisions()] == [False, True]


def test_a_killed_piece_is_not_named_and_what_was_decided_of_it_waits(desk):
    fill(desk, [wire(1), ferry(2), rate(3)])
    desk.merge(home(desk, 1), home(desk, 2))
    fill(desk, [wire(4, signal=Signal.KILL)])

    assert stories(desk) == ["p1 p2 p4", "p3"]
    with pytest.raises(Withheld):
        desk.move("p1", home(desk, 3))


def test_an_id_that_a_merge_gave_up_leads_on_until_it_is_taken_back(desk):
    fill(desk, [quake(1), ferry(5)])
    fill(desk, [ferry(2, day=4)])  # an earlier piece: the story keeps its id
    names = home(desk, 1), home(desk, 5)
    desk.merge(*names)
    [merged] = desk._store.links.stories()
    assert {desk.find(name).id for name in names} == {merged.id}

    desk.undo(1)
    assert stories(desk) == ["p1", "p2 p5"]
    assert (home(desk, 1), home(desk, 2)) == names
    assert [desk.find(name).id for name in names] == list(names)


def test_only_what_a_word_names_is_linked_anew_and_a_stopped_run_goes_on(desk):
    fill(desk, [quake(1), ferry(2), rate(3), rate(4)])
    said = desk.merge(home(desk, 1), home(desk, 2)).decision
    store = desk._store
    store.corrections.undo(said.number, WHEN)  # and nothing is linked: the run was stopped
    chains = {place.chain for place in store.links.places(key for side in said.sides for key in side.takes).values()}
    assert set(store.remembered.waiting(9)[0]) == chains
    assert not linking.whole(store, desk.settings)

    desk.catch_up()
    assert stories(desk) == ["p1", "p2", "p3 p4"]
    assert linking.whole(store, desk.settings)
    store.corrections.undo(said.number, WHEN)
    assert linking.whole(store, desk.settings)


# Names


def test_a_name_is_shown_everywhere_and_grows_with_its_story(desk, tmp_path):
    fill(desk, [quake(2), ferry(3)])
    desk.rename(home(desk, 2), "The night of Ulm")
    fill(desk, [quake(1, day=4)])  # an earlier piece: the story has another id now

    [story] = [one for one in desk.stories() if one.headline == "The night of Ulm"]
    assert story.id == home(desk, 1)
    assert desk.find("night of ulm").id == story.id
    told = desk.brief(story.id)
    assert (told.name, told.headline.text) == ("The night of Ulm", "Quake kills 12 in Karsk")
    assert desk.write(told, desk.dossier(story.id), "markdown").startswith("# The night of Ulm\n")
    desk.publish(tmp_path / "site", "desk")
    page = (tmp_path / "site" / "stories" / f"{story.id}.html").read_text()
    assert "<h1>The night of Ulm</h1>" in page
    assert "Quake kills 12 in Karsk" in page
    assert "The night of Ulm" in (tmp_path / "site" / "index.html").read_text()


def test_the_name_given_last_holds_and_the_one_before_comes_back(desk):
    fill(desk, [quake(1), ferry(2)])
    desk.rename(home(desk, 1), "One")
    desk.rename(home(desk, 2), "Two")
    desk.merge(home(desk, 1), home(desk, 2))

    assert [one.headline for one in desk.stories()] == ["Two"]
    desk.undo(2)
    assert [one.headline for one in desk.stories()] == ["One"]
    desk.undo(1)
    assert desk.stories()[0].headline in {"Quake kills 12 in Karsk", "Ferry aground outside Strand"}


def test_a_name_goes_with_a_killed_piece_until_it_is_given_anew(desk):
    fill(desk, [wire(1), quake(2)])
    assert stories(desk) == ["p1 p2"]
    desk.rename(home(desk, 1), "Twelve dead")
    fill(desk, [wire(4, signal=Signal.KILL)])

    assert "Twelve dead" not in [one.headline for one in desk.stories()]
    desk.rename(home(desk, 1), "The quake")
    assert "The quake" in [one.headline for one in desk.stories()]


# Storylines


def test_lines_are_joined_and_cut_and_named(desk):
    fill(desk, [quake(1), ferry(2), rate(3, day=7), quake(4, DAM, day=8)])
    desk.split(home(desk, 1), ["p4"])
    assert len({line(desk, n) for n in (1, 2, 3)}) == 3
    done = desk.merge(line(desk, 1), line(desk, 2))

    assert (done.decision.lines, done.now) == (True, (line(desk, 1),))
    desk.move(home(desk, 3), line(desk, 1))
    desk.rename(line(desk, 1), "Disasters")
    [joined] = [one for one in desk._store.links.storylines() if one.id == line(desk, 1)]
    assert set(joined.stories) >= {home(desk, n) for n in (1, 2, 3)}
    assert joined.name == "Disasters"
    assert (home(desk, 2), home(desk, 1)) in joined.follows
    assert desk.brief(joined.id).name == "Disasters"
    with pytest.raises(Contradiction, match=f"decision {done.decision.number} "):
        desk.split(joined.id, [home(desk, 2)])
    desk.undo(done.decision.number)
    assert line(desk, 1) != line(desk, 2)


# Whatever the order

PIECES = [
    *(quake(n, DAM) for n in (1, 2)),
    *(quake(n, SCHOOL) for n in (3, 4)),
    *(ferry(n) for n in (5, 6)),
    *(rate(n, day=6) for n in (7, 8)),
]


def told(desk):
    """Stories with their names, storylines, and what follows what: by pieces, whatever ids they have."""
    links = desk._store.links.all()
    takes = {story.id: story.takes for story in links.stories}
    lines = {(frozenset(takes[one] for one in line.stories), line.name, line.given) for line in links.storylines}
    follows = {(takes[later], takes[earlier]) for line in links.storylines for later, earlier in line.follows}
    return {(story.takes, story.headline, story.given) for story in links.stories}, lines, follows


def say(desk, data):
    """Say something of the stories as they are, if it can be said; returns what was decided."""
    there = [story.id for story in desk._store.links.stories()]
    named = data.draw(st.sampled_from(["merge", "split", "move", "new", "pin", "rename"]))
    one, other = (data.draw(st.sampled_from(there)) for _ in range(2))
    pieces = [f"p{n}" for n in range(1, 9) if f"{n:016x}" in desk._store.links.story(one).takes]
    some = data.draw(st.lists(st.sampled_from(pieces), min_size=1, unique=True))
    try:
        return {
            "merge": lambda: desk.merge(one, other),
            "split": lambda: desk.split(one, some),
            "move": lambda: desk.move(some[0], other),
            "new": lambda: desk.move(some[0], "new"),
            "pin": lambda: desk.pin(some[0]),
            "rename": lambda: desk.rename(one, some[0]),
        }[named]()
    except (NotFound, Contradiction):
        return None


@settings(max_examples=8)
@given(seed=st.integers(0, 99), first=st.integers(3, 8), data=st.data())
def test_when_it_is_said_and_what_comes_first_does_not_matter(tmp_path_factory, seed, first, data):
    """Some pieces, words, the others; and all in another order with the same words there before: the same links."""
    folder = tmp_path_factory.mktemp("arranged")
    with Desk(folder / "one", clock=lambda: WHEN) as one, Desk(folder / "other", clock=lambda: WHEN) as other:
        fill(one, PIECES[:first])
        for _ in range(data.draw(st.integers(1, 4))):
            say(one, data)
        fill(one, PIECES[first:])
        for decision in one.decisions():
            other._store.corrections.note_arrangement(decision)
        shuffled = random.Random(seed).sample(PIECES, len(PIECES))
        for start in range(0, len(PIECES), 3):
            fill(other, shuffled[start : start + 3])
        assert told(other) == told(one)


@settings(max_examples=8)
@given(data=st.data())
def test_words_undone_in_any_order_leave_what_was(tmp_path_factory, data):
    with Desk(tmp_path_factory.mktemp("undone"), clock=lambda: WHEN) as desk:
        fill(desk, PIECES)
        before = desk._store.links.all()
        for _ in range(data.draw(st.integers(1, 5))):
            say(desk, data)
        for number in data.draw(st.permutations([one.number for one in desk.decisions()])):
            desk.undo(number)
        assert desk._store.links.all() == before


# What is published


def test_what_a_published_brief_cites_is_flagged_before_it_moves(desk, tmp_path):
    fill(desk, [quake(1), quake(2), ferry(3)])
    desk.publish(tmp_path / "site", "desk")
    before = stories(desk)
    with pytest.raises(AlreadyCited) as flagged:
        desk.move("p2", home(desk, 3))

    assert str(tmp_path / "site" / "stories" / f"{home(desk, 2)}.html") in flagged.value.pages
    assert stories(desk) == before
    assert desk.decisions() == []
    done = desk.move("p2", home(desk, 3), although_cited=True)
    assert done.cited == flagged.value.pages
    with pytest.raises(AlreadyCited):
        desk.undo(1)
    assert desk.undo(1, although_cited=True).changed
    assert stories(desk) == before


def test_what_nobody_cites_or_stays_is_not_flagged(desk, tmp_path):
    fill(desk, [quake(1), quake(2)])
    desk.publish(tmp_path / "site", "desk")
    fill(desk, [ferry(3), rate(4)])

    assert desk.move("p3", home(desk, 4)).cited == ()
    assert desk.pin("p1").cited == ()
    assert desk.rename(home(desk, 1), "Karsk").cited == ()
    assert desk.merge(home(desk, 1), home(desk, 3)).cited == ()  # the later one gives up its id


# The commands


@pytest.fixture
def run(desk, capsys, monkeypatch):
    def run(*words, answer=None):
        stdin = io.StringIO(answer or "")
        stdin.isatty = lambda: answer is not None
        monkeypatch.setattr("sys.stdin", stdin)
        monkeypatch.setenv("WRITETHRU_USER", "Ida Moor")
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([*words, "--desk", str(desk.folder)])
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    return run


def test_the_commands_say_what_they_did_in_text_and_json(desk, run):
    fill(desk, [quake(1), quake(2), ferry(3), rate(4)])
    one, other = home(desk, 1), home(desk, 3)

    code, out, _ = run("merge", one, other, "--why", "one disaster")
    assert (code, out) == (0, f"1  {one} and {other} are one\n    kept; now {one}\n")
    assert json.loads(run("move", "p4", one, "--json")[1])["now"] == [one]
    assert run("pin", "p2")[0] == 0
    assert run("rename", one, "The", "night", "of", "Ulm")[0] == 0
    assert "The night of Ulm" in run("stories")[1]
    assert "The night of Ulm" in run("brief", one)[1]
    code, _, err = run("split", one, "p3")
    assert (code, err.count("\n")) == (1, 1)
    assert "undo 1" in err
    assert run("undo", "2")[0] == 0
    listed = run("decisions")[1]
    assert "by Ida Moor, because one disaster" in listed
    assert "taken back 2031" not in listed  # the clock of the command is its own
    assert "taken back" in listed
    rows = json.loads(run("decisions", "--json")[1])
    assert [row["kind"] for row in rows] == ["merge", "move", "pin", "rename"]
    assert rows[1]["undone_by"] == "Ida Moor"


def test_a_command_asks_before_it_moves_what_is_cited(desk, run, tmp_path):
    fill(desk, [quake(1), quake(2), ferry(3)])
    desk.publish(tmp_path / "site", "desk")
    to = home(desk, 3)

    code, out, err = run("move", "p2", to)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "--yes" in err
    code, out, _ = run("move", "p2", to, "--json")
    assert (code, json.loads(out)["changed"]) == (1, False)
    assert json.loads(out)["cited"]
    assert run("move", "p2", to, answer="n\n")[0] == 1
    assert run("move", "p2", to, answer="")[0] == 1
    assert desk.decisions() == []
    code, out, err = run("move", "p2", to, answer="y\n")
    assert code == 0
    assert f"stories/{home(desk, 1)}.html" in err
    assert "writethru publish" in out
    assert run("undo", "1")[0] == 1
    assert run("undo", "1", "--yes")[0] == 0


def test_a_piece_killed_after_it_was_merged_takes_its_words_along(desk, tmp_path):
    fill(desk, [wire(1), ferry(2)])
    desk.merge(home(desk, 1), home(desk, 2))
    desk.rename(home(desk, 1), "Twelve dead")
    desk.publish(tmp_path / "site", "desk")
    fill(desk, [replace(wire(4, signal=Signal.KILL))])
    desk.add([])

    left = "".join(path.read_text() for path in (tmp_path / "site").rglob("*.html"))
    assert "Twelve dead" not in left
