"""Places in rows in other languages than English: one row and one number, however they are written."""

import pytest
from building import item

from writethru.link import pointers
from writethru.link.ordinals import places


@pytest.mark.parametrize(
    ("language", "head", "said"),
    [
        ("de", "Lorvik beschließt zwölftes Sanktionspaket gegen Karsk", {"packag 12"}),
        ("de", "Einigung auf 13. Sanktionspaket", {"packag 13"}),
        ("de", "Runde zwei der Gespräche in Ulm", {"round 2"}),
        ("de", "Zweite Runde in Ulm: 12 Tote bei Etappe 11", {"round 2", "stage 11"}),
        ("fr", "Hald gagne l'étape 12 devant 3 000 personnes", {"stage 12"}),
        ("es", "Ronda 2031 de vinos", set()),
        ("no", "Fjerde runde av samtalene i Ulm", {"round 4"}),
        ("fr", "Lervik : troisième tour des pourparlers", {"round 3"}),
        ("fr", "Hald gagne la 12e étape", {"stage 12"}),
        ("es", "Los maestros inician su cuarta huelga", {"strik 4"}),
        ("ru", "Союз утвердил 12-й пакет санкций", {"packag 12"}),
        ("ru", "Второй раунд переговоров", {"round 2"}),
        ("ar", "بدء الجولة السابعة من المحادثات", {"round 7"}),
        ("ar", "إقرار الحزمة الثالثة عشرة من العقوبات", {"packag 13"}),
        ("ko", "로르비크와 카르스크, 5차 협상 시작", {"round 5"}),
        ("ja", "第3回首脳会談、ウルムで開幕", {"summit 3"}),
        ("ja", "「ハルド」4号機、打ち上げ失敗", {"launch 4"}),
        ("zh", "第七轮谈判在乌尔姆举行", {"round 7"}),
        ("de", "Zweites Kind gerettet, drittes vermisst", set()),
        ("de", "Lage am 12. März. Paket an der Grenze", set()),
        ("ja", "第2四半期の利益は3割増", set()),
        ("sw", "Duru ya tatu", set()),
    ],
)
def test_a_place_in_a_row_is_read(language, head, said):
    assert places(head, language) == said


def test_rows_meet_across_languages():
    one = item("one", "Union adopts 12th sanctions package")
    other = item("other", "Морской союз утвердил 13-й пакет санкций", language="ru")
    again = item("again", "Seebund beschließt zwölftes Sanktionspaket", language="de")
    numbers = [pointers.numbered(piece) for piece in (one, other, again)]
    assert pointers.other_number(numbers[0], numbers[1])
    assert not pointers.other_number(numbers[0], numbers[2])
