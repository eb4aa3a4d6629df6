"""Exports are valid by the rules of their formats, need no network, and read back as what went out."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest
from handing import DOCUMENT, FULL, as_atom, as_ninjs, box, chain, dossier, item, photo
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from ninjs_schema import faults

from shared import needs_shared
from writethru.model import PartKind, Signal
from writethru.publish import ninjs
from writethru.publish.outbox import clean
from writethru.publish.rights import Audience
from writethru.read import feed
from writethru.read.document import Document
from writethru.read.item import take_of
from writethru.read.jsonl import moment
from writethru.read.markup import Block
from writethru.read.ninjs import Ninjs

RULES = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("nothing here may open a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def whole():
    """Chains with everything that an export can say."""
    pictures = [photo(credit="Vantry", ai_made=True), photo(caption="", url="not an address", description="A <wave>")]
    full = item(
        2,
        pictures=pictures,
        copy=[Block("One & <two>."), Block("Day     Trips\nMonday  12", kind=PartKind.TABLE)],
        rights=["Copyright 2031 Vantry.", "All rights reserved"],
        notes=["Eds: ADDS photo", "Thanks"],
        standfirst="Mended at last",
        dateline="STRAND, Norland",
        ai_text=True,
        genre="Feature",
        signal=Signal.CORRECTION,
        url="https://vantry.example/ferry",
    )
    return dossier(
        chain(item(1), full),
        chain(item(1, guid="7", sent=None, language="", headline="", bylines=[])),
        chain(item(1, guid="urn:x:kill", signal=Signal.KILL)),
        chain(item(1, guid="urn:x:hold", signal=Signal.HOLD, sent=None)),
        chain(item(1, guid="", sent=moment("2031-03-12"), copy=[Block("Naïve \x07 bell \x1b and 𝄞.")])),
    )


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("audience", Audience)
def test_every_ninjs_item_is_valid_by_the_official_schema(audience):
    sent = as_ninjs(whole(), audience=audience)
    assert len(sent) == 5
    assert [fault for one in sent for fault in faults(one)] == []


@pytest.mark.parametrize("audience", Audience)
def test_every_feed_is_valid_atom(audience):
    for every in (whole(), dossier()):
        root = etree.fromstring(as_atom(every, audience=audience))
        assert RULES.validate(root), RULES.error_log
        ids = [found.text for found in root.iter("{http://www.w3.org/2005/Atom}id")]
        assert len(ids) == len(set(ids))


def test_the_rules_of_atom_can_fail():
    feed = as_atom(whole())
    for broken in (
        feed.replace(b"<updated>", b"<updated>on ", 1),
        feed.replace(b"<title>", b"<name>").replace(b"</title>", b"</name>"),
        feed.replace(b'type="html"', b'type="words"'),
        feed.replace(b"<entry", b"<extra/><entry", 1),
    ):
        assert not RULES.validate(etree.fromstring(broken))


def read_back(every, audience=Audience.DESK):
    data = b"".join(ninjs.to_ninjs(box(every, FULL, audience)))
    return list(Ninjs().read(Document("export.ninjs", data)))


def told(take):
    """What must come back: as it is shown, since that is how it goes out."""
    words = take.text
    return {
        "headline": clean(take.headline),
        "copy": [clean(span.of(words)) for span in take.copy],
        "bylines": [(byline.name, byline.also) for byline in take.bylines],
        "slug": take.slug,
        "language": take.language,
        "sent": take.sent and take.sent.at,
        "signal": take.marker.signal,
        "genre": take.marker.genre,
        "guid": take.guid,
        "source": take.source,
        "places": take.dateline and (take.dateline.places, take.dateline.source),
        "notices": sorted(clean(span.of(words)) for span in take.notices),
        "pictures": [
            (p.caption and clean(p.caption.of(words)), p.credit, p.ai_made, sorted(t.rule for t in p.terms))
            for p in take.pictures
        ],
        "notes": [(note.verb, note.target) for note in take.note],
        "ai": take.ai_text,
        "url": take.url,
    }


def test_what_goes_out_as_ninjs_reads_back_equal():
    pictures = [
        photo(credit="Vantry", rights=["FOR EDITORIAL USE ONLY", "Ask Ida"]),
        photo(caption="A wave", ai_made=True),
    ]
    [take] = chain(
        item(
            1,
            headline="(2nd LD) Ferry to sail again",
            source="Yonhap",
            pictures=pictures,
            notes=["(ATTN: ADDS photo; CHANGES headline)"],
            rights=["Copyright 2031 Vantry.", "All rights reserved"],
            ai_text=True,
            genre="Feature",
            url="https://vantry.example/ferry",
            standfirst="Mended at last",
            dateline="STRAND (dpa) -",
        )
    )
    [back] = read_back(dossier([take]))
    assert told(back) == told(take)


WORDS = st.lists(
    st.sampled_from(
        ["ferry", "Strand", "ø", "港", "1,200", "<b>", "&amp;", "“quoted”", "½", "🚢", "will", "-", "Moor"]
    ),
    min_size=3,
    max_size=12,
).map(" ".join)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=3, max_size=80)
TIMES = st.datetimes(min_value=moment("1990-01-01").at.replace(tzinfo=None), timezones=st.timezones())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    headline=WORDS,
    paragraphs=st.lists(WORDS | LINES, min_size=1, max_size=4),
    slug=st.sampled_from(["", "strand-ferry", "(LEAD) strand-ferry"]),
    byline=st.sampled_from(["", "By Ove Lunde", "By Ida Moor and Ove Lunde", "Von Ida Moor, dpa"]),
    language=st.sampled_from(["", "en", "nb-NO", "ko"]),
    guid=st.sampled_from(["", "urn:x:1", "7 & 8", "tag:vantry.example,2031:ferry"]),
    sent=TIMES,
    signal=st.sampled_from([None, *(s for s in Signal if s not in (Signal.KILL, Signal.HOLD, Signal.ADVISORY))]),
)
def test_any_piece_reads_back_equal(headline, paragraphs, slug, byline, language, guid, sent, signal):
    assume(headline not in paragraphs)
    fields = {"headline": headline, "slug": slug, "language": language, "guid": guid, "signal": signal}
    when = replace(moment("2031-01-01"), at=sent.replace(microsecond=0), day_only=False, zone_inferred=False, why="")
    assume(when.at.utcoffset().total_seconds() % 60 == 0)
    blocks = [Block(" ".join(words.split())) for words in paragraphs if words.split()]
    take = take_of(item(1, **fields, bylines=[byline], copy=blocks, sent=when), DOCUMENT)
    [back] = read_back(dossier([take]))
    found, wanted = told(back), told(take)
    if not guid:  # a piece without a name goes out under that of its chain
        assert found.pop("guid") == "urn:writethru:chain:c0"
        wanted.pop("guid")
    assert found == wanted


def test_what_goes_out_as_atom_reads_back_equal():
    """Through the reader of feeds, which knows nothing of where the feed is from."""
    copy = [Block("One & <two>."), Block("“Three,” she said."), Block("Day     Trips\nMonday  12", kind=PartKind.TABLE)]
    killed = item(2, guid="urn:x:kill", signal=Signal.KILL)
    takes = chain(item(1, copy=copy, rights=["Copyright 2031 Vantry."], url="https://vantry.example/ferry"))
    found = list(feed.reader().read(Document("desk.atom", as_atom(dossier(takes, chain(killed))))))
    [take], back = takes, {one.guid: one for one in found}

    again = back[take.guid]
    assert (again.title, again.language, again.url, again.sent.at) == (take.title, "en", take.url, take.sent.at)
    assert [byline.name for byline in again.bylines] == ["Ove Lunde"]
    words = [span.of(again.text) for span in again.spans(PartKind.PARAGRAPH, PartKind.TABLE)]
    assert words == ["One & <two>.", "“Three,” she said.", "Day     Trips\nMonday  12"]
    assert "Copyright 2031 Vantry." in [span.of(again.text) for span in again.notices]
    assert back["urn:x:kill"].marker.signal is Signal.KILL
    assert not back["urn:x:kill"].copy


@pytest.mark.parametrize("line", ["STRAND, Norland", "Strand (dpa) -", "STRAND, March 12 (Vantry) --"])
def test_a_dateline_in_a_field_of_its_own_reads_back_equal(line):
    [take] = chain(item(1, dateline=line, copy=[Block("The ferry will sail again.")]))
    [back] = read_back(dossier([take]))
    assert told(back) == told(take)
    assert take.dateline.places
