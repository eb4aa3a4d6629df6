"""The desk's own folder and its sites are no copy: whoever adds what lies around them is told that."""

import shutil

import pytest

from writethru import Desk
from writethru.read.inbox import Apart, paths

PIECE = "Harbour reopens\n\nThe harbour reopened on Monday, the port office said. It had been shut since May.\n"


@pytest.fixture
def around(tmp_path):
    """A folder with a piece, a desk that has a folder for copy, and a site."""
    for name in ("piece.txt", "desk/inbox/dropped.txt", "desk/desk.sqlite-shm", "site/stories/s-1.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PIECE)
    return tmp_path


def found(around, name):
    apart = Apart({around / "desk": "the desk's own folder", around / "site": "a site published from this desk"})
    names = [path.resolve().relative_to(around.resolve()).as_posix() for path in paths(str(around / name), apart)]
    return names, [line.split(": ", 1)[1].split(",")[0] for line in apart.met]


@pytest.mark.parametrize(
    ("name", "read", "passed"),
    [
        (".", ["piece.txt"], ["the desk's own folder", "a site published from this desk"]),
        ("**/*", ["piece.txt"], ["the desk's own folder", "a site published from this desk"]),
        ("desk", [], ["the desk's own folder"]),
        ("desk/inbox", ["desk/inbox/dropped.txt"], []),
        ("desk/inbox/*.txt", ["desk/inbox/dropped.txt"], []),
        ("site/stories/s-1.html", ["site/stories/s-1.html"], []),
    ],
)
def test_what_is_the_desks_own_is_passed_over_unless_it_is_named(around, name, read, passed):
    assert found(around, name) == (read, passed)


def test_adding_what_a_desk_lies_in_reads_the_copy_and_says_what_was_passed_over(tmp_path, example_folder):
    shutil.copytree(example_folder, tmp_path / "desk")
    with Desk(tmp_path / "desk") as desk:
        desk.publish(tmp_path / "site")
        (tmp_path / "piece.txt").write_text(PIECE)
        done = desk.add([str(tmp_path)], later=True)

        assert (done.new, done.quarantined, done.missing) == (1, 0, ())
        assert [line.split(": ")[1].split(",")[0] for line in done.passed_over] == [
            "the desk's own folder",
            "a site published from this desk",
        ]
        assert desk.quarantine() == []
