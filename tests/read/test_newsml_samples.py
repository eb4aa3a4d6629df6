"""Every NewsML sample of the shared folder, item by item: guid, version, signal, pictures, or why it is refused."""

from pathlib import Path

import pytest

from shared import SHARED, needs_shared
from writethru.model import PartKind, Refused, Signal, Take
from writethru.read import newsml_1, newsml_g2
from writethru.read.document import Document

TABLE = Path(__file__).parent / "newsml_samples.tsv"
ROWS = [row.split("\t") for row in TABLE.read_text("utf-8").splitlines() if not row.startswith("#")]
FILES = list(dict.fromkeys(row[0] for row in ROWS))
DEBRIS = ("<", "&amp;", "&quot;", "&#", "==Kyodo", "*** DISCLAIMER", "TRANSLATED ***", "(Reporting by")
pytestmark = [pytest.mark.shared, needs_shared]


def read(name):
    document = Document(name, (SHARED / "data" / "fixtures" / name).read_bytes())
    reader = max((newsml_1.reader(), newsml_g2.reader()), key=lambda r: r.recognises(document))
    return list(reader.read(document))


def facts(item: Take | Refused) -> list[str]:
    if isinstance(item, Refused):
        return ["refused", item.reason]
    return [item.guid or "-", item.version or "-", item.marker.signal, str(len(item.pictures))]


@pytest.mark.parametrize("name", FILES)
def test_each_item_is_read_or_refused_as_listed(name):
    assert [facts(item) for item in read(name)] == [row[1:] for row in ROWS if row[0] == name]


def test_no_sample_is_missing_from_the_list():
    folder = SHARED / "data" / "fixtures"
    paths = [p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".xsd", ".json", ".tsv")]
    readers = (newsml_1.reader(), newsml_g2.reader())
    known = [
        str(p.relative_to(folder))
        for p in paths
        if any(reader.recognises(Document(p.name, p.read_bytes())) for reader in readers)
    ]

    assert sorted(known) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_copy_has_no_debris_and_every_take_a_source_and_a_time(name):
    for item in read(name):
        if isinstance(item, Refused):
            continue
        assert item.source
        assert item.sent is not None
        for span in item.copy:
            words = span.of(item.text)
            # the dots of a Chinese translator's note compare with "<10": a sign, no markup
            assert not [mark for mark in DEBRIS if mark in words.replace("<10", "")], words[:80]


def test_the_kill_of_the_real_pair_names_the_piece_and_has_no_body():
    stem = "superdesk-fixtures/core/tag_reuters.com_2016_newsml_L1N14N0FF_version_"
    [first], [kill] = read(f"{stem}978556838"), read(f"{stem}1542761538")

    assert (first.marker.signal, kill.marker.signal) == (Signal.CORRECTION, Signal.KILL)
    assert (kill.guid, kill.headline, kill.copy, kill.warnings) == (first.guid, first.headline, (), ())


def test_an_embargo_field_stays_out_of_the_words():
    [take] = read("dpa-digitalwires/tests/data/output/embargoed.xml")

    assert not any("Sperrfrist" in span.of(take.text) for span in take.copy)
    assert any("Sperrfrist" in p.span.of(take.text) for p in take.parts if p.kind is PartKind.NOTE)


def test_translations_are_labelled():
    for name in ("core/stt_newsml_test.xml", "belga/stt_belga.xml"):
        [take] = read(f"superdesk-fixtures/{name}")
        assert take.ai_text
        assert "TRANSLATED" not in take.title
