"""How names sound across scripts, and which words of other languages may be names. All names are invented."""

import pytest
from building import item

from writethru.link import unread
from writethru.link.skeleton import skeleton
from writethru.link.ties import nodes_of, tie


@pytest.mark.parametrize(
    "spellings",
    [
        "Velchev Вельчев ベルチェフ 벨체프 فيلتشيف 韦尔切夫",
        "Verhoeck Верхук 페르후크 فيرهوك 韦尔胡克",
        "Ansbach Ансбах アンスバッハ 안스바흐 أنسباخ 安斯巴赫",
        "Tolmera Толмера トルメラ 톨메라 تولميرا 托尔梅拉",
        "Granvik Гранвик グランビク 그란비크 غرانفيك 格兰维克",
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings):
    assert len({skeleton(word) for word in spellings.split()}) == 1


def test_other_names_have_others_and_digits_have_none():
    assert len({skeleton(name) for name in ("Velchev", "Tolmera", "Granvik", "Ansbach")}) == 4
    assert skeleton("2031") == skeleton("") == ""


@pytest.mark.parametrize(
    ("language", "title", "there", "not_there"),
    [
        ("ru", "Министр Вельчев прибыл в Колград", {"вельчев", "колград"}, {"министр", "прибыл"}),
        ("ru", "Переговоры с Вельчевым о Толмере", {"вельчев", "толмер"}, {"переговоры"}),
        ("de", "Der Streit um Granvik geht weiter", {"granvik"}, {"der", "weiter"}),
        ("ja", "ベルチェフ氏、ヘリコプターで到着", {"ベルチェフ"}, {"ヘリコプター"}),
        ("ko", "벨체프 장관, 회담장에 도착했다", {"벨체프"}, {"도착했다"}),
        ("zh", "韦尔切夫前往格兰维克", {"韦尔切夫", "格兰维克"}, {"前往"}),
        ("ar", "وصول فيلتشيف إلى غرانفيك", {"فيلتشيف", "غرانفيك"}, {"وصول", "إلى"}),
    ],
)
def test_names_are_told_by_capitals_script_and_rarity(language, title, there, not_there):
    found = unread.names(item("k", title, language=language))
    assert there <= found.keys()
    assert not not_there & found.keys()
    assert all(places == {-1} for places, _ in found.values())


TALKS = (
    (
        "zh",
        "坎多与比鲁尔第七轮谈判在格兰维克举行",
        "坎多代表团团长阿玛拉·迪奥普说，双方在格兰维克讨论渔船撤离的时间表。",
    ),
    ("ru", "Кандо и Бирур начали восьмой раунд переговоров в Гранвике", "Делегации Кандо и Бирура обсуждают рыбу."),
    ("ru", "Кандо и Толмера начали переговоры в Осмарабаде", "Делегации Кандо и Толмеры обсуждают рыбу."),
)


def told(key, language, title, text, at):
    import numpy as np

    vector = np.ones(512, dtype=np.float32) / np.sqrt(512)
    return nodes_of(key, [item(key, title, text, language=language, at=at, vector=vector)])[0]


def test_a_story_goes_on_in_another_language_and_script_where_names_sound_alike():
    first = told("a", *TALKS[0], "2031-05-03T10:00")
    next_round = told("b", *TALKS[1], "2031-06-21T10:00")
    elsewhere = told("c", *TALKS[2], "2031-06-21T10:00")
    assert tie(first, next_round) > 0.72
    assert tie(first, elsewhere) == 0
