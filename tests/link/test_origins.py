"""Origins: of invented copy about a ferry, told by an agency, outlets that print it, and outlets of their own."""

from itertools import pairwise

from building import item
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.link.badge import badge
from writethru.link.origins import origins, trace
from writethru.link.traces import Remembered
from writethru.model import OriginKind, SourceKind

COPY = (
    "A ferry with 312 people on board ran aground outside the port of Strand early on Tuesday, the mayor said.",
    "Lifeboats took forty passengers ashore within an hour and nobody was hurt, according to the coastguard there.",
    "Vellmark Lines, which owns the ferry, said that its steering had been repaired at a yard in Karsk in January.",
)
KOREAN = (
    "페리가 화요일 새벽 스트란드 항구 앞바다에서 좌초해 승객 마흔 명이 한 시간 안에 구명정으로 뭍에 옮겨졌다.",
    "시장은 다친 사람이 없다고 밝혔다.",
)
OTHER = "Own words about nothing much at all, at some length, and then a little more to fill a paragraph with them."
TOLD = (
    "“We heard a long grinding noise under the car deck and then the lights went out all over the ship, and for a good "
    "ten minutes nobody in uniform could tell us whether to go up or to stay where we were standing, so my sister took "
    "the children by the hand and led them up the stairs herself,” said Ana Rell."
)
FOOTER = (
    "Sign up for the evening letter of this house and read every day before supper what Strand talks about now, with "
    "the tides, the ferries and the three best pictures of our readers, chosen by the people who wrote the pages you "
    "just read, free of charge and free of any advertising for as long as the harbour keeps its lights on at night."
)


def of(*items):
    return {origin.take: (origin.kind, origin.of) for origin in origins(items)}


def roots(*items):
    return {origin.take: origin.root for origin in origins(items)}


def page(key, *copy, **more):
    return item(key, "Ferry aground", *copy, **({"source": key, "kind": SourceKind.PAGE} | more))


def test_an_agency_reports_and_those_who_print_it_reprint():
    found = of(item("a", "Ferry aground", *COPY), page("b", *COPY), page("c", COPY[1], OTHER))
    assert found["a"] == (OriginKind.REPORTING, "Nordpress")
    assert found["b"] == (OriginKind.REPRINT, "Nordpress")
    assert found["c"] == (OriginKind.REWRITE, "Nordpress")


def test_the_agency_is_the_model_even_when_its_take_came_later():
    found = of(item("a", "Ferry aground", *COPY, at="2026-03-03T12:00"), page("b", *COPY, at="2026-03-03T11:00"))
    assert found["b"] == (OriginKind.REPRINT, "Nordpress")


def test_what_shares_no_text_is_unknown_not_independent():
    found = of(
        item("a", "Ferry aground", *COPY), page("b", "Other words altogether tell of it near the harbour mouth.")
    )
    assert found["b"] == (OriginKind.UNKNOWN, "")


def test_copies_of_copies_lead_to_the_first():
    early, later = page("b", *COPY, at="2026-03-03T11:00"), page("c", *COPY, OTHER, at="2026-03-03T12:00")
    found = {o.take: o for o in origins([item("a", "F", *COPY, at="2026-03-03T10:00"), early, later])}
    assert found["c"].of == "Nordpress"
    assert found["c"].root == found["b"].root == "a"


def test_two_prints_of_one_text_without_its_source_are_of_one_unknown_origin():
    items = [page("b", *COPY, at="2026-03-03T11:00"), page("c", *COPY, at="2026-03-03T12:00")]
    assert of(*items) == {"b": (OriginKind.UNKNOWN, ""), "c": (OriginKind.REPRINT, "")}
    assert badge(origins(items), {"b": "Strand Post", "c": "Karsk Daily"}) == "2 outlets, 1 unknown"


def test_what_one_print_credits_holds_for_all():
    first = page("b", *COPY, at="2026-03-03T11:00")
    later = page("c", *COPY, "(Reuters)", at="2026-03-03T12:00")
    assert of(first, later) == {"b": (OriginKind.REPRINT, "Reuters"), "c": (OriginKind.REPRINT, "Reuters")}


def test_an_outlet_that_others_credit_is_where_it_first_appeared():
    first = page("b", *COPY, at="2026-03-03T11:00", source="Strand Post")
    later = page("c", *COPY, "This article first appeared in the Strand Post.", at="2026-03-03T12:00")
    assert of(first, later) == {"b": (OriginKind.REPORTING, "Strand Post"), "c": (OriginKind.REPRINT, "Strand Post")}


