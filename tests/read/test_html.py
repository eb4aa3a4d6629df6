"""Pages that are broken, hostile or bare."""

import pytest

from writethru.model import PartKind, Refused, Take
from writethru.read.detect import read
from writethru.read.document import Document

BODY = "".join(
    f"<p>Paragraph {n} tells of salt, of ships, and of what both of them cost this year.</p>" for n in range(6)
)


def _read(page: str) -> Take | Refused:
    (item,) = read(Document("page.html", page.encode()), "html")
    return item


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 10_000 + "deep" + "</div>" * 10_000,
        "<html><body>" + "<q>" * 20_000 + "deep",
        "<html><body>" + "<p>x</p>" * 100_000,
        "<html>" + "a" * 6_000_000,
        "<html><body></body></html>",
        "<html>",
    ],
    ids=["nested", "unclosed", "many", "huge", "bare", "empty"],
)
def test_hostile_or_empty_pages_are_refused_with_a_reason(page: str):
    item = _read(page)

    assert isinstance(item, Refused)
    assert item.reason


def test_a_broken_data_block_spoils_itself_alone():
    page = f"""<html><head><script type="application/ld+json">{{"@type": </script>
    <script type="application/ld+json">{{"@type":"NewsArticle",
    "headline":"Salt is dear","datePublished":"2031-02-04"}}</script>
    </head><body><article>{BODY}</article></body></html>"""

    take = _read(page)

    assert isinstance(take, Take)
    assert take.headline == "Salt is dear"
    assert take.sent is not None
    assert take.sent.day_only


def test_text_that_ai_made_is_said_to_be():
    page = f"""<html><head><script type="application/ld+json">{{"@type":"NewsArticle","headline":"Salt is dear",
    "digitalSourceType":"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"}}</script>
    </head><body><article><h1>Salt is dear</h1>{BODY}</article></body></html>"""

    take = _read(page)

    assert isinstance(take, Take)
    assert take.ai_text


def test_text_is_the_fields_joined_and_parts_are_spans_of_it():
    head = "<head><title>Salt is dear</title></head>"

    take = _read(f"<html>{head}<body><article><h1>Salt is dear</h1>{BODY}</article></body></html>")

    assert isinstance(take, Take)
    assert take.text.split("\n\n")[0] == take.headline == "Salt is dear"
    assert len(take.spans(PartKind.PARAGRAPH)) == 6
