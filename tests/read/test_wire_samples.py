"""The real samples of NITF, IPTC 7901, ANPA 1312 and simple XML: facts of each, by file name, and never their words."""

import re
from collections import Counter

import pytest

from shared import SHARED, needs_shared
from writethru.errors import Unreadable
from writethru.model import COPY, PartKind, Signal, SourceKind, Take
from writethru.read import anpa, iptc7901, nitf, simple_xml
from writethru.read.document import Document, Reader

pytestmark = [pytest.mark.shared, needs_shared]

READERS: dict[str, Reader] = {r.name: r for r in (m.reader() for m in (anpa, iptc7901, nitf, simple_xml))}

# File, reader, slug, sequence, marker rank, signal, paragraphs, tables, notes, people in the byline, sent (local time).
SAMPLES = [
    ("belga/ansa_belga.xml", "nitf", "", "", 1, "new", 1, 0, 0, 0, "2022-07-11T18:33"),
    ("belga/ats.txt", "iptc7901", "France", "bsf025", 1, "new", 3, 0, 0, 0, "2018-12-09T12:23"),
    (
        "belga/dpa.txt",
        "iptc7901",
        "politics/Britain/EU/Brexit/justice",
        "eca00075",
        3,
        "update",
        18,
        0,
        4,
        1,
        "2018-12-10T11:37",
    ),
    ("belga/kyodo.txt", "anpa", "Soccer-Emperor's-Cup", "a0105", 1, "new", 11, 0, 0, 0, "2018-12-09T21:37"),
    ("core/IPTC7901.txt", "iptc7901", "Germany-politics", "eca062", 1, "new", 5, 0, 0, 0, "2013-11-13T11:37"),
    (
        "core/IPTC7901_odd_charset.txt",
        "iptc7901",
        "Germany-football/Munich/Mueller",
        "eca100",
        2,
        "update",
        21,
        0,
        2,
        1,
        "2015-10-07T13:41",
    ),
    ("core/aap-1.xml", "nitf", "F1 Test", "1747", 1, "new", 1, 0, 0, 1, "2013-10-20T19:27"),
    ("core/aap-cyber.xml", "nitf", "slugged", "78", 1, "new", 1, 0, 0, 1, "2016-04-13T04:52"),
    ("core/aap-finance-lite.xml", "nitf", "Samsung", "1832", 1, "new", 0, 0, 0, 0, "2014-11-26T15:27"),
    ("core/aap-finance.xml", "nitf", "Samsung", "1832", 1, "new", 13, 0, 0, 0, "2014-11-26T15:27"),
    ("core/aap-finance1.xml", "nitf", "Highlights Finance", "1600", 1, "advisory", 17, 0, 1, 0, "2015-02-20T13:51"),
    ("core/aap-sports.xml", "nitf", "RL Roosters", "1737", 1, "new", 4, 0, 0, 0, "2015-02-18T16:01"),
    ("core/aap.xml", "nitf", "Monitor 1900 ABC News", "1747", 1, "new", 12, 0, 0, 1, "2013-10-20T19:27"),
    ("core/anpa-1.tst", "anpa", "LT--Argentina-Cancer Beauty", "w2870", 1, "new", 14, 0, 2, 2, "2013-11-13T15:09"),
    ("core/anpa-2.tst", "anpa", "US--Ethanol-Losing Grassland", "w2607", 2, "update", 33, 0, 3, 2, "2013-11-13T07:45"),
    ("core/anpa-3.tst", "anpa", "WEA--Global Weather-Fahrenheit", "w2595", 1, "new", 1, 1, 0, 0, "2013-11-13T07:13"),
    ("core/anpa-4.tst", "anpa", "Top-Entertainment-Headlines", "v4644", 1, "new", 10, 0, 0, 0, "2016-02-10T04:23"),
    ("core/ap-nitf.xml", "nitf", "", "", 1, "new", 27, 0, 1, 1, "2015-12-10T19:10"),
    ("core/ap_anpa-1.tst", "anpa", "BKN--Heat-Hawks", "z6715", 2, "update", 17, 0, 2, 1, "2016-02-20T03:37"),
    ("core/ap_anpa-2.tst", "anpa", "BBO--Baseball Expanded Glance", "z9631", 1, "new", 0, 4, 0, 0, "2016-05-17T06:20"),
    ("core/ap_anpa-3.tst", "anpa", "US--Giant Lobster Death", "g7787", 2, "update", 1, 0, 1, 0, "2016-08-29T16:26"),
    ("core/ap_anpa-4.tst", "anpa", "AS--China-Daring Escape", "w2346", 4, "update", 25, 0, 2, 1, "2017-05-09T00:56"),
    ("core/ap_anpa-5.tst", "anpa", "US--APNewsAlert", "w1645", 0, "alert", 1, 0, 0, 0, "2017-06-29T23:50"),
    ("core/ap_anpa-6.tst", "anpa", "BBO--Wild Card Glance", "s0284", 1, "new", 0, 4, 0, 0, "2019-08-18T20:17"),
    ("core/ap_anpa-7.tst", "anpa", "10 Things to Know-Today", "w2422", 1, "new", 21, 0, 2, 0, "2019-09-04T10:29"),
    ("core/ap_media_text_nitf.xml", "nitf", "BBN--Top Ten", "", 1, "new", 3, 3, 0, 0, "2019-07-03T04:05"),
    ("core/dpa_copyright.txt", "iptc7901", "Impressum", "eca0001", 1, "advisory", 1, 0, 0, 0, "2017-06-24T22:00"),
    (
        "core/dpa_four_line.txt",
        "iptc7901",
        "Switzerland/migration/UN",
        "eca0003",
        2,
        "refile",
        15,
        0,
        3,
        0,
        "2018-11-21T23:22",
    ),
    (
        "core/dpa_two_by_line.txt",
        "iptc7901",
        "American Football/NFL",
        "ecp0007",
        1,
        "new",
        35,
        0,
        3,
        1,
        "2018-11-21T12:59",
    ),
    ("core/dpa_two_line.txt", "iptc7901", "Yemen/conflict", "eca0124", 0, "alert", 4, 0, 1, 0, "2018-11-21T21:01"),
    ("core/efe_nitf.xml", "nitf", "HONDURAS GOVERNMENT", "", 1, "new", 1, 0, 0, 0, "2017-01-02T22:28"),
    ("core/handle_invalid_fields.xml", "nitf", "Rideau-Hall-Police", "", 1, "new", 27, 0, 1, 2, "2020-07-03T16:51"),
    ("core/mapping_test.xml", "nitf", "NU-FLASH-K", "", 1, "new", 3, 0, 0, 0, "2016-05-12T00:05"),
    ("core/nitf-fishing.xml", "nitf", "tide-update", "", 1, "kill", 11, 0, 4, 1, "2002-02-25T14:30"),
    ("core/nitf-ntb.xml", "nitf", "faktisk-faktasjekk", "417", 1, "new", 55, 0, 1, 1, "2020-09-07T14:45"),
    ("core/pa1.xml", "nitf", "SPORT Trivia (Oct 14)", "", 1, "new", 42, 0, 0, 0, "2015-10-14T04:30"),
    ("core/pa2.xml", "nitf", "SOCCER INT-Teams", "", 1, "new", 0, 1, 0, 0, "2015-10-14T02:43"),
    ("core/pa3.xml", "nitf", "POLITICS UnitedKingdom", "", 1, "new", 1, 0, 1, 1, "2016-09-08T13:24"),
    ("core/pa4.xml", "nitf", "SHOWBIZ BakeOff", "", 1, "new", 20, 0, 0, 1, "2016-10-03T15:22"),
    ("core/pa5.xml", "nitf", "POLITICS Brexit", "", 1, "new", 18, 0, 0, 1, "2016-10-11T00:13"),
    ("core/ritzau_feed.xml", "simple-xml", "", "", 1, "new", 15, 0, 0, 0, "2018-02-01T18:44"),
    ("core/ritzau_feed.xml", "simple-xml", "", "", 1, "new", 1, 0, 0, 1, "2018-02-01T18:38"),
    ("core/ritzau_news.xml", "simple-xml", "", "", 1, "new", 3, 0, 0, 1, "2018-01-30T17:32"),
    ("core/ritzau_news_test_ednote.xml", "simple-xml", "", "", 1, "new", 3, 0, 2, 1, "2018-01-30T17:32"),
    ("cp/ap-agate-nitf.xml", "nitf", "", "", 1, "new", 56, 6, 0, 0, "2021-05-12T14:00"),
    ("cp/ap-table-nitf.xml", "nitf", "", "", 1, "new", 8, 1, 0, 0, "2021-07-06T05:35"),
]
NAMES = sorted({row[0] for row in SAMPLES})
WIRE_DEBRIS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f]|^Eds:|^dpa [a-z]{2,3}( [a-z]{2,3})*$|AP-WF-|==Kyodo|^ends$|[<=^]$|&\w+;"
)


