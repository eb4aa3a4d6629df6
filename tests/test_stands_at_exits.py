"""From wire copy to the three lists: read, brought together, and nothing of it where it may not be."""

import json
import subprocess
import sys

import pytest

import desks
import signals
from writethru import Desk
from writethru.model import EventState, Signal
from writethru.publish.rights import Audience
from writethru.read.markup import Block

PROMISES = {
    "open": "Ida Moor pledged to build the Bralven ferry by June 2031, the port office said.",
    "killed": "Ida Moor pledged to sell the Corvmok lighthouse by July 2031, the port office said.",
    "embargo": "Ida Moor pledged to rent the Daskwen tunnel by August 2031, the port office said.",
}
MEETINGS = {
    "open": "Ida Moor met Abel Quist in Bralven on Tuesday.",
    "killed": "Ida Moor met Jon Sorn in Corvmok on Tuesday.",
    "embargo": "Ida Moor met Lars Hale in Daskwen on Tuesday.",
}


def piece(number, case, **more):
    copy = [Block(f"VELLMARK (Vantry) -- {PROMISES[case]}"), Block(MEETINGS[case])]
    return signals.piece(number, 8, copy=copy, **more)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    home = tmp_path_factory.mktemp("stands")
    (home / "writethru.toml").write_text(signals.SETTINGS)
    cases = {
        "open": [piece(0, "open")],
        "killed": [piece(1, "killed"), signals.order(1, 10, Signal.KILL)],
        "embargo": [piece(4, "embargo", embargo=signals.UNTIL)],
    }
    with Desk(home, clock=lambda: signals.NOW) as opened:
        signals.fill(opened, cases)
        yield opened


def objects(found):
    return {one.object.text for one in found.commitments if one.object}


def test_promises_and_meetings_are_read_out_of_wire_copy(desk):
    told = {words: one for one in desk.commitments().commitments for words in [one.object.text]}
    ferry = next(one for words, one in told.items() if "Bralven ferry" in words)

    assert ferry.state is EventState.PLEDGED
    assert [party.name for party in ferry.actors] == ["Ida Moor"]
    assert {"Ida Moor", "Abel Quist"} in [{p.name for p in one.parties} for one in desk.contacts().contacts]


def test_nothing_that_was_killed_is_in_any_list(desk):
    for found in (desk.commitments(), desk.contacts(), *(desk.positions(s.id) for s in desk.stories())):
        text = repr(found)

        assert "Corvmok" not in text
        assert "Sorn" not in text


def test_what_is_embargoed_is_on_the_desks_own_site_alone(desk, tmp_path):
    seen = {}
    for audience in Audience:
        desk.publish(tmp_path / audience.value, audience.value)
        seen[audience] = " ".join(desks.plain(data) for data in desks.files(tmp_path / audience.value).values())

    assert "rent the Daskwen tunnel" in seen[Audience.DESK]
    assert "Daskwen tunnel" not in seen[Audience.PUBLIC]
    assert "build the Bralven ferry" in seen[Audience.PUBLIC]
    assert not any("Corvmok lighthouse" in text for text in seen.values())


@pytest.mark.parametrize("command", ["commitments", "contacts"])
def test_the_commands_print_for_people_and_for_programs(desk, command):
    run = [sys.executable, "-m", "writethru.cli", command, "--desk", str(desk.folder)]
    shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    rows = json.loads(subprocess.run([*run, "--json"], capture_output=True, text=True, check=True).stdout)

    assert "Sources" in shown
    assert "Ida Moor" in shown
    assert [step["accounts"][0]["quote"]["citation"]["take"] for one in rows[command] for step in one["steps"]]


def test_a_day_that_is_no_day_is_said_to_be_none(desk):
    run = [sys.executable, "-m", "writethru.cli", "commitments", "--as-of", "Friday", "--desk", str(desk.folder)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "Friday: not a day; write it as 2031-03-14" in done.stderr
