"""Why a piece stands in a story or not: the evidence adds up, a person's word comes first, nothing stopped is told."""

import json
from dataclasses import replace

import pytest

from newsroom import DAM, QUAKE, SCHOOL, WHEN, ferry, fill, home, piece, quake, rate
from writethru import Desk
from writethru.cli import main
from writethru.errors import NotFound, Withheld
from writethru.link.units import LEAST, LONE
from writethru.model import Facts, Figure, Meeting, Signal, Span, WhyLine


@pytest.fixture
def desk(tmp_path):
    with Desk(tmp_path / "desk", clock=lambda: WHEN, by="Ida") as opened:
        yield opened


def alike(told):
    """Every pair of an explanation."""
    return [
        pair
        for one in (told.story, told.home)
        if one
        for pair in (*one.nearest, *([one.farthest] if one.farthest else []))
    ]


def adds_up(told):
    return all(sum(e.weight for e in pair.evidence) == pytest.approx(pair.likeness, abs=1e-4) for pair in alike(told))


def test_a_piece_that_stands_there_is_told_the_evidence_which_adds_up(desk):
    fill(desk, [quake(1), quake(2, SCHOOL), quake(3, DAM), ferry(4), rate(5)])
    told = desk.why("p2", home(desk, 1))

    assert (told.stands, told.meeting, told.since.isoformat()) == (True, Meeting.MET, "2031-03-05")
    assert told.home is told.wholes is None
    assert told.story.mean >= told.least == pytest.approx(LEAST * (1 + LONE / 2))
    assert (told.story.pieces, told.story.counted, len(told.story.nearest)) == (2, 2, 2)
    words = next(e for e in told.story.nearest[0].evidence if e.kind == "words")
    assert words.weight > 0
    assert {"Karsk", "magnitude"} <= set(words.words)
    assert adds_up(told)


def test_the_mean_is_that_of_the_pieces_that_stand_for_the_story(desk):
    fill(desk, [quake(number) for number in range(1, 13)])
    told = desk.why("p1", home(desk, 1)).story

    assert (told.pieces, told.near, told.counted) == (11, 11, 8)
    assert told.nearest[0].likeness >= told.mean >= told.farthest.likeness


def test_a_piece_that_stands_elsewhere_is_told_where_and_how_alike_it_is_to_both(desk):
    fill(desk, [quake(1), quake(2), ferry(3), ferry(4)])
    told = desk.why("p3", home(desk, 1))

    assert not told.stands
    assert told.since is None
    assert told.story.mean < told.least < told.home.mean
    assert told.home.story == home(desk, 3)
    assert told.wholes < told.one_from
    assert adds_up(told)


def test_other_figures_are_told_against_in_the_words_of_both(desk):
    takes = [
        piece(1, "Quake kills 12 in Karsk", "A quake killed 12 people in Karsk."),
        piece(2, "Quake kills 40 in Karsk", "A quake killed 40 people in Karsk."),
    ]
    fill(desk, takes, figures)
    told = desk.why("p1", home(desk, 2))
    against = {e.kind: (e.words, e.others) for e in told.story.nearest[0].evidence if e.weight < 0}

    assert against["figures"] == (("12 people",), ("40 people",))
    assert adds_up(told)


def figures(take):
    """The people whom a piece counts."""
    start = take.text.index("killed ") + len("killed ")
    span = Span(start, start + len("12 people"))
    counted = Figure(span, "copy", float(take.text[start : start + 2]), unit="people")
    return Facts(take.key, language="en", figures=(counted,))


def test_pieces_of_other_years_could_not_meet(desk):
    late = replace(quake(2), sent=replace(quake(2).sent, at=quake(2).sent.at.replace(year=2033)))
    fill(desk, [quake(1), late])
    told = desk.why("p1", home(desk, 2))

    assert (told.stands, told.meeting, told.story.mean, told.story.nearest) == (False, Meeting.FAR, None, ())


def test_a_piece_that_is_all_of_its_story_has_nothing_to_be_compared_with(desk):
    fill(desk, [quake(1), ferry(2)])

    assert desk.why("p2", home(desk, 2)).meeting is Meeting.SAME
    assert desk.why("p2", home(desk, 1)).home.mean is None


def test_a_persons_word_comes_first(desk, capfd):
    fill(desk, [quake(1), quake(2), ferry(3)])
    pinned = desk.pin("p2", "it is the same quake").decision

    assert desk.why("p2", home(desk, 1)).decisions == (pinned,)
    assert desk.why("p1", home(desk, 1)).decisions == ()
    assert desk.why("p3", home(desk, 1)).decisions == ()
    with pytest.raises(SystemExit):
        main(["why", "p2", home(desk, 1), "--desk", str(desk.folder)])
    said = " ".join(capfd.readouterr().out.split())
    assert said.index("Decision 1: p2 stays") < said.index("Likeness to it")
    assert "Ida, because it is the same quake" in said
    desk.undo(pinned.number)
    assert desk.why("p2", home(desk, 1)).decisions == ()


