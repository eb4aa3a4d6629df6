"""A folder of files, written whole or not at all."""

import json

import pytest

from writethru.errors import WritethruError
from writethru.publish.files import MANIFEST, Written, write_all

SITE = {"index.html": b"front", "stories/a.html": b"a", "stories/b.html": b"b"}


def test_files_are_written_with_their_bytes(tmp_path):
    assert write_all(tmp_path / "site", SITE) == Written(3, 0, 0)
    assert {p: (tmp_path / "site" / p).read_bytes() for p in SITE} == SITE


def test_what_would_not_change_is_not_touched(tmp_path):
    write_all(tmp_path, SITE)
    before = {p: (tmp_path / p).stat().st_ino for p in [*SITE, MANIFEST]}

    assert write_all(tmp_path, SITE) == Written(0, 3, 0)
    assert {p: (tmp_path / p).stat().st_ino for p in [*SITE, MANIFEST]} == before


def test_what_is_no_longer_wanted_goes_with_its_empty_folder(tmp_path):
    write_all(tmp_path, SITE)

    assert write_all(tmp_path, {"index.html": b"front"}) == Written(0, 1, 2)
    assert sorted(p.name for p in tmp_path.iterdir()) == [MANIFEST, "index.html"]


def test_a_strangers_file_is_neither_removed_nor_overwritten(tmp_path):
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "mine.html").write_bytes(b"mine")
    write_all(tmp_path, SITE)
    write_all(tmp_path, {"index.html": b"front"})

    assert (tmp_path / "stories" / "mine.html").read_bytes() == b"mine"
    with pytest.raises(WritethruError, match=r"mine\.html: was not written from here"):
        write_all(tmp_path, {"stories/mine.html": b"ours"})


def test_a_stale_file_that_somebody_changed_stays(tmp_path):
    write_all(tmp_path, SITE)
    (tmp_path / "stories" / "a.html").write_bytes(b"notes of mine")

    assert write_all(tmp_path, {"index.html": b"front"}).removed == 1
    assert (tmp_path / "stories" / "a.html").read_bytes() == b"notes of mine"


def test_a_manifest_cannot_reach_outside_the_folder(tmp_path):
    outside = tmp_path / "outside.html"
    outside.write_bytes(b"")
    site = tmp_path / "site"
    write_all(site, SITE)
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (site / MANIFEST).write_text(json.dumps({"files": {"../outside.html": [empty]}}))

    write_all(site, SITE)

    assert outside.exists()


def test_a_run_that_was_cut_short_is_finished(tmp_path):
    write_all(tmp_path, SITE)
    (tmp_path / "stories" / ".writethru-writing-x").write_bytes(b"half")
    (tmp_path / "index.html").unlink()

    assert write_all(tmp_path, SITE) == Written(1, 2, 0)
    assert not list(tmp_path.rglob(".writethru-writing-*"))


def test_a_broken_manifest_is_said(tmp_path):
    (tmp_path / MANIFEST).write_text("{")

    with pytest.raises(WritethruError, match="move it away"):
        write_all(tmp_path, SITE)
