"""What changed between takes, as the command line, the library and the site show it."""

import json
import re

import pytest
from rich.console import Console

from writethru import Desk, cli, terminal_changes
from writethru.errors import NotFound, Withheld
from writethru.model import ChangeKind
from writethru.publish.content import site_content
from writethru.publish.site import rendered

TALKS = "FM offers"
NOT_THERE = 1

FIRST = "STRAND, March 3 (Nordpress) -- A ferry with 40 people on board ran aground on Tuesday."
SECOND = FIRST.replace("40", "41")


def rows(*pieces):
    return "".join(json.dumps(piece, ensure_ascii=False) + "\n" for piece in pieces)


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A desk with takes of two sources that no chain joins, and one that was killed."""
    home = tmp_path_factory.mktemp("own")
    (home / "wire.jsonl").write_text(
        rows(
            {
                "id": "np-1",
                "source": "Nordpress",
                "headline": "Ferry aground",
                "text": FIRST,
                "published": "2031-03-03",
            },
            {
                "id": "np-2",
                "source": "Nordpress",
                "headline": "Ferry aground",
                "text": SECOND,
                "published": "2031-03-03",
            },
            {
                "id": "vp-1",
                "source": "Vell Post",
                "headline": "Harbour shut",
                "text": "Fog shut the harbour.",
                "published": "2031-04-01",
            },
            {
                "id": "kb-9",
                "source": "Kystbladet",
                "headline": "Council votes",
                "text": "The council voted.",
                "published": "2031-05-01",
            },
            {
                "id": "kb-10",
                "source": "Kystbladet",
                "headline": "KILL-Council votes",
                "text": "Kill the story.",
                "published": "2031-05-02",
            },
        )
    )
    with Desk(home / "desk") as desk:
        desk.add([str(home / "wire.jsonl")])
    return home / "desk"


@pytest.fixture
def run(capfdbinary, monkeypatch):
    def run(*arguments):
        with pytest.raises(SystemExit) as stopped:
            cli.main([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return stopped.value.code, out.decode(), err.decode()

    return run


# Any two takes


def test_any_two_takes_are_compared_in_the_order_given(own):
    with Desk(own) as desk:
        there, back = desk.changes_between("np-1", "np-2"), desk.changes_between("np-2", "np-1")

    (figure,) = [change for change in there.changes if change.kind is ChangeKind.FIGURE]
    (turned,) = [change for change in back.changes if change.kind is ChangeKind.FIGURE]
    assert figure.summary.startswith("figure 40 people → 41 people")
    assert turned.summary.startswith("figure 41 people → 40 people")
    assert (there.earlier, there.later) == (back.later, back.earlier)


def test_takes_of_two_sources_and_one_with_itself(own):
    with Desk(own) as desk:
        across, same = desk.changes_between("np-1", "vp-1"), desk.changes_between("np-1", "np-1")

    assert {ChangeKind.HEADLINE, ChangeKind.LEAD} <= {change.kind for change in across.changes}
    assert same.changes == ()


def test_a_take_is_named_by_its_key_or_the_beginning_of_one(own):
    with Desk(own) as desk:
        whole = desk.changes_between("np-1", "np-2")
        assert desk.changes_between(whole.earlier, whole.later[:12]) == whole


@pytest.mark.parametrize(("name", "told"), [("np", r"fits 2 takes \(.*np-1.*\)"), ("zz", "no take of that id or key")])
def test_a_name_that_fits_none_or_several_says_so(own, name, told):
    with Desk(own) as desk, pytest.raises(NotFound, match=told):
        desk.changes_between(name, "vp-1")


def test_a_killed_take_is_not_compared(own):
    with Desk(own) as desk, pytest.raises(Withheld, match="kb-9: its source sent a kill, so nothing of it is shown"):
        desk.changes_between("kb-9", "np-1")


# The terminal


def test_changes_of_a_story_show_matter_and_fold_polish(run, example_folder):
    code, out, err = run("changes", TALKS, "--desk", example_folder)
    _, every, _ = run("changes", TALKS, "--all", "--desk", example_folder)

    assert (code, err) == (0, "")
    assert "of ~~18.4~~{+14.8+} million crowns" in out
    assert "figure (correction) 18.4 million crowns → 14.8 million crowns (fund)" in out
    assert "and 1 cosmetic change; --all shows it" in out
    assert "(cosmetic)" not in out
    assert "(cosmetic)" in every
    assert "--all" not in every


def test_two_takes_in_text_and_json(run, own):
    code, out, err = run("changes", "np-1", "np-2", "--desk", own)
    _, listed, _ = run("changes", "np-1", "np-2", "--json", "--desk", own)
    (one,) = json.loads(listed)

    assert (code, err) == (0, "")
    assert "~~40~~{+41+} people" in out
    assert set(one) == {"earlier", "later", "changes", "promises"}
    assert {change["kind"] for change in one["changes"]} == {"figure"}


@pytest.mark.parametrize("names", [("np", "vp-1"), ("np-1", "nowhere"), ("kb-9", "np-1")])
def test_an_error_is_one_line(run, own, names):
    code, out, err = run("changes", *names, "--desk", own)

    assert (code, out, err.count("\n")) == (NOT_THERE, "", 1)


def test_in_a_terminal_signs_stand_beside_the_colours(example):
    compared = example.comparisons(TALKS)
    takes = example.takes(key for one in compared for key in (one.earlier, one.later))
    console = Console(force_terminal=True, width=200, color_system="standard", record=True)
    with console.capture() as shown:
        console.print(terminal_changes.comparisons(compared, takes))
    signed = re.sub(r"\x1b\[[\d;]*m", "", shown.get())

    assert "[−18.4−][+14.8+] million crowns" in signed
    assert "\x1b[9;31m[−18.4−]" in shown.get()


def test_promises_stand_below_the_changes(run, example_folder):
    _, out, _ = run("changes", TALKS, "--desk", example_folder)

    assert "✓ note says CHANGES headline: found (headline)" in out
    assert "? note says REMOVES analyst: cannot be told from the text" in out


# The site


@pytest.fixture(scope="module")
def desk_pages(example):
    content = site_content(example._whole(), example.settings, "desk", lambda *_: None)
    return {path: data.decode() for path, data in rendered(content).items() if path.endswith(".html")}


def test_a_take_page_says_what_the_take_changed(desk_pages, example):
    last = example.comparisons(TALKS)[-1].later
    page = desk_pages[f"takes/{last}.html"]

    assert "What this take changed" in page
    assert '<strong class="correction">Correction</strong> figure 18.4 million crowns' in page
    assert '<del data-said="was:">18.4</del><ins data-said="now:">14.8</ins>' in page
    assert "note says CORRECTS size of fund in para 9: found (figure)" in page


def test_cosmetic_changes_are_folded_on_the_page(desk_pages):
    stories = "".join(page for path, page in desk_pages.items() if path.startswith("stories/"))

    assert re.search(r'<details class="polish"><summary>\d+ cosmetic changes?</summary>', stories)


def test_promises_are_for_the_desk_alone(example):
    content = site_content(example._whole(), example.settings, "public", lambda *_: None)

    assert not any(b"note says" in data for data in rendered(content).values())