def test_a_killed_piece_is_not_told_of_and_tells_nothing(desk):
    first = replace(quake(1), source="Nordpress", slug="Karsk")
    kill = replace(quake(9), source="Nordpress", slug="Karsk", marker=replace(first.marker, signal=Signal.KILL))
    fill(desk, [first, quake(2), quake(3), kill])
    story = home(desk, 2)
    told = desk.why("p2", story)

    assert {pair.take for pair in alike(told)} == {"0000000000000003"}
    assert told.story.withheld == 1
    with pytest.raises(Withheld):
        desk.why("p1", story)


def test_names_that_fit_several_or_nothing_are_refused(desk):
    fill(desk, [quake(1), quake(2), ferry(3)])

    with pytest.raises(NotFound, match="fits 3 takes"):
        desk.why("p", home(desk, 1))
    with pytest.raises(NotFound, match="fits 2 stories"):
        desk.why("p1", "s-")
    with pytest.raises(NotFound, match="no take of that id"):
        desk.why("q9", home(desk, 1))
    with pytest.raises(NotFound, match="is one story"):
        desk.why(home(desk, 1), home(desk, 2))


def test_other_languages_are_told_in_their_own_words(desk):
    title, text = (
        "카르스크 지진으로 12명 사망",
        "카르스크 산악 지방에서 규모 6.1의 지진이 발생해 12명이 숨졌다고 주지사가 밝혔다.",
    )
    korean = [replace(piece(n, title, text), language="ko") for n in (1, 2)]
    german = replace(
        piece(3, "Beben in Karsk: 12 Tote", "Ein Erdbeben der Stärke 6,1 tötete 12 Menschen."), language="de"
    )
    fill(desk, [*korean, german, quake(4)])
    told = [desk.why(f"p{n}", home(desk, 1)) for n in (1, 2, 3, 4)]

    assert all(map(adds_up, told))
    shared = next(e for e in told[0].story.nearest[0].evidence if e.kind == "words").words
    assert shared
    assert all(word in title + text for word in shared)


def test_two_stories_are_told_by_what_one_continues_the_other(desk, capfd):
    again = replace(piece(2, "Karsk buries its dead", DAM), slug="karsk", source="Nordpress")
    again = replace(again, sent=replace(again.sent, at=again.sent.at.replace(month=5, day=20)))
    fill(desk, [replace(piece(1, "Quake kills 12 in Karsk", QUAKE), slug="karsk", source="Nordpress"), again, ferry(3)])
    told = desk.why(home(desk, 1), home(desk, 2))

    assert isinstance(told, WhyLine)
    assert (told.earlier, told.later, told.follows) == (home(desk, 1), home(desk, 2), home(desk, 1))
    assert sum(e.weight for e in told.evidence) == pytest.approx(told.tie)
    assert told.tie >= told.least
    assert {e.kind: e.words for e in told.evidence}["slug"] == ("karsk",)
    other = desk.why(home(desk, 3), home(desk, 1))
    assert (other.follows, other.evidence, other.tie) == ("", (), 0)
    with pytest.raises(SystemExit):
        main(["why", home(desk, 1), home(desk, 2), "--desk", str(desk.folder)])
    assert "continues" in capfd.readouterr().out


def test_json_has_every_weight(desk, capfd):
    fill(desk, [quake(1), quake(2)])
    with pytest.raises(SystemExit):
        main(["why", "p1", home(desk, 1), "--json", "--desk", str(desk.folder)])
    told = json.loads(capfd.readouterr().out)

    [pair] = told["story"]["nearest"]
    assert sum(e["weight"] for e in pair["evidence"]) == pytest.approx(pair["likeness"], abs=1e-4)
    assert (told["stands"], told["meeting"]) == (True, "compared")


def test_what_is_shown_adds_up_and_fits_eighty_columns(desk, capfd, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    fill(desk, [quake(1), quake(2, SCHOOL), ferry(3)])
    with pytest.raises(SystemExit):
        main(["why", "p1", home(desk, 1), "--desk", str(desk.folder)])
    lines = capfd.readouterr().out.splitlines()
    weights = [line.split()[0] for line in lines if line.startswith(("  +", "  −"))]
    [shown] = [line.split()[0] for line in lines if "nearest" in line]

    assert max(map(len, lines)) <= 80
    assert sum(round(float(w.replace("−", "-")) * 100) for w in weights) == round(float(shown) * 100)


def test_a_desk_that_another_version_linked_says_so(desk):
    fill(desk, [quake(1), quake(2)])
    story = home(desk, 2)
    desk._store.links.sign("another none none")

    with pytest.raises(NotFound, match="linked by another version"):
        desk.why("p1", story)
