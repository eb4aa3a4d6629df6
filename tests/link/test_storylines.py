from building import item
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.link.line_names import line_names
from writethru.link.links import link
from writethru.link.threads import Headed, same_subject, threads
from writethru.link.ties import Node
from writethru.model import SourceKind

TALKS = (
    "Vellmark's foreign minister, Ida Moor, met Karsk's president, Oskar Brandt, in Ulm on Friday about the border.",
    "Moor offered to reopen the crossing at Lervik, which has been shut since May 2019.",
    "Brandt and Moor last met in June 2018, and both recalled the accord of February 2017.",
)
BEFORE = (
    "Oskar Brandt, the president of Karsk, said on Tuesday that the crossing at Lervik might open again.",
    "It has been shut since May 2019; talks in June 2018 and the accord of February 2017 came to little.",
    "Ida Moor of Vellmark welcomed his words.",
)
FERRY = (
    "Fishermen near Strand found a chest of silver coins from the wreck of the Havfrue, the museum said on Monday.",
    "The coins were struck in the 1740s, and divers will look for more.",
)
SIDE = (
    "They also spoke of Norbank, whose failure has cost savers in both countries their money, officials said.",
    "Norbank owes savers 33 million crowns, auditors wrote in a report on the failed lender.",
    "The failed lender kept two sets of ledgers, according to the auditors' report.",
    "Savers have sued Norbank over the ledgers, and a judge will hear the auditors in May.",
)
DATES = (("May 2019", "2019-05", "month"), ("June 2018", "2018-06", "month"), ("February 2017", "2017-02", "month"))
NAMES = {"people": ("Ida Moor|Moor", "Oskar Brandt|Brandt"), "places": ("Lervik",)}


def talks(*more, **extra):
    return item(
        "t2",
        "Moor and Brandt talk of border at Ulm",
        *TALKS,
        *more,
        source="Nordpress",
        at="2026-01-23T10:00",
        dates=DATES,
        **NAMES,
        **extra,
    )


def before():
    return item(
        "t1",
        "Brandt: Lervik crossing might open",
        *BEFORE,
        source="Ostpress",
        at="2025-11-25T10:00",
        dates=DATES,
        kind=SourceKind.PAGE,
        **NAMES,
    )


def coins():
    return item(
        "c1",
        "Silver coins found off Strand",
        *FERRY,
        source="Strand Post",
        at="2026-01-20T10:00",
        bodies=("Havfrue",),
        places=("Strand",),
    )


def lines(links):
    return {line.id: line for line in links.storylines}


def test_two_stories_months_apart_continue_one_another():
    links = link([talks(), before(), coins()])
    assert len(links.stories) == 3
    line = lines(links)["l-t1"]
    assert line.stories == ("s-t1", "s-t2")
    assert line.follows == (("s-t2", "s-t1"),)
    assert {p.storyline for p in links.placements if p.take in {"t1", "t2"}} == {"l-t1"}
    assert lines(links)["l-c1"].stories == ("s-c1",)
    assert {"Ida Moor", "Oskar Brandt"} <= set(line.about)
    assert "Moor" in line.name


def test_countries_and_capitals_alone_tie_nothing():
    one = item(
        "x",
        "Norway and Sweden sign fishing pact",
        "Norway and Sweden agreed on quotas in Washington.",
        places=("Norway", "Sweden", "Washington"),
    )
    two = item(
        "y",
        "Norway plays Sweden in final",
        "Norway beat Sweden on penalties, Washington cheered.",
        places=("Norway", "Sweden", "Washington"),
        at="2026-09-10T10:00",
    )
    assert len(link([one, two]).storylines) == 2


def test_nothing_expires_after_a_week_and_a_third_story_may_branch():
    third = item(
        "t3", "Brandt opens Lervik crossing", "Oskar Brandt opened the crossing at Lervik, shut since May 2019.",
        "Ida Moor came late.", "They had agreed on it in June 2018 and February 2017.",
        source="Ostpress", at="2026-05-02T10:00", dates=DATES, **NAMES,
    )  # fmt: skip
    assert lines(link([talks(), before(), third]))["l-t1"].stories == ("s-t1", "s-t2", "s-t3")