def document(name: str) -> Document:
    assert SHARED is not None
    return Document(name, (SHARED / "data/fixtures/superdesk-fixtures" / name).read_bytes())


def takes(name: str) -> list[Take]:
    data = document(name)
    reader = max(READERS.values(), key=lambda r: r.recognises(data))
    found = list(reader.read(data))
    assert all(isinstance(item, Take) for item in found), found
    return [item for item in found if isinstance(item, Take)]


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_a_sample(name: str):
    found = []
    for take in takes(name):
        kinds = Counter(part.kind for part in take.parts if not part.group)
        counts = [kinds[kind] for kind in (PartKind.PARAGRAPH, PartKind.TABLE, PartKind.NOTE)]
        sent = take.sent.at.isoformat()[:16] if take.sent else ""
        found.append((take.slug, take.sequence, take.marker.rank, take.marker.signal, *counts, len(take.bylines), sent))

    assert found == [row[2:] for row in SAMPLES if row[0] == name]


@pytest.mark.parametrize("name", NAMES)
def test_one_reader_alone_is_sure_of_a_sample(name: str):
    sure = {reader for reader, found in READERS.items() if found.recognises(document(name)) > 0.5}

    assert sure == {row[1] for row in SAMPLES if row[0] == name}


@pytest.mark.parametrize("name", NAMES)
def test_no_debris_of_the_wire_is_in_the_copy(name: str):
    copy = [part.span.of(take.text) for take in takes(name) for part in take.parts if part.kind in COPY]

    assert not [words for words in copy if WIRE_DEBRIS.search(words)]


