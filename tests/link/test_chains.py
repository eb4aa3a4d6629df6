from dataclasses import replace

import pytest
from building import ferry_chain, item
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.link.chains import chains, folded_slug, in_order
from writethru.link.items import Linkable
from writethru.model import Fragment, Marker, Signal, SourceKind

TITLES = ["Ferry aground outside Strand", "Bank of Vellmark raises key rate", "Quake shakes Karsk province"]


def grouped(items):
    return {frozenset(chain.takes) for chain in chains(items)}


def test_alert_text_leads_and_correction_are_one_chain_in_order_of_version():
    found = chains(ferry_chain())
    assert [chain.takes for chain in found] == [("a1", "a2", "a3", "a4", "a5")]
    assert found[0].id == "c-a1"
    assert found[0].slug == "strand-ferry"


def test_an_add_belongs_to_the_piece_of_its_slug():
    piece = item("a1", TITLES[0], "A ferry ran aground.", at="2026-03-03T10:00", marker="Adv 08", slug="Strand-ferry")
    add = item("a2", "", "Pilots were at sea.", at="2026-03-03T10:01", marker="Adv 08-1st Add", slug="Strand-ferry")
    part = replace(add.take, marker=replace(add.take.marker, fragment=Fragment.ADD))
    add = Linkable(part, add.facts, None)

    assert grouped([piece, add]) == {frozenset({"a1", "a2"})}


def test_a_late_first_lead_is_filed_behind_the_second():
    alert, first, lead, second, correction = ferry_chain()
    late = item(
        "a3", lead.take.title, at="2026-03-03T19:30", marker="(LEAD)", signal=Signal.UPDATE, rank=2, slug="Strand-ferry"
    )
    found = chains([second, correction, late, first, alert])
    assert [take for chain in found for take in chain.takes] == ["a1", "a2", "a3", "a4", "a5"]


def test_slugs_are_compared_without_case_dashes_and_cycle():
    ap = item("x", "t", slug="AM-Ferry Aground", source="AP")
    again = item("y", "t", slug="PM-Ferry--aground", source="AP")
    assert folded_slug(ap) == ("AM", "ferry-aground")
    assert folded_slug(again) == ("PM", "ferry-aground")
    assert folded_slug(item("z", "t", slug="PM-Moor-meeting")) == ("", "pm-moor-meeting"), (
        "a prime minister is no cycle"
    )


def test_the_same_slug_of_another_cycle_or_source_is_another_piece():
    morning = item(
        "m", "Ferry aground outside Strand", "Text one of it.", slug="AM-Ferry", source="AP", at="2026-03-03T02:00"
    )
    evening = item(
        "e", "Owner blames steering", "Other words here.", slug="PM-Ferry", source="AP", at="2026-03-03T12:00"
    )
    other = item(
        "o", "Minister to visit", "Wholly other words.", slug="AM-Ferry", source="Ostpress", at="2026-03-03T03:00"
    )
    assert len(grouped([morning, evening, other])) == 3


def test_the_number_that_a_take_replaces_decides():
    old = item("x", "Bank raises rate", "Text of it.", sequence="a0512", at="2026-03-03T08:00")
    new = item("y", "Governor explains himself", "Other text.", replaces="a0512", at="2026-03-03T09:00")
    assert grouped([old, new]) == {frozenset({"x", "y"})}


def test_without_slug_a_marked_take_finds_its_piece_by_headline():
    first = item("x", "Bank of Vellmark raises key rate to 4.5 pct", at="2026-03-03T08:00")
    other = item("o", "Bank of Karsk leaves key rate alone", at="2026-03-03T08:30")
    second = item(
        "y",
        "Vellmark bank raises rate by half a point",
        at="2026-03-03T11:00",
        marker="UPDATE 1-",
        signal=Signal.UPDATE,
        rank=2,
    )
    assert grouped([first, other, second]) == {frozenset({"x", "y"}), frozenset({"o"})}


def test_without_marker_only_nearly_the_same_words_are_one_piece():
    first = item("x", "Bank of Vellmark raises key rate to 4.5 pct", at="2026-03-03T08:00")
    again = item("y", "Bank of Vellmark raises key rate to 4.5 percent", at="2026-03-03T09:00")
    follow = item("z", "Vellmark shares rise after rate decision", at="2026-03-03T10:00")
    assert grouped([first, again, follow]) == {frozenset({"x", "y"}), frozenset({"z"})}


def test_two_sources_never_share_a_chain_and_a_day_and_a_half_ends_one():
    first = item("x", "Bank of Vellmark raises key rate", at="2026-03-03T08:00")
    other = item("y", "Bank of Vellmark raises key rate", at="2026-03-03T08:10", source="Ostpress")
    later = item("z", "Bank of Vellmark raises key rate", at="2026-03-05T08:10")
    assert len(grouped([first, other, later])) == 3


