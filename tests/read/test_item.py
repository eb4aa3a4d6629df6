import pytest

from writethru.errors import Unreadable
from writethru.model import PartKind, Rule
from writethru.read.document import Document
from writethru.read.item import Item, Photo, take_of
from writethru.read.markup import Block, of_html
from writethru.read.tree import json, root_name, words, xml

NOTE = "Eds: ADDS photo"


def piece():
    return Item(
        format="trial",
        id="urn:strand:7",
        version="978556838",
        source="Yonhap",
        headline="(2nd LD) Ferry to sail again",
        slug="(2nd LD) strand-ferry",
        notes=[NOTE],
        bylines=["By Ida Moor"],
        copy=[Block("STRAND, March 3 (Yonhap) -- The ferry will sail again."), Block("It ran aground.")],
        pictures=[
            Photo("The ferry at Strand. (Yonhap)", rights=["NO ARCHIVING"]),
            Photo("The mayor at Strand. (Yonhap)"),
            Photo("The pier", rights=["May be shown on Tuesdays"]),
        ],
    )


def test_every_field_stands_in_the_text_as_its_part():
    take = take_of(piece(), "0" * 64)
    kinds = [(part.kind, part.span.of(take.text)) for part in take.parts]
    assert (PartKind.NOTE, NOTE) in kinds
    assert (PartKind.DATELINE, "STRAND, March 3 (Yonhap) --") in kinds
    assert [span.of(take.text) for span in take.copy] == ["The ferry will sail again.", "It ran aground."]
    assert (take.title, take.slug, take.marker.raw, take.marker.rank) == (
        "Ferry to sail again",
        "strand-ferry",
        ("(2nd LD)",),
        3,
    )


def test_the_providers_version_says_nothing_of_the_rank():
    take = take_of(piece(), "0" * 64)
    assert (take.version, take.marker.rank, take.sequence) == ("978556838", 3, "")


def test_a_pictures_rights_bind_it_alone_and_what_is_not_understood_is_said():
    first, second, third = take_of(piece(), "0" * 64).pictures
    assert [term.rule for term in first.terms] == [Rule.NO_ARCHIVE]
    assert second.terms == ()
    assert [(term.rule, term.phrase) for term in third.terms] == [(Rule.UNKNOWN, "May be shown on Tuesdays")]


def test_the_same_item_is_the_same_take_and_another_status_is_another():
    one, two, other = piece(), piece(), piece()
    other.status = "canceled"
    keys = [take_of(item, "0" * 64).key for item in (one, two, other)]
    assert keys[0] == keys[1] != keys[2]


def test_markup_becomes_paragraphs_and_tables_keep_their_columns():
    blocks = of_html(
        "<div><p>One <b>bold</b> word.</p>Loose<br/>line<br><br>next<script>no()</script>"
        "<table><tr><th>Team</th><th>W</th></tr><tr><td>Strand</td><td>12</td></tr></table></div>"
    )
    assert [block.text for block in blocks] == ["One bold word.", "Loose line", "next", "Team    W\nStrand  12"]
    assert blocks[-1].kind is PartKind.TABLE


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>', "declares the entity"),
        (b"<a>" * 10_000, "nested more than"),
        (b"<a>" * 250 + b"</a>" * 250, "nested more than"),
        (b"<a><b>cut", "not well-formed"),
        (b"<a>&own;</a>", "not well-formed"),
        (b"<a>" + b" " * 40_000_000 + b"</a>", "too many"),
    ],
)
def test_hostile_xml_is_refused(data, why):
    with pytest.raises(Unreadable, match=why):
        xml(Document("trial.xml", data))


def test_html_characters_need_no_dtd_and_a_wrong_header_does_no_harm():
    dtd = b'<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE a SYSTEM "http://strand.invalid/a.dtd"><a>%s</a>'
    assert words(xml(Document("a", dtd % b"caf&eacute; &amp; bar"))) == "café & bar"
    assert words(xml(Document("a", dtd % "항구 도시의 시장".encode("euc-kr")))) == "항구 도시의 시장"
    assert words(xml(Document("a", dtd % "Ærlig på øya".encode()))) == "Ærlig på øya"
    assert words(xml(Document("a", dtd % "Ærlig på øya".encode("latin-1")))) == "Ærlig på øya"


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 300 + b"1" + b"}" * 300, b'{"a": 1', b"\xff\xfe\x00"])
def test_hostile_json_is_refused(data):
    with pytest.raises(Unreadable):
        json(Document("trial.json", data))


def test_a_root_is_told_from_the_first_bytes():
    assert root_name(Document("a", b"<?xml version='1.0'?><!-- x --><n:newsItem xmlns:n='y'>")) == "newsItem"
    assert root_name(Document("a", b'<!DOCTYPE nitf SYSTEM "x.dtd" [ <!ENTITY % a "b"> ]><nitf>')) == "nitf"
    assert root_name(Document("a", b"plain words")) == ""


def test_a_name_with_spaces_round_it_is_the_same_name():
    one, other = (
        take_of(Item(format="test", guid=guid, headline="Ferry sails"), "0" * 64) for guid in ("x:1", " x:1 ")
    )
    assert one.names == other.names
