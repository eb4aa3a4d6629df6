"""``writethru verify``: every brief of a desk against its takes."""

import json
import shutil
import sqlite3
from dataclasses import replace

import pytest

from writethru.cli import main
from writethru.desk import Desk
from writethru.model import Span
from writethru.model.packing import pack


@pytest.fixture
def shifted(example_folder, tmp_path):
    """A copy of the example desk where the facts of a story's lead stand two letters beside its words."""
    home = tmp_path / "desk"
    shutil.copytree(example_folder, home)
    with Desk(home) as desk:
        story = next(one for one in desk.stories() if len(one.takes) > 2)
        facts = desk._store.facts.get([story.lead])[story.lead]
    sentences = tuple(replace(s, span=Span(s.span.start + 2, s.span.end)) for s in facts.sentences)
    with sqlite3.connect(home / "desk.sqlite") as store:
        packed = pack(replace(facts, sentences=sentences))
        store.execute("UPDATE facts SET packed = ? WHERE take = ?", (packed, story.lead))
    return home, story.id, story.lead


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return left.value.code or 0, out, err


def test_every_sentence_of_the_example_desk_stands_in_its_take(capsys, example_folder):
    code, out, err = run(capsys, "verify", "--desk", example_folder)

    assert (code, err) == (0, "")
    assert out.strip().endswith("sentences: 0 not found in their take.")


def test_one_story_is_verified_by_name(example):
    story = example.stories()[0]
    found = example.verify(story.id)

    assert (found.briefs, found.withheld, found.unproved) == (1, 0, ())
    assert found.sentences > 3
    assert example.verify().sentences > found.sentences


def test_progress_is_told_to_the_end(example):
    told = []
    example.verify(progress=lambda *at: told.append(at))

    assert told[-1][1] == told[-1][2] == len(told) - 1


def test_what_does_not_stand_in_its_take_is_told_line_by_line_with_exit_code_1(capsys, shifted):
    home, story, lead = shifted
    code, out, _ = run(capsys, "verify", story, "--desk", home)
    _, as_json, _ = run(capsys, "verify", "--json", "--desk", home)
    lines = out.splitlines()

    assert code == 1
    assert len(lines) > 2
    assert all(
        story in line and lead in line and "a word is cut" in line and "report it" in line for line in lines[:-1]
    )
    assert {one["take"] for one in json.loads(as_json)["unproved"]} == {lead}
