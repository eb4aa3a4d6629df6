"""Names in passages without a parser."""

from marked import read
from writethru.model import EntityKind, MentionKind, Part, PartKind, SourceKind, Span, Take


def take(*paragraphs: str, language: str = "") -> Take:
    text, parts = "", []
    for paragraph in paragraphs:
        parts.append(Part(PartKind.PARAGRAPH, Span(len(text), len(text) + len(paragraph))))
        text += paragraph + "\n\n"
    return Take("0" * 16, "x", "", "test", "", SourceKind.UNKNOWN, text, tuple(parts), language=language)


def found(*paragraphs: str) -> dict[str, tuple]:
    sheet = read(take(*paragraphs))
    return {e.name: tuple((m.kind.value, m.span.of(sheet.text)) for m in e.mentions) for e in sheet.entities}


def test_norwegian_names_by_title_and_acquaintance():
    names = found(
        "Statsminister Ida Moor sier at regjeringen vil forhandle med Norge om fiskekvoter denne uken, "
        "men at utenriksminister Per Hale ikke skal reise til møtet i hovedstaden.",
        "Forhandlingene blir vanskelige, sier Moor til avisen, og legger til at Hale er syk og må bli hjemme.",
    )
    assert names["Ida Moor"] == (("name", "Ida Moor"), ("surname", "Moor"))
    assert names["Per Hale"] == (("name", "Per Hale"), ("surname", "Hale"))
    assert "Norway" in names


def test_korean_names_by_title():
    names = found(
        "한도윤 대통령은 금요일 서한림 외교부 장관과 함께 회담 결과를 설명했다. "
        "한 대통령은 다음 달에 다시 만나자고 제안했다고 밝혔다. 외교부 장관은 답하지 않았다.",
    )
    assert names["한도윤"] == (("name", "한도윤"), ("surname", "한"))
    assert set(names) == {"한도윤", "서한림"}


def test_a_korean_name_meets_its_romanised_form_in_one_piece():
    names = found(
        "President Han Do-yun said on Friday that he would travel to Vik next week.",
        "한도윤 대통령은 다음 주에 빅을 방문할 것이라고 금요일에 말했다.",
    )
    assert [kind for kind, _ in names["Han Do-yun"]].count("name") == 2


def test_nothing_is_made_of_common_words():
    sheet = read(take("Regjeringen møtte partiene i går. Det ble ingen enighet. Partiene møtes igjen fredag kveld."))
    assert [e.name for e in sheet.entities if e.kind is EntityKind.PERSON] == []


def test_mentions_of_a_piece_without_parser_lie_in_their_passages():
    sheet = read(take("Ambassadør Ida Moor sier at saken er løst, og at president Karl Ostrow har godtatt avtalen."))
    for entity in sheet.entities:
        for mention in entity.mentions:
            assert any(p.span.covers(mention.span) for p in sheet.passages)
            assert mention.kind in MentionKind
