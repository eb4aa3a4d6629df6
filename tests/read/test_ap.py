"""The AP files: slug lines, notes, and all pieces of seven days."""

import gzip
import json
import re
from collections.abc import Iterator

import pytest

from shared import SHARED, needs_shared
from writethru.model import PartKind, Refused, Signal, Take
from writethru.read.ap import ApSgml, take_of
from writethru.read.document import Document
from writethru.read.markers import slug_line


@pytest.mark.parametrize(
    ("line", "slug", "rank", "signal", "replaces"),
    [
        ("AM-Lake Ferries,0210", "Lake Ferries", 1, Signal.NEW, ""),
        ("PM-Lake-Ferries, Bjt,570", "Lake-Ferries", 1, Signal.NEW, ""),
        ("AM-Lake Ferries Rdp, 3rd Ld - Writethru,a0646,1,050", "Lake Ferries", 4, Signal.UPDATE, "a0646"),
        ("PM-Lake Ferries, 2ndLd-writethru, a0480-a0491,xxx", "Lake Ferries", 3, Signal.UPDATE, "a0480"),
        ("BC-BRF--Salt Ship,0144", "BRF--Salt Ship", 1, Signal.NEW, ""),
        ("BC-APN--Salt, Adv 15-1st Add,1148", "APN--Salt", 1, Signal.HOLD, ""),
        ("BC-Salt Text, 3rd add,600", "Salt Text", 1, Signal.UPDATE, ""),
        ("AM-Salt,CORRECTIVE, 1st Ld-Writethru,a0657", "Salt", 2, Signal.CORRECTION, "a0657"),
        ("AM-Salt, Advisory,0050", "Salt", 1, Signal.ADVISORY, ""),
        ("PM-Business Notes, 2 Takes,0526", "Business Notes", 1, Signal.NEW, ""),
    ],
)
def test_slug_line(line: str, slug: str, rank: int, signal: Signal, replaces: str):
    marker, found, replaced = slug_line(line)

    assert (found, marker.rank, marker.signal, replaced) == (slug, rank, signal, replaces)


@pytest.fixture(scope="module")
def raw() -> list[Document]:
    return [Document(p.name, p.read_bytes()) for p in sorted((SHARED / "data/ap89/raw").glob("*.gz"))]


@pytest.fixture(scope="module")
def items(raw: list[Document]) -> list[Take | Refused]:
    return [item for document in raw for item in ApSgml().read(document)]


@needs_shared
def test_every_piece_and_none_refused(raw: list[Document], items: list[Take | Refused]):
    numbers = [n.decode() for d in raw for n in re.findall(rb"<DOCNO>\s*(\S+)\s*</DOCNO>", d.data)]

    assert len(items) == 1468
    assert [item.id for item in items if isinstance(item, Take)] == numbers


@needs_shared
def test_parts_are_in_order_and_hold_all_running_text(items: list[Take | Refused]):
    for take in _takes(items):
        assert take.sent is not None
        assert take.copy or take.marker.signal is Signal.ADVISORY, take.id
        end = 0
        for part in take.parts:
            assert end <= part.span.start < part.span.end <= len(take.text)
            end = part.span.end


@needs_shared
def test_notes_and_tags_are_not_in_the_body(items: list[Take | Refused]):
    for take in _takes(items):
        body = " ".join(span.of(take.text) for span in take.copy)
        assert not re.search(r"</?(?:HEAD|TEXT|NOTE|DOC|BYLINE|DATELINE)>|^Eds:", body)


@needs_shared
def test_slugs_and_ranks_agree_with_the_gold(items: list[Take | Refused]):
    with gzip.open(SHARED / "data/ap89/gold.jsonl.gz", "rt") as lines:
        gold = {row["id"]: row for row in map(json.loads, lines)}
    takes = [take for take in _takes(items) if take.id in gold]

    agreed = [t for t in takes if _folded(t.slug) == gold[t.id]["story"] and t.marker.rank == gold[t.id]["rank"] + 1]

    assert len(agreed) >= 0.99 * len(takes)


@needs_shared
def test_every_dateline_element_is_read(items: list[Take | Refused]):
    for take in _takes(items):
        if take.spans(PartKind.DATELINE):
            assert take.dateline is not None, take.id
            assert take.dateline.source == "AP"


def _takes(items: list[Take | Refused]) -> Iterator[Take]:
    return (item for item in items if isinstance(item, Take))


def _folded(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


ORDERS = [
    "$Adv08",
    "$adv 06",
    "With PM-Vell-Talks",
    "With Vell-Strand, Bjt",
    "URGENT",
    "Precede VELL",
    "With Quay-Talks",
]


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_to_desks_is_no_headline(order: str):
    assert _headed(order, "Harbor Reopens In Vell").title == "Harbor Reopens In Vell"


@pytest.mark.parametrize("series", ["From AP Newsfeatures", "An AP Extra", "AP WEEKEND SPORTS"])
def test_the_name_of_a_series_is_a_headline_only_where_there_is_no_other(series: str):
    assert _headed(series, "Harbor Reopens In Vell").headline == "Harbor Reopens In Vell"
    assert _headed("Harbor Reopens In Vell", series).headline == "Harbor Reopens In Vell"
    assert _headed(series, "(APN SUNDAY ILLUSTRATIONS: Subscribers get 2 maps.)").headline == series


def test_the_second_of_two_headlines_is_none():
    take = _headed("Harbor Reopens In Vell", "Vell Sees Ships Again")

    assert [p.span.of(take.text) for p in take.parts if p.kind is PartKind.HEADLINE] == ["Harbor Reopens In Vell"]


def _headed(*heads: str) -> Take:
    head = "<DOCNO> AP310101-0001 </DOCNO>\n<FILEID>AP-NR-01-01-31 1200EST</FILEID>\n<SECOND>AM-Vell</SECOND>"
    lines = [*(f"<HEAD>{words}</HEAD>" for words in heads), "<TEXT>", "   It reopened.", "</TEXT>"]
    return take_of("\n".join(["<DOC>", head, *lines, "</DOC>"]), "d" * 64, "DOC 1")
