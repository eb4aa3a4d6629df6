import pytest

from writethru.link.badge import badge, counted
from writethru.model import Origin, OriginKind

R, U = OriginKind.REPORTING, OriginKind.UNKNOWN


def test_it_counts_outlets_known_origins_and_unknown_ones():
    found = [
        Origin("a", R, "Nordpress"),
        Origin("b", OriginKind.REPRINT, "Nordpress", root="a"),
        Origin("c", R, "Ostpress"),
        Origin("d", U),
    ]
    outlets = {"a": "Nordpress", "b": "Strand Post", "c": "Ostpress", "d": "Karsk Daily"}
    assert badge(found, outlets) == "4 outlets, at least 2 origins (Nordpress, Ostpress), 1 unknown"


def test_releases_and_what_ai_made_are_said_apart_and_count_for_nothing():
    found = [
        Origin("a", OriginKind.RELEASE, "Vellmark"),
        Origin("b", OriginKind.RELEASE, "Vellmark", root="a"),
        Origin("c", OriginKind.AI, "Nordpress"),
    ]
    assert badge(found, {"a": "Wire", "b": "Post", "c": "Daily"}) == "3 outlets, 1 press release, 1 AI-made"
    assert {counted(origin) for origin in found} == {""}


def test_unknown_pieces_that_share_one_text_or_one_outlet_count_once():
    copies = [Origin("a", U), Origin("b", OriginKind.REPRINT, "", root="a"), Origin("c", OriginKind.REWRITE, root="a")]
    outlets = {"a": "Post", "b": "Daily", "c": "Herald", "d": "Herald", "e": "Other"}
    assert badge(copies, outlets) == "3 outlets, 1 unknown"
    assert badge([*copies, Origin("d", U), Origin("e", U)], outlets) == "4 outlets, 2 unknown"


def test_an_outlet_that_is_a_known_origin_is_not_unknown_besides():
    found = [Origin("a", OriginKind.REPRINT, "Strand Post"), Origin("b", U)]
    assert badge(found, {"a": "Daily", "b": "Strand Post"}) == "2 outlets, at least 1 origin (Strand Post)"


def test_an_agency_is_one_origin_and_one_outlet_by_whichever_of_its_names():
    found = [Origin("a", R, "AP"), Origin("b", OriginKind.REPRINT, "AP"), Origin("c", R, "AP"), Origin("d", U)]
    outlets = {"a": "Associated Press", "b": "Strand Post", "c": "apnews.com", "d": "The Karsk Daily"}
    assert badge(found, outlets) == "3 outlets, at least 1 origin (AP), 1 unknown"


@pytest.mark.parametrize("address", ["strandpost.com", "www.StrandPost.co.uk", "strand-post.no"])
def test_an_outlet_and_the_address_made_of_its_name_are_one(address):
    found = [Origin("a", U), Origin("b", U), Origin("c", U)]
    assert badge(found, {"a": "The Strand Post", "b": address, "c": "Karsk Daily"}) == "2 outlets, 2 unknown"


def test_the_address_of_an_authority_is_no_outlet_s_name():
    assert badge([Origin("a", U), Origin("b", U)], {"a": "strand.gov", "b": "Strand"}) == "2 outlets, 2 unknown"


def test_what_one_outlet_has_by_itself_is_not_counted():
    found = [Origin("a", R, "AP"), Origin("b", R, "AP")]
    assert badge(found, {"a": "AP", "b": "Associated Press"}) == "AP alone"
    assert badge([Origin("a", OriginKind.REPRINT, "AP")], {"a": "Strand Post"}) == "1 outlet, at least 1 origin (AP)"
    assert badge([*found, Origin("c", U)], {"a": "AP", "b": "AP", "c": "AP"}) == "1 outlet, at least 1 origin (AP)"
