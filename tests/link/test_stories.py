from pathlib import Path

import numpy as np
import pytest
from building import ferry_chain, item
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.link import centring
from writethru.link.centring import centred
from writethru.link.likeness import Likeness
from writethru.link.links import link
from writethru.link.sheet import Sheet
from writethru.link.stories import fullest, leading
from writethru.link.traits import columns, meanings
from writethru.model import Signal, SourceKind

RATE = (
    "The central bank of Vellmark raised its key rate by half a point to 4.5 percent on Wednesday.",
    "Governor Jon Halder said that prices were still rising too fast for the bank's liking.",
)
RATE_TOO = (
    "Vellmark's central bank lifted the key rate half a point on Wednesday, to 4.5 percent, to slow rising prices.",
    "Prices rise too fast, Governor Jon Halder told a news conference after the rate decision.",
)
KARSK = (
    "An earthquake of magnitude 6.1 killed 12 people in the mountain province of Karsk early on Thursday.",
    "Rescuers dug through the night in the town of Ulm, where a school had collapsed, the governor said.",
)
LERVIK = (
    "An earthquake of magnitude 5.2 damaged 40 houses on the island of Lervik late on Sunday, but hurt nobody.",
    "Islanders slept in cars on the quay, and the ferry to Strand was stopped, the coastguard said.",
)


def pages(*rows, at="2026-03-04T10:00"):
    return [item(key, title, *copy, source=key, kind=SourceKind.PAGE, at=at) for key, title, copy in rows]


def grouped(items):
    return {frozenset(story.takes) for story in link(items).stories}


def test_two_outlets_that_tell_one_event_make_one_story():
    items = pages(
        ("x", "Vellmark raises key rate to 4.5 percent", RATE),
        ("y", "Half a point more: Vellmark lifts key rate", RATE_TOO),
    )
    other = pages(("z", "Earthquake kills 12 in Karsk", KARSK))
    assert grouped(items + other) == {frozenset({"x", "y"}), frozenset({"z"})}


def test_two_quakes_stay_apart():
    assert (
        len(
            grouped(
                pages(
                    ("x", "Earthquake kills 12 in Karsk", KARSK),
                    ("y", "Earthquake damages 40 houses on Lervik", LERVIK),
                )
            )
        )
        == 2
    )


def test_the_same_news_months_apart_is_two_stories():
    march = pages(("x", "Vellmark raises key rate to 4.5 percent", RATE))
    july = pages(("y", "Half a point more: Vellmark lifts key rate", RATE_TOO), at="2026-07-15T10:00")
    assert len(grouped(march + july)) == 2


def test_a_chain_is_never_torn_apart():
    takes = ferry_chain()
    turned = item(
        "a6",
        "Owner of Strand ferry fined",
        "A court fined the owner.",
        marker="(3rd LD)",
        signal=Signal.UPDATE,
        rank=4,
        slug="Strand-ferry",
        at="2026-03-04T09:00",
    )
    assert grouped([*takes, turned]) == {frozenset({"a1", "a2", "a3", "a4", "a5", "a6"})}


def test_pieces_without_a_day_are_compared_with_all():
    items = pages(("x", "Vellmark raises key rate to 4.5 percent", RATE)) + pages(
        ("y", "Vellmark lifts key rate half a point", RATE_TOO), at=""
    )
    assert grouped(items) == {frozenset({"x", "y"})}


def test_nothing_and_wordless_pieces_do_no_harm():
    assert link([]).stories == ()
    assert len(grouped([item("x", ""), item("y", "")])) == 2


def test_days_named_in_undated_pieces_keep_look_alikes_apart():
    def piece(key, day, number):
        text = f"A quake shook Karsk on {day} and damaged houses, the governor of the province said."
        return item(key, "Quake shakes Karsk", text, source=key, at="", dates=((day, number),))

    def alike(*pieces):
        return Likeness(Sheet(columns(pieces)), np.arange(2), np.zeros(2)).likeness(np.array([0]), np.array([1]))[0]

    near = alike(piece("x", "March 3", "XXXX-03-03"), piece("y", "March 4", "XXXX-03-04"))
    far = alike(piece("x", "March 3", "XXXX-03-03"), piece("y", "June 14", "XXXX-06-14"))
    assert far < 0.8 * near


def test_vectors_of_a_small_desk_are_not_torn_to_opposites():
    row = np.zeros(4, dtype=np.float32)
    row[0] = 1
    other = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    rows = centred(meanings([item("x", "t", vector=row), item("y", "t", vector=other), item("z", "t")]))
    assert rows[0] @ rows[1] > 0.7
    assert not rows[2].any()


def test_what_all_news_has_in_common_makes_no_two_pieces_alike():
    with np.load(Path(centring.__file__).with_name("means.npz")) as usual:
        news = usual["copy"].astype(np.float32)
    own = np.zeros((2, len(news)), dtype=np.float32)
    own[0, 0] = own[1, 1] = 0.8
    pieces = [item(name, "t", "c", vector=news + mine) for name, mine in zip("xy", own, strict=True)]
    rows = centred(meanings(pieces))
    assert abs(rows[0] @ rows[1]) < 0.05


