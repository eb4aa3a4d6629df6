"""NITF, IPTC 7901, ANPA 1312 and simple XML: fields that goldens do not show, hostile input, and real samples."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.errors import Unreadable
from writethru.model import PartKind, Refused, Signal, SourceKind, Take
from writethru.read import anpa, iptc7901, nitf, simple_xml
from writethru.read.decode import decode
from writethru.read.document import Document, Reader
from writethru.read.nitf import item_of
from writethru.read.stamps import iso
from writethru.read.times import date_group
from writethru.read.tree import xml

READERS: dict[str, Reader] = {r.name: r for r in (m.reader() for m in (anpa, iptc7901, nitf, simple_xml))}


def takes(reader: str, data: bytes) -> list[Take]:
    found = list(READERS[reader].read(Document("trial", data)))
    assert all(isinstance(item, Take) for item in found), found
    return [item for item in found if isinstance(item, Take)]


def item(docdata: str, head: str = "<hedline><hl1>Ferry</hl1></hedline>", body: str = "<p>It sails.</p>"):
    whole = (
        f'<nitf><head><docdata>{docdata}<date.issue norm="20310204T182207Z"/></docdata></head>'
        f"<body><body.head>{head}</body.head><body.content>{body}</body.content></body></nitf>"
    )
    return item_of(xml(Document("trial", whole.encode())))


@pytest.mark.parametrize(
    ("release", "embargo"),
    [
        ("", None),
        ("<date.release/>", ""),
        ('<date.release norm=""/>', ""),
        ('<date.release norm="20310204T182207Z"/>', None),
        ('<date.release norm="20310205T000100Z"/>', "20310205T000100Z"),
        ('<date.release norm="20310204T000100"/>', "20310204T000100"),  # no zone: it may be later
        ('<date.release norm="Friday noon"/>', "Friday noon"),
        ('<date.release norm="YYYYMMDD000000-HHMM"/>', None),
    ],
)
def test_a_release_is_an_embargo_unless_it_is_past_or_a_template(release, embargo):
    assert item(release).embargo == embargo


@pytest.mark.parametrize(
    ("status", "signal", "embargo"),
    [
        ("usable", None, None),
        ("embargoed", None, ""),
        ("withheld", Signal.HOLD, None),
        ("canceled", Signal.KILL, None),
        ("Canceled", Signal.KILL, None),
        ("perhaps", Signal.HOLD, None),
    ],
)
def test_the_status_of_a_document_stops_it(status, signal, embargo):
    root = xml(Document("trial", f'<nitf><head><docdata management-status="{status}"/></head></nitf>'.encode()))
    read = item_of(root)

    assert (read.signal, read.embargo, read.status) == (signal, embargo, status)


def test_an_order_in_a_message_to_editors_stops_a_usable_document():
    assert item('<ed-msg info="EDITORS: please kill the story."/>').signal is Signal.KILL


def test_a_correction_names_what_it_corrects():
    read = item('<correction info="CORRECTS name" id-string="vell.7"/>')

    assert (read.signal, read.replaces, read.notes) == (Signal.CORRECTION, "vell.7", ["CORRECTS name"])


def test_the_highest_urgency_is_an_alert_only_when_the_text_is_as_short_as_one():
    assert item('<urgency ed-urg="1"/>').signal is Signal.ALERT
    assert item('<urgency ed-urg="1"/>', body="<p>It sails.</p>" * 80).signal is None
    assert item('<urgency ed-urg="5"/>').signal is None


def test_the_key_names_the_piece_only_where_the_documents_own_id_is_built_on_it():
    built = item('<doc-id id-string="ferry-7_48"/><du-key key="ferry-7" version="49"/>')
    shared = item('<doc-id id-string="7711"/><du-key key="CITY-FLASH" generation="2" version="1"/>')

    assert (built.guid, built.version, built.slug) == ("ferry-7", "49", "")
    assert (shared.guid, shared.version, shared.slug) == ("", "2.1", "CITY-FLASH")


@pytest.mark.parametrize(
    ("byline", "people", "kind"),
    [
        ("By Ida Moor<byttl>Staff Writer</byttl>", ["By Ida Moor", "Staff Writer"], None),
        ("Ida Moor / Strand.example", ["Ida Moor", "Strand.example"], None),
        ("im/jf", [], PartKind.SIGNOFF),
    ],
)
def test_a_byline_is_people_and_never_initials(byline, people, kind):
    read = item("", head=f"<byline>{byline}</byline>")

    assert read.bylines == people
    assert kind in [None, *(block.kind for block in read.copy)]


def test_a_subtitle_sent_as_byline_is_a_standfirst():
    assert item("", head="<byline>Ferry ready for all weathers says mayor</byline>").standfirst


def test_the_dateline_of_the_copy_is_proved_by_the_place_that_a_field_names():
    head = "<dateline><location>Strand</location></dateline>"
    data = (
        f"<nitf><body><body.head>{head}</body.head><body.content><p>STRAND - It sails.</p></body.content></body></nitf>"
    )
    (take,) = takes("nitf", data.encode())

    assert take.dateline is not None
    assert (take.dateline.span.of(take.text), take.dateline.places) == ("STRAND -", ("Strand",))
    assert [span.of(take.text) for span in take.copy] == ["It sails."]


def test_a_dateline_field_without_a_place_proves_nothing():
    head = "<body.head><dateline>Feb 4 (Reuters) -</dateline></body.head>"
    (take,) = takes("nitf", f"<nitf><body>{head}<body.content><p>It sails.</p></body.content></body></nitf>".encode())

    assert [span.of(take.text) for span in take.copy] == ["It sails."]


def test_a_release_passed_on_by_an_agency_is_no_agency_news():
    head = "<body.head><distributor>AP</distributor></body.head>"
    body = "<p>STRAND, Feb. 4, 2031 (GLOBE NEWSWIRE) -- It sails.</p>"
    data = f"<nitf><body>{head}<body.content>{body}</body.content></body></nitf>"
    (take,) = takes("nitf", data.encode())

    assert (take.source, take.source_kind) == ("AP", SourceKind.RELEASE)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("131137 GMT Nov 13", "2013-11-13T11:37:00+00:00"),
        ("101137 GMT Dez 18", "2018-12-10T11:37:00+00:00"),
        ("131137 GMT Nov 89", "1989-11-13T11:37:00+00:00"),
        ("041223 fév 31", "2031-02-04T12:23:00+00:00"),
        ("312599 GMT Nov 13", None),
        ("131137 GMT Nom 13", None),
        ("", None),
    ],
)
def test_a_date_group(words, at):
    found = date_group(words)

    assert (found and found.at.isoformat()) == at


@pytest.mark.parametrize(
    ("words", "at", "day_only"),
    [
        ("20131020T192751+1100", "2013-10-20T19:27:51+11:00", False),
        ("2016-04-13 04:52:21+00:00", "2016-04-13T04:52:21+00:00", False),
        ("20310204000000-0500", "2031-02-04T00:00:00+00:00", True),
        ("20310204", "2031-02-04T00:00:00+00:00", True),
        ("soon", None, False),
    ],
)
def test_a_stamp(words, at, day_only):
    found = iso(words)

    assert (found and found.at.isoformat(), bool(found and found.day_only)) == (at, day_only)


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (b"M\x81ller f\x84hrt", "", "Müller fährt"),
        (b"M\xfcller f\xe4hrt \x84so\x93", "", "Müller fährt „so“"),
        (b"3 \xa4 pour le ch\xbdur", "iso-8859-1", "3 € pour le chœur"),
        (b"don\x92t \x96 so", "", "don’t – so"),
        (b"1\xbd tons, \xa34", "", "1½ tons, £4"),
    ],
)
def test_western_letters_are_told_by_where_they_stand(data, declared, text):
    assert decode(data, declared).text == text


@pytest.mark.parametrize(
    ("reader", "data", "why"),
    [
        ("nitf", b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf>&a;</nitf>', "entity"),
        ("nitf", b"<nitf>" + b"<block>" * 10_000 + b"</block>" * 10_000 + b"</nitf>", "deep|depth"),
        ("nitf", b"<nitf><body>", "well-formed"),
        ("simple-xml", b"<RBNews>", "well-formed"),
        ("simple-xml", b"<shop><price>3</price></shop>", "no record"),
        ("simple-xml", b"<results><result><guid>a</guid><version>1</version></result></results>", "without copy"),
        ("iptc7901", b"A letter, and no transmission.", "no heading"),
        ("anpa", b"A letter, and no transmission.", "no start of heading"),
    ],
)
def test_what_holds_nothing_is_refused_with_the_reason(reader, data, why):
    with pytest.raises(Unreadable, match=why):
        list(READERS[reader].read(Document("trial", data)))


HEADS = {
    "anpa": b"\x16\x16\x01a0512\x1f-----\nu i\x13\x11 BC-Strand   02-04 0210\n\x02",
    "iptc7901": b"\x01ech0124 4 p 40  dpa 0501\n\nStrand/\n\x02",
}


@pytest.mark.parametrize("reader", HEADS)
@pytest.mark.parametrize(
    "filling", [b"\n", b" ", b"=", b"^", b"^<", b"\x08", b"\x1e ", b"# ", b"* ", b"\x01", b"<", b"a "]
)
def test_a_hostile_transmission_costs_no_time(reader, filling):
    data = HEADS[reader] + filling * (400_000 // len(filling)) + b"\x03041122 GMT Feb 31\x04"
    began = time.process_time()
    list(READERS[reader].read(Document("trial", data)))

    assert time.process_time() - began < 30  # a tenth of that, on an idle machine


@given(st.sampled_from(sorted(HEADS)), st.binary(max_size=300))
def test_junk_behind_a_heading_yields_takes_or_refusals(reader, junk):
    document = Document("trial", HEADS[reader] + junk)

    assert READERS[reader].recognises(document) > 0.9
    for found in READERS[reader].read(document):
        assert isinstance(found, Take | Refused)
        if isinstance(found, Take):
            ends = [part.span.end for part in found.parts]
            assert all(part.span.end > part.span.start for part in found.parts)
            assert ends == sorted(ends)
