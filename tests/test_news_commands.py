"""The commands for what is new, what is followed and saved searches: what they print, and the code they leave with."""

import json
import re
import shutil

import pytest

from postbox import receiving
from writethru.cli import main
from writethru.example import pieces


@pytest.fixture
def run(capfdbinary, tmp_path, monkeypatch, example_folder):
    """Run a command on a copy of the example desk; gives its exit code, standard output and standard error."""
    shutil.copytree(example_folder, tmp_path / "desk")
    monkeypatch.setenv("WRITETHRU_DESK", str(tmp_path / "desk"))

    def run(*arguments):
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return left.value.code or 0, out.decode(), err.decode()

    return run


def loaded(run, *arguments):
    code, out, err = run(*arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_what_came_is_listed_and_gone_on_with(run):
    found = loaded(run, "news")
    code, out, _ = run("news", "--most", "3")

    assert [item["number"] for item in found["items"]] == list(range(1, found["cursor"] + 1))
    assert {item["kind"] for item in found["items"]} == {"take", "correction"}
    assert code == 0
    assert "there is more: `writethru news --since 3`" in out
    assert loaded(run, "news", "--since", found["cursor"])["items"] == []


def test_of_one_story(run):
    first = loaded(run, "news")["items"][0]

    assert {item["story"] for item in loaded(run, "news", "--story", first["story"])["items"]} == {first["story"]}


def test_from_following_to_nothing_new(run):
    assert "The newest stories" in run("away")[1]
    [followed] = loaded(run, "follow", "ferry")
    [line] = loaded(run, "away")["lines"]
    assert (line["name"], line["stories"][0]["story"]) == (followed["name"], followed["name"])
    assert "new takes" in run("away")[1]
    code, out, _ = run("away", "--seen")
    assert (code, "All this is marked as seen." in out) == (0, True)
    assert "Nothing new" in run("away")[1]
    assert loaded(run, "away", "--reader", "jon")["lines"]
    assert loaded(run, "unfollow", "ferry") == []
    assert "You follow nothing" in run("follow")[1]


def test_muting_and_hearing_again(run):
    [muted] = loaded(run, "mute", "tower clock")
    shown = {story["story"] for line in loaded(run, "away")["lines"] for story in line["stories"]}

    assert muted["muted"] is True
    assert muted["name"] not in shown
    assert "muted" in run("follow")[1]
    assert loaded(run, "mute", "tower clock", "--undo") == []
    assert len(loaded(run, "away")["lines"][0]["stories"]) == len(shown) + 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["follow", "no such story"],
        ["unfollow", "ferry"],
        ["mute", "ferry", "--undo"],
        ["alerts", "drop", "quay"],
        ["alerts", "save", "quay"],
        ["alerts", "save", "quay", "ferry", "--to", "nowhere"],
        ["search"],
        ["search", "--speaker", "Nobody Whatever"],
        ["search", "--figure", "soon"],
    ],
)
def test_what_is_not_there_is_one_line_and_code_1(run, arguments):
    code, out, err = run(*arguments)

    assert (code, out, err.count("\n")) == (1, "", 1)


def test_a_day_that_is_none_is_wrong_usage(run):
    code, _, err = run("search", "ferry", "--from", "yesterday")

    assert code == 2
    assert "--from" in err


def test_searches_are_narrowed(run):
    everything = loaded(run, "search", "ferry")
    by_speaker = loaded(run, "search", "fer", "--speaker", "Clara Dorrin")
    by_day = loaded(run, "search", "ferry", "--until", "2031-03-12")
    by_figure = loaded(run, "search", "--figure", "14.8 million")

    assert 0 < len(by_speaker) < len(everything)
    assert 0 < len(by_day) < len(everything)
    assert by_figure
    assert all(re.search("\x0214[.,]8 million", hit["excerpt"]) for hit in by_figure)


def test_alerts_from_saving_to_dropping(run, tmp_path):
    with receiving() as box:
        settings = (tmp_path / "desk" / "writethru.toml").read_text()
        mail = f'[mail]\nhost = "127.0.0.1"\nport = {box.port}\nfrom = "desk@vell.example"\ntls = "none"\n'
        (tmp_path / "desk" / "writethru.toml").write_text(f"{settings}\n{mail}")
        assert loaded(run, "alerts", "save", "quay", "lighthouse", "--to", "ida@vell.example")[0]["name"] == "quay"
        assert "Nothing new" in run("alerts", "send")[1]
        piece = tmp_path / "piece.txt"
        piece.write_text("Lighthouse at Brannevik lit again\n\nThe lighthouse was lit on Monday, the port said.\n")
        run("add", piece)
        box.answers["DATA"] = "451 later"
        code, out, _ = run("alerts", "send")
        assert code == 1
        assert "451 later" in " ".join(out.split())
        assert "451 later" in " ".join(run("alerts", "list")[1].split())
        box.answers.clear()
        assert run("watch", "--once", tmp_path / "desk" / "writethru.toml")[0] == 0
        [text] = box.texts()

    assert "Lighthouse at Brannevik lit again" in text
    assert "Found: lighthouse" in text
    assert loaded(run, "alerts", "drop", "quay") == []
    assert "No search is saved" in run("alerts", "list")[1]


def test_a_piece_added_again_is_no_news(run):
    before = loaded(run, "news")["cursor"]
    run("add", *pieces())

    assert loaded(run, "news")["cursor"] == before