def test_the_story_shows_the_latest_full_take_that_was_not_withdrawn():
    takes = ferry_chain()
    kill = item("a9", "Ferry aground outside Strand", marker="KILL", signal=Signal.KILL, at="2026-03-03T22:00")
    page = pages(("p", "Ferry on the rocks", ("A ferry ran aground.",)), at="2026-03-03T23:00")
    every = [*takes, kill, *page]
    assert leading(every, [tuple(one.key for one in [*takes, kill]), ("p",)]).key == "a5"
    assert fullest(takes).key == "a5"


def test_a_high_version_of_days_ago_gives_way_to_what_came_since():
    old = item("a9", "Ferry aground", "A ferry ran aground.", marker="9th Ld", rank=9, at="2026-03-01T08:00")
    new = item("b3", "Ferry afloat", "A ferry is afloat.", marker="3rd Ld", rank=3, at="2026-03-03T08:00")
    first = item("c1", "Ferry towed", "A ferry was towed.", at="2026-03-03T20:00")

    assert leading([old, new, first], [("a9",), ("b3",), ("c1",)]).key == "b3"


def test_where_no_time_is_known_the_piece_leads_whose_opening_the_others_share():
    one = item("a", "Ferry aground", "A ferry ran aground off Strand on Friday.", at=None, kind=SourceKind.PAGE)
    two = item("b", "Rocks of Strand", "A ferry ran aground on the rocks of Strand.", at=None, kind=SourceKind.PAGE)
    far = item("c", "What pilots say", "Pilots have long been wary of the rocks.", at=None, kind=SourceKind.PAGE)

    assert leading([one, two, far], [("a",), ("b",), ("c",)]).key == "b"


def test_a_column_does_not_lead_a_story():
    piece = item("a", "Ferry aground", "A ferry ran aground.", at="2026-03-03T08:00")
    column = item("b", "World Briefs", "A ferry ran aground.", at="2026-03-03T20:00")

    assert leading([piece, column], [("a",), ("b",)]).key == "a"


def test_links_places_every_take_and_tells_the_story():
    links = link([*ferry_chain(), *pages(("z", "Earthquake kills 12 in Karsk", KARSK))])
    assert {p.take for p in links.placements} == {"a1", "a2", "a3", "a4", "a5", "z"}
    ferry = next(s for s in links.stories if "a1" in s.takes)
    assert ferry.id == "s-a1"
    assert ferry.chains == ("c-a1",)
    assert str(ferry.first) == str(ferry.last) == "2026-03-03"
    series = {p.take: p.series for p in links.placements}
    assert series["a1"] == series["a5"] == "nordpress:strand-ferry:a1"
    assert all(p.series and p.storyline == p.storylines[0] for p in links.placements)
    assert [p.previous for p in links.placements if p.take == "a3"] == ["a2"]
    assert link([]).placements == ()


def test_a_slugs_run_over_days_is_one_series_whatever_the_cycle():
    rows = [
        item("m", "Ferry aground", "A ferry ran aground.", slug="AM-Ferry", source="AP", at="2026-03-03T02:00"),
        item("e", "Owner blames steering", "Other words here.", slug="PM-Ferry", source="AP", at="2026-03-04T12:00"),
        item("l", "Ferry sold", "A year has passed.", slug="AM-Ferry", source="AP", at="2026-06-01T12:00"),
    ]
    series = {p.take: p.series for p in link(rows).placements}
    assert series["m"] == series["e"] != series["l"]


def corpus():
    return [
        *ferry_chain()[1:4],
        *pages(
            ("x", "Vellmark raises key rate to 4.5 percent", RATE),
            ("y", "Vellmark lifts key rate half a point", RATE_TOO),
        ),
        *pages(
            ("z", "Earthquake kills 12 in Karsk", KARSK), ("w", "Earthquake damages 40 houses on Lervik", LERVIK), at=""
        ),
    ]


@settings(max_examples=25, deadline=None)
@given(st.permutations(corpus()))
def test_links_do_not_depend_on_the_order_of_arrival(items):
    assert link(items) == link(corpus())


@pytest.mark.parametrize(
    ("language", "title", "copy"),
    [
        (
            "nb",
            "Vellmark hever styringsrenten til 4,5 prosent",
            "Sentralbanken i Vellmark satte onsdag opp renten med et halvt prosentpoeng, sa Jon Halder.",
        ),
        (
            "ko",
            "벨마르크 중앙은행, 기준금리 4.5%로 인상",
            "벨마르크 중앙은행은 수요일 기준금리를 0.5%포인트 올려 4.5%로 정했다고 욘 할더 총재가 말했다.",
        ),
    ],
)
def test_a_piece_in_another_language_joins_the_story(language, title, copy):
    from writethru.enrich.piece import open_piece
    from writethru.enrich.vectors import Vectors

    items = [
        *pages(
            ("x", "Vellmark raises key rate to 4.5 percent", RATE),
            ("y", "Vellmark lifts key rate half a point", RATE_TOO),
        ),
        *pages(("z", "Earthquake kills 12 in Karsk", KARSK), ("w", "Earthquake damages 40 houses on Lervik", LERVIK)),
        item("f", title, copy, source="f", kind=SourceKind.PAGE, at="2026-03-04T12:00", language=language),
    ]
    pieces = [open_piece(i.take) for i in items]
    Vectors()(pieces)
    read = [type(i)(i.take, i.facts, piece.vector) for i, piece in zip(items, pieces, strict=True)]
    assert frozenset({"x", "y", "f"}) in grouped(read)
