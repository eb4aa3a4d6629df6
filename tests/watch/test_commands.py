"""The commands: what they print, and the code they leave with."""

import json
import os
import signal
import subprocess
import sys

import pytest

from websites import HERE, serving
from writethru.cli import main

PIECE = "Harbour of Vell reopens\n\nThe harbour reopened on Monday, the port office said. It had been shut since May.\n"
ROW = {"id": "1", "source": "Vell Post", "headline": "Harbour reopens", "text": "The harbour of Vell reopened. " * 30}
PAGE = b'<html><head><link rel="alternate" type="application/feed+json" href="/feed">%s</head></html>'


@pytest.fixture
def run(capfdbinary, tmp_path, monkeypatch):
    """Run a command on a desk that may reach this machine; gives its exit code, standard output and standard error."""
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "writethru.toml").write_text(f'private_hosts = ["{HERE}"]\n')
    monkeypatch.setenv("WRITETHRU_DESK", str(desk))

    def run(*arguments):
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return left.value.code or 0, out.decode(), err.decode()

    return run


def test_from_a_page_to_its_health(run):
    with serving() as site:
        site.put("/news", PAGE % b'<link rel="alternate" type="application/rss+xml" href="/other">')
        site.put("/feed", json.dumps(ROW).encode())
        code, out, err = run("source", "add", f"{site.at}/news", "--name", "Vell Post", "--every", "5")
        assert (code, err) == (0, "")
        assert f"Vell Post: {site.at}/feed (JSON), every 5 minutes" in out
        assert f"{site.at}/other" in out

        code, out, err = run("watch", "--once")
        assert (code, err) == (0, "")
        assert out.endswith(" Vell Post: 1 new\n")

        code, out, err = run("sources", "--json")
        [health] = json.loads(out)
        assert (code, health["name"], health["items"], health["state"]) == (0, "Vell Post", 1, "well")
        assert "Vell Post" in run("sources")[1]

        assert json.loads(run("source", "remove", "Vell Post", "--json")[1]) == []
        assert run("watch", "--once")[0] == 1


def test_a_folder_without_following_it(run, tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "harbour.txt").write_text(PIECE)
    code, out, err = run("watch", folder, "--once", "--json")

    assert (code, err) == (0, "")
    assert json.loads(out)["new"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["source", "add", "http://localhost:9/feed"], 1, "not public"),
        (["source", "add", "https://nowhere.invalid/"], 1, "no host nowhere.invalid is known"),
        (["source", "add", "nowhere"], 1, "no such folder or file"),
        (["source", "add", "http://x/", "--every", "0"], 2, "--every"),
        (["source", "remove", "nobody"], 1, "no source of that name"),
        (["watch", "--once"], 1, "follows nothing yet"),
        (["watch", "nowhere"], 1, "no source and no folder"),
    ],
)
def test_errors_are_one_line(run, arguments, code, said):
    left, out, err = run(*arguments)

    assert (left, out) == (code, "")
    assert said in err
    assert err.startswith("writethru: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_cleanly(run, tmp_path, stop):
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "harbour.txt").write_text(PIECE)
    code = "from writethru.cli import main; main()"
    watch = subprocess.Popen(
        [sys.executable, "-c", code, "watch", str(folder)],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert watch.stdout.readline().endswith("incoming: 1 new\n")
        watch.send_signal(stop)
        out, err = watch.communicate(timeout=10)
    finally:
        watch.kill()

    assert (watch.returncode, out) == (130, ""), err
    assert err == "writethru: stopped; what was done is kept, and the next add finishes the work\n"
