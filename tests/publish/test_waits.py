"""What holds a chain back for now, and when a hold is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from writethru.model import (
    Embargo,
    Fragment,
    Marker,
    Part,
    PartKind,
    Picture,
    Rule,
    Sent,
    Signal,
    SourceKind,
    Span,
    Take,
    Term,
)
from writethru.publish.rights import Audience, Extent, may_show, may_show_picture, open_phrases
from writethru.publish.stops import lifted, stopped
from writethru.publish.waits import in_force
from writethru.settings import Settings

NOON = datetime(2031, 3, 12, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORDS = "The quay is open again."


def take(key, hour=0, signal=Signal.NEW, words=WORDS, **more):
    parts = (Part(PartKind.PARAGRAPH, Span(0, len(words))),) if words else ()
    sent = Sent(NOON + hour * HOUR)
    marker = Marker((), signal)
    return Take(key, key, "d", "wire", "Vantry", SourceKind.OWN, words, parts, marker=marker, sent=sent, **more)


def until(at, **more):
    return Embargo(at, "by the embargo field", **more)


def held(takes, now, released=()):
    return in_force(takes, dict.fromkeys((t.key for t in takes), "c"), released, now)


def test_an_embargo_holds_every_take_of_its_chain_until_its_minute():
    takes = [take("a"), take("b", 1, embargo=until(NOON + 5 * HOUR))]

    assert set(held(takes, NOON + 5 * HOUR - timedelta(seconds=1))) == {"a", "b"}
    assert held(takes, NOON + 5 * HOUR) == {}
    assert set(held(takes, None)) == {"a", "b"}


def test_the_latest_embargo_of_a_chain_counts():
    takes = [take("a", embargo=until(NOON + HOUR)), take("b", embargo=until(NOON + 3 * HOUR))]

    assert {e.until for e in held(takes, NOON + 2 * HOUR).values()} == {NOON + 3 * HOUR}


@pytest.mark.parametrize("embargo", [until(None), until(NOON, conflict=True)])
def test_without_a_date_or_with_a_conflict_a_person_lets_it_go(embargo):
    takes = [take("a", embargo=embargo), take("b")]

    assert set(held(takes, NOON + 9999 * HOUR)) == {"a", "b"}
    assert held(takes, NOON, {"a"}) == {}
    assert set(held(takes, NOON, {"b"})) == {"a"}


def test_a_fragment_waits_for_its_take():
    part = replace(take("b"), marker=Marker((), fragment=Fragment.ADD))

    assert held([part], NOON)["b"].until is None
    assert held([take("a"), part], NOON) == {}
    assert held([part], NOON, {"b"}) == {}


def hold(hour):
    return take("h", hour, Signal.HOLD, words="")


def test_a_later_correction_ends_a_hold_for_itself_and_what_follows():
    takes = [take("a"), hold(1), take("b", 2, Signal.CORRECTION), take("c", 3)]

    assert lifted(takes) == {"b", "c"}
    stops = stopped({"h": Signal.HOLD}, dict.fromkeys("ahbc", "1"), dict.fromkeys(lifted(takes), "h"))
    assert set(stops) == {"a", "h"}


def test_a_later_take_that_says_so_ends_a_hold_for_the_whole_chain():
    takes = [take("a"), hold(1), take("b", 2, words="The hold on the story about the quay has been lifted.")]

    assert lifted(takes) == {"a", "h", "b"}
    assert stopped({"h": Signal.HOLD}, dict.fromkeys("ahb", "1"), dict.fromkeys(lifted(takes), "h")) == {}


@pytest.mark.parametrize(
    "later",
    [
        take("b", 2, Signal.UPDATE),
        take("b", 0, Signal.CORRECTION),
        take("b", 2, Signal.CORRECTION, words=""),
        replace(take("b", 2, Signal.CORRECTION), sent=None),
    ],
)
def test_in_doubt_a_person_decides(later):
    assert lifted([take("a"), hold(1), later]) == set()


def test_a_second_hold_holds_again():
    takes = [take("a"), hold(1), take("b", 2, Signal.CORRECTION), take("i", 3, Signal.HOLD, words="")]

    assert lifted(takes) == set()


def test_a_released_hold_orders_nothing_and_a_released_kill_still_does():
    chains = dict.fromkeys("ahk", "1")

    assert stopped({"h": Signal.HOLD}, chains, {"h": ["h"]}) == {}
    assert set(stopped({"k": Signal.KILL}, chains, {"k": ["k"], "a": ["k"]})) == {"h", "k"}


@pytest.mark.parametrize("later", [Signal.KILL, Signal.HOLD])
def test_an_order_that_comes_after_a_take_was_let_go_stops_it_again(later):
    signals = {"h": Signal.HOLD, "k": later}

    assert stopped(signals, dict.fromkeys("ahk", "1"), {"h": ["h"], "a": ["h"]}) == dict.fromkeys("ahk", later)


PUBLIC = Audience.PUBLIC


def test_the_public_waits_and_the_desk_reads_on():
    held_back = take("a", embargo=until(NOON))

    assert may_show(held_back, Settings(), PUBLIC).extent is Extent.NOTHING
    assert may_show(held_back, Settings(), PUBLIC, now=NOON).extent is Extent.FULL
    assert may_show(held_back, Settings(), Audience.DESK).extent is Extent.FULL
    conflict = take("a", embargo=until(NOON, conflict=True))
    assert may_show(conflict, Settings(), PUBLIC, now=NOON).extent is Extent.NOTHING


def test_an_advisory_never_leaves():
    assert may_show(take("a", signal=Signal.ADVISORY), Settings(), PUBLIC).extent is Extent.NOTHING


def bound(rule, phrase="As It Says"):
    return take("a", terms=(Term(rule, phrase, Span(0, 1)),))


@pytest.mark.parametrize("rule", Rule)
def test_text_terms_bar_the_text_and_no_picture(rule):
    harmless = {Rule.HANDOUT, Rule.CREDIT, Rule.EDITORIAL, Rule.NOTHING}
    extent = may_show(bound(rule), Settings(), PUBLIC).extent

    assert extent is (Extent.FULL if rule in harmless else Extent.NOTHING)
    assert may_show_picture(bound(rule), Picture("picture-1"), Settings(), PUBLIC).extent is Extent.FULL


def test_the_desks_answer_to_a_phrase_outranks_what_was_read():
    unknown = bound(Rule.UNKNOWN)
    answers = {"as it  says.": Rule.EDITORIAL}

    assert open_phrases(unknown.terms, Settings()) == ["As It Says"]
    assert open_phrases(unknown.terms, Settings(phrases=answers)) == []
    assert may_show(unknown, Settings(phrases=answers), PUBLIC).extent is Extent.FULL
    barred = Settings(phrases={"As It Says": Rule.TERRITORY})
    assert may_show(unknown, barred, PUBLIC).extent is Extent.NOTHING
