"""Agencies of a desk's own: files in its folder, read beside the package's lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from writethru.errors import SettingsError
from writethru.model import Signal
from writethru.read import lists
from writethru.read.agencies import agency_named
from writethru.read.dateline import dateline
from writethru.read.markers import split_marker

OWN = """
[[agency]]
name = "Vell Wire"
names = ["VW"]
zone = "Europe/Oslo"
language = "en"
marker = [
  { where = "start", pattern = '{words} (?P<n>\\d{1,2}): ', words = ["LOOP"], signal = "update", rank = "n+1" },
]
shape = [{ where = "start", pattern = '(?P<word>[A-Z]{3,8}) \\d{1,2}: ', unknown = true }]

[[agency]]
name = "Reuters"
marker = [{ where = "start", pattern = 'FLARE-', signal = "alert", rank = 0 }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "agencies").mkdir()
    yield tmp_path
    lists.use(tmp_path / "none")


def test_an_agency_of_ones_own(folder: Path):
    (folder / "agencies" / "vell.toml").write_text(OWN, "utf-8")
    lists.use(folder)

    marker, title = split_marker("LOOP 3: Ferry refloated", "Vell Wire")
    line = dateline("OSTERBY (VW) - The ferry")

    assert (marker.signal, marker.rank, title) == (Signal.UPDATE, 4, "Ferry refloated")
    assert split_marker("LOPO 3: Ferry refloated", "Vell Wire")[0].rank == 4
    assert split_marker("KNOT 3: Ferry refloated", "Vell Wire")[0].unknown == ("KNOT 3:",)
    assert line is not None
    assert line.source == "Vell Wire"


def test_one_adds_to_a_built_in_agency_and_goes_with_its_desk(folder: Path):
    (folder / "agencies" / "vell.toml").write_text(OWN, "utf-8")
    lists.use(folder)

    assert split_marker("FLARE-UPDATE 2-Ferry refloated", "Reuters")[0].rank == 3
    assert split_marker("FLARE-Ferry refloated", "Reuters")[0].signal is Signal.ALERT

    lists.use(folder / "other")

    assert agency_named("VW") is None
    assert split_marker("FLARE-Ferry refloated on Monday", "Reuters")[1] == "FLARE-Ferry refloated on Monday"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("[[agency]\n", "not TOML"),
        ("name = 'x'\n", r"wants \[\[agency\]\]"),
        ("[[agency]]\nzone = 'Etc/UTC'\n", "without a name"),
        ("[[agency]]\nname = 'x'\nmarkers = []\n", "no 'markers' here"),
        ("[[agency]]\nname = 'x'\nzone = 'Etc/UTC'\n", "go together"),
        ("[[agency]]\nname = 'x'\nmarker = [{ where = 'start', pattern = '(' }]\n", "pattern that compiles"),
        ("[[agency]]\nname = 'x'\nmarker = [{ where = 'middle', pattern = 'x' }]\n", "start, end, whole"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_named(folder: Path, words: str, said: str):
    (folder / "agencies" / "bad.toml").write_text(words, "utf-8")

    with pytest.raises(SettingsError, match=rf"bad\.toml: .*{said}"):
        lists.use(folder)
