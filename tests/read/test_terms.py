"""The terms that bind a text: from its rights fields, its notes, and the bars that stand in its copy."""

import pytest

from writethru.model import Part, PartKind, Rule, SourceKind, Span, Take
from writethru.read import detect
from writethru.read.document import Document
from writethru.read.item import Item, Photo, take_of
from writethru.read.markup import Block
from writethru.read.terms import with_terms


def terms(kind, words, fields=()):
    take = Take("k", "k", "d", "wire", "Vell Wire", SourceKind.RELEASE, words, (Part(kind, Span(0, len(words))),))
    return [(term.rule, term.phrase) for term in with_terms(take, fields).terms]


BARS = [
    ("NOT FOR DISTRIBUTION TO NORLAND NEWSWIRE SERVICES OR FOR DISSEMINATION IN NORLAND", Rule.TERRITORY),
    ("Not for release, publication or distribution, directly or indirectly, in or into Norland.", Rule.TERRITORY),
    ("Nicht zur Verbreitung in Norland, Talbonien oder an Personen von dort bestimmt.", Rule.TERRITORY),
    ("Ne pas diffuser aux agences de presse de Norlande", Rule.TERRITORY),
    ("No apto para su distribución en Norlandia", Rule.TERRITORY),
    ("(NOT FOR PUBLICATION)", Rule.NOT_FOR_PUBLICATION),
    ("For internal use only", Rule.NOT_FOR_PUBLICATION),
    ("Nicht zur Veröffentlichung bestimmt", Rule.NOT_FOR_PUBLICATION),
    ("NO ARCHIVAL USE", Rule.NO_ARCHIVE),
    ("ON-LINE OUT", Rule.NOT_ONLINE),
    ("NO ONLINE", Rule.NOT_ONLINE),
]


@pytest.mark.parametrize(("words", "rule"), BARS)
@pytest.mark.parametrize("kind", [PartKind.PARAGRAPH, PartKind.NOTE])
def test_a_bar_that_stands_alone_binds(words, rule, kind):
    (found,) = terms(kind, words)

    assert found[0] is rule
    assert found[1] in words


@pytest.mark.parametrize(
    "words",
    [
        "The memo was not for publication in Norland, the minister said.",
        "“Not for publication,” she said in the hall.",
        "No use was made in the town of the new road, which opened in May.",
        "Asked about the archive, he said no archival use had been agreed.",
        "FOUR PLAYERS OUT. The league said so on Monday.",
    ],
)
def test_a_report_of_such_words_binds_nothing(words):
    assert terms(PartKind.PARAGRAPH, words) == []


def test_a_note_that_speaks_of_its_own_contacts_binds_nothing():
    assert terms(PartKind.NOTE, "The following contacts are not for publication: the desk, telephone 12") == []


def test_a_territory_in_a_note_binds():
    assert terms(PartKind.NOTE, "(Eds: ADDS photo. NORLAND OUT.)") == [(Rule.TERRITORY, "NORLAND OUT")]


FIELDS = [
    ("Not for use in Norland", [Rule.TERRITORY]),
    ("World rights except Norland", [Rule.TERRITORY]),
    ("NO ARCHIVAL OR WIRELESS USE", [Rule.NO_ARCHIVE]),
    ("This piece is for editorial use only. Other uses need another clearance.", [Rule.EDITORIAL]),
    ("On even Fridays if the tide allows", [Rule.UNKNOWN]),
    ("Copyright 2031 Vell Wire", []),
    ("Copyright 2031 Vell Wire. All rights reserved. May not be published, broadcast or redistributed.", []),
    ("© Vell Wire. Click for restrictions: https://vellwire.example/terms", []),
    ("Use only with the written agreement with Vell Wire", []),
    ("None", []),
]


@pytest.mark.parametrize(("words", "rules"), FIELDS)
def test_a_field_is_understood_or_asks(words, rules):
    assert [rule for rule, _ in terms(PartKind.RIGHTS, words, [words])] == rules


def test_a_rights_line_in_the_copy_never_asks():
    assert terms(PartKind.RIGHTS, "On even Fridays if the tide allows") == []


def test_an_item_keeps_the_terms_of_text_and_picture_apart():
    item = Item(
        "test",
        headline="Quay reopens",
        copy=[Block("The quay reopened on Monday, the port office said.")],
        rights=["Not for use in Norland"],
        pictures=[Photo(caption="The quay.", rights=["PHOTO NOT FOR SALE"])],
    )

    take = take_of(item, "0" * 64)

    assert [term.rule for term in take.terms] == [Rule.TERRITORY]
    assert [term.rule for term in take.pictures[0].terms] == [Rule.NO_RESALE]


def test_every_reader_gives_terms():
    text = (
        "Ferry company raises money\n\nNOT FOR DISTRIBUTION TO NORLAND NEWSWIRE SERVICES\n\nThe company sold shares.\n"
    )

    (take,) = detect.read(Document("release.txt", text.encode()))

    assert [term.rule for term in take.terms] == [Rule.TERRITORY]
