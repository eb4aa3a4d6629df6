"""NewsML-G2: what each field comes to, with the slips that agencies make."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from writethru.model import PartKind, Refused, Signal, SourceKind, Take
from writethru.read.document import Document
from writethru.read.g2_item import Envelope, item_of
from writethru.read.newsml_g2 import reader

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
COPY = "<p>The ferry to Strand stays in port, its owner said.</p>"


def news_item(meta="", content="", copy=COPY, item="", guid="urn:strand:ferry:7"):
    return (
        f'<newsItem xmlns="{NAMESPACE}" guid="{guid}" version="2" xml:lang="en">{item}'
        "<itemMeta><provider literal='reuters.com'/><versionCreated>2031-03-04T09:00:00Z</versionCreated>"
        f"{meta}</itemMeta>"
        f"<contentMeta><headline>Ferry stays in port</headline>{content}</contentMeta>"
        f"<contentSet><inlineXML><html><body>{copy}</body></html></inlineXML></contentSet></newsItem>"
    )


def read(words, name="trial.xml"):
    return list(reader().read(Document(name, words.encode() if isinstance(words, str) else words)))


def take(*arguments, **named):
    [found] = read(news_item(*arguments, **named))
    assert isinstance(found, Take), found
    return found


def item(*arguments, **named):
    return item_of(etree.fromstring(news_item(*arguments, **named)), Envelope(), "item 1")


@pytest.mark.parametrize(
    ("status", "signal", "warned"),
    [
        ("", Signal.NEW, False),
        ('<pubStatus qcode="stat:usable"/>', Signal.NEW, False),
        ('<pubStatus qcode="stat:withheld"/>', Signal.HOLD, False),
        ('<pubStatus qcode="stat:canceled"/>', Signal.KILL, False),
        ('<pubStatus qcode="other:cancelled"/>', Signal.KILL, False),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', Signal.KILL, False),
        ('<pubStatus qcode="stat:resting"/>', Signal.HOLD, True),
    ],
)
def test_a_status_is_usable_held_or_a_kill_and_one_not_known_is_held(status, signal, warned):
    found = take(status)

    assert found.marker.signal is signal
    assert bool(found.warnings) is warned


@pytest.mark.parametrize(
    ("meta", "signal"),
    [
        ('<signal qcode="sig:update"/>', Signal.UPDATE),
        ('<signal qcode="sig:update"/><signal qcode="sig:correction"/>', Signal.CORRECTION),
        ('<signal qcode="edStat:N"/>', Signal.NEW),
        ('<signal qcode="edStat:D"/><pubStatus qcode="stat:usable"/>', Signal.KILL),
        ('<signal qcode="prodId:D"/>', Signal.NEW),
        ('<itemClass qcode="icls:text" xmlns:r="http://strand.invalid/" r:msgType="D"/>', Signal.KILL),
    ],
)
def test_signals_count_by_their_scheme(meta, signal):
    assert take(meta).marker.signal is signal


def test_an_inline_catalog_outranks_the_usual_aliases():
    own = '<catalog><scheme alias="sig" uri="http://strand.invalid/"/><scheme alias="q" uri="{}"/></catalog>'
    iptc = own.format("https://cv.iptc.org/newscodes/signal")

    assert take('<signal qcode="sig:correction"/>', item=iptc).marker.signal is Signal.NEW
    assert take('<signal qcode="q:correction"/>', item=iptc).marker.signal is Signal.CORRECTION


@pytest.mark.parametrize(
    ("field", "embargo", "warnings"),
    [
        ("", None, []),
        ("<embargoed/>", "", []),
        ("<embargoed> 2031-03-05T06:00:00+0100 </embargoed>", "2031-03-05T06:00:00+0100", []),
        ("<embargoed>soon</embargoed>", "", ["embargoed: 'soon' is no time; held without a date"]),
    ],
)
def test_an_embargo_is_a_time_or_held_without_a_date_or_absent(field, embargo, warnings):
    found = item(field)

    assert (found.embargo, found.warnings) == (embargo, warnings)


def test_a_kill_needs_no_body_and_no_headline():
    [kill] = read(
        f'<newsItem xmlns="{NAMESPACE}" guid="urn:strand:7" version="9"><itemMeta><pubStatus qcode="stat:canceled"/>'
        "</itemMeta></newsItem>"
    )

    assert (kill.guid, kill.version, kill.marker.signal, kill.warnings) == ("urn:strand:7", "9", Signal.KILL, ())


def test_a_clock_without_a_zone_hangs_where_the_agency_is_at_home_and_that_is_said():
    words = news_item().replace("2031-03-04T09:00:00Z", "20310704T090000").replace("reuters.com", "ansa.it")
    [found] = read(words)

    assert found.sent.at.isoformat() == "2031-07-04T09:00:00+02:00"
    assert found.sent.zone_inferred
    assert "Europe/Rome" in found.sent.why


@pytest.mark.parametrize(
    ("provider", "source", "kind"),
    [
        ('literal="ansa.it"', "ANSA", SourceKind.AGENCY),
        ('qcode="nprov:afp"', "AFP", SourceKind.AGENCY),
        ('uri="https://www.tass.ru/about"', "TASS", SourceKind.AGENCY),
        ('literal="businesswire.com"', "Business Wire", SourceKind.RELEASE),
        ('literal="Strand Courier"', "Strand Courier", SourceKind.UNKNOWN),
    ],
)
def test_the_source_is_named_as_a_desk_names_it(provider, source, kind):
    [found] = read(news_item().replace("literal='reuters.com'", provider))

    assert (found.source, found.source_kind) == (source, kind)


@pytest.mark.parametrize(
    ("creator", "bylines"),
    [
        ("<creator><name>Ida Moor</name></creator>", ["Ida Moor"]),
        ('<creator literal="Reuters"/>', []),
        ("<creator><name>Strand Television</name></creator>", []),
        ("<by>By Ida Moor and Ove Lunde</by><creator><name>Ann Bratt</name></creator>", ["Ida Moor", "Ove Lunde"]),
    ],
)
def test_a_creator_is_a_byline_when_it_is_a_person_and_no_byline_is_given(creator, bylines):
    assert [byline.name for byline in take(content=creator).bylines] == bylines


def test_headline_byline_and_summary_stand_once():
    copy = f"<h1>Ferry stays in port</h1><p>By Ida Moor</p>{COPY}<p>It carries 90 people.</p>"
    summary = '<description role="drol:summary">The ferry to Strand stays in port, ...</description>'
    found = take(content=summary, copy=copy)

    kinds = [part.kind for part in found.parts]
    assert kinds == [PartKind.HEADLINE, PartKind.BYLINE, PartKind.PARAGRAPH, PartKind.PARAGRAPH]


def test_a_machine_translation_is_labelled_and_its_words_are_no_copy():
    note = "<p>*** DISCLAIMER: THIS IS AN AUTOMATED TRANSLATION FROM FINNISH ***</p>"
    words = news_item(copy=note + COPY).replace("stays in port<", "stays in port*** TRANSLATED ***<")
    [found] = read(words)

    assert found.ai_text
    assert found.title == "Ferry stays in port"
    assert [p.span.of(found.text)[:14] for p in found.parts if p.kind is PartKind.LABEL] == [
        "*** TRANSLATED",
        "*** DISCLAIMER",
    ]
    assert len(found.copy) == 1


def test_what_was_escaped_twice_is_read():
    found = take(copy="<p>4 o&amp;#39;clock at 800&lt;endash&gt;-&lt;/endash&gt;900 &amp;amp; more</p>")

    assert found.copy[0].of(found.text) == "4 o'clock at 800-900 & more"


def test_the_office_that_handled_a_piece_is_no_dateline():
    located = "<located><name>Moorgate</name></located>"
    [other] = read(news_item(content=located).replace("reuters.com", "ansa.it"))

    assert take(content=located).dateline is None
    assert other.dateline.places == ("Moorgate",)


def test_results_keep_their_columns():
    lines = "\n".join(f"{team:<20}{n}   {n + 1}   {n + 2}" for n, team in enumerate(["Strand", "Moorgate", "Bratt"]))
    found = take(copy=f"<p>Results on Monday\n{lines}</p>")

    [table] = [part.span.of(found.text) for part in found.parts if part.kind is PartKind.TABLE]
    assert table == lines


def test_a_message_without_items_and_broken_xml_say_so():
    for words in (f'<newsMessage xmlns="{NAMESPACE}"/>', news_item()[:300]):
        with pytest.raises(Exception, match=r"without any item|not well-formed"):
            read(words)


def test_a_package_of_what_came_with_it_is_passed_over():
    package = '<packageItem><itemRef residref="urn:strand:ferry:7"/></packageItem>'
    found = read(f'<newsMessage xmlns="{NAMESPACE}"><itemSet>{package}{news_item()}</itemSet></newsMessage>')

    assert [type(one) for one in found] == [Take]


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        (news_item(), True),
        ("<newsItem/>", True),
        ("<planningItem/>", True),
        ("<NewsML/>", False),
        ("<nitf/>", False),
        ("plain words", False),
    ],
)
def test_it_is_known_by_its_root(words, sure):
    assert (reader().recognises(Document("x", words.encode())) > 0.5) is sure


FULL = news_item(
    meta='<pubStatus qcode="stat:canceled"/><signal qcode="sig:update"/><embargoed/><edNote role="a:b">Eds: x</edNote>',
    content="<slugline>strand-ferry</slugline><located><name>Strand</name></located><by>By Ida Moor</by><genre/>",
    item='<rightsInfo><usageTerms>NO ARCHIVING<br/></usageTerms></rightsInfo><catalog><scheme alias="a"/></catalog>',
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(0, 40), max_size=12), st.text("abc:<&é\n", max_size=8))
def test_whatever_is_missing_or_odd_a_kill_stays_a_kill(gone, odd):
    root = etree.fromstring(FULL)
    for n, element in enumerate(list(root.iter())):
        if n in gone and element.getparent() is not None and "pubStatus" not in element.tag:
            if len(element) or "Meta" in element.tag:
                element.text = odd.replace("<", "").replace("&", "")
            else:
                element.getparent().remove(element)
    [found] = read(etree.tostring(root))

    assert not isinstance(found, Refused)
    assert (found.marker.signal, found.guid) == (Signal.KILL, "urn:strand:ferry:7")
