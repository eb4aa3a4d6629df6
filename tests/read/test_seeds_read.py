"""What must come out of the two seeds, by fact and span; none of their sentences stands here."""

from datetime import date

import pytest

from shared import SHARED, needs_shared
from writethru.model import PartKind, Rule, Signal, SourceKind, Take
from writethru.read.detect import read
from writethru.read.document import Document

pytestmark = [pytest.mark.seeds, needs_shared]


def _take(start: str) -> Take:
    path = next((SHARED / "seeds").glob(f"{start}*.txt"))
    (take,) = read(Document(path.name, path.read_bytes()))
    assert isinstance(take, Take)
    return take


@pytest.fixture(scope="module")
def wire() -> Take:
    return _take("000")


@pytest.fixture(scope="module")
def page() -> Take:
    return _take("002")


def test_marker_and_slug(wire: Take):
    assert (wire.format, wire.source, wire.source_kind) == ("wire", "Yonhap", SourceKind.AGENCY)
    assert (wire.marker.raw, wire.marker.signal, wire.marker.rank) == (("(2nd LD)",), Signal.UPDATE, 3)
    assert wire.slug == "PM-Vance-meeting"
    assert wire.headline == f"(2nd LD) {wire.title}"
    assert len(wire.spans(PartKind.SLUG)) == len(wire.spans(PartKind.HEADLINE)) == 2


def test_note(wire: Take):
    assert [(n.verb, n.target) for n in wire.note] == [
        ("updates", "throughout"),
        ("changes", "headline"),
        ("changes", "lead"),
        ("adds", "photo"),
    ]
    assert all(n.span.of(wire.text) == n.target for n in wire.note)


def test_dateline_byline_time(wire: Take):
    assert wire.dateline is not None
    assert wire.sent is not None
    assert (wire.dateline.places, wire.dateline.day, wire.dateline.source) == (
        ("Washington",),
        date(2026, 1, 23),
        "Yonhap",
    )
    assert wire.dateline.day_inferred
    assert [(b.name, b.also) for b in wire.bylines] == [("Song Sang-ho", "송상호")]
    assert wire.sent.at.isoformat() == "2026-01-24T09:09:35+09:00"
    assert wire.sent.zone_inferred
    assert "Asia/Seoul" in wire.sent.why


def test_nineteen_paragraphs_without_anything_else(wire: Take):
    body = "\n".join(span.of(wire.text) for span in wire.copy)

    assert len(wire.copy) == 19
    assert not any(word in body for word in ("(END)", "ATTN", "(Yonhap)", "▲", "LD)", "ⓒ", "NOT FOR SALE"))


def test_captions_and_their_rights(wire: Take):
    first, second = wire.pictures

    assert (first.handout, first.terms, first.credit) == (False, (), "Yonhap")
    assert second.handout
    assert {t.rule for t in second.terms} == {Rule.NO_RESALE, Rule.HANDOUT}
    assert all(t.span.of(wire.text) == t.phrase for t in second.terms)
    assert first.day == second.day == date(2026, 1, 23)


def test_rights_line_is_kept_apart(wire: Take):
    (notice,) = wire.notices

    assert "K-VIBE" in notice.of(wire.text)
    assert notice.start > wire.spans(PartKind.END)[0].end


def test_page_is_nobodys_and_has_no_time(page: Take):
    assert (page.format, page.source, page.source_kind) == ("page-text", "", SourceKind.PAGE)
    assert page.sent is None
    assert page.dateline is None
    assert not page.ai_text


def test_page_picture_is_ai_made(page: Take):
    picture = page.pictures[0]

    assert picture.ai_made
    assert picture.description is not None
    assert picture.description.start == 0
    assert len(page.spans(PartKind.LABEL, group=picture.group)) == 2


def test_page_standfirst_and_five_paragraphs(page: Take):
    assert len(page.spans(PartKind.STANDFIRST)) == 1
    assert len(page.spans(PartKind.PARAGRAPH)) == 5


def test_seven_teasers_each_with_its_own_label_or_none(page: Take):
    assert [t.label is not None for t in page.teasers] == [True, False, True, False, True, False, True]
    assert [t.ai_text for t in page.teasers] == [True, False, True, False, True, False, True]
    assert [len(t.text) for t in page.teasers] == [1] * 7
    assert [t.headline is not None for t in page.teasers] == [True] + [False] * 6
    assert page.pictures[1].ai_made
    for teaser in page.teasers:
        assert teaser.label is None or teaser.label.end <= teaser.text[0].start


def test_no_cookie_notice_anywhere(page: Take):
    for part in page.parts:
        if "nettsted" in part.span.of(page.text).lower():
            assert part.kind is PartKind.CHROME
