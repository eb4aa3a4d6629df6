"""The two documents of ``../shared/seeds``: what their expressions must come to, by fact."""

from datetime import date
from pathlib import Path

import pytest
from dated import read, take_of

from writethru.model import Part, PartKind
from writethru.read.paragraphs import paragraphs


def _seed(sign: str) -> str:
    for parent in Path(__file__).resolve().parents:
        for path in sorted((parent / "shared" / "seeds").glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            if sign in text:
                return text
    pytest.skip("../shared/seeds is absent")


@pytest.fixture(scope="module")
def wire():
    """The agency take: the copy between the dateline and the end mark."""
    text = _seed("(END)")
    start, end = text.index(" -- ", text.index("(ATTN")) + 4, text.index("(END)")
    copy = tuple(Part(PartKind.PARAGRAPH, span) for span in paragraphs(text, start, end))
    return read(take_of(text, date(2026, 1, 23), copy), parse=True)


@pytest.fixture(scope="module")
def page():
    """The page: six passages of copy, then items of other pages."""
    text = _seed("Relaterte artikler")
    start, end = text.index("Acting U.S. Ambassador"), text.index("Relaterte artikler")
    parts = [
        Part(PartKind.STANDFIRST if n == 0 else PartKind.PARAGRAPH, span)
        for n, span in enumerate(paragraphs(text, start, end))
    ]
    rest = paragraphs(text, end + len("Relaterte artikler"), text.index("Dette nettstedet"))
    parts += [Part(PartKind.TEASER, span, f"teaser-{n}") for n, span in enumerate(rest, 1)]
    return read(take_of(text, None, tuple(parts)), parse=True)


def values(piece, scope="copy"):
    return [(d.span.of(piece.take.text), d.value) for d in piece.dates if d.scope == scope]


@pytest.mark.seeds
def test_days_of_the_wire(wire):
    days = dict(values(wire))
    assert days["Friday"] == "2026-01-23"
    assert days["Thursday"] == "2026-01-22"
    assert days["April"] == "2026-04"
    assert days["December"] == "2025-12"
    assert days["50-minute"] == "PT50M"
    assert days["five-day"] == "P5D"


@pytest.mark.seeds
def test_decades_of_the_wire_keep_their_precision(wire):
    early, late = (d for d in wire.dates if d.precision == "decade")
    assert (early.value, early.earliest, early.latest) == ("199X", date(1990, 1, 1), date(1993, 12, 31))
    assert (late.value, late.earliest, late.latest) == ("198X", date(1986, 1, 1), date(1989, 12, 31))


@pytest.mark.seeds
def test_both_tell_the_three_summits(wire, page):
    summits = {"2018-06", "2019-02", "2019-06"}
    assert summits <= {value for _, value in values(wire)}
    assert summits <= {value for _, value in values(page)}


@pytest.mark.seeds
def test_figures_are_no_dates(wire, page):
    for piece in (wire, page):
        words = " ".join(d.span.of(piece.take.text) for d in piece.dates)
        assert not any(figure in words for figure in ("28,500", "33.7", "3,000", "350", "25", "15"))


@pytest.mark.seeds
def test_the_page_takes_its_year_from_the_visit_ahead(page):
    own = [d for d in page.dates if d.scope == "copy" and d.span.of(page.take.text) == "November 28"]
    assert {(d.value, d.inferred) for d in own} == {("2025-11-28", True)}
    assert [s.of(page.take.text) for s in own[0].evidence] == ["April 2026"]
    assert (page.anchor.day, page.anchor.given) == (date(2025, 11, 28), False)


@pytest.mark.seeds
def test_a_teaser_tells_the_visit_ahead(page):
    scopes = {d.scope for d in page.dates if d.value == "2026-04"}
    assert len(scopes) == 1
    assert scopes.pop().startswith("teaser-")