def test_the_list_of_item_numbers_is_refused_for_what_it_is():
    with pytest.raises(Unreadable, match="without copy"):
        list(READERS["simple-xml"].read(document("core/channel1")))


def test_embargo_status_and_replaced_item_come_from_their_fields():
    (held,) = READERS["nitf"].read(document("core/pa3.xml"))
    (killed,) = READERS["nitf"].read(document("core/nitf-fishing.xml"))

    assert isinstance(held, Take)
    assert isinstance(killed, Take)
    assert held.status == "embargoed"
    assert (killed.status, killed.marker.signal, killed.version) == ("canceled", Signal.KILL, "14.1")
    assert killed.replaces


def test_what_a_field_named_for_something_else_holds_is_filed_by_what_it_is():
    """EFE's byline holds initials, ANSA's a subtitle; dpa's second byline is an outlet; Ritzau passes on a release."""
    (efe,) = takes("core/efe_nitf.xml")
    (ansa,) = takes("belga/ansa_belga.xml")
    (dpa,) = takes("core/dpa_two_by_line.txt")
    release, story = takes("core/ritzau_feed.xml")

    assert efe.spans(PartKind.SIGNOFF)
    assert ansa.spans(PartKind.STANDFIRST)
    assert dpa.dateline is not None
    assert dpa.dateline.source == "dpa"
    assert (release.source_kind, story.source_kind) == (SourceKind.RELEASE, SourceKind.AGENCY)


def test_tables_keep_their_columns():
    for name in ("core/ap_anpa-2.tst", "core/ap_anpa-6.tst", "core/anpa-3.tst", "cp/ap-agate-nitf.xml"):
        (take,) = takes(name)
        rows = [row for span in take.spans(PartKind.TABLE) for row in span.of(take.text).split("\n") if "  " in row]
        assert len(rows) > 10, name
        assert not re.search(r"[;{\x1e]", "".join(rows)), name