def test_a_recurring_headline_over_another_text_is_another_piece():
    first = item("x", "World news at a glance", "A ferry ran aground outside Strand.", at="2026-03-03T08:00")
    later = item("y", "World news at a glance", "Karsk elects a new council today.", at="2026-03-04T08:00")
    assert len(grouped([first, later])) == 2


def test_a_kill_joins_the_piece_that_it_withdraws():
    piece = item("x", "Moor to resign over ferry", "The mayor will go, sources said.", at="2026-03-03T08:00")
    kill = item("y", "Moor to resign over ferry", at="2026-03-03T10:00", marker="KILL", signal=Signal.KILL)
    assert [chain.takes for chain in chains([kill, piece])] == [("x", "y")]


def test_a_kill_is_for_the_piece_whose_headline_it_repeats_whatever_shares_the_slug():
    quay = item("x", "Quay of Vellmark reopens", "It reopened.", slug="NORLAND-", at="2026-03-03T08:00")
    strike = item("y", "Bakers strike in Strand", "They struck.", slug="NORLAND-", at="2026-03-03T09:00")
    kill = item("z", "Quay of Vellmark reopens", slug="NORLAND-", at="2026-03-03T10:00", signal=Signal.KILL)
    assert grouped([quay, strike, kill]) == {frozenset("xz"), frozenset("y")}


def test_a_kill_is_not_for_another_kill_of_the_same_words():
    first = item("w", "Quay reopens", "It reopened.", slug="quay", at="2026-03-03T08:00")
    one = item("x", "Kill", slug="quay", at="2026-03-03T09:00", signal=Signal.KILL)
    strike = item("y", "Bakers strike", "They struck.", slug="strike", at="2026-03-03T09:30")
    other = item("z", "Kill", slug="strike", at="2026-03-03T10:00", signal=Signal.KILL)
    assert grouped([first, one, strike, other]) == {frozenset("wx"), frozenset("yz")}


@pytest.mark.parametrize("words", ["", "Story withdrawn: "])
def test_a_kill_of_a_wrap_up_stops_it_and_not_what_it_wraps(words):
    part = item("x", "Quay reopens", "It reopened.", slug="QUAY-", at="2026-03-03T08:00")
    wrap = item("w", "Quay reopens, ferries sail", "They sail.", slug="QUAY-", at="2026-03-03T09:00")
    wrap = Linkable(replace(wrap.take, marker=Marker(wrapup=True)), wrap.facts)
    kill = item("y", f"{words}Quay reopens, ferries sail", slug="QUAY-", at="2026-03-03T10:00", signal=Signal.KILL)
    more = item("z", "Quay reopens", slug="QUAY-", at="2026-03-03T11:00", rank=3, signal=Signal.UPDATE)
    assert grouped([part, wrap, kill, more]) == {frozenset("xz"), frozenset("wy")}


def test_a_correction_without_number_stands_behind_what_was_sent_before_it():
    ordered = in_order(
        [
            item("c", "t", at="2026-03-03T12:00", marker="(CORRECTION)", signal=Signal.CORRECTION),
            item("l", "t", at="2026-03-03T11:00", marker="(LEAD)", signal=Signal.UPDATE, rank=2),
            item("f", "t", at="2026-03-03T10:00"),
        ]
    )
    assert [take.key for take in ordered] == ["f", "l", "c"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_chains_do_not_depend_on_the_order_of_arrival(data):
    rows = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(TITLES),
                st.integers(0, 60),
                st.sampled_from([1, 1, 2, 3]),
                st.sampled_from(["", "Ferry"]),
            ),
            min_size=1,
            max_size=9,
        )
    )
    items = [
        item(
            f"k{number}",
            title,
            at=f"2026-03-{3 + hour // 24:02}T{hour % 24:02}:00",
            marker="(LD)" if rank > 1 else "",
            signal=Signal.UPDATE if rank > 1 else Signal.NEW,
            rank=rank,
            slug=slug,
        )
        for number, (title, hour, rank, slug) in enumerate(rows)
    ]
    found = chains(items)
    assert chains(data.draw(st.permutations(items))) == found
    assert sorted(key for chain in found for key in chain.takes) == sorted(i.key for i in items)


def test_a_feeds_stub_never_stands_before_the_reader_in_place_of_the_page():
    url, kind = "https://vellpost.example/ferry-1", SourceKind.FEED
    page = item("p", "Ferry to sail again", "The whole text.", url=url, kind=SourceKind.PAGE, at="2026-03-03T09:00")
    stub = item("s", "Ferry to sail again", url=url, kind=kind, at="2026-03-03T12:00")
    told = item("t", "Ferry to sail on Friday", "A feed with whole texts.", url=url, kind=kind, at="2026-03-03T13:00")

    assert [one.key for one in in_order([page, stub])] == ["s", "p"]
    assert [one.key for one in in_order([page, stub, told])] == ["s", "p", "t"]