def test_a_reprint_of_a_release_is_a_release_whenever_the_release_came():
    release = page("a", "KARSK, March 3 /PRNewswire/ -- Vellmark Lines today said:", *COPY, at="2026-03-03T12:00")
    found = of(release, page("b", *COPY, at="2026-03-03T11:00"), item("n", "Ferry", *COPY, at="2026-03-03T13:00"))
    assert {kind for kind, _ in found.values()} == {OriginKind.RELEASE}


def test_a_page_made_by_ai_is_that_and_says_from_whom():
    made = page("b", *COPY, ai_text=True)
    assert of(item("a", "Ferry aground", *COPY), made)["b"] == (OriginKind.AI, "Nordpress")
    assert of(made, page("c", *COPY, at="2026-03-03T12:00"))["c"][0] is OriginKind.AI


def test_shared_quotations_are_no_copy():
    found = {o.take: o for o in origins([page("b", TOLD, OTHER), page("c", COPY[0], TOLD, at="2026-03-03T12:00")])}
    assert found["c"].kind is OriginKind.UNKNOWN
    assert "shares quotations with b" in found["c"].why


def test_words_quoted_from_an_outlet_that_is_named_are_copied():
    quoting = [f"“{paragraph}” Strand Post reports." for paragraph in COPY]
    first = page("b", *COPY, source="Strand Post")
    assert of(first, page("c", *quoting, at="2026-03-03T12:00"))["c"][0] is OriginKind.REPRINT
    assert of(first, page("c", *(q.replace("Strand Post", "it") for q in quoting), at="2026-03-03T12:00"))["c"] == (
        OriginKind.UNKNOWN,
        "",
    )


def test_furniture_of_an_outlet_is_no_evidence():
    """Six pieces of one house carry the same letter; a seventh outlet that has it too copied none of them."""
    mine = [page(f"b{n}", unlike(n), FOOTER, source="Post", url=f"https://post.example/{n}-piece") for n in range(6)]
    found = of(*mine, page("c", FOOTER, "Ferry news.", at="2026-03-04T12:00"))
    assert found["c"] == (OriginKind.UNKNOWN, "")


def test_words_that_come_back_for_weeks_are_no_evidence_but_a_reprint_after_years_is():
    weeks = [page(f"b{n}", unlike(n), FOOTER, at=f"2026-0{n + 1}-03T10:00") for n in range(5)]
    assert {kind for kind, _ in of(*weeks).values()} == {OriginKind.UNKNOWN}
    late = of(item("a", "Ferry", *COPY, at="2019-03-03T10:00"), page("b", *COPY, at="2026-03-03T10:00"))
    assert late["b"] == (OriginKind.REPRINT, "Nordpress")


def test_scripts_without_words_apart_are_compared_too():
    found = of(item("a", "F", *KOREAN, language="ko"), page("b", *KOREAN, language="ko"))
    assert found["b"] == (OriginKind.REPRINT, "Nordpress")


def unlike(n):
    return " ".join(f"{word}{n}" for word in OTHER.split())


STREAM = [
    item("a", "F", *COPY, at="2026-03-03T10:00"),
    page("b", *COPY, at="2026-03-03T10:00"),
    page("c", COPY[1], OTHER, at="2026-03-03T12:00"),
    page("d", *COPY[:2], at="2026-03-03T09:00"),
    page("e", TOLD, unlike(1), at="2026-03-03T09:00"),
    page("f", COPY[0], TOLD, at=None),
    page("g", *map(unlike, range(2)), "With material from Reuters.", at="2026-03-01T09:00"),
    page("h", *map(unlike, range(2)), "(AFP)", at="2026-03-02T09:00"),
    page("i", unlike(0), OTHER, at="2026-03-12T09:00"),
    *(page(f"w{n}", unlike(n + 5), FOOTER, at=f"2026-0{n + 1}-03T10:00") for n in range(5)),
]


@given(st.permutations(STREAM))
def test_origins_do_not_depend_on_the_order_of_arrival(items):
    assert origins(items) == origins(STREAM)


@settings(max_examples=60)
@given(st.permutations(STREAM), st.lists(st.integers(0, len(STREAM)), max_size=5))
def test_piece_by_piece_comes_to_what_all_at_once_does(items, cuts):
    memory = Remembered({one.key: one.take for one in items})
    found = {}
    for start, end in pairwise(sorted({0, *cuts, len(items)})):
        found |= trace(items[start:end], memory)
    assert found == {origin.take: origin for origin in origins(STREAM)}


def test_only_what_changes_is_given_back():
    first, late = page("b", *COPY, at="2026-03-03T11:00"), item("a", "Ferry", *COPY, at="2026-03-03T12:00")
    beside = page("c", OTHER)
    memory = Remembered({one.key: one.take for one in (first, late, beside)})
    assert trace([first, beside], memory).keys() == {"b", "c"}
    assert trace([late], memory).keys() == {"a", "b"}
    assert trace([late], memory) == {}
