"""What may leave the desk."""

from dataclasses import replace

import pytest
import site_sample as sample
from hypothesis import given
from hypothesis import strategies as st

from writethru.model import (
    Marker,
    Picture,
    Placement,
    Rule,
    Signal,
    SourceKind,
    Span,
    Take,
    Term,
    TextPolicy,
)
from writethru.publish.rights import (
    Audience,
    Extent,
    desk_marks,
    may_show,
    may_show_picture,
    owner,
    reserved,
    stops_of,
)
from writethru.settings import Settings, SourceSettings

PUBLIC, DESK = Audience.PUBLIC, Audience.DESK
TEXT = "The quay is shut.\n\n(c) Vell Post. No redistribution."


def take(kind=SourceKind.PAGE, **more):
    return Take("k", "k", "d", "wire", "Vell Post", kind, TEXT, (), **more)


def settings(**own):
    return Settings(sources={"Vell Post": SourceSettings(**own)})


def picture(*rules, credit="Vell Post", handout=False):
    terms = tuple(Term(rule, "as it says", Span(0, 1)) for rule in rules)
    return Picture("picture-1", credit=credit, handout=handout, terms=terms)


@pytest.mark.parametrize(
    ("kind", "extent"),
    [
        (SourceKind.AGENCY, Extent.NOTHING),
        (SourceKind.PAGE, Extent.QUOTE),
        (SourceKind.FEED, Extent.QUOTE),
        (SourceKind.RELEASE, Extent.QUOTE),
        (SourceKind.OWN, Extent.FULL),
        (SourceKind.UNKNOWN, Extent.NOTHING),
    ],
)
def test_a_source_without_a_setting_has_the_policy_of_its_kind(kind, extent):
    assert may_show(take(kind), Settings(), PUBLIC).extent is extent


@pytest.mark.parametrize("kind", SourceKind)
def test_a_reservation_keeps_a_piece_for_the_desk_whatever_sends_it(kind):
    bound = take(kind, notices=(Span(19, 53),))

    assert may_show(bound, Settings(), PUBLIC).extent is Extent.NOTHING
    assert owner(bound) == "(c) Vell Post. No redistribution."
    assert reserved(bound) == "reserved by the source"


def test_what_forbids_without_naming_an_owner_is_told_in_our_words():
    bound = take(SourceKind.AGENCY, notices=(Span(34, 53),))

    assert bound.notices[0].of(bound.text) == "No redistribution."
    assert owner(bound) == ""
    assert reserved(bound) == "reserved by the source"


@pytest.mark.parametrize(
    ("policy", "extent"),
    [
        (TextPolicy.DESK, Extent.NOTHING),
        (TextPolicy.QUOTE, Extent.QUOTE),
        (TextPolicy.FULL, Extent.FULL),
    ],
)
@pytest.mark.parametrize("kind", SourceKind)
def test_a_setting_outranks_kind_and_reservation(kind, policy, extent):
    bound = take(kind, notices=(Span(19, 53),))

    assert may_show(bound, settings(text=policy), PUBLIC).extent is extent


def test_a_setting_can_say_what_kind_a_source_is():
    assert may_show(take(SourceKind.PAGE), settings(kind=SourceKind.AGENCY), PUBLIC).extent is Extent.NOTHING


@pytest.mark.parametrize("kind", SourceKind)
def test_the_desk_sees_all_but_what_is_stopped(kind):
    assert may_show(take(kind), Settings(), DESK).extent is Extent.FULL
    assert may_show(take(kind), settings(text=TextPolicy.FULL), DESK, stop="killed").extent is Extent.NOTHING


@pytest.mark.parametrize("signal", [Signal.KILL, Signal.HOLD])
def test_a_kill_or_hold_stops_its_whole_chain_and_no_other(signal):
    takes = {key: replace(take(), key=key) for key in "abcd"}
    takes["b"] = replace(takes["b"], marker=Marker(("KILL",), signal))
    placed = [Placement(key, chain, None, "s", "s", "l", ()) for key, chain in zip("abc", "112", strict=True)]

    assert set(stops_of(takes, placed)) == {"a", "b"}


def test_a_kill_outranks_a_hold():
    takes = {key: replace(take(), key=key) for key in "ab"}
    takes = {
        "a": replace(takes["a"], marker=Marker((), Signal.KILL)),
        "b": replace(takes["b"], marker=Marker((), Signal.HOLD)),
    }
    placed = [Placement(key, "1", None, "s", "s", "l", ()) for key in "ab"]

    assert set(stops_of(takes, placed).values()) == {"killed by its source"}


def test_a_killed_take_that_was_not_placed_is_stopped():
    assert set(stops_of({"k": take(marker=Marker((), Signal.KILL))}, [])) == {"k"}


@given(st.sets(st.sampled_from(Rule)))
def test_a_picture_is_public_only_when_no_term_bars_it(rules):
    shown = may_show_picture(take(), picture(*rules), settings(text=TextPolicy.FULL), PUBLIC).extent is Extent.FULL

    assert shown == (rules <= {Rule.HANDOUT, Rule.CREDIT, Rule.EDITORIAL})


@pytest.mark.parametrize("bound", [picture(Rule.HANDOUT, credit=""), picture(credit="", handout=True)])
def test_a_handout_without_a_credit_is_not_public(bound):
    assert may_show_picture(take(), bound, settings(text=TextPolicy.FULL), PUBLIC).extent is Extent.NOTHING


def test_one_pictures_terms_do_not_bind_another():
    free, bound = picture(), picture(Rule.NO_RESALE)
    both = take(pictures=(free, bound))

    extents = [may_show_picture(both, p, settings(text=TextPolicy.FULL), PUBLIC).extent for p in both.pictures]

    assert extents == [Extent.FULL, Extent.NOTHING]


def test_a_quotation_does_not_cover_a_picture():
    assert may_show_picture(take(), picture(), settings(text=TextPolicy.QUOTE), PUBLIC).extent is Extent.NOTHING


def test_the_desk_sees_a_barred_picture():
    assert may_show_picture(take(), picture(Rule.NO_RESALE), Settings(), DESK).extent is Extent.FULL


def test_the_example_desk_may_show_all_its_text_and_one_of_its_two_pictures():
    content = sample.content()
    last = sample.TAKES[sample.LAST]

    extents = [may_show_picture(last, p, content.settings, PUBLIC).extent for p in last.pictures]

    assert {may_show(t, content.settings, PUBLIC).extent for t in sample.TAKES.values()} == {Extent.FULL}
    assert extents == [Extent.FULL, Extent.NOTHING]


@pytest.mark.parametrize(
    "words",
    ["(LEAD) Quay shut", "(12th LD) Quay", "(ATTN: ADDS photo)", "Eds: updates", "(PHOTO NOT FOR SALE)", "(END)"],
)
def test_signs_for_desks_are_known(words):
    assert desk_marks(words)


@pytest.mark.parametrize("words", ["The house is not for sale.", "He took the lead (again).", "It ends (at last)."])
def test_plain_words_are_no_signs_for_desks(words):
    assert not desk_marks(words)