def test_a_second_matter_opens_a_line_of_its_own_with_one_story():
    piece = talks(*SIDE, bodies=("Norbank",), figures=(("33 million crowns", 33e6, "crown"),))
    found = threads(piece)
    assert [thread.subject for thread in found] == ["", "norbank"]
    assert found[1].passages == piece.take.copy[3:7]
    assert found[0].passages == piece.take.copy[:3]
    links = link([piece, before()])
    place = {p.take: p.storylines for p in links.placements}
    assert place["t2"] == ("l-t1", "l-t2-norbank")
    assert place["t1"] == ("l-t1",)
    side = lines(links)["l-t2-norbank"]
    assert side.stories == ("s-t2",)
    assert side.name.startswith("Norbank")
    assert [c.span for c in side.passages] == list(piece.take.copy[3:7])
    assert [c.span for c in lines(links)["l-t1"].passages if c.take == "t2"] == list(piece.take.copy[:3])


def test_a_second_matter_stands_on_the_line_of_the_story_about_it():
    piece = talks(*SIDE, bodies=("Norbank",), figures=(("33 million crowns", 33e6, "crown"),))
    failure = item(
        "n1", "Norbank fails, savers locked out",
        "Norbank, a lender with savers in two countries, failed on Monday with 33 million crowns owed.",
        "Auditors found two sets of ledgers at the lender, and a judge shut its doors.",
        source="Karsk Daily", at="2025-12-05T10:00", bodies=("Norbank",),
    )  # fmt: skip
    links = link([piece, failure])
    assert {p.take: p.storylines for p in links.placements} == {"n1": ("l-n1",), "t2": ("l-t2", "l-n1")}


def test_who_is_in_headline_or_lead_or_only_passing_is_no_second_matter():
    assert len(threads(talks())) == 1
    assert len(threads(talks(*SIDE))) == 1, "without the name there is no subject"
    passing = talks(SIDE[0], bodies=("Norbank",))
    assert len(threads(passing)) == 1
    headed = item("h", "Norbank and the border", *TALKS, *SIDE, bodies=("Norbank",), **NAMES)
    assert len(threads(headed)) == 1


def test_one_slug_over_days_is_one_storyline():
    first = item("x", "Council meets in Ulm", "The council met.", slug="Ulm-council", at="2026-03-03T10:00")
    second = item("y", "Vote put off by a day", "Nobody voted yet.", slug="Ulm-council", at="2026-03-05T10:00")
    assert len(link([first, second]).storylines) == 1


@settings(max_examples=20, deadline=None)
@given(
    st.permutations(
        [talks(*SIDE, bodies=("Norbank",), figures=(("33 million crowns", 33e6, "crown"),)), before(), coins()]
    )
)
def test_storylines_do_not_depend_on_the_order_of_arrival(items):
    assert link(items).storylines == link(sorted(items, key=lambda i: i.key)).storylines


def test_a_line_names_nobody_with_and_without_what_stands_in_the_middle():
    names = {"gerda a. moor": 9, "gerda moor": 8, "ida moor": 7, "karsk": 6}
    node = Node("a", "", "a", (False, "", "a"), 1, names=names, shown={key: key.title() for key in names})

    assert set(line_names([node])) == {"Karsk", "Ida Moor", "Gerda A. Moor"}


NAMES_OF_ONE = st.lists(st.sampled_from(["ida", "moor", "lee"]), max_size=4).map(" ".join)


@given(NAMES_OF_ONE, st.lists(NAMES_OF_ONE, max_size=3))
def test_what_heads_a_story_is_found_as_if_each_name_were_held_against_it(name, names):
    assert Headed(names).has(name) == any(same_subject(name, other) for other in names)
