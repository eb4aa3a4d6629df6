"""What ties a later story to an earlier one, and what does not."""

import pytest
from building import item

from writethru.link import pointers
from writethru.link.ties import nodes_of, tie

SINKS = item(
    "sinks",
    "Ferry Havstjerna sinks off Lervik",
    "The ferry Havstjerna sank off Lervik on Tuesday and eleven people drowned, the coast guard said.",
    bodies=("Havstjerna",),
    places=("Lervik",),
)


def tied(earlier, later):
    one, other = nodes_of(earlier.key, [earlier])[0], nodes_of(later.key, [later])[0]
    assert one.order < other.order
    return tie(one, other)


def later(title, lead, *more, **extra):
    extra = {"at": "2026-09-03T10:00", "bodies": ("Havstjerna",), "places": ("Lervik",)} | extra
    return item("later", title, lead, *more, **extra)


INQUIRY = "An inquiry blamed loose lorries on Thursday for the sinking of the ferry Havstjerna off Lervik on March 3."


def test_a_look_back_to_its_day_ties_more_than_the_names_alone():
    bare = later("Inquiry into Havstjerna blames lorries", INQUIRY)
    back = later("Inquiry into Havstjerna blames lorries", INQUIRY, dates=(("March 3", "2026-03-03", "day"),))
    other = later("Inquiry into Havstjerna blames lorries", INQUIRY, dates=(("March 3", "2025-03-03", "day"),))
    assert tied(SINKS, back) > tied(SINKS, bare)
    assert tied(SINKS, other) == tied(SINKS, bare)


def test_how_long_ago_in_words_is_a_look_back():
    text = "The ferry Havstjerna was raised on Thursday, {} it went down off Lervik."
    right = later("Havstjerna raised off Lervik", text.format("six months after"))
    wrong = later("Havstjerna raised off Lervik", text.format("two weeks after"))
    assert tied(SINKS, right) > tied(SINKS, wrong)


def test_an_anniversary_meets_its_day():
    text = "Bells rang in Lervik for the drowned of the Havstjerna, a year after she sank."
    on_the_day = later("A year after the Havstjerna", text, at="2027-03-03T08:00")
    months_off = later("A year after the Havstjerna", text, at="2027-09-03T08:00")
    assert tied(SINKS, on_the_day) > tied(SINKS, months_off)


def test_no_name_in_headline_or_lead_of_both_ties_nothing():
    passing = later(
        "The last net makers", "Few knit nets by hand.", "They lost two neighbours on the Havstjerna at Lervik."
    )
    assert tied(SINKS, passing) == 0


def test_a_digest_continues_nothing():
    assert tied(SINKS, later("News in brief", INQUIRY)) == 0
    assert not nodes_of("d", [later("News in brief", INQUIRY)])[0].handles


def test_what_may_be_tied_shares_handles():
    one = nodes_of("a", [SINKS])[0].handles
    other = nodes_of("b", [later("Inquiry into Havstjerna blames lorries", INQUIRY)])[0].handles
    assert {"havstjerna", "lervik"} <= one.keys() & other.keys()


def test_a_slug_without_a_name_in_it_is_any_slug():
    def fire(key, at, slug):
        return item(key, "", "Somebody slept." if key == "f1" else "Nobody woke.", slug=slug, at=at)

    days = "2026-03-03T10:00", "2026-03-05T10:00"
    assert tied(fire("f1", days[0], "House-fire"), fire("f2", days[1], "House-fire")) == 0
    assert tied(fire("f1", days[0], "Lervik-fire"), fire("f2", days[1], "Lervik-fire")) > 0


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Union adopts 12th sanctions package", "Union adopts 13th sanctions package", True),
        ("Second round of talks ends", "Talks end third round of bargaining", True),
        ("Second round of talks ends", "Second round of talks goes on", False),
        ("Second child born", "Third child born", False),
    ],
)
def test_numbers_in_one_row(one, other, said):
    numbers = [pointers.numbered(item("k", title)) for title in (one, other)]
    assert pointers.other_number(*numbers) is said


def test_a_slug_that_is_a_country_is_any_piece_from_there():
    def sent(key, at, slug):
        return item(key, "", "Somebody slept." if key == "f1" else "Nobody woke.", slug=slug, at=at)

    days = "2026-03-03T10:00", "2026-03-05T10:00"
    for slug in ("Nicaragua", "Sri Lanka", "SriLanka"):
        assert tied(sent("f1", days[0], slug), sent("f2", days[1], slug)) == 0
    assert tied(sent("f1", days[0], "Nicaragua-Lervik"), sent("f2", days[1], "Nicaragua-Lervik")) > 0


def test_months_take_more_off_where_nothing_looks_back():
    def raised(at, *dates):
        return later("Inquiry into Havstjerna blames lorries", INQUIRY, at=at, dates=dates)

    back = ("March 3", "2026-03-03", "day")
    bare = tied(SINKS, raised("2026-03-20T10:00")) - tied(SINKS, raised("2027-02-01T10:00"))
    assert bare > 0.1
    assert tied(SINKS, raised("2026-03-20T10:00", back)) - tied(SINKS, raised("2027-02-01T10:00", back)) < bare / 2


def test_a_name_with_the_next_word_run_on_is_no_name():
    """As a page has it that lost the spaces after its links."""
    glued = {"bodies": ("Havstjerna", "HavstjernaGOP")}
    one = item("one", "Ferry sinks", "HavstjernaGOP wrote Lervik. The Havstjerna sank.", **glued)
    assert nodes_of("a", [one])[0].heads.keys() == {"havstjerna"}
    alone = item("one", "Ferry sinks", "HavstjernaGOP wrote Lervik. It sank.", bodies=("HavstjernaGOP",))
    assert nodes_of("a", [alone])[0].heads.keys() == {"havstjernagop"}
