"""The figures and claims of the two real documents, by their numbers."""

import pytest

from shared import SEEDS, needs_shared
from writethru.enrich.layers import enrich
from writethru.link.claims import claims
from writethru.model import Origin, OriginKind, Placement, Standing
from writethru.plugins import READERS, make_all
from writethru.read.document import Document

pytestmark = [needs_shared, pytest.mark.seeds]


@pytest.fixture(scope="module")
def pieces():
    takes = []
    for path in SEEDS:
        document = Document(path.name, path.read_bytes())
        reader = max(make_all(READERS), key=lambda r: r.recognises(document))
        takes += reader.read(document)
    return enrich(takes)


@pytest.fixture(scope="module")
def figures(pieces):
    return [(figure, figure.span.of(piece.text)) for piece in pieces for figure in piece.figures]


@pytest.fixture(scope="module")
def found(pieces):
    voices = {(p.take.key, n): e.name for p in pieces for n, e in enumerate(p.entities)}
    names = {name: name for name in voices.values()}
    placements = [Placement(p.take.key, p.take.key, None, "", p.take.key, "line", ("line",)) for p in pieces]
    origins = [Origin(p.take.key, OriginKind.UNKNOWN) for p in pieces]
    return claims([(p.take, p.facts()) for p in pieces], placements, voices, names, origins)


def one(figures, value):
    (figure,) = [figure for figure, _ in figures if figure.value == value]
    return figure


@pytest.mark.parametrize(
    ("value", "unit", "what"),
    [
        (33.7e6, "customer", "customers believed to have been affected"),
        (3000, "account", "accounts in question"),
        (28_500, "troop", "troops"),
        (3.5, "percent", "defense spending"),
        (25e9, "USD", "U.S. weapons"),
    ],
)
def test_figures(figures, value, unit, what):
    figure = one(figures, value)

    assert (figure.unit, figure.what) == (unit, what)


def test_qualifiers_and_hedges(figures):
    affected, accounts = one(figures, 33.7e6), one(figures, 3000)

    assert (affected.qualifier, affected.hedge, affected.statement) == ("about", "believed", None)
    assert (accounts.qualifier, accounts.hedge) == ("only about", "")


def test_a_pledge_in_copy_and_teasers(figures):
    scopes = [figure.scope for figure, _ in figures if figure.value == 350e9]

    assert scopes[0] == "copy"
    assert len(scopes) == 3
    assert all(scope.startswith("teaser") for scope in scopes[1:])


def test_a_change_of_tariffs(figures):
    (change,) = [figure for figure, _ in figures if figure.change]

    assert (change.low, change.high, change.unit, change.what) == (25, 15, "percent", "tariffs")


def test_a_meeting_of_fifty_minutes_is_a_length_and_no_year(figures):
    figure = one(figures, 50)

    assert (figure.unit, figure.length) == ("minute", True)
    assert not [figure for figure, _ in figures if figure.value and 1900 <= figure.value <= 2100]


def test_one_dispute_and_no_other(found):
    (dispute,) = [claim for claim in found if claim.standing is Standing.DISPUTED]
    nobody, company = dispute.members

    assert ("33.7 million" in nobody.value, nobody.voice_name, nobody.hedge) == (True, "", "believed")
    assert ("3,000" in company.value, company.voice_name, company.hedge) == (True, "Coupang", "")
    assert "customers" in nobody.value
    assert "accounts" in company.value


def test_a_teaser_is_a_member_and_makes_no_claim_alone(found):
    for claim in found:
        assert any(not member.citation.scope.startswith("teaser") for member in claim.members)


def test_no_length_is_claimed(found):
    assert not [m for claim in found for m in claim.members if "minute" in m.value or "-day" in m.value]
