"""Golden cases: a folder each with an input that we wrote and what must come out of it, field by field.

Bless them again with ``WRITETHRU_BLESS=1 python -m pytest tests/read/test_golden.py`` and read the difference.
"""

import json
import os
from pathlib import Path

import pytest

from writethru.model import Refused, Span, Take
from writethru.read.detect import choose, read
from writethru.read.document import Document

CASES = sorted(p for p in (Path(__file__).parent / "golden").iterdir() if p.is_dir())
FIELDS = (
    "format",
    "id",
    "guid",
    "status",
    "source",
    "source_kind",
    "headline",
    "title",
    "slug",
    "language",
    "url",
    "guid",
    "version",
    "status",
    "replaces",
    "guid",
    "version",
    "sequence",
    "status",
    "ai_text",
    "warnings",
)


def summary(item: Take | Refused) -> dict[str, object]:
    """Say in plain JSON what was read, each span as its words."""
    if isinstance(item, Refused):
        return {"refused": item.place, "reason": item.reason}

    def words(span: Span | None) -> str | None:
        return span.of(item.text) if span else None

    told: dict[str, object] = {name: getattr(item, name) for name in FIELDS}
    told["marker"] = [*item.marker.raw, item.marker.signal, item.marker.rank, item.marker.genre]
    told["sent"] = item.sent and [item.sent.at.isoformat(), item.sent.day_only, item.sent.zone_inferred, item.sent.why]
    line = item.dateline
    told["dateline"] = line and [*line.places, line.day and line.day.isoformat(), line.day_inferred, line.source]
    told["bylines"] = [[b.name, b.also] for b in item.bylines]
    told["note"] = [[n.verb, n.target] for n in item.note]
    told["pictures"] = [
        {
            "words": words(p.caption) or words(p.description),
            "credit": p.credit,
            "handout": p.handout,
            "ai": p.ai_made,
            "day": p.day and p.day.isoformat(),
            "terms": [[t.rule, t.phrase] for t in p.terms],
        }
        for p in item.pictures
    ]
    told["teasers"] = [[words(t.headline), [words(s) for s in t.text], words(t.label), t.ai_text] for t in item.teasers]
    told["notices"] = [words(s) for s in item.notices]
    told["parts"] = [[p.kind, p.group, words(p.span)] for p in item.parts]
    return json.loads(json.dumps(told))


def outcome(case: Path) -> list[dict[str, object]]:
    source = next(case.glob("input.*"))
    return [summary(item) for item in read(Document(source.name, source.read_bytes()))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path):
    expected = case / "expected.json"
    found = outcome(case)
    if os.environ.get("WRITETHRU_BLESS"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")

    wanted = json.loads(expected.read_text("utf-8"))

    for got, want in zip(found, wanted, strict=True):
        for name, value in want.items():
            assert got[name] == value, f"{case.name}: {name}"


@pytest.mark.parametrize(
    ("case", "reader"),
    [
        ("third-take", "wire"),
        ("bureau-update", "wire"),
        ("kill-order", "wire"),
        ("korean-wire", "wire"),
        ("wrapped-copy", "wire"),
        ("summary-dateline", "wire"),
        ("full-rewrite", "wire"),
        ("notepad", "wire"),
        ("local-page", "page-text"),
        ("ai-page", "page-text"),
        ("outlet-page", "page-text"),
        ("web-page", "html"),
        ("transmissions", "ap-sgml"),
        ("nitf-update", "nitf"),
        ("nitf-kill", "nitf"),
        ("teleprinter", "iptc7901"),
        ("teleprinter-plain", "iptc7901"),
        ("newspaper-wire", "anpa"),
        ("field-xml", "simple-xml"),
        ("g2-correction-and-kill", "newsml-g2"),
        ("g2-not-news", "newsml-g2"),
        ("newsml1-alert", "newsml-1"),
        ("rss-pictures", "feed"),
        ("atom-corrections", "feed"),
        ("broken-feed", "feed"),
        ("aggregator", "feed"),
        ("rdf-feed", "feed"),
        ("json-feed", "json-feed"),
        ("blog-export", "wxr"),
        ("mailed-copy", "mail"),
        ("forwarded-mail", "mail"),
        ("mailbox", "mail"),
        ("ninjs-1", "ninjs"),
        ("ninjs-2", "ninjs"),
        ("ninjs-3", "ninjs"),
        ("ninjs-superdesk", "ninjs"),
        ("ninjs-ap", "ninjs"),
        ("ninjs-bbc", "ninjs"),
        ("ninjs-wrong-types", "ninjs"),
        ("dpa-digitalwires", "dpa-digitalwires"),
    ],
)
def test_the_surest_reader_is_the_right_one(case: str, reader: str):
    source = next((Path(__file__).parent / "golden" / case).glob("input.*"))

    assert choose(Document("x", source.read_bytes())).name == reader
