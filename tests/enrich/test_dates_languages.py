"""Dates in other languages than English; the anchor is Friday, 24 January 2031."""

import pytest
from dated import found


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "nb",
            "Møtet fredag 28. november 2031 ble avlyst i går.",
            [("fredag 28. november 2031", "2031-11-28"), ("i går", "2031-01-23")],
        ),
        ("sv", "Mötet den 3 april 2030 ställdes in igår.", [("3 april 2030", "2030-04-03"), ("igår", "2031-01-23")]),
        (
            "de",
            "Am 3. April 2030 kam er, gestern ging er.",
            [("3. April 2030", "2030-04-03"), ("gestern", "2031-01-23")],
        ),
        (
            "fr",
            "Le 1er avril 2030, puis hier et en avril.",
            [("1er avril 2030", "2030-04-01"), ("hier", "2031-01-23"), ("avril", "2031-04")],
        ),
        ("es", "El 3 de abril de 2030 y ayer.", [("3 de abril de 2030", "2030-04-03"), ("ayer", "2031-01-23")]),
        ("pt", "Em 3 de abril de 2030 e ontem.", [("3 de abril de 2030", "2030-04-03"), ("ontem", "2031-01-23")]),
        ("it", "Il 3 aprile 2030 e ieri.", [("3 aprile 2030", "2030-04-03"), ("ieri", "2031-01-23")]),
        ("ru", "Встреча 3 апреля 2030 года и в пятницу.", [("3 апреля 2030", "2030-04-03"), ("пятницу", "2031-01-24")]),
        ("pl", "Spotkanie 3 kwietnia 2030 i wczoraj.", [("3 kwietnia 2030", "2030-04-03"), ("wczoraj", "2031-01-23")]),
        (
            "fi",
            "Kokous pidettiin 3. huhtikuuta 2030 ja eilen.",
            [("3. huhtikuuta 2030", "2030-04-03"), ("eilen", "2031-01-23")],
        ),
        ("hu", "A találkozó 2030. április 3 volt.", [("2030. április 3", "2030-04-03")]),
        (
            "ko",
            "회담은 2030년 4월 3일에 열렸고 23일 끝났다.",
            [("2030년 4월 3일", "2030-04-03"), ("23일", "2031-01-23")],
        ),
        ("ko", "회담은 11월 28일 금요일에 열렸다.", [("11월 28일", "2030-11-28"), ("금요일", "2031-01-24")]),
        ("ja", "会談は2030年4月3日に開かれ、昨日終わった。", [("2030年4月3日", "2030-04-03"), ("昨日", "2031-01-23")]),
        ("zh", "会谈于2030年4月3日举行,昨天结束。", [("2030年4月3日", "2030-04-03"), ("昨天", "2031-01-23")]),
        ("ko", "다리는 다음 달 7일 다시 열린다.", [("다음 달 7일", "2031-02-07")]),
        ("ja", "橋は来月7日に再び開く。", [("来月7日", "2031-02-07")]),
        ("zh", "大桥将于下个月重新开放。", [("下个月", "2031-02")]),
        ("de", "Der Vertrag vom 03.04.2030 gilt.", [("03.04.2030", "2030-04-03")]),
        ("xx", "Qa 2030-04-03 qa.", [("2030-04-03", "2030-04-03")]),
    ],
)
def test_expressions(language, text, expected):
    assert found(text, language=language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La planète Mars et le mai."),
        ("ko", "28일간 이어졌다."),
        ("it", "Non lo farei mai."),
        ("de", "Der 99. Tag und 1.500 Menschen."),
    ],
)
def test_what_is_no_date(language, text):
    assert found(text, language=language) == []


def test_a_day_without_year_is_open_where_the_page_gives_none():
    assert found("Møtet 28. november ble avlyst.", None, "nb") == [("28. november", "XXXX-11-28")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Am kommenden Freitag. Letzten Montag.", ["2031-01-31", "2031-01-20"]),
        ("de", "Er sagte am Mittwoch, bis Sonntag werde es regnen.", ["2031-01-22", "2031-01-26"]),
        ("de", "Das Treffen wird am Dienstag fortgesetzt.", ["2031-01-28"]),
        ("nl", "Afgelopen maandag. Hij zal dinsdag komen.", ["2031-01-20", "2031-01-28"]),
        ("sv", "Nästa fredag. Mötet ska hållas på tisdag.", ["2031-01-31", "2031-01-28"]),
        ("fr", "Vendredi prochain. Lundi dernier. D'ici dimanche.", ["2031-01-31", "2031-01-20", "2031-01-26"]),
        ("fr", "Elle a dit mercredi que le sommet aura lieu mardi.", ["2031-01-22", "2031-01-28"]),
        ("fr", "Il part le 3 mars prochain.", ["2031-03-03"]),
        (
            "es",
            "El próximo viernes. El viernes pasado. El viernes que viene.",
            ["2031-01-31", "2031-01-17", "2031-01-31"],
        ),
        ("es", "Dijo el miércoles que la cumbre será el martes.", ["2031-01-22", "2031-01-28"]),
        ("it", "Lunedì scorso. Il vertice si terrà martedì.", ["2031-01-20", "2031-01-28"]),
        ("pt", "Na próxima sexta-feira. Até domingo.", ["2031-01-31", "2031-01-26"]),
        ("pl", "W przyszły piątek. W zeszły poniedziałek.", ["2031-01-31", "2031-01-20"]),
        ("ru", "В прошлую пятницу. Встреча состоится во вторник.", ["2031-01-17", "2031-01-28"]),
        ("tr", "Önümüzdeki Cuma, geçen Pazartesi.", ["2031-01-31", "2031-01-20"]),
        ("ar", "يوم الجمعة المقبل و الاثنين الماضي", ["2031-01-31", "2031-01-20"]),
        ("ko", "오는 금요일 열린다. 지난 월요일 끝났다.", ["2031-01-31", "2031-01-20"]),
        ("ko", "오는 28일 열린다. 다음 주 화요일 끝난다.", ["2031-01-28", "2031-01-28"]),
        ("ja", "来週の火曜日。先週金曜日。日曜日まで。", ["2031-01-28", "2031-01-17", "2031-01-26"]),
        ("zh", "会谈将于下周二举行。上周五结束。", ["2031-01-28", "2031-01-17"]),
    ],
)
def test_a_weekday_goes_where_the_words_beside_it_point(language, text, expected):
    assert [value for _, value in found(text, language=language)] == expected
